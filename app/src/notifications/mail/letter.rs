//! What stands in a mail, as text and as HTML that says the same. Nothing in it is fetched
//! from elsewhere, and nothing tells that it was read.

use std::fmt::Write;

/// A mail that Kith writes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Letter {
    pub subject: String,
    pub intro: String,
    pub parts: Vec<Part>,
    /// Why it came, and where that can be changed: words and an address.
    pub foot: Vec<(String, String)>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Part {
    pub heading: String,
    pub lines: Vec<Line>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    pub title: String,
    /// A whole address; empty where it leads nowhere.
    pub link: String,
    pub detail: String,
    pub quote: Option<Quote>,
}

/// A text that is shown as it is, and what can be done with it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Quote {
    pub title: String,
    pub text: String,
    /// Words, and a whole address.
    pub act: (String, String),
}

const BODY: &str =
    "margin:0;padding:24px;background:#f8f5f0;color:#1d2426;font:16px/1.5 system-ui,sans-serif";
const CARD: &str =
    "max-width:560px;margin:0 auto;padding:24px;background:#ffffff;border-radius:10px";

impl Letter {
    pub fn text(&self) -> String {
        let mut text = format!("{}\n", self.intro);
        for part in &self.parts {
            let _ = write!(text, "\n{}\n", part.heading);
            for line in &part.lines {
                let _ = write!(text, "\n* {}\n", line.title);
                for more in [&line.detail, &line.link] {
                    if !more.is_empty() {
                        let _ = writeln!(text, "  {more}");
                    }
                }
                if let Some(quote) = &line.quote {
                    text.push_str(&quote.in_text());
                }
            }
        }
        text.push_str("\n-- \n");
        for (words, link) in &self.foot {
            let _ = writeln!(text, "{words}: {link}");
        }
        text
    }

    pub fn html(&self) -> String {
        let mut html = format!(
            "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{}</title></head>\
             <body style=\"{BODY}\"><div style=\"{CARD}\"><p style=\"margin:0 0 16px\">{}</p>",
            escaped(&self.subject),
            escaped(&self.intro)
        );
        for part in &self.parts {
            let _ = write!(
                html,
                "<h2 style=\"margin:24px 0 8px;font-size:16px\">{}</h2><ul style=\"margin:0;padding:0;list-style:none\">",
                escaped(&part.heading)
            );
            for line in &part.lines {
                html.push_str(&item(line));
            }
            html.push_str("</ul>");
        }
        html.push_str(
            "</div><p style=\"max-width:560px;margin:16px auto;color:#5c6668;font-size:13px\">",
        );
        let foot = self.foot.iter().map(|(words, link)| {
            format!(
                "<a style=\"color:#5c6668\" href=\"{}\">{}</a>",
                escaped(link),
                escaped(words)
            )
        });
        html.push_str(&foot.collect::<Vec<_>>().join(" · "));
        html.push_str("</p></body></html>");
        html
    }
}

impl Quote {
    fn in_text(&self) -> String {
        let mut text = String::from("\n");
        let _ = writeln!(text, "  {}", self.title);
        for line in self.text.lines() {
            let _ = writeln!(text, "{}", format!("  > {line}").trim_end());
        }
        let (words, link) = &self.act;
        let _ = writeln!(text, "\n  {words}: {link}");
        text
    }

    fn in_html(&self) -> String {
        let lines: Vec<String> = self.text.lines().map(escaped).collect();
        let (words, link) = &self.act;
        format!(
            "<blockquote dir=\"auto\" style=\"margin:8px 0;padding:8px 12px;border-inline-start:3px solid #0b6b6b;background:#f8f5f0\">\
             <strong>{}</strong><br>{}</blockquote>\
             <a style=\"color:#0b6b6b\" href=\"{}\">{}</a>",
            escaped(&self.title),
            lines.join("<br>"),
            escaped(link),
            escaped(words)
        )
    }
}

fn item(line: &Line) -> String {
    let title = escaped(&line.title);
    let title = match line.link.as_str() {
        "" => format!("<strong>{title}</strong>"),
        link => format!(
            "<a style=\"color:#0b6b6b;font-weight:600\" href=\"{}\">{title}</a>",
            escaped(link)
        ),
    };
    let detail = match line.detail.as_str() {
        "" => String::new(),
        detail => format!(
            "<br><span style=\"color:#5c6668\">{}</span>",
            escaped(detail)
        ),
    };
    let quote = line.quote.as_ref().map(Quote::in_html).unwrap_or_default();
    format!("<li dir=\"auto\" style=\"margin:0 0 12px\">{title}{detail}{quote}</li>")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
