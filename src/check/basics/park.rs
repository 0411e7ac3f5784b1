//! 一、园区基本情况: what the park is and where.

use crate::check::count::count;
use crate::check::{Check, Context, Found, Needs, Rule};
use crate::finding::Severity::{Error, Info};
use crate::finding::basis;
use crate::form::FormSet;
use crate::park::{FuzzyDate, Reading};

/// Above this many characters a name breaks on the cover.
const LONG_NAME: usize = 40;

pub(super) const B01: Rule = Rule {
    code: "B01",
    severities: &[Error, Info],
    forms: FormSet::ALL,
    basis: &[basis::ANNEX2_1, basis::ANNEX4_1],
    summary: "园区名称应填写，且不分行",
    why: "园区名称印在封面和各表首行，应与批准设立文件一致。中间有换行的，表格和封面都无法排成一行；超过 40 个字符的，封面要折行，只作提示。",
    wrong: "园区名称: \"\"",
    right: "园区名称: 湘澜经济技术开发区",
    mend: "按批准设立文件填写园区全称，写成一行",
    needs: Needs::Nothing,
    check: Check::Park(name),
};

fn name(context: &Context, found: &mut Found) {
    let path = "园区基本情况.园区名称";
    let name = context.park.basics.name.trim();
    found.require(path, name, "按批准设立文件填写园区全称");
    if name.contains(['\n', '\r']) {
        found.error(path, "`园区名称` 中有换行").hint("写成一行");
    }
    let length = count(name).characters;
    if length > LONG_NAME {
        found
            .info(
                path,
                format!("园区名称超过 {LONG_NAME} 个字符，封面要折行，实际 {length}"),
            )
            .hint("核对是否为法定全称，无误的不必改");
    }
}

pub(super) const B05: Rule = Rule {
    code: "B05",
    severities: &[Error],
    forms: FormSet::annexes("234"),
    basis: &[basis::ANNEX2_1, basis::ANNEX4_1, basis::ANNEX3_1_1],
    summary: "成立时间应是一个真实的时间，不晚于申请创建日期",
    why: "可以只写到年或月；起止范围、“长期”不是成立时间。申请创建日期未填而给出了 `--today` 时，与当日比较。只写到年、月的，其第一天晚于申请日才算晚。",
    wrong: "成立时间: 1994-13",
    right: "成立时间: 1994年6月",
    mend: "按批准设立文件填写，如 1994年6月",
    needs: Needs::Nothing,
    check: Check::Park(founded),
};

fn founded(context: &Context, found: &mut Found) {
    let path = "园区基本情况.成立时间";
    let date = &context.park.basics.founded;
    let wrong = match date.read() {
        Reading::Empty => {
            found.require(path, "", "按批准设立文件填写，如 1994年6月");
            return;
        }
        Reading::Date(interval) if interval.precision != crate::park::Precision::Range => {
            too_late(context, found, date);
            return;
        }
        Reading::Date(_) | Reading::Reversed(_) => "应是一个时间，不是起止范围",
        Reading::Ongoing => "应是一个时间",
        Reading::Impossible => "在日历上不存在",
        Reading::Unreadable => "不是时间",
    };
    found
        .error(path, format!("`成立时间` {wrong}，实际为「{date}」"))
        .hint("写成 1994年6月、1994-06-18 的样子");
}

/// Reports a founding after the application, or after today.
fn too_late(context: &Context, found: &mut Found, date: &FuzzyDate) {
    let path = "园区基本情况.成立时间";
    let Some(founded) = date.interval() else {
        return;
    };
    let applied = &context.park.process.applied;
    if let Some(limit) = applied.interval() {
        if founded.first > limit.last {
            found
                .error(
                    path,
                    format!("成立时间不应晚于申请创建日期 {applied}，实际为 {date}"),
                )
                .also("创建申报.申请创建日期", "申请创建日期在这里")
                .hint("核对两个日期");
        }
    } else if let Some(today) = context.options.today
        && founded.first > today
    {
        found
            .error(path, format!("成立时间不应晚于今天 {today}，实际为 {date}"))
            .hint("核对成立时间");
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{basics, park, said};

    #[test]
    fn names() {
        basics("B01", "园区名称: ''", "错误: `园区名称` 未填写");
        basics(
            "B01",
            r#"园区名称: "湘澜\n开发区""#,
            "错误: `园区名称` 中有换行",
        );
        basics("B01", "园区名称: 湘澜经济技术开发区", "");
    }

    #[test]
    fn foundings() {
        basics("B05", "成立时间: ''", "错误: `成立时间` 未填写");
        for (date, wrong) in [
            ("2026-02-30", "在日历上不存在"),
            ("长期", "应是一个时间"),
            ("很早", "不是时间"),
            ("1994—1996年", "应是一个时间，不是起止范围"),
            ("1996年—1994年", "应是一个时间，不是起止范围"),
        ] {
            basics(
                "B05",
                &format!("成立时间: {date}"),
                &format!("错误: `成立时间` {wrong}，实际为「{date}」"),
            );
        }
        basics("B05", "成立时间: 2999年", "");
        let yaml = "园区基本情况: {成立时间: 2026年5月}\n创建申报: {申请创建日期: 2026-05-01}";
        assert_eq!(said("B05", yaml), "");
    }

    #[test]
    fn foundings_before_today() {
        #[track_caller]
        fn case(date: &str, expected: &str) {
            let yaml = format!("园区基本情况: {{成立时间: {date}}}");
            let case = park(&yaml).options(|options| options.today = "2026-11-20".parse().ok());
            assert_eq!(case.said("B05"), expected);
        }

        case("2026-11-20", "");
        case("2026年", "");
        case(
            "2026-11-21",
            "错误: 成立时间不应晚于今天 2026-11-20，实际为 2026-11-21",
        );
    }
}
