//! One tag of HTML and what its attributes say about quotes and signatures.

pub(super) struct Tag<'a> {
    pub(super) name: String,
    pub(super) is_opening: bool,
    attributes: &'a str,
}

impl<'a> Tag<'a> {
    /// Reads the tag at the start of `text` and gives what follows it.
    pub(super) fn parse(text: &'a str) -> Option<(Tag<'a>, &'a str)> {
        let inside = text.strip_prefix('<')?;
        let is_opening = !inside.starts_with('/');
        let named = inside.trim_start_matches('/');
        if !named
            .starts_with(|letter: char| letter.is_ascii_alphabetic() || matches!(letter, '!' | '?'))
        {
            return None;
        }
        let end = tag_end(named);
        let body = &named[..end];
        let name_end = body
            .find(|letter: char| letter.is_whitespace() || letter == '/')
            .unwrap_or(body.len());
        let tag = Tag {
            name: body[..name_end].to_ascii_lowercase(),
            is_opening,
            attributes: &body[name_end..],
        };
        Some((tag, named.get(end + 1..).unwrap_or("")))
    }

    pub(super) fn attribute(&self, name: &str) -> Option<&'a str> {
        let text = self.attributes;
        let mut from = 0;
        while let Some(found) = find_ignoring_case(&text[from..], name) {
            let start = from + found;
            let after = text[start + name.len()..].trim_start();
            let is_whole = text[..start]
                .ends_with(|letter: char| letter.is_whitespace() || "\"'/".contains(letter));
            if let Some(value) = after.strip_prefix('=').filter(|_| is_whole) {
                return Some(attribute_value(value.trim_start()));
            }
            from = start + name.len();
        }
        None
    }

    /// A blockquote that quotes, unlike one that only indents.
    pub(super) fn is_quote(&self) -> bool {
        let is_cited = self.has("type", "cite") || self.has("class", "quote");
        is_cited || !self.style_has("border:none")
    }

    /// A paragraph that stands directly under the one before it.
    pub(super) fn is_tight(&self) -> bool {
        self.has("class", "mso") || self.style_has("margin:0") || self.style_has("margin-bottom:0")
    }

    pub(super) fn is_signature(&self) -> bool {
        if self.attributes.len() < 8 || self.has("class", "gmail_signature_prefix") {
            return false;
        }
        let is_marked = |value: &str| {
            let value = value.to_ascii_lowercase();
            value == "signature"
                || [
                    "gmail_signature",
                    "moz-signature",
                    "applemailsignature",
                    "ms-outlook-mobile-signature",
                    "protonmail_signature_block",
                    "x_signature",
                ]
                .iter()
                .any(|mark| value.split_whitespace().any(|word| word == *mark))
        };
        self.attribute("class").is_some_and(is_marked)
            || self.attribute("id").is_some_and(is_marked)
    }

    /// The element in which Outlook puts the header of the mail that is answered.
    pub(super) fn is_reply_head(&self) -> bool {
        self.attributes.len() > 8
            && ([
                "divrplyfwdmsg",
                "appendonsend",
                "mail-editor-reference-message",
            ]
            .iter()
            .any(|id| self.has("id", id))
                || self.has("class", "outlookmessageheader"))
    }

    /// Nobody sees what is inside: preheaders, variants for other screens.
    pub(super) fn is_hidden(&self) -> bool {
        if self.attributes.len() < 7 {
            return false;
        }
        let mut words = self.attributes.split_whitespace();
        let is_marked = words.any(|word| {
            word.eq_ignore_ascii_case("hidden") || word.eq_ignore_ascii_case("hidden=\"hidden\"")
        });
        let style = self.attribute("style").unwrap_or("");
        is_marked || style.split(';').any(|rule| self.hides(rule))
    }

    fn hides(&self, rule: &str) -> bool {
        let Some((name, value)) = rule.split_once(':') else {
            return false;
        };
        let (name, value) = (name.trim(), value.trim());
        let value = value.split(['!', ' ']).next().unwrap_or("");
        let is = |known: &str, hidden: &str| {
            name.eq_ignore_ascii_case(known) && value.eq_ignore_ascii_case(hidden)
        };
        let is_nothing = matches!(value, "0" | "0px" | "0pt" | "0em");
        is("display", "none")
            || is("visibility", "hidden")
            || is_nothing && name.eq_ignore_ascii_case("opacity")
            || is_nothing && name.eq_ignore_ascii_case("max-height")
            || is_nothing && name.eq_ignore_ascii_case("font-size") && self.name == "span"
    }

    fn has(&self, attribute: &str, part: &str) -> bool {
        !self.attributes.is_empty()
            && self
                .attribute(attribute)
                .is_some_and(|value| find_ignoring_case(value, part).is_some())
    }

    fn style_has(&self, rule: &str) -> bool {
        let Some(style) = self.attribute("style") else {
            return false;
        };
        let style: String = style
            .chars()
            .filter(|letter| !letter.is_whitespace())
            .collect();
        find_ignoring_case(&style, rule).is_some()
    }
}

fn attribute_value(text: &str) -> &str {
    match text.as_bytes().first() {
        Some(quote @ (b'"' | b'\'')) => text[1..].split(*quote as char).next().unwrap_or(""),
        _ => text
            .split(|letter: char| letter.is_whitespace())
            .next()
            .unwrap_or(""),
    }
}

/// The position of the `>` that ends a tag, outside quoted attribute values.
fn tag_end(text: &str) -> usize {
    let bytes = text.as_bytes();
    let Some(first) = memchr::memchr(b'>', bytes) else {
        return text.len();
    };
    if memchr::memchr2(b'"', b'\'', &bytes[..first]).is_none() {
        return first;
    }
    let mut quote = None;
    for (at, byte) in bytes.iter().enumerate().take(first + 512) {
        match (quote, byte) {
            (None, b'>') => return at,
            (None, b'"' | b'\'') => quote = Some(*byte),
            (Some(open), byte) if open == *byte => quote = None,
            _ => {}
        }
    }
    first
}

fn find_ignoring_case(text: &str, part: &str) -> Option<usize> {
    text.as_bytes()
        .windows(part.len())
        .position(|window| window.eq_ignore_ascii_case(part.as_bytes()))
}
