//! Kinds of value: literals that stay text, choices, references, yes or no.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A number or word that prints as it was written (`42.60`, `061100`, `≥15`).
///
/// The reader hands over the source text, quoted or not.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Literal(pub String);

impl Literal {
    /// The text as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether nothing is there.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The decimal number that it is, full-width digits and thousands commas
    /// and 约 included; `None` for a word. Units are not understood here.
    pub fn number(&self) -> Option<rust_decimal::Decimal> {
        let plain: String = self
            .0
            .trim()
            .chars()
            .filter(|c| !matches!(c, ',' | '，' | '\u{2009}' | ' '))
            .map(half_width)
            .collect();
        let plain = plain.replace('−', "-");
        plain.trim_start_matches('约').parse().ok()
    }

    /// How many digits stand behind the decimal point.
    pub fn decimals(&self) -> usize {
        self.0
            .trim()
            .split_once('.')
            .map_or(0, |(_, fraction)| fraction.len())
    }
}

impl fmt::Display for Literal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl JsonSchema for Literal {
    fn schema_name() -> Cow<'static, str> {
        "数值或文字".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": ["string", "number"] })
    }
}

/// The half-width form of a full-width ASCII character.
pub(crate) fn half_width(c: char) -> char {
    match c {
        '\u{3000}' => ' ',
        '！'..='～' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}

/// One of the options that a form prints, or what stands there instead.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Choice<T> {
    /// Nothing is chosen.
    #[default]
    Empty,
    /// One of the options.
    Known(T),
    /// Something that the form does not offer.
    Other(String),
}

/// The options of a choice, in the order of the form. The words stand in the
/// enum's `serde(rename)`.
pub trait Choose: Copy + PartialEq + Serialize + DeserializeOwned + JsonSchema + 'static {
    /// Every option, in the order of the form.
    const ALL: &'static [Self];

    /// The option's words.
    fn label(self) -> String {
        match serde_json::to_value(self) {
            Ok(serde_json::Value::String(label)) => label,
            _ => unreachable!("an option is a unit variant"),
        }
    }
}

impl<T: Choose> Choice<T> {
    /// The option, if a valid one is chosen.
    pub fn known(&self) -> Option<T> {
        match self {
            Self::Known(option) => Some(*option),
            _ => None,
        }
    }

    /// Whether `option` is chosen.
    pub fn is(&self, option: T) -> bool {
        self.known() == Some(option)
    }

    /// Whether nothing stands there.
    pub fn is_empty(&self) -> bool {
        matches!(self, Self::Empty)
    }

    /// What stands there; empty if nothing does.
    pub fn text(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Known(option) => option.label(),
            Self::Other(text) => text.clone(),
        }
    }
}

impl<T: Choose> Serialize for Choice<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text())
    }
}

impl<'de, T: Choose> Deserialize<'de> for Choice<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Ok(if text.is_empty() {
            Self::Empty
        } else {
            match serde_json::from_value(serde_json::Value::String(text.trim().to_owned())) {
                Ok(option) => Self::Known(option),
                Err(_) => Self::Other(text),
            }
        })
    }
}

impl<T: Choose> JsonSchema for Choice<T> {
    fn schema_name() -> Cow<'static, str> {
        T::schema_name()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let options: Vec<String> = T::ALL.iter().map(|option| option.label()).collect();
        json_schema!({ "type": "string", "enum": options })
    }
}

/// 是 or 否. YAML's own booleans are accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum YesNo {
    /// 是.
    #[serde(
        rename = "是",
        alias = "true",
        alias = "True",
        alias = "yes",
        alias = "Yes"
    )]
    Yes,
    /// 否.
    #[serde(
        rename = "否",
        alias = "false",
        alias = "False",
        alias = "no",
        alias = "No"
    )]
    No,
}

impl Choose for YesNo {
    const ALL: &'static [Self] = &[Self::Yes, Self::No];
}

/// References by 编号, as a list; a single word counts as a list of one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Refs(pub Vec<String>);

impl Refs {
    /// The ids.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<'de> Deserialize<'de> for Refs {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Written {
            List(Vec<String>),
            One(String),
        }
        Ok(match Written::deserialize(deserializer)? {
            Written::List(ids) => Self(ids),
            Written::One(id) if id.is_empty() => Self::default(),
            Written::One(id) => Self(vec![id]),
        })
    }
}

impl JsonSchema for Refs {
    fn schema_name() -> Cow<'static, str> {
        "编号列表".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": ["array", "string"], "items": { "type": "string" } })
    }
}

/// A record, or a word where there is nothing to record (`延期: 无`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum OrWord<T> {
    /// The record.
    Record(T),
    /// A word such as 无 or 不需要; empty when the key is absent.
    Word(String),
}

impl<T> OrWord<T> {
    /// The record, if there is one.
    pub fn record(&self) -> Option<&T> {
        match self {
            Self::Record(record) => Some(record),
            Self::Word(_) => None,
        }
    }
}

impl<T> Default for OrWord<T> {
    fn default() -> Self {
        Self::Word(String::new())
    }
}

impl<T: JsonSchema> JsonSchema for OrWord<T> {
    fn schema_name() -> Cow<'static, str> {
        T::schema_name()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let record = generator.subschema_for::<T>();
        json_schema!({ "anyOf": [record, { "type": "string" }] })
    }
}
