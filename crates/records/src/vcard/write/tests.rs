use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

use super::*;
use crate::dates::PartialDate;
use crate::record::{Labelled, Phone, Photo};

/// The contact that a card of this version is read as.
fn read(text: &str) -> Contact {
    let mut cards = crate::vcard::Cards::new(text.as_bytes(), &[]);
    let unit = cards.next().unwrap().unwrap();
    assert_eq!(unit.fault, None, "{text}");
    match cards.read(&unit).unwrap().fields {
        crate::record::Fields::Contact(contact) => *contact,
        _ => Contact::default(),
    }
}

/// What people write: any letters, several lines, none of them blank at its ends.
fn words() -> impl Strategy<Value = String> {
    vec("[^\\p{C}\u{feff}]{1,30}", 1..3)
        .prop_map(|lines| lines.join("\n").trim().to_owned())
        .prop_filter("nothing is left", |text| !text.is_empty())
}

fn label() -> impl Strategy<Value = Option<String>> {
    let known = [
        "home",
        "work",
        "mobile",
        "fax",
        "pager",
        "other",
        "first school",
    ];
    option::of(prop::sample::select(known.map(str::to_owned).to_vec()))
}

fn labelled<T: std::fmt::Debug>(
    value: impl Strategy<Value = T>,
) -> impl Strategy<Value = Labelled<T>> {
    (value, label()).prop_map(|(value, label)| Labelled { value, label })
}

fn day() -> impl Strategy<Value = PartialDate> {
    let parts = (option::of(1605..2100_i32), 1..=12_u32, 1..=28_u32);
    parts.prop_map(|(year, month, day)| PartialDate {
        year,
        month: Some(month),
        day: Some(day),
    })
}

fn address() -> impl Strategy<Value = Address> {
    let part = || option::of(words());
    (label(), vec(part(), 8)).prop_filter_map("it is empty", |(label, mut parts)| {
        let mut next = || parts.pop().flatten();
        let address = Address {
            label,
            street: next(),
            extended: next(),
            po_box: next(),
            city: next(),
            region: next(),
            postal_code: next(),
            country: next(),
            text: next(),
        };
        (!address.is_empty()).then_some(address)
    })
}

fn job() -> impl Strategy<Value = Employment> {
    let parts = (
        option::of(words()),
        option::of(words()),
        option::of(words()),
        option::of(day()),
        option::of(day()),
    );
    let job = parts.prop_map(|(company, title, department, since, until)| Employment {
        company,
        title,
        department,
        since,
        until,
    });
    job.prop_filter("it says nothing", |job| *job != Employment::default())
}

prop_compose! {
    fn named()(
        name in words(),
        parts in vec(option::of("[\\p{L}.,;\\\\]{1,9}"), 5),
        nickname in option::of(words()),
    ) -> Contact {
        let parts: Vec<Option<String>> = parts;
        Contact {
            name: Some(name),
            given_name: parts[0].clone(),
            additional_name: parts[1].clone(),
            family_name: parts[2].clone(),
            prefix: parts[3].clone(),
            suffix: parts[4].clone(),
            nickname,
            ..Contact::default()
        }
    }
}

prop_compose! {
    fn reached()(
        contact in named(),
        emails in vec(labelled("[a-z]{1,8}@[a-z]{1,8}\\.example"), 0..3),
        phones in vec(labelled("\\+?[0-9][0-9 ]{2,9}[0-9]"), 0..3),
        urls in vec(labelled("https://[^\\p{C}\\p{Z}\u{feff}]{1,20}"), 0..3),
        handles in vec(("[a-z]{2,9}", "[^\\p{C}\\p{Z}:\u{feff}]{1,9}(:[a-z]{1,5})?"), 0..3),
        addresses in vec(address(), 0..3),
    ) -> Contact {
        let phone = |phone: Labelled| crate::phone::phone(&phone.value, phone.label, &[]);
        let handle = |(service, value)| Handle { service, value };
        Contact {
            emails,
            phones: phones.into_iter().map(phone).collect::<Vec<Phone>>(),
            urls,
            handles: handles.into_iter().map(handle).collect(),
            addresses,
            ..contact
        }
    }
}

prop_compose! {
    fn contact()(
        contact in reached(),
        employments in vec(job(), 0..4),
        birthday in option::of(day()),
        anniversary in option::of(day()),
        relations in vec(labelled(words()), 0..3),
        notes in vec(words(), 0..3),
        tags in vec(words(), 0..3),
        photo in option::of(vec(any::<u8>(), 0..200)),
        connected in option::of(day()),
        custom in prop::collection::btree_map("X-Q[A-Z]{1,8}|q[^\\p{C}\u{feff}]{1,9}q", vec(words(), 1..3), 0..3),
    ) -> Contact {
        let png = |mut bytes: Vec<u8>| {
            bytes.splice(0..0, [0x89, b'P', b'N', b'G']);
            Photo::from_bytes(bytes)
        };
        let anniversary = anniversary.map(|value| Labelled {
            value,
            label: Some("anniversary".to_owned()),
        });
        Contact {
            employments,
            birthday,
            anniversaries: anniversary.into_iter().collect(),
            relations,
            notes,
            tags,
            photo: photo.and_then(png),
            connected,
            custom,
            ..contact
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    #[test]
    fn what_is_written_is_read_as_the_same(contact in contact()) {
        for version in [CardVersion::V3, CardVersion::V4] {
            let text = card(&contact, "urn:uuid:1", version, &[]);
            prop_assert_eq!(&read(&text), &contact, "{}", text);
            for line in text.split("\r\n") {
                prop_assert!(line.len() <= 75, "{line}");
            }
        }
    }
}

#[test]
fn a_card_is_one_card_whatever_it_says() {
    let contact = Contact {
        name: Some("A\r\nEND:VCARD\r\nBEGIN:VCARD".to_owned()),
        urls: vec![Labelled {
            value: "https://a.example\nEND:VCARD".to_owned(),
            label: Some("a\nEND:VCARD".to_owned()),
        }],
        ..Contact::default()
    };
    let further = ["X-A:b\r\nEND:VCARD".to_owned()];
    let text = card(&contact, "1\r\nEND:VCARD", CardVersion::V4, &further);
    assert_eq!(text.matches("\r\nEND:VCARD").count(), 1, "{text}");
}

#[test]
fn no_reader_takes_a_past_title_for_the_present_one() {
    let job = |company: &str, title: Option<&str>, until| Employment {
        company: Some(company.to_owned()),
        title: title.map(str::to_owned),
        until,
        ..Employment::default()
    };
    let past = job(
        "Acme",
        Some("Dev"),
        PartialDate::new(Some(2019), None, None),
    );
    for employments in [
        vec![job("A", None, None), past.clone()],
        vec![past.clone(), job("A", None, None)],
        vec![job("A", None, None), job("B", Some("Cook"), None)],
        vec![past],
    ] {
        let contact = Contact {
            name: Some("Bo".to_owned()),
            employments,
            ..Contact::default()
        };
        let text = card(&contact, "1", CardVersion::V3, &[]);
        let plain = |name: &str| {
            text.lines()
                .filter(|line| line.starts_with(name))
                .collect::<Vec<_>>()
                .join(" ")
        };
        let present = if text.contains("ORG:A") { "ORG:A" } else { "" };
        assert_eq!(
            (plain("ORG"), plain("TITLE")),
            (present.to_owned(), String::new()),
            "{text}"
        );
        assert_eq!(read(&text), contact);
        let named = read(&text).golden_fields();
        assert_eq!(named.get("title"), None);
        assert_eq!(named.get("company").is_some(), !present.is_empty());
    }
}
