//! Whose a figure is, and whether it is told as a fact: 全省 and 邻近园区 are not
//! this park, 预计 and 力争 are no facts.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

/// Whose a figure is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Whose {
    /// This park's.
    #[default]
    Park,
    /// Somebody else's: a province's, another park's, a company's.
    Other,
}

/// As what a figure is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Mood {
    /// As a fact.
    #[default]
    Actual,
    /// As something to come: planned, expected, computed.
    Plan,
    /// As the aim of the plan.
    Target,
}

/// Words that speak of others.
static OTHERS: LazyLock<AhoCorasick> = LazyLock::new(|| {
    automaton(&[
        "全国",
        "全省",
        "全市",
        "全县",
        "我国",
        "我省",
        "我市",
        "本省",
        "本市",
        "国内",
        "省内",
        "市内",
        "国外",
        "国际",
        "世界",
        "同类",
        "同行业",
        "行业平均",
        "平均水平",
        "邻近",
        "周边",
        "相邻",
        "毗邻",
        "临近",
        "附近",
        "其他园区",
        "兄弟园区",
        "先进园区",
        "示范园区",
        "标杆",
        "家园区",
        "多家园区",
        "国家共",
        "国家规定",
        "国家要求",
        "国家下达",
        "省级要求",
        "省下达",
        "市下达",
        "上级",
        "某企业",
        "某公司",
        "子公司",
        "发达地区",
        "对标",
        "借鉴",
        "参照",
        "学习",
        "同期全",
        "所在城市",
        "中心城区",
        "城市建成区",
        "城区",
        "项目业主",
        "另一家",
        "集团公司",
        "人均水平",
        "欧盟",
        "长三角",
        "珠三角",
        "大湾区",
        "长江经济带",
        "中部地区",
        "西部地区",
        "东部地区",
    ])
});

/// Words in front of 园区 that make it another one.
const OTHER_PARK: [&str; 18] = [
    "家", "个", "邻近", "周边", "其他", "其它", "同类", "先进", "兄弟", "国内", "省内", "示范",
    "工业", "产业", "化工", "相邻", "标杆", "各",
];

/// Words of what is to come.
static PLANS: LazyLock<AhoCorasick> = LazyLock::new(|| {
    automaton(&[
        "预计",
        "预测",
        "预期将",
        "力争",
        "争取",
        "拟",
        "测算",
        "有望",
        "计划于",
        "计划到",
        "计划在",
        "计划新",
        "计划建",
        "计划投入",
        "计划用",
        "规划到",
        "规划建设",
        "规划期",
        "远期",
        "近期规划",
        "将达",
        "将建",
        "将新",
        "将提",
        "将增",
        "将降",
        "将实现",
        "将完成",
        "可达",
        "可提高",
        "可使",
        "可新增",
        "可增加",
        "可减",
        "可实现",
        "可节",
        "可降",
        "可超",
        "预估",
        "估算",
        "设想",
        "潜力",
        "中期",
        "阶段目标",
        "阶段性目标",
        "方案要求",
        "方案提出",
        "要求到",
        "目标为",
        "目标是",
        "目标：",
        "奋斗目标",
        "若",
        "如果",
        "假设",
        "届时",
        "今后",
        "未来",
        "下一步",
        "十五五",
        "展望",
        "研究表明",
        "理论上",
        "设计",
    ])
});

/// Words of what is a fact again.
static FACTS: LazyLock<AhoCorasick> =
    LazyLock::new(|| automaton(&["实际", "已经", "现已", "目前", "现有", "实现了", "截至"]));

/// Whose a figure behind `clause` is, whose was said before it.
pub fn whose(before: Whose, clause: &str, names_park: bool) -> Whose {
    let other = last(clause, &OTHERS);
    let park = own_park(clause).max(names_park.then_some(0));
    match (other, park) {
        (None, None) => before,
        (Some(_), None) => Whose::Other,
        (None, Some(_)) => Whose::Park,
        (Some(other), Some(park)) if park > other => Whose::Park,
        (Some(_), Some(_)) => Whose::Other,
    }
}

/// As what a figure behind `clause` is told.
pub fn mood(before: Mood, clause: &str) -> Mood {
    let plan = last(clause, &PLANS);
    let fact = last(clause, &FACTS);
    match (plan, fact) {
        (None, None) => before,
        (plan, fact) if plan > fact => Mood::Plan,
        _ => Mood::Actual,
    }
}

/// The last place of any of the words of an automaton.
fn last(clause: &str, words: &AhoCorasick) -> Option<usize> {
    words
        .find_overlapping_iter(clause)
        .map(|found| found.start())
        .max()
}

fn automaton(words: &[&str]) -> AhoCorasick {
    AhoCorasick::new(words).expect("a few short words")
}

/// Where 园区 last means this park.
fn own_park(clause: &str) -> Option<usize> {
    let mut found = None;
    for (at, word) in clause.match_indices("园区") {
        let before = &clause[..at];
        let behind = &clause[at + word.len()..];
        let other = OTHER_PARK.iter().any(|word| before.ends_with(word))
            || behind.starts_with(['内', '级']);
        if !other {
            found = Some(at);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whose_figures() {
        let of = |clause| whose(Whose::Park, clause, false);
        assert_eq!(of("2025年全省城市建成区绿化覆盖率达到"), Whose::Other);
        assert_eq!(of("园区绿化覆盖率达到"), Whose::Park);
        assert_eq!(of("园区高于全国平均水平"), Whose::Other);
        assert_eq!(of("高于全省平均水平，园区为"), Whose::Park);
        assert_eq!(of("邻近园区绿化覆盖率"), Whose::Other);
        assert_eq!(whose(Whose::Other, "再生水回用率达到", false), Whose::Other);
        assert_eq!(whose(Whose::Other, "湘澜经开区为", true), Whose::Park);
    }

    #[test]
    fn facts_and_plans() {
        assert_eq!(mood(Mood::Actual, "预计2030年绿化覆盖率达到"), Mood::Plan);
        assert_eq!(mood(Mood::Plan, "再生水回用率达到"), Mood::Plan);
        assert_eq!(mood(Mood::Plan, "实际达到"), Mood::Actual);
        assert_eq!(mood(Mood::Actual, "比计划增加"), Mood::Actual);
    }
}
