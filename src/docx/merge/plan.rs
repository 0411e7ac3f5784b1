//! All that papers change, gathered before anything is changed.

use std::collections::HashMap;

use super::list::{Lists, Spot};
use super::{Accept, Change, NAME, change, kind, short};
use crate::docx::read::{Datum, Filled};
use crate::docx::value::{self, Kind};
use crate::input::edit::Editor;
use crate::park::FuzzyDate;

/// The changes, and what there is to be said of them.
pub(super) struct Plan {
    accept: Accept,
    /// Where, to what, after which paper.
    sets: Vec<(Spot, String, String)>,
    /// What each paper shows of each datum, to see whether they agree.
    shown: HashMap<Spot, Shown>,
    lists: Lists,
    pub messages: Vec<String>,
    pub stops: Vec<String>,
}

/// What the first paper that shows a datum says of it.
struct Shown {
    paper: String,
    words: String,
    typed: bool,
}

impl Plan {
    /// No changes yet.
    pub fn new(accept: Accept) -> Self {
        Self {
            accept,
            sets: Vec::new(),
            shown: HashMap::new(),
            lists: Lists::default(),
            messages: Vec::new(),
            stops: Vec::new(),
        }
    }

    /// Adds what a paper changes.
    pub fn add(&mut self, paper: &str, filled: &Filled, editor: &Editor) {
        for (path, reason) in &filled.unreadable {
            self.messages.push(format!("未读取 `{path}`：{reason}"));
        }
        self.same_park(paper, filled, editor);
        self.lists.add(
            filled,
            editor,
            self.accept,
            &mut self.messages,
            &mut self.stops,
        );
        let mut kept = Vec::new();
        for datum in &filled.data {
            let Some(spot) = self.lists.spot(&datum.path, filled, editor) else {
                continue;
            };
            self.agree(paper, datum, &spot);
            let old = spot
                .path()
                .and_then(|path| editor.text(path))
                .unwrap_or_default();
            match change(datum, old) {
                Change::None => {}
                Change::Emptied => self.messages.push(format!(
                    "表中 `{}` 是空的，数据文件里的内容保持不变",
                    spot.label()
                )),
                Change::Conflict(values) => {
                    let values: Vec<_> = values
                        .iter()
                        .map(|value| format!("「{}」", short(value)))
                        .collect();
                    self.messages.push(format!(
                        "`{}` 在表中不止一处，填写不一致，未改动：{}",
                        spot.label(),
                        values.join("、")
                    ));
                }
                Change::Kept(value) if self.accept.unedited => self.set(spot, value, paper),
                Change::Kept(_) => kept.push(format!("`{}`", spot.label())),
                Change::To(value) => {
                    self.weigh(&spot, old, &value);
                    self.set(spot, value, paper);
                }
            }
        }
        if !kept.is_empty() {
            let count = kept.len();
            kept.truncate(5);
            let more = if count > 5 { "等" } else { "" };
            self.messages.push(format!(
                "{count} 项在表中没有改动、数据文件另有写法，保持数据文件：{}{more}",
                kept.join("、")
            ));
        }
    }

    /// A paper of another park stops everything.
    fn same_park(&mut self, paper: &str, filled: &Filled, editor: &Editor) {
        let ours = editor.text(NAME).unwrap_or_default().trim();
        let Some(datum) = filled.data.iter().find(|datum| datum.path == NAME) else {
            return;
        };
        let named: Vec<&str> = datum
            .values
            .iter()
            .map(|value| value.trim())
            .filter(|name| !name.is_empty())
            .collect();
        let Some(other) = named
            .first()
            .filter(|_| !ours.is_empty() && !named.contains(&ours))
        else {
            return;
        };
        if !self.accept.other_park {
            let paper = if paper.is_empty() { "表" } else { paper };
            self.stops.push(format!(
                "{paper}的 `园区名称` 是「{}」，数据文件是「{}」，不像是同一个园区；确要写入，加 `--force`",
                short(other),
                short(ours)
            ));
        }
    }

    /// Two papers that show different things, where neither was edited or both.
    fn agree(&mut self, paper: &str, datum: &Datum, spot: &Spot) {
        let said = datum
            .typed
            .first()
            .or(datum.values.first())
            .cloned()
            .unwrap_or_default();
        if said.is_empty() {
            return;
        }
        let kind = kind(&datum.path);
        let typed = !datum.typed.is_empty();
        let Some(known) = self.shown.get_mut(spot) else {
            let paper = paper.to_owned();
            self.shown.insert(
                spot.clone(),
                Shown {
                    paper,
                    words: said,
                    typed,
                },
            );
            return;
        };
        if known.paper == paper || value::same(&known.words, &said, kind) {
            return;
        }
        if known.typed == typed && !self.accept.losses {
            self.stops.push(format!(
                "两份表的 `{}` 不一致：{}「{}」，{paper}「{}」；确要以后一份为准，加 `--accept`",
                spot.label(),
                known.paper,
                short(&known.words),
                short(&said)
            ));
        }
        if typed {
            *known = Shown {
                paper: paper.to_owned(),
                words: said,
                typed,
            };
        }
    }

    /// What a change would lose.
    fn weigh(&mut self, spot: &Spot, old: &str, new: &str) {
        if self.accept.losses {
            return;
        }
        let count = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
        let kind = spot.path().map_or(Kind::Line, kind);
        match kind {
            Kind::Long if count(old) > 30 && count(new) * 3 < count(old) * 2 => {
                self.stops.push(format!(
                    "`{}` 从 {} 字减到 {} 字，少了三分之一以上；确要写入，加 `--accept`",
                    spot.label(),
                    count(old),
                    count(new)
                ));
            }
            Kind::Date if is_coarser(new, old) => self.stops.push(format!(
                "`{}` 从「{old}」改为「{new}」，日期不如原来具体；确要写入，加 `--accept`",
                spot.label()
            )),
            _ => {}
        }
    }

    fn set(&mut self, spot: Spot, value: String, paper: &str) {
        match self.sets.iter_mut().find(|(other, ..)| *other == spot) {
            Some(known) => (known.1, known.2) = (value, paper.to_owned()),
            None => self.sets.push((spot, value, paper.to_owned())),
        }
    }

    /// Makes the changes; gives the paths of what changed.
    pub fn carry_out(&mut self, editor: &mut Editor) -> Vec<String> {
        let mut changed = Vec::new();
        for (spot, value, _) in &self.sets {
            let Some(path) = spot.path() else { continue };
            match editor.set(path, value) {
                Ok(()) => changed.push(path.to_owned()),
                Err(error) => self.messages.push(error.to_string()),
            }
        }
        let sets = self
            .sets
            .iter()
            .map(|(spot, value, _)| (spot, value.as_str()));
        self.lists
            .carry_out(sets, editor, &mut changed, &mut self.messages);
        changed
    }
}

/// Whether a date says less than another.
fn is_coarser(new: &str, old: &str) -> bool {
    let precision = |date: &str| Some(FuzzyDate(date.to_owned()).interval()?.precision);
    match (precision(new), precision(old)) {
        (Some(new), Some(old)) => value::rank(new) < value::rank(old),
        _ => false,
    }
}
