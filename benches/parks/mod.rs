//! Different parks, made from the complete sample: the same number gives the
//! same park.
//!
//! Names, people, numbers, words of the texts and both figures differ from park
//! to park, since Typst remembers what it has laid out: measuring one park again
//! and again measures that memory. Every park is free of errors, like the sample.

use std::fmt::Write as _;

use ecopark::input::Files;

const YAML: &str = include_str!("../../samples/湘澜经开区/park.yaml");
const CONTENT: &str = include_str!("../../samples/湘澜经开区/建设内容-1000字.txt");
const INDICATORS: &str = include_str!("../../samples/湘澜经开区/指标完成情况-500字.txt");
const BOUNDARY: &[u8] = include_bytes!("../../samples/湘澜经开区/figs/xl-boundary.png");
const CHAIN: &str = include_str!("../../samples/湘澜经开区/figs/xl-chain.svg");

/// Characters of which names are made.
const NAMES: [&str; 40] = [
    "云", "岚", "溪", "澄", "嘉", "临", "宁", "望", "泽", "清", "平", "安", "兴", "永", "昌", "和",
    "东", "南", "西", "北", "金", "银", "松", "柏", "梅", "兰", "竹", "荷", "鹤", "雁", "龙", "凤",
    "星", "月", "春", "秋", "青", "白", "红", "紫",
];
const SURNAMES: [&str; 12] = [
    "周", "刘", "陈", "王", "李", "张", "赵", "黄", "吴", "徐", "孙", "马",
];

/// Words of one length that stand for each other in a text.
const SYNONYMS: [(&str, &str); 22] = [
    ("推动", "推进"),
    ("围绕", "紧扣"),
    ("依托", "借助"),
    ("明显", "显著"),
    ("逐步", "稳步"),
    ("总体", "整体"),
    ("较为", "比较"),
    ("便利", "便捷"),
    ("引导", "鼓励"),
    ("充足", "充裕"),
    ("有利于", "有助于"),
    ("日益", "愈加"),
    ("持续", "不断"),
    ("以及", "还有"),
    ("统筹", "兼顾"),
    ("优先", "首先"),
    ("配套", "附设"),
    ("加快", "加紧"),
    ("具备", "拥有"),
    ("稳定", "平稳"),
    ("需要", "须要"),
    ("形成", "构成"),
];

/// What a paragraph may say at its end besides: one of each.
const ENDINGS: [[&str; 14]; 2] = [
    [
        "基础", "条件", "进展", "成效", "运行", "管理", "协作", "衔接", "前景", "态势", "秩序",
        "反响", "配合", "积累",
    ],
    [
        "良好", "扎实", "顺畅", "稳固", "有序", "可靠", "充分", "到位", "可观", "向好", "明朗",
        "踏实", "牢固", "平顺",
    ],
];

/// Numbers that stand alone in the sample: they differ in their last digits.
const NUMBERS: [(&str, &str); 20] = [
    ("438.50", "亿元"),
    ("28.40", "平方公里"),
    ("86", "家、省级"),
    ("1430", "毫米"),
    ("95", "公里，"),
    ("150", "兆瓦"),
    ("186", "万平方米"),
    ("21", "项"),
    ("1.2", "亿立方米"),
    ("31", "公里，污水"),
    ("36", "公里，2台"),
    ("80", "米的乔灌草"),
    ("18", "公里"),
    ("381.9", "吨"),
    ("31.6", "吨"),
    ("138.4", "吨"),
    ("559.0", "吨"),
    ("311.0", "吨"),
    ("603.40", "亿元"),
    ("30", "个"),
];

/// Planned investments of the sample's projects, and what was spent, 万元.
const MONEY: [(u64, u64); 5] = [
    (21600, 22140),
    (18500, 17980),
    (9800, 10120),
    (3200, 3150),
    (38400, 38870),
];

/// How many projects the sample has.
pub const PROJECTS: usize = MONEY.len();

/// One park: its data file and what that refers to.
pub struct Park {
    /// The data.
    pub yaml: String,
    /// Texts and figures, by their names in the data.
    pub files: Vec<(&'static str, Vec<u8>)>,
}

impl Files for Park {
    fn read(&self, name: &str) -> Result<Vec<u8>, String> {
        let found = self.files.iter().find(|(known, _)| *known == name);
        found
            .map(|(_, bytes)| bytes.clone())
            .ok_or_else(|| "文件不存在".to_owned())
    }
}

/// The park with this number, with so many projects (at least the sample's).
pub fn park(number: usize, projects: usize) -> Park {
    let mut dice = Dice(number as u64);
    let yaml = with_projects(YAML, projects, &mut dice);
    let mut names = Names::new(number, &mut dice);
    let mut told = |text: &str, dice: &mut Dice| names.put(&words(text, dice));
    let yaml = told(&yaml, &mut dice);
    let content = told(CONTENT, &mut dice).into_bytes();
    let indicators = told(INDICATORS, &mut dice).into_bytes();
    Park {
        yaml,
        files: vec![
            ("建设内容-1000字.txt", content),
            ("指标完成情况-500字.txt", indicators),
            ("figs/xl-boundary.png", boundary(&mut dice)),
            ("figs/xl-chain.svg", chain(&mut dice)),
        ],
    }
}

/// Random numbers that are the same everywhere (SplitMix64).
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, n: usize) -> usize {
        (self.next() % n as u64) as usize
    }

    fn of<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.below(words.len())]
    }
}

/// What is exchanged everywhere: names, people, telephones, numbers.
struct Names(Vec<(String, String)>);

impl Names {
    fn new(number: usize, dice: &mut Dice) -> Self {
        // Two characters from the number itself, so that no two parks share a name.
        let name = |n: usize| format!("{}{}", NAMES[n / 40 % 40], NAMES[n % 40]);
        let person = |dice: &mut Dice| {
            let (surname, first, second) = (dice.of(&SURNAMES), dice.of(&NAMES), dice.of(&NAMES));
            format!("{surname}{first}{second}")
        };
        let mut all = vec![
            ("湘澜".to_owned(), name(number)),
            ("澜溪".to_owned(), name(number * 7 + 601)),
            ("迎宾".to_owned(), name(number * 11 + 1201)),
            ("周启明".to_owned(), person(dice)),
            ("刘思远".to_owned(), person(dice)),
            ("陈晓岚".to_owned(), person(dice)),
            ("XLJKQ".to_owned(), format!("P{number:04}")),
            ("xljkq".to_owned(), format!("p{number:04}")),
        ];
        for phone in ["4000001", "4000018", "4000019", "00000001"] {
            let digits: usize = phone.len() - 1;
            let other = dice.below(10usize.pow(digits as u32));
            all.push((phone.to_owned(), format!("{}{other:0digits$}", &phone[..1])));
        }
        all.extend(NUMBERS.map(|(literal, unit)| {
            let other = jittered(literal, dice);
            (format!("{literal}{unit}"), format!("{other}{unit}"))
        }));
        Self(all)
    }

    fn put(&mut self, text: &str) -> String {
        let mut text = text.to_owned();
        for (old, new) in &self.0 {
            text = text.replace(old, new);
        }
        text
    }
}

/// The number with another last digit.
fn jittered(literal: &str, dice: &mut Dice) -> String {
    let (head, _) = literal.split_at(literal.len() - 1);
    format!("{head}{}", dice.below(10))
}

/// The text with some words exchanged, here the one and there the other. Of a
/// YAML only the long texts, whose lines stand below a `|`.
fn words(text: &str, dice: &mut Dice) -> String {
    let is_yaml = text.contains("格式版本:");
    let mut out = String::with_capacity(text.len());
    let mut block: Option<usize> = (!is_yaml).then_some(0);
    for line in text.split_inclusive('\n') {
        let indent = line.len() - line.trim_start_matches([' ', '-']).len();
        if is_yaml && block.is_some_and(|of| indent <= of && !line.trim().is_empty()) {
            block = None;
        }
        match block {
            Some(_) => {
                exchange(line, dice, &mut out);
                if is_yaml && out.ends_with("。\n") {
                    out.truncate(out.len() - "。\n".len());
                    let [noun, quality] = ENDINGS.map(|words| dice.of(&words));
                    writeln!(out, "，{noun}{quality}。").expect("a String");
                }
            }
            None => out.push_str(line),
        }
        if is_yaml && block.is_none() && line.trim_end().ends_with('|') {
            block = Some(line.len() - line.trim_start().len());
        }
    }
    out
}

fn exchange(line: &str, dice: &mut Dice, out: &mut String) {
    let mut rest = line;
    while let Some(first) = rest.chars().next() {
        let found = SYNONYMS.iter().find_map(|&(one, other)| {
            let is = rest.starts_with(one) || rest.starts_with(other);
            is.then_some([one, other])
        });
        match found {
            Some(words) => {
                out.push_str(dice.of(&words));
                rest = &rest[words[0].len()..];
            }
            None => {
                out.push(first);
                rest = &rest[first.len_utf8()..];
            }
        }
    }
}

/// Other investments, and further projects like the sample's.
fn with_projects(yaml: &str, count: usize, dice: &mut Dice) -> String {
    let (head, rest) = yaml.split_once("支撑项目:\n").expect("in the sample");
    let (projects, tail) = rest.split_once("\n重大调整:").expect("in the sample");
    let models: Vec<&str> = projects.split("  - 编号: ").skip(1).collect();
    let (mut planned, mut spent) = (0, 0);
    let mut list = String::new();
    for at in 0..count.max(PROJECTS) {
        let more = 10 * dice.below(90) as u64;
        let model = at % PROJECTS;
        let (plan, cost) = MONEY[model];
        planned += plan + more;
        spent += cost + more;
        let mut item = models[model]
            .replace(
                &format!("投资金额: {plan}"),
                &format!("投资金额: {}", plan + more),
            )
            .replace(
                &format!("完成投资: {cost}"),
                &format!("完成投资: {}", cost + more),
            )
            .replace(
                &format!("完成投资{cost}"),
                &format!("完成投资{}", cost + more),
            );
        if at >= PROJECTS {
            item = further(&item, model, at);
        }
        writeln!(list, "  - 编号: {}", item.trim_end()).expect("a String");
    }
    let told = |text: &str| {
        let text = text
            .replace("91500", &planned.to_string())
            .replace("92260", &spent.to_string());
        match count > PROJECTS {
            true => text
                .replace("5项支撑项目", &format!("{count}项支撑项目"))
                .replace("5项支撑项目", &format!("{count}项支撑项目")),
            false => text,
        }
    };
    format!("{}支撑项目:\n{list}\n重大调整:{}", told(head), told(tail))
}

/// A project like the sample's with another number and name.
fn further(item: &str, model: usize, at: usize) -> String {
    let item = item.replacen(&format!("X{}", model + 1), &format!("X{}", at + 1), 1);
    let item = item.replacen("项目名称: ", &format!("项目名称: {}号片区", at + 1), 1);
    // Only the sample's own was changed.
    match item.find("    调整情况:") {
        Some(change) => item[..change].to_owned(),
        None => item,
    }
}

/// The map in other colours: its palette is changed where it stands.
fn boundary(dice: &mut Dice) -> Vec<u8> {
    let mut png = BOUNDARY.to_vec();
    let at = png
        .windows(4)
        .position(|name| name == b"PLTE")
        .expect("the sample has a palette");
    let length = u32::from_be_bytes(png[at - 4..at].try_into().expect("four bytes")) as usize;
    let end = at + 4 + length;
    for shade in &mut png[at + 4..end] {
        *shade = shade.saturating_sub(dice.below(12) as u8);
    }
    let sum = crc(&png[at..end]).to_be_bytes();
    png[end..end + 4].copy_from_slice(&sum);
    png
}

/// The sum that guards a PNG's chunk.
fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |sum, &byte| {
        (0..8).fold(sum ^ u32::from(byte), |sum, _| {
            (sum >> 1) ^ (0xEDB8_8320 & 0u32.wrapping_sub(sum & 1))
        })
    })
}

/// The chain in other colours.
fn chain(dice: &mut Dice) -> Vec<u8> {
    let mut svg = CHAIN.to_owned();
    for colour in [
        "#fdf6f0", "#c98a55", "#33434b", "#2f7d4f", "#2a6fb0", "#b4632a", "#7a4aa0",
    ] {
        let other = format!("#{:06x}", dice.below(1 << 24));
        svg = svg.replace(colour, &other);
    }
    svg.into_bytes()
}
