//! HTML bodies become lines of text that read like what the sender's client would have sent.
//! Invariant: one pass, linear in the input; quotes become `> ` lines and a marked signature is
//! preceded by the `-- ` line, so that later steps know only one notation.

mod entities;
mod hidden;
mod link;
mod tag;
#[cfg(test)]
mod tests;
mod writer;

use tag::Tag;
use writer::Writer;

/// Elements of which nobody sees the content.
const UNSEEN: [&str; 3] = ["style", "script", "title"];
const COMMENT: &str = "!--";
/// The text of a link is looked at up to this many bytes.
const LONGEST_LINK: usize = 2000;

/// Converts `html`, stopping after about `limit` bytes of text.
pub(crate) fn to_text(html: &str, limit: usize) -> String {
    let mut page = Page {
        writer: Writer::default(),
        links: Vec::new(),
        is_tight: false,
        trusts_hiding: 8,
        unended: Vec::new(),
    };
    let mut rest = html;
    while !rest.is_empty() && page.writer.len() < limit {
        let open = memchr::memchr(b'<', rest.as_bytes()).unwrap_or(rest.len());
        page.writer.text(&rest[..open]);
        rest = page.markup(&rest[open..]);
    }
    page.writer.finish()
}

struct Page<'a> {
    writer: Writer,
    links: Vec<(&'a str, usize)>,
    /// The open paragraph stands close to its neighbours.
    is_tight: bool,
    /// After so many hidden elements without an end, hiding is no longer looked for.
    trusts_hiding: u8,
    /// Names of what was found to have no end: it has none further down either.
    unended: Vec<&'static str>,
}

impl<'a> Page<'a> {
    /// Consumes the markup at the start of `rest` and gives what follows.
    fn markup(&mut self, rest: &'a str) -> &'a str {
        if let Some(comment) = rest.strip_prefix("<!--") {
            return self.behind_unseen(comment, COMMENT);
        }
        let Some((tag, after)) = Tag::parse(rest) else {
            let (bracket, after) = rest.split_at(rest.len().min(1));
            self.writer.text(bracket);
            return after;
        };
        let unseen = UNSEEN.iter().find(|name| **name == tag.name);
        if let Some(name) = unseen.filter(|_| tag.is_opening) {
            return self.behind_unseen(after, name);
        }
        if let Some(rest) = self.behind_hidden(&tag, after) {
            return rest;
        }
        if tag.is_opening {
            self.open(&tag)
        } else {
            self.close(&tag)
        }
        after
    }

    /// What follows a comment or an element that is not for reading. Where one has no end, its
    /// content is taken as text, lest a mail is lost.
    fn behind_unseen(&mut self, content: &'a str, name: &'static str) -> &'a str {
        if self.unended.contains(&name) {
            return content;
        }
        let rest = if name == COMMENT {
            content.split_once("-->").map(|(_, rest)| rest)
        } else {
            behind_end(content, name)
        };
        if rest.is_none() {
            self.unended.push(name);
        }
        rest.unwrap_or(content)
    }

    /// What follows a hidden element. One that is never closed is not taken as hidden.
    fn behind_hidden(&mut self, tag: &Tag<'a>, after: &'a str) -> Option<&'a str> {
        if !tag.is_opening || self.trusts_hiding == 0 || is_void(&tag.name) || !tag.is_hidden() {
            return None;
        }
        let rest = hidden::behind(after, &tag.name);
        if rest.is_none() {
            self.trusts_hiding -= 1;
        }
        rest
    }

    fn open(&mut self, tag: &Tag<'a>) {
        match tag.name.as_str() {
            "br" => self.writer.line_break(),
            "hr" => self.writer.divider(),
            "td" | "th" => self.writer.cell(),
            "li" => self.writer.item(),
            "pre" => self.writer.set_verbatim(true),
            "a" => self
                .links
                .push((tag.attribute("href").unwrap_or(""), self.writer.len())),
            "blockquote" => {
                self.writer.block();
                self.writer.open_quote(tag.is_quote());
            }
            "p" => {
                self.is_tight = tag.is_tight();
                self.writer.paragraph(self.is_tight);
            }
            name if is_block(name) => self.writer.block(),
            _ => {}
        }
        self.mark(tag);
    }

    fn mark(&mut self, tag: &Tag<'_>) {
        if tag.is_signature() {
            self.writer.signature();
        } else if tag.is_reply_head() {
            self.writer.divider();
        }
    }

    fn close(&mut self, tag: &Tag<'a>) {
        match tag.name.as_str() {
            "pre" => self.writer.set_verbatim(false),
            "a" => self.close_link(),
            "blockquote" => {
                self.writer.block();
                self.writer.close_quote();
            }
            "p" => self.writer.paragraph(self.is_tight),
            name if is_block(name) => self.writer.block(),
            _ => {}
        }
    }

    fn close_link(&mut self) {
        let Some((target, start)) = self.links.pop() else {
            return;
        };
        let shown = self.writer.since(start);
        if shown.len() > LONGEST_LINK {
            return;
        }
        if let Some(value) = link::worth_showing(target, shown.trim()) {
            self.writer.inline(&value);
        }
    }
}

fn is_void(name: &str) -> bool {
    matches!(
        name,
        "br" | "hr" | "img" | "input" | "meta" | "link" | "col" | "area" | "wbr" | "html" | "body"
    )
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "div"
            | "table"
            | "tr"
            | "ul"
            | "ol"
            | "li"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "section"
            | "article"
            | "header"
            | "footer"
            | "address"
            | "dl"
            | "dd"
            | "dt"
            | "center"
            | "body"
            | "pre"
            | "form"
            | "main"
    )
}

/// What follows the end tag of the element `name`.
fn behind_end<'a>(content: &'a str, name: &str) -> Option<&'a str> {
    let bytes = content.as_bytes();
    for at in memchr::memmem::find_iter(bytes, "</") {
        let tail = &bytes[at + 2..];
        if tail.len() >= name.len() && tail[..name.len()].eq_ignore_ascii_case(name.as_bytes()) {
            let rest = content[at..].split_once('>').map(|(_, rest)| rest);
            return Some(rest.unwrap_or_default());
        }
    }
    None
}
