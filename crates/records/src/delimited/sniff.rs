//! Delimiter, encoding, preamble and header of a file, by its beginning.

use super::Dialect;
use super::cells::{cells, ends_quoted};
use crate::charset;
use crate::mapping::{is_header, shape_of};

const DELIMITERS: [char; 4] = [',', ';', '\t', '|'];
/// Rows that are looked at.
const ROWS: usize = 200;
/// Rows that may come before the header.
const PREAMBLE: usize = 20;
/// Columns of a table; wider rows are rejected.
const COLUMNS: usize = 2_000;

/// Reads the dialect from the first bytes of a file (as UTF-8 if it is UTF-16).
pub fn sniff(head: &[u8]) -> Dialect {
    let encoding = charset::guess(head);
    let text = charset::text(head, encoding);
    let has_bare_cr = text.contains('\r') && !text.contains('\n');
    let text = if has_bare_cr {
        text.replace('\r', "\n")
    } else {
        text
    };
    let (declared, text) = declared_delimiter(&text);
    let delimiter = declared.unwrap_or_else(|| best_delimiter(text));
    let rows = rows_of(text, delimiter);
    let first = first_of_table(&rows, delimiter);
    let row = rows
        .get(first)
        .map(|row| cells(row, delimiter))
        .unwrap_or_default();
    let has_header = is_header(&row) || !looks_like_data(&row);
    Dialect {
        delimiter,
        has_bare_cr,
        encoding: encoding.map(|encoding| encoding.name().to_owned()),
        preamble: first + usize::from(declared.is_some()),
        has_header,
        header: names(&row, has_header),
    }
}

/// Excel's own line `sep=;`.
fn declared_delimiter(text: &str) -> (Option<char>, &str) {
    let line_end = text.find('\n').map_or(text.len(), |at| at + 1);
    let line = text[..line_end].trim().trim_matches('"');
    let mark = line
        .strip_prefix("sep=")
        .and_then(|mark| mark.chars().next());
    match mark.filter(|mark| DELIMITERS.contains(mark)) {
        Some(mark) => (Some(mark), &text[line_end..]),
        None => (None, text),
    }
}

/// The one that cuts most rows into the same number of cells, and into more than one.
fn best_delimiter(text: &str) -> char {
    let score = |delimiter: &char| {
        let widths = widths(&rows_of(text, *delimiter), *delimiter);
        let (width, count) = most_frequent(&widths);
        let share = count as f64 / widths.len().max(1) as f64;
        if width < 2 {
            0.0
        } else {
            share * (width as f64).ln()
        }
    };
    let best = DELIMITERS.iter().map(|mark| (score(mark), *mark));
    best.fold(
        (0.0, ','),
        |best, next| if next.0 > best.0 { next } else { best },
    )
    .1
}

fn rows_of(text: &str, delimiter: char) -> Vec<&str> {
    let mut rows = Vec::new();
    let (mut start, mut end) = (0, 0);
    for line in text.split_inclusive('\n') {
        end += line.len();
        if end - start < super::ROW_LIMIT
            && ends_quoted(&text.as_bytes()[start..end], delimiter as u8)
        {
            continue;
        }
        if !text[start..end].trim().is_empty() {
            rows.push(&text[start..end]);
        }
        start = end;
        if rows.len() == ROWS {
            break;
        }
    }
    if rows.is_empty() && !text[start..].trim().is_empty() {
        rows.push(text[start..].lines().next().unwrap_or_default());
    }
    rows
}

fn widths(rows: &[&str], delimiter: char) -> Vec<usize> {
    rows.iter().map(|row| cells(row, delimiter).len()).collect()
}

/// The most frequent width, the greater of equals, and how often it is there.
fn most_frequent(widths: &[usize]) -> (usize, usize) {
    let count = |width: usize| widths.iter().filter(|other| **other == width).count();
    let ranked = widths.iter().map(|width| (count(*width), *width));
    ranked.max().map_or((0, 0), |(count, width)| (width, count))
}

/// The header: the first row that is known as one, else the first of the usual width.
fn first_of_table(rows: &[&str], delimiter: char) -> usize {
    let known = rows
        .iter()
        .take(PREAMBLE)
        .position(|row| is_header(&cells(row, delimiter)));
    let widths = widths(rows, delimiter);
    let (width, _) = most_frequent(&widths);
    let usual = widths
        .iter()
        .take(PREAMBLE)
        .position(|other| *other >= width);
    known.or(usual).unwrap_or(0)
}

/// Addresses, numbers and links are values, not names of columns.
fn looks_like_data(row: &[String]) -> bool {
    row.iter()
        .any(|cell| shape_of(cell).is_some_and(|shape| shape.is_certain()))
}

fn names(row: &[String], has_header: bool) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for (at, cell) in row.iter().enumerate().take(COLUMNS) {
        let cell = cell.trim();
        let name = match has_header && !cell.is_empty() {
            true => cell.to_owned(),
            false => format!("column {}", at + 1),
        };
        let same = |name: &str| {
            row[..at]
                .iter()
                .filter(|other| other.trim() == name)
                .count()
        };
        let repeated = if has_header { same(&name) } else { 0 };
        names.push(match repeated {
            0 => name,
            count => format!("{name} ({})", count + 1),
        });
    }
    names
}
