//! What people write in Markdown, as HTML that is safe by construction: HTML in the source
//! is shown as it was typed, links lead to the web or to an address only, pictures are
//! links, because nothing may be fetched from elsewhere by looking at a page.

use pulldown_cmark::{CowStr, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd, html};

fn parser(source: &str) -> Parser<'_> {
    Parser::new_ext(
        source,
        Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TABLES,
    )
}

pub fn to_html(source: &str) -> String {
    let mut links = Links::default();
    let events = parser(source).flat_map(|event| tamed(event, &mut links));
    let mut written = String::with_capacity(source.len() * 3 / 2);
    html::push_html(&mut written, events);
    written
}

/// The text of the first line, without its marks, at most so many letters of it.
pub fn first_line(source: &str, longest: usize) -> String {
    let mut line = String::new();
    for event in parser(source) {
        match event {
            Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => {
                line.push_str(&text);
            }
            Event::SoftBreak | Event::HardBreak | Event::End(_) | Event::Rule
                if !line.trim().is_empty()
                    && !matches!(event, Event::End(end) if is_inline(end)) =>
            {
                break;
            }
            _ => {}
        }
    }
    let first = line.trim().lines().next().unwrap_or_default();
    first.chars().take(longest).collect()
}

fn is_inline(end: TagEnd) -> bool {
    matches!(
        end,
        TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image
    )
}

/// Which of the links and pictures around a place were opened as links.
#[derive(Default)]
struct Links(Vec<bool>);

impl Links {
    /// No link stands in another.
    fn open<'a>(&mut self, kind: LinkType, target: &str) -> Option<Event<'a>> {
        let target = match kind {
            LinkType::Email => format!("mailto:{target}"),
            _ => target.trim().to_owned(),
        };
        let opens = is_safe(&target) && !self.0.contains(&true);
        self.0.push(opens);
        opens.then(|| {
            let target = escaped(&target);
            let tag = format!(r#"<a class="link" href="{target}" rel="nofollow noreferrer">"#);
            Event::InlineHtml(tag.into())
        })
    }

    fn close<'a>(&mut self) -> Option<Event<'a>> {
        let was_opened = self.0.pop().unwrap_or_default();
        was_opened.then(|| Event::InlineHtml("</a>".into()))
    }
}

fn is_safe(target: &str) -> bool {
    let lower = target.to_ascii_lowercase();
    ["https://", "http://", "mailto:"]
        .iter()
        .any(|scheme| lower.starts_with(scheme))
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('"', "&quot;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

fn tamed<'a>(event: Event<'a>, links: &mut Links) -> Option<Event<'a>> {
    Some(match event {
        Event::Html(text) | Event::InlineHtml(text) => Event::Text(text),
        Event::Start(Tag::HtmlBlock) => Event::Start(Tag::Paragraph),
        Event::End(TagEnd::HtmlBlock) => Event::End(TagEnd::Paragraph),
        Event::Start(Tag::Link {
            link_type,
            dest_url,
            ..
        })
        | Event::Start(Tag::Image {
            link_type,
            dest_url,
            ..
        }) => {
            return links.open(link_type, &dest_url);
        }
        Event::End(TagEnd::Link | TagEnd::Image) => return links.close(),
        Event::Start(Tag::Heading { level, .. }) => Event::Start(Tag::Heading {
            level: beneath(level),
            id: None,
            classes: Vec::new(),
            attrs: Vec::new(),
        }),
        Event::End(TagEnd::Heading(level)) => Event::End(TagEnd::Heading(beneath(level))),
        // A line that ends where somebody ended it: notes are no manuscripts.
        Event::SoftBreak => Event::HardBreak,
        Event::Start(Tag::CodeBlock(_)) => Event::Start(Tag::CodeBlock(plain_block())),
        other => other,
    })
}

fn plain_block<'a>() -> pulldown_cmark::CodeBlockKind<'a> {
    pulldown_cmark::CodeBlockKind::Fenced(CowStr::Borrowed(""))
}

/// Notes stand beneath a heading of the third level.
fn beneath(level: HeadingLevel) -> HeadingLevel {
    match level {
        HeadingLevel::H1 => HeadingLevel::H4,
        HeadingLevel::H2 => HeadingLevel::H5,
        _ => HeadingLevel::H6,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_marked_is_written_as_html() {
        for (source, expected) in [
            (
                "**Bold** and _soft_",
                "<p><strong>Bold</strong> and <em>soft</em></p>",
            ),
            ("one\ntwo", "<p>one<br />\ntwo</p>"),
            ("# Top", "<h4>Top</h4>"),
            ("- tea\n- cake", "<ul>\n<li>tea</li>\n<li>cake</li>\n</ul>"),
            ("~~gone~~", "<p><del>gone</del></p>"),
            (
                "[here](https://a.example/?a=1&b=2)",
                "<p><a class=\"link\" href=\"https://a.example/?a=1&amp;b=2\" rel=\"nofollow noreferrer\">here</a></p>",
            ),
            (
                "<bo@lind.example>",
                "<p><a class=\"link\" href=\"mailto:bo@lind.example\" rel=\"nofollow noreferrer\">bo@lind.example</a></p>",
            ),
            ("```sh\nls\n```", "<pre><code>ls\n</code></pre>"),
        ] {
            assert_eq!(to_html(source).trim_end(), expected, "{source}");
        }
    }

    #[test]
    fn nothing_that_runs_or_is_fetched_comes_through() {
        for source in [
            "<script>alert(1)</script>",
            "a <img src=x onerror=alert(1)> b",
            "<div onclick=\"alert(1)\">\n\nx\n\n</div>",
            "[x](javascript:alert(1))",
            "[x](JAVASCRIPT:alert(1))",
            "[x](  javascript:alert(1))",
            "[x](data:text/html;base64,PHNjcmlwdD4=)",
            "[x](vbscript:msgbox)",
            "<javascript:alert(1)>",
            "![x](javascript:alert(1))",
            "![x](data:image/svg+xml;base64,AAAA)",
            "[x]: javascript:alert(1)\n\n[x]",
            "[x](https://a.example/\"onmouseover=\"alert(1))",
            "[x](<https://a.example/\" onmouseover=\"alert(1)>)",
            "![\" onerror=\"alert(1)](https://a.example/x.png)",
            "```\"><script>alert(1)</script>\nx\n```",
            "# x {onclick=alert(1)}",
        ] {
            let written = to_html(source);
            let tags = tags(&written);
            let is_tame = tags.iter().all(|tag| {
                let is_link = tag.starts_with("a class=\"link\" href=\"https://")
                    && tag.ends_with("\" rel=\"nofollow noreferrer\"")
                    && tag.matches('"').count() == 6;
                let name = tag.trim_start_matches('/').trim_end_matches(" /");
                is_link || ["a", "p", "br", "pre", "code", "h4"].contains(&name)
            });
            assert!(is_tame, "{source}: {written}");
        }
    }

    fn tags(html: &str) -> Vec<&str> {
        let parts = html.split('<').skip(1);
        parts.filter_map(|part| part.split('>').next()).collect()
    }

    #[test]
    fn a_picture_is_a_link_to_it_and_no_link_stands_in_another() {
        let written = to_html("[![Cat](https://a.example/cat.png)](https://b.example)");
        assert_eq!(written.matches("<a ").count(), 1);
        assert!(written.contains("https://b.example") && written.contains(">Cat</a>"));
        assert!(!to_html("![Cat](https://a.example/cat.png)").contains("<img"));
    }

    #[test]
    fn much_nesting_is_no_trouble() {
        for source in [
            "> ".repeat(10_000),
            "[".repeat(20_000),
            "*a_".repeat(15_000),
        ] {
            to_html(&source);
        }
    }

    #[test]
    fn the_first_line_is_told_without_marks() {
        for (source, line) in [
            ("Likes tea.\nTwo sugars.", "Likes tea."),
            ("# Book fair\n\nMet there.", "Book fair"),
            ("- **tea**, no `milk`\n- cake", "tea, no milk"),
            ("[here](https://a.example) and there", "here and there"),
            ("<b>Likes</b> tea", "<b>Likes</b> tea"),
            ("<b>\nx", "<b>"),
            ("---\n\nafter", "after"),
            ("", ""),
        ] {
            assert_eq!(first_line(source, 160), line, "{source}");
        }
        assert_eq!(first_line("abcdef", 3), "abc");
    }
}
