//! HTML bodies become lines of text that read like what the sender's client would have sent.
//! Invariant: one pass, linear in the input; quotes become `> ` lines and a marked signature is
//! preceded by the `-- ` line, so that later steps know only one notation.

mod entities;
mod tag;
#[cfg(test)]
mod tests;
mod writer;

use tag::Tag;
use writer::Writer;

/// Converts `html`, stopping after about `limit` bytes of text.
pub(crate) fn to_text(html: &str, limit: usize) -> String {
    let mut page = Page {
        writer: Writer::default(),
        links: Vec::new(),
        is_tight: false,
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
}

impl<'a> Page<'a> {
    /// Consumes the markup at the start of `rest` and gives what follows.
    fn markup(&mut self, rest: &'a str) -> &'a str {
        if let Some(comment) = rest.strip_prefix("<!--") {
            return comment.find("-->").map_or("", |end| &comment[end + 3..]);
        }
        let Some((tag, after)) = Tag::parse(rest) else {
            let (bracket, after) = rest.split_at(rest.len().min(1));
            self.writer.text(bracket);
            return after;
        };
        if tag.is_opening && matches!(tag.name.as_str(), "style" | "script" | "title") {
            return skip_to_end(after, &tag.name);
        }
        if tag.is_opening {
            self.open(&tag)
        } else {
            self.close(&tag)
        }
        after
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

    /// A target that says more than the text of its link is kept: a profile, a phone, a mailbox.
    fn close_link(&mut self) {
        let Some((target, start)) = self.links.pop() else {
            return;
        };
        let target = entities::decode(target.trim());
        let shown = self.writer.since(start).trim();
        let lower = target.to_ascii_lowercase();
        let value = lower.strip_prefix("mailto:").or(lower.strip_prefix("tel:"));
        if let Some(value) = value {
            let value = value.split('?').next().unwrap_or(value);
            let is_shown =
                shown.contains('@') || shown.chars().filter(char::is_ascii_digit).count() > 5;
            if !is_shown && !value.is_empty() {
                self.writer.inline(value);
            }
        } else if is_profile(&lower) && !shown.to_ascii_lowercase().contains(host_and_path(&lower))
        {
            self.writer.inline(&format!("<{target}>"));
        } else if shown.is_empty() && is_front_page(&lower) {
            self.writer.inline(host_and_path(&target));
        }
    }
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

fn skip_to_end<'a>(rest: &'a str, name: &str) -> &'a str {
    let bytes = rest.as_bytes();
    for at in memchr::memmem::find_iter(bytes, "</") {
        let tail = &bytes[at + 2..];
        if tail.len() >= name.len() && tail[..name.len()].eq_ignore_ascii_case(name.as_bytes()) {
            return rest[at..].find('>').map_or("", |end| &rest[at + end + 1..]);
        }
    }
    ""
}

fn host_and_path(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.strip_prefix("www.")
        .unwrap_or(rest)
        .trim_end_matches('/')
}

fn is_profile(url: &str) -> bool {
    let place = host_and_path(url);
    let hosts = [
        "linkedin.com/",
        "twitter.com/",
        "x.com/",
        "t.me/",
        "telegram.me/",
        "github.com/",
    ];
    let place = place
        .split_once('.')
        .filter(|(country, _)| country.len() == 2)
        .map_or(place, |(_, rest)| rest);
    hosts.iter().any(|host| place.starts_with(host))
}

fn is_front_page(url: &str) -> bool {
    url.starts_with("http") && !host_and_path(url).contains(['/', '?', '#'])
}
