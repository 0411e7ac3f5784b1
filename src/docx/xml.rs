//! Text as XML wants it.

use std::borrow::Cow;

use quick_xml::events::BytesStart;

/// Whether XML 1.0 allows the character.
pub(super) fn legal(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r') || (c >= ' ' && !matches!(c, '\u{FFFE}' | '\u{FFFF}'))
}

/// `text` without characters that no XML file may hold.
pub(super) fn clean(text: &str) -> Cow<'_, str> {
    if text.chars().all(legal) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.chars().filter(|&c| legal(c)).collect())
    }
}

/// `text` as element content or attribute value.
pub(super) fn escape(text: &str) -> Cow<'_, str> {
    if text
        .chars()
        .all(|c| legal(c) && !matches!(c, '&' | '<' | '>' | '"'))
    {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars().filter(|&c| legal(c)) {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// What the attribute `name` says, if the element has it.
pub(super) fn attribute(element: &BytesStart, name: &str) -> Option<String> {
    let attribute = element.try_get_attribute(name).ok().flatten()?;
    let value = quick_xml::escape::unescape(&attribute.value).ok()?;
    Some(value.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_legal_characters_get_through() {
        assert_eq!(escape("a<b>&\"c\u{1}\u{FFFF}"), "a&lt;b&gt;&amp;&quot;c");
        assert_eq!(clean("甲\u{0}乙"), "甲乙");
        assert!(matches!(escape("园区"), Cow::Borrowed(_)));
    }
}
