//! A column's name becomes its field, label and group.

use super::words::{FIELD_OF, is_filler, label_of};
use super::{Field, phrase};

/// What a name says, and how surely.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Said {
    pub(super) field: Field,
    pub(super) label: Option<String>,
    pub(super) group: Option<String>,
    pub(super) confidence: f32,
}

/// Names of columns and not values: two are known, or the only one is.
pub(crate) fn is_header(row: &[String]) -> bool {
    let known: Vec<Field> = row
        .iter()
        .filter_map(|cell| Some(said(cell)?.field))
        .collect();
    let only = [Field::Email, Field::Name, Field::Phone];
    known.len() >= 2 && known.len() * 5 >= row.iter().filter(|cell| !cell.trim().is_empty()).count()
        || (row.len() == 1 && known.iter().any(|field| only.contains(field)))
}

pub(super) fn said(header: &str) -> Option<Said> {
    if header.len() > 80 {
        return None;
    }
    if let Some((whole, part)) = header.split_once(" / ") {
        let (whole, part) = (phrase(whole), phrase(part));
        if is_of_another_record(&whole, &part) {
            return None;
        }
        if let Some(said) = part_of_field(&whole, &part) {
            return Some(said);
        }
    }
    numbered(header).or_else(|| plain(header))
}

/// `Company / Id`, `Created by / Name`: of a record that the row refers to.
fn is_of_another_record(whole: &str, part: &str) -> bool {
    const ACTS: [&str; 3] = ["created by", "updated by", "deleted by"];
    const OWN: [&str; 3] = ["person", "people", "contact"];
    ACTS.contains(&whole) || part == "id" && !OWN.contains(&whole)
}

/// Twenty's `Name / First Name` and `Phones / Primary Phone Number`.
fn part_of_field(whole: &str, part: &str) -> Option<Said> {
    let field = match (whole, part) {
        ("name", "first name") => Field::GivenName,
        ("name", "last name") => Field::FamilyName,
        ("address", part) => return plain(part),
        (_, "primary email" | "additional emails") => Field::Email,
        (_, "primary phone number" | "additional phones") => Field::Phone,
        (_, "primary phone country code" | "primary phone calling code") => Field::PhoneCountry,
        (_, "link url" | "primary link url" | "secondary links") => Field::Url,
        _ => return None,
    };
    let is_of_phones = matches!(field, Field::Phone | Field::PhoneCountry);
    Some(Said {
        field,
        label: None,
        group: is_of_phones.then(|| whole.to_owned()),
        confidence: 1.0,
    })
}

/// Google's `E-mail 1 - Value`, `Address 2 - City`, and Pipedrive's `Person - Email - Work`.
fn numbered(header: &str) -> Option<Said> {
    let (base, part) = header.rsplit_once(" - ")?;
    let (base, part) = (phrase(base), phrase(part));
    let (name, number) = match base.rsplit_once(' ') {
        Some((name, number)) if number.parse::<u8>().is_ok() => (name.to_owned(), Some(number)),
        _ => (base.clone(), None),
    };
    if number.is_none() {
        let owner = matches!(
            name.as_str(),
            "person" | "contact" | "people" | "deal" | "lead" | "organization"
        );
        return if owner {
            plain(&part)
        } else {
            plain(header).or_else(|| labelled_part(&name, &part))
        };
    }
    let field = match (name.as_str(), part.as_str()) {
        ("custom field" | "jot", "type" | "label") => Field::Label,
        (_, "type" | "label" | "service") => Field::Label,
        ("custom field" | "jot" | "user defined field", "value") => Field::Custom,
        ("relation", "value") => Field::Relation,
        ("event", "value") => Field::Anniversary,
        ("im", "value") => Field::Handle,
        ("website", "value") => Field::Url,
        (name, "value") => *FIELD_OF.get(name)?,
        ("organization", "name") => Field::Company,
        ("organization", "job description" | "symbol" | "location") => return None,
        (_, part) => *FIELD_OF
            .get(part)
            .or_else(|| FIELD_OF.get(format!("{name} {part}").as_str()))?,
    };
    Some(Said {
        field,
        label: None,
        group: Some(base),
        confidence: 1.0,
    })
}

/// `Email - Work`, `Phone - Mobile`.
fn labelled_part(name: &str, part: &str) -> Option<Said> {
    let mut said = plain(name)?;
    said.label = Some(label_of(part).unwrap_or(part).to_owned());
    Some(said)
}

/// A name of words: the whole is known, or it is after its label and fillers are taken away.
fn plain(header: &str) -> Option<Said> {
    let name = apart(phrase(header));
    let (name, number) = without_number(&name);
    if let Some(field) = FIELD_OF.get(name) {
        return Some(finish(*field, whole_label(*field, name), number, 1.0));
    }
    let mut label = None;
    let mut rest = Vec::new();
    for word in name.split(' ') {
        match label_of(word) {
            Some(found) if label.is_none() || found == "fax" => label = Some(found),
            Some(_) => {}
            _ if is_filler(word) || word.parse::<u8>().is_ok() => {}
            _ => rest.push(word),
        }
    }
    let joined = rest.join(" ");
    let field = match known_words(&rest) {
        Some(Field::Address) if joined == "location" => return None,
        Some(field) => field,
        None if rest.is_empty() && label.is_some() => Field::Phone,
        None => return None,
    };
    let fits =
        label.is_some() || matches!(joined.as_str(), found if found.len() + 2 >= name.len() / 2);
    fits.then(|| {
        finish(
            field,
            label.or_else(|| whole_label(field, &joined)),
            number,
            0.9,
        )
    })
}

/// `titre1` is `titre 1`.
fn apart(name: String) -> String {
    let word = name.trim_end_matches(|letter: char| letter.is_ascii_digit());
    match &name[word.len()..] {
        "" => name,
        _ if word.is_empty() || word.ends_with(' ') || FIELD_OF.contains_key(name.as_str()) => name,
        number => format!("{word} {number}"),
    }
}

/// The field of these words, or of those besides the word for address.
fn known_words(words: &[&str]) -> Option<Field> {
    let known = FIELD_OF.get(words.join(" ").as_str()).copied();
    let others = words
        .iter()
        .copied()
        .filter(|word| FIELD_OF.get(word) != Some(&Field::Address));
    known.or_else(|| {
        FIELD_OF
            .get(others.collect::<Vec<_>>().join(" ").as_str())
            .copied()
    })
}

/// `Street 2` is the second line of an address; `E-mail 2 Address` is another address.
fn without_number(name: &str) -> (&str, Option<u8>) {
    let known_with_number = FIELD_OF.contains_key(name);
    match name.rsplit_once(' ') {
        Some((base, digits)) if !known_with_number => match digits.parse() {
            Ok(number) => (base, Some(number)),
            Err(_) => (name, None),
        },
        _ => (name, None),
    }
}

/// The label that lies in the name itself: `Fax`, `Handy`, `Skype`.
fn whole_label(field: Field, name: &str) -> Option<&'static str> {
    const SERVICES: [&str; 11] = [
        "linkedin",
        "twitter",
        "facebook",
        "instagram",
        "skype",
        "telegram",
        "whatsapp",
        "github",
        "mastodon",
        "signal",
        "im",
    ];
    const RELATIONS: [&str; 8] = [
        "spouse",
        "children",
        "manager",
        "assistant",
        "referred",
        "partner",
        "ehepartner",
        "kinder",
    ];
    let within = |list: &[&'static str]| list.iter().find(|word| name.contains(**word)).copied();
    match field {
        Field::Phone => name.split(' ').find_map(label_of),
        Field::Handle if name.starts_with("x ") => Some("twitter"),
        Field::Handle => within(&SERVICES),
        Field::Relation => within(&RELATIONS),
        _ => None,
    }
}

fn finish(field: Field, label: Option<&'static str>, number: Option<u8>, confidence: f32) -> Said {
    let field = match (field, number) {
        (Field::Street, Some(_)) => Field::ExtendedAddress,
        (field, _) => field,
    };
    let group = field
        .is_address()
        .then(|| format!("address {}", label.unwrap_or("one")));
    let label = label.map(str::to_owned);
    Said {
        field,
        label,
        group,
        confidence,
    }
}
