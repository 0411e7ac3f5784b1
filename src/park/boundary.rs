//! 园区边界: where the park lies, for its map.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Choice, Choose, Refs};

/// 园区边界: the outline of the park and what lies around it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Boundary {
    /// What the coordinates are.
    #[serde(rename = "坐标系")]
    #[schemars(
        description = "CGCS2000、WGS84、GCJ-02（经纬度），或 CGCS2000三度带37、CGCS2000六度带19（平面坐标，带号照实写）",
        extend("x-例" = "CGCS2000", "x-种类" = "代码")
    )]
    pub system: String,
    /// One point a line, rings parted by an empty line.
    #[serde(rename = "坐标")]
    #[schemars(
        description = "一行一个界址点：经度 纬度（十进制度），或 X Y（米，X 向北）；空一行另起一块",
        extend("x-附件" = "1", "x-种类" = "代码")
    )]
    pub points: String,
    /// GeoJSON instead.
    #[serde(rename = "文件")]
    #[schemars(
        description = "边界的 GeoJSON 文件，代替坐标",
        extend("x-例" = "figs/boundary.geojson", "x-种类" = "文件")
    )]
    pub file: String,
    /// Words at the four sides.
    #[serde(rename = "四边")]
    #[schemars(description = "图上四边的标注，不填取自四至范围")]
    pub sides: Sides,
    /// Roads, rivers, enterprises.
    #[serde(rename = "图层")]
    #[schemars(description = "道路、河流、企业等图层")]
    pub layers: Vec<Layer>,
    /// Sources.
    #[serde(rename = "来源")]
    #[schemars(description = "数据来源的编号", extend("x-例" = "[S4]", "x-种类" = "来源"))]
    pub sources: Refs,
}

impl Boundary {
    /// Whether no outline is told.
    pub fn is_empty(&self) -> bool {
        self.points.trim().is_empty() && self.file.is_empty()
    }
}

/// 四边: what each side borders on.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Sides {
    /// East.
    #[serde(rename = "东边")]
    #[schemars(description = "东至何处", extend("x-例" = "澜溪河", "x-种类" = "文字"))]
    pub east: String,
    /// South.
    #[serde(rename = "南边")]
    #[schemars(description = "南至何处", extend("x-例" = "资江北岸大堤", "x-种类" = "文字"))]
    pub south: String,
    /// West.
    #[serde(rename = "西边")]
    #[schemars(description = "西至何处", extend("x-例" = "迎宾西路", "x-种类" = "文字"))]
    pub west: String,
    /// North.
    #[serde(rename = "北边")]
    #[schemars(description = "北至何处", extend("x-例" = "G5517高速公路", "x-种类" = "文字"))]
    pub north: String,
}

/// 图层: further things on the map.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Layer {
    /// Name.
    #[serde(rename = "名称")]
    #[schemars(description = "图上的名称", extend("x-例" = "澜溪河", "x-种类" = "名称"))]
    pub name: String,
    /// Kind.
    #[serde(rename = "类")]
    #[schemars(description = "选一项")]
    pub kind: Choice<LayerKind>,
    /// GeoJSON.
    #[serde(rename = "文件")]
    #[schemars(
        description = "GeoJSON 文件，坐标系同园区边界",
        extend("x-例" = "figs/river.geojson", "x-种类" = "文件")
    )]
    pub file: String,
}

/// 类 of a layer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum LayerKind {
    /// 道路.
    #[serde(rename = "道路")]
    Road,
    /// 河流.
    #[serde(rename = "河流")]
    River,
    /// 企业.
    #[serde(rename = "企业")]
    Enterprise,
    /// 其他.
    #[serde(rename = "其他")]
    Other,
}

impl Choose for LayerKind {
    const ALL: &'static [Self] = &[Self::Road, Self::River, Self::Enterprise, Self::Other];
}
