//! `ecopark fix`: mending what a machine can mend.
//!
//! A finding that can be mended says so itself ([`Finding::fix`]): the scan that
//! found the fault also yields what belongs there, so that check and fix cannot
//! disagree. This module only carries the replacements out: it takes them datum
//! by datum to the [`Editor`], which keeps every other byte and refuses a change
//! that would not read back as meant, and checks again until nothing is left to
//! mend. The result is a function of its input; who called writes the files.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::{self, Context, Options};
use crate::finding::Finding;
use crate::form::FormSet;
use crate::input::decode::Encoding;
use crate::input::edit::Editor;
use crate::input::{Input, SourceFile, shape};
use crate::report::{Report, Selection};

/// Mending one fault may show the next; more rounds than this are never needed.
const ROUNDS: usize = 8;

/// What was mended, and what was not.
#[derive(Debug, Default)]
pub struct Fixed {
    /// The files that changed.
    pub files: Vec<FixedFile>,
    /// The findings that were mended.
    pub mended: Vec<Finding>,
    /// Paths of written texts that are the user's now.
    pub kept: Vec<String>,
    /// Data that could not be changed, with the reason.
    pub refused: Vec<(String, String)>,
    /// How many more could be mended with `--unsafe`.
    pub bold_left: usize,
}

/// A file before and after.
#[derive(Debug, Clone)]
pub struct FixedFile {
    /// Whether it is the YAML; the others are texts that it refers to, and their
    /// names count from its folder.
    pub is_yaml: bool,
    /// Its name as the user knows it.
    pub name: String,
    /// Its text before.
    pub before: String,
    /// Its text after.
    pub after: String,
    /// How it is encoded.
    pub encoding: Encoding,
}

/// A file cannot be written back byte for byte.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("无法改写 `{name}`：编码是 {encoding}，其中有字节不能原样写回，先另存为 UTF-8")]
pub struct NotReversible {
    /// Its name.
    pub name: String,
    /// Its encoding, as a message gives it.
    pub encoding: &'static str,
}

impl FixedFile {
    /// The difference, as a unified diff.
    pub fn diff(&self) -> String {
        similar::TextDiff::from_lines(&self.before, &self.after)
            .unified_diff()
            .context_radius(2)
            .header(&self.name, &self.name)
            .to_string()
    }

    /// The bytes to write in place of `original`, in its own encoding: a file
    /// in GBK stays one, since its owner's programs may read nothing else.
    ///
    /// Refused when the original could not be written back unchanged (some
    /// bytes of GBK have two readings), for then other bytes would change, too.
    ///
    /// # Errors
    /// When bytes would change that were not meant.
    pub fn bytes(&self, original: &[u8]) -> Result<Vec<u8>, NotReversible> {
        let bytes = self.encoding.encode(&self.after);
        let reads_back = crate::input::decode::decode(&bytes)
            .is_ok_and(|(text, encoding)| text == self.after && encoding == self.encoding);
        if self.encoding.encode(&self.before) == original && reads_back {
            Ok(bytes)
        } else {
            Err(NotReversible {
                name: self.name.clone(),
                encoding: self.encoding.name(),
            })
        }
    }
}

/// Mends what the rules find in `input`; with `bold`, also what should be looked
/// at before it is believed.
///
/// Findings that are suppressed in the file or not selected are left alone.
/// Without forms in the options all data are looked at.
pub(crate) fn fix(input: Input, options: &Options, selection: &Selection, bold: bool) -> Fixed {
    let before = input.files.clone();
    let mut fixed = Fixed::default();
    let mut refused: BTreeMap<String, String> = BTreeMap::new();
    let mut editor = Editor::new(input);
    for _ in 0..ROUNDS {
        let found = findings(editor.input(), options, selection);
        fixed.bold_left = found.iter().filter(|one| is_bold(one)).count();
        let work = sorted(found, |one| {
            (bold || !is_bold(one)) && !refused.contains_key(&one.path)
        });
        if work.is_empty() {
            break;
        }
        let texts: Vec<Option<String>> = work
            .keys()
            .map(|path| editor.text(path).map(str::to_owned))
            .collect();
        for ((path, findings), text) in work.into_iter().zip(texts) {
            // Two data may be the text of one file, which is then mended already.
            if editor.text(&path) != text.as_deref() {
                continue;
            }
            match mend(&mut editor, &path, &findings) {
                Ok(mended) => fixed.mended.extend(mended),
                Err(reason) => {
                    refused.insert(path, reason);
                }
            }
        }
    }
    rows_of_ids(&mut editor, selection, &mut fixed);
    fixed.files = changed(&editor, &before);
    fixed.refused = refused.into_iter().collect();
    fixed
}

/// Makes lists of ids that stand in a row (`S1、S4`).
fn rows_of_ids(editor: &mut Editor, selection: &Selection, fixed: &mut Fixed) {
    let rows: Vec<Finding> = editor
        .input()
        .findings
        .iter()
        .filter(|one| one.code == "Y03" && one.fix.is_some() && selection.takes_code(one.code))
        .cloned()
        .collect();
    for row in rows {
        let ids = editor.text(&row.path).and_then(shape::ids);
        let ids = ids.map(|ids| ids.into_iter().map(str::to_owned).collect::<Vec<_>>());
        if let Some(ids) = ids
            && editor.set_list(&row.path, &ids).is_ok()
        {
            fixed.mended.push(row);
        }
    }
}

/// Makes the texts that the program wrote for `自动` texts of the file. Those that
/// the data did not suffice for stay as they are.
pub fn keep(input: Input) -> Fixed {
    let before = input.files.clone();
    let written = input.park.as_ref().map(|park| park.written.clone());
    let mut fixed = Fixed::default();
    let mut editor = Editor::new(input);
    for (path, one) in written.unwrap_or_default() {
        if one.text.is_empty() {
            continue;
        }
        match editor.set(&path, &one.text) {
            Ok(()) => fixed.kept.push(path),
            Err(error) => fixed.refused.push((path, error.to_string())),
        }
    }
    fixed.files = changed(&editor, &before);
    fixed
}

/// The files that differ from what they were.
fn changed(editor: &Editor, before: &[SourceFile]) -> Vec<FixedFile> {
    editor
        .changed()
        .map(|(index, file)| compare(index == 0, &before[index], file))
        .filter(|file| file.before != file.after)
        .collect()
}

fn is_bold(finding: &Finding) -> bool {
    finding.fix.as_ref().is_some_and(|fix| !fix.safe)
}

fn compare(is_yaml: bool, before: &SourceFile, after: &SourceFile) -> FixedFile {
    FixedFile {
        is_yaml,
        name: after.name.clone(),
        before: before.text.clone(),
        after: after.text.clone(),
        encoding: after.encoding,
    }
}

/// The findings that a check with these options would show.
fn findings(input: &Input, options: &Options, selection: &Selection) -> Vec<Finding> {
    let Some(mut context) = Context::new(input, options) else {
        return Vec::new();
    };
    if options.forms.is_empty() {
        context.forms = FormSet::ALL;
        context.papers = FormSet::ALL;
    }
    let report = Report::new(input, check::check(&context), selection);
    // A text that the program wrote stands nowhere in the file.
    let written = input.park.as_ref().map(|park| &park.written);
    report
        .findings()
        .iter()
        .map(|located| located.finding.clone())
        .filter(|one| !written.is_some_and(|written| written.contains_key(&one.path)))
        // A row of ids becomes a list, which no replacing of text makes.
        .filter(|one| one.code != "Y03")
        .collect()
}

/// Those findings that can be mended, datum by datum.
fn sorted(
    findings: Vec<Finding>,
    wanted: impl Fn(&Finding) -> bool,
) -> BTreeMap<String, Vec<Finding>> {
    let mut work: BTreeMap<String, Vec<Finding>> = BTreeMap::new();
    for finding in findings {
        if finding.fix.is_some() && wanted(&finding) {
            work.entry(finding.path.clone()).or_default().push(finding);
        }
    }
    work
}

/// Mends the faults of one datum; those that touch one another wait for the next
/// round. Gives the findings that were mended.
fn mend(editor: &mut Editor, path: &str, findings: &[Finding]) -> Result<Vec<Finding>, String> {
    let mut edits = Vec::new();
    let mut mended = Vec::new();
    let mut taken = BTreeSet::new();
    for finding in findings {
        let Some(fix) = &finding.fix else { continue };
        let bytes: BTreeSet<usize> = fix
            .edits
            .iter()
            .flat_map(|(range, _)| range.clone())
            .collect();
        if taken.is_disjoint(&bytes) {
            taken.extend(bytes);
            edits.extend(fix.edits.iter().cloned());
            mended.push(finding.clone());
        }
    }
    edits.sort_by_key(|(range, _)| range.start);
    editor
        .replace(path, &edits)
        .map(|()| mended)
        .map_err(|err| err.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::{self, Files};

    /// A folder that holds one text.
    struct One(&'static str);

    impl Files for One {
        fn read(&self, _: &str) -> Result<Vec<u8>, String> {
            Ok(self.0.as_bytes().to_vec())
        }
    }

    fn fixed(yaml: &[u8], text: &'static str, bold: bool) -> Fixed {
        let input = input::read("park.yaml", yaml, &One(text));
        fix(input, &Options::default(), &Selection::default(), bold)
    }

    #[track_caller]
    fn case(bold: bool, before: &str, after: &str) {
        let fixed = fixed(before.as_bytes(), "", bold);
        let text = fixed.files.first().map_or(before, |file| &file.after);
        assert_eq!(text, after);
        let again = super::tests::fixed(after.as_bytes(), "", bold);
        assert!(again.files.is_empty(), "not mended for good: {after}");
    }

    #[test]
    fn ids_in_a_row_become_a_list() {
        let yaml = "支撑项目:\n  - 编号: X1\n    支撑任务: R1、R2   # 两项\n";
        let fixed = fixed(yaml.as_bytes(), "", false);
        assert_eq!(
            fixed.files[0].after,
            "支撑项目:\n  - 编号: X1\n    支撑任务: [R1, R2]   # 两项\n"
        );
    }

    #[test]
    fn every_other_byte_is_kept() {
        case(
            false,
            "# 说明\n实施方案:   # 块\n  总体框架: CO2,０２   # ２０２６\n  重点任务说明: |\n    绿化,修复(一期)。  \n\n    3万m3\n",
            "# 说明\n实施方案:   # 块\n  总体框架: CO₂,02   # ２０２６\n  重点任务说明: |\n    绿化，修复（一期）。  \n\n    3万m³\n",
        );
    }

    #[test]
    fn every_style_of_scalar() {
        case(
            false,
            "实施方案: {总体框架: '它''CO2', 重点任务说明: \"一\\u200B二\\tSO2\", 支撑项目说明: PM2.5}\n",
            "实施方案: {总体框架: '它''CO₂', 重点任务说明: \"一二\\tSO₂\", 支撑项目说明: PM₂.₅}\n",
        );
        case(
            false,
            "实施方案:\r\n  总体框架: >\r\n    二氧化碳CO2\r\n    二氧化硫SO2\r\n",
            "实施方案:\r\n  总体框架: >\r\n    二氧化碳CO₂\r\n    二氧化硫SO₂\r\n",
        );
    }

    #[test]
    fn bold_mending_is_for_those_who_ask() {
        let yaml = "实施方案:\n  总体框架: 下降5-10%。。绿化 修复, 完成\n";
        case(
            false,
            yaml,
            "实施方案:\n  总体框架: 下降5-10%。。绿化 修复，完成\n",
        );
        case(
            true,
            yaml,
            "实施方案:\n  总体框架: 下降5%～10%。绿化修复，完成\n",
        );
        assert_eq!(fixed(yaml.as_bytes(), "", false).bold_left, 3);
    }

    #[test]
    fn suppressed_findings_are_left_alone() {
        let yaml = "实施方案:\n  # 忽略 F08：产品名称\n  总体框架: CO2\n";
        case(false, yaml, yaml);
    }

    #[test]
    fn texts_beside_the_file() {
        let yaml = "备案表:\n  园区建设内容: \"@甲.txt\"\n实施方案:\n  总体框架: \"@甲.txt\"\n";
        let fixed = fixed(yaml.as_bytes(), "排放CO2，达标。\r\n", false);
        let [file] = fixed.files.as_slice() else {
            panic!("{fixed:?}");
        };
        assert_eq!(
            (file.name.as_str(), file.after.as_str()),
            ("甲.txt", "排放CO₂，达标。\r\n")
        );
        assert_eq!(
            file.diff(),
            "--- 甲.txt\n+++ 甲.txt\n@@ -1 +1 @@\n-排放CO2，达标。\r\n+排放CO₂，达标。\r\n"
        );
    }

    #[test]
    fn a_file_stays_in_its_encoding() {
        let yaml = "实施方案:\n  总体框架: 排放CO2的企业，园区绿化,修复\n";
        for encoding in [
            Encoding::Gb18030,
            Encoding::Utf8Bom,
            Encoding::Utf16Le { bom: true },
        ] {
            let original = encoding.encode(yaml);
            let fixed = fixed(&original, "", false);
            let written = fixed.files[0].bytes(&original).expect("reversible");
            let text = "实施方案:\n  总体框架: 排放CO₂的企业，园区绿化，修复\n";
            assert_eq!(written, encoding.encode(text));
        }
        let original = Encoding::Gb18030.encode(yaml);
        let other = [original.as_slice(), b"\x80"].concat();
        let err = fixed(&original, "", false).files[0].bytes(&other);
        insta::assert_snapshot!(
            err.expect_err("not reversible"),
            @"无法改写 `park.yaml`：编码是 GB18030，其中有字节不能原样写回，先另存为 UTF-8"
        );
    }
}
