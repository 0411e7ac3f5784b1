//! A text as it grows: sentences in paragraphs, with the data that they tell.

use crate::park::Written;

/// A text as it grows.
#[derive(Debug, Default)]
pub(super) struct Section {
    paragraphs: Vec<String>,
    sources: Vec<String>,
    open: String,
}

impl Section {
    /// Adds a sentence to the last paragraph, if there is something to say.
    pub fn say(&mut self, sentence: Option<String>, sources: &[&str]) -> &mut Self {
        let Some(sentence) = sentence.filter(|one| !one.trim().is_empty()) else {
            return self;
        };
        match self.paragraphs.last_mut() {
            Some(last) => last.push_str(&sentence),
            None => self.paragraphs.push(sentence),
        }
        for source in sources {
            if !self.sources.iter().any(|one| one == source) {
                self.sources.push((*source).to_owned());
            }
        }
        self
    }

    /// What follows begins a new paragraph.
    pub fn paragraph(&mut self) -> &mut Self {
        if self.paragraphs.last().is_some_and(|last| !last.is_empty()) {
            self.paragraphs.push(String::new());
        }
        self
    }

    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        self.paragraphs.iter().all(String::is_empty)
    }

    /// What follows stands below a table, if one was last.
    pub fn end_table(&mut self) {
        if self
            .paragraphs
            .last()
            .is_some_and(|last| last.ends_with('|'))
        {
            self.paragraph();
        }
    }

    /// What the writer must still add.
    pub fn open(&mut self, what: &str) -> &mut Self {
        what.clone_into(&mut self.open);
        self
    }

    /// The text.
    pub fn finish(mut self) -> Written {
        self.paragraphs.retain(|one| !one.is_empty());
        Written {
            text: self.paragraphs.join("\n"),
            sources: self.sources,
            open: self.open,
        }
    }
}
