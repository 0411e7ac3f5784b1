//! The provincial-level regions of the mainland and the 兵团: names, whom the
//! forms are submitted by, postcodes.

/// One of them.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Province {
    /// Full name: `湖南省`.
    pub name: &'static str,
    /// What its full name begins with, and people write: `湖南`.
    pub short: &'static str,
    /// How its divisions are called, one of which the location of a park names.
    pub divisions: &'static [&'static str],
    /// First two digits of its postcodes.
    pub postcodes: &'static [&'static str],
}

impl Province {
    /// Name of its department of ecology, which submits annex 2.
    pub fn ecology_department(&self) -> String {
        let office = if self.name.ends_with('市') || self.name.ends_with("兵团") {
            "局"
        } else {
            "厅"
        };
        format!("{}生态环境{office}", self.name)
    }
}

/// The region that `text` begins with the name of: `湖南省益阳市`, `湖南益阳`.
pub(super) fn beginning(text: &str) -> Option<&'static Province> {
    PROVINCES
        .iter()
        .find(|province| text.starts_with(province.short))
}

/// The region of this full name.
pub(super) fn named(name: &str) -> Option<&'static Province> {
    PROVINCES.iter().find(|province| province.name == name)
}

const PREFECTURES: &[&str] = &["市", "州", "盟", "地区"];
/// Municipalities, and 海南 where counties stand right below the province.
const COUNTIES: &[&str] = &["区", "县", "市"];
/// The 兵团 counts in divisions.
const CORPS: &[&str] = &["师", "市"];

const fn province(
    name: &'static str,
    short: &'static str,
    divisions: &'static [&'static str],
    postcodes: &'static [&'static str],
) -> Province {
    Province {
        name,
        short,
        divisions,
        postcodes,
    }
}

/// All of them; 兵团 before 新疆, whose name begins alike.
pub(super) static PROVINCES: [Province; 32] = [
    province("北京市", "北京", COUNTIES, &["10"]),
    province("天津市", "天津", COUNTIES, &["30"]),
    province("河北省", "河北", PREFECTURES, &["05", "06", "07"]),
    province("山西省", "山西", PREFECTURES, &["03", "04"]),
    province(
        "内蒙古自治区",
        "内蒙古",
        PREFECTURES,
        &["01", "02", "13", "16"],
    ),
    province("辽宁省", "辽宁", PREFECTURES, &["11", "12"]),
    province("吉林省", "吉林", PREFECTURES, &["13"]),
    province("黑龙江省", "黑龙江", PREFECTURES, &["15", "16"]),
    province("上海市", "上海", COUNTIES, &["20"]),
    province("江苏省", "江苏", PREFECTURES, &["21", "22"]),
    province("浙江省", "浙江", PREFECTURES, &["31", "32"]),
    province("安徽省", "安徽", PREFECTURES, &["23", "24"]),
    province("福建省", "福建", PREFECTURES, &["35", "36"]),
    province("江西省", "江西", PREFECTURES, &["33", "34"]),
    province("山东省", "山东", PREFECTURES, &["25", "26", "27"]),
    province("河南省", "河南", PREFECTURES, &["45", "46", "47"]),
    province("湖北省", "湖北", &["市", "州", "林区"], &["43", "44"]),
    province("湖南省", "湖南", PREFECTURES, &["41", "42"]),
    province("广东省", "广东", PREFECTURES, &["51", "52"]),
    province("广西壮族自治区", "广西", PREFECTURES, &["53", "54"]),
    province("海南省", "海南", COUNTIES, &["57"]),
    province("重庆市", "重庆", COUNTIES, &["40"]),
    province("四川省", "四川", PREFECTURES, &["61", "62", "63", "64"]),
    province("贵州省", "贵州", PREFECTURES, &["55", "56"]),
    province("云南省", "云南", PREFECTURES, &["65", "66", "67"]),
    province("西藏自治区", "西藏", PREFECTURES, &["85", "86"]),
    province("陕西省", "陕西", PREFECTURES, &["71", "72"]),
    province("甘肃省", "甘肃", PREFECTURES, &["73", "74"]),
    province("青海省", "青海", PREFECTURES, &["81"]),
    province("宁夏回族自治区", "宁夏", PREFECTURES, &["75"]),
    province("新疆生产建设兵团", "新疆生产建设兵团", CORPS, &["83", "84"]),
    province("新疆维吾尔自治区", "新疆", PREFECTURES, &["83", "84"]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        #[track_caller]
        fn case(text: &str, expected: Option<&str>) {
            assert_eq!(beginning(text).map(|p| p.name), expected);
        }

        case("湖南省益阳市", Some("湖南省"));
        case("内蒙古鄂尔多斯市", Some("内蒙古自治区"));
        case("新疆生产建设兵团第八师石河子市", Some("新疆生产建设兵团"));
        case("新疆昌吉回族自治州", Some("新疆维吾尔自治区"));
        case("益阳市资阳区", None);
        assert_eq!(named("湖南").map(|p| p.name), None);
    }

    #[test]
    fn departments() {
        #[track_caller]
        fn case(name: &str, expected: &str) {
            let province = named(name).expect("in the table");
            assert_eq!(province.ecology_department(), expected);
        }

        case("湖南省", "湖南省生态环境厅");
        case("重庆市", "重庆市生态环境局");
        case("西藏自治区", "西藏自治区生态环境厅");
        case("新疆生产建设兵团", "新疆生产建设兵团生态环境局");
    }
}
