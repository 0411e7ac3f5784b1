//! A park with more than any has.

use std::fmt::Write as _;

use super::parks::{self, Park};

/// A park with so many indicators, tasks and projects, whose names have 80
/// characters: what a paper must bear.
pub fn large(indicators: usize, tasks: usize, projects: usize) -> Park {
    let base = parks::park(0, parks::PROJECTS);
    let (head, rest) = base.yaml.split_once("\n  指标:\n").expect("in the sample");
    let (measured, rest) = rest.split_once("\n重点任务:\n").expect("in the sample");
    let (planned, rest) = rest.split_once("\n支撑项目:\n").expect("in the sample");
    let (built, tail) = rest.split_once("\n重大调整:").expect("in the sample");
    let measured = many(measured, "    - 编号: ", "Z", indicators, |at| {
        format!("指标名称: {}", long_name("指标", at))
    });
    let supported = |at: usize| format!("支撑指标: [Z{}]", at % indicators + 1);
    let planned = many(planned, "  - 编号: ", "R", tasks, |at| {
        format!(
            "重点任务名称: {}\n    {}",
            long_name("任务", at),
            supported(at)
        )
    });
    let built = many(built, "  - 编号: ", "X", projects, |at| {
        let task = at % tasks + 1;
        let (name, support) = (long_name("项目", at), supported(at));
        format!("项目名称: {name}\n    {support}\n    支撑任务: [R{task}]")
    });
    let yaml = format!(
        "{head}\n  指标:\n{measured}\n重点任务:\n{planned}\n支撑项目:\n{built}\n重大调整:{tail}"
    );
    Park { yaml, ..base }
}

/// A name of 80 characters.
fn long_name(kind: &str, at: usize) -> String {
    const WORDS: &str = "园区重点企业绿色低碳循环化改造与资源能源高效利用协同推进";
    let mut name = format!("第{}号{kind}", at + 1);
    let more = WORDS.chars().cycle().take(80 - name.chars().count());
    name.extend(more.collect::<Vec<_>>());
    name
}

/// So many items, made after the models in `list` in turn; `named` gives the
/// lines that replace those of the same keys.
fn many(
    list: &str,
    bullet: &str,
    id: &str,
    count: usize,
    named: impl Fn(usize) -> String,
) -> String {
    let models: Vec<&str> = list.split(bullet).skip(1).collect();
    let mut out = String::new();
    for at in 0..count {
        let (_, model) = models[at % models.len()].split_once('\n').expect("lines");
        let lines = named(at);
        let keys: Vec<&str> = lines
            .lines()
            .filter_map(|line| line.trim().split_once(':'))
            .map(|(key, _)| key)
            .collect();
        let indent = " ".repeat(bullet.find('-').expect("a bullet") + 2);
        writeln!(out, "{bullet}{id}{}\n{indent}{}", at + 1, lines.trim()).expect("a String");
        for line in model.trim_end().lines() {
            let key = line
                .strip_prefix(&indent)
                .and_then(|line| line.split_once(':'));
            if !key.is_some_and(|(key, _)| keys.contains(&key)) {
                writeln!(out, "{line}").expect("a String");
            }
        }
    }
    out.trim_end().to_owned()
}
