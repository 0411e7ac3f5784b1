//! Items of lists: put in, taken out, put in another order, with the comments
//! that stand above them.

use std::collections::BTreeMap;
use std::ops::Range;

use super::{Change, EditError, Editor, Parts, after_colon, column, line_end, write};
use crate::park::catalogue::{self, Shape};

impl Editor {
    /// How many items the list at `path` has.
    pub fn len(&self, path: &str) -> usize {
        match self.input.spots.get(path).map(|spot| &spot.parts) {
            Some(Parts::List { items, .. }) => items.len(),
            _ => 0,
        }
    }

    /// Puts a record with these keys and values before the item `at` of the list
    /// at `path`; behind the last where `at` is their number.
    ///
    /// # Errors
    /// When the model has no such list or key, or the file is written too
    /// strangely.
    pub fn insert_item(
        &mut self,
        path: &str,
        at: usize,
        values: &[(&str, &str)],
    ) -> Result<(), EditError> {
        let field = catalogue::field(path).ok_or_else(|| EditError::Unknown(path.to_owned()))?;
        if !matches!(field.shape, Shape::List | Shape::TextOrRecordList) || values.is_empty() {
            return Err(EditError::NoText(path.to_owned()));
        }
        for (key, _) in values {
            let path = format!("{path}[{at}].{key}");
            if catalogue::field(&path).is_none() {
                return Err(EditError::Unknown(path));
            }
        }
        let count = self.len(path);
        if at > count {
            return Err(EditError::Gap(format!("{path}[{at}]")));
        }
        if at == count {
            return self.append_item(path, at, values);
        }
        let before = self.contents(path);
        let change = self.inserted(path, at, values)?;
        let fits = |editor: &Self| {
            let mut now = editor.contents(path);
            now.len() == count + 1 && has(&now.remove(at), values) && now == before
        };
        match self.try_all(vec![change], fits) {
            true => Ok(()),
            false => Err(EditError::Awkward(path.to_owned())),
        }
    }

    /// Behind the last item, one key after the other; all or nothing.
    fn append_item(
        &mut self,
        path: &str,
        at: usize,
        values: &[(&str, &str)],
    ) -> Result<(), EditError> {
        let (files, changed) = (self.input.files.clone(), self.changed.clone());
        for (key, value) in values {
            if let Err(error) = self.set(&format!("{path}[{at}].{key}"), value) {
                self.input.files = files;
                self.changed = changed;
                self.input.reread();
                return Err(error);
            }
        }
        Ok(())
    }

    /// Leaves the items with these indexes in the list at `path`, in this order;
    /// the others are taken out. The same index may not stand twice.
    ///
    /// # Errors
    /// When there is no such list or item, or the file is written too strangely.
    pub fn arrange(&mut self, path: &str, order: &[usize]) -> Result<(), EditError> {
        let before = self.contents(path);
        let mut seen = vec![false; before.len()];
        for &index in order {
            match seen.get_mut(index) {
                Some(seen) if !*seen => *seen = true,
                _ => return Err(EditError::Gap(format!("{path}[{index}]"))),
            }
        }
        if order.iter().copied().eq(0..before.len()) {
            return Ok(());
        }
        let change = self.arranged(path, order)?;
        let wanted: Vec<_> = order.iter().map(|&index| before[index].clone()).collect();
        match self.try_all(vec![change], |editor| editor.contents(path) == wanted) {
            true => Ok(()),
            false => Err(EditError::Awkward(path.to_owned())),
        }
    }

    /// Takes an item out of the list at `path`.
    ///
    /// # Errors
    /// As for [`arrange`](Self::arrange).
    pub fn remove_item(&mut self, path: &str, at: usize) -> Result<(), EditError> {
        let count = self.len(path);
        if at >= count {
            return Err(EditError::Gap(format!("{path}[{at}]")));
        }
        let order: Vec<usize> = (0..count).filter(|&index| index != at).collect();
        self.arrange(path, &order)
    }

    /// Moves an item of the list at `path` to another place.
    ///
    /// # Errors
    /// As for [`arrange`](Self::arrange).
    pub fn move_item(&mut self, path: &str, from: usize, to: usize) -> Result<(), EditError> {
        let count = self.len(path);
        if from >= count || to >= count {
            return Err(EditError::Gap(format!("{path}[{}]", from.max(to))));
        }
        let mut order: Vec<usize> = (0..count).filter(|&index| index != from).collect();
        order.insert(to, from);
        self.arrange(path, &order)
    }

    /// The texts of each item of a list, by their paths below the item.
    fn contents(&self, path: &str) -> Vec<BTreeMap<String, String>> {
        let mut all = vec![BTreeMap::new(); self.len(path)];
        let prefix = format!("{path}[");
        for (other, spot) in &self.input.spots {
            let Some((index, below)) = other
                .strip_prefix(&prefix)
                .and_then(|rest| rest.split_once(']'))
            else {
                continue;
            };
            let item = index
                .parse::<usize>()
                .ok()
                .and_then(|index| all.get_mut(index));
            if let (Some(item), Some((_, scalar))) = (item, &spot.text) {
                item.insert(below.to_owned(), scalar.value.clone());
            }
        }
        all
    }

    fn list(&self, path: &str) -> Result<(bool, Vec<Range<usize>>), EditError> {
        match self.input.spots.get(path).map(|spot| &spot.parts) {
            Some(Parts::List { flow, items }) if !items.is_empty() => Ok((*flow, items.clone())),
            _ => Err(EditError::Gap(format!("{path}[0]"))),
        }
    }

    fn inserted(
        &self,
        path: &str,
        at: usize,
        values: &[(&str, &str)],
    ) -> Result<Change, EditError> {
        let (flow, items) = self.list(path)?;
        let column = self.dash_column(path, &items[at], flow)?;
        let context = write::Context {
            flow,
            indent: column + 4,
            newline: self.newline(),
            plain: false,
        };
        let entries: Vec<String> = values
            .iter()
            .map(|(key, value)| format!("{key}: {}", write::scalar(value, &context)))
            .collect();
        let (place, text) = if flow {
            (items[at].start, format!("{{{}}}, ", entries.join(", ")))
        } else {
            let indent = " ".repeat(column);
            let lines = entries.join(&format!("{}{indent}  ", self.newline()));
            (
                self.chunks(path, &items)?[at].start,
                format!("{indent}- {lines}{}", self.newline()),
            )
        };
        Ok(Change {
            file: 0,
            span: place..place,
            text,
        })
    }

    fn arranged(&self, path: &str, order: &[usize]) -> Result<Change, EditError> {
        let (flow, items) = self.list(path)?;
        let yaml = self.yaml();
        if flow {
            let texts: Vec<&str> = order
                .iter()
                .map(|&index| &yaml[items[index].clone()])
                .collect();
            return Ok(Change {
                file: 0,
                span: items[0].start..items[items.len() - 1].end,
                text: texts.join(", "),
            });
        }
        let chunks = self.chunks(path, &items)?;
        let whole = chunks[0].start..chunks[chunks.len() - 1].end;
        if order.is_empty() {
            let from = after_colon(yaml, self.input.spots[path].key.end);
            return Ok(Change {
                file: 0,
                span: from..whole.end,
                text: format!(" []{}", self.newline()),
            });
        }
        let mut text = String::new();
        for &index in order {
            text.push_str(&yaml[chunks[index].clone()]);
            // The last line of a file may have no end.
            if !text.ends_with('\n') {
                text.push_str(self.newline());
            }
        }
        if !yaml[whole.clone()].ends_with('\n') {
            text.truncate(text.trim_end_matches(['\n', '\r']).len());
        }
        Ok(Change {
            file: 0,
            span: whole,
            text,
        })
    }

    /// The whole lines of each item of a block, with the comments above it.
    fn chunks(&self, path: &str, items: &[Range<usize>]) -> Result<Vec<Range<usize>>, EditError> {
        let yaml = self.yaml();
        let mut starts = Vec::with_capacity(items.len());
        for item in items {
            let column = self.dash_column(path, item, false)?;
            let mut start = line_start(yaml, item.start);
            while let Some(above) = start.checked_sub(1).map(|end| line_start(yaml, end)) {
                let line = &yaml[above..start];
                let comment = line.trim_start().starts_with('#');
                if !comment || line.len() - line.trim_start().len() != column {
                    break;
                }
                start = above;
            }
            starts.push(start);
        }
        let last = items.last().map_or(0, |item| item.end);
        let end = match yaml[..last].ends_with('\n') {
            true => last,
            false => after_line(yaml, last),
        };
        let mut chunks: Vec<Range<usize>> = Vec::with_capacity(starts.len());
        for (nth, &start) in starts.iter().enumerate() {
            chunks.push(start..starts.get(nth + 1).copied().unwrap_or(end));
        }
        match chunks.iter().all(|chunk| chunk.start < chunk.end) {
            true => Ok(chunks),
            false => Err(EditError::Awkward(path.to_owned())),
        }
    }

    /// Column of the dash of an item, which must stand first in its line.
    fn dash_column(&self, path: &str, item: &Range<usize>, flow: bool) -> Result<usize, EditError> {
        if flow {
            return Ok(0);
        }
        let yaml = self.yaml();
        let line = &yaml[line_start(yaml, item.start)..item.start];
        let dash = line.trim_end().strip_suffix('-');
        match dash {
            Some(before) if before.trim().is_empty() => Ok(before.chars().count()),
            _ if yaml[item.start..].starts_with("- ") && line.trim().is_empty() => {
                Ok(column(yaml, item.start))
            }
            _ => Err(EditError::Awkward(path.to_owned())),
        }
    }
}

/// Whether an item says what was to be written.
fn has(item: &BTreeMap<String, String>, values: &[(&str, &str)]) -> bool {
    let clean = super::clean;
    values.iter().all(|(key, value)| {
        let now = item.get(&format!(".{key}"));
        now.is_some_and(|now| clean(now).trim() == clean(value).trim())
    })
}

fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |end| end + 1)
}

/// Where the line behind that of `at` begins.
fn after_line(text: &str, at: usize) -> usize {
    let end = line_end(text, at);
    let rest = &text[end..];
    end + rest.len()
        - rest
            .strip_prefix("\r\n")
            .or(rest.strip_prefix('\n'))
            .unwrap_or(rest)
            .len()
}
