//! The parts of a letter: plain text and HTML with what they quote, and files.

use super::message::Part;
use super::quote::attribution;
use super::signature::signature;
use super::thread::Thread;
use super::words::own_text;
use super::{calendar, message};
use crate::dice::Dice;
use crate::schedule::Form;
use crate::world::Client;

/// How many earlier messages a reply carries along.
const DEPTH: u8 = 2;

pub(super) fn parts(thread: &Thread, position: u8, dice: &mut Dice) -> Vec<message::Part> {
    if thread.exchange.form == Form::Meeting {
        return calendar::parts(thread, position);
    }
    let flowed = thread.client(position) == Client::Thunderbird;
    let plain = |thread| {
        let kind = if flowed {
            "text/plain; format=flowed"
        } else {
            "text/plain"
        };
        Part::text(kind, plain(thread, position, DEPTH))
    };
    let page = |thread| {
        Part::text(
            "text/html",
            format!(
                "<html><body>{}</body></html>",
                html(thread, position, DEPTH)
            ),
        )
    };
    match (thread.client(position), dice.below(10)) {
        (Client::Thunderbird, _) | (Client::Telephone, 0..6) | (Client::Apple, 0..5) => {
            vec![plain(thread)]
        }
        (Client::Outlook, 0..4) => vec![page(thread)],
        (Client::Gmail, 0) => vec![plain(thread)],
        _ => vec![plain(thread), page(thread)],
    }
}

fn plain(thread: &Thread, position: u8, depth: u8) -> String {
    let mut text = own_text(thread, position);
    if matches!(thread.client(position), Client::Gmail | Client::Thunderbird) {
        text = wrapped(&text, 74);
    }
    let signature = signature(thread, position);
    if !signature.is_empty() {
        text.push_str("\n\n");
        text.push_str(&signature);
    }
    text.push('\n');
    if position > 0 && depth > 0 {
        text.push('\n');
        quote_plain(
            thread,
            position,
            &plain(thread, position - 1, depth - 1),
            &mut text,
        );
    }
    text
}

fn quote_plain(thread: &Thread, position: u8, quoted: &str, text: &mut String) {
    let outlook = thread.client(position) == Client::Outlook;
    for line in attribution(thread, position) {
        text.push_str(&line);
        text.push('\n');
    }
    if outlook {
        text.push('\n');
        text.push_str(quoted);
        return;
    }
    if thread.client(position) != Client::Thunderbird {
        text.push('\n');
    }
    for line in quoted.lines() {
        text.push_str(if line.is_empty() || line.starts_with('>') {
            ">"
        } else {
            "> "
        });
        text.push_str(line);
        text.push('\n');
    }
}

/// Breaks lines at spaces, as programs without flowed text do.
fn wrapped(text: &str, width: usize) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for (number, line) in text.lines().enumerate() {
        if number > 0 {
            out.push('\n');
        }
        let mut column = 0;
        for (index, word) in line.split(' ').enumerate() {
            let length = word.chars().count();
            if index > 0 {
                let breaks = column + length + 1 > width;
                out.push(if breaks { '\n' } else { ' ' });
                column = if breaks { 0 } else { column + 1 };
            }
            out.push_str(word);
            column += length;
        }
    }
    out
}

fn html(thread: &Thread, position: u8, depth: u8) -> String {
    let client = thread.client(position);
    let own = own_text(thread, position);
    let mut page = match client {
        Client::Outlook => paragraphs(&own, "<p class=\"MsoNormal\">", "</p>\n"),
        Client::Gmail => format!(
            "<div dir=\"ltr\">{}</div>\n",
            paragraphs(&own, "<div>", "</div><div><br></div>\n")
        ),
        _ => format!(
            "<div style=\"overflow-wrap: break-word;\">{}</div>\n",
            paragraphs(&own, "<p>", "</p>\n")
        ),
    };
    let signature = signature(thread, position);
    if !signature.is_empty() {
        let class = if client == Client::Gmail {
            " class=\"gmail_signature\""
        } else {
            ""
        };
        page.push_str(&format!("<div{class}>{}</div>\n", lines(&signature)));
    }
    if position > 0 && depth > 0 {
        let quoted = html(thread, position - 1, depth - 1);
        quote_html(thread, position, &quoted, &mut page);
    }
    page
}

fn quote_html(thread: &Thread, position: u8, quoted: &str, page: &mut String) {
    let named = lines(&attribution(thread, position).join("\n"));
    let block = match thread.client(position) {
        Client::Outlook => format!(
            "<div style=\"border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm\"><p class=\"MsoNormal\">{named}</p></div>\n{quoted}"
        ),
        Client::Gmail => format!(
            "<br><div class=\"gmail_quote\"><div dir=\"ltr\" class=\"gmail_attr\">{named}<br></div><blockquote class=\"gmail_quote\" style=\"margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204);padding-left:1ex\">{quoted}</blockquote></div>\n"
        ),
        _ => format!(
            "<div><br><blockquote type=\"cite\"><div>{named}</div><br>{quoted}</blockquote></div>\n"
        ),
    };
    page.push_str(&block);
}

fn paragraphs(text: &str, open: &str, close: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    for paragraph in text.split("\n\n") {
        out.push_str(open);
        out.push_str(&lines(paragraph));
        out.push_str(close);
    }
    out
}

/// Escaped text with its line breaks kept.
pub(super) fn lines(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 32);
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\n' => out.push_str("<br>\n"),
            other => out.push(other),
        }
    }
    out
}

/// A small file of the kind that its name ends on.
pub(super) fn attachment(filename: String, dice: &mut Dice) -> Part {
    let (kind, head): (_, &[u8]) = match filename.rsplit('.').next() {
        Some("pdf") => ("application/pdf", b"%PDF-1.4\n"),
        Some("jpg") => ("image/jpeg", b"\xFF\xD8\xFF\xE0\x00\x10JFIF\x00"),
        Some("csv") => ("text/csv", b"date,item,amount\n"),
        _ => ("application/octet-stream", b""),
    };
    let mut content = head.to_vec();
    for _ in 0..dice.below(120) + 20 {
        if kind == "text/csv" {
            content.extend_from_slice(
                format!(
                    "2024-{:02}-{:02},{},{}\n",
                    1 + dice.below(12),
                    1 + dice.below(28),
                    dice.below(90),
                    dice.below(9_000)
                )
                .as_bytes(),
            );
        } else {
            content.extend_from_slice(&dice.next().to_le_bytes());
        }
    }
    Part {
        kind,
        content,
        filename: Some(filename),
    }
}
