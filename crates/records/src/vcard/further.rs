//! What a card says that a contact has no field for, so that it can be given back as it came.

use std::collections::BTreeSet;

use crate::charset;
use crate::content_line::{properties, unfolded_lines};

/// What [`card`](super::card) writes of itself, and labels.
const WRITTEN: [&str; 8] = [
    "BEGIN",
    "END",
    "VERSION",
    "PRODID",
    "UID",
    "REV",
    "X-POSITION",
    "X-ABLABEL",
];

/// The unfolded lines of a card whose properties are none of those that `is_known` knows;
/// labels of their groups go with them.
pub fn further_lines(card: &str, is_known: impl Fn(&str) -> bool) -> Vec<String> {
    let lines: Vec<String> = unfolded_lines(card.as_bytes())
        .iter()
        .map(|line| charset::text(line, None))
        .filter(|line| !line.trim().is_empty())
        .collect();
    let is_further = |line: &&String| {
        let (_, name) = head(line);
        !WRITTEN.contains(&name.as_str()) && !is_known(&name)
    };
    let groups: BTreeSet<String> = lines
        .iter()
        .filter(is_further)
        .filter_map(|line| head(line).0)
        .collect();
    let is_label = |line: &String| {
        let (group, name) = head(line);
        name == "X-ABLABEL" && group.is_some_and(|group| groups.contains(&group))
    };
    let kept = lines
        .iter()
        .filter(|line| is_further(line) || is_label(line));
    kept.map(|line| apart(line)).collect()
}

/// The values of the properties of this name, in upper case, as text.
pub fn properties_named(card: &str, name: &str) -> Vec<String> {
    properties(card.as_bytes())
        .iter()
        .filter(|property| property.name == name)
        .filter_map(|property| property.text())
        .collect()
}

/// Group and name of a line, in upper case.
fn head(line: &str) -> (Option<String>, String) {
    let end = line.find([':', ';']).unwrap_or(line.len());
    let name = line[..end].trim().to_ascii_uppercase();
    match name.rsplit_once('.') {
        Some((group, name)) => (Some(group.to_owned()), name.to_owned()),
        None => (None, name),
    }
}

/// A group of a kept line must not be taken for one that is written anew.
fn apart(line: &str) -> String {
    let (group, _) = head(line);
    match group {
        Some(group) if !group.starts_with("KEPT-") => format!("kept-{line}"),
        _ => line.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_field_holds_is_kept_with_its_label() {
        let card = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:A\r\nitem1.EMAIL:a@b.example\r\n\
                    item1.X-ABLabel:mine\r\nitem2.X-FOO:b\r\n ar\r\nitem2.X-ABLabel:odd\r\n\
                    GEO:1;2\r\nADR:;;x;;;;\r\nEND:VCARD\r\n";
        let kept = further_lines(card, |name| matches!(name, "ADR" | "FN" | "EMAIL"));
        assert_eq!(
            kept,
            [
                "kept-item2.X-FOO:bar",
                "kept-item2.X-ABLabel:odd",
                "GEO:1;2"
            ]
        );
        let again = format!("BEGIN:VCARD\r\n{}\r\nEND:VCARD\r\n", kept.join("\r\n"));
        assert_eq!(further_lines(&again, |_| false), kept);
    }
}
