//! Lists of words, looked up by their first or last character.

use std::collections::HashMap;

/// Words by the character at one of their ends, longest first.
#[derive(Debug)]
pub(super) struct Words<T: 'static> {
    by_char: HashMap<char, Vec<(&'static str, T)>>,
}

impl<T: Copy> Words<T> {
    /// Words that are looked for at the beginning of a text.
    pub fn first(words: impl IntoIterator<Item = (&'static str, T)>) -> Self {
        Self::by(words, |word| word.chars().next())
    }

    /// Words that are looked for at the end of a text.
    pub fn last(words: impl IntoIterator<Item = (&'static str, T)>) -> Self {
        Self::by(words, |word| word.chars().next_back())
    }

    fn by(
        words: impl IntoIterator<Item = (&'static str, T)>,
        end: fn(&str) -> Option<char>,
    ) -> Self {
        let mut by_char: HashMap<char, Vec<(&'static str, T)>> = HashMap::new();
        for (word, value) in words {
            if let Some(c) = end(word) {
                by_char.entry(c).or_default().push((word, value));
            }
        }
        for words in by_char.values_mut() {
            words.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
        }
        Self { by_char }
    }

    /// The words with which `text` begins, longest first.
    pub fn beginning<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (&'static str, T)> + 't {
        let words = text.chars().next().and_then(|c| self.by_char.get(&c));
        words
            .into_iter()
            .flatten()
            .copied()
            .filter(move |(word, _)| text.starts_with(word))
    }

    /// The words with which `text` ends, longest first.
    pub fn ending<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (&'static str, T)> + 't {
        let words = text.chars().next_back().and_then(|c| self.by_char.get(&c));
        words
            .into_iter()
            .flatten()
            .copied()
            .filter(move |(word, _)| text.ends_with(word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_word_comes_first() {
        let words = Words::first([("提高", 1), ("提高到", 2), ("增加", 3)]);
        assert_eq!(words.beginning("提高到30%").next(), Some(("提高到", 2)));
        assert_eq!(words.beginning("下降").next(), None);
        let words = Words::last([("到", 1), ("提高到", 2)]);
        assert_eq!(
            words
                .ending("逐步提高到")
                .map(|(_, n)| n)
                .collect::<Vec<_>>(),
            [2, 1]
        );
    }
}
