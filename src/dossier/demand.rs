//! What the regulation asks of a park, and what of it is there.

use super::evidence::{Evidence, last};
use crate::finding::basis::{ANNEX2_3, ART_10, ART_10_3, ART_10_4, ART_12, ART_16, ART_17, Basis};
use crate::form::{FormId, FormSet};
use crate::park::{OrWord, Park};

/// What is asked at one stage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Its heading.
    pub title: &'static str,
    /// Each thing that is asked for.
    pub demands: Vec<Demand>,
}

/// One thing that the regulation asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Demand {
    /// What it is.
    pub what: &'static str,
    /// The article: `管理办法第十条（三）`.
    pub basis: &'static str,
    /// Its files in the archive.
    pub files: Vec<String>,
    /// Why there are none; empty if there are.
    pub missing: String,
}

/// A paper: its files in the archive, or why there are none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperState {
    /// Which form.
    pub form: FormId,
    /// Its files in the archive.
    pub files: Vec<String>,
    /// Why it is not there, in one clause.
    pub why: String,
}

/// Where a thing comes from.
enum Origin {
    /// The program makes it.
    Paper(FormId),
    /// Somebody else does: a file whose name holds one of the words and none of
    /// the others; and who issues it.
    Proof {
        words: &'static [&'static str],
        without: &'static [&'static str],
        by: &'static str,
    },
    /// The supporting material.
    Evidence,
}

struct Asked {
    what: &'static str,
    basis: Basis,
    origin: Origin,
}

const fn proof(
    what: &'static str,
    basis: Basis,
    words: &'static [&'static str],
    without: &'static [&'static str],
    by: &'static str,
) -> Asked {
    Asked {
        what,
        basis,
        origin: Origin::Proof { words, without, by },
    }
}

const fn paper(what: &'static str, basis: Basis, form: FormId) -> Asked {
    Asked {
        what,
        basis,
        origin: Origin::Paper(form),
    }
}

const BODY: &str = "由园区管理机构出具";
const FOLLOW_UP: &str = "规划环境影响跟踪评价文件";

/// 第十条, and what 第十二条 adds once the province agrees.
static CREATION: [Asked; 8] = [
    proof("生态工业园区创建申请", ART_10, &["创建申请"], &[], BODY),
    paper("《建设实施方案》", ART_10, FormId::Plan),
    proof(
        "环境守法证明（申请创建之日前三年）",
        ART_10_3,
        &["守法证明"],
        &[],
        BODY,
    ),
    proof(
        "规划环境影响评价报告书",
        ART_10_4,
        &["环境影响报告书", "环境影响评价报告书", "环评报告"],
        &["跟踪", "审查意见"],
        "须附报告书",
    ),
    proof(
        "规划环境影响评价审查意见",
        ART_10_4,
        &["审查意见"],
        &[],
        "须附审查意见",
    ),
    proof(
        FOLLOW_UP,
        ART_10_4,
        &["跟踪评价"],
        &["审查意见"],
        "须附跟踪评价文件",
    ),
    paper("《创建备案表》", ART_12, FormId::Filing),
    proof(
        "主要论证意见",
        ANNEX2_3,
        &["论证意见"],
        &[],
        "由省级生态环境部门组织论证后附上",
    ),
];

/// 第十六条, and the form of 第十七条.
static ACCEPTANCE: [Asked; 4] = [
    proof(
        "生态工业园区验收申请",
        ART_16,
        &["验收申请"],
        &["申请表"],
        BODY,
    ),
    paper("《验收报告》", ART_16, FormId::Report),
    Asked {
        what: "《验收报告》数据支撑材料电子版",
        basis: ART_16,
        origin: Origin::Evidence,
    },
    paper("《验收申请表》", ART_17, FormId::Application),
];

impl Asked {
    fn is_proof(&self, name: &str) -> bool {
        match &self.origin {
            Origin::Proof { words, without, .. } => {
                words.iter().any(|word| name.contains(word))
                    && !without.iter().any(|word| name.contains(word))
            }
            _ => false,
        }
    }
}

/// Whether a file of this name is something that the regulation asks for and
/// the program does not make.
pub fn is_proof(name: &str) -> bool {
    let mut asked = CREATION.iter().chain(&ACCEPTANCE);
    asked.any(|asked| asked.is_proof(name))
}

/// What is asked of a park with these papers, and what of it is there. `index`
/// is the list of the supporting material in the archive, if there is one.
pub fn groups(
    park: &Park,
    papers: &[PaperState],
    evidence: &Evidence,
    index: &[String],
) -> Vec<Group> {
    let forms: FormSet = papers.iter().map(|paper| paper.form).collect();
    let has = |annexes| !forms.and(FormSet::annexes(annexes)).is_empty();
    let look = Look {
        park,
        papers,
        evidence,
        index,
    };
    let mut groups = Vec::new();
    if has("12") {
        let follows = park.process.eia.as_ref();
        let follows = follows.is_some_and(|eia| matches!(eia.follow_up, OrWord::Record(_)));
        let filed = forms.contains(FormId::Filing);
        let asked = CREATION.iter().filter(|asked| match asked.basis {
            ART_12 | ANNEX2_3 => filed,
            _ => asked.what != FOLLOW_UP || follows,
        });
        groups.push(Group {
            title: "创建申请和备案材料",
            demands: asked.map(|asked| look.demand(asked)).collect(),
        });
    }
    if has("34") {
        groups.push(Group {
            title: "验收材料",
            demands: ACCEPTANCE.iter().map(|asked| look.demand(asked)).collect(),
        });
    }
    groups
}

/// What there is.
struct Look<'a> {
    park: &'a Park,
    papers: &'a [PaperState],
    evidence: &'a Evidence,
    index: &'a [String],
}

impl Look<'_> {
    fn demand(&self, asked: &Asked) -> Demand {
        let (files, missing) = match &asked.origin {
            Origin::Paper(form) => self.paper(*form),
            Origin::Evidence => self.material(),
            Origin::Proof { by, .. } => {
                let proofs = self.evidence.proofs.iter();
                let proofs = proofs.filter(|one| asked.is_proof(last(&one.from)));
                (
                    proofs.map(|one| one.to.clone()).collect(),
                    self.known(asked, by),
                )
            }
        };
        let article = asked.basis.name.split('·').next().unwrap_or_default();
        let missing = match files.is_empty() {
            true => missing,
            false => String::new(),
        };
        Demand {
            what: asked.what,
            basis: article,
            files,
            missing,
        }
    }

    fn paper(&self, form: FormId) -> (Vec<String>, String) {
        match self.papers.iter().find(|paper| paper.form == form) {
            Some(paper) => (paper.files.clone(), paper.why.clone()),
            None => {
                let block = form.form().block;
                (Vec::new(), format!("数据中没有 `{block}`"))
            }
        }
    }

    fn material(&self) -> (Vec<String>, String) {
        match self.evidence.placed.is_empty() {
            true => (Vec::new(), "用 --evidence 指明材料所在文件夹".to_owned()),
            false => (self.index.to_vec(), String::new()),
        }
    }

    /// Who issues it, and its number if the data know it.
    fn known(&self, asked: &Asked, by: &str) -> String {
        let eia = self.park.process.eia.as_ref();
        let number = eia.map_or("", |eia| eia.number.trim());
        match asked.what {
            "规划环境影响评价审查意见" if !number.is_empty() => {
                format!("{by}（{number}）")
            }
            _ => by.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dossier::Placed;

    fn made(form: FormId) -> PaperState {
        PaperState {
            form,
            files: vec![format!("{}.pdf", form.form().stem(false))],
            why: String::new(),
        }
    }

    #[test]
    fn what_is_asked_for_and_what_is_there() {
        let mut evidence = Evidence::default();
        evidence.proofs.push(Placed {
            from: "扫描/环境守法证明（盖章）.pdf".to_owned(),
            to: "证明材料/环境守法证明（盖章）.pdf".to_owned(),
        });
        let refused = PaperState {
            form: FormId::Filing,
            files: Vec::new(),
            why: "[C07] 报送单位不对".to_owned(),
        };
        let papers = [made(FormId::Plan), refused];
        let groups = groups(&Park::default(), &papers, &evidence, &[]);
        assert_eq!(groups.len(), 1);
        let lines: Vec<String> = groups[0]
            .demands
            .iter()
            .map(|one| {
                format!(
                    "{} {} {}{}",
                    one.what,
                    one.basis,
                    one.files.join("，"),
                    one.missing
                )
            })
            .collect();
        insta::assert_snapshot!(lines.join("\n"));
    }

    #[test]
    fn a_form_is_no_application() {
        assert!(is_proof("验收申请（盖章）.pdf"));
        assert!(!is_proof("附件4-验收申请表.pdf"));
        assert!(is_proof("规划环评报告书.pdf") && is_proof("论证意见.docx"));
        assert!(!is_proof("能源统计表.xlsx"));
    }

    #[test]
    fn acceptance_asks_for_the_material() {
        let papers = [made(FormId::Report), made(FormId::Application)];
        let mut evidence = Evidence::default();
        let index = ["数据支撑材料目录.pdf".to_owned()];
        let ask = |evidence: &Evidence| {
            groups(&Park::default(), &papers, evidence, &index)[0].demands[2].clone()
        };
        assert!(ask(&evidence).missing.contains("--evidence"));
        evidence.placed.push(Placed {
            from: "a.xlsx".to_owned(),
            to: "数据支撑材料/01-能耗/a.xlsx".to_owned(),
        });
        assert_eq!(ask(&evidence).files, index);
    }
}
