//! Who the park is: identity, basics, management body, application, standard.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Choice, Choose, FuzzyDate, Literal, OrWord, Refs, YesNo};

/// 标识: names by which programs and texts call the park.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Identity {
    /// Short code.
    #[serde(rename = "园区代码")]
    #[schemars(description = "园区代码，如汉语拼音首字母", extend("x-例" = "XLJKQ", "x-种类" = "代码"))]
    pub code: String,
    /// Short name; names the output folder.
    #[serde(rename = "园区简称")]
    #[schemars(description = "园区简称，用作输出文件夹名", extend("x-例" = "湘澜经开区", "x-种类" = "名称"))]
    pub short_name: String,
    /// Province.
    #[serde(rename = "省级行政区")]
    #[schemars(description = "省、自治区、直辖市或新疆生产建设兵团", extend("x-例" = "湖南省"))]
    pub province: String,
    /// Further names of this park that its texts may use (C02).
    #[serde(rename = "别名")]
    #[schemars(description = "文字中允许出现的本园区其他名称（曾用名等）", extend("x-种类" = "名称"))]
    pub aliases: Refs,
    /// Other parks that the texts mention on purpose (C02).
    #[serde(rename = "提及园区")]
    #[schemars(description = "文字中有意提及的其他园区名称", extend("x-种类" = "名称"))]
    pub mentions: Refs,
}

/// 园区基本情况.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Basics {
    /// Full legal name.
    #[serde(rename = "园区名称")]
    #[schemars(
        description = "园区的法定全称，封面与各表通用",
        extend("x-附件" = "1234", "x-例" = "湘澜经济技术开发区", "x-种类" = "名称")
    )]
    pub name: String,
    /// Province, city, district.
    #[serde(rename = "园区所在地")]
    #[schemars(
        description = "省（自治区、直辖市）、市（州、盟）、县（区）",
        extend("x-附件" = "1234", "x-例" = "湖南省益阳市资阳区")
    )]
    pub location: String,
    /// Postal address.
    #[serde(rename = "通信地址")]
    #[schemars(
        description = "完整的通信地址，到门牌号",
        extend("x-附件" = "24", "x-例" = "湖南省益阳市资阳区澜溪大道88号")
    )]
    pub address: String,
    /// Six digits; a leading zero counts.
    #[serde(rename = "邮政编码")]
    #[schemars(
        description = "六位数字，加引号以保留开头的 0",
        extend("x-附件" = "24", "x-例" = "\"413000\"", "x-种类" = "邮编")
    )]
    pub postcode: Literal,
    /// When it was founded.
    #[serde(rename = "成立时间")]
    #[schemars(
        description = "如 1994年6月、2009-11、1994-06-18",
        extend("x-附件" = "234", "x-例" = "1994年6月", "x-规则" = "B05")
    )]
    pub founded: FuzzyDate,
    /// Who approved it.
    #[serde(rename = "批准机关")]
    #[schemars(
        description = "批准设立园区的机关（省级及以上人民政府）",
        extend("x-附件" = "24", "x-例" = "国务院", "x-种类" = "机构")
    )]
    pub approved_by: String,
    /// Number of the approval.
    #[serde(rename = "批准文号")]
    #[schemars(
        description = "批准设立的文号",
        extend("x-附件" = "24", "x-例" = "国办函〔2012〕000号", "x-种类" = "文号")
    )]
    pub approval_number: String,
    /// Level.
    #[serde(rename = "园区级别")]
    #[schemars(description = "选一项", extend("x-附件" = "24", "x-规则" = "B06"))]
    pub level: Choice<Level>,
    /// What 其他 means.
    #[serde(rename = "园区级别说明")]
    #[schemars(description = "园区级别为“其他”时说明", extend("x-附件" = "24", "x-种类" = "附注"))]
    pub level_note: String,
    /// Type.
    #[serde(rename = "园区类型")]
    #[schemars(description = "选一项", extend("x-附件" = "24", "x-规则" = "B08"))]
    pub kind: Choice<ParkKind>,
    /// What 其他 means.
    #[serde(rename = "园区类型说明")]
    #[schemars(description = "园区类型为“其他”时说明", extend("x-附件" = "24", "x-种类" = "附注"))]
    pub kind_note: String,
    /// Whether a provincial government recognised it as a chemical park.
    #[serde(rename = "是否为由省级人民政府认定的化工园区")]
    #[schemars(description = "选一项", extend("x-附件" = "24", "x-规则" = "B09"))]
    pub chemical: Choice<YesNo>,
    /// Number of that recognition.
    #[serde(rename = "化工园区认定文号")]
    #[schemars(description = "上一项为“是”时填写", extend("x-附件" = "24", "x-种类" = "文号"))]
    pub chemical_number: String,
    /// Boundaries and area.
    #[serde(rename = "园区四至范围及面积")]
    #[schemars(description = "四至范围和面积", extend("x-附件" = "12"))]
    pub extent: Extent,
}

/// 园区四至范围及面积.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Extent {
    /// The four boundaries.
    #[serde(rename = "四至范围")]
    #[schemars(
        description = "东、南、西、北四至",
        extend("x-例" = "东至澜溪河，南至资江北岸大堤，西至迎宾西路，北至G5517高速公路")
    )]
    pub boundaries: String,
    /// Area, a literal.
    #[serde(rename = "面积")]
    #[schemars(description = "面积数值", extend("x-例" = "\"42.60\""))]
    pub area: Literal,
    /// Unit of the area.
    #[serde(rename = "面积单位")]
    #[schemars(description = "面积单位", extend("x-例" = "平方公里"))]
    pub unit: Choice<AreaUnit>,
}

/// 园区级别.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum Level {
    /// 国家级.
    #[serde(rename = "国家级")]
    National,
    /// 省级.
    #[serde(rename = "省级")]
    Provincial,
    /// 其他.
    #[serde(rename = "其他")]
    Other,
}

impl Choose for Level {
    const ALL: &'static [Self] = &[Self::National, Self::Provincial, Self::Other];
}

/// 园区类型.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum ParkKind {
    /// 经济技术开发区.
    #[serde(rename = "经济技术开发区")]
    Economic,
    /// 高新技术产业开发区.
    #[serde(rename = "高新技术产业开发区")]
    HighTech,
    /// 保税区.
    #[serde(rename = "保税区")]
    Bonded,
    /// 出口加工区.
    #[serde(rename = "出口加工区")]
    Export,
    /// 边境经济合作区.
    #[serde(rename = "边境经济合作区")]
    Border,
    /// 其他.
    #[serde(rename = "其他")]
    Other,
}

impl Choose for ParkKind {
    const ALL: &'static [Self] = &[
        Self::Economic,
        Self::HighTech,
        Self::Bonded,
        Self::Export,
        Self::Border,
        Self::Other,
    ];
}

/// 面积单位.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum AreaUnit {
    /// 平方公里.
    #[serde(rename = "平方公里", alias = "km²", alias = "km2", alias = "平方千米")]
    SquareKilometre,
    /// 公顷.
    #[serde(rename = "公顷", alias = "hm²", alias = "hm2")]
    Hectare,
    /// 平方米.
    #[serde(rename = "平方米", alias = "m²", alias = "m2")]
    SquareMetre,
    /// 亩.
    #[serde(rename = "亩")]
    Mu,
}

impl Choose for AreaUnit {
    const ALL: &'static [Self] = &[
        Self::SquareKilometre,
        Self::Hectare,
        Self::SquareMetre,
        Self::Mu,
    ];
}

/// 园区管理机构情况.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ManagementBody {
    /// Name.
    #[serde(rename = "机构名称")]
    #[schemars(
        description = "园区管理机构的全称",
        extend("x-附件" = "1234", "x-例" = "湘澜经济技术开发区管理委员会", "x-种类" = "机构")
    )]
    pub name: String,
    /// Nature.
    #[serde(rename = "机构性质")]
    #[schemars(description = "选一项", extend("x-附件" = "24", "x-规则" = "B15"))]
    pub nature: Choice<BodyNature>,
    /// Legal representative or person in charge.
    #[serde(rename = "法定代表人（或主要负责人）")]
    #[schemars(description = "法定代表人或主要负责人", extend("x-附件" = "24"))]
    pub head: Head,
    /// Department in charge of eco-industrial work.
    #[serde(rename = "负责园区生态工业工作的职能部门")]
    #[schemars(description = "负责园区生态工业工作的职能部门", extend("x-附件" = "24"))]
    pub department: Department,
    /// Former bodies (C03).
    #[serde(rename = "变更记录")]
    #[schemars(description = "创建期内管理机构的变更", extend("x-附件" = "34"))]
    pub former: Vec<FormerBody>,
}

/// 机构性质.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum BodyNature {
    /// 政府.
    #[serde(rename = "政府")]
    Government,
    /// 政府派出机构.
    #[serde(rename = "政府派出机构")]
    Agency,
    /// 企业.
    #[serde(rename = "企业")]
    Company,
}

impl Choose for BodyNature {
    const ALL: &'static [Self] = &[Self::Government, Self::Agency, Self::Company];
}

/// 法定代表人（或主要负责人）.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Head {
    /// Name.
    #[serde(rename = "姓名")]
    #[schemars(description = "姓名", extend("x-例" = "周启明", "x-种类" = "人名"))]
    pub name: String,
    /// Post.
    #[serde(rename = "职务")]
    #[schemars(description = "职务", extend("x-例" = "党工委副书记、管委会主任"))]
    pub post: String,
    /// Telephone.
    #[serde(rename = "电话")]
    #[schemars(description = "区号-号码，或手机号", extend("x-例" = "0737-4000001", "x-种类" = "电话"))]
    pub phone: Literal,
}

/// 负责园区生态工业工作的职能部门.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Department {
    /// Name.
    #[serde(rename = "名称")]
    #[schemars(description = "部门名称", extend("x-例" = "生态环境和应急管理局", "x-种类" = "机构"))]
    pub name: String,
    /// Person in charge.
    #[serde(rename = "负责人")]
    #[schemars(description = "负责人姓名", extend("x-例" = "刘思远", "x-种类" = "人名"))]
    pub head: String,
    /// Telephone of the person in charge.
    #[serde(rename = "负责人电话")]
    #[schemars(description = "区号-号码，或手机号", extend("x-例" = "0737-4000018", "x-种类" = "电话"))]
    pub head_phone: Literal,
    /// Contact.
    #[serde(rename = "联系人")]
    #[schemars(description = "联系人姓名", extend("x-例" = "陈晓岚", "x-种类" = "人名"))]
    pub contact: String,
    /// Telephone of the contact.
    #[serde(rename = "联系人电话")]
    #[schemars(description = "区号-号码，或手机号（加引号）", extend("x-例" = "\"13900000001\"", "x-种类" = "电话"))]
    pub contact_phone: Literal,
    /// Fax, or 无.
    #[serde(rename = "传真")]
    #[schemars(description = "没有的填“无”", extend("x-例" = "无", "x-种类" = "电话"))]
    pub fax: Literal,
    /// E-mail.
    #[serde(rename = "邮箱")]
    #[schemars(description = "电子邮箱", extend("x-例" = "stgy@xljkq.example.cn", "x-种类" = "邮箱"))]
    pub email: String,
}

/// An earlier management body.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct FormerBody {
    /// Its name.
    #[serde(rename = "机构名称")]
    #[schemars(description = "变更前的机构名称", extend("x-种类" = "机构"))]
    pub name: String,
    /// From when to when.
    #[serde(rename = "起止时间")]
    #[schemars(description = "如 2026年8月—2027年3月", extend("x-种类" = "期限"))]
    pub period: FuzzyDate,
}

/// 创建申报.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Process {
    /// Day of the application.
    #[serde(rename = "申请创建日期")]
    #[schemars(
        description = "向省级生态环境部门提出申请的日期",
        extend("x-附件" = "1234", "x-例" = "2026-05-20")
    )]
    pub applied: FuzzyDate,
    /// Day on which the province agreed.
    #[serde(rename = "省级部门批准创建时间")]
    #[schemars(
        description = "省级部门发文同意创建的日期，创建期由此起算",
        extend("x-附件" = "1234", "x-例" = "2026-08-31")
    )]
    pub approved: FuzzyDate,
    /// Number of that letter.
    #[serde(rename = "同意创建文号")]
    #[schemars(description = "同意创建的文号", extend("x-附件" = "24", "x-种类" = "文号"))]
    pub approval_number: String,
    /// Day of naming, once named (G01).
    #[serde(rename = "命名日期")]
    #[schemars(description = "正式命名的日期，未命名的不填", extend("x-附件" = "1234"))]
    pub named: FuzzyDate,
    /// Extension of the creation period, or 无.
    #[serde(rename = "延期")]
    #[schemars(description = "创建期延期；没有的填“无”", extend("x-附件" = "134"))]
    pub extension: OrWord<Extension>,
    /// Planning EIA.
    #[serde(rename = "规划环评")]
    #[schemars(description = "园区规划环境影响评价", extend("x-附件" = "12"))]
    pub eia: Option<Eia>,
    /// Compliance statements for the three years before the application.
    #[serde(rename = "环境守法")]
    #[schemars(description = "申请创建之日前三年内的环境守法情况", extend("x-附件" = "124"))]
    pub compliance: Compliance,
    /// Opinion of the experts' review.
    #[serde(rename = "主要论证意见")]
    #[schemars(
        description = "省级部门组织论证的主要意见（附件2 所附材料）",
        extend("x-附件" = "2", "x-种类" = "长文")
    )]
    pub review: String,
    /// Circumstances that stop the creation (第十五条).
    #[serde(rename = "停止创建情形")]
    #[schemars(description = "管理办法第十五条所列情形，没有的不填", extend("x-附件" = "34", "x-种类" = "文字"))]
    pub stops: Refs,
    /// An earlier naming that was revoked.
    #[serde(rename = "撤销命名")]
    #[schemars(description = "曾被撤销命名的时间和情形，没有的不填", extend("x-附件" = "12"))]
    pub revoked: Option<Revocation>,
    /// Opinion of the ministry's line in the province (§7).
    #[serde(rename = "报告主管部门意见")]
    #[schemars(description = "商务或工业和信息化主管部门的管理要求及意见", extend("x-附件" = "1234"))]
    pub line_opinion: String,
}

/// 延期.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Extension {
    /// When it was asked for.
    #[serde(rename = "申请时间")]
    #[schemars(description = "提出延期申请的日期")]
    pub asked: FuzzyDate,
    /// When it was granted.
    #[serde(rename = "批准时间")]
    #[schemars(description = "批准延期的日期")]
    pub granted: FuzzyDate,
    /// Until when.
    #[serde(rename = "延期至")]
    #[schemars(description = "延长后的截止日期", extend("x-种类" = "期限"))]
    pub until: FuzzyDate,
    /// Number of the letter.
    #[serde(rename = "文号")]
    #[schemars(description = "批准延期的文号", extend("x-种类" = "文号"))]
    pub number: String,
}

/// 规划环评.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Eia {
    /// Plan assessed.
    #[serde(rename = "规划名称")]
    #[schemars(description = "所评价的规划", extend("x-种类" = "名称"))]
    pub plan: String,
    /// Number of the review letter.
    #[serde(rename = "审查意见文号")]
    #[schemars(description = "审查意见的文号", extend("x-种类" = "文号"))]
    pub number: String,
    /// Day of the review.
    #[serde(rename = "审查时间")]
    #[schemars(description = "审查意见的日期", extend("x-例" = "2022-04-11"))]
    pub reviewed: FuzzyDate,
    /// Area assessed.
    #[serde(rename = "评价范围面积")]
    #[schemars(description = "评价范围的面积")]
    pub area: Literal,
    /// Its unit.
    #[serde(rename = "面积单位")]
    #[schemars(description = "面积单位")]
    pub unit: Choice<AreaUnit>,
    /// Follow-up assessment, or 不需要.
    #[serde(rename = "跟踪评价")]
    #[schemars(description = "规划环评超过 5 年的应有跟踪评价；不需要的填“不需要”")]
    pub follow_up: OrWord<FollowUp>,
}

/// 跟踪评价.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct FollowUp {
    /// Name of the report.
    #[serde(rename = "报告名称")]
    #[schemars(description = "跟踪评价报告的名称", extend("x-种类" = "名称"))]
    pub name: String,
    /// When it was finished.
    #[serde(rename = "完成时间")]
    #[schemars(description = "完成日期")]
    pub finished: FuzzyDate,
}

/// 环境守法: the five statements of 第十条（三）.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Compliance {
    /// 一是.
    #[serde(rename = "未发生严重污染环境事件或特别重大、重大突发环境事件")]
    #[schemars(description = "是或否")]
    pub no_incident: Choice<YesNo>,
    /// 二是.
    #[serde(rename = "全部排污单位依法依规排放")]
    #[schemars(description = "是或否")]
    pub lawful_discharge: Choice<YesNo>,
    /// 三是.
    #[serde(rename = "无因生态环境问题引起的负面舆情")]
    #[schemars(description = "是或否")]
    pub no_outcry: Choice<YesNo>,
    /// 四是.
    #[serde(rename = "所有企业完成生态环境保护责任")]
    #[schemars(description = "是或否")]
    pub duties_met: Choice<YesNo>,
    /// 五是.
    #[serde(rename = "环境风险管理、自行监测监督和应急响应制度完善")]
    #[schemars(description = "是或否")]
    pub systems_complete: Choice<YesNo>,
    /// Period that the certificate covers.
    #[serde(rename = "证明期间")]
    #[schemars(description = "守法证明所覆盖的期间，如 2023-05-20—2026-05-20", extend("x-种类" = "期限"))]
    pub period: FuzzyDate,
}

/// 撤销命名.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Revocation {
    /// When.
    #[serde(rename = "时间")]
    #[schemars(description = "撤销命名的日期")]
    pub when: FuzzyDate,
    /// Which circumstance of 第二十八条, （一） to （七）.
    #[serde(rename = "情形")]
    #[schemars(description = "管理办法第二十八条的第几项，如 （四）")]
    pub circumstance: String,
}

/// 标准: the edition that the indicators follow.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Standard {
    /// Title.
    #[serde(rename = "名称")]
    #[schemars(description = "标准名称，以最新版本为准", extend("x-种类" = "名称"))]
    pub name: String,
    /// Number.
    #[serde(rename = "编号")]
    #[schemars(description = "标准编号", extend("x-种类" = "代码"))]
    pub number: String,
    /// Date of the edition.
    #[serde(rename = "版本日期")]
    #[schemars(description = "版本日期")]
    pub edition: FuzzyDate,
    /// Catalogue file.
    #[serde(rename = "目录文件")]
    #[schemars(description = "指标目录的文件名", extend("x-种类" = "文件"))]
    pub catalogue: String,
}

/// 数据来源: one source of data.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Source {
    /// Id.
    #[serde(rename = "编号")]
    #[schemars(description = "编号，供引用", extend("x-例" = "S1", "x-种类" = "代码"))]
    pub id: String,
    /// Name.
    #[serde(rename = "名称")]
    #[schemars(description = "资料名称，写明年份", extend("x-例" = "园区统计年报（2022—2025年）", "x-种类" = "名称"))]
    pub name: String,
    /// Who provides it.
    #[serde(rename = "提供单位")]
    #[schemars(description = "提供单位", extend("x-例" = "园区经济发展局", "x-种类" = "机构"))]
    pub provider: String,
    /// Years.
    #[serde(rename = "年份")]
    #[schemars(description = "数据的年份", extend("x-种类" = "年份"))]
    pub years: Literal,
    /// File.
    #[serde(rename = "文件")]
    #[schemars(description = "资料文件名", extend("x-种类" = "文件"))]
    pub file: String,
    /// How it was obtained.
    #[serde(rename = "获取途径")]
    #[schemars(description = "获取途径")]
    pub channel: String,
}
