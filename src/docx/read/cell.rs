//! What a cell, or a line with short data, says of the data in it.

use super::super::base::{self, CellMark};
use super::super::key::Target;
use super::super::page::{Line, Page};
use super::super::value;
use super::tick;
use crate::park::Kind;
use crate::park::catalogue::{self, Field, Shape};

/// Record of the sentence 四至范围 + 面积 + 面积单位.
const EXTENT: &str = "园区基本情况.园区四至范围及面积.";

/// What was found.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Path, value, whether its place was edited.
    pub data: Vec<(String, String, bool)>,
    /// Words for no datum.
    pub words: Vec<String>,
    /// Path and why it cannot be read.
    pub unreadable: Vec<(String, String)>,
}

/// Lines of one cell, or one line, with what we wrote there.
pub(super) struct Content<'a> {
    pub page: &'a Page,
    pub lines: Vec<&'a Line>,
    /// The data of the place.
    pub data: Vec<(Target, bool)>,
    /// What was written there; `None` where nobody knows.
    pub base: Option<CellMark>,
}

impl Content<'_> {
    /// Reads the place.
    pub fn read(&self) -> Found {
        let mut found = Found::default();
        let edited = self.is_edited();
        let choices = self.choices();
        let scalars: Vec<&(Target, bool)> = self
            .data
            .iter()
            .filter(|(target, _)| target.option.is_none())
            .collect();
        for path in &choices {
            self.choice(path, edited, &scalars, &mut found);
        }
        if !choices.is_empty() {
            return found;
        }
        let rest_is_ours = self.rest_is_ours();
        match scalars.as_slice() {
            [] if edited => found.words.extend(self.typed_words()),
            [] => {}
            [(target, empty)] => {
                let keyed = self.keyed(target);
                let free = self
                    .base
                    .as_ref()
                    .is_some_and(|base| base.rests().is_empty());
                let long = catalogue::field(&target.path).is_some_and(|field| field.long);
                let text = match keyed {
                    Some(_) if rest_is_ours && long => self.text(),
                    Some(text) if rest_is_ours => text,
                    None if !edited && !free => return found,
                    Some(text) if !free && self.base.is_some() => {
                        found.words.push(self.outside());
                        text
                    }
                    None if !free && self.base.is_some() => {
                        found.words.push(self.text());
                        return found;
                    }
                    _ => self.text(),
                };
                let value = self.value(target, *empty, &text, edited);
                found.data.push((target.path.clone(), value, edited));
            }
            many => self.several(many, edited, rest_is_ours, &mut found),
        }
        found
    }

    /// Several short data with the form's words between them.
    fn several(&self, scalars: &[&(Target, bool)], edited: bool, ours: bool, found: &mut Found) {
        if !ours
            || scalars
                .iter()
                .any(|(target, _)| self.keyed(target).is_none())
        {
            if !edited {
                return;
            }
            if self.extent(scalars, found) {
                return;
            }
            found.words.push(match ours {
                true => self.text(),
                false => self.outside(),
            });
        }
        let area =
            |(target, _): &&&(Target, bool)| target.path.strip_prefix(EXTENT) == Some("面积");
        let no_area = scalars
            .iter()
            .find(area)
            .and_then(|(target, _)| self.keyed(target));
        if no_area.is_some_and(|area| edited && area.trim().is_empty())
            && self.extent(scalars, found)
        {
            return;
        }
        for (target, empty) in scalars {
            if let Some(text) = self.keyed(target) {
                let value = self.value(target, *empty, &text, edited);
                found.data.push((target.path.clone(), value, edited));
            }
        }
    }

    /// Reads one sentence for 四至范围, 面积 and 面积单位, if it is one.
    fn extent(&self, scalars: &[&(Target, bool)], found: &mut Found) -> bool {
        let is_extent = scalars
            .iter()
            .any(|(target, _)| target.path.starts_with(EXTENT));
        let Some(parts) = extent_of(&self.text()).filter(|_| is_extent) else {
            return false;
        };
        for (key, value) in ["四至范围", "面积", "面积单位"].iter().zip(parts) {
            found.data.push((format!("{EXTENT}{key}"), value, true));
        }
        true
    }

    fn value(&self, target: &Target, empty: bool, text: &str, edited: bool) -> String {
        match (edited, self.is_placeholder(target, empty)) {
            (false, true) if self.base.is_some() => String::new(),
            (_, placeholder) => value_of(&target.path, text, placeholder),
        }
    }

    fn choice(&self, path: &str, edited: bool, scalars: &[&(Target, bool)], found: &mut Found) {
        let ticked = tick::read(path, &self.text(), &self.states(path));
        match ticked.options.as_slice() {
            [] => found.data.push((path.to_owned(), String::new(), edited)),
            [option] => found.data.push((path.to_owned(), option.clone(), edited)),
            many => {
                let reason = format!("勾选了多项：{}", many.join("、"));
                found.unreadable.push((path.to_owned(), reason));
            }
        }
        let note = format!("{path}说明");
        let has_note = scalars.iter().any(|(target, _)| target.path == note);
        let other = ticked.options.iter().any(|option| option == "其他");
        if has_note || (other && !ticked.words.is_empty() && catalogue::field(&note).is_some()) {
            found.data.push((note, value::note(&ticked.words), edited));
        } else if edited && !ticked.words.is_empty() {
            found.words.push(ticked.words);
        }
    }

    /// The choices of the place.
    fn choices(&self) -> Vec<String> {
        let mut paths: Vec<String> = Vec::new();
        for (target, _) in self
            .data
            .iter()
            .filter(|(target, _)| target.option.is_some())
        {
            if !paths.contains(&target.path) {
                paths.push(target.path.clone());
            }
        }
        paths
    }

    /// What the controls of the boxes say of themselves.
    fn states(&self, path: &str) -> Vec<Option<bool>> {
        let count = tick::options(path).map_or(0, <[String]>::len);
        let mut states = vec![None; count];
        for key in self.keys() {
            let key = &self.page.keys[key];
            let Some(target) = key.target.as_ref().filter(|target| target.path == path) else {
                continue;
            };
            if let Some(state) = base::index(target).and_then(|index| states.get_mut(index)) {
                *state = key.checked;
            }
        }
        states
    }

    fn keys(&self) -> impl Iterator<Item = usize> {
        let pieces = self.lines.iter().flat_map(|line| &line.pieces);
        pieces.flat_map(|piece| piece.keys.iter().copied())
    }

    fn is_edited(&self) -> bool {
        let Some(base) = &self.base else { return true };
        let now = self
            .lines
            .iter()
            .map(|line| base::Mark::of(line, self.page).text);
        !now.filter(|&text| text != 0)
            .eq(base.texts().into_iter().filter(|&text| text != 0))
    }

    /// Whether what stands outside of the data is what we wrote there.
    fn rest_is_ours(&self) -> bool {
        let now = self
            .lines
            .iter()
            .map(|line| base::Mark::of(line, self.page).rest);
        let now = now.filter(|&rest| rest != 0);
        match &self.base {
            Some(base) => now.eq(base.rests()),
            None => now.count() == 0,
        }
    }

    /// The text in the control or bookmark of a datum.
    fn keyed(&self, target: &Target) -> Option<String> {
        let is_of = |key: &usize| {
            let other = self.page.keys[*key].target.as_ref();
            other.is_some_and(|other| base::same(other, target))
        };
        let mut text: Option<String> = None;
        for line in &self.lines {
            let pieces = line
                .pieces
                .iter()
                .filter(|piece| piece.keys.iter().any(is_of));
            let words: String = pieces.map(|piece| piece.text.as_str()).collect();
            let here = line.pieces.iter().any(|piece| piece.keys.iter().any(is_of));
            if here {
                let text = text.get_or_insert_default();
                if !text.is_empty() {
                    text.push('\n');
                }
                text.push_str(&words);
            }
        }
        text
    }

    /// All text of the place, without a guidance that was left standing beside
    /// what was typed.
    fn text(&self) -> String {
        let guidance: Vec<u32> = match &self.base {
            Some(base) if base.data().iter().all(|(_, empty)| *empty) => base.texts(),
            _ => Vec::new(),
        };
        let is_typed = |line: &&&Line| {
            let text = base::Mark::of(line, self.page).text;
            text != 0 && !guidance.contains(&text)
        };
        if guidance.is_empty() || self.lines.iter().filter(is_typed).count() == 0 {
            return super::place::lines_text(&self.lines);
        }
        let typed: Vec<&Line> = self.lines.iter().filter(is_typed).copied().collect();
        super::place::lines_text(&typed)
    }

    /// What stands outside of the data.
    fn outside(&self) -> String {
        let pieces = self.lines.iter().flat_map(|line| &line.pieces);
        let outside = pieces.filter(|piece| piece.keys.is_empty());
        outside
            .map(|piece| piece.text.as_str())
            .collect::<String>()
            .trim()
            .to_owned()
    }

    /// The lines that we did not write.
    fn typed_words(&self) -> Option<String> {
        let known = self.base.as_ref().map(CellMark::texts).unwrap_or_default();
        let typed: Vec<&Line> = self
            .lines
            .iter()
            .copied()
            .filter(|line| !known.contains(&base::Mark::of(line, self.page).text))
            .collect();
        let words = super::place::lines_text(&typed);
        (!words.trim().is_empty()).then_some(words)
    }

    /// Whether the place of a datum shows its placeholder, as far as the base or
    /// the control know.
    fn is_placeholder(&self, target: &Target, empty: bool) -> bool {
        let is_of = |key: usize| {
            let key = &self.page.keys[key];
            key.placeholder
                && key
                    .target
                    .as_ref()
                    .is_some_and(|other| base::same(other, target))
        };
        empty || self.keys().any(is_of)
    }
}

/// The value that a text of the page means for a datum. `placeholder`: the place
/// was empty, so that the words shown there are no datum.
pub(super) fn value_of(path: &str, text: &str, placeholder: bool) -> String {
    let field = catalogue::field(path);
    if text.trim() == "—" || (placeholder && shows_nothing(text, field)) {
        return String::new();
    }
    match field {
        Some(field) if field.long => value::prose(text, field.guidance.as_deref()),
        Some(field) if field.shape == Shape::Date => value::date(text),
        Some(field) if field.kind == Kind::Note => value::note(text),
        _ => value::line(text),
    }
}

/// A placeholder: blanks, a dash, 年月日 without figures, the guidance.
fn shows_nothing(text: &str, field: Option<&Field>) -> bool {
    let words: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let guidance = field.and_then(|field| field.guidance.as_deref());
    matches!(words.as_str(), "" | "—" | "年月日" | "年月")
        || guidance.is_some_and(|guidance| value::same_words(text, guidance))
        || field.is_some_and(|field| words == format!("（{}）", field.label))
        || value::PROMPTS
            .iter()
            .any(|prompt| words.starts_with(prompt))
}

/// 四至范围, 面积 and 面积单位 from one sentence.
fn extent_of(text: &str) -> Option<[String; 3]> {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let at = text.rfind("面积")?;
    let bounds = text[..at].trim_end_matches(['。', '，', '；', '、', ',', ';']);
    let bounds = ["总", "园区", "规划", "用地", "其"]
        .iter()
        .fold(bounds, |bounds, word| {
            bounds.strip_suffix(word).unwrap_or(bounds)
        })
        .trim_end_matches(['。', '，', '；', '、', ',', ';']);
    let rest = text[at + "面积".len()..].trim_start_matches(['为', '约', '共', '：', ':', '是']);
    let figure: String = rest
        .chars()
        .take_while(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
        .collect();
    let unit = rest[figure.len()..].trim_end_matches(['。', '.', '；', ';', '，']);
    let unit = match unit.to_lowercase().as_str() {
        "km²" | "km2" | "㎢" | "平方千米" => "平方公里",
        _ => unit,
    };
    let known = tick::options(&format!("{EXTENT}面积单位"));
    let fits = known.is_none_or(|known| known.iter().any(|known| known == unit));
    (!figure.is_empty() && !bounds.is_empty() && fits)
        .then(|| [bounds.to_owned(), figure.replace(',', ""), unit.to_owned()])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_sentence_for_bounds_and_area() {
        #[track_caller]
        fn case(text: &str, expected: Option<[&str; 3]>) {
            assert_eq!(
                extent_of(text),
                expected.map(|parts| parts.map(str::to_owned)),
                "{text}"
            );
        }

        let bounds = "东至澜溪河，南至大堤，西至路，北至高速";
        case(
            &format!("{bounds}。面积42.60平方公里。"),
            Some([bounds, "42.60", "平方公里"]),
        );
        case(
            &format!("{bounds}，总面积约 42.6 km²"),
            Some([bounds, "42.6", "平方公里"]),
        );
        case(
            &format!("{bounds}；规划面积为1,260公顷。"),
            Some([bounds, "1260", "公顷"]),
        );
        case(bounds, None);
        case("面积42.6平方公里", None);
    }

    #[test]
    fn placeholders_are_no_data() {
        assert_eq!(value_of("备案表.报送日期", "　　年　月　日", true), "");
        assert_eq!(value_of("园区基本情况.园区名称", "　　", true), "");
        assert_eq!(value_of("园区基本情况.园区名称", "甲园区", true), "甲园区");
        assert_eq!(value_of("重点任务[0].完成情况.状态", "—", true), "");
    }
}
