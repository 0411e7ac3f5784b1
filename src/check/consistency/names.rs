//! C02: another park's name in the text.
//!
//! A phrase such as 湘澜经济技术开发区 is a proper name; 国家级经济技术开发区,
//! 同类工业园区 and 推动开发区 are not, and nothing but the words themselves tells
//! them apart. So what stands before 开发区 is taken to pieces: connecting words
//! end it, general words are taken off both ends, and what is left must look
//! like a name: a city that we know, a place by its last character, or two to
//! six characters before a full official ending.

use std::collections::BTreeSet;

use crate::check::count::is_han;
use crate::check::provinces::PROVINCES;
use crate::check::{Check, Context, Found, Needs, Rule};
use crate::finding::Severity::Warning;
use crate::finding::basis;
use crate::form::FormSet;

/// How parks are called at the end, longest first; whether the ending is
/// official enough to stand only behind a name or a general word.
const ENDINGS: [(&str, bool); 17] = [
    ("高新技术产业开发区", true),
    ("高新技术产业园区", true),
    ("经济技术开发区", true),
    ("边境经济合作区", true),
    ("高新技术开发区", true),
    ("化工产业园区", true),
    ("出口加工区", true),
    ("综合保税区", true),
    ("经济开发区", true),
    ("化工园区", false),
    ("工业园区", false),
    ("产业园区", false),
    ("经开区", true),
    ("高新区", true),
    ("保税区", false),
    ("合作区", false),
    ("开发区", false),
];

/// Words that say what kind of park is meant, or what is done with it.
const GENERAL: &str = "国家级 省级 市级 县级 地市级 国家 全国 全省 全市 我国 我省 我市 各类 各级 \
    各地 同类 同类型 其他 其它 周边 邻近 相邻 临近 附近 毗邻 兄弟 先进 重点 一流 国内 国外 国际 世界 示范 \
    试点 典型 优秀 百强 十强 生态 绿色 循环 循环经济 低碳 零碳 近零碳 智慧 数字 综合 专业 特色 现代 新型 \
    经济 技术 高新 高新技术 产业 工业 农业 科技 文化 物流 园区 创建 建设 申报 申请 所在 传统 一般 多个 \
    部分 大型 中小型 整个 全部 所有 众多 现有 原有 新建 已有 推动 推进 加快 加强 支持 引导 鼓励 提升 促进 \
    打造 建成 成为 获批 获评 升级 设立 成立 批准 认定 支撑 服务 带动 辐射 引领 依托 围绕 立足 借鉴 学习 \
    对标 参照 参考 联合 联动 协同 整合 优化 完善 规范 管理 统筹 发展 开展 实施 组织 指导 监督 考核 评价 \
    升格 转型 改造 入驻 进入 落户 选择 包括 以及 作为 属于 位于 坐落 通过 根据 按照 关于 对于 面向 融入 \
    对接 承接 助推 助力 赋能 深化 积极 持续 全面 进一步 沿海 沿江 内陆 中部 东部 西部 东北 区域 城市 城镇 \
    新材料 精细 精细化工 化工 石化 煤化工 盐化工 医药 生物医药 电子信息 装备 装备制造 智能制造 汽车 \
    食品 纺织 冶金 钢铁 有色金属 建材 再生资源 静脉 再制造 光伏 新能源 大数据 软件 航空航天 海洋 环保 \
    节能环保 港口 临港 口岸 跨境 边境 自主创新 创新 创业 孵化 招商 重要 主要 新 老 原 大 小 级 类 型 省 市 \
    县 某 两 三 四 五 六 七 八 九 十 多 家 个 批 首批 首个 唯一 合规 省属 市属 依法 合法 省内 市内 区内 \
    境内 域内 全域 异地 飞地 共建 合作 战略";

/// Words that end what belongs to a name.
const CONNECTING: &[&str] = &[
    "与",
    "及",
    "或",
    "由",
    "距",
    "将",
    "把",
    "被",
    "是",
    "在",
    "的",
    "等",
    "各",
    "该",
    "跟",
    "以",
    "因",
    "使",
    "让",
    "给",
    "比",
    "但",
    "而",
    "且",
    "即",
    "若",
    "如",
    "有",
    "按",
    "据",
    "较",
    "升级为",
    "批准为",
    "成为",
    "确定为",
    "同意",
    "建议",
    "要求",
    "我们",
    "经国务院",
    "经省政府",
];

/// Cities at prefecture level, and a few counties with well-known parks, without
/// 市: they are evidence that a phrase is a name.
const CITIES: &str = "石家庄 唐山 秦皇岛 邯郸 邢台 保定 张家口 承德 沧州 廊坊 衡水 太原 大同 阳泉 长治 \
    晋城 朔州 晋中 运城 忻州 临汾 吕梁 呼和浩特 包头 乌海 赤峰 通辽 鄂尔多斯 呼伦贝尔 巴彦淖尔 乌兰察布 \
    沈阳 大连 鞍山 抚顺 本溪 丹东 锦州 营口 阜新 辽阳 盘锦 铁岭 葫芦岛 长春 四平 辽源 通化 白山 松原 白城 \
    延边 哈尔滨 齐齐哈尔 鸡西 鹤岗 双鸭山 大庆 伊春 佳木斯 七台河 牡丹江 黑河 绥化 南京 无锡 徐州 常州 苏州 \
    南通 连云港 淮安 盐城 扬州 镇江 泰州 宿迁 杭州 宁波 温州 嘉兴 湖州 绍兴 金华 衢州 舟山 台州 丽水 合肥 \
    芜湖 蚌埠 淮南 马鞍山 淮北 铜陵 安庆 黄山 滁州 阜阳 宿州 六安 亳州 池州 宣城 福州 厦门 莆田 三明 泉州 \
    漳州 南平 龙岩 宁德 南昌 景德镇 萍乡 九江 新余 鹰潭 赣州 吉安 宜春 抚州 上饶 济南 青岛 淄博 枣庄 东营 \
    烟台 潍坊 济宁 泰安 威海 日照 临沂 德州 聊城 滨州 菏泽 郑州 开封 洛阳 平顶山 安阳 鹤壁 新乡 焦作 濮阳 \
    许昌 漯河 三门峡 南阳 商丘 信阳 周口 驻马店 武汉 黄石 十堰 宜昌 襄阳 鄂州 荆门 孝感 荆州 黄冈 咸宁 随州 \
    恩施 长沙 株洲 湘潭 衡阳 邵阳 岳阳 常德 张家界 益阳 郴州 永州 怀化 娄底 湘西 广州 韶关 深圳 珠海 汕头 \
    佛山 江门 湛江 茂名 肇庆 惠州 梅州 汕尾 河源 阳江 清远 东莞 中山 潮州 揭阳 云浮 南宁 柳州 桂林 梧州 北海 \
    防城港 钦州 贵港 玉林 百色 贺州 河池 来宾 崇左 海口 三亚 三沙 儋州 成都 自贡 攀枝花 泸州 德阳 绵阳 广元 \
    遂宁 内江 乐山 南充 眉山 宜宾 广安 达州 雅安 巴中 资阳 阿坝 甘孜 凉山 贵阳 六盘水 遵义 安顺 毕节 铜仁 \
    黔西南 黔东南 黔南 昆明 曲靖 玉溪 保山 昭通 丽江 普洱 临沧 楚雄 红河 文山 西双版纳 大理 德宏 怒江 迪庆 \
    拉萨 日喀则 昌都 林芝 山南 那曲 阿里 西安 铜川 宝鸡 咸阳 渭南 延安 汉中 榆林 安康 商洛 兰州 嘉峪关 金昌 \
    白银 天水 武威 张掖 平凉 酒泉 庆阳 定西 陇南 临夏 甘南 西宁 海东 海西 银川 石嘴山 吴忠 固原 中卫 乌鲁木齐 \
    克拉玛依 吐鲁番 哈密 昌吉 博尔塔拉 巴音郭楞 阿克苏 喀什 和田 伊犁 塔城 阿勒泰 石河子 昆山 张家港 江阴 宜兴 \
    常熟 太仓 义乌 萧山 余姚 晋江 浏阳 宁乡 望城 湘澜 临澜";

/// Names that a text of this park may use.
struct Known {
    names: Vec<String>,
    cores: Vec<String>,
    location: String,
}

impl Known {
    fn new(context: &Context) -> Self {
        let identity = &context.park.identity;
        let own = [&context.park.basics.name, &identity.short_name];
        let others = identity.aliases.0.iter().chain(&identity.mentions.0);
        let names: Vec<String> = own
            .into_iter()
            .chain(others)
            .map(|name| name.trim().to_owned())
            .filter(|name| !name.is_empty())
            .collect();
        let core = |name: &String| {
            let (ending, _) = ENDINGS.iter().find(|(ending, _)| name.ends_with(ending))?;
            let rest: &str = name.strip_suffix(ending)?;
            let core = general_off_the_end(rest, &general_words());
            (core.chars().count() >= 2).then(|| core.to_owned())
        };
        Self {
            cores: names.iter().filter_map(core).collect(),
            names,
            location: context.park.basics.location.clone(),
        }
    }

    /// Whether the text up to the end of a phrase ends with one of them.
    fn has(&self, text: &str, before_ending: &str) -> bool {
        self.names.iter().any(|name| text.ends_with(name.as_str()))
            || self
                .cores
                .iter()
                .any(|core| before_ending.ends_with(core.as_str()))
    }
}

fn general_words() -> Vec<&'static str> {
    GENERAL.split_whitespace().collect()
}

pub(super) const C02: Rule = Rule {
    code: "C02",
    severities: &[Warning],
    forms: FormSet::ALL,
    basis: &[basis::TRUTHFULNESS],
    summary: "文字中不应有其他园区的名称",
    why: "方案多由上一个园区的材料改写而来，漏改的名称会被专家当场指出。「…经济技术开发区」「…经开区」「…工业园区」一类的短语，去掉国家级、同类、推动等一般词语后还剩专有名称，又不是本园区全称、简称、别名的，予以提示；一般性说法不算。简短的「…开发区」「…工业园区」只在前面是城市或地名时提示。每段文字中同一名称只报一次。",
    wrong: "实施方案:\n  总体框架: 临澜经济技术开发区坚持绿色发展（本园区是湘澜经济技术开发区）",
    right: "实施方案:\n  总体框架: 湘澜经济技术开发区坚持绿色发展",
    mend: "改为本园区名称；有意提及的写入 `标识.提及园区`，曾用名写入 `标识.别名`",
    needs: Needs::Nothing,
    check: Check::Park(foreign),
};

fn foreign(context: &Context, found: &mut Found) {
    let known = Known::new(context);
    let general = general_words();
    for text in context.texts {
        if text.path.starts_with("标识") {
            continue;
        }
        let mut seen = BTreeSet::new();
        for (at, ending_char) in text.value.match_indices('区') {
            let end = at + ending_char.len();
            let Some(name) = name_before(&text.value, end, &known, &general) else {
                continue;
            };
            if is_history_or_neighbour(&text.value[..end - name.len()], name) || !seen.insert(name)
            {
                continue;
            }
            found
                .warning(text.path.clone(), format!("文中出现其他园区的名称「{name}」"))
                .within(end - name.len()..end)
                .hint("多为复制其他园区材料时遗漏，改为本园区名称；有意提及的写入 `标识.提及园区`，本园区曾用名写入 `标识.别名`")
                .forms(text.forms);
        }
    }
}

/// Whether a name is told as a former one of this park, or as a neighbour's.
fn is_history_or_neighbour(ahead: &str, name: &str) -> bool {
    let clause = ahead
        .rsplit(['，', '。', '；', '\n'])
        .next()
        .unwrap_or_default();
    let others = ["我省", "全省", "本省", "全国"];
    let former = ["前身", "原名", "原为", "曾用名", "更名前", "更名为"];
    let near = ["邻", "邻近", "毗邻", "紧邻", "接壤", "相邻"];
    former
        .iter()
        .any(|word| clause.contains(word) || name.contains(word))
        || others.iter().any(|word| clause.contains(word))
        || near.iter().any(|word| clause.ends_with(word))
        || name.chars().take(3).any(|c| c == '邻')
}

/// The proper name of a park that ends at byte `end`, unless the park may be
/// named.
fn name_before<'t>(text: &'t str, end: usize, known: &Known, general: &[&str]) -> Option<&'t str> {
    let until = &text[..end];
    let &(ending, official) = ENDINGS.iter().find(|(ending, _)| until.ends_with(ending))?;
    if text[end..].starts_with('域') {
        return None;
    }
    let before = &until[..end - ending.len()];
    let run = before
        .char_indices()
        .rev()
        .take(14)
        .take_while(|&(_, c)| is_han(c))
        .last()
        .map_or(before.len(), |(at, _)| at);
    if known.has(until, before) {
        return None;
    }
    let core = core(&before[run..], general);
    let kept = core.start..core.end;
    let name = &before[run..][kept];
    let classified = run + core.end < before.len();
    let length = name.chars().count();
    if length < 2 {
        return None;
    }
    let bare = name.trim_end_matches(['市', '县', '区', '州', '省']);
    let city = CITIES.split_whitespace().any(|city| bare.ends_with(city));
    let province = PROVINCES.iter().any(|one| bare.ends_with(one.short));
    let place = name.ends_with([
        '市', '县', '旗', '镇', '江', '河', '湖', '海', '岛', '港', '湾', '山',
    ]) && !known.location.contains(name);
    let named = match length {
        _ if city => true,
        _ if province => !classified && length <= 4,
        2..=6 => official && !classified || place,
        _ => false,
    };
    let start = end - (before.len() - run - core.start) - ending.len();
    named.then(|| &text[start..end])
}

/// What is left of the words before an ending: behind the last connecting word,
/// without general words at both ends.
fn core(words: &str, general: &[&str]) -> std::ops::Range<usize> {
    let end = general_off_the_end(words, general).len();
    let mut start = CONNECTING
        .iter()
        .filter_map(|word| Some(words[..end].rfind(word)? + word.len()))
        .max()
        .unwrap_or(0);
    // 大同 begins with a general word, too.
    let city = |start: usize| {
        CITIES
            .split_whitespace()
            .any(|city| words[start..end].starts_with(city))
    };
    while let Some(word) = general
        .iter()
        .filter(|word| words[start..end].starts_with(**word) && !city(start))
        .max_by_key(|word| word.len())
    {
        start += word.len();
    }
    start..end
}

/// The words without general ones at their end.
fn general_off_the_end<'t>(words: &'t str, general: &[&str]) -> &'t str {
    let mut left = words;
    while let Some(word) = general
        .iter()
        .filter(|word| left.ends_with(**word))
        .max_by_key(|word| word.len())
    {
        left = &left[..left.len() - word.len()];
    }
    left
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(text: &str, expected: &[&str]) {
        let known = Known {
            names: vec![
                "湘澜经济技术开发区".into(),
                "湘澜经开区".into(),
                "苏州工业园区".into(),
            ],
            cores: vec!["湘澜".into()],
            location: "湖南省益阳市资阳区迎风桥镇".into(),
        };
        let general = general_words();
        let names: Vec<&str> = text
            .match_indices('区')
            .filter_map(|(at, c)| name_before(text, at + c.len(), &known, &general))
            .collect();
        assert_eq!(names, expected, "{text}");
    }

    #[test]
    fn names_of_other_parks() {
        case("临澜经济技术开发区坚持绿色发展", &["临澜经济技术开发区"]);
        case(
            "借鉴昆山高新技术产业开发区的经验",
            &["昆山高新技术产业开发区"],
        );
        case(
            "园区与长沙经开区、株洲高新区合作",
            &["长沙经开区", "株洲高新区"],
        );
        case("北京经济技术开发区", &["北京经济技术开发区"]);
        case("位于青云化工产业园区", &["青云化工产业园区"]);
        case("学习大同经济开发区", &["大同经济开发区"]);
        case("位于青云镇化工园区和迎风桥镇化工园区", &["青云镇化工园区"]);
    }

    #[test]
    fn general_phrases() {
        for text in [
            "湘澜经济技术开发区管理委员会，湘澜经开区，湘澜高新区",
            "由省级开发区升级为国家级经济技术开发区",
            "2012年经国务院批准升级为国家级经济技术开发区",
            "苏州工业园区的经验",
            "生态工业园区、同类园区、综合保税区、国家级经开区",
            "推动开发区绿色发展，加快工业园区建设，创建生态工业园区",
            "省级化工园区、专业化工园区、认定的化工园区",
            "新材料产业园区、精细化工产业园区、循环经济产业园区",
            "湖南省级开发区，全省开发区，各类经济技术开发区",
            "为其他高新技术产业开发区提供示范，距长沙黄花机场95公里",
            "经济技术开发区、高新技术产业开发区和保税区",
            "粤港澳深度合作区域，重点开发区域",
            "是否为由省级人民政府认定的化工园区",
            "重点鼓励国家级经济技术开发区、国家高新技术产业开发区等各类国家级开发区",
        ] {
            case(text, &[]);
        }
    }
}
