//! 园区四至范围及面积 (B13).

use rust_decimal::Decimal;

use crate::check::{Check, Context, Found, Needs, Rule};
use crate::finding::Severity::{Error, Info, Warning};
use crate::finding::basis;
use crate::form::FormSet;
use crate::park::{AreaUnit, Choice};

/// Square kilometres above which a unit was surely mistaken.
const LARGEST: Decimal = Decimal::from_parts(2000, 0, 0, false, 0);
/// The same below.
const SMALLEST: Decimal = Decimal::from_parts(2, 0, 0, false, 1);

pub(super) const B13: Rule = Rule {
    code: "B13",
    severities: &[Error, Warning, Info],
    forms: FormSet::annexes("12"),
    basis: &[basis::ANNEX2_1, basis::ART_07],
    summary: "四至范围、面积和单位应齐全、合理",
    why: "园区应有法定边界和明确的区域范围。四至和面积缺一不可，面积须是大于 0 的数并有单位；四至应说到东、南、西、北；面积超过 2000 平方公里或不足 0.2 平方公里的，多半是单位写错。亩不是法定计量单位，只作提示。",
    wrong: "园区四至范围及面积: {四至范围: 东至澜溪河，南至资江, 面积: \"42.60\"}",
    right: "园区四至范围及面积: {四至范围: 东至澜溪河，南至资江北岸大堤，西至迎宾西路，北至G5517高速公路, 面积: \"42.60\", 面积单位: 平方公里}",
    mend: "写明东、南、西、北四至，面积和单位与批准文件一致",
    needs: Needs::Nothing,
    check: Check::Park(check),
};

fn check(context: &Context, found: &mut Found) {
    boundaries(context, found);
    area(context, found);
}

fn boundaries(context: &Context, found: &mut Found) {
    let path = "园区基本情况.园区四至范围及面积.四至范围";
    let text = context.park.basics.extent.boundaries.trim();
    found.require(path, text, "写成 东至……，南至……，西至……，北至…… 的样子");
    if text.is_empty() {
        return;
    }
    let missing: Vec<&str> = ["东", "南", "西", "北"]
        .into_iter()
        .filter(|side| !mentions(text, side))
        .collect();
    if !missing.is_empty() {
        found
            .warning(
                path,
                format!(
                    "四至范围应写明东、南、西、北，实际缺「{}」",
                    missing.join("、")
                ),
            )
            .hint("补写缺少的方位");
    }
}

/// Whether `text` says what lies on `side`: 北至, 北临, 北侧; 北岸 says nothing.
fn mentions(text: &str, side: &str) -> bool {
    text.match_indices(side).any(|(at, _)| {
        text[at + side.len()..]
            .trim_start()
            .starts_with(|c| "至到临邻起接抵以界侧面边靠连濒毗：:、".contains(c))
    })
}

fn area(context: &Context, found: &mut Found) {
    let extent = &context.park.basics.extent;
    let path = "园区基本情况.园区四至范围及面积.面积";
    found.require(
        path,
        extent.area.as_str(),
        "填写面积数值，单位另填 `面积单位`",
    );
    if extent.area.as_str().trim().is_empty() {
        return;
    }
    let Some(area) = extent.area.number().filter(|area| *area > Decimal::ZERO) else {
        found
            .error(
                path,
                format!("`面积` 应是大于 0 的数，实际为「{}」", extent.area),
            )
            .hint("这里只填数值，单位另填 `面积单位`");
        return;
    };
    let unit_path = "园区基本情况.园区四至范围及面积.面积单位";
    match &extent.unit {
        Choice::Empty => found.require(unit_path, "", "填平方公里或公顷"),
        Choice::Other(_) => {}
        Choice::Known(unit) => {
            if *unit == AreaUnit::Mu {
                found
                    .info(unit_path, "`面积单位` 用了亩，不是法定计量单位")
                    .hint("换算为平方公里或公顷（1 公顷合 15 亩）");
            }
            plausible(found, path, area, *unit);
        }
    }
}

/// Reports an area that no park has.
fn plausible(found: &mut Found, path: &str, area: Decimal, unit: AreaUnit) {
    let Some(square) = area.checked_mul(square_kilometres(unit)) else {
        return;
    };
    let bound = if square > LARGEST {
        "超过 2000"
    } else if square < SMALLEST {
        "不足 0.2"
    } else {
        return;
    };
    let square = square.round_sf(6).unwrap_or(square).normalize();
    found
        .warning(
            path,
            format!("面积{bound} 平方公里，实际合 {square} 平方公里"),
        )
        .hint("核对面积和单位");
}

/// How many square kilometres one of `unit` is.
fn square_kilometres(unit: AreaUnit) -> Decimal {
    match unit {
        AreaUnit::SquareKilometre => Decimal::ONE,
        AreaUnit::Hectare => Decimal::new(1, 2),
        AreaUnit::SquareMetre => Decimal::new(1, 6),
        AreaUnit::Mu => Decimal::ONE / Decimal::from(1500),
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::said;

    #[track_caller]
    fn case(fields: &str, expected: &str) {
        let sides = "四至范围: 东至甲，南临乙，西侧为丙，北：丁";
        let yaml = format!("园区基本情况: {{园区四至范围及面积: {{{sides}, {fields}}}}}");
        assert_eq!(said("B13", &yaml), expected, "{fields}");
    }

    #[test]
    fn areas() {
        case("面积: '42.60', 面积单位: 平方公里", "");
        case("面积: '2000', 面积单位: 平方公里", "");
        case(
            "面积: '2000.1', 面积单位: 平方公里",
            "警告: 面积超过 2000 平方公里，实际合 2000.1 平方公里",
        );
        case("面积: '0.2', 面积单位: 平方公里", "");
        case(
            "面积: '199999', 面积单位: 平方米",
            "警告: 面积不足 0.2 平方公里，实际合 0.199999 平方公里",
        );
        case("面积: '200000', 面积单位: m²", "");
        case(
            "面积: '19.9', 面积单位: 公顷",
            "警告: 面积不足 0.2 平方公里，实际合 0.199 平方公里",
        );
        case(
            "面积: '63900', 面积单位: 亩",
            "提示: `面积单位` 用了亩，不是法定计量单位",
        );
    }

    #[test]
    fn areas_that_are_none() {
        case("面积: ''", "错误: `面积` 未填写");
        case("面积: '42.60'", "错误: `面积单位` 未填写");
        for wrong in ["0", "-1", "42.60平方公里"] {
            case(
                &format!("面积: '{wrong}', 面积单位: 平方公里"),
                &format!("错误: `面积` 应是大于 0 的数，实际为「{wrong}」"),
            );
        }
        case("面积: '42.60', 面积单位: 顷", "");
    }

    #[test]
    fn boundaries() {
        #[track_caller]
        fn case(text: &str, expected: &str) {
            let yaml = format!(
                "园区基本情况: {{园区四至范围及面积: {{四至范围: '{text}', 面积: 1, 面积单位: 平方公里}}}}"
            );
            assert_eq!(said("B13", &yaml), expected);
        }

        case("", "错误: `四至范围` 未填写");
        case(
            "东、南、西、北四至以批复为准",
            "警告: 四至范围应写明东、南、西、北，实际缺「北」",
        );
        case(
            "南岸北岸",
            "警告: 四至范围应写明东、南、西、北，实际缺「东、南、西、北」",
        );
    }
}
