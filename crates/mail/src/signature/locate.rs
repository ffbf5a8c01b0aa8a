//! Finds the signature block at the end of the sender's own text.

use std::ops::Range;

use super::{closing, company, contact, place, title};
use crate::address::Address;
use crate::header::fold_spaces;

/// A block has at most this many lines that are not blank.
const LONGEST: usize = 30;

/// The signature in `own` text, without its closing formula; none where there is none.
pub fn locate(own: &str, sender: Option<&Address>) -> Option<String> {
    let lines: Vec<&str> = own.lines().map(str::trim_end).collect();
    let lines = until_postscript(&lines);
    let (first, range) = find(lines, sender)?;
    let mut block: Vec<&str> = first
        .into_iter()
        .filter(|first| !first.is_empty())
        .collect();
    let is_content = |line: &&&str| closing::rest(line) != Some("") && !is_delimiter(line);
    block.extend(lines[range].iter().filter(is_content));
    let block = block.join("\n");
    let block = block
        .trim_matches(|letter: char| letter == '\n' || letter == '\r')
        .to_owned();
    (!block.trim().is_empty()).then_some(block)
}

/// What stands behind a closing on its own line, and the lines of the block.
fn find<'a>(
    lines: &[&'a str],
    sender: Option<&Address>,
) -> Option<(Option<&'a str>, Range<usize>)> {
    let closing = last_closing(lines);
    let is_beyond = |delimiter: usize| {
        closing.is_some_and(|(at, _)| {
            at > delimiter && lines[delimiter..at].iter().any(|line| is_prose(line))
        })
    };
    let divides = |at: usize| {
        is_delimiter(lines[at]) || is_rule(lines[at]) && next_names(&lines[at + 1..], sender)
    };
    if let Some(delimiter) = (0..lines.len()).rev().find(|at| divides(*at))
        && !is_beyond(delimiter)
        && lines[delimiter + 1..]
            .iter()
            .any(|line| !line.trim().is_empty())
        && filled(&lines[delimiter + 1..]) <= LONGEST
    {
        let above =
            closing.filter(|(at, _)| *at < delimiter && filled(&lines[*at..delimiter]) <= 6);
        return Some(match above {
            Some((at, rest)) => (Some(rest), at + 1..lines.len()),
            None => (None, delimiter + 1..lines.len()),
        });
    }
    if let Some((at, rest)) = closing {
        return Some((Some(rest), at + 1..lines.len()));
    }
    tail(lines, sender).map(|start| (None, start..lines.len()))
}

fn is_delimiter(line: &str) -> bool {
    matches!(
        line.trim(),
        "--" | "—" | "---" | "-- -" | "–" | "- -" | "__"
    )
}

/// A line drawn above a signature.
fn is_rule(line: &str) -> bool {
    let line = line.trim();
    line.chars().count() >= 3 && line.chars().all(|letter| "-_=~*─━―—–＝".contains(letter))
}

fn next_names(lines: &[&str], sender: Option<&Address>) -> bool {
    let next = lines.iter().find(|line| !line.trim().is_empty());
    next.zip(sender)
        .is_some_and(|(line, sender)| names(line, sender))
}

fn filled(lines: &[&str]) -> usize {
    lines.iter().filter(|line| !line.trim().is_empty()).count()
}

/// The last closing behind which only a signature stands.
fn last_closing<'a>(lines: &[&'a str]) -> Option<(usize, &'a str)> {
    let mut seen = 0;
    for at in (0..lines.len()).rev() {
        let line = lines[at];
        if line.trim().is_empty() {
            continue;
        }
        seen += 1;
        if seen > LONGEST {
            return None;
        }
        if let Some(rest) = closing::rest(line)
            && is_block(&lines[at + 1..])
            && (filled(&lines[at + 1..]) > 0 || !rest.is_empty())
        {
            return Some((at, rest));
        }
    }
    None
}

/// Short lines for the most part: no paragraphs follow.
fn is_block(lines: &[&str]) -> bool {
    let lines = until_postscript(lines);
    let prose = lines.iter().take(6).filter(|line| is_prose(line)).count();
    prose * 3 <= filled(lines)
}

fn is_prose(line: &str) -> bool {
    let line = line.trim();
    let words = line.split_whitespace().count();
    let is_sentence = words > 5
        && !company::ends_with_form(line)
        && line.ends_with(['.', '?', '!', '。'])
        && !line.contains(['@', '|', '+', '•', '·']);
    is_sentence || words > 22
}

fn until_postscript<'a, 'b>(lines: &'b [&'a str]) -> &'b [&'a str] {
    const MARKS: [&str; 8] = ["ps:", "p.s.", "ps ", "p.s:", "pps", "ps.", "p.d.", "n.b."];
    let is_mark = |line: &&str| {
        let line = line.trim().to_lowercase();
        MARKS.iter().any(|mark| line.starts_with(mark))
    };
    let end = lines.iter().position(is_mark).filter(|end| *end > 0);
    &lines[..end.unwrap_or(lines.len())]
}

/// Without closing or delimiter: the lines at the end that carry contact data or the sender's
/// name, and the short lines among them.
fn tail(lines: &[&str], sender: Option<&Address>) -> Option<usize> {
    let mut start = None;
    let (mut count, mut strength, mut contacts, mut blanks, mut skipped) = (0, 0, 0, 0, 0);
    for at in (0..lines.len()).rev() {
        let line = lines[at].trim();
        if line.is_empty() {
            blanks += 1;
            if blanks > 1 && count > 0 && strength > 0 {
                break;
            }
            continue;
        }
        if line.starts_with(['"', '“', '„', '«']) {
            continue;
        }
        let names_sender = sender.is_some_and(|sender| names(line, sender));
        let is_sentence = is_prose(line) && line.split_whitespace().count() > 8;
        let is_contact = !is_sentence && contact::is_contact_line(line);
        let is_telling = is_contact || is_telling(line);
        let limit = if is_contact { 400 } else { 140 };
        if is_prose(line) && !is_contact && count == 0 && skipped < 2 {
            skipped += 1;
            continue;
        }
        if is_prose(line) && !is_contact || line.chars().count() > limit || count > 16 {
            break;
        }
        if !is_telling
            && !names_sender
            && (line.split_whitespace().count() > 7
                || line.ends_with([',', '.', '?', '!', ':', '。']))
        {
            break;
        }
        count += 1;
        blanks = 0;
        strength += usize::from(is_telling) + usize::from(names_sender);
        contacts += usize::from(is_contact);
        if is_telling || names_sender {
            start = Some(at);
        }
        if names_sender {
            return Some(with_work_above(lines, at));
        }
    }
    start
        .filter(|start| {
            skipped == 0 && contacts > 0 && strength >= 2 && filled(&lines[*start..]) >= 2
        })
        .map(|start| with_name_above(lines, start))
}

fn is_telling(line: &str) -> bool {
    let pieces = line.split(['|', '•', '·', ',']).map(str::trim);
    let is_long = line.chars().count() > 90;
    !is_long && (title::is_title(line) || company::has_legal_form(line))
        || pieces.into_iter().any(|piece| place::strength(piece) == 2)
}

/// In East Asia company and title stand above the name.
fn with_work_above(lines: &[&str], name: usize) -> usize {
    let above = lines[..name].iter().rev().take(4);
    let is_work = |line: &&&str| {
        is_telling(line)
            && line.chars().count() <= 40
            && !line.ends_with(['.', '。', ',', '?', '!', ':'])
    };
    name - above.take_while(is_work).count()
}

/// The short line directly above the first telling one is likely the name.
fn with_name_above(lines: &[&str], start: usize) -> usize {
    let above = start.checked_sub(1).map(|at| lines[at].trim());
    let is_name = |line: &str| {
        crate::names::parse(line).is_some_and(|name| name.family.is_some())
            && line.split_whitespace().count() <= 4
            && !line.ends_with(['.', '!', '?', ','])
    };
    if above.is_some_and(is_name) {
        start - 1
    } else {
        start
    }
}

/// The line is, or begins with, the sender's name.
fn names(line: &str, sender: &Address) -> bool {
    let line =
        fold_spaces(line.trim_matches(|letter: char| "*_-–—~/,. ".contains(letter))).to_lowercase();
    if line.split(' ').count() > 9 {
        return false;
    }
    let Some(name) = crate::names::person_name(sender.name.as_deref(), &sender.email) else {
        return false;
    };
    let full = name.full.to_lowercase();
    let is_given_alone = name
        .given
        .is_some_and(|given| given.to_lowercase() == line && line.chars().count() > 1);
    let at = line
        .find(&full)
        .filter(|at| line[..*at].split(' ').count() <= 3);
    at.is_some() || is_given_alone
}
