use super::*;

fn one(line: &str) -> Property {
    properties(line.as_bytes()).remove(0)
}

#[test]
fn a_line_is_taken_apart() {
    let found = one("item1.TEL;TYPE=\"home,voice\";PREF=1:+49 30 1");
    assert_eq!(found.group.as_deref(), Some("ITEM1"));
    assert_eq!(
        (found.name.as_str(), found.value().as_str()),
        ("TEL", "+49 30 1")
    );
    assert_eq!(found.params["TYPE"], ["home,voice"]);
    assert_eq!(one("TEL;HOME;CELL:1").params["TYPE"], ["HOME", "CELL"]);
    assert_eq!(
        one("ATTENDEE;CN=\"a:b;c\":mailto:x").params["CN"],
        ["a:b;c"]
    );
}

#[test]
fn folded_and_quoted_lines_are_put_together() {
    assert_eq!(one("NOTE:ab\r\n c\r\n\td").value(), "abcd");
    let quoted = "NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=ISO-8859-1:M=FCl=\r\nler=0AZ";
    assert_eq!(one(quoted).value(), "Müller\nZ");
    assert_eq!(
        one("NOTE:a\\, b\\nc\\\\n").text().as_deref(),
        Some("a, b\nc\\n")
    );
    assert_eq!(structured("a\\;b;;c"), ["a;b", "", "c"]);
}

#[test]
fn a_card_without_end_does_not_take_the_next() {
    let text = "x\nBEGIN:VCARD\nFN:A\nBEGIN:VCARD\nFN:B\nEND:VCARD\nBEGIN:VCARD\nFN:C";
    let mut blocks = Blocks::new(text.as_bytes(), "");
    let mut found = Vec::new();
    while let Some(block) = blocks.next().unwrap_or_default() {
        found.push((block.name, block.unit.fault));
    }
    let card = |fault| ("VCARD".to_owned(), fault);
    let cut = Some(Reason::CutOff);
    assert_eq!(
        found,
        [
            (String::new(), None),
            card(cut.clone()),
            card(None),
            card(cut)
        ]
    );
}

use crate::outcome::Reason;
