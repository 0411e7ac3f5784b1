//! Which section tells an indicator or a quantity, by its name.

/// What a section is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Topic {
    Carbon,
    Risk,
    Pollution,
    Resources,
    Environment,
    Economy,
}

/// Words of a name and their topic; the first that is found counts.
const WORDS: &[(&str, Topic)] = &[
    ("碳汇", Topic::Environment),
    ("二氧化碳", Topic::Carbon),
    ("CO₂", Topic::Carbon),
    ("碳", Topic::Carbon),
    ("风险", Topic::Risk),
    ("突发", Topic::Risk),
    ("应急", Topic::Risk),
    ("再生水", Topic::Resources),
    ("优良天数", Topic::Environment),
    ("浓度", Topic::Environment),
    ("水质", Topic::Environment),
    ("绿化", Topic::Environment),
    ("绿地", Topic::Environment),
    ("排放", Topic::Pollution),
    ("污", Topic::Pollution),
    ("废水", Topic::Pollution),
    ("固体废物", Topic::Pollution),
    ("危险废物", Topic::Pollution),
    ("固废", Topic::Pollution),
    ("清洁生产", Topic::Pollution),
    ("能耗", Topic::Resources),
    ("能源", Topic::Resources),
    ("水耗", Topic::Resources),
    ("用水", Topic::Resources),
    ("新鲜水", Topic::Resources),
    ("取水", Topic::Resources),
    ("用电", Topic::Resources),
    ("天然气", Topic::Resources),
    ("光伏", Topic::Resources),
    ("供热", Topic::Resources),
    ("用地", Topic::Resources),
    ("产值", Topic::Economy),
    ("增加值", Topic::Economy),
    ("生产总值", Topic::Economy),
    ("企业数", Topic::Economy),
    ("绿色工厂", Topic::Economy),
    ("人口", Topic::Economy),
    ("从业", Topic::Economy),
    ("建成区", Topic::Economy),
];

/// What a name is about; nothing that is known for most highlights.
pub(super) fn topic(name: &str) -> Option<Topic> {
    WORDS
        .iter()
        .find(|(word, _)| name.contains(word))
        .map(|&(_, topic)| topic)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn indicators_find_their_sections() {
        #[track_caller]
        fn case(name: &str, expected: Option<Topic>) {
            assert_eq!(topic(name), expected, "{name}");
        }

        case(
            "单位工业增加值二氧化碳排放量年均削减率",
            Some(Topic::Carbon),
        );
        case("园区环境风险防控体系建设完善度", Some(Topic::Risk));
        case("工业园区重点企业清洁生产审核实施率", Some(Topic::Pollution));
        case("单位工业增加值综合能耗", Some(Topic::Resources));
        case("再生水（中水）回用率", Some(Topic::Resources));
        case("绿化覆盖率", Some(Topic::Environment));
        case("人均工业增加值", Some(Topic::Economy));
        case("生态工业主题宣传活动", None);
    }
}
