//! The level of the park and who approved it: B06, B07, B12.

use super::choice;
use crate::check::provinces;
use crate::check::{Check, Context, Found, Needs, Rule};
use crate::finding::Severity::{Error, Warning};
use crate::finding::basis;
use crate::form::FormSet;
use crate::park::Level;

pub(super) const B06: Rule = Rule {
    code: "B06",
    severities: &[Error],
    forms: FormSet::annexes("24"),
    basis: &[basis::ANNEX2_1, basis::ANNEX4_1],
    summary: "园区级别应在国家级、省级、其他中选一项",
    why: "表中只印有这三个方框，写别的词无处可勾，不选则表不完整。",
    wrong: "园区级别: 国家",
    right: "园区级别: 国家级",
    mend: "改成三个选项之一",
    needs: Needs::Nothing,
    check: Check::Park(level),
};

fn level(context: &Context, found: &mut Found) {
    let level = &context.park.basics.level;
    choice(
        found,
        "园区基本情况.园区级别",
        level,
        "按批准设立文件选一项",
    );
}

pub(super) const B07: Rule = Rule {
    code: "B07",
    severities: &[Error, Warning],
    forms: FormSet::annexes("24"),
    basis: &[basis::ART_07],
    summary: "园区级别为其他的，应由省级及以上人民政府批准成立",
    why: "管理办法所指园区由省级及以上人民政府批准成立。选“其他”的须填 `批准机关`：国务院，或者省、自治区、直辖市人民政府（含其办公厅），否则为错误；填了的仍作警告，因为级别既非国家级也非省级，受理时必问。",
    wrong: "园区级别: 其他\n批准机关: 益阳市人民政府",
    right: "园区级别: 省级\n批准机关: 湖南省人民政府",
    mend: "核对园区级别，并填写省级及以上的批准机关",
    needs: Needs::Nothing,
    check: Check::Park(approval_of_other),
};

fn approval_of_other(context: &Context, found: &mut Found) {
    let basics = &context.park.basics;
    if !basics.level.is(Level::Other) {
        return;
    }
    let approver = basics.approved_by.trim();
    let path = "园区基本情况.批准机关";
    let hint = "填写国务院，或者省、自治区、直辖市人民政府";
    if approver.is_empty() {
        found
            .error(path, "园区级别为其他的应填写 `批准机关`")
            .also("园区基本情况.园区级别", "级别为其他")
            .hint(hint);
    } else if !(by_state_council(approver) || by_province(approver)) {
        found
            .error(
                path,
                format!("园区应由省级及以上人民政府批准成立，批准机关实际为「{approver}」"),
            )
            .also("园区基本情况.园区级别", "级别为其他")
            .hint(hint);
    } else {
        found
            .warning(
                "园区基本情况.园区级别",
                format!("园区级别为其他，而批准机关为「{approver}」"),
            )
            .hint("由国务院批准的一般选国家级，由省级人民政府批准的一般选省级；确属其他的，准备好批准文件");
    }
}

/// Whether the State Council approved it.
fn by_state_council(approver: &str) -> bool {
    approver.starts_with("国务院")
}

/// Whether the government of a province did, or its office.
fn by_province(approver: &str) -> bool {
    let government = approver.strip_suffix("办公厅").unwrap_or(approver);
    government
        .strip_suffix("人民政府")
        .or_else(|| government.strip_suffix("政府"))
        .is_some_and(|region| {
            matches!(region, "省" | "自治区" | "直辖市") || provinces::named(region).is_some()
        })
}

pub(super) const B12: Rule = Rule {
    code: "B12",
    severities: &[Warning],
    forms: FormSet::annexes("24"),
    basis: &[basis::ART_07],
    summary: "园区级别应与批准机关、园区名称相符",
    why: "国家级园区由国务院批准，省级园区由省、自治区、直辖市人民政府批准，批准机关填了别的机关的作警告（没有填的不报，它不是必填项）；名称中有“国家”而级别不是国家级的，也作警告，“中国”“国家具”一类词不算。",
    wrong: "园区级别: 国家级\n批准机关: 湖南省人民政府",
    right: "园区级别: 国家级\n批准机关: 国务院",
    mend: "核对园区级别和批准机关",
    needs: Needs::Nothing,
    check: Check::Park(level_and_approval),
};

fn level_and_approval(context: &Context, found: &mut Found) {
    let basics = &context.park.basics;
    let approver = basics.approved_by.trim();
    if basics.level.is(Level::National) && !approver.is_empty() && !by_state_council(approver) {
        found
            .warning(
                "园区基本情况.批准机关",
                format!("国家级园区由国务院批准，批准机关实际为「{approver}」"),
            )
            .also("园区基本情况.园区级别", "级别为国家级")
            .hint("升级为国家级的填写国务院及其文号");
    }
    if basics.level.is(Level::Provincial) && by_state_council(approver) {
        found
            .warning(
                "园区基本情况.园区级别",
                format!("批准机关为「{approver}」的应为国家级，园区级别实际为「省级」"),
            )
            .also("园区基本情况.批准机关", "批准机关在这里")
            .hint("经国务院批准升级的选国家级；仍为省级的，批准机关写省级人民政府");
    }
    let level = &basics.level;
    if says_national(&basics.name) && level.known().is_some() && !level.is(Level::National) {
        found
            .warning(
                "园区基本情况.园区级别",
                format!("园区名称中有「国家」，级别为「{}」", level.text()),
            )
            .also("园区基本情况.园区名称", "园区名称在这里")
            .hint("核对园区级别");
    }
}

/// Whether a name claims 国家, and not 中国家具 or 国家电.
fn says_national(name: &str) -> bool {
    name.match_indices("国家").any(|(at, word)| {
        let after = &name[at + word.len()..];
        !name[..at].ends_with('中') && !after.starts_with(['具', '电', '纺', '居'])
    })
}

#[cfg(test)]
mod tests {
    use crate::check::testing::said;

    /// One field of 园区基本情况 on each line.
    #[track_caller]
    fn case(code: &str, fields: &str, expected: &str) {
        let yaml = format!("园区基本情况: {{{}}}", fields.replace('\n', ", "));
        assert_eq!(said(code, &yaml), expected, "{fields}");
    }

    #[test]
    fn who_approves_another_level() {
        case(
            "B07",
            "园区级别: 其他",
            "错误: 园区级别为其他的应填写 `批准机关`",
        );
        for low in ["益阳市人民政府", "湖南省商务厅", "湖南人民政府", "湖南省"]
        {
            case(
                "B07",
                &format!("园区级别: 其他\n批准机关: {low}"),
                &format!("错误: 园区应由省级及以上人民政府批准成立，批准机关实际为「{low}」"),
            );
        }
        for high in [
            "国务院",
            "国务院办公厅",
            "湖南省人民政府",
            "湖南省人民政府办公厅",
            "湖南省政府",
            "北京市人民政府",
            "省人民政府",
            "自治区人民政府",
        ] {
            case(
                "B07",
                &format!("园区级别: 其他\n批准机关: {high}"),
                &format!("警告: 园区级别为其他，而批准机关为「{high}」"),
            );
        }
        case("B07", "园区级别: 省级", "");
    }

    #[test]
    fn levels_and_approvals() {
        case(
            "B12",
            "园区级别: 省级\n批准机关: 国务院办公厅",
            "警告: 批准机关为「国务院办公厅」的应为国家级，园区级别实际为「省级」",
        );
        case("B12", "园区级别: 国家级", "");
        case("B12", "园区级别: 国家级\n批准机关: 国务院办公厅", "");
        case("B12", "园区级别: 省级\n批准机关: 湖南省人民政府", "");
        case(
            "B12",
            "园区名称: 国家东中西区域合作示范区\n园区级别: 省级",
            "警告: 园区名称中有「国家」，级别为「省级」",
        );
        case(
            "B12",
            "园区名称: 国家东中西区域合作示范区\n园区级别: 国家级",
            "",
        );
        case("B12", "园区名称: 国家东中西区域合作示范区", "");
        case("B12", "园区名称: 国家具城\n园区级别: 省级", "");
    }
}
