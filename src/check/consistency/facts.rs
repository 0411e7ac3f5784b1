//! C03, C07–C09, C12, C13: facts that must agree with one another.

use std::sync::LazyLock;

use regex::Regex;
use rust_decimal::Decimal;

use crate::check::provinces::{self, PROVINCES};
use crate::check::{Check, Context, Found, Needs, Rule};
use crate::finding::Severity::{Error, Warning};
use crate::finding::basis;
use crate::form::FormSet;
use crate::park::{AdjustmentKind, AreaUnit, Choice, FuzzyDate, Literal};

pub(super) const C03: Rule = Rule {
    code: "C03",
    severities: &[Error],
    forms: FormSet::annexes("234"),
    basis: &[basis::ART_14, basis::ART_28],
    summary: "管理机构变更应有重大调整记录",
    why: "管理机构变更属重大调整，须在 6 个月内书面报告；机构名称在数据中只写一次，这里查 `变更记录` 与 `重大调整` 是否对应，以及变更前后是否真的不同。",
    wrong: "园区管理机构情况:\n  变更记录:\n    - {机构名称: 湘澜工业园管理委员会, 起止时间: 2026年8月—2027年3月}",
    right: "重大调整:\n  - {类别: 管理机构, 内容: 机构更名, 发生时间: 2027-03-05, 报告时间: 2027-06-10}",
    mend: "在 `重大调整` 中补记管理机构的变更",
    needs: Needs::Nothing,
    check: Check::Park(body),
};

/// A management body changes only with a reported adjustment.
fn body(context: &Context, found: &mut Found) {
    let park = context.park;
    let reported = park
        .adjustments
        .iter()
        .any(|one| one.kind.is(AdjustmentKind::Body));
    for (index, former) in park.body.former.iter().enumerate() {
        let path = format!("园区管理机构情况.变更记录[{index}].机构名称");
        if !former.name.is_empty() && former.name == park.body.name {
            found
                .error(path, format!("变更前后的机构名称都是「{}」", former.name))
                .also("园区管理机构情况.机构名称", "现在的名称")
                .hint("写变更前的名称，没有变更的删去这条记录");
        } else if !reported {
            found
                .error(
                    path,
                    "管理机构有变更，`重大调整` 中没有类别为管理机构的记录",
                )
                .hint("在 `重大调整` 中记载变更的内容、发生时间和报告时间");
        }
    }
}

pub(super) const C07: Rule = Rule {
    code: "C07",
    severities: &[Error, Warning],
    forms: FormSet::annexes("2"),
    basis: &[basis::ANNEX2_COVER, basis::ART_12],
    summary: "报送单位应是省级生态环境部门",
    why: "备案表由省级生态环境部门填写、盖章报送。31 个省（自治区、直辖市）生态环境厅（局）和新疆生产建设兵团生态环境局之外的都是错误；省份能辨认的简写（湖南省厅、湖南生态环境厅）为警告，印出的名称应与印章一致。",
    wrong: "备案表:\n  报送单位: 益阳市生态环境局",
    right: "备案表:\n  报送单位: 湖南省生态环境厅",
    mend: "写省级生态环境部门全称",
    needs: Needs::Nothing,
    check: Check::Park(submitter),
};

/// Annex 2 is submitted by a provincial department of ecology.
fn submitter(context: &Context, found: &mut Found) {
    const PATH: &str = "备案表.报送单位";
    const HINT: &str = "写省级生态环境部门全称，如“湖南省生态环境厅”";
    let Some(filing) = &context.park.filing else {
        return;
    };
    let name = filing.submitter.trim();
    if PROVINCES
        .iter()
        .any(|province| province.ecology_department() == name)
    {
        return;
    }
    match provinces::beginning(name) {
        _ if name.is_empty() => {
            found.error(PATH, "报送单位没有填写").hint(HINT).unfilled();
        }
        Some(province) if is_short(name, province.short) => {
            let full = province.ecology_department();
            found
                .warning(PATH, format!("报送单位「{name}」应写全称「{full}」"))
                .hint("与印章名称一致");
        }
        _ => {
            found
                .error(
                    PATH,
                    format!("报送单位应是省级生态环境部门，实际为「{name}」"),
                )
                .hint(HINT);
        }
    }
}

/// Whether `name` is but another way to write the province's department:
/// 湖南省厅, 湖南生态环境厅.
fn is_short(name: &str, province: &str) -> bool {
    let rest = name[province.len()..].trim_start_matches(['省', '市']);
    let rest = rest.strip_prefix("自治区").unwrap_or(rest);
    let rest = ["壮族自治区", "回族自治区", "维吾尔自治区"]
        .iter()
        .find_map(|nation| rest.strip_prefix(nation))
        .unwrap_or(rest);
    matches!(
        rest,
        "厅" | "局" | "环境厅" | "环境局" | "生态环境厅" | "生态环境局" | "生态环境部门"
    )
}

pub(super) const C08: Rule = Rule {
    code: "C08",
    severities: &[Error],
    forms: FormSet::annexes("2"),
    basis: &[basis::ART_04, basis::ART_10],
    summary: "报送单位与园区所在地应属同一省份",
    why: "园区向所在地省级生态环境部门申请，由其报送。两处都能辨认出省份时才比较；兵团的园区所在地写新疆的不算。",
    wrong: "备案表:\n  报送单位: 湖北省生态环境厅\n园区基本情况:\n  园区所在地: 湖南省益阳市",
    right: "备案表:\n  报送单位: 湖南省生态环境厅",
    mend: "核对报送单位和园区所在地",
    needs: Needs::Nothing,
    check: Check::Park(province),
};

/// The province that submits is the province where the park lies.
fn province(context: &Context, found: &mut Found) {
    let Some(filing) = &context.park.filing else {
        return;
    };
    let location = &context.park.basics.location;
    let (Some(submitter), Some(park)) = (
        provinces::beginning(filing.submitter.trim()),
        provinces::beginning(location.trim()),
    ) else {
        return;
    };
    // Parks of the 兵团 lie in 新疆, and may write so.
    let corps = submitter.short.starts_with("新疆") && park.short.starts_with("新疆");
    if submitter != park && !corps {
        found
            .error(
                "备案表.报送单位",
                format!("报送单位属{}，园区所在地属{}", submitter.name, park.name),
            )
            .also("园区基本情况.园区所在地", "园区所在地")
            .hint("核对报送单位和园区所在地");
    }
}

pub(super) const C09: Rule = Rule {
    code: "C09",
    severities: &[Warning],
    forms: FormSet::annexes("12"),
    basis: &[basis::ART_07, basis::ART_10_4],
    summary: "规划环评范围与园区面积应一致",
    why: "创建范围应与管理范围一致，规划环评也应覆盖这一范围。换算成同一单位后相差超过 5% 的提示；没有写面积或单位的不比较。",
    wrong: "评价范围面积: \"38.00\"（园区面积 42.60 平方公里）",
    right: "评价范围面积: \"42.60\"",
    mend: "核对面积和单位",
    needs: Needs::Nothing,
    check: Check::Park(area),
};

/// The area of the park and that of the planning EIA.
fn area(context: &Context, found: &mut Found) {
    let extent = &context.park.basics.extent;
    let Some(eia) = &context.park.process.eia else {
        return;
    };
    let (Some(park), Some(assessed)) = (
        hectares(&extent.area, &extent.unit),
        hectares(&eia.area, &eia.unit),
    ) else {
        return;
    };
    let twentieth = park / Decimal::from(20);
    let apart = park.checked_sub(assessed).map(|apart| apart.abs());
    if park.is_zero() || apart.is_some_and(|apart| apart <= twentieth) {
        return;
    }
    found
        .warning(
            "创建申报.规划环评.评价范围面积",
            format!(
                "规划环评范围 {} {}与园区面积 {} {}相差超过 5%",
                eia.area,
                eia.unit.text(),
                extent.area,
                extent.unit.text()
            ),
        )
        .also("园区基本情况.园区四至范围及面积.面积", "园区面积")
        .hint("核对面积和单位；范围确有不同的，先办理规划环评或跟踪评价");
}

/// An area in 公顷; none without a unit, or beyond all reckoning.
fn hectares(area: &Literal, unit: &Choice<AreaUnit>) -> Option<Decimal> {
    let number = area.number()?;
    match unit.known()? {
        AreaUnit::SquareKilometre => number.checked_mul(Decimal::from(100)),
        AreaUnit::Hectare => Some(number),
        AreaUnit::SquareMetre => number.checked_div(Decimal::from(10_000)),
        AreaUnit::Mu => number.checked_div(Decimal::from(15)),
    }
}

pub(super) const C12: Rule = Rule {
    code: "C12",
    severities: &[Error, Warning],
    forms: FormSet::annexes("3"),
    basis: &[basis::ANNEX3_1_2],
    summary: "三年经济数据应合乎算术",
    why: "经济发展速度与按地区生产总值算出的增长率相差超过 1.5 个百分点的为警告（不变价与现价可以相差一些）；工业增加值大于地区生产总值为警告（口径可能不同），大于园区总产值为错误（增加值不可能超过总产值）。",
    wrong: "{年份: 2027, 地区生产总值: \"226.60\", 经济发展速度: \"15.0\"}（上年 205.10）",
    right: "{年份: 2027, 地区生产总值: \"226.60\", 经济发展速度: \"10.5\"}",
    mend: "核对数值；按不变价计算的在综述中说明",
    needs: Needs::Nothing,
    check: Check::Park(three_years),
};

/// The arithmetic of the three years.
fn three_years(context: &Context, found: &mut Found) {
    let Some(report) = &context.park.report else {
        return;
    };
    let years = &report.economy.years;
    for (index, year) in years.iter().enumerate() {
        let path = |key: &str| format!("验收报告.经济状况.近三年[{index}].{key}");
        let value_added = year.value_added.number();
        let more = |other: &Literal| {
            value_added
                .zip(other.number())
                .is_some_and(|(part, whole)| part > whole)
        };
        if more(&year.output) {
            found
                .error(
                    path("工业增加值"),
                    format!(
                        "工业增加值 {} 大于园区总产值 {}",
                        year.value_added, year.output
                    ),
                )
                .hint("增加值是总产值的一部分，核对数值和单位");
        } else if more(&year.gdp) {
            found
                .warning(
                    path("工业增加值"),
                    format!(
                        "工业增加值 {} 大于地区生产总值 {}",
                        year.value_added, year.gdp
                    ),
                )
                .hint("工业增加值是地区生产总值的一部分，核对数值和口径");
        }
        let last = index.checked_sub(1).and_then(|last| years.get(last));
        let (Some(last), Some(stated)) = (last, year.growth.number()) else {
            continue;
        };
        let Some(computed) = growth(&last.gdp, &year.gdp) else {
            continue;
        };
        let apart = stated.checked_sub(computed).map(|apart| apart.abs());
        if apart.is_none_or(|apart| apart > Decimal::new(15, 1)) {
            found
                .warning(
                    path("经济发展速度"),
                    format!(
                        "经济发展速度写 {}，按地区生产总值 {} 和 {} 计算为 {}",
                        year.growth,
                        last.gdp,
                        year.gdp,
                        computed.round_dp(1)
                    ),
                )
                .hint("核对数值；按不变价计算的，在综述中说明");
        }
    }
}

/// Growth in per cent; none from nothing, or beyond all reckoning.
fn growth(from: &Literal, to: &Literal) -> Option<Decimal> {
    to.number()?
        .checked_div(from.number()?)?
        .checked_sub(Decimal::ONE)?
        .checked_mul(Decimal::ONE_HUNDRED)
}

pub(super) const C13: Rule = Rule {
    code: "C13",
    severities: &[Warning],
    forms: FormSet::annexes("3"),
    basis: &[basis::ANNEX3_1_1, basis::ANNEX3_1_2],
    summary: "成立时间和金额单位应前后一致",
    why: "报告中「成立于…」的时间与 `园区基本情况.成立时间` 没有重合的提示（只写年份的，同年即可）；综述中产值、增加值所用单位与三年表的 `金额单位` 不同的提示。",
    wrong: "园区成立时间: 园区成立于1995年6月（基本情况为 1994年6月）",
    right: "园区成立时间: 园区成立于1994年6月",
    mend: "两处写同一个时间、同一个单位",
    needs: Needs::Nothing,
    check: Check::Park(founding),
};

/// The founding in the report, and its unit of money.
fn founding(context: &Context, found: &mut Found) {
    static FOUNDED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new("(?:成立于|始建于|设立于|组建于|创建于|成立时间[为是：])((?:19|20)[0-9]{2}年(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日)?)")
            .expect("a pattern that the tests try")
    });
    static MONEY: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new("(?:总产值|地区生产总值|工业增加值)[为达到]{0,2}[0-9]+(?:\\.[0-9]+)?([亿万]元)")
            .expect("a pattern that the tests try")
    });
    const PATH: &str = "验收报告.基本情况.园区成立时间";
    let Some(report) = &context.park.report else {
        return;
    };
    let founded = &context.park.basics.founded;
    for text in context.texts.iter().filter(|text| text.path == PATH) {
        for date in FOUNDED
            .captures_iter(&text.value)
            .filter(|found| {
                let start = found.get(0).map_or(0, |whole| whole.start());
                is_own(context, &text.value[..start])
            })
            .filter_map(|found| found.get(1))
        {
            let written = FuzzyDate(date.as_str().to_owned());
            let (Some(a), Some(b)) = (written.interval(), founded.interval()) else {
                continue;
            };
            if a.last < b.first || b.last < a.first {
                found
                    .warning(
                        PATH,
                        format!("成立时间写 {}，基本情况中为 {}", date.as_str(), founded),
                    )
                    .within(date.range())
                    .also("园区基本情况.成立时间", "园区成立时间")
                    .hint("两处写同一个时间");
            }
        }
    }
    let unit = report.economy.money_unit.trim();
    let path = "验收报告.经济状况.综述";
    for text in context.texts.iter().filter(|text| text.path == path) {
        for written in MONEY
            .captures_iter(&text.value)
            .filter_map(|found| found.get(1))
        {
            if !unit.is_empty() && written.as_str() != unit {
                found
                    .warning(path, format!("综述用{}，三年表用{unit}", written.as_str()))
                    .within(written.range())
                    .also("验收报告.经济状况.金额单位", "三年表的单位")
                    .hint("统一金额单位");
            }
        }
    }
}

/// Whether the subject ahead of 成立于 is the park, and not a company of it.
fn is_own(context: &Context, ahead: &str) -> bool {
    let clause = ahead
        .rsplit(['，', '。', '；', '\n', '：'])
        .next()
        .unwrap_or_default()
        .trim();
    let park = context.park;
    let own = [&park.basics.name, &park.identity.short_name];
    clause.is_empty()
        || ["园区", "开发区", "经开区", "高新区"]
            .iter()
            .any(|word| clause.ends_with(word))
        || own
            .iter()
            .any(|name| !name.is_empty() && clause.ends_with(name.as_str()))
}

#[cfg(test)]
mod tests {
    use crate::check::testing::park;

    #[test]
    fn how_a_department_is_called() {
        #[track_caller]
        fn case(name: &str, expected: &str) {
            let yaml = format!("备案表: {{报送单位: {name}}}");
            assert_eq!(park(&yaml).severities("C07"), expected, "{name}");
        }

        case("湖南省生态环境厅", "");
        case("湖南省厅", "警告");
        case("湖南生态环境厅", "警告");
        case("广西壮族自治区环境厅", "警告");
        case("湖南省商务厅", "错误");
        case("益阳市生态环境局", "错误");
        case("\"\"", "错误");
    }

    #[test]
    fn only_the_corps_lies_in_another_province() {
        #[track_caller]
        fn case(submitter: &str, location: &str, expected: &str) {
            let yaml = format!(
                "备案表: {{报送单位: {submitter}}}\n园区基本情况: {{园区所在地: {location}}}"
            );
            assert_eq!(park(&yaml).severities("C08"), expected, "{submitter}");
        }

        case("新疆生产建设兵团生态环境局", "新疆维吾尔自治区石河子市", "");
        case("新疆维吾尔自治区生态环境厅", "湖南省益阳市", "错误");
        case("湖南省生态环境厅", "新疆维吾尔自治区石河子市", "错误");
        case("湖南省生态环境厅", "湖南省益阳市", "");
    }

    #[test]
    fn former_names_of_the_body() {
        let former = |name: &str, rest: &str| {
            let yaml = format!(
                "园区管理机构情况: {{机构名称: 甲, 变更记录: [{{机构名称: {name}}}]}}\n{rest}"
            );
            park(&yaml).severities("C03")
        };
        assert_eq!(former("乙", ""), "错误");
        assert_eq!(former("甲", "重大调整: [{类别: 管理机构}]"), "错误");
        assert_eq!(former("乙", "重大调整: [{类别: 管理机构}]"), "");
        assert_eq!(former("乙", "重大调整: [{类别: 园区范围}]"), "错误");
        assert_eq!(former("''", "重大调整: [{类别: 管理机构}]"), "");
    }

    #[test]
    fn areas_within_a_twentieth() {
        #[track_caller]
        fn case(area: &str, unit: &str, assessed: &str, its_unit: &str, expected: &str) {
            let yaml = format!(
                "园区基本情况: {{园区四至范围及面积: {{面积: '{area}', 面积单位: {unit}}}}}
创建申报: {{规划环评: {{评价范围面积: '{assessed}', 面积单位: {its_unit}}}}}"
            );
            let found = park(&yaml).severities("C09");
            assert_eq!(found, expected, "{area}{unit} {assessed}{its_unit}");
        }

        let most = "79228162514264337593543950335";
        case(most, "平方公里", "1", "公顷", "");
        case(most, "公顷", &format!("-{most}"), "公顷", "警告");
        case(most, "亩", "1", "亩", "警告");
        case("20", "平方公里", "21", "平方公里", "");
        case("20", "平方公里", "19", "平方公里", "");
        case("20", "平方公里", "21.01", "平方公里", "警告");
        case("20", "平方公里", "18.99", "平方公里", "警告");
        case("20", "平方公里", "2000", "公顷", "");
        case("20", "平方公里", "30000", "亩", "");
        case("20", "平方公里", "20000000", "平方米", "");
        case("20", "平方公里", "20", "公顷", "警告");
        case("0", "平方公里", "5", "平方公里", "");
    }

    #[test]
    fn growth_beyond_all_reckoning() {
        for (from, to) in [
            ("0.0000000000000000000000001", "186.42"),
            ("1", "79228162514264337593543950335"),
            ("0", "186.42"),
        ] {
            let years = format!(
                "[{{地区生产总值: '{from}'}}, {{地区生产总值: '{to}', 经济发展速度: '6.5'}}]"
            );
            let yaml = format!("验收报告: {{经济状况: {{近三年: {years}}}}}");
            assert_eq!(park(&yaml).severities("C12"), "", "{from} {to}");
        }
    }

    #[test]
    fn arithmetic_of_three_years() {
        #[track_caller]
        fn case(years: &str, expected: &str) {
            let yaml = format!("验收报告: {{经济状况: {{近三年: [{years}]}}}}");
            assert_eq!(park(&yaml).severities("C12"), expected, "{years}");
        }

        case("{工业增加值: '5', 园区总产值: '5', 地区生产总值: '5'}", "");
        case(
            "{工业增加值: '6', 园区总产值: '5', 地区生产总值: '5'}",
            "错误",
        );
        case(
            "{工业增加值: '6', 园区总产值: '7', 地区生产总值: '5'}",
            "警告",
        );
        let growth = |from: &str, stated: &str| {
            format!("{{地区生产总值: '{from}'}}, {{地区生产总值: '108', 经济发展速度: '{stated}'}}")
        };
        case(&growth("100", "8"), "");
        case(&growth("100", "9.5"), "");
        case(&growth("100", "6.5"), "");
        case(&growth("100", "9.6"), "警告");
        case(&growth("100", "6.4"), "警告");
        case(&growth("0", "9.6"), "");
        case(&growth("90", "20"), "");
    }

    #[test]
    fn foundings() {
        #[track_caller]
        fn case(founded: &str, written: &str, expected: &str) {
            let yaml = format!(
                "园区基本情况: {{成立时间: '{founded}'}}
验收报告: {{基本情况: {{园区成立时间: '园区成立于{written}。'}}}}"
            );
            assert_eq!(
                park(&yaml).severities("C13"),
                expected,
                "{founded} {written}"
            );
        }

        case("1994年6月", "1994年", "");
        case("1994年6月", "1994年6月1日", "");
        case("1994年6月", "1994年6月30日", "");
        case("1994年6月", "1994年5月", "警告");
        case("1994年6月", "1994年7月1日", "警告");
        let unit = |unit: &str| {
            let yaml = format!(
                "验收报告: {{经济状况: {{综述: 园区总产值438.5亿元。, 金额单位: {unit}}}}}"
            );
            park(&yaml).severities("C13")
        };
        assert_eq!([unit("亿元"), unit("万元"), unit("''")], ["", "警告", ""]);
    }
}
