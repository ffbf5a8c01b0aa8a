//! Legal notices, warnings of gateways, advertisements of clients and footers of lists.

use std::sync::LazyLock;

use super::starts::Starts;

/// Beginnings of a line after which nothing of the sender's follows.
static ENDS: LazyLock<Starts> = LazyLock::new(|| Starts::new(include_str!("notices.txt")));

/// Beginnings of sentences that may be of lawyers or of anybody.
static OPENINGS: LazyLock<Starts> =
    LazyLock::new(|| Starts::new(include_str!("legal_openings.txt")));
/// Words of which a legal notice has at least one.
const LEGAL_WORDS: &str = include_str!("legal_words.txt");

/// Lines that say which device or program sent the mail.
static SENT_FROM: LazyLock<Starts> = LazyLock::new(|| Starts::new(include_str!("sent_from.txt")));

/// Warnings that gateways put above the text.
static WARNINGS: LazyLock<Starts> = LazyLock::new(|| Starts::new(include_str!("warnings.txt")));

/// Drops the notices from `lines`, which begin with the newest own text.
pub(super) fn cut(lines: &mut Vec<&str>) {
    drop_warnings(lines);
    let first = lines.iter().position(|line| !line.trim().is_empty());
    let below = first.map_or(lines.len(), |first| first + 1);
    let end = (below..lines.len()).find(|at| ends(&lines[*at..]));
    if let Some(end) = end {
        lines.truncate(end);
    }
    lines.retain(|line| !is_sent_from(line));
}

fn drop_warnings(lines: &mut Vec<&str>) {
    let starts = |line: &str| WARNINGS.begin(line);
    let Some(first) = lines.iter().take(4).position(|line| starts(line)) else {
        return;
    };
    let length = lines[first..]
        .iter()
        .take_while(|line| !line.trim().is_empty())
        .count();
    let is_apart = first + length < lines.len() && length <= 6;
    let length = if is_apart { length } else { 1 };
    if first + length < lines.len() {
        lines.drain(first..first + length);
    }
}

/// A notice begins here, if the sender wrote something above. What could be prose must speak as
/// lawyers do.
fn ends(rest: &[&str]) -> bool {
    let is_question = rest[0].trim_end().ends_with('?');
    ENDS.begin(rest[0]) && !is_question
        || OPENINGS.begin(rest[0]) && is_legal(rest)
        || is_list_footer(rest)
}

/// Whether the next paragraph, or the one below it, uses words of such notices.
fn is_legal(rest: &[&str]) -> bool {
    let text = rest
        .iter()
        .take(12)
        .map(|line| line.to_lowercase())
        .collect::<Vec<_>>()
        .join(" ");
    LEGAL_WORDS.lines().any(|word| text.contains(word))
}

/// The line of underscores that Mailman puts above its footer, and Google's delimiter.
fn is_list_footer(rest: &[&str]) -> bool {
    let line = rest[0].trim();
    let is_rule = line.len() >= 20 && line.chars().all(|letter| letter == '_' || letter == '-');
    let next = || {
        rest.iter()
            .skip(1)
            .map(|line| line.trim().to_lowercase())
            .filter(|line| !line.is_empty())
            .take(3)
    };
    let speaks_of_list = |line: &String| {
        line.contains("mailing list")
            || line.contains("listinfo")
            || line.contains("mailing-list")
            || line.contains("unsubscribe")
    };
    let is_delimiter = line == "--" || line == "-- ";
    is_rule && next().any(|line| speaks_of_list(&line))
        || is_delimiter
            && next()
                .take(1)
                .any(|line| ENDS.begin(&line) || speaks_of_list(&line))
}

fn is_sent_from(line: &str) -> bool {
    line.len() < 90 && SENT_FROM.begin(line) && line.split_whitespace().count() <= 10
}
