//! 一、园区基本情况: what the park is and where.

use crate::check::count::count;
use crate::check::provinces::{self, Province};
use crate::check::{Context, Found};
use crate::park::{Choice, Choose, FuzzyDate, Level, ParkKind, Reading, YesNo};

/// Above this many characters a name breaks on the cover.
const LONG_NAME: usize = 40;

/// B01.
pub(super) fn name(context: &Context, found: &mut Found) {
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

/// B02.
pub(super) fn location(context: &Context, found: &mut Found) {
    let path = "园区基本情况.园区所在地";
    let location = context.park.basics.location.trim();
    found.require(path, location, "从省级行政区写起，如 湖南省益阳市资阳区");
    if location.is_empty() {
        return;
    }
    let Some(province) = provinces::beginning(location) else {
        found
            .warning(
                path,
                format!("`园区所在地` 应从省级行政区写起，实际为「{location}」"),
            )
            .hint("写成 湖南省益阳市资阳区 的样子");
        return;
    };
    let rest = location
        .strip_prefix(province.name)
        .or_else(|| location.strip_prefix(province.short))
        .unwrap_or_default();
    if !province.divisions.iter().any(|one| rest.contains(one)) {
        let divisions = province.divisions.join("、");
        found
            .warning(
                path,
                format!("`园区所在地` 没有写到{divisions}，实际为「{location}」"),
            )
            .hint("写到市、县（区）");
    }
}

/// B03.
pub(super) fn address(context: &Context, found: &mut Found) {
    let path = "园区基本情况.通信地址";
    let address = context.park.basics.address.trim();
    found.require(path, address, "填写能收到信件的地址，写到门牌号");
    let lower = address.to_ascii_lowercase();
    let exact = ["号", "公里", "km", "路", "街", "道", "巷", "弄", "胡同"];
    if !address.is_empty() && !exact.iter().any(|word| lower.contains(word)) {
        found
            .warning(
                path,
                format!("`通信地址` 没有写到路名或门牌号，实际为「{address}」"),
            )
            .hint("补上路名和门牌号");
    }
}

/// B04.
pub(super) fn postcode(context: &Context, found: &mut Found) {
    let path = "园区基本情况.邮政编码";
    let written = context.park.basics.postcode.as_str().trim();
    found.require(path, written, "填六位数字，并加引号");
    if written.is_empty() {
        return;
    }
    let code: String = written.chars().map(crate::park::half_width).collect();
    let digits = code.bytes().all(|b| b.is_ascii_digit());
    if !digits || code.len() != 6 || code == "000000" {
        let hint = if digits && code.len() == 5 {
            format!("可能丢了开头的 0，应为 `\"0{code}\"`")
        } else {
            "核对邮政编码，并加引号".to_owned()
        };
        found
            .error(
                path,
                format!("`邮政编码` 应为六位数字，实际为「{written}」"),
            )
            .hint(hint);
        return;
    }
    if let Some(province) = home(context)
        && !province.postcodes.contains(&&code[..2])
    {
        let name = province.name;
        let prefixes = province.postcodes.join("、");
        found
            .info(
                path,
                format!("{name}的邮政编码一般以 {prefixes} 开头，实际为「{written}」"),
            )
            .hint("核对邮政编码");
    }
}

/// The province that the park says it lies in.
fn home(context: &Context) -> Option<&'static Province> {
    let park = context.park;
    provinces::beginning(park.basics.location.trim())
        .or_else(|| provinces::beginning(park.identity.province.trim()))
}

/// B05.
pub(super) fn founded(context: &Context, found: &mut Found) {
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

/// Reports a choice that is not made, or not one of the options.
pub(super) fn choice<T: Choose>(found: &mut Found, path: &str, choice: &Choice<T>, hint: &str) {
    let label = path.rsplit('.').next().unwrap_or_default();
    let options: Vec<String> = T::ALL.iter().map(|option| option.label()).collect();
    let all = options.join("、");
    match choice {
        Choice::Known(_) => {}
        Choice::Empty => {
            found
                .error(path, format!("`{label}` 未选择，应在 {all} 中选一项"))
                .hint(hint);
        }
        Choice::Other(text) => {
            let several = options
                .iter()
                .filter(|one| text.contains(one.as_str()))
                .count()
                > 1;
            let message = if several {
                format!("`{label}` 只能选一项，实际为「{text}」")
            } else {
                format!("`{label}` 应在 {all} 中选一项，实际为「{text}」")
            };
            found.error(path, message).hint(hint);
        }
    }
}

/// B06.
pub(super) fn level(context: &Context, found: &mut Found) {
    let level = &context.park.basics.level;
    choice(
        found,
        "园区基本情况.园区级别",
        level,
        "按批准设立文件选一项",
    );
}

/// B07.
pub(super) fn approval_of_other(context: &Context, found: &mut Found) {
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

/// B08.
pub(super) fn kind(context: &Context, found: &mut Found) {
    let basics = &context.park.basics;
    let path = "园区基本情况.园区类型";
    choice(found, path, &basics.kind, "按批准设立文件选一项");
    if basics.kind.is(ParkKind::Other) && basics.kind_note.trim().is_empty() {
        found
            .warning(path, "园区类型为其他的应填写 `园区类型说明`")
            .hint("写明是什么园区，如 园区类型说明: 省级化工产业园区");
    }
}

/// B09.
pub(super) fn chemical(context: &Context, found: &mut Found) {
    let path = "园区基本情况.是否为由省级人民政府认定的化工园区";
    choice(found, path, &context.park.basics.chemical, "填是或否");
}

/// B10.
pub(super) fn chemical_name(context: &Context, found: &mut Found) {
    let basics = &context.park.basics;
    let path = "园区基本情况.是否为由省级人民政府认定的化工园区";
    let word = ["化工", "石化", "煤化", "盐化"]
        .into_iter()
        .find(|word| basics.name.contains(word));
    if basics.chemical.is(YesNo::Yes) && basics.chemical_number.trim().is_empty() {
        found
            .info(path, "填“是”的应有 `化工园区认定文号`")
            .hint("填写省级人民政府认定文件的文号");
    }
    if let Some(word) = word
        && basics.chemical.is(YesNo::No)
    {
        found
            .warning(path, format!("园区名称中有「{word}」，这里填的是「否」"))
            .also("园区基本情况.园区名称", "园区名称在这里")
            .hint("核对是否经省级人民政府认定为化工园区");
    }
}

/// What the name of a park says of its type.
const KINDS: [(&str, ParkKind); 8] = [
    ("经济技术开发区", ParkKind::Economic),
    ("经开区", ParkKind::Economic),
    ("高新技术产业开发区", ParkKind::HighTech),
    ("高新技术开发区", ParkKind::HighTech),
    ("高新区", ParkKind::HighTech),
    ("出口加工区", ParkKind::Export),
    ("边境经济合作区", ParkKind::Border),
    ("保税", ParkKind::Bonded),
];

/// B11.
pub(super) fn kind_and_name(context: &Context, found: &mut Found) {
    let basics = &context.park.basics;
    let Some(ticked) = basics.kind.known() else {
        return;
    };
    let named: Vec<&(&str, ParkKind)> = KINDS
        .iter()
        .filter(|(word, _)| basics.name.contains(word))
        .collect();
    let Some((_, kind)) = named.first() else {
        return;
    };
    // 综合保税区 and 保税港区 have no box of their own.
    let free = basics.name.contains("保税") && !basics.name.contains("保税区")
        || basics.name.contains("综合保税区");
    if named.iter().any(|(_, kind)| *kind == ticked) || free && ticked == ParkKind::Other {
        return;
    }
    let hint = if free {
        "选其他并填写 `园区类型说明`，或者选保税区".to_owned()
    } else {
        format!("核对园区类型，从名称看应选 {}", kind.label())
    };
    found
        .warning(
            "园区基本情况.园区类型",
            format!(
                "园区类型与名称不符：名称为「{}」，类型为「{}」",
                basics.name,
                ticked.label()
            ),
        )
        .also("园区基本情况.园区名称", "园区名称在这里")
        .hint(hint);
}

/// B12.
pub(super) fn level_and_approval(context: &Context, found: &mut Found) {
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
    use crate::check::testing::{park, said};

    /// One field of 园区基本情况 on each line.
    #[track_caller]
    fn case(code: &str, fields: &str, expected: &str) {
        let yaml = format!("园区基本情况: {{{}}}", fields.replace('\n', ", "));
        assert_eq!(said(code, &yaml), expected, "{fields}");
    }

    #[test]
    fn names() {
        case("B01", "园区名称: ''", "错误: `园区名称` 未填写");
        case(
            "B01",
            r#"园区名称: "湘澜\n开发区""#,
            "错误: `园区名称` 中有换行",
        );
        case("B01", "园区名称: 湘澜经济技术开发区", "");
    }

    #[test]
    fn locations() {
        case("B02", "园区所在地: ''", "错误: `园区所在地` 未填写");
        case(
            "B02",
            "园区所在地: 湖南省",
            "警告: `园区所在地` 没有写到市、州、盟、地区，实际为「湖南省」",
        );
        case(
            "B02",
            "园区所在地: 北京市",
            "警告: `园区所在地` 没有写到区、县、市，实际为「北京市」",
        );
        for fine in [
            "湖南益阳市",
            "北京市大兴区",
            "海南省澄迈县",
            "贵州省黔南布依族苗族自治州",
            "内蒙古自治区锡林郭勒盟",
            "湖北省神农架林区",
            "新疆生产建设兵团第十二师",
        ] {
            case("B02", &format!("园区所在地: {fine}"), "");
        }
    }

    #[test]
    fn addresses() {
        case("B03", "通信地址: ''", "错误: `通信地址` 未填写");
        for fine in [
            "海防路1号",
            "G107国道12KM处",
            "长乐街",
            "三里胡同",
            "石板巷",
        ] {
            case("B03", &format!("通信地址: {fine}"), "");
        }
    }

    #[test]
    fn postcodes() {
        case("B04", "邮政编码: ''", "错误: `邮政编码` 未填写");
        for wrong in ["61100", "4130000", "O13000", "000000"] {
            case(
                "B04",
                &format!("邮政编码: '{wrong}'"),
                &format!("错误: `邮政编码` 应为六位数字，实际为「{wrong}」"),
            );
        }
        let advice =
            |code: &str| park(&format!("园区基本情况: {{邮政编码: '{code}'}}")).advised("B04");
        assert_eq!(advice("61100"), r#"可能丢了开头的 0，应为 `"061100"`"#);
        assert_eq!(advice("6110"), "核对邮政编码，并加引号");
        assert_eq!(advice("O1300"), "核对邮政编码，并加引号");
        for fine in ["413000", "０２６０００", "41300０"] {
            case("B04", &format!("邮政编码: '{fine}'"), "");
        }
        case(
            "B04",
            "园区所在地: 河北省沧州市\n邮政编码: '413000'",
            "提示: 河北省的邮政编码一般以 05、06、07 开头，实际为「413000」",
        );
        let yaml = "标识: {省级行政区: 山西省}\n园区基本情况: {邮政编码: '050000'}";
        assert_eq!(
            said("B04", yaml),
            "提示: 山西省的邮政编码一般以 03、04 开头，实际为「050000」"
        );
        case("B04", "园区所在地: 河北省沧州市\n邮政编码: '061100'", "");
    }

    #[test]
    fn foundings() {
        case("B05", "成立时间: ''", "错误: `成立时间` 未填写");
        for (date, wrong) in [
            ("2026-02-30", "在日历上不存在"),
            ("长期", "应是一个时间"),
            ("很早", "不是时间"),
            ("1994—1996年", "应是一个时间，不是起止范围"),
            ("1996年—1994年", "应是一个时间，不是起止范围"),
        ] {
            case(
                "B05",
                &format!("成立时间: {date}"),
                &format!("错误: `成立时间` {wrong}，实际为「{date}」"),
            );
        }
        case("B05", "成立时间: 2999年", "");
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

    #[test]
    fn choices() {
        case(
            "B06",
            "园区级别: ''",
            "错误: `园区级别` 未选择，应在 国家级、省级、其他 中选一项",
        );
        case("B06", "园区级别: 省级", "");
        case(
            "B06",
            "园区级别: 国家级园区",
            "错误: `园区级别` 应在 国家级、省级、其他 中选一项，实际为「国家级园区」",
        );
        case("B09", "是否为由省级人民政府认定的化工园区: true", "");
        case(
            "B08",
            "园区类型: 其他",
            "警告: 园区类型为其他的应填写 `园区类型说明`",
        );
        case("B08", "园区类型: 保税区", "");
        case(
            "B08",
            "园区类型: 工业园区",
            "错误: `园区类型` 应在 经济技术开发区、高新技术产业开发区、保税区、出口加工区、边境经济合作区、其他 中选一项，实际为「工业园区」",
        );
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
    fn chemical_parks() {
        let field = "是否为由省级人民政府认定的化工园区";
        case(
            "B10",
            &format!("{field}: 是"),
            "提示: 填“是”的应有 `化工园区认定文号`",
        );
        case("B10", &format!("园区名称: 湘澜开发区\n{field}: 否"), "");
        case(
            "B10",
            &format!("园区名称: 石化产业园\n{field}: 否"),
            "警告: 园区名称中有「石化」，这里填的是「否」",
        );
        case("B10", "园区名称: 石化产业园", "");
    }

    #[test]
    fn types_and_names() {
        for (name, kind) in [
            ("湘澜经开区", "经济技术开发区"),
            ("湘澜高新区", "高新技术产业开发区"),
            ("湘澜出口加工区", "出口加工区"),
            ("湘澜边境经济合作区", "边境经济合作区"),
            ("湘澜保税区", "保税区"),
            ("湘澜综合保税区", "保税区"),
            ("湘澜综合保税区", "其他"),
            ("湘澜保税港区", "其他"),
            ("嘉兴港区", "保税区"),
            ("湘澜经开区（高新区）", "高新技术产业开发区"),
        ] {
            case("B11", &format!("园区名称: {name}\n园区类型: {kind}"), "");
        }
        for (name, kind) in [
            ("湘澜保税区", "其他"),
            ("湘澜高新区", "其他"),
            ("湘澜综合保税区", "出口加工区"),
        ] {
            case(
                "B11",
                &format!("园区名称: {name}\n园区类型: {kind}"),
                &format!("警告: 园区类型与名称不符：名称为「{name}」，类型为「{kind}」"),
            );
        }
    }

    #[test]
    fn levels_and_approvals() {
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
