//! Rows of lists: the paper's by their ids to the file's.

use super::Accept;
use crate::docx::base;
use crate::docx::read::{Filled, List};
use crate::input::edit::Editor;
use crate::park::catalogue;

/// Where a datum goes.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Spot {
    /// To this path of the file.
    At(String),
    /// Into a row that the file does not have yet.
    New {
        /// The list.
        list: String,
        /// Id of the row.
        id: String,
        /// Path below the row.
        key: String,
    },
}

impl Spot {
    /// The path in the file, where there is one.
    pub fn path(&self) -> Option<&str> {
        match self {
            Self::At(path) => Some(path),
            Self::New { .. } => None,
        }
    }

    /// Its name for messages.
    pub fn label(&self) -> String {
        match self {
            Self::At(path) => path.clone(),
            Self::New { list, id, key } => format!("{list}（{id}）.{key}"),
        }
    }
}

/// What becomes of the lists.
#[derive(Debug, Default)]
pub(super) struct Lists {
    plans: Vec<ListPlan>,
}

#[derive(Debug, Default)]
struct ListPlan {
    path: String,
    /// Ids of new rows, each with the ids before it.
    added: Vec<(String, Vec<String>)>,
    /// Ids of rows to be taken out.
    removed: Vec<String>,
    /// Ids in the order of the paper, where that was changed.
    order: Vec<String>,
    /// Whether the file had no such list.
    fresh: bool,
}

/// The key that names the rows of a list.
fn id_key(list: &str) -> Option<&'static str> {
    ["编号", "年份"]
        .into_iter()
        .find(|key| catalogue::field(&format!("{list}[0].{key}")).is_some())
}

/// Ids of the rows of a list in the file.
fn ids(list: &str, editor: &Editor) -> Vec<String> {
    let Some(key) = id_key(list) else {
        return Vec::new();
    };
    let id = |index| {
        let text = editor.text(&format!("{list}[{index}].{key}"));
        text.unwrap_or_default().trim().to_owned()
    };
    (0..editor.len(list)).map(id).collect()
}

/// The id that a row of the paper has, and the one that it was written with.
fn names(list: &str, index: usize, filled: &Filled) -> Option<(String, String)> {
    let tables = || filled.lists.iter().filter(|one| one.path == list);
    let now = tables()
        .flat_map(|one| &one.rows)
        .find(|(other, _)| *other == index);
    let now = now.map(|(_, id)| id.clone());
    let was = tables().find_map(|one| one.before.get(index)).cloned();
    if now.is_some() || was.is_some() {
        let now = now.or(was.clone())?;
        return Some((now.clone(), was.unwrap_or(now)));
    }
    let path = format!("{list}[{index}].{}", id_key(list)?);
    let datum = filled.data.iter().find(|datum| datum.path == path)?;
    let id = datum.values.iter().find(|value| !value.is_empty())?;
    Some((id.clone(), id.clone()))
}

impl Lists {
    /// Where the datum at a path of the paper goes; `None` when it goes nowhere.
    pub fn spot(&self, path: &str, filled: &Filled, editor: &Editor) -> Option<Spot> {
        let at = || Some(Spot::At(path.to_owned()));
        let Some((list, index, key)) = base::item(path) else {
            return at();
        };
        let Some((now, was)) = names(list, index, filled) else {
            return at();
        };
        let known = ids(list, editor);
        let place = known.iter().position(|id| *id == was);
        if let Some(place) = place.or_else(|| known.iter().position(|id| *id == now)) {
            return Some(Spot::At(format!("{list}[{place}].{key}")));
        }
        let plan = self.plans.iter().find(|plan| plan.path == list);
        let is_new = plan.is_some_and(|plan| plan.added.iter().any(|(id, _)| *id == now));
        (is_new && Some(key) != id_key(list)).then(|| Spot::New {
            list: list.to_owned(),
            id: now,
            key: key.to_owned(),
        })
    }

    /// Adds what a paper does to the rows of its lists.
    pub fn add(
        &mut self,
        filled: &Filled,
        editor: &Editor,
        accept: Accept,
        messages: &mut Vec<String>,
        stops: &mut Vec<String>,
    ) {
        for list in lists(filled) {
            let known = ids(&list.path, editor);
            let mut plan = ListPlan {
                path: list.path.clone(),
                fresh: known.is_empty(),
                ..ListPlan::default()
            };
            plan.add_rows(&list, filled, &known, messages);
            plan.remove_rows(&list, filled, &known, accept, messages, stops);
            plan.reorder(&list, &known);
            self.plans.push(plan);
        }
    }

    /// Does it, and writes the data of new rows; tells what changed.
    pub fn carry_out<'a>(
        &self,
        sets: impl Iterator<Item = (&'a Spot, &'a str)> + Clone,
        editor: &mut Editor,
        changed: &mut Vec<String>,
        messages: &mut Vec<String>,
    ) {
        for plan in &self.plans {
            plan.arrange(editor, changed, messages);
            for (id, before) in &plan.added {
                let data: Vec<(&str, &str)> = sets
                    .clone()
                    .filter_map(|(spot, value)| match spot {
                        Spot::New {
                            list,
                            id: other,
                            key,
                        } if *list == plan.path && other == id => Some((key.as_str(), value)),
                        _ => None,
                    })
                    .collect();
                match plan.insert(id, before, &data, editor) {
                    Ok(at) => {
                        changed.push(format!("{}[{at}]", plan.path));
                        if !plan.fresh {
                            messages.push(format!("新增 `{}` 一行：{id}", plan.path));
                        }
                    }
                    Err(error) => {
                        messages.push(format!("`{}` 的新行 {id} 没有写入：{error}", plan.path))
                    }
                }
            }
        }
    }
}

/// The lists of a paper, each once, with the rows of its first whole table; in a
/// file that has lost its base, what its data say of them.
fn lists(filled: &Filled) -> Vec<List> {
    let mut all: Vec<List> = Vec::new();
    for list in &filled.lists {
        if !all.iter().any(|known| known.path == list.path) {
            all.push(list.clone());
        }
    }
    for datum in &filled.data {
        let Some((list, index, key)) = base::item(&datum.path) else {
            continue;
        };
        let id = datum.values.iter().find(|value| !value.is_empty());
        let (Some(id), true) = (id, id_key(list) == Some(key)) else {
            continue;
        };
        if filled.lists.iter().any(|known| known.path == list) {
            continue;
        }
        let row = (index, id.clone());
        match all.iter_mut().find(|known| known.path == list) {
            Some(known) => known.rows.push(row),
            None => all.push(List {
                path: list.to_owned(),
                before: Vec::new(),
                rows: vec![row],
            }),
        }
    }
    all
}

impl ListPlan {
    fn add_rows(
        &mut self,
        list: &List,
        filled: &Filled,
        known: &[String],
        messages: &mut Vec<String>,
    ) {
        let mut gone = Vec::new();
        for (nth, (index, id)) in list.rows.iter().enumerate() {
            let was = list.before.get(*index).unwrap_or(id);
            if known.contains(id) || known.contains(was) {
                continue;
            }
            let prefix = format!("{}[{index}].", list.path);
            let typed = filled
                .data
                .iter()
                .any(|datum| datum.path.starts_with(&prefix) && !datum.typed.is_empty());
            if typed || self.fresh {
                let before = list.rows[..nth].iter().map(|(_, id)| id.clone()).collect();
                self.added.push((id.clone(), before));
            } else {
                gone.push(id.as_str());
            }
        }
        if !gone.is_empty() {
            messages.push(format!(
                "数据文件的 `{}` 没有 {}，表中这些行也没有改动，未写入",
                list.path,
                gone.join("、")
            ));
        }
    }

    fn remove_rows(
        &mut self,
        list: &List,
        filled: &Filled,
        known: &[String],
        accept: Accept,
        messages: &mut Vec<String>,
        stops: &mut Vec<String>,
    ) {
        let tables = || filled.lists.iter().filter(|one| one.path == list.path);
        let gone = |one: &List, index: usize| !one.rows.iter().any(|(other, _)| *other == index);
        let mut removed = Vec::new();
        for (index, id) in list.before.iter().enumerate() {
            if id.is_empty() || !known.contains(id) {
                continue;
            }
            match tables().filter(|one| gone(one, index)).count() {
                0 => {}
                count if count == tables().count() => removed.push(id.clone()),
                _ => messages.push(format!(
                    "`{}` 的 {id} 在一张表里删去、在另一张里还有，数据文件保持不变",
                    list.path
                )),
            }
        }
        if removed.is_empty() {
            return;
        }
        let ids = removed.join("、");
        if accept.losses {
            messages.push(format!("从 `{}` 删去：{ids}", list.path));
            self.removed = removed;
        } else {
            stops.push(format!(
                "表中删去了 `{}` 的 {ids}；确要从数据文件删去，加 `--accept`",
                list.path
            ));
        }
    }

    /// Notes the paper's order of the rows that both have, where it is new.
    fn reorder(&mut self, list: &List, known: &[String]) {
        let was: Vec<usize> = list
            .rows
            .iter()
            .map(|(index, _)| *index)
            .filter(|index| *index < list.before.len())
            .collect();
        if was.is_sorted() {
            return;
        }
        let ids = was.into_iter().map(|index| list.before[index].clone());
        self.order = ids.filter(|id| known.contains(id)).collect();
    }

    /// Takes rows out and puts them in the paper's order.
    fn arrange(&self, editor: &mut Editor, changed: &mut Vec<String>, messages: &mut Vec<String>) {
        if self.removed.is_empty() && self.order.is_empty() {
            return;
        }
        let known = ids(&self.path, editor);
        let kept: Vec<usize> = (0..known.len())
            .filter(|&index| !self.removed.contains(&known[index]))
            .collect();
        // Rows that the paper does not have stay where they are.
        let mut ordered = self
            .order
            .iter()
            .filter_map(|id| known.iter().position(|other| other == id));
        let order: Vec<usize> = kept
            .into_iter()
            .map(|index| match self.order.contains(&known[index]) {
                true => ordered.next().unwrap_or(index),
                false => index,
            })
            .collect();
        if order.iter().copied().eq(0..known.len()) {
            return;
        }
        match editor.arrange(&self.path, &order) {
            Ok(()) => {
                changed.push(self.path.clone());
                if !self.order.is_empty() {
                    messages.push(format!(
                        "`{}` 按表中的次序重排：{}",
                        self.path,
                        self.order.join("、")
                    ));
                }
            }
            Err(error) => messages.push(error.to_string()),
        }
    }

    /// Puts a new row behind the nearest of those before it.
    fn insert(
        &self,
        id: &str,
        before: &[String],
        data: &[(&str, &str)],
        editor: &mut Editor,
    ) -> Result<usize, crate::input::edit::EditError> {
        let known = ids(&self.path, editor);
        let after = before
            .iter()
            .rev()
            .find_map(|id| known.iter().position(|other| other == id));
        let at = match (after, before.is_empty()) {
            (Some(after), _) => after + 1,
            (None, true) => 0,
            (None, false) => known.len(),
        };
        let key = id_key(&self.path).unwrap_or("编号");
        editor.insert_item(&self.path, at, &[(key, id)])?;
        for (key, value) in data {
            editor.set(&format!("{}[{at}].{key}", self.path), value)?;
        }
        Ok(at)
    }
}
