use super::*;
use crate::dates::PartialDate;
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
    assert_eq!(odd.unread, ["BDAY"]);
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

#[test]
fn a_day_of_1604_has_no_year() {
    let day = |lines: &str| card(&format!("FN:A\n{lines}")).birthday;
    let leap = PartialDate::new(None, Some(2), Some(29));
    assert_eq!(day("BDAY:1604-02-29"), leap);
    assert_eq!(day("BDAY:16040229"), leap);
    assert_eq!(day("BDAY;X-APPLE-OMIT-YEAR=1604:1604-02-29"), leap);
    assert_eq!(
        day("BDAY;X-APPLE-OMIT-YEAR=1900:1900-02-28"),
        PartialDate::new(None, Some(2), Some(28))
    );
}

/// Title, company, department and end of each position.
fn jobs(lines: &str) -> Vec<String> {
    let card = card(&format!("FN:A\n{lines}"));
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let jobs = card.employments.iter();
    jobs.map(|job| {
        let until = job.until.map(|day| day.to_string()).unwrap_or_default();
        format!(
            "{}|{}|{}|{until}",
            text(&job.title),
            text(&job.company),
            text(&job.department)
        )
    })
    .collect()
}

#[test]
fn titles_find_their_companies() {
    assert_eq!(jobs("ORG:A;B;C\nTITLE:Dev"), ["Dev|A|B, C|"]);
    assert_eq!(
        jobs("TITLE:Dev\nitem1.ORG:A\nitem1.X-ABLabel:firm"),
        ["Dev|A||"]
    );
    assert_eq!(
        jobs("ORG:A\nORG:B\nTITLE:Dev\nTITLE:Cook"),
        ["Dev|A||", "Cook|B||"]
    );
    assert_eq!(jobs("a.ORG:A\nb.ORG:B\nb.TITLE:Dev"), ["|A||", "Dev|B||"]);
    assert_eq!(
        jobs("ORG:A\nORG;X-UNTIL=2019:B\nTITLE:Dev"),
        ["|A||", "Dev|B||2019"]
    );
    assert_eq!(jobs("ORG:;Sales\nROLE:Dev"), ["Dev||Sales|"]);
}

#[test]
fn addresses_of_profiles_are_profiles_too() {
    let card = card(
        "FN:A\nURL:http://de.linkedin.com/in/ada-quill/\nURL:https://quill.example\nURL:https://twitter.com/ada?s=20",
    );
    let handles: Vec<(&str, &str)> = card
        .handles
        .iter()
        .map(|handle| (handle.service.as_str(), handle.value.as_str()))
        .collect();
    assert_eq!(
        handles,
        [
            ("linkedin", "https://www.linkedin.com/in/ada-quill"),
            ("twitter", "https://x.com/ada"),
        ]
    );
    assert_eq!(card.urls.len(), 3);
}
