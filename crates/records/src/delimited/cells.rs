//! One row becomes its cells.

/// Whether a quoted field is still open behind these bytes, which begin a row.
pub(crate) fn ends_quoted(bytes: &[u8], delimiter: u8) -> bool {
    let mut state = Quotes::default();
    state.pass(bytes, delimiter);
    state.is_open
}

/// Follows quotes over the pieces of a row.
pub(super) struct Quotes {
    pub(super) is_open: bool,
    /// A field begins here, so that a quote opens it.
    at_start: bool,
    /// The last byte was a quote inside a quoted field: another one means a quote itself.
    after_quote: bool,
}

impl Default for Quotes {
    fn default() -> Self {
        Quotes {
            is_open: false,
            at_start: true,
            after_quote: false,
        }
    }
}

impl Quotes {
    pub(super) fn pass(&mut self, bytes: &[u8], delimiter: u8) {
        let mut at = 0;
        while let Some(byte) = bytes.get(at) {
            if self.is_open {
                let Some(skipped) = memchr::memchr(b'"', &bytes[at..]) else {
                    return;
                };
                (self.is_open, self.after_quote) = (false, true);
                at += skipped + 1;
                continue;
            }
            let may_open = std::mem::take(&mut self.after_quote) || self.at_start;
            let is_indent = *byte == b' ' && self.at_start;
            self.at_start = is_indent;
            if *byte == b'"' && may_open {
                self.is_open = true;
            } else if !is_indent {
                let Some(skipped) = memchr::memchr(delimiter, &bytes[at..]) else {
                    return;
                };
                at += skipped;
                self.at_start = true;
            }
            at += 1;
        }
    }
}

/// The cells of a row without its line end, quotes resolved, blanks kept.
pub(crate) fn cells(row: &str, delimiter: char) -> Vec<String> {
    let row = row.strip_suffix('\n').unwrap_or(row);
    let row = row.strip_suffix('\r').unwrap_or(row);
    let mut cells = Vec::new();
    let mut rest = row;
    loop {
        let (cell, after) = one_cell(rest, delimiter);
        cells.push(cell);
        match after {
            Some(after) => rest = after,
            None => return cells,
        }
    }
}

fn one_cell(text: &str, delimiter: char) -> (String, Option<&str>) {
    let Some(mut inside) = text.trim_start_matches(' ').strip_prefix('"') else {
        return match text.split_once(delimiter) {
            Some((cell, rest)) => (cell.to_owned(), Some(rest)),
            None => (text.to_owned(), None),
        };
    };
    let mut cell = String::new();
    while let Some((part, rest)) = inside.split_once('"') {
        cell.push_str(part);
        let Some(more) = rest.strip_prefix('"') else {
            let (tail, after) = match rest.split_once(delimiter) {
                Some((tail, after)) => (tail, Some(after)),
                None => (rest, None),
            };
            cell.push_str(tail.trim_end());
            return (cell.replace("\r\n", "\n"), after);
        };
        cell.push('"');
        inside = more;
    }
    cell.push_str(inside);
    (cell, None)
}

/// A cell without blanks around it; the marks with which programs write "nothing" are nothing.
pub(crate) fn trimmed(cell: &str) -> &str {
    let cell = cell.trim();
    match cell {
        "NULL" | "null" | "\\N" | "N/A" | "n/a" => "",
        cell if is_no_day(cell) => "",
        cell => cell,
    }
}

/// `0/0/00`, `0.0.00`, `0000-00-00`: Outlook and others write so where there is no day.
fn is_no_day(cell: &str) -> bool {
    let mark = |mark: &char| cell.contains(*mark);
    let Some(mark) = ['/', '.', '-'].into_iter().find(mark) else {
        return false;
    };
    let parts: Vec<&str> = cell.split(mark).collect();
    let is_nothing = |part: &&str| !part.is_empty() && part.bytes().all(|byte| byte == b'0');
    parts.len() == 3
        && parts.iter().all(is_nothing)
        && [parts[0], parts[2]]
            .iter()
            .any(|year| matches!(year.len(), 2 | 4))
}
