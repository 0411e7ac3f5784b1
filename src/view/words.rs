//! Sentences and headings that a form adds to the user's own.

use serde_json::{Map, Value, json};

use super::shown::text;
use super::{money, tables};
use crate::park::{Category, Choice, Choose, Park, State};

/// Chapters of the official outline of annex 1; further ones follow.
const PLAN_CHAPTERS: usize = 5;

/// Adds the sentences to `派生`.
pub(super) fn add(park: &Park, derived: &mut Map<String, Value>) {
    derived.insert("评价时段".into(), period(park));
    derived.insert("指标小结".into(), indicator_summary(park));
    derived.insert("年份说明".into(), years(park));
    derived.insert("任务小结".into(), task_summary(park));
    derived.insert("项目小结".into(), project_summary(park));
    derived.insert("无调整".into(), unchanged(park).into());
    derived.insert("附加章节".into(), extra_chapters(park));
}

/// The evaluation period as a sentence, and its years.
fn period(park: &Park) -> Value {
    let Some(report) = &park.report else {
        return Value::Null;
    };
    let year = |text: &str| text.trim().trim_end_matches('年').to_owned();
    let first = year(report.period.baseline_year.as_str());
    let last = year(report.period.acceptance_year.as_str());
    match first.is_empty() || last.is_empty() {
        true => Value::Null,
        false => format!(
            "园区的评价时段为{first}—{last}年，其中实施方案基准年为{first}年，验收年为{last}年。"
        )
        .into(),
    }
}

/// `选定指标8项，其中必选指标5项、特色指标2项、亮点指标1项。`
fn indicator_summary(park: &Park) -> Value {
    let list = &park.indicators.list;
    let of = |category: Category| list.iter().filter(|one| one.category.is(category)).count();
    let counts: Vec<String> = Category::ALL
        .iter()
        .filter(|&&category| of(category) > 0)
        .map(|&category| format!("{}指标{}项", category.label(), of(category)))
        .collect();
    let known: usize = Category::ALL.iter().map(|&category| of(category)).sum();
    match known == list.len() && known > 0 {
        true => format!("选定指标{known}项，其中{}。", counts.join("、")).into(),
        false => Value::Null,
    }
}

/// `基准年：2025年　目标年：2028年`
fn years(park: &Park) -> Value {
    let year = |label: &str, year: &str| match year.trim().trim_end_matches('年') {
        "" => None,
        year => Some(format!("{label}：{year}年")),
    };
    let indicators = &park.indicators;
    let years: Vec<String> = [
        year("基准年", indicators.baseline_year.as_str()),
        year("目标年", indicators.target_year.as_str()),
    ]
    .into_iter()
    .flatten()
    .collect();
    text(&years.join("　"))
}

/// `重点任务共7项，已全部完成。`
fn task_summary(park: &Park) -> Value {
    let states: Vec<_> = park.tasks.iter().map(|task| &task.progress.state).collect();
    match states_in_words(&states) {
        None => Value::Null,
        Some(states) => format!("重点任务共{}项，{states}。", park.tasks.len()).into(),
    }
}

/// The same of projects, with the money planned and spent.
fn project_summary(park: &Park) -> Value {
    let states: Vec<_> = park
        .projects
        .iter()
        .map(|project| &project.progress.state)
        .collect();
    let Some(states) = states_in_words(&states) else {
        return Value::Null;
    };
    let unit = money::unit(&park.projects);
    let planned = money::total(park.projects.iter().map(|p| (&p.investment, &p.unit)), unit);
    let spent = park
        .projects
        .iter()
        .map(|p| (&p.progress.invested, &p.unit));
    let money = match (planned, money::total(spent, unit)) {
        (Some(planned), Some(spent)) => {
            let unit = unit.label();
            format!("；计划总投资{planned}{unit}，完成投资{spent}{unit}")
        }
        _ => String::new(),
    };
    format!("支撑项目共{}项，{states}{money}。", park.projects.len()).into()
}

/// `已全部完成`, `其中已完成5项、正在实施2项`; `None` when a state is missing.
fn states_in_words(states: &[&Choice<State>]) -> Option<String> {
    if states.is_empty() || states.iter().any(|state| state.known().is_none()) {
        return None;
    }
    if states.iter().all(|state| state.is(State::Done)) {
        return Some("已全部完成".to_owned());
    }
    let counts: Vec<String> = State::ALL
        .iter()
        .map(|&state| (state, states.iter().filter(|one| one.is(state)).count()))
        .filter(|&(_, count)| count > 0)
        .map(|(state, count)| format!("{}{count}项", state.label()))
        .collect();
    Some(format!("其中{}", counts.join("、")))
}

/// Whether there are projects, and neither one of them nor anything else was
/// adjusted.
fn unchanged(park: &Park) -> bool {
    park.projects.iter().any(|project| !project.name.is_empty())
        && park.adjustments.is_empty()
        && !park.projects.iter().any(tables::is_changed)
}

/// 附加章节 of annex 1, numbered on: 六、….
fn extra_chapters(park: &Park) -> Value {
    let chapters = park.plan.iter().flat_map(|plan| &plan.extra);
    chapters
        .enumerate()
        .map(|(i, chapter)| {
            json!({
                "路径": format!("实施方案.附加章节[{i}]"),
                "标题": format!("{}、{}", numeral(PLAN_CHAPTERS + 1 + i), chapter.title),
                "内容": text(&chapter.text),
            })
        })
        .collect()
}

/// Chinese numeral of 1 to 99.
fn numeral(n: usize) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    match (n / 10, n % 10) {
        (0, ones) => DIGITS[ones].to_owned(),
        (1, ones) => format!("十{}", DIGITS[ones]),
        (tens, ones) if tens < 10 => format!("{}十{}", DIGITS[tens], DIGITS[ones]),
        _ => n.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals() {
        #[track_caller]
        fn case(n: usize, expected: &str) {
            assert_eq!(numeral(n), expected);
        }

        case(6, "六");
        case(10, "十");
        case(12, "十二");
        case(30, "三十");
        case(99, "九十九");
    }

    #[test]
    fn states_are_counted() {
        #[track_caller]
        fn case(states: &[State], expected: Option<&str>) {
            let states: Vec<Choice<State>> = states.iter().map(|&s| Choice::Known(s)).collect();
            let states: Vec<_> = states.iter().collect();
            assert_eq!(states_in_words(&states).as_deref(), expected);
        }

        case(&[], None);
        case(&[State::Done, State::Done], Some("已全部完成"));
        case(
            &[State::UnderWay, State::Done, State::Done],
            Some("其中已完成2项、正在实施1项"),
        );
    }
}
