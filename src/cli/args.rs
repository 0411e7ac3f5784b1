//! The command line: definitions only.
//!
//! Doc comments in this file are the text of `--help`, so they are Chinese.
//! Notes to ourselves are `//` comments.

use std::path::PathBuf;

use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};

use ecopark::PageRange;
use ecopark::batch::Naming;
use ecopark::form::FormId;
use ecopark::input::overlay::Overlay;

// How `--help` of the program is laid out.
const TEMPLATE: &str = "\
{about}

用法：{usage}

命令：
{subcommands}

选项：
{options}{after-help}";

// How `--help` of a command is laid out.
const COMMAND_TEMPLATE: &str = "{about}\n\n用法：{usage}\n\n{all-args}{after-help}";

/// 由一份 YAML 生成生态工业园区的四个附件（PDF 与 DOCX），并按管理办法校验
#[derive(Debug, Parser)]
#[command(
    name = "ecopark",
    version,
    help_template = TEMPLATE,
    disable_help_subcommand = true,
    disable_help_flag = true,
    disable_version_flag = true,
    subcommand_value_name = "命令",
    arg_required_else_help = true,
    after_help = "\n例：\n  ecopark build 园区.yaml --out 输出      生成数据中写有的各个附件\n  ecopark check 园区.yaml                 只校验，不生成\n  ecopark <命令> --help                   查看命令的用法"
)]
pub struct Cli {
    /// 要做的事
    #[command(subcommand)]
    pub command: Option<Command>,

    /// 打印本程序及所带字体的许可
    #[arg(long)]
    pub licenses: bool,

    /// 打印帮助
    #[arg(short, long, action = ArgAction::Help, global = true, help_heading = "其他")]
    help: Option<bool>,

    /// 打印版本
    #[arg(short = 'V', long, action = ArgAction::Version)]
    version: Option<bool>,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// 校验数据并生成附件（PDF、DOCX）
    #[command(help_template = COMMAND_TEMPLATE)]
    Build(BuildArgs),
    /// 只校验，列出全部检查结果
    #[command(help_template = COMMAND_TEMPLATE)]
    Check(CheckArgs),
    /// 列出各附件文字和数据中的数字：说的是什么、哪一年、在哪里
    #[command(help_template = COMMAND_TEMPLATE)]
    Facts(FactsArgs),
    /// 修正能够安全修正的写法，其余字节原样保留
    #[command(help_template = COMMAND_TEMPLATE)]
    Fix(FixArgs),
    /// 把填好的 DOCX 读回为 YAML
    #[command(help_template = COMMAND_TEMPLATE)]
    Read(ReadArgs),
    /// 列出两份数据文件或表格之间改了什么（可作修改说明）
    #[command(help_template = COMMAND_TEMPLATE)]
    Diff(DiffArgs),
    /// 新建一个园区的数据文件（带注释的空白模板）
    #[command(help_template = COMMAND_TEMPLATE)]
    New(NewArgs),
    /// 列出还要向各部门要的数据，按部门、年份，已有的填好
    #[command(help_template = COMMAND_TEMPLATE)]
    Checklist(ChecklistArgs),
    /// 打印数据的 JSON Schema，供编辑器提示和补全
    #[command(help_template = COMMAND_TEMPLATE)]
    Schema,
    /// 列出检查规则：代码、级别、附件、依据、内容
    #[command(help_template = COMMAND_TEMPLATE)]
    Rules(RulesArgs),
    /// 说明一条规则：为什么查、依据原文、正误示例、怎样改
    #[command(help_template = COMMAND_TEMPLATE)]
    Explain(ExplainArgs),
    /// 核对已生成的文件：过期、有人改动、缺失、外来
    #[command(help_template = COMMAND_TEMPLATE)]
    Verify(VerifyArgs),
    /// 采集表：新建空表、由数据导出、把填好的表转成数据
    #[command(help_template = TEMPLATE, subcommand_value_name = "命令", disable_help_subcommand = true, arg_required_else_help = true)]
    Sheet(SheetArgs),
    /// 按管理办法推算各园区的期限
    #[command(help_template = COMMAND_TEMPLATE)]
    Timeline(TimelineArgs),
    /// 保存数据后自动重新生成，并显示问题和用时
    #[command(help_template = COMMAND_TEMPLATE)]
    Watch(BuildArgs),
}

#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub struct VerifyArgs {
    /// 输出文件夹，或其中的文件
    #[arg(value_name = "路径", help_heading = "参数", required = true)]
    pub paths: Vec<PathBuf>,

    /// 生成时用的自备模板所在文件夹
    #[arg(long, value_name = "文件夹")]
    pub forms: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct SheetArgs {
    #[command(subcommand)]
    pub command: SheetCommand,
}

#[derive(Debug, Subcommand)]
pub enum SheetCommand {
    /// 新建一个空的采集表（.xlsx）
    #[command(help_template = COMMAND_TEMPLATE)]
    New(SheetNewArgs),
    /// 把园区数据导出到采集表
    #[command(help_template = COMMAND_TEMPLATE)]
    Export(SheetExportArgs),
    /// 把填好的采集表或 CSV 转成数据文件，已有的只改动填写了的内容
    #[command(help_template = COMMAND_TEMPLATE)]
    Import(SheetImportArgs),
}

#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub struct SheetNewArgs {
    /// 要新建的文件，如 采集表.xlsx
    #[arg(value_name = "文件", help_heading = "参数")]
    pub file: PathBuf,

    /// 用途：filing 为一行一个园区的备案表数据，all 为一个园区的全部数据（默认）
    #[arg(long = "for", value_enum, value_name = "用途", default_value_t = Purpose::All, hide_default_value = true, hide_possible_values = true)]
    pub purpose: Purpose,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub struct SheetExportArgs {
    /// YAML 文件，或存放 YAML 的文件夹（含下级文件夹）
    #[arg(value_name = "路径", help_heading = "参数", required = true)]
    pub paths: Vec<PathBuf>,

    /// 写成的文件；导出全部数据且有多个园区时为文件夹，一个园区一个文件
    #[arg(
        short,
        long,
        value_name = "文件",
        default_value = "采集表.xlsx",
        hide_default_value = true
    )]
    pub out: PathBuf,

    /// 用途：filing 为一行一个园区的备案表数据，all 为一个园区的全部数据（默认）
    #[arg(long = "for", value_enum, value_name = "用途", default_value_t = Purpose::All, hide_default_value = true, hide_possible_values = true)]
    pub purpose: Purpose,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub struct SheetImportArgs {
    /// 填好的 .xlsx、.xls 或 .csv
    #[arg(value_name = "文件", help_heading = "参数", required = true)]
    pub files: Vec<PathBuf>,

    /// 存放数据的文件夹；已有同一园区的数据时改动它，否则新建
    #[arg(short, long, value_name = "文件夹")]
    pub out: PathBuf,

    /// 只列出问题，不写文件
    #[arg(long)]
    pub dry_run: bool,

    /// 只列出错误和合计
    #[arg(short, long)]
    pub quiet: bool,

    #[command(flatten)]
    pub rules: RuleArgs,
}

/// 采集表的用途
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Purpose {
    Filing,
    All,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub struct TimelineArgs {
    /// YAML 文件，或存放 YAML 的文件夹（含下级文件夹）
    #[arg(value_name = "路径", help_heading = "参数", required = true)]
    pub paths: Vec<PathBuf>,

    /// 从哪一天算起（如 2026-11-20，或 now）；不写则只按日期排列
    #[arg(long, value_name = "日期", value_parser = today)]
    pub today: Option<jiff::civil::Date>,

    /// 结果的格式：text、csv
    #[arg(long, value_enum, value_name = "格式", default_value_t = TimelineFormat::Text, hide_default_value = true, hide_possible_values = true)]
    pub format: TimelineFormat,

    /// 打印成日历（iCalendar），可导入手机和邮箱的日历
    #[arg(long)]
    pub ics: bool,
}

/// 期限的格式
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum TimelineFormat {
    Text,
    Csv,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub struct BuildArgs {
    /// YAML 文件，或存放 YAML 的文件夹（含下级文件夹）；- 为标准输入
    #[arg(
        value_name = "路径",
        help_heading = "参数",
        required_unless_present = "blank"
    )]
    pub paths: Vec<PathBuf>,

    /// 输出文件夹；- 为标准输出，只用于一个附件的一种格式
    #[arg(
        long,
        value_name = "文件夹",
        default_value = "out",
        hide_default_value = true
    )]
    pub out: PathBuf,

    /// 输出格式，用逗号分隔：pdf、docx，以及逐页的图 png、svg；不写则为 pdf,docx
    #[arg(
        long,
        value_name = "pdf,docx",
        value_enum,
        value_delimiter = ',',
        default_values_t = [Format::Pdf, Format::Docx],
        hide_default_value = true,
        hide_possible_values = true
    )]
    pub format: Vec<Format>,

    /// png、svg 只要这些页，如 2 或 1-3
    #[arg(long, value_name = "页码", value_parser = pages)]
    pub pages: Option<PageRange>,

    /// png 每英寸的点数，20 至 600
    #[arg(long, value_name = "点数", default_value_t = 150, hide_default_value = true, value_parser = clap::value_parser!(u16).range(20..=600))]
    pub dpi: u16,

    /// 有错误也生成草稿：空处可填写，空白章节印出指引，页脚标明草稿
    #[arg(long)]
    pub draft: bool,

    /// 草稿的空处写什么：all（填写要求和撰写要点，默认）、law（只写填写要求）、off（不写）
    #[arg(long, value_enum, value_name = "提示", default_value_t = HintLevel::All, hide_default_value = true, hide_possible_values = true)]
    pub hints: HintLevel,

    /// 草稿的 DOCX 把每处问题写成批注，放在问题所在的地方；读回时不算改动
    #[arg(long, requires = "draft")]
    pub comments: bool,

    /// 生成官方空白表格和提纲，不需要数据
    #[arg(long, conflicts_with = "draft")]
    pub blank: bool,

    /// 自备的表单模板（.typ）所在文件夹，替换内置的同名模板
    #[arg(long, value_name = "文件夹")]
    pub forms: Option<PathBuf>,

    /// 保留数据所在的下级文件夹（如各市）
    #[arg(long)]
    pub keep_tree: bool,

    /// 覆盖有人改过的文件
    #[arg(long)]
    pub force: bool,

    /// 删除以前生成、现在不再需要的文件（有人改过的除外）
    #[arg(long)]
    pub prune: bool,

    /// 每个园区另打一个压缩包：各附件、材料清单（要求的有哪些、缺哪些）和 --evidence 的材料及目录
    #[arg(long, conflicts_with = "blank")]
    pub zip: bool,

    /// 附件的文件名，如 "{园区代码}_{附件}_{园区简称}_{日期}"；另有 {园区名称}
    #[arg(long, value_name = "样式", value_parser = Naming::parse, conflicts_with = "blank")]
    pub name: Option<Naming>,

    /// 只生成第几份，如 3/8：全部园区都校验，只生成其中的八分之一
    #[arg(long, value_name = "第几份/共几份", value_parser = shard, conflicts_with_all = ["prune", "blank"])]
    pub shard: Option<(usize, usize)>,

    /// 同时生成几份；不写则与处理器核数相同
    #[arg(short, long, value_name = "份数", value_parser = jobs)]
    pub jobs: Option<usize>,

    /// 不显示进度和提示
    #[arg(short, long)]
    pub quiet: bool,

    #[command(flatten)]
    pub rules: RuleArgs,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub struct CheckArgs {
    /// YAML 文件，或存放 YAML 的文件夹（含下级文件夹）；- 为标准输入
    #[arg(value_name = "路径", help_heading = "参数", required = true)]
    pub paths: Vec<PathBuf>,

    /// 结果的格式：text、json、sarif、markdown、csv
    #[arg(long, value_enum, value_name = "格式", default_value_t = Show::Text, hide_default_value = true, hide_possible_values = true)]
    pub format: Show,

    /// 只检查这些规则或组，如 L,S,T04
    #[arg(long, value_name = "规则", value_delimiter = ',')]
    pub select: Vec<String>,

    /// 只列出错误和合计
    #[arg(short, long)]
    pub quiet: bool,

    /// 逐条列出：没有填写的各栏、同样的问题都不合并
    #[arg(long)]
    pub all: bool,

    /// 连同版面一并检查：排出各页，测量有无出格、分页等问题（较慢）
    #[arg(long)]
    pub layout: bool,

    #[command(flatten)]
    pub rules: RuleArgs,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub struct FactsArgs {
    /// YAML 文件，或存放 YAML 的文件夹（含下级文件夹）
    #[arg(value_name = "路径", help_heading = "参数", required = true)]
    pub paths: Vec<PathBuf>,

    /// 列出的格式：text、csv、json
    #[arg(long, value_enum, value_name = "格式", default_value_t = ShowFacts::Text, hide_default_value = true, hide_possible_values = true)]
    pub format: ShowFacts,
}

// What build, check and fix share: how the rules are applied.
#[derive(Debug, Args)]
pub struct RuleArgs {
    /// 附件，可重复：1–4、附件2、备案表、filing 等；不写则为数据中写有的各个附件
    #[arg(long, value_name = "附件", value_parser = form, value_delimiter = ',')]
    pub form: Vec<FormId>,

    /// 字数上限按哪种口径：字符（默认，不计空格）或 字数（Word、WPS 口径）
    #[arg(long, value_enum, value_name = "口径", default_value_t = Count::Characters, hide_default_value = true, hide_possible_values = true)]
    pub count: Count,

    /// 当天日期（如 2026-11-20，或 now）；写了才检查与当天有关的规则
    #[arg(long, value_name = "日期", value_parser = today)]
    pub today: Option<jiff::civil::Date>,

    /// 不检查这些规则或组，如 F18；表格自身的要求（L、P、S、Y 组的错误）不能忽略
    #[arg(long, value_name = "规则", value_delimiter = ',')]
    pub ignore: Vec<String>,

    /// 指标目录（YAML），按《标准》核对指标；不写则用数据文件旁的 标准.yaml
    #[arg(long, value_name = "文件")]
    pub standard: Option<PathBuf>,

    /// 数据支撑材料所在文件夹，核对原始数据清单；多个园区时，各在以简称、名称或代码命名的下级文件夹中
    #[arg(long, value_name = "文件夹")]
    pub evidence: Option<PathBuf>,

    /// 本次改用的值，可重复，如 备案表.报送日期=2026-09-10
    #[arg(long, value_name = "路径=值", value_parser = setting)]
    pub set: Vec<Overlay>,

    /// 各园区相同的内容（YAML），园区自己没有写的才用
    #[arg(long, value_name = "文件")]
    pub defaults: Option<PathBuf>,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub struct FixArgs {
    /// YAML 文件，或存放 YAML 的文件夹（含下级文件夹）
    #[arg(value_name = "路径", help_heading = "参数", required = true)]
    pub paths: Vec<PathBuf>,

    /// 连同需要人再看一眼的修正一并做
    #[arg(long = "unsafe")]
    pub unsafe_fixes: bool,

    /// 把“自动”生成的文字写进文件，成为自己的文字；不作其他修正
    #[arg(long)]
    pub keep: bool,

    /// 只打印修改内容，不改文件
    #[arg(long)]
    pub dry_run: bool,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub struct ReadArgs {
    /// 填好、改过的 DOCX，或存放它们的文件夹
    #[arg(value_name = "DOCX", help_heading = "参数", required = true)]
    pub paths: Vec<PathBuf>,

    /// 写成新的 YAML 文件；有多份 DOCX 时为文件夹；不写则打印到屏幕
    #[arg(short, long, value_name = "文件", conflicts_with = "into")]
    pub out: Option<PathBuf>,

    /// 把改动写进已有的 YAML，保留其注释和次序；是文件夹时按园区名称和代码对应。
    /// 原文件留作 `.bak`
    #[arg(long, value_name = "YAML")]
    pub into: Option<PathBuf>,

    /// 与已有的 YAML 比较，只打印差别
    #[arg(long, value_name = "YAML", conflicts_with_all = ["into", "out"])]
    pub diff: Option<PathBuf>,

    /// 只打印将要改动什么，不写文件
    #[arg(long)]
    pub dry_run: bool,

    /// 允许有所减少的改动：长文少了三分之一以上、删去的行、变粗的日期、两份表不一致
    #[arg(long)]
    pub accept: bool,

    /// 园区名称与数据文件不同也写入
    #[arg(long)]
    pub force: bool,

    /// 表中没有改动、但与数据文件不同的内容也写入
    #[arg(long)]
    pub all: bool,
}

#[derive(Debug, Args)]
pub struct DiffArgs {
    /// 修改前的 YAML 或 DOCX
    #[arg(value_name = "旧", help_heading = "参数")]
    pub old: PathBuf,

    /// 修改后的 YAML 或 DOCX
    #[arg(value_name = "新", help_heading = "参数")]
    pub new: PathBuf,

    /// 打印成 Markdown 表格
    #[arg(long)]
    pub markdown: bool,
}

#[derive(Debug, Args)]
#[command(
    next_help_heading = "选项",
    after_help = "\n例：\n  ecopark new 东澜                                     备案表的数据文件\n  ecopark new 东澜 --form 1 --standard 目录.yaml       实施方案，指标目录中的每项指标一行\n  ecopark new 东澜 --form 1 --from 附件2-创建备案表.docx  带入备案表已有的内容"
)]
pub struct NewArgs {
    /// 园区简称，用作文件夹名
    #[arg(value_name = "名称", help_heading = "参数")]
    pub name: String,

    /// 要编哪些附件，可重复：1–4、附件1、实施方案等；不写则为备案表
    #[arg(long, value_name = "附件", value_parser = form, value_delimiter = ',')]
    pub form: Vec<FormId>,

    /// 带入已有的数据：YAML 文件，或填好的 DOCX（附件2、附件4）
    #[arg(long, value_name = "文件")]
    pub from: Option<PathBuf>,

    /// 指标目录（YAML），每项指标列一行
    #[arg(long, value_name = "文件")]
    pub standard: Option<PathBuf>,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub struct ChecklistArgs {
    /// 园区的 YAML 文件
    #[arg(value_name = "路径", help_heading = "参数")]
    pub path: PathBuf,

    /// 清单的格式：md（打印到屏幕）、docx、xlsx
    #[arg(long, value_enum, value_name = "格式", default_value_t = ListFormat::Md, hide_default_value = true, hide_possible_values = true)]
    pub format: ListFormat,

    /// 写成这个文件；docx、xlsx 不写则放在数据文件旁边
    #[arg(short, long, value_name = "文件")]
    pub out: Option<PathBuf>,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub struct RulesArgs {
    /// 连同不检查的规则一并列出，并说明原因
    #[arg(long)]
    pub all: bool,

    /// 打印成 Markdown（RULES.md 的内容）
    #[arg(long)]
    pub markdown: bool,
}

#[derive(Debug, Args)]
pub struct ExplainArgs {
    /// 规则代码，如 T04
    #[arg(value_name = "规则", help_heading = "参数", required = true)]
    pub codes: Vec<String>,
}

/// 输出格式
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    Pdf,
    Docx,
    Png,
    Svg,
}

/// 草稿的空处写什么
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum HintLevel {
    All,
    Law,
    Off,
}

/// 清单的格式
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ListFormat {
    #[value(alias = "markdown")]
    Md,
    Docx,
    Xlsx,
}

/// 结果的格式
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Show {
    Text,
    Json,
    Sarif,
    Markdown,
    Csv,
}

/// 事实清单的格式
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ShowFacts {
    Text,
    Csv,
    Json,
}

/// 字数口径
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Count {
    #[value(name = "字符", alias = "chars")]
    Characters,
    #[value(name = "字数", alias = "words")]
    Words,
}

fn pages(text: &str) -> Result<PageRange, String> {
    let (first, last) = text.split_once(['-', '—', '–']).unwrap_or((text, text));
    let number = |text: &str| text.trim().parse::<usize>().ok().filter(|&page| page > 0);
    match (number(first), number(last)) {
        (Some(first), Some(last)) if first <= last => Ok(PageRange { first, last }),
        _ => Err("应写成 2 或 1-3，从 1 数起".to_owned()),
    }
}

fn form(name: &str) -> Result<FormId, String> {
    FormId::by_name(name).ok_or_else(|| {
        "可用 1、2、3、4，附件1 至 附件4，实施方案、备案表、验收报告、验收申请表".to_owned()
    })
}

fn setting(text: &str) -> Result<Overlay, String> {
    Overlay::set(text)
}

fn shard(text: &str) -> Result<(usize, usize), String> {
    let numbers = text.split_once('/').and_then(|(part, of)| {
        let (part, of) = (part.trim().parse().ok()?, of.trim().parse().ok()?);
        (1..=of).contains(&part).then_some((part, of))
    });
    numbers.ok_or_else(|| "应写成 3/8：第 3 份，共 8 份".to_owned())
}

fn jobs(text: &str) -> Result<usize, String> {
    let number = text
        .parse()
        .ok()
        .filter(|number| (1..=1024).contains(number));
    number.ok_or_else(|| "应是 1 至 1024 的整数".to_owned())
}

// `now` is the one place where the program asks the clock, and only when told.
fn today(text: &str) -> Result<jiff::civil::Date, String> {
    if text == "now" {
        return Ok(jiff::Zoned::now().date());
    }
    text.parse()
        .map_err(|_| "应写成 2026-11-20，或 now".to_owned())
}
