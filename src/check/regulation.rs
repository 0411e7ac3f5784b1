//! Group G: what the regulation forbids or asks of the park itself.

mod title;

use super::count::blank;
use super::{Check, Context, Found, Needs, Rule};
use crate::finding::Severity::{Error, Info, Warning};
use crate::finding::basis;
use crate::form::{FormId, FormSet};
use crate::park::catalogue::Field;
use crate::park::walk;
use crate::park::{Choice, Kind, Level, ParkKind, YesNo, half_width};

/// The rules of this group.
pub(super) const RULES: &[Rule] = &[title::G01, G02, G03, G04, G05, G06, G07, G08, G09];

const G06: Rule = Rule {
    code: "G06",
    severities: &[Info],
    forms: FormSet::annexes("34"),
    basis: &[basis::ART_24],
    summary: "创建期内和命名后的年度义务",
    why: "命名后每年 6 月 30 日前报送年度工作报告。",
    wrong: "",
    right: "",
    mend: "",
    needs: Needs::Nothing,
    check: Check::Omitted("只是提醒，四个附件中没有可对照的数据；见 T20"),
};

const G02: Rule = Rule {
    code: "G02",
    severities: &[Error],
    forms: FormSet::annexes("12"),
    basis: &[basis::ART_10_3],
    summary: "环境守法的五项陈述不应为否",
    why: "申请创建之日前三年内的五项守法情况，有一项为否，守法证明就开不出来。没有填写的由 G04 提示。",
    wrong: "环境守法: {全部排污单位依法依规排放: 否}",
    right: "环境守法: {全部排污单位依法依规排放: 是}",
    mend: "核实；属实的，开不出守法证明，不能申请",
    needs: Needs::Nothing,
    check: Check::Park(compliance),
};

fn compliance(context: &Context, found: &mut Found) {
    for (label, statement) in statements(context) {
        if statement.is(YesNo::No) {
            found
                .error(
                    format!("创建申报.环境守法.{label}"),
                    format!("「{label}」应为是，实际为否"),
                )
                .hint(if label.contains("突发环境事件") {
                    "核实；自然灾害等不可抗力因素造成的突发环境事件除外，其余属实的不能申请"
                } else {
                    "核实；属实的，开不出守法证明，不能申请"
                });
        }
    }
}

/// The five statements of 环境守法.
fn statements<'a>(context: &Context<'a>) -> [(&'static str, &'a Choice<YesNo>); 5] {
    let compliance = &context.park.process.compliance;
    [
        (
            "未发生严重污染环境事件或特别重大、重大突发环境事件",
            &compliance.no_incident,
        ),
        ("全部排污单位依法依规排放", &compliance.lawful_discharge),
        ("无因生态环境问题引起的负面舆情", &compliance.no_outcry),
        ("所有企业完成生态环境保护责任", &compliance.duties_met),
        (
            "环境风险管理、自行监测监督和应急响应制度完善",
            &compliance.systems_complete,
        ),
    ]
}

const G03: Rule = Rule {
    code: "G03",
    severities: &[Error],
    forms: FormSet::annexes("34"),
    basis: &[basis::ART_15],
    summary: "出现停止创建情形的不能申请验收",
    why: "管理办法第十五条所列情形之一，省级部门应停止其创建活动。写“无”的视为没有。",
    wrong: "停止创建情形: [发生环境违法事件引起负面舆情]",
    right: "停止创建情形: []",
    mend: "核实；属实的由省级部门停止创建，自然灾害等不可抗力引发的次生事件除外",
    needs: Needs::Nothing,
    check: Check::Park(stops),
};

fn stops(context: &Context, found: &mut Found) {
    let none = ["无", "没有", "否"];
    for (at, stop) in context.park.process.stops.iter().enumerate() {
        let stop = stop.trim();
        if !stop.is_empty() && !none.contains(&stop) {
            found
                .error(
                    format!("创建申报.停止创建情形[{at}]"),
                    format!("有停止创建的情形「{stop}」，不能申请验收"),
                )
                .hint(if stop.contains("事件") {
                    "核实；自然灾害等不可抗力因素引发的次生事件除外，其余属实的由省级部门停止创建"
                } else {
                    "核实；属实的，由省级部门停止创建并报备"
                });
        }
    }
}

const G04: Rule = Rule {
    code: "G04",
    severities: &[Info],
    forms: FormSet::annexes("124"),
    basis: &[basis::ART_10, basis::ART_16],
    summary: "申请材料一式三份，检查是否备齐",
    why: "创建申请材料：创建申请、《实施方案》、环境守法证明、规划环评完成情况证明；验收材料：验收申请、《验收报告》、数据支撑材料电子版，各一式三份。数据中看不出的材料逐件提示；规划环评由 T13 检查，支撑材料由 E09 检查。",
    wrong: "创建申报: {环境守法: {}}",
    right: "创建申报: {环境守法: {全部排污单位依法依规排放: 是, …}}",
    mend: "备齐材料；已另行准备的不必改",
    needs: Needs::Nothing,
    check: Check::Park(package),
};

fn package(context: &Context, found: &mut Found) {
    let applying = FormSet::annexes("12");
    if context.wants_any("12") {
        let missing: Vec<&str> = statements(context)
            .into_iter()
            .filter(|(_, statement)| statement.is_empty())
            .map(|(label, _)| label)
            .collect();
        if missing.len() == 5 {
            found
                .info(
                    "创建申报.环境守法",
                    "创建申请材料应有环境守法证明，数据中没有",
                )
                .forms(applying)
                .hint("填写 `环境守法` 的五项，或确认已另行准备");
        } else if !missing.is_empty() {
            let missing = missing.join("」、「");
            found
                .info("创建申报.环境守法", format!("环境守法证明缺「{missing}」"))
                .forms(applying)
                .hint("补填缺少的各项");
        }
    }
    if context.wants(FormId::Application) && context.park.report.is_none() {
        found
            .info(
                "验收申请表",
                "验收材料应有《验收报告》，数据中没有 `验收报告`",
            )
            .forms(FormId::Application.into())
            .hint("把验收报告写进数据，由程序生成，或确认已另行准备");
    }
}

const G05: Rule = Rule {
    code: "G05",
    severities: &[Info],
    forms: FormSet::annexes("124"),
    basis: &[basis::ART_07],
    summary: "国家级园区还应符合主管部门的管理要求",
    why: "商务、工业和信息化等国家行政主管部门管理的园区，申报和创建应分别符合相应部门的要求。条文没有列出哪类园区归哪个部门：经济技术开发区、边境经济合作区现由商务部门管理，高新技术产业开发区现由工业和信息化部门管理；保税区、出口加工区只提示其主管部门。填了 `报告主管部门意见` 的不提示；其他园区不提示。",
    wrong: "园区级别: 国家级\n园区类型: 经济技术开发区",
    right: "园区级别: 国家级\n园区类型: 经济技术开发区\n（创建申报）报告主管部门意见: 省商务厅同意申报。",
    mend: "征求主管部门意见，填写 `报告主管部门意见`",
    needs: Needs::Nothing,
    check: Check::Park(line_ministry),
};

fn line_ministry(context: &Context, found: &mut Found) {
    let (basics, opinion) = (&context.park.basics, &context.park.process.line_opinion);
    if !basics.level.is(Level::National) || !blank(opinion) {
        return;
    }
    let ministry = match basics.kind.known() {
        Some(ParkKind::Economic | ParkKind::Border) => "商务主管部门",
        Some(ParkKind::HighTech) => "工业和信息化主管部门",
        Some(ParkKind::Bonded | ParkKind::Export) => "其国家行政主管部门",
        Some(ParkKind::Other) | None => return,
    };
    let kind = basics.kind.text();
    found
        .info(
            "园区基本情况.园区类型",
            format!("国家级{kind}还应符合{ministry}的管理要求"),
        )
        .hint("征求主管部门意见，填写 `创建申报.报告主管部门意见`");
}

/// Words for what only an authority's hand may put on paper.
const SEALS: [&str; 6] = ["印章", "公章", "签章", "电子章", "签名", "签字"];

const G07: Rule = Rule {
    code: "G07",
    severities: &[Error],
    forms: FormSet::annexes("124"),
    basis: &[basis::ANNEX4_OPINIONS],
    summary: "不得代填省级部门意见，不得使用印章、签名的图片",
    why: "申请表六至八由省级部门填写盖章，数据格式没有这些格，写了未知的键由 Y01 报告。图件的名称、文件名带有印章、公章、签名、签字的，一律拒绝，用途为四至图、链图的也不例外。",
    wrong: "图件: [{名称: 管委会公章, 用途: 其他, 文件: 公章.png}]",
    right: "打印后由有权机关盖章",
    mend: "删去该图件，打印后盖章",
    needs: Needs::Nothing,
    check: Check::Park(seals),
};

fn seals(context: &Context, found: &mut Found) {
    for figure in walk::figures(context.park) {
        let fields = [("名称", &figure.name), ("文件", &figure.file)];
        let hit = fields.into_iter().find_map(|(label, text)| {
            Some((label, *SEALS.iter().find(|one| text.contains(**one))?))
        });
        if let Some((label, word)) = hit {
            found
                .error(
                    figure.key(label),
                    format!("不得使用印章、签名的图片，这里写的是「{word}」"),
                )
                .hint("删去该图件，打印后盖章、签名");
        }
    }
}

const G08: Rule = Rule {
    code: "G08",
    severities: &[Warning, Info],
    forms: FormSet::annexes("24"),
    basis: &[basis::PERSONAL],
    summary: "含个人信息",
    why: "表中的手机号属个人信息，提示对外公开前遮盖；出现身份证号的作警告，两张表都不需要它。身份证号按十八位、其中出生日期合理来认。",
    wrong: "联系人: 陈晓岚 430902199001011234",
    right: "联系人: 陈晓岚",
    mend: "删去身份证号；公开时遮盖手机号，或改留办公电话",
    needs: Needs::Nothing,
    check: Check::Park(personal),
};

fn personal(context: &Context, found: &mut Found) {
    for phone in walk::data("", context.park, |field| field.kind == Kind::Phone) {
        if has_mobile(&phone.value) {
            found
                .info(phone.path, "手机号属个人信息")
                .hint("对外公开前遮盖，或改留办公电话");
        }
    }
    for text in context.texts {
        let forms = text.forms.and(FormSet::annexes("24"));
        if forms.is_empty() {
            continue;
        }
        if let Some(at) = identity_number(&text.value) {
            found
                .warning(&text.path, "疑有身份证号，附件不需要")
                .within(at..at + 18)
                .forms(forms)
                .hint("删去身份证号");
        }
    }
}

/// Whether a mobile number is among those written.
fn has_mobile(written: &str) -> bool {
    let plain: String = written
        .chars()
        .map(half_width)
        .filter(|c| !matches!(c, ' ' | '-'))
        .collect();
    plain
        .split(|c: char| !c.is_ascii_digit())
        .any(|digits| digits.len() == 11 && digits.starts_with('1'))
}

/// Where a number stands that looks like that of an identity card: eighteen
/// digits, the last perhaps X, with a likely date of birth.
fn identity_number(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let digits = bytes[at..]
            .iter()
            .take_while(|b| b.is_ascii_digit())
            .count();
        let number = &bytes[at..at + digits];
        let next = bytes.get(at + digits);
        let length = digits + usize::from(digits == 17 && matches!(next, Some(b'X' | b'x')));
        if length == 18 && is_birthday(&number[6..14]) {
            return Some(at);
        }
        at += digits.max(1);
    }
    None
}

/// Whether eight digits are a day between 1900 and 2099.
fn is_birthday(digits: &[u8]) -> bool {
    let number = |range: std::ops::Range<usize>| {
        digits[range]
            .iter()
            .fold(0u16, |sum, b| sum * 10 + u16::from(b - b'0'))
    };
    (1900..2100).contains(&number(0..4))
        && (1..=12).contains(&number(4..6))
        && (1..=31).contains(&number(6..8))
}

const G09: Rule = Rule {
    code: "G09",
    severities: &[Warning],
    forms: FormSet::annexes("3"),
    basis: &[basis::ART_17, basis::ART_18],
    summary: "验收数据不应来自估算、推算",
    why: "预验收看材料的真实性，技术核查看数据支撑材料是否全面、完整、真实，计算方法是否正确。指标的采集方法、计算过程、变化说明、达标分析、原始数据、数据来源和图件来源中出现估算、推算的作警告；“不采用估算”一类否定的说法不算，“测算”“核算”不算。",
    wrong: "数据采集方法: 按典型企业推算",
    right: "数据采集方法: 采集能源统计报表，按温室气体清单核算",
    mend: "改用统计、监测数据，写明正规来源",
    needs: Needs::Nothing,
    check: Check::Park(estimates),
};

fn estimates(context: &Context, found: &mut Found) {
    let park = context.park;
    let told = |field: &Field| {
        field.forms.contains(FormId::Report)
            && matches!(field.kind, Kind::Prose | Kind::Words | Kind::Name)
    };
    let texts = [
        walk::data("指标体系.指标", &park.indicators.list, told),
        walk::data("数据来源", &park.sources, told),
        walk::data("图件", &park.figures, |field| field.kind == Kind::Source),
    ];
    for text in texts.into_iter().flatten() {
        if let Some(word) = estimate(&text.value) {
            found
                .warning(text.path, format!("验收数据不应来自{word}"))
                .hint("改用统计、监测数据，写明正规来源");
        }
    }
}

/// The word by which a text admits an estimate.
fn estimate(text: &str) -> Option<&'static str> {
    ["估算", "推算"].into_iter().find(|word| {
        text.match_indices(word).any(|(at, _)| {
            let before: Vec<char> = text[..at].chars().rev().take(4).collect();
            !before.iter().any(|c| "不未非无".contains(*c))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identity_numbers() {
        #[track_caller]
        fn case(text: &str, expected: Option<usize>) {
            assert_eq!(identity_number(text), expected, "{text}");
        }

        case("430902199001011234", Some(0));
        case("陈：43090219900101123X", Some(6));
        case("43090219901301123X", None);
        case("430902199001321234", None);
        case("430902199000111234", None);
        case("430902199001001234", None);
        case("430902189901011234", None);
        case("430902210001011234", None);
        case("4309021990010112345", None);
        case("43090219900101123", None);
        case("13900000001", None);
    }

    #[test]
    fn mobile_numbers() {
        #[track_caller]
        fn case(written: &str, expected: bool) {
            assert_eq!(has_mobile(written), expected, "{written}");
        }

        case("13900000001", true);
        case("0737-4000001、１３９ ００００ ０００１", true);
        case("0737-4000001", false);
        case("010-12345678", false);
    }

    #[test]
    fn estimates_admitted() {
        #[track_caller]
        fn case(text: &str, expected: Option<&str>) {
            assert_eq!(estimate(text), expected, "{text}");
        }

        case("按典型企业推算", Some("推算"));
        case("采用估算法", Some("估算"));
        case("不采用估算", None);
        case("不采用估算，部分年份推算", Some("推算"));
        case("按排放因子核算，测算减排量", None);
    }
}
