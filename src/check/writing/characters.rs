//! F01, F14–F17, F21, F22: characters that do not belong.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::scope::{
    self, EVERYTHING, Hits, NO_PERSONS, WORDS, WORDS_AND_VALUES, after, before, each, is_wide,
};
use crate::check::{Check, Context, Found, Needs, Rule};
use crate::finding::Severity::{Error, Info, Warning};
use crate::finding::{Fix, Severity, basis};
use crate::form::FormSet;
use crate::park::legacy;

pub(super) const F01: Rule = Rule {
    code: "F01",
    severities: &[Warning],
    forms: FormSet::ALL,
    basis: &[basis::GBT_15835],
    summary: "全角数字和字母应为半角",
    why: "公文中的阿拉伯数字和拉丁字母用半角。全角数字占一个汉字的宽度，表格对不齐，也查找不到。电话、邮编由各自的规则判断；Ⅲ、① 这类字符不算。",
    wrong: "２０２６年",
    right: "2026年",
    mend: "改为半角；`ecopark fix` 可以代劳",
    needs: Needs::Nothing,
    check: Check::Park(|context, found| {
        each(context, found, WORDS_AND_VALUES, Warning, full_width)
    }),
};

/// Full-width digits and Latin letters.
fn full_width(text: &str, hits: &mut Hits) {
    let letter = |c: char| matches!(c, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ');
    // A point or percent sign belongs to the number that it stands in.
    let inner = |c: char| letter(c) || matches!(c, '．' | '％');
    let mut at = 0;
    while let Some(found) = text[at..].find(letter) {
        let start = at + found;
        let rest = &text[start..];
        let run = &rest[..rest.len() - rest.trim_start_matches(inner).len()];
        let run = run.trim_end_matches('．');
        at = start + run.len();
        let half: String = run.chars().map(half_width).collect();
        hits.at(start..at, format!("全角「{run}」应改为半角「{half}」"))
            .fix(Fix::safe(start..at, half));
    }
}

fn half_width(c: char) -> char {
    match c {
        '！'..='～' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}

/// What a text read in the wrong encoding leaves, and what to say of it.
const TRACES: [(&str, &str); 11] = [
    ("\u{FFFD}", "乱码 U+FFFD，原文已丢失"),
    ("锟斤拷", "乱码「锟斤拷」，原文已丢失"),
    ("烫烫烫", "乱码「烫烫烫」，原文已丢失"),
    ("屯屯屯", "乱码「屯屯屯」，原文已丢失"),
    ("ï»¿", "乱码「ï»¿」，是编码标记的残留"),
    ("â€", "乱码「â€」，是标点按错误编码读出的"),
    ("&amp;", "网页代码「&amp;」应为「&」"),
    ("&lt;", "网页代码「&lt;」应为「<」"),
    ("&gt;", "网页代码「&gt;」应为「>」"),
    ("&nbsp;", "网页代码「&nbsp;」应为空格或删去"),
    ("&quot;", "网页代码「&quot;」应为引号"),
];

pub(super) const F15: Rule = Rule {
    code: "F15",
    severities: &[Error],
    forms: FormSet::ALL,
    basis: &[basis::GB_18030],
    summary: "文字中不应有乱码",
    why: "U+FFFD、锟斤拷、烫烫烫、`&amp;`、`\\u4e2d` 都说明文字在转换中损坏，印出来就是错字。人名中丢失的字由 B21 判断。",
    wrong: "园区\u{FFFD}成立于1994年",
    right: "园区成立于1994年",
    mend: "从原文件重新录入损坏的字",
    needs: Needs::Nothing,
    check: Check::Park(|context, found| each(context, found, NO_PERSONS, Error, mojibake)),
};

/// Traces of a text read in the wrong encoding.
fn mojibake(text: &str, hits: &mut Hits) {
    const LOST: &str = "在原文件中找到这里的字重新录入，并以 UTF-8 编码保存";
    static FINDER: LazyLock<AhoCorasick> = LazyLock::new(|| {
        AhoCorasick::new(TRACES.map(|(trace, _)| trace)).expect("few and short words")
    });
    for trace in FINDER.find_iter(text) {
        let (_, message) = TRACES[trace.pattern().as_usize()];
        hits.at(trace.range(), message).hint(LOST);
    }
    for (at, _) in text.match_indices("\\u") {
        let digits = text.as_bytes().get(at + 2..at + 6);
        if digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit)) {
            let code = &text[at..at + 6];
            hits.at(at..at + 6, format!("字符代码「{code}」没有转成文字"))
                .hint(LOST);
        }
    }
}

pub(super) const F16: Rule = Rule {
    code: "F16",
    severities: &[Error],
    forms: FormSet::ALL,
    basis: &[basis::PRINTING, basis::GB_18030],
    summary: "印刷字库应有每个字",
    why: "字库里没有的字印出来是空框，表格会被退回。字库含 GB 18030-2022 全部汉字，没有的多是误录的符号或组字；每个字在一段文字中只报一次。",
    wrong: "联系人：🀄",
    right: "联系人：钟",
    mend: "核对该字，换用规范字形",
    needs: Needs::Glyphs,
    check: Check::Park(no_glyph),
};

/// Characters that no font of the PDF has, each once in a text.
fn no_glyph(context: &Context, found: &mut Found) {
    let Some(has_glyph) = context.glyphs else {
        return;
    };
    scope::each(
        context,
        found,
        scope::PRINTED,
        Severity::Error,
        |text, hits| {
            let mut seen = Vec::new();
            for (at, c) in text.char_indices() {
                let judged_elsewhere = c.is_control()
                    || c == '\u{FFFD}'
                    || invisible(c).is_some()
                    || legacy::modern(c).is_some();
                if c.is_ascii() || judged_elsewhere || seen.contains(&c) || has_glyph(c) {
                    continue;
                }
                seen.push(c);
                hits.at(
                    at..at + c.len_utf8(),
                    format!("字库中没有「{c}」（U+{:04X}），无法印出", c as u32),
                )
                .hint("核对是否误录；确是此字的，换用字库中有的规范字形");
            }
        },
    );
}

pub(super) const F17: Rule = Rule {
    code: "F17",
    severities: &[Warning],
    forms: FormSet::ALL,
    basis: &[basis::PRINTING],
    summary: "文字中不应有看不见的字符",
    why: "零宽空格、不间断空格、软连字符、文字方向控制符从网页或聊天软件带入，使查找、比对和字数出错。生成表格时会去掉，但数据文件里仍在。",
    wrong: "园\u{200B}区",
    right: "园区",
    mend: "删去；`ecopark fix` 可以代劳",
    needs: Needs::Nothing,
    check: Check::Park(|context, found| each(context, found, EVERYTHING, Warning, unseen)),
};

/// Characters that cannot be seen.
fn unseen(text: &str, hits: &mut Hits) {
    if text.is_ascii() {
        return;
    }
    for (at, c) in text.char_indices() {
        let Some(name) = invisible(c) else { continue };
        let end = at + c.len_utf8();
        let joins_emoji = c == '\u{200D}' && before(text, at).is_some_and(is_emoji);
        if joins_emoji {
            continue;
        }
        let apart = before(text, at).is_some_and(is_wide) || after(text, end).is_none_or(is_wide);
        let instead = if c == '\u{A0}' && !apart { " " } else { "" };
        hits.at(
            at..end,
            format!("含看不见的字符 U+{:04X}（{name}）", c as u32),
        )
        .hint("删去；多为从网页、PDF 或聊天软件复制时带入")
        .fix(Fix::safe(at..end, instead));
    }
}

/// What an invisible character is called.
fn invisible(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{A0}' => "不间断空格",
        '\u{AD}' => "软连字符",
        '\u{200B}' => "零宽空格",
        '\u{200C}' | '\u{200D}' => "零宽连接符",
        '\u{2060}' => "零宽不换行符",
        '\u{FEFF}' => "字节顺序标记",
        '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => {
            "文字方向控制符"
        }
        _ => return None,
    })
}

pub(super) const F21: Rule = Rule {
    code: "F21",
    severities: &[Warning],
    forms: FormSet::ALL,
    basis: &[basis::GB_18030],
    summary: "不应使用私用区字符",
    why: "旧 GBK 软件把䶮等字存在私用区（U+E863），换一台电脑就成空框。105 个旧码位有对应的正式字符，生成时按正式字符印；其余私用字符无从判断是什么字。",
    wrong: "王\u{E863}",
    right: "王䶮",
    mend: "改为正式字符；有对应字的 `ecopark fix` 可以代劳",
    needs: Needs::Nothing,
    check: Check::Park(|context, found| each(context, found, EVERYTHING, Warning, private_use)),
};

/// Private-use characters.
fn private_use(text: &str, hits: &mut Hits) {
    if text.is_ascii() {
        return;
    }
    for (at, c) in text.char_indices() {
        if !matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFD}') {
            continue;
        }
        let range = at..at + c.len_utf8();
        let code = format!("U+{:04X}", c as u32);
        match legacy::modern(c) {
            Some(modern) => hits
                .at(
                    range.clone(),
                    format!(
                        "旧编码的私用字符 {code} 应为「{modern}」（U+{:04X}）",
                        modern as u32
                    ),
                )
                .fix(Fix::safe(range, modern)),
            None => hits
                .at(range, format!("私用字符 {code} 在别的电脑上显示不出"))
                .hint("查明原字，改用 Unicode 已收的字"),
        };
    }
}

pub(super) const F22: Rule = Rule {
    code: "F22",
    severities: &[Info],
    forms: FormSet::ALL,
    basis: &[basis::PRINTING],
    summary: "公文中不用表情符号",
    why: "表情符号和不是字符的码位不属于公文。☐ ☑ ★ 等符号不算；字库中没有的由 F16 判断。",
    wrong: "成效显著👍",
    right: "成效显著",
    mend: "删去",
    needs: Needs::Nothing,
    check: Check::Park(emoji),
};

/// Emoji and code points that are no characters.
fn emoji(context: &Context, found: &mut Found) {
    let has_glyph = context.glyphs.unwrap_or(|_| true);
    scope::each(
        context,
        found,
        scope::PRINTED,
        Severity::Info,
        |text, hits| {
            if text.is_ascii() {
                return;
            }
            for (at, c) in text.char_indices() {
                let range = at..at + c.len_utf8();
                if !has_glyph(c) {
                    continue;
                } else if is_emoji(c) {
                    hits.at(range, format!("公文中不用表情符号「{c}」"))
                        .hint("删去");
                } else if is_unassigned(c) {
                    hits.at(range, format!("U+{:04X} 不是字符", c as u32))
                        .hint("删去");
                }
            }
        },
    );
}

fn is_emoji(c: char) -> bool {
    matches!(c as u32, 0x1F000..=0x1F0FF | 0x1F1E6..=0x1F1FF | 0x1F300..=0x1FAFF)
}

/// Noncharacters, and planes where nothing is.
fn is_unassigned(c: char) -> bool {
    let code = c as u32;
    matches!(code, 0xFDD0..=0xFDEF | 0x40000..=0xDFFFF) || code & 0xFFFE == 0xFFFE
}

pub(super) const F14: Rule = Rule {
    code: "F14",
    severities: &[Info],
    forms: FormSet::ALL,
    basis: &[basis::SCRIPT_LIST],
    summary: "应使用规范汉字",
    why: "公文使用规范汉字。只认在简体文字中没有自己用法的繁体字；乾、於、徵、藉等仍是规范字，不算；人名不判断。",
    wrong: "園區建設",
    right: "园区建设",
    mend: "改为简化字",
    needs: Needs::Nothing,
    check: Check::Park(|context, found| each(context, found, WORDS, Info, traditional)),
};

/// Traditional characters.
fn traditional(text: &str, hits: &mut Hits) {
    if text.is_ascii() {
        return;
    }
    let mut at = 0;
    while let Some(found) = text[at..].find(|c| simplified(c).is_some()) {
        let start = at + found;
        let run: String = text[start..]
            .chars()
            .take_while(|&c| simplified(c).is_some())
            .collect();
        at = start + run.len();
        let plain: String = run.chars().filter_map(simplified).collect();
        hits.at(start..at, format!("繁体「{run}」应写作「{plain}」"))
            .fix(Fix::bold(start..at, plain));
    }
}

/// The simplified form of a traditional character that has no use of its own in
/// simplified text (乾, 於, 徵, 藉 and the like have).
fn simplified(c: char) -> Option<char> {
    // Every character of a text is asked for, so the table is one of places.
    static TABLE: LazyLock<Vec<char>> = LazyLock::new(|| {
        let mut table = vec!['\0'; (LAST - FIRST) as usize + 1];
        let mut chars = TRADITIONAL.chars();
        while let (Some(traditional), Some(plain)) = (chars.next(), chars.next()) {
            table[(traditional as u32 - FIRST) as usize] = plain;
        }
        table
    });
    const FIRST: u32 = 0x4E00;
    const LAST: u32 = 0x9FFF;
    let place = (c as u32).checked_sub(FIRST)?;
    let plain = *TABLE.get(place as usize)?;
    (plain != '\0').then_some(plain)
}

/// Traditional characters, each followed by its simplified form.
const TRADITIONAL: &str = "\
    萬万與与業业叢丛東东絲丝兩两嚴严喪丧個个豐丰臨临為为爲为麗丽舉举義义烏乌樂乐喬乔習习鄉乡書书買买亂乱爭争虧亏雲云\
    亞亚產产産产畝亩親亲億亿僅仅從从侖仑倉仓儀仪們们價价眾众優优會会傘伞偉伟傳传傷伤倫伦偽伪僞伪體体餘余傭佣俠侠侶侣\
    僥侥偵侦側侧僑侨儈侩儲储兒儿黨党蘭兰關关興兴養养獸兽內内岡冈冊册寫写軍军農农馮冯衝冲決决況况凍冻淨净涼凉減减湊凑\
    凜凛幾几鳳凤憑凭凱凯擊击鑿凿劃划劉刘則则剛刚創创刪删別别劑剂劍剑劇剧勸劝辦办務务動动勵励勁劲勞劳勢势勳勋勻匀匯汇\
    區区醫医華华協协單单賣卖盧卢衛卫卻却廠厂廳厅曆历歷历厲厉壓压厭厌廁厕廂厢縣县參参雙双發发變变疊叠葉叶號号嘆叹籲吁\
    嚇吓呂吕嗎吗啟启啓启吳吴員员嘔呕響响啞哑喲哟嘩哗噴喷團团園园圍围國国圖图圓圆聖圣場场壞坏塊块堅坚壇坛壩坝墳坟墜坠\
    壟垄墾垦墊垫塹堑牆墙壯壮聲声殼壳壺壶處处備备復复夠够頭头誇夸夾夹奪夺奮奋獎奖妝妆婦妇媽妈嬌娇娛娱嬰婴孫孙學学寧宁\
    寶宝實实寵宠審审憲宪宮宫寬宽賓宾寢寝對对尋寻導导壽寿將将爾尔塵尘嘗尝堯尧屍尸盡尽層层屬属屜屉嶼屿歲岁豈岂嶇岖崗岗\
    島岛嶺岭峽峡嶄崭巖岩鞏巩幣币帥帅師师帳帐簾帘幟帜帶带幫帮幹干並并廣广慶庆廬庐庫库應应廟庙龐庞廢废開开異异棄弃張张\
    彌弥彎弯彈弹強强歸归當当錄录彥彦徹彻徑径禦御憶忆懺忏憂忧懷怀態态憐怜總总戀恋懇恳惡恶悶闷驚惊懼惧慘惨懲惩慣惯憤愤\
    願愿懶懒戲戏戰战戶户紮扎撲扑執执擴扩掃扫揚扬擾扰撫抚拋抛摳抠掄抡搶抢護护報报擔担擬拟攏拢揀拣擁拥攔拦擰拧撥拨擇择\
    掛挂摯挚撓挠擋挡掙挣擠挤揮挥挾挟損损撿捡換换據据擄掳摑掴擲掷撣掸摻掺攬揽攙搀擱搁摟搂攪搅攜携攝摄擺摆搖摇攤摊撐撑\
    敵敌斂敛數数齋斋鬥斗斬斩斷断無无舊旧時时曠旷晝昼顯显晉晋曬晒曉晓暈晕暫暂術术樸朴機机殺杀雜杂權权條条來来楊杨極极\
    構构樞枢棗枣櫃柜檸柠標标棧栈棟栋欄栏樹树樣样檔档橋桥樺桦檢检樓楼橫横歡欢歐欧殘残毆殴毀毁畢毕斃毙氈毡氣气氫氢滙汇\
    漢汉湯汤溝沟沒没瀝沥淪沦滄沧滬沪瀘泸濘泞淚泪瀉泻潑泼澤泽潔洁灑洒窪洼淺浅漿浆澆浇濁浊測测濟济瀏浏渾浑滸浒濃浓塗涂\
    濤涛渦涡渙涣滌涤潤润澗涧漲涨澀涩澱淀淵渊漸渐漁渔滲渗溫温灣湾濕湿潰溃濺溅滯滞滿满濾滤濫滥濱滨灘滩瀟潇濰潍潛潜瀾澜\
    滅灭燈灯靈灵災灾爐炉點点煉炼爍烁爛烂煩烦燒烧燭烛煙烟燴烩燙烫熱热煥焕愛爱牽牵犧牺狀状猶犹獅狮獨独獄狱獵猎豬猪貓猫\
    獻献環环現现瑪玛璽玺瓊琼電电畫画暢畅疇畴瘋疯療疗瘡疮痙痉癢痒癥症皺皱盞盏鹽盐監监蓋盖盜盗盤盘睏困矚瞩矯矫礬矾礦矿\
    碼码磚砖礎础碩硕確确礙碍禮礼禍祸禪禅離离禿秃種种積积稱称穩稳穀谷窮穷竊窃竅窍窯窑竄窜窩窝豎竖競竞筆笔筍笋築筑篩筛\
    簽签簡简籌筹籃篮籠笼類类糧粮緊紧縶絷糾纠紅红約约級级紀纪緯纬純纯紗纱綱纲納纳縱纵綸纶紛纷紙纸紋纹紡纺紐纽線线組组\
    紳绅細细織织終终絆绊紹绍繹绎經经結结繞绕繪绘給给絡络絕绝絞绞統统絹绢繼继績绩緒绪續续維维綿绵綜综綻绽綠绿緣缘編编\
    緩缓締缔縮缩繳缴緻致縫缝纖纤繡绣纜缆罷罢羅罗罰罚聯联聰聪肅肃腸肠膚肤腫肿脹胀脅胁膽胆勝胜脈脉臟脏腦脑膠胶脫脱臉脸\
    臘腊騰腾臺台艦舰艙舱艱艰藝艺節节蘆芦蕪芜葦苇蒼苍蘇苏蘋苹範范莖茎薦荐蕩荡榮荣熒荧陰阴陽阳階阶際际隊队隨随險险隱隐\
    隸隶難难雞鸡霧雾靜静韌韧韓韩頂顶項项順顺須须頑顽顧顾頓顿預预領领頗颇頻频題题額额顏颜風风飛飞飯饭飲饮飾饰飽饱館馆\
    餵喂馬马駐驻駛驶駕驾騎骑驗验驅驱驟骤魚鱼鮮鲜鳥鸟鴻鸿鵬鹏麥麦黃黄齊齐齒齿龍龙龜龟藥药虛虚蟲虫蠟蜡補补裝装製制複复\
    見见規规視视覽览覺觉觀观觸触計计訂订認认討讨讓让訓训議议記记講讲許许論论設设訪访證证評评識识詐诈訴诉診诊詞词譯译\
    試试詩诗誠诚話话誕诞詢询該该詳详語语誤误說说説说請请諸诸諾诺讀读課课誰谁調调談谈謀谋諮咨謝谢謠谣謹谨譜谱貝贝負负\
    財财責责賢贤敗败貨货質质販贩貪贪貧贫購购貫贯貯贮貴贵貸贷貿贸費费賀贺賊贼賃赁資资賦赋賞赏賠赔賴赖贈赠贊赞趕赶趙赵\
    跡迹踐践躍跃車车軌轨軟软轉转輪轮載载較较輔辅輛辆輸输轄辖轟轰辭辞邊边遼辽達达遷迁過过運运還还這这進进遠远違违連连\
    遲迟適适選选遞递邏逻遺遗鄧邓鄭郑鄰邻醬酱釀酿釋释鑒鉴針针釘钉鈉钠鈣钙鈍钝鋼钢鋁铝銅铜鐵铁銀银銷销鋅锌錳锰鍋锅鎮镇\
    鏡镜鏈链錢钱鍵键鐘钟鑽钻長长門门閃闪閉闭問问間间閣阁閥阀閱阅闊阔陸陆陳陈陣阵陝陕隴陇";

#[cfg(test)]
mod tests {
    use super::super::scope::tests::{case, findings, fine, of_prose};
    use super::*;
    use crate::check::testing::park;

    #[test]
    fn full_width_letters() {
        case(
            "F01",
            "２０２６年，ＰＭ",
            &["２０２６", "ＰＭ"],
            "2026年，PM",
        );
        case("F01", "１２．５％。", &["１２．５％"], "12.5%。");
        fine("F01", "2026年，Ⅲ类，①，（一）");
        let phone = findings(
            "F01",
            "园区管理机构情况.法定代表人（或主要负责人）.电话",
            "０４７９",
        );
        assert!(phone.is_empty(), "B18 takes it");
    }

    #[test]
    fn lost_texts() {
        case("F15", "园区\u{FFFD}成", &["\u{FFFD}"], "园区\u{FFFD}成");
        case(
            "F15",
            "锟斤拷，A&amp;B，\\u4e2d",
            &["锟斤拷", "&amp;", "\\u4e2d"],
            "锟斤拷，A&amp;B，\\u4e2d",
        );
        fine("F15", "R&D投入，屯田，烫金，\\user，\\u4e");
        for (trace, message) in TRACES {
            let found = of_prose("F15", &format!("园{trace}区"));
            assert_eq!(found.len(), 1, "{trace}");
            assert_eq!(found[0].message, message);
        }
    }

    #[test]
    fn invisible_characters() {
        case("F17", "园\u{200B}区", &["\u{200B}"], "园区");
        case(
            "F17",
            "A\u{A0}B，\u{A0}园",
            &["\u{A0}", "\u{A0}"],
            "A B，园",
        );
        fine("F17", "园区葛\u{E0100}，👩\u{200D}🔬");
        case("F17", "园\u{A0}B", &["\u{A0}"], "园B");
        for (c, name) in [
            ('\u{AD}', "软连字符"),
            ('\u{200C}', "零宽连接符"),
            ('\u{200D}', "零宽连接符"),
            ('\u{2060}', "零宽不换行符"),
            ('\u{FEFF}', "字节顺序标记"),
            ('\u{200E}', "文字方向控制符"),
            ('\u{202A}', "文字方向控制符"),
            ('\u{2069}', "文字方向控制符"),
        ] {
            let found = of_prose("F17", &format!("园{c}区"));
            assert!(found[0].message.contains(name), "{}", found[0].message);
        }
    }

    #[test]
    fn characters_without_a_glyph() {
        let without = |text: &str| {
            park("{}")
                .text("实施方案.总体框架", text)
                .options(|options| options.glyphs = Some(|_| false))
                .found("F16")
                .len()
        };
        assert_eq!(without("𠀀A𠀁𠀀"), 2);
        for elsewhere in ["\u{FFFD}", "\u{200B}", "\u{E863}", "\u{7}"] {
            assert_eq!(without(elsewhere), 0, "{elsewhere:?}");
        }
    }

    #[test]
    fn private_characters() {
        case("F21", "王\u{E863}", &["\u{E863}"], "王䶮");
        case("F21", "王\u{E000}", &["\u{E000}"], "王\u{E000}");
        case("F21", "王\u{F0000}", &["\u{F0000}"], "王\u{F0000}");
        fine("F21", "王䶮𬭼");
    }

    #[test]
    fn pictures() {
        assert_eq!(of_prose("F22", "很好👍，☑是").len(), 1);
        assert_eq!(of_prose("F22", "🀄🇨🤖").len(), 3);
        assert_eq!(of_prose("F22", "园\u{FDD0}区\u{1FFFE}").len(), 2);
        assert!(
            of_prose("F16", "𠀀").is_empty(),
            "nothing is known of fonts"
        );
    }

    #[test]
    fn traditional_characters() {
        case("F14", "園區建設完成", &["園區", "設"], "园区建设完成");
        fine(
            "F14",
            "乾坤，於先生，宫商角徵羽，繁荣，慰藉，瞭望，着，著作，饮用，丰富，后来",
        );
        for (traditional, plain) in TRADITIONAL
            .chars()
            .zip(TRADITIONAL.chars().skip(1))
            .step_by(2)
        {
            let own = traditional == plain || simplified(plain).is_some();
            assert!(!own, "{traditional}{plain}");
        }
    }
}
