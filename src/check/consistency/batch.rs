//! C15: the parks of one run against one another.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::check::{Check, Context, Found, Needs, Rule, provinces};
use crate::finding::Severity::{Error, Info, Warning};
use crate::finding::basis;
use crate::form::{FormId, FormSet};
use crate::park::{Park, half_width};

/// Share of a text, in per cent, above which two are near-identical.
const ALIKE: usize = 60;

/// How many characters are compared at a time.
const PIECE: usize = 8;

/// Texts with fewer pieces say too little to be compared.
const FEWEST: usize = 50;

pub(super) const C15: Rule = Rule {
    code: "C15",
    severities: &[Error, Warning, Info],
    forms: FormSet::ALL,
    basis: &[basis::TRUTHFULNESS],
    summary: "同批园区之间不应重复或雷同",
    why: "一次检查多个园区时：名称或园区代码相同为错误；联系电话、邮箱相同，或园区建设内容有 60% 以上相同（以较短一份的每 8 个字为单位计，标点不计）为警告；同省同批的报送单位、报送日期与多数不一致为提示。",
    wrong: "两个园区的联系人电话都是 0737-4000018",
    right: "各园区填写自己的联系电话",
    mend: "核对是否复制后忘记修改",
    needs: Needs::Nothing,
    check: Check::Parks(compare),
};

fn compare(contexts: &[Context], found: &mut [Found]) {
    if contexts.len() < 2 {
        return;
    }
    let parks: Vec<&Park> = contexts.iter().map(|context| context.park).collect();
    same(&parks, found, &NAME);
    same(&parks, found, &CODE);
    contacts(&parks, found);
    contents(contexts, found);
    uniform(contexts, found);
}

/// A datum that no two parks share.
struct Own {
    path: &'static str,
    what: &'static str,
    of: fn(&Park) -> &str,
}

const NAME: Own = Own {
    path: "园区基本情况.园区名称",
    what: "园区名称",
    of: |park| &park.basics.name,
};

const CODE: Own = Own {
    path: "标识.园区代码",
    what: "园区代码",
    of: |park| &park.identity.code,
};

/// Parks that share a datum which is each one's own.
fn same(parks: &[&Park], found: &mut [Found], own: &Own) {
    let mut by_value: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, park) in parks.iter().enumerate() {
        let value = (own.of)(park).trim();
        if !value.is_empty() {
            by_value.entry(value).or_default().push(index);
        }
    }
    for (value, sharing) in by_value
        .into_iter()
        .filter(|(_, sharing)| sharing.len() > 1)
    {
        for &index in &sharing {
            let others = others(parks, &sharing, index);
            found[index]
                .error(own.path, format!("{}「{value}」与{others}相同", own.what))
                .hint("核对是否重复报送，或复制数据后忘记修改");
        }
    }
}

/// The other parks of a group, as a message names them.
fn others(parks: &[&Park], sharing: &[usize], own: usize) -> String {
    let names: Vec<String> = sharing
        .iter()
        .filter(|&&index| index != own)
        .take(3)
        .map(|&index| match parks[index].short_name() {
            "" => format!("第 {} 个文件", index + 1),
            name => format!("「{name}」"),
        })
        .collect();
    let more = if sharing.len() > 4 { "等园区" } else { "" };
    format!("{}{more}", names.join("、"))
}

/// Telephones and mailboxes that two parks share.
fn contacts(parks: &[&Park], found: &mut [Found]) {
    const DEPARTMENT: &str = "园区管理机构情况.负责园区生态工业工作的职能部门";
    let mut by_number: BTreeMap<String, Vec<(usize, String)>> = BTreeMap::new();
    for (index, park) in parks.iter().enumerate() {
        let department = &park.body.department;
        let head = &park.body.head;
        let mut add = |path: String, value: &str| {
            let plain: String = value
                .chars()
                .map(half_width)
                .filter(|c| c.is_ascii_alphanumeric() || "@.".contains(*c))
                .collect();
            if plain.len() >= 7 {
                let plain = plain.to_ascii_lowercase();
                by_number.entry(plain).or_default().push((index, path));
            }
        };
        add(
            format!("{DEPARTMENT}.联系人电话"),
            department.contact_phone.as_str(),
        );
        add(
            format!("{DEPARTMENT}.负责人电话"),
            department.head_phone.as_str(),
        );
        add(format!("{DEPARTMENT}.邮箱"), &department.email);
        add(
            "园区管理机构情况.法定代表人（或主要负责人）.电话".into(),
            head.phone.as_str(),
        );
    }
    for (value, places) in by_number {
        let sharing: HashSet<usize> = places.iter().map(|(index, _)| *index).collect();
        if sharing.len() < 2 {
            continue;
        }
        let mut sharing: Vec<usize> = sharing.into_iter().collect();
        sharing.sort_unstable();
        for (index, path) in places {
            let others = others(parks, &sharing, index);
            found[index]
                .warning(path, format!("「{value}」与{others}的联系方式相同"))
                .hint("核对是否复制其他园区的数据后忘记修改");
        }
    }
}

/// Near-identical 建设内容.
fn contents(contexts: &[Context], found: &mut [Found]) {
    const PATH: &str = "备案表.园区建设内容";
    let parks: Vec<&Park> = contexts.iter().map(|context| context.park).collect();
    let pieces: Vec<HashSet<u64>> = contexts
        .iter()
        .map(|context| match &context.park.filing {
            Some(filing) if context.wants(FormId::Filing) => pieces(&filing.content),
            _ => HashSet::new(),
        })
        .collect();
    let mut alike: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    for ((a, b), shared) in shared(&pieces) {
        let shorter = pieces[a].len().min(pieces[b].len());
        if shorter < FEWEST || shared * 100 <= shorter * ALIKE {
            continue;
        }
        let share = shared * 100 / shorter;
        for (one, other) in [(a, b), (b, a)] {
            let best = alike.entry(one).or_insert((share, other));
            if share > best.0 || share == best.0 && other < best.1 {
                *best = (share, other);
            }
        }
    }
    for (index, (share, other)) in alike {
        let other = others(&parks, &[index, other], index);
        found[index]
            .warning(
                PATH,
                format!("园区建设内容有 {share}% 与{other}相同，应不超过 {ALIKE}%"),
            )
            .hint("按本园区的实际情况重写");
    }
}

/// Every run of [`PIECE`] characters of a text, hashed; marks and blanks do not
/// count.
fn pieces(text: &str) -> HashSet<u64> {
    let chars: Vec<char> = text.chars().filter(|c| c.is_alphanumeric()).collect();
    chars
        .windows(PIECE)
        .map(|window| {
            let mut hasher = DefaultHasher::new();
            window.hash(&mut hasher);
            hasher.finish()
        })
        .collect()
}

/// How many pieces each two parks share, counted by way of the pieces, so that
/// parks that share nothing cost nothing.
fn shared(pieces: &[HashSet<u64>]) -> HashMap<(usize, usize), usize> {
    let mut owners: HashMap<u64, Vec<usize>> = HashMap::new();
    for (index, own) in pieces.iter().enumerate() {
        for piece in own {
            owners.entry(*piece).or_default().push(index);
        }
    }
    // Parks that share one piece mostly share many: count per set of owners.
    let mut sets: HashMap<Vec<usize>, usize> = HashMap::new();
    for set in owners.into_values().filter(|set| set.len() > 1) {
        *sets.entry(set).or_default() += 1;
    }
    let mut shared = HashMap::new();
    for (set, count) in sets {
        for (at, &a) in set.iter().enumerate() {
            for &b in &set[at + 1..] {
                *shared.entry((a, b)).or_default() += count;
            }
        }
    }
    shared
}

/// 报送单位 and 报送日期 that differ within a province's batch.
fn uniform(contexts: &[Context], found: &mut [Found]) {
    let mut by_province: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, context) in contexts.iter().enumerate() {
        let place = context.park.basics.location.trim();
        if let Some(province) = provinces::beginning(place)
            && context.wants(FormId::Filing)
            && context.park.filing.is_some()
        {
            by_province.entry(province.name).or_default().push(index);
        }
    }
    let date = |park: &Park| park.filing.as_ref().map(|one| one.date.printed());
    let submitter = |park: &Park| {
        park.filing
            .as_ref()
            .map(|one| one.submitter.trim().to_owned())
    };
    for (province, batch) in by_province {
        differing(contexts, found, province, &batch, "报送日期", date);
        differing(contexts, found, province, &batch, "报送单位", submitter);
    }
}

/// Reports those parks of a batch whose value is not that of most.
fn differing(
    contexts: &[Context],
    found: &mut [Found],
    province: &str,
    batch: &[usize],
    key: &str,
    value: impl Fn(&Park) -> Option<String>,
) {
    let values: Vec<(usize, String)> = batch
        .iter()
        .filter_map(|&index| Some((index, value(contexts[index].park)?)))
        .filter(|(_, value)| !value.is_empty())
        .collect();
    let count = |wanted: &str| values.iter().filter(|(_, value)| value == wanted).count();
    // Of values that are equally frequent, the first one counts.
    let Some((_, most)) = values.iter().rev().max_by_key(|(_, value)| count(value)) else {
        return;
    };
    for (index, value) in values.iter().filter(|(_, value)| value != most) {
        found[*index]
            .info(
                format!("备案表.{key}"),
                format!("{key}「{value}」与{province}同批的「{most}」不一致"),
            )
            .hint("同一批报送的，统一报送单位和报送日期");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::Options;
    use crate::input::{self, Input, NoFiles};

    #[test]
    fn three_of_the_others_are_named() {
        let mut parks = vec![Park::default(); 5];
        for (park, name) in parks.iter_mut().zip(["甲", "乙", "丙", "", "戊"]) {
            park.identity.short_name = name.to_owned();
        }
        let parks: Vec<&Park> = parks.iter().collect();
        let named = |sharing: &[usize]| others(&parks, sharing, 0);
        assert_eq!(named(&[0, 1]), "「乙」");
        assert_eq!(named(&[0, 1, 2, 3]), "「乙」、「丙」、第 4 个文件");
        assert_eq!(named(&[0, 1, 2, 3, 4]), "「乙」、「丙」、第 4 个文件等园区");
    }

    #[test]
    fn near_identical_texts() {
        let text: String = ('一'..='龥').step_by(7).take(400).collect();
        let other: String = ('一'..='龥').step_by(11).take(400).collect();
        let mixed: String = text
            .chars()
            .take(270)
            .chain(other.chars().skip(270))
            .collect();
        let sets = [pieces(&text), pieces(&other), pieces(&mixed)];
        let shared = shared(&sets);
        assert_eq!(shared.get(&(0, 1)), None);
        assert_eq!(shared[&(0, 2)], 270 - PIECE + 1);
        assert_eq!(shared[&(1, 2)], 130 - PIECE + 1);
    }

    /// What C15 says of parks with these names and texts.
    fn said(parks: &[(&str, String)]) -> Vec<String> {
        let inputs: Vec<Input> = parks
            .iter()
            .map(|(name, content)| {
                let mut input = input::read("park.yaml", "标识: {}".as_bytes(), &NoFiles);
                let park = input.park.as_mut().expect("readable");
                park.identity.short_name = (*name).to_owned();
                park.filing = Some(crate::park::Filing {
                    content: content.clone(),
                    ..Default::default()
                });
                input
            })
            .collect();
        let options = Options {
            forms: FormId::Filing.into(),
            ..Options::default()
        };
        let contexts: Vec<Context> = inputs
            .iter()
            .filter_map(|input| Context::new(input, &options))
            .collect();
        let found = crate::check::check_together(&contexts);
        found.into_iter().flatten().map(|one| one.message).collect()
    }

    #[test]
    fn the_most_alike_is_named() {
        let text = |step: usize| ('一'..='龥').step_by(step).take(400);
        let mixed = |from: usize| -> String {
            let (own, other) = (text(11).take(from), text(7).skip(from));
            own.chain(other).collect()
        };
        let parks = [("甲", 0), ("乙", 120), ("丙", 40), ("丁", 40)];
        assert_eq!(
            said(&parks.map(|(name, from)| (name, mixed(from)))),
            [
                "园区建设内容有 89% 与「丙」相同，应不超过 60%",
                "园区建设内容有 77% 与「丙」相同，应不超过 60%",
                "园区建设内容有 100% 与「丁」相同，应不超过 60%",
                "园区建设内容有 100% 与「丙」相同，应不超过 60%",
            ]
        );
    }

    #[test]
    fn short_texts_are_not_compared() {
        let text = |length| ('一'..='龥').take(length).collect::<String>();
        let twice = |length| said(&[("甲", text(length)), ("乙", text(length))]).len();
        assert_eq!(twice(FEWEST + PIECE - 1), 2);
        assert_eq!(twice(FEWEST + PIECE - 2), 0);
    }

    #[test]
    fn numbers_that_parks_share() {
        let with_phone = |phone: &str| {
            let mut park = Park::default();
            park.body.head.phone = serde_yaml::from_str(&format!("'{phone}'")).expect("text");
            park
        };
        let shared = |one: &str, other: &str| {
            let parks = [with_phone(one), with_phone(other)];
            let mut found = vec![Found::default(), Found::default()];
            for one in &mut found {
                one.rule = crate::check::rule("C15");
            }
            contacts(&[&parks[0], &parks[1]], &mut found);
            found.iter().map(|one| one.findings.len()).sum::<usize>()
        };
        assert_eq!(shared("4000001", "4000001"), 2);
        assert_eq!(shared("0737-4000001", "０７３７4000001"), 2);
        assert_eq!(shared("400000", "400000"), 0, "too short");
        assert_eq!(shared("4000001", "4000002"), 0);
    }
}
