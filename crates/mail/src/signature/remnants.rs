//! HTML that was pasted as text: tags and entities in a block.
//! Invariant: addresses in angle brackets (`<jane@acme.com>`, `<https://acme.com>`) are no tags.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::contact::pattern;

static TAG: LazyLock<Option<Regex>> = LazyLock::new(|| {
    pattern(
        r#"(?i)</?(br|p|div|td|th|tr|li|ul|ol|hr|table|tbody|h[1-6]|a|b|i|u|em|strong|span|font|img|small|center|body|html)(?:\s(?:[^<>]*?href=["']?([^"'\s<>]+))?[^<>]*)?/?>"#,
    )
});

/// The text without them; what divides lines in HTML becomes a bar.
pub(super) fn without(text: &str) -> String {
    let Some(tag) = TAG.as_ref().filter(|_| text.contains(['<', '&'])) else {
        return text.to_owned();
    };
    let bare = tag.replace_all(text, |captures: &Captures<'_>| {
        let name = captures.get(1).map_or("", |name| name.as_str());
        let is_inline = ["a", "b", "i", "u", "em", "strong", "span", "font", "small"]
            .contains(&name.to_ascii_lowercase().as_str());
        match captures.get(2) {
            Some(link) => format!(" {} | ", link.as_str()),
            None if is_inline => String::new(),
            None => " | ".to_owned(),
        }
    });
    const ENTITIES: [(&str, &str); 10] = [
        ("&nbsp;", " "),
        ("&#160;", " "),
        ("&middot;", "·"),
        ("&bull;", "•"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&apos;", "'"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&amp;", "&"),
    ];
    ENTITIES
        .iter()
        .fold(bare.into_owned(), |text, (entity, letter)| {
            text.replace(entity, letter)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_and_entities_vanish_and_addresses_stay() {
        assert_eq!(without("<b>Jane</b> &amp; Co<br>x"), "Jane & Co | x");
        assert_eq!(
            without("<a href=\"https://acme.com\">site</a>"),
            " https://acme.com | site"
        );
        for text in ["<jane@acme.com>", "a & b < c", "<https://acme.com/b>"] {
            assert_eq!(without(text), text);
        }
    }
}
