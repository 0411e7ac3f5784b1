//! What `ecopark new` and `ecopark schema` write: a data file that explains
//! itself, and the JSON Schema by which editors help to fill it in.
//!
//! Both come from [`crate::park::catalogue`], so a new key of the model is in
//! them at once.
//!
//! In the skeleton, `## ` begins an explanation and `# ` at the very beginning
//! of a line a part that the forms do not need: taking that `# ` away (what
//! every editor does by one key) brings the part in, and the explanations in
//! it stay comments. Nothing is invented: values come from the data that the
//! user hands over, rows from the regulation and from the user's catalogue of
//! indicators; examples stand behind the keys.

mod schema;
mod writer;

use crate::form::{FormId, FormSet};
use crate::park::{
    Category, Choice, EconomicYear, Figure, FigurePurpose, Indicator, Literal, Park, THEMES, Task,
};
use crate::standard::{Entry, Standard};

pub use schema::schema;

/// Name of the schema file that lies beside the skeleton.
pub const SCHEMA_FILE: &str = "ecopark.schema.json";

/// What a data file must know of YAML, and of this program; `{}` stands for
/// the names of the forms.
const HEAD: &[&str] = &[
    "一个园区的全部数据，四个附件都由它生成；键名就是表格上的栏目名称，照原样保留",
    "",
    "以“# ”开头的是填报{}时用不到的内容，用到时删去行首的“# ”",
    "冒号用半角，后面空一格；用空格缩进，不用 Tab",
    "电话、邮政编码和末位是 0 的数值加引号，如 \"42.60\"",
    "有选项的照抄其中一项；暂时没有的留空",
    "长文字写在“|”的下一行，比键多缩进两格；也可以写成 \"@文件.txt\"，文字放在旁边的文件里",
    "随时可以检查：ecopark check --form {} 本文件",
];

/// The years of 近三年.
const YEARS: usize = 3;

/// What a data file is to begin with.
#[derive(Debug, Clone)]
pub struct Wish<'a> {
    /// What people call the park.
    pub name: &'a str,
    /// The forms whose keys stand ready; what only others use is commented out.
    pub forms: FormSet,
    /// Data that are known already.
    pub data: Option<&'a Park>,
    /// The standard whose indicators become rows.
    pub standard: Option<&'a Standard>,
}

impl<'a> Wish<'a> {
    /// A file for the filing of the park that people call `name`.
    pub fn filing(name: &'a str) -> Self {
        Self {
            name,
            forms: FormId::Filing.into(),
            data: None,
            standard: None,
        }
    }
}

/// The data file that `wish` asks for.
pub fn skeleton(wish: &Wish) -> String {
    let names: Vec<&str> = wish.forms.iter().map(|form| form.form().block).collect();
    let mut out = format!("# yaml-language-server: $schema={SCHEMA_FILE}\n");
    for (i, line) in HEAD.iter().enumerate() {
        let names = names.join(if i + 1 == HEAD.len() { "," } else { "、" });
        out.push_str(format!("## {}", line.replace("{}", &names)).trim_end());
        out.push('\n');
    }
    let data = serde_json::to_value(begun(wish)).expect("a park is plain data");
    let mut writer = writer::Writer::new(wish, out);
    writer.park(&data);
    writer.out
}

/// The data that the file begins with: those that are known, and the rows that
/// the forms want.
fn begun(wish: &Wish) -> Park {
    let mut park = wish.data.cloned().unwrap_or_default();
    park.format = Literal("1".to_owned());
    if park.identity.short_name.is_empty() {
        park.identity.short_name = wish.name.to_owned();
    }
    let wants = |form| wish.forms.contains(form);
    if let Some(standard) = wish.standard {
        with_standard(&mut park, standard);
    }
    if (wants(FormId::Plan) || wants(FormId::Report)) && park.tasks.is_empty() {
        park.tasks = (1..).zip(THEMES).map(task).collect();
    }
    if wants(FormId::Plan) && park.figures.is_empty() {
        let required = [FigurePurpose::Extent, FigurePurpose::Chain];
        park.figures = (1..).zip(required).map(figure).collect();
    }
    if wants(FormId::Report) {
        let years = &mut park.report.get_or_insert_default().economy.years;
        if years.is_empty() {
            years.resize(YEARS, EconomicYear::default());
        }
    }
    park
}

/// A row of 重点任务 for one of the seven themes.
fn task((number, theme): (usize, &str)) -> Task {
    Task {
        id: format!("R{number}"),
        theme: theme.to_owned(),
        ..Task::default()
    }
}

/// A row of 图件 for one of the two required figures.
fn figure((number, purpose): (usize, FigurePurpose)) -> Figure {
    use crate::park::Choose;
    Figure {
        id: format!("T-{number:02}"),
        name: purpose.label(),
        purpose: Choice::Known(purpose),
        ..Figure::default()
    }
}

/// Names the standard, and gives each of its indicators a row.
fn with_standard(park: &mut Park, standard: &Standard) {
    if park.standard.name.is_empty() {
        park.standard.name.clone_from(&standard.name);
        park.standard.number.clone_from(&standard.number);
    }
    if park.indicators.list.is_empty() {
        let (compulsory, others): (Vec<&Entry>, Vec<&Entry>) =
            standard.indicators.iter().partition(|one| one.compulsory);
        let rows = |entries: Vec<&Entry>, letter: char, category: Category| {
            let numbered = (1..).zip(entries);
            numbered
                .map(|(number, entry)| indicator(entry, format!("{letter}{number}"), category))
                .collect::<Vec<_>>()
        };
        park.indicators.list = rows(compulsory, 'Z', Category::Compulsory);
        let others = rows(others, 'T', Category::Characteristic);
        park.indicators.list.extend(others);
    }
}

/// A row of 指标 for an indicator of the standard.
fn indicator(entry: &Entry, id: String, category: Category) -> Indicator {
    let limit = match entry.limits.as_slice() {
        [only] if only.condition.is_empty() => only.limit.clone(),
        _ => Literal::default(),
    };
    Indicator {
        id,
        name: entry.name.clone(),
        category: Choice::Known(category),
        unit: entry.unit.clone(),
        limit,
        ..Indicator::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    use crate::input::{self, Input, NoFiles};
    use crate::park::catalogue;

    fn read(yaml: &str) -> Input {
        input::read("数据.yaml", yaml.as_bytes(), &NoFiles)
    }

    /// Takes the `# ` away that keeps parts out.
    fn whole(skeleton: &str) -> String {
        let (modeline, rest) = skeleton.split_once('\n').expect("many lines");
        let lines = rest
            .lines()
            .map(|line| line.strip_prefix("# ").unwrap_or(line));
        format!("{modeline}\n{}\n", lines.collect::<Vec<_>>().join("\n"))
    }

    #[test]
    fn it_reads_without_a_fault() {
        for text in [
            skeleton(&Wish::filing("甲园区")),
            whole(&skeleton(&Wish::filing("甲: “园区”"))),
        ] {
            let input = read(&text);
            let faults: Vec<_> = input.findings.iter().map(|one| &one.message).collect();
            assert!(faults.is_empty(), "{faults:#?}\n{text}");
            assert!(input.park.is_some());
        }
    }

    #[test]
    fn it_looks_like_this() {
        insta::assert_snapshot!(skeleton(&Wish::filing("甲园区")));
    }

    #[test]
    fn it_holds_every_datum() {
        let text = whole(&skeleton(&Wish::filing("甲园区")));
        let input = read(&text);
        for field in catalogue::fields() {
            if field.path.ends_with("[]") || field.path.ends_with("{}") {
                continue;
            }
            let path = field.path.replace("[]", "[0]");
            let place = input.place(&path, None);
            let rest = &text[text[..place.span.start].rfind('\n').map_or(0, |at| at + 1)..];
            let line = rest.lines().next().unwrap_or_default();
            assert!(
                line.contains(&format!("{}:", field.label)),
                "{path} is not there: {line}"
            );
        }
    }
}
