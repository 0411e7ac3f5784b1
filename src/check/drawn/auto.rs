//! texts that the program wrote.

use crate::check::{Check, Context, Found, Needs, Rule};
use crate::draft;
use crate::finding::Severity::{Error, Info, Warning};
use crate::finding::basis;
use crate::form::FormSet;

pub(super) const D01: Rule = Rule {
    code: "D01",
    severities: &[Error, Warning, Info],
    forms: FormSet::ALL,
    basis: &[basis::FORMAT],
    summary: "写“自动”的文字已由数据生成，须核改",
    why: "\
长文字写成“自动”，读取时由数据生成：只写数据里有的事实，不下结论，原因、贡献、判断留给编写人。
数据不够的给出警告，不能自动生成的（如机遇、经验）报错；生成的文字一律提示核改，`ecopark fix --keep` 把它写进文件后不再提示。",
    wrong: "地理位置: 自动（园区所在地、四至、面积都没有填）",
    right: "地理位置: 园区位于……",
    mend: "核对生成的文字，补上提示所列的内容；认可的用 `ecopark fix --keep` 写进文件",
    needs: Needs::Nothing,
    check: Check::Park(written),
};

/// Every text left to the program.
fn written(ctx: &Context, found: &mut Found) {
    for text in ctx.texts {
        let Some(written) = ctx.park.written.get(&text.path) else {
            continue;
        };
        let path = text.path.as_str();
        if !draft::can_write(path) {
            found
                .error(path, "这一项不能由数据自动生成")
                .hint("由编写人撰写，可参看 `ecopark new` 所列的撰写要点");
        } else if written.text.is_empty() {
            found
                .warning(path, "数据不够，没有自动生成文字")
                .hint("补上这一节用到的指标、基础数据、任务或项目，或由编写人撰写");
        } else {
            let message = format!("自动生成，待核改（据 {}）", sources(&written.sources));
            let open = match written.open.as_str() {
                "" => String::new(),
                open => format!("{open}；"),
            };
            found
                .info(path, message)
                .hint(format!("{open}认可的用 `ecopark fix --keep` 写进文件"));
        }
    }
}

/// The data that a text tells, a few of them.
fn sources(paths: &[String]) -> String {
    const NAMED: usize = 3;
    let named: Vec<String> = paths
        .iter()
        .take(NAMED)
        .map(|path| format!("`{path}`"))
        .collect();
    let more = if paths.len() > NAMED { " 等" } else { "" };
    format!("{}{more}", named.join("、"))
}
