use super::*;
use crate::record::{Contact, Photo};

fn read(text: &str) -> Result<Contact, Reason> {
    let mut cards = Cards::new(text.as_bytes(), &["GB".to_owned()]);
    let unit = cards.next().unwrap_or_default();
    let Some(unit) = unit else {
        return Err(Reason::Empty);
    };
    if let Some(fault) = unit.fault {
        return Err(fault);
    }
    match cards.read(&unit)?.fields {
        Fields::Contact(contact) => Ok(*contact),
        _ => Err(Reason::Empty),
    }
}

fn card(lines: &str) -> Contact {
    read(&format!("BEGIN:VCARD\n{lines}\nEND:VCARD\n")).unwrap_or_default()
}

#[test]
fn what_is_no_photo_is_not_kept_as_one() {
    let svg = card("FN:A\nPHOTO;ENCODING=b;TYPE=SVG:PHN2ZyBvbmxvYWQ9ImEoKSI+PC9zdmc+");
    assert_eq!(svg.photo, None);
    let script = card("FN:A\nPHOTO:javascript:alert(1)");
    assert_eq!(script.photo, None);
    let link = card("FN:A\nPHOTO;VALUE=uri:https://example.org/a.png");
    assert_eq!(
        link.photo,
        Some(Photo::Url("https://example.org/a.png".to_owned()))
    );
}

#[test]
fn birthdays_keep_what_they_know() {
    let day = |text: &str| {
        card(&format!("FN:A\nBDAY:{text}"))
            .birthday
            .map(|day| day.to_string())
    };
    assert_eq!(day("--0412").as_deref(), Some("--04-12"));
    assert_eq!(day("1985").as_deref(), Some("1985"));
    assert_eq!(day("1985-04-12T00:00:00Z").as_deref(), Some("1985-04-12"));
    let odd = card("FN:A\nBDAY:around noon");
    assert_eq!(odd.custom["BDAY"], ["around noon"]);
}

#[test]
fn only_a_card_is_read_as_one() {
    assert_eq!(
        read("hello\n").err(),
        Some(Reason::malformed("outside of a card"))
    );
    assert_eq!(
        read("BEGIN:VCARD\nNOTE:x\nEND:VCARD").err(),
        Some(Reason::Nobody)
    );
    assert_eq!(card("N:Quill;Ada;;;\nEMAIL:none").custom["EMAIL"], ["none"]);
}
