//! The sender's own words: what is quoted, forwarded or added by lawyers and machines is cut.
//! Invariant: own text is made of whole lines of the text it is given, in their order.

mod disclaimer;
mod quote;
mod starts;
#[cfg(test)]
mod tests;
mod words;

/// What the sender wrote in this message, including the signature, without trailing blank lines.
pub fn own_text(text: &str) -> String {
    own_lines(text).join("\n")
}

pub(crate) fn own_lines(text: &str) -> Vec<&str> {
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    let mut own = without_quotes(&lines);
    disclaimer::cut(&mut own);
    trim(&mut own);
    own
}

fn without_quotes<'a>(lines: &[&'a str]) -> Vec<&'a str> {
    let mut own = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        if quote::is_quoted(lines[at]) {
            at += 1;
            continue;
        }
        if let Some(length) = quote::attribution(&lines[at..]) {
            let rest = &lines[at + length..];
            if !quote::is_followed_by_quote(rest) {
                break;
            }
            at += length;
            continue;
        }
        if quote::begins_copy(&lines[at..]) {
            break;
        }
        own.push(lines[at]);
        at += 1;
    }
    own
}

/// Drops blank lines and dividers from both ends.
fn trim(lines: &mut Vec<&str>) {
    while lines.last().is_some_and(|line| is_ornament(line)) {
        lines.pop();
    }
    let start = lines
        .iter()
        .take_while(|line| line.trim().is_empty())
        .count();
    lines.drain(..start);
}

fn is_ornament(line: &str) -> bool {
    let line = line.trim();
    line.chars().all(|letter| "-_=*~—–#. ".contains(letter)) && line != "."
}

/// Of longer texts only the beginning is looked at for what begins them.
const HEAD: usize = 16 * 1024;

/// The beginning of a text, for what needs no more than its first own words.
pub(crate) fn head(text: &str) -> &str {
    &text[..text.floor_char_boundary(HEAD)]
}

/// The first of these own lines, on one line, for lists.
pub(crate) fn lead(own: &[&str]) -> String {
    let mut lead = String::new();
    for line in own {
        if line.trim() == "--" || lead.len() > 800 {
            break;
        }
        lead.push_str(line.trim());
        lead.push(' ');
    }
    crate::header::fold_spaces(&lead)
}
