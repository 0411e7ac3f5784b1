//! Where the park lies: B02 to B04.

use crate::check::count::is_han;
use crate::check::provinces::{self, Province};
use crate::check::{Check, Context, Found, Needs, Rule};
use crate::finding::Severity::{Error, Info, Warning};
use crate::finding::basis;
use crate::form::FormSet;
use crate::park::half_width;

pub(super) const B02: Rule = Rule {
    code: "B02",
    severities: &[Error, Warning],
    forms: FormSet::annexes("24"),
    basis: &[basis::ANNEX2_1, basis::ANNEX4_1],
    summary: "园区所在地应填写，并写到省、市",
    why: "报送单位是省级部门，受理时按所在地核对管辖。应以 31 个省级行政区或新疆生产建设兵团的名称开头（“湖南”“湖南省”均可），接着写到市、州、盟、地区；直辖市和海南省写到区、县，兵团写到师、市。填了 `标识.省级行政区` 的，两处应是同一个省级行政区。",
    wrong: "园区所在地: 资阳区",
    right: "园区所在地: 湖南省益阳市资阳区",
    mend: "从省级行政区写起，写到市、县（区）",
    needs: Needs::Nothing,
    check: Check::Park(location),
};

fn location(context: &Context, found: &mut Found) {
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
    let named = provinces::beginning(context.park.identity.province.trim());
    let corps = |one: &Province| one.short.starts_with("新疆");
    if let Some(other) =
        named.filter(|other| *other != province && !(corps(other) && corps(province)))
    {
        found
            .warning(
                "标识.省级行政区",
                format!("省级行政区为{}，园区所在地在{}", other.name, province.name),
            )
            .also(path, "园区所在地")
            .hint("核对两处");
    }
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

pub(super) const B03: Rule = Rule {
    code: "B03",
    severities: &[Error, Warning],
    forms: FormSet::annexes("24"),
    basis: &[basis::ANNEX2_1, basis::ANNEX4_1],
    summary: "通信地址应填写，并写到路名或门牌号",
    why: "文件按通信地址邮寄。地址中既没有门牌号（号、公里、km），也没有路名（路、街、道、巷、弄、胡同）的，往往只是重复了园区所在地；与园区所在地不在同一个省、市的，多半是抄错。",
    wrong: "通信地址: 湖南省益阳市资阳区",
    right: "通信地址: 湖南省益阳市资阳区澜溪大道88号",
    mend: "补上路名和门牌号",
    needs: Needs::Nothing,
    check: Check::Park(address),
};

fn address(context: &Context, found: &mut Found) {
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
    let location = context.park.basics.location.trim();
    if let Some((there, here)) = elsewhere(address, location) {
        found
            .warning(path, format!("`通信地址` 在{there}，园区所在地在{here}"))
            .also("园区基本情况.园区所在地", "园区所在地")
            .hint("核对两处；管理机构确在外地办公的不必改");
    }
}

/// The province or city of an address and that of the location, if they differ.
fn elsewhere<'t>(address: &'t str, location: &'t str) -> Option<(&'t str, &'t str)> {
    if let (Some(there), Some(here)) = (
        provinces::beginning(address),
        provinces::beginning(location),
    ) && there.short != here.short
    {
        let corps = there.short.starts_with("新疆") && here.short.starts_with("新疆");
        return (!corps).then_some((there.name, here.name));
    }
    let (there, here) = (city(address)?, city(location)?);
    // Either may skip a step: 江苏省昆山市, 江苏省苏州市昆山市.
    (!location.contains(there) && !address.contains(here)).then_some((there, here))
}

/// The city or prefecture that a place begins with, behind its province.
fn city(place: &str) -> Option<&str> {
    let rest = match provinces::beginning(place) {
        Some(province) => place
            .strip_prefix(province.name)
            .or_else(|| place.strip_prefix(province.short))?,
        None => place,
    };
    let end = ["市", "州", "盟", "地区"]
        .iter()
        .filter_map(|word| Some(rest.find(word)? + word.len()))
        .min()?;
    let name = &rest[..end];
    ((2..=12).contains(&name.chars().count()) && name.chars().all(is_han)).then_some(name)
}

pub(super) const B04: Rule = Rule {
    code: "B04",
    severities: &[Error, Info],
    forms: FormSet::annexes("24"),
    basis: &[basis::ANNEX2_1, basis::ANNEX4_1],
    summary: "邮政编码应为六位数字",
    why: "全角数字按半角看待，000000 不是邮政编码。只有五位的，多半是表格软件吃掉了开头的 0（内蒙古、山西、河北的邮编以 0 开头）。前两位与所在省份不符的，只作提示，因为省界附近有例外。",
    wrong: "邮政编码: 61100",
    right: "邮政编码: \"061100\"",
    mend: "填六位数字，并加引号以保留开头的 0",
    needs: Needs::Nothing,
    check: Check::Park(postcode),
};

fn postcode(context: &Context, found: &mut Found) {
    let path = "园区基本情况.邮政编码";
    let written = context.park.basics.postcode.as_str().trim();
    found.require(path, written, "填六位数字，并加引号");
    if written.is_empty() {
        return;
    }
    let code: String = written.chars().map(half_width).collect();
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

#[cfg(test)]
mod tests {
    use crate::check::testing::{basics, park, said};

    #[test]
    fn locations() {
        let elsewhere = "标识: {省级行政区: 湖北省}\n园区基本情况: {园区所在地: 湖南省益阳市}";
        assert_eq!(
            said("B02", elsewhere),
            "警告: 省级行政区为湖北省，园区所在地在湖南省"
        );
        let corps = "标识: {省级行政区: 新疆生产建设兵团}\n园区基本情况: {园区所在地: 新疆维吾尔自治区石河子市}";
        assert_eq!(said("B02", corps), "");
        basics("B02", "园区所在地: ''", "错误: `园区所在地` 未填写");
        basics(
            "B02",
            "园区所在地: 湖南省",
            "警告: `园区所在地` 没有写到市、州、盟、地区，实际为「湖南省」",
        );
        basics(
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
            basics("B02", &format!("园区所在地: {fine}"), "");
        }
    }

    #[test]
    fn addresses() {
        let home = "园区所在地: 湖南省益阳市资阳区";
        for (address, there, here) in [
            ("湖南省长沙市岳麓区麓山路1号", "长沙市", "益阳市"),
            ("长沙市岳麓区麓山路1号", "长沙市", "益阳市"),
            ("湖北省武汉市中山路1号", "湖北省", "湖南省"),
        ] {
            let expected = format!("警告: `通信地址` 在{there}，园区所在地在{here}");
            basics("B03", &format!("{home}\n通信地址: {address}"), &expected);
        }
        for address in [
            "湖南省益阳市资阳区澜溪大道88号",
            "资阳区澜溪大道88号",
            "益阳市长沙路1号",
        ] {
            basics("B03", &format!("{home}\n通信地址: {address}"), "");
        }
        basics(
            "B03",
            "园区所在地: 江苏省昆山市\n通信地址: 江苏省苏州市昆山市前进路1号",
            "",
        );
        basics("B03", "通信地址: ''", "错误: `通信地址` 未填写");
        for fine in [
            "海防路1号",
            "G107国道12KM处",
            "长乐街",
            "三里胡同",
            "石板巷",
        ] {
            basics("B03", &format!("通信地址: {fine}"), "");
        }
    }

    #[test]
    fn postcodes() {
        basics("B04", "邮政编码: ''", "错误: `邮政编码` 未填写");
        for wrong in ["61100", "4130000", "O13000", "000000"] {
            basics(
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
            basics("B04", &format!("邮政编码: '{fine}'"), "");
        }
        basics(
            "B04",
            "园区所在地: 河北省沧州市\n邮政编码: '413000'",
            "提示: 河北省的邮政编码一般以 05、06、07 开头，实际为「413000」",
        );
        let yaml = "标识: {省级行政区: 山西省}\n园区基本情况: {邮政编码: '050000'}";
        assert_eq!(
            said("B04", yaml),
            "提示: 山西省的邮政编码一般以 03、04 开头，实际为「050000」"
        );
        basics("B04", "园区所在地: 河北省沧州市\n邮政编码: '061100'", "");
    }
}
