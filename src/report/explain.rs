//! What the rules say of themselves: `explain`, `rules` and `RULES.md`.

use crate::check::{self, Check, GROUPS, Rule};
use crate::finding::basis::Basis;

/// All that is known of a rule, for a terminal, or the rules of a group
/// (`L`); `None` if there is neither. Small letters will do.
pub fn explain(code: &str) -> Option<String> {
    let code = code.trim().to_ascii_uppercase();
    if let Some(group) = check::group(&code) {
        let lines: String = group.rules.iter().map(line).collect();
        return Some(format!("{code}  {}\n\n{lines}", group.title));
    }
    let rule = check::rule(&code)?;
    let mut out = format!(
        "{}  {}\n{}；{}\n",
        rule.code,
        rule.summary,
        severities(rule),
        rule.forms.name()
    );
    section(&mut out, "为什么", rule.why);
    if let Check::Omitted(reason) = rule.check {
        section(&mut out, "未启用", reason);
    }
    section(&mut out, "依据", &bases(rule.basis));
    section(&mut out, "错误示例", rule.wrong);
    section(&mut out, "正确示例", rule.right);
    section(&mut out, "怎样改", rule.mend);
    Some(out)
}

/// A heading and its indented text; nothing for an empty text.
fn section(out: &mut String, heading: &str, text: &str) {
    if text.trim().is_empty() {
        return;
    }
    out.push_str(&format!("\n{heading}\n"));
    for line in text.trim_matches('\n').lines() {
        out.push_str(format!("  {line}").trim_end());
        out.push('\n');
    }
}

/// Articles with their words.
fn bases(basis: &[Basis]) -> String {
    basis
        .iter()
        .map(|basis| match basis.words {
            "" => basis.name.to_owned(),
            words => format!("{}\n  {words}", basis.name),
        })
        .collect::<Vec<_>>()
        .join("\n")
}

/// The rules, one line each: code, severities, annexes, summary, basis. With
/// `all` also those that are not in force, with the reason.
pub fn rules(all: bool) -> String {
    check::rules()
        .filter(|rule| all || rule.check.in_force())
        .map(line)
        .collect()
}

/// The line of one rule.
fn line(rule: &Rule) -> String {
    let left_out = match rule.check {
        Check::Omitted(reason) => format!("；未启用：{reason}"),
        _ => String::new(),
    };
    format!(
        "{}  {}  {}  {}（{}{left_out}）\n",
        rule.code,
        padded(&severities(rule), "错误／警告／提示"),
        padded(&rule.forms.name(), "附件1、2、3、4"),
        rule.summary,
        names(rule.basis),
    )
}

/// `text` with blanks behind it up to the width of `longest`.
fn padded(text: &str, longest: &str) -> String {
    let width = |text: &str| {
        text.chars()
            .map(|c| 1 + usize::from(!c.is_ascii()))
            .sum::<usize>()
    };
    let blanks = width(longest).saturating_sub(width(text));
    format!("{text}{}", " ".repeat(blanks))
}

/// RULES.md: every rule with all that is known of it.
pub fn rules_markdown() -> String {
    let in_force = check::rules().filter(|rule| rule.check.in_force()).count();
    let total = check::rules().count();
    let mut out = format!(
        "# 校验规则\n\n\
         <!-- 本文件由程序生成：UPDATE=1 cargo test rules_md -->\n\n\
         共 {total} 条规则，{in_force} 条启用。`ecopark explain 代码` 在终端显示同样的内容。\n\n\
         - **错误**：表格会被退回，或者文件无法正确生成；有错误的附件不生成（`--draft` 除外）\n\
         - **警告**：论证、预验收或技术核查时可能被问到\n\
         - **提示**：供参考\n\n\
         确认无误的警告可以在数据文件里注明理由忽略：在所指的键上方或同一行写 `# 忽略 C02：引用了邻近园区名称`；\
         L、S、Y、P 四组的错误不能忽略。`--select L,S`、`--ignore F18` 选择显示哪些规则。\n\n\
         条号按所据的管理办法文本：它没有第十一条，第十四条有两个（分别注明“重大调整”“档案管理”）。\
         正式文本的条号可能因此差一条，以条号后的短名为准。\n"
    );
    out.push_str("\n| 组 | 内容 | 条数 | 启用 |\n|---|---|---:|---:|\n");
    for group in GROUPS {
        let in_force = group.rules.iter().filter(|rule| rule.check.in_force());
        out.push_str(&format!(
            "| {} | {} | {} | {} |\n",
            group.letter,
            group.title,
            group.rules.len(),
            in_force.count()
        ));
    }
    for group in GROUPS {
        out.push_str(&format!("\n## {} {}\n", group.letter, group.title));
        group
            .rules
            .iter()
            .for_each(|rule| out.push_str(&markdown(rule)));
    }
    out
}

/// The chapter of one rule.
fn markdown(rule: &Rule) -> String {
    let mut out = format!(
        "\n### {} {}\n\n{}；{}；依据：{}\n",
        rule.code,
        rule.summary,
        severities(rule),
        rule.forms.name(),
        names(rule.basis)
    );
    if let Check::Omitted(reason) = rule.check {
        out.push_str(&format!("\n**未启用**：{reason}\n"));
    }
    if !rule.why.is_empty() {
        // A line end within a paragraph would print as a blank.
        let paragraphs = rule.why.trim().replace('\n', "\n\n");
        out.push_str(&format!("\n{paragraphs}\n"));
    }
    for (heading, example) in [("错误", rule.wrong), ("正确", rule.right)] {
        if !example.trim().is_empty() {
            let language = if example.contains(": ") {
                "yaml"
            } else {
                "text"
            };
            out.push_str(&format!(
                "\n{heading}：\n\n```{language}\n{}\n```\n",
                example.trim_matches('\n')
            ));
        }
    }
    if !rule.mend.is_empty() {
        out.push_str(&format!("\n改法：{}\n", rule.mend.trim()));
    }
    out
}

fn severities(rule: &Rule) -> String {
    let names: Vec<String> = rule.severities.iter().map(ToString::to_string).collect();
    names.join("／")
}

fn names(basis: &[Basis]) -> String {
    let names: Vec<&str> = basis.iter().map(|basis| basis.name).collect();
    match names.is_empty() {
        true => "—".to_owned(),
        false => names.join("；"),
    }
}
