//! What a quantity is of: words made canonical, and the indicators by the names
//! that texts give them.

use std::collections::HashMap;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use super::words::Words;

/// Spellings that mean the same, and the one that stands for them.
const SAME: &[(&str, &str)] = &[
    ("CO₂", "二氧化碳"),
    ("CO2", "二氧化碳"),
    ("NH₃-N", "氨氮"),
    ("NH3-N", "氨氮"),
    ("SO₂", "二氧化硫"),
    ("SO2", "二氧化硫"),
    ("NOₓ", "氮氧化物"),
    ("NOx", "氮氧化物"),
    ("VOCs", "挥发性有机物"),
    ("VOC", "挥发性有机物"),
    ("COD", "化学需氧量"),
    ("GDP", "地区生产总值"),
    ("PM2.5", "PM₂.₅"),
    ("规上", "规模以上"),
    ("碳排放强度", "单位工业增加值二氧化碳排放量"),
    ("碳强度", "单位工业增加值二氧化碳排放量"),
    ("单位工业增加值碳排放量", "单位工业增加值二氧化碳排放量"),
    ("单位工业增加值碳排放", "单位工业增加值二氧化碳排放量"),
    ("二氧化碳排放强度", "单位工业增加值二氧化碳排放量"),
    ("能耗强度", "单位工业增加值综合能耗"),
    ("单位工业增加值能耗", "单位工业增加值综合能耗"),
    ("碳排放总量", "二氧化碳排放量"),
    ("碳排放量", "二氧化碳排放量"),
    ("二氧化碳排放总量", "二氧化碳排放量"),
    ("光伏装机规模", "光伏装机容量"),
    ("光伏装机总容量", "光伏装机容量"),
    ("优良天数比率", "优良天数比例"),
    ("空气质量优良天数比例", "环境空气优良天数比例"),
    ("中水回用率", "再生水回用率"),
];

/// The words with one spelling for what means the same; brackets with what
/// stands in them are out.
pub fn canonical(words: &str) -> String {
    static FINDER: LazyLock<(AhoCorasick, Vec<&str>)> = LazyLock::new(|| {
        // What is canonical already stays: 二氧化碳排放量 holds 碳排放量.
        let pairs = SAME
            .iter()
            .flat_map(|(from, to)| [(*from, *to), (*to, *to)]);
        let (from, to): (Vec<&str>, Vec<&str>) = pairs.unzip();
        let finder = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(from);
        (finder.expect("a few short words"), to)
    });
    let (finder, to) = &*FINDER;
    finder.replace_all(&without_brackets(words), to)
}

fn without_brackets(words: &str) -> String {
    let mut depth = 0_u32;
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '（' | '(' => depth += 1,
            '）' | ')' => depth = depth.saturating_sub(1),
            '“' | '”' | ' ' => {}
            _ if depth == 0 => out.push(c),
            _ => {}
        }
    }
    out
}

/// Words that may stand in front of a subject without being part of it.
const LEADING: &[&str] = &[
    "其中",
    "园区",
    "本园区",
    "全园区",
    "全区",
    "我区",
    "开发区",
    "全园",
    "现有",
    "现已",
    "目前",
    "当年",
    "全年",
    "当前",
    "年",
    "年度",
    "同时",
    "同期",
    "并",
    "且",
    "将",
    "把",
    "以及",
    "和",
    "与",
    "及",
    "到",
    "至",
    "在",
    "内",
    "按照",
    "按",
    "以",
    "对",
    "约",
    "总",
    "的",
    "也",
    "则",
    "已",
    "各",
    "由",
    "从",
    "共",
    "共有",
    "其",
    "主要",
    "全部",
    "近三年",
    "创建期内",
    "创建期",
    "评价时段内",
    "期内",
    "三年",
    "三年来",
    "截至",
    "累计",
    "预计",
    "力争",
    "计划",
    "可",
    "年末",
    "年底",
    "末",
    "底",
    "初",
    "一是",
    "二是",
    "三是",
    "四是",
    "五是",
    "六是",
    "七是",
    "八是",
    "九是",
    "十是",
    "使得",
    "基准年",
    "验收年",
    "目标年",
    "评价年",
    "起",
    "特征污染物",
    "主要污染物",
    "污染物",
    "之后",
    "后",
    "以来",
    "期间",
    "其余",
    "另有",
    "另",
    "还",
    "还有",
    "有",
    "是",
    "为",
    "方面",
    "一期",
    "当中",
    "区内",
    "园区内",
    "于",
    "年均",
];

/// Verbs behind which the subject begins: 建成应急物资储备库1座.
const VERBS: &[&str] = &[
    "新建", "建成", "建设", "扩建", "安装", "形成", "推广", "实现", "带动", "使", "拥有", "建有",
    "设有", "设立", "集聚", "引进", "培育", "接入", "覆盖", "布设", "敷设", "铺设", "延伸", "修复",
    "新增", "安排", "确定", "选定", "选取", "包括", "涉及", "创建", "开展", "实施", "完成", "达到",
    "提高", "降低", "提升", "配套", "认定", "获得", "获批", "聚集", "入驻", "处理", "节约", "减排",
    "减少", "增加", "排放", "产生", "供", "利用", "淘汰", "改造", "规划", "组织", "承担", "发展",
    "保障", "确保",
];

/// The verbs by their first character.
static VERB: LazyLock<Words<()>> =
    LazyLock::new(|| Words::first(VERBS.iter().map(|word| (*word, ()))));

/// What behind a verb shows that it is part of a noun: 排放量, 处理能力, 建设用地.
const NOUN_BEHIND: &[&str] = &[
    "量", "率", "能力", "规模", "强度", "总量", "口", "权", "标准", "浓度", "单位", "用地", "成本",
    "面积", "系统", "方案", "企业", "项目", "水平", "周期", "厂", "设施", "管网", "清单", "完善",
    "费", "期", "方式", "领域", "基地", "区", "值", "水量", "工程", "平台", "中心", "体系", "许可",
    "因子", "资金", "投资", "内容", "时间", "库", "站", "车间", "比例", "比重",
];

/// Verbs that may end what stands in front of a number: 建设内容已完成8条.
pub(super) const DONE: &[&str] = &[
    "完成", "建成", "并网", "投运", "安排", "确定", "选定", "设置", "提出", "选取", "部署", "明确",
    "谋划", "新增", "形成", "实施", "拥有", "建有", "现有", "共有", "推广", "包括", "涉及", "开展",
    "其中", "共",
];

/// What a quantity is of.
#[derive(Debug, Clone, PartialEq, Eq, Default, Hash, PartialOrd, Ord)]
pub struct Subject {
    /// Its canonical name; empty when none was found.
    pub key: String,
    /// Who or what it belongs to, where a verb tells: 工业源 (排放化学需氧量).
    pub scope: String,
    /// The indicator that it is.
    pub indicator: Option<usize>,
}

/// The names that are known from the data.
#[derive(Debug, Clone, Default)]
pub struct Names {
    /// Endings of indicators' names, and whose they are.
    endings: HashMap<String, usize>,
    /// Canonical names of the indicators.
    full: Vec<String>,
    /// How the park is called.
    own: Vec<String>,
    /// Names of its projects.
    projects: Vec<String>,
}

/// Ends of a name of an indicator that speaks of its yearly change.
const YEARLY: [&str; 6] = [
    "年均削减率",
    "年均下降率",
    "年均降低率",
    "年均增长率",
    "年均提高率",
    "年均递减率",
];

impl Names {
    /// From the names of the park, of its indicators and of its projects.
    pub fn new(own: Vec<String>, indicators: &[String], projects: Vec<String>) -> Self {
        let full: Vec<String> = indicators
            .iter()
            .map(|name| stem(&canonical(name)))
            .collect();
        let mut owners: HashMap<String, Vec<usize>> = HashMap::new();
        for (index, name) in full.iter().enumerate() {
            let length = name.chars().count();
            for (at, _) in name.char_indices() {
                let ending = &name[at..];
                let count = ending.chars().count();
                // 二氧化碳排放量 is not 单位工业增加值二氧化碳排放量.
                let per_unit = name.starts_with("单位");
                let long = count >= 6 || count >= 4 && 2 * count >= length;
                let enough = at == 0 || long && !per_unit;
                if count >= 3 && enough {
                    owners.entry(ending.to_owned()).or_default().push(index);
                }
            }
        }
        let only = |(ending, owners): (String, Vec<usize>)| match owners.as_slice() {
            [one] => Some((ending, *one)),
            _ => None,
        };
        let mut own = own;
        own.retain(|name| !name.is_empty());
        own.sort_by_key(|name| std::cmp::Reverse(name.len()));
        Self {
            endings: owners.into_iter().filter_map(only).collect(),
            full,
            own,
            projects,
        }
    }

    /// The subject that the words in front of a number tell; `own` is the
    /// indicator in whose record they stand.
    pub fn subject(&self, words: &str, own: Option<usize>) -> Subject {
        let plain = self.without_own(&canonical(words));
        let (scope, key) = behind_verb(&plain);
        let key = trimmed(key);
        let mut subject = Subject {
            key: key.to_owned(),
            scope: trimmed(scope).to_owned(),
            indicator: None,
        };
        // 达标分析 of 再生水回用率 may say 回用率 only.
        let short = own.filter(|&index| {
            let name = &self.full[index];
            key.chars().count() >= 3 && name.ends_with(key)
        });
        if let Some(index) = short
            .or_else(|| self.indicator(key))
            .or_else(|| self.indicator(trimmed(&plain)))
        {
            subject.key.clone_from(&self.full[index]);
            subject.scope.clear();
            subject.indicator = Some(index);
        }
        subject
    }

    fn without_own(&self, words: &str) -> String {
        match self.own.iter().find(|name| words.contains(name.as_str())) {
            Some(name) => words.replace(name.as_str(), ""),
            None => words.to_owned(),
        }
    }

    /// The indicator that a text calls `key`: nothing may stand in front of an
    /// ending of its name but what says nothing.
    fn indicator(&self, key: &str) -> Option<usize> {
        self.endings.get(key).copied()
    }

    /// The canonical name of an indicator, without 年均削减率.
    pub fn indicator_name(&self, index: usize) -> &str {
        &self.full[index]
    }

    /// The project that `words` name.
    pub fn project(&self, words: &str) -> Option<usize> {
        let own = self.projects.iter();
        let matches = |name: &String| !name.is_empty() && words.ends_with(name.as_str());
        own.enumerate()
            .find(|(_, name)| matches(name))
            .map(|(index, _)| index)
    }

    /// Whether a clause is about this park by its name.
    pub fn names_park(&self, words: &str) -> bool {
        self.own.iter().any(|name| words.contains(name.as_str()))
    }
}

/// A name without 年均削减率 at its end; what is left is what changes yearly.
pub fn stem(name: &str) -> String {
    let ending = YEARLY.iter().find(|ending| name.ends_with(**ending));
    match ending {
        Some(ending) if name.len() > ending.len() => name[..name.len() - ending.len()].to_owned(),
        _ => name.to_owned(),
    }
}

/// Whether a name speaks of a yearly change.
pub fn is_yearly(name: &str) -> bool {
    YEARLY.iter().any(|ending| name.ends_with(ending))
}

/// Without what may stand around a subject.
fn trimmed(words: &str) -> &str {
    const TRAILING: [&str; 16] = [
        "的", "了", "在", "是", "为", "已", "均", "可", "将", "按", "以", "约", "能", "和", "与",
        "仍",
    ];
    static ENDS: LazyLock<Words<()>> =
        LazyLock::new(|| Words::last(TRAILING.iter().chain(DONE).map(|word| (*word, ()))));
    static STARTS: LazyLock<Words<()>> =
        LazyLock::new(|| Words::first(LEADING.iter().map(|word| (*word, ()))));
    let mut rest = words.trim_matches(['，', '、', '：', ' ', '的', '。', '；']);
    let ending = |rest: &str| {
        let mut ends = ENDS.ending(rest).map(|(word, ())| word);
        ends.find(|word| rest.len() > word.len())
    };
    while let Some(word) = ending(rest) {
        rest = rest[..rest.len() - word.len()].trim_end_matches(['，', '、', '：']);
    }
    loop {
        let whole = |words: &Words<()>| words.beginning(rest).any(|(word, ())| word == rest);
        if whole(&STARTS) || whole(&VERB) {
            return "";
        }
        let mut starts = STARTS.beginning(rest).map(|(word, ())| word);
        let word = starts.find(|word| rest.len() > word.len() && !is_noun_start(rest, word));
        let Some(word) = word else { break };
        rest = rest[word.len()..].trim_start_matches(['的', '：']);
    }
    let bare = ["总量", "数量", "总数", "数"]
        .iter()
        .find(|word| rest.len() > word.len() + 9 && rest.ends_with(**word) && **word != "总量");
    rest = bare.map_or(rest, |word| &rest[..rest.len() - word.len()]);
    rest
}

/// 年产值, 总产值, 总投资, 各类: the word belongs to what follows.
fn is_noun_start(rest: &str, word: &str) -> bool {
    let behind = &rest[word.len()..];
    match word {
        "总" => behind.starts_with([
            '产', '投', '面', '量', '体', '部', '装', '用', '排', '能', '建',
        ]),
        "年" => behind.starts_with([
            '产', '均', '处', '综', '供', '发', '减', '用', '营', '平', '可', '节',
        ]),
        "对" => behind.starts_with(['外', '口']),
        "以" => behind.starts_with(['上', '下']),
        "有" => behind.starts_with(['效', '机', '色', '限']),
        "主要" => behind.starts_with("污染物"),
        "在" => behind.starts_with(['线', '建', '校', '产', '职']),
        "起" => behind.starts_with(['重', '步', '点', '始']),
        "后" => behind.starts_with(['续', '勤', '备']),
        "污染物" | "主要污染物" => behind.starts_with(['排', '总', '浓', '减']),
        "计划" => behind.starts_with(['投', '总']),
        "累计" => behind.starts_with(['完', '投']),
        "可" => behind.starts_with(['再', '利', '供']),
        "各" => behind.starts_with('类'),
        "初" => behind.starts_with(['始', '期']),
        "末" | "底" => behind.starts_with(['端', '泥', '渣']),
        "全部" => false,
        "开发区" | "园区" => behind.starts_with('级'),
        "其" => behind.starts_with(['他', '它', '余']),
        "自" | "由" => behind.starts_with('于'),
        "和" => behind.starts_with('平'),
        _ => false,
    }
}

/// What stands behind the last verb, and in front of it.
fn behind_verb(words: &str) -> (&str, &str) {
    let mut cut = None;
    for (at, _) in words.char_indices() {
        let rest = &words[at..];
        let Some((verb, ())) = VERB.beginning(rest).next() else {
            continue;
        };
        let behind = &rest[verb.len()..];
        let noun = behind.is_empty() || NOUN_BEHIND.iter().any(|noun| behind.starts_with(noun));
        // 年供再生水: 供 counts only behind 年 or at the beginning.
        let single = verb == "供" && !(at == 0 || words[..at].ends_with('年'));
        if !noun && !single {
            cut = Some((at, verb.len(), verb));
        }
    }
    match cut {
        Some((at, len, "排放" | "产生")) => (&words[..at], &words[at + len..]),
        Some((at, _, "供" | "减排" | "节约" | "处理" | "减少" | "利用")) => {
            ("", &words[at..])
        }
        Some((at, len, _)) => ("", &words[at + len..]),
        None => ("", words),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names() -> Names {
        let indicators = [
            "绿化覆盖率",
            "再生水（中水）回用率",
            "单位工业增加值二氧化碳排放量年均削减率",
            "园区分布式光伏装机容量",
            "工业园区重点企业清洁生产审核实施率",
        ];
        Names::new(
            vec!["湘澜经开区".into()],
            &indicators.map(str::to_owned),
            vec![],
        )
    }

    #[test]
    fn subjects_of_numbers() {
        #[track_caller]
        fn case(words: &str, key: &str, scope: &str) {
            let subject = names().subject(words, None);
            assert_eq!(
                (subject.key.as_str(), subject.scope.as_str()),
                (key, scope),
                "{words}"
            );
        }

        case("园区总产值", "总产值", "");
        case("其中工业领域", "工业领域", "");
        case("园区工业源排放化学需氧量", "化学需氧量", "工业源");
        case("建成应急物资储备库", "应急物资储备库", "");
        case("园区CO₂排放量", "二氧化碳排放量", "");
        case("利用企业厂房屋顶新建分布式光伏", "分布式光伏", "");
        case("园区GDP", "地区生产总值", "");
        case("年供再生水", "供再生水", "");
        case("人居领域CO₂排放量", "人居领域二氧化碳排放量", "");
    }

    #[test]
    fn indicators_by_their_names() {
        #[track_caller]
        fn case(words: &str, expected: Option<usize>) {
            assert_eq!(names().subject(words, None).indicator, expected, "{words}");
        }

        case("绿化覆盖率", Some(0));
        case("园区绿化覆盖率", Some(0));
        case("湘澜经开区绿化覆盖率", Some(0));
        case("厂区绿化覆盖率", None);
        case("再生水回用率", Some(1));
        case("再生水（中水）回用率", Some(1));
        case("项目使光伏装机容量", Some(3));
        case("清洁生产审核实施率", Some(4));
        case("碳排放强度", Some(2));
        case("项目数量", None);
        assert_eq!(names().subject("实施率", Some(4)).indicator, Some(4));
        assert_eq!(names().subject("实施率", Some(0)).indicator, None);
    }
}
