//! Group F: the form of the text, after GB/T 9704, 15834 and 15835.
//!
//! These rules look at [`Context::texts`](super::Context::texts), the texts as
//! the file has them, so that a finding points at the very characters; where a
//! machine can mend them, the scan that finds a fault also says what belongs
//! there ([`Fix`](crate::finding::Fix)), and `ecopark fix` does just that.

mod characters;
mod numerals;
mod punctuation;
mod scope;
mod terms;
mod units;

use super::{Check, Rule};
use crate::finding::Severity;
use crate::finding::basis::{
    ART_04, ART_35, GB_3100, GB_18030, GBT_9704, GBT_15834, GBT_15835, PRINTING, SCRIPT_LIST,
};
use crate::form::FormSet;
use scope::{
    EVERYTHING, NO_PERSONS, PARAGRAPHS, WORDS, WORDS_AND_DOCUMENTS, WORDS_AND_UNITS,
    WORDS_AND_VALUES, each,
};

/// The rules of this group.
pub static RULES: &[Rule] = &[
    Rule {
        code: "F01",
        severities: &[Severity::Warning],
        forms: FormSet::ALL,
        basis: &[GBT_15835],
        summary: "全角数字和字母应为半角",
        why: "公文中的阿拉伯数字和拉丁字母用半角。全角数字占一个汉字的宽度，表格对不齐，也查找不到。电话、邮编由各自的规则判断；Ⅲ、① 这类字符不算。",
        wrong: "２０２６年",
        right: "2026年",
        mend: "改为半角；`ecopark fix` 可以代劳",
        check: Check::Park(|context, found| {
            each(
                context,
                found,
                WORDS_AND_VALUES,
                Severity::Warning,
                characters::full_width,
            )
        }),
    },
    Rule {
        code: "F02",
        severities: &[Severity::Warning],
        forms: FormSet::ALL,
        basis: &[GBT_15834],
        summary: "中文之间的标点应为全角",
        why: "汉字之间的逗号、冒号、括号等用全角。数字之间的（1,200、3:1、8:30）、网址、计量单位和算式中的不算；发文字号的括号由 F19 判断。两边都是汉字或全角标点的可以放心改，只有一边是的要核对。",
        wrong: "园区, 企业(含重点企业)",
        right: "园区，企业（含重点企业）",
        mend: "改为全角标点；`ecopark fix` 可以代劳",
        check: Check::Park(|context, found| {
            each(
                context,
                found,
                WORDS,
                Severity::Warning,
                punctuation::half_width,
            )
        }),
    },
    Rule {
        code: "F03",
        severities: &[Severity::Warning],
        forms: FormSet::ALL,
        basis: &[GBT_15834],
        summary: "书名号、引号、括号应成对",
        why: "只有一半的书名号、引号、括号多是删改时遗漏。先在段内配对；全文能配成对的（引文分段）不算，序号的半个括号 1）和区间 （0，5] 也不算。",
        wrong: "《实施方案提出",
        right: "《实施方案》提出",
        mend: "补上缺少的一半",
        check: Check::Park(|context, found| {
            each(
                context,
                found,
                WORDS,
                Severity::Warning,
                punctuation::unbalanced,
            )
        }),
    },
    Rule {
        code: "F04",
        severities: &[Severity::Warning],
        forms: FormSet::annexes("13"),
        basis: &[GBT_15834],
        summary: "阿拉伯数字序号后应用下脚点",
        why: "汉字序号后用顿号（一、），不带括号的阿拉伯数字序号后用下脚点（1.）。只看段首和句读之后的一至二位数；后面还是数字的（1、2号锅炉）是并列，不是序号。",
        wrong: "1、总体要求",
        right: "1.总体要求",
        mend: "把序号后的顿号改为下脚点",
        check: Check::Park(|context, found| {
            each(
                context,
                found,
                PARAGRAPHS,
                Severity::Warning,
                numerals::ordinal,
            )
        }),
    },
    Rule {
        code: "F05",
        severities: &[Severity::Warning],
        forms: FormSet::annexes("13"),
        basis: &[GBT_15834],
        summary: "带括号的序号后不加标点",
        why: "（一）、（1）已经有括号，后面不再加顿号、逗号或点。并列引用（见（一）、（二））不算。",
        wrong: "（一）、总体要求",
        right: "（一）总体要求",
        mend: "删去序号后的标点",
        check: Check::Park(|context, found| {
            each(
                context,
                found,
                PARAGRAPHS,
                Severity::Warning,
                numerals::bracketed_ordinal,
            )
        }),
    },
    Rule {
        code: "F06",
        severities: &[Severity::Warning],
        forms: FormSet::ALL,
        basis: &[GBT_9704, GBT_15835],
        summary: "文字中的日期应写作 2026年5月1日",
        why: "成文中的日期用阿拉伯数字写全年、月、日，年份四位，月、日不编虚位。日期字段按 YAML 习惯写 2026-05-01 不受影响，印出时自动转换；汉字年份只在与阿拉伯数字年份混用时提示，书名号内的照原名。",
        wrong: "自2026.5.1至2026年05月31日",
        right: "自2026年5月1日至2026年5月31日",
        mend: "改写日期；去掉虚位 `ecopark fix` 可以代劳",
        check: Check::Park(|context, found| {
            each(context, found, WORDS, Severity::Warning, numerals::date)
        }),
    },
    Rule {
        code: "F07",
        severities: &[Severity::Warning],
        forms: FormSet::ALL,
        basis: &[GBT_15835, GBT_15834],
        summary: "数值范围用浪纹线，起止年月用一字线",
        why: "数值范围写 5%～10%，两端都带百分号；起止年月写 2026—2028年。只判断后面跟着单位、前小后大的两个数；电话、标准号、编号、门牌、化学名称中的短横不算。",
        wrong: "下降5-10%，2026-2028年",
        right: "下降5%～10%，2026—2028年",
        mend: "改用 ～ 或 —",
        check: Check::Park(|context, found| {
            each(context, found, WORDS, Severity::Warning, numerals::range)
        }),
    },
    Rule {
        code: "F08",
        severities: &[Severity::Warning],
        forms: FormSet::ALL,
        basis: &[GB_3100],
        summary: "化学式和颗粒物名称应有下标",
        why: "CO₂、NOₓ、PM₂.₅ 的数字是下标，写成 CO2 印出来不规范。只认单独成词的，产品型号和网址中的不算。",
        wrong: "CO2排放量、PM2.5浓度",
        right: "CO₂排放量、PM₂.₅浓度",
        mend: "改为带下标的字符；`ecopark fix` 可以代劳",
        check: Check::Park(|context, found| {
            each(
                context,
                found,
                WORDS_AND_UNITS,
                Severity::Warning,
                units::formula,
            )
        }),
    },
    Rule {
        code: "F09",
        severities: &[Severity::Warning],
        forms: FormSet::ALL,
        basis: &[GB_3100],
        summary: "平方、立方单位应有上标",
        why: "m²、m³ 写成 m2、m3 会被读成另一个符号。只认单独的长度单位，货币供应量 M2 等不算。",
        wrong: "0.5km2、3万m3/d",
        right: "0.5km²、3万m³/d",
        mend: "改为带上标的字符；`ecopark fix` 可以代劳",
        check: Check::Park(|context, found| {
            each(
                context,
                found,
                WORDS_AND_UNITS,
                Severity::Warning,
                units::power,
            )
        }),
    },
    Rule {
        code: "F10",
        severities: &[Severity::Info],
        forms: FormSet::ALL,
        basis: &[GB_3100],
        summary: "应使用法定计量单位和规定的大小写",
        why: "千瓦是 kW，吨是 t，煤当量写吨标准煤，面积不用亩。只判断跟在数字后面的；「亩均」是政策用语，不算；指标的单位以《标准》为准，不在此判断。",
        wrong: "500亩、38.5Mw、0.5吨标煤/万元",
        right: "33.33公顷、38.5MW、0.5吨标准煤/万元",
        mend: "换用法定单位，改正大小写",
        check: Check::Park(|context, found| {
            each(context, found, WORDS, Severity::Info, units::unit)
        }),
    },
    Rule {
        code: "F11",
        severities: &[Severity::Warning],
        forms: FormSet::ALL,
        basis: &[GBT_15834],
        summary: "标点不应重复",
        why: "两个点号连用多是删改留下的。省略号、破折号、叹号问号连用不算。",
        wrong: "已经完成。。",
        right: "已经完成。",
        mend: "删去多余的标点",
        check: Check::Park(|context, found| {
            each(
                context,
                found,
                WORDS,
                Severity::Warning,
                punctuation::doubled,
            )
        }),
    },
    Rule {
        code: "F12",
        severities: &[Severity::Info],
        forms: FormSet::ALL,
        basis: &[GBT_15834],
        summary: "并列的书名号、引号之间通常不用顿号",
        why: "标有书名号或引号的并列成分之间通常不用顿号；中间插有其他成分（如括注）时才用。",
        wrong: "《标准》、《实施方案》",
        right: "《标准》《实施方案》",
        mend: "删去顿号",
        check: Check::Park(|context, found| {
            each(
                context,
                found,
                WORDS,
                Severity::Info,
                punctuation::needless_comma,
            )
        }),
    },
    Rule {
        code: "F13",
        severities: &[Severity::Info],
        forms: FormSet::annexes("24"),
        basis: &[GBT_15834],
        summary: "段落末尾应有标点",
        why: "表格中的长文每段以句号等结束，缺句号常是复制不全。小标题、单独成行的「一、…」和后引号前有句号的不算。",
        wrong: "全部指标达到标准要求",
        right: "全部指标达到标准要求。",
        mend: "补上句号，并核对文字是否完整",
        check: Check::Park(|context, found| {
            each(
                context,
                found,
                PARAGRAPHS,
                Severity::Info,
                punctuation::unended,
            )
        }),
    },
    Rule {
        code: "F14",
        severities: &[Severity::Info],
        forms: FormSet::ALL,
        basis: &[SCRIPT_LIST],
        summary: "应使用规范汉字",
        why: "公文使用规范汉字。只认在简体文字中没有自己用法的繁体字；乾、於、徵、藉等仍是规范字，不算；人名不判断。",
        wrong: "園區建設",
        right: "园区建设",
        mend: "改为简化字",
        check: Check::Park(|context, found| {
            each(
                context,
                found,
                WORDS,
                Severity::Info,
                characters::traditional,
            )
        }),
    },
    Rule {
        code: "F15",
        severities: &[Severity::Error],
        forms: FormSet::ALL,
        basis: &[GB_18030],
        summary: "文字中不应有乱码",
        why: "U+FFFD、锟斤拷、烫烫烫、`&amp;`、`\\u4e2d` 都说明文字在转换中损坏，印出来就是错字。人名中丢失的字由 B21 判断。",
        wrong: "园区\u{FFFD}成立于1994年",
        right: "园区成立于1994年",
        mend: "从原文件重新录入损坏的字",
        check: Check::Park(|context, found| {
            each(
                context,
                found,
                NO_PERSONS,
                Severity::Error,
                characters::mojibake,
            )
        }),
    },
    Rule {
        code: "F16",
        severities: &[Severity::Error],
        forms: FormSet::ALL,
        basis: &[PRINTING, GB_18030],
        summary: "印刷字库应有每个字",
        why: "字库里没有的字印出来是空框，表格会被退回。字库含 GB 18030-2022 全部汉字，没有的多是误录的符号或组字；每个字在一段文字中只报一次。",
        wrong: "联系人：🀄",
        right: "联系人：钟",
        mend: "核对该字，换用规范字形",
        check: Check::Park(characters::no_glyph),
    },
    Rule {
        code: "F17",
        severities: &[Severity::Warning],
        forms: FormSet::ALL,
        basis: &[PRINTING],
        summary: "文字中不应有看不见的字符",
        why: "零宽空格、不间断空格、软连字符、文字方向控制符从网页或聊天软件带入，使查找、比对和字数出错。生成表格时会去掉，但数据文件里仍在。",
        wrong: "园\u{200B}区",
        right: "园区",
        mend: "删去；`ecopark fix` 可以代劳",
        check: Check::Park(|context, found| {
            each(
                context,
                found,
                EVERYTHING,
                Severity::Warning,
                characters::unseen,
            )
        }),
    },
    Rule {
        code: "F18",
        severities: &[Severity::Info],
        forms: FormSet::ALL,
        basis: &[PRINTING],
        summary: "汉字与汉字、标点、数字之间不留空格",
        why: "公文排版不在汉字之间、汉字与标点、汉字与数字之间加空格。联合发文机关之间（中共中央 国务院）、章节号之后、标准号之后和书名号之内的空格不算，段首缩进不算。同一段只报一次。",
        wrong: "到 2028 年， 全部达标",
        right: "到2028年，全部达标",
        mend: "删去空格",
        check: Check::Park(|context, found| {
            each(context, found, WORDS, Severity::Info, punctuation::blanks)
        }),
    },
    Rule {
        code: "F19",
        severities: &[Severity::Warning],
        forms: FormSet::ALL,
        basis: &[GBT_9704],
        summary: "发文字号的年份应用六角括号",
        why: "发文字号写作 湘环函〔2026〕12号。审图号（如「湘S（2026）000号」）用圆括号，不算。",
        wrong: "湘环函[2026]12号",
        right: "湘环函〔2026〕12号",
        mend: "改用〔〕",
        check: Check::Park(|context, found| {
            each(
                context,
                found,
                WORDS_AND_DOCUMENTS,
                Severity::Warning,
                terms::document_number,
            )
        }),
    },
    Rule {
        code: "F20",
        severities: &[Severity::Warning],
        forms: FormSet::ALL,
        basis: &[ART_35, ART_04],
        summary: "不应使用已经过时的名称",
        why: "环科财〔2026〕4号 废止了原办法：领导小组改为协调机制，科技部改为工业和信息化部，建设规划改为《实施方案》；机构改革后环保部、环境保护厅改称生态环境部、厅；「三线一单」现称生态环境分区管控。回顾往事的（句中写有当时年份，或加「原」字）、书名号内的和指标自己的名称（建设规划实施后…）不算。",
        wrong: "报湖南省环境保护厅",
        right: "报湖南省生态环境厅",
        mend: "改用现行名称；确是当时名称的，加「原」字",
        check: Check::Park(|context, found| {
            each(context, found, WORDS, Severity::Warning, terms::dated)
        }),
    },
    Rule {
        code: "F21",
        severities: &[Severity::Warning],
        forms: FormSet::ALL,
        basis: &[GB_18030],
        summary: "不应使用私用区字符",
        why: "旧 GBK 软件把䶮等字存在私用区（U+E863），换一台电脑就成空框。105 个旧码位有对应的正式字符，生成时按正式字符印；其余私用字符无从判断是什么字。",
        wrong: "王\u{E863}",
        right: "王䶮",
        mend: "改为正式字符；有对应字的 `ecopark fix` 可以代劳",
        check: Check::Park(|context, found| {
            each(
                context,
                found,
                EVERYTHING,
                Severity::Warning,
                characters::private_use,
            )
        }),
    },
    Rule {
        code: "F22",
        severities: &[Severity::Info],
        forms: FormSet::ALL,
        basis: &[PRINTING],
        summary: "公文中不用表情符号",
        why: "表情符号和不是字符的码位不属于公文。☐ ☑ ★ 等符号不算；字库中没有的由 F16 判断。",
        wrong: "成效显著👍",
        right: "成效显著",
        mend: "删去",
        check: Check::Park(characters::emoji),
    },
];
