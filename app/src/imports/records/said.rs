//! What a record of a contact says, as fields: those of the golden record, ways to reach
//! with their labels, and everything else under its own name. Nothing is thrown away.

use chrono::NaiveDate;
use mail::{domains::company_domain, names::person_name, signature::spellings};
use records::{Contact, ContactKind, Labelled, Photo, Record};
use serde_json::{Map, Value, json};

use crate::contacts::{outside, types::ContactField};

/// How sure a name is that was read out of an address.
const GUESSED: f32 = 0.3;

pub struct Said {
    pub raw: Value,
    pub fields: Value,
    pub evidence: Value,
    pub is_person: bool,
}

impl Said {
    pub fn of(record: &Record, contact: &Contact) -> Self {
        Self {
            raw: clean(record.raw.clone()),
            ..Self::without_raw(contact)
        }
    }

    fn without_raw(contact: &Contact) -> Self {
        let mut fields = others(contact);
        known_again(&mut fields);
        fields.append(&mut contact.golden_fields());
        let mut evidence = Map::new();
        name(contact, &mut fields, &mut evidence);
        met(&mut fields, &mut evidence);
        company(contact, &mut fields);
        points(contact, &mut fields);
        Self {
            raw: Value::Null,
            fields: clean(Value::Object(fields)),
            evidence: Value::Object(evidence),
            is_person: contact.kind != ContactKind::Group,
        }
    }
}

/// All that the golden record has no field for.
fn others(said: &Contact) -> Map<String, Value> {
    const GOLDEN: [&str; 9] = [
        "name",
        "given_name",
        "family_name",
        "emails",
        "phones",
        "urls",
        "handles",
        "notes",
        "birthday",
    ];
    let mut contact = Contact {
        photo: None,
        ..said.clone()
    };
    for address in &mut contact.addresses {
        address.label = label(&address.label);
    }
    for day in &mut contact.anniversaries {
        day.label = label(&day.label);
    }
    let mut fields = match serde_json::to_value(&contact) {
        Ok(Value::Object(fields)) => fields,
        _ => Map::new(),
    };
    fields.retain(|key, value| {
        let is_empty = value.is_null() || *value == json!([]) || *value == json!({});
        !is_empty && !GOLDEN.contains(&key.as_str())
    });
    if contact.kind == ContactKind::Person {
        fields.remove("kind");
    }
    if let Some(Photo::Url(address)) = &said.photo {
        fields.insert("photo_url".to_owned(), json!(address));
    }
    fields
}

/// What stands under the name of a field that others have no place for.
fn known_again(fields: &mut Map<String, Value>) {
    let Some(custom) = fields.get_mut("custom").and_then(Value::as_object_mut) else {
        return;
    };
    let mut found: Vec<(ContactField, String)> = Vec::new();
    custom.retain(|name, values| {
        let field = outside::field_called(name);
        let field = field.filter(|field| found.iter().all(|(known, _)| known != field));
        let only = values.as_array().filter(|values| values.len() == 1);
        let text = only.and_then(|values| values[0].as_str());
        let value = field
            .zip(text)
            .and_then(|(field, text)| Some((field, outside::value_of(field, text)?)));
        let is_kept = value.is_none();
        found.extend(value);
        is_kept
    });
    if custom.is_empty() {
        fields.remove("custom");
    }
    for (field, value) in found {
        fields.insert(field.as_str().to_owned(), json!(value));
    }
}

/// Who has no name is called by what is there: a nickname, the company, or what the
/// address says, which is a guess.
fn name(contact: &Contact, fields: &mut Map<String, Value>, evidence: &mut Map<String, Value>) {
    if fields.contains_key("name") {
        return;
    }
    let phone = || contact.phones.first().map(|phone| phone.raw.clone());
    let handle = || contact.handles.first().map(|handle| handle.value.clone());
    let told = contact.nickname.clone();
    let told = told.or_else(|| contact.company().map(str::to_owned));
    let address = contact.emails.first();
    let guess = address.and_then(|email| person_name(None, &email.value));
    match (told, guess) {
        (Some(name), _) => {
            fields.insert("name".to_owned(), json!(name));
        }
        (None, Some(name)) => {
            fields.insert("name".to_owned(), json!(name.full));
            evidence.insert("name".to_owned(), json!({ "confidence": GUESSED }));
        }
        (None, None) if address.is_none() => {
            if let Some(name) = phone().or_else(handle) {
                fields.insert("name".to_owned(), json!(name));
            }
        }
        (None, None) => {}
    }
}

/// Who is connected in a network was met by that day: a guess, until something is known.
fn met(fields: &mut Map<String, Value>, evidence: &mut Map<String, Value>) {
    let day = fields.get("connected").and_then(Value::as_str);
    let day = day.and_then(|day| day.parse::<NaiveDate>().ok());
    let Some(day) = day.filter(|_| !fields.contains_key("met_on")) else {
        return;
    };
    fields.insert("met_on".to_owned(), json!(day));
    evidence.insert("met_on".to_owned(), json!({ "confidence": GUESSED }));
}

/// The company that is named; that of the address where none is, or where both are one.
fn company(contact: &Contact, fields: &mut Map<String, Value>) {
    let domain = contact
        .emails
        .iter()
        .find_map(|email| company_domain(&email.value));
    let name = fields.remove("company");
    let named = name.as_ref().and_then(Value::as_str);
    let domain = domain.filter(|domain| named.is_none_or(|name| is_same(name, domain)));
    if let Some(domain) = domain {
        fields.insert("company_domain".to_owned(), json!(domain));
    }
    if let Some(name) = name {
        fields.insert("company_name".to_owned(), name);
    }
}

/// `Acme Inc.` and `acme.com`, `Müller GmbH` and `mueller.de`
fn is_same(name: &str, domain: &str) -> bool {
    let letters = |text: &str| -> [String; 2] {
        let lower = text.to_lowercase();
        let letters = lower.chars().filter(|letter| letter.is_alphanumeric());
        spellings(&letters.collect::<String>())
    };
    let labels = letters(domain.split('.').next().unwrap_or_default());
    let firsts = letters(name.split_whitespace().next().unwrap_or_default());
    let is_spelled = |whole: &String| {
        let mut labels = labels.iter();
        labels.any(|label| label.len() > 1 && whole.starts_with(label.as_str()))
    };
    let is_first = |first: &String| first.len() > 1 && labels.contains(first);
    letters(name).iter().any(is_spelled) || firsts.iter().any(is_first)
}

fn points(contact: &Contact, fields: &mut Map<String, Value>) {
    let labelled = |list: &[Labelled]| -> Vec<Value> {
        let each = |item: &Labelled| json!({ "value": item.value, "label": label(&item.label) });
        list.iter().map(each).collect()
    };
    let phones = contact.phones.iter().map(|phone| {
        let value = phone.e164.as_ref().unwrap_or(&phone.raw);
        json!({ "value": value, "raw": phone.raw, "label": label(&phone.label) })
    });
    let handles = contact
        .handles
        .iter()
        .map(|handle| json!({ "value": handle.value, "label": handle.service }));
    for (key, list) in [
        ("emails", labelled(&contact.emails)),
        ("phones", phones.collect()),
        ("urls", labelled(&contact.urls)),
        ("handles", handles.collect()),
    ] {
        if !list.is_empty() {
            fields.insert(key.to_owned(), Value::Array(list));
        }
    }
}

/// Programs write `WORK` and `Home`; words of one's own stay as they are.
fn label(label: &Option<String>) -> Option<String> {
    label.as_ref().map(|label| {
        let lower = label.to_lowercase();
        match lower.as_str() {
            "work" | "home" | "mobile" | "fax" | "other" | "main" => lower,
            "cell" => "mobile".to_owned(),
            _ => label.clone(),
        }
    })
}

/// PostgreSQL takes no NUL.
pub fn clean(value: Value) -> Value {
    match value {
        clean if !has_zero(&clean) => clean,
        Value::String(text) if text.contains('\0') => text.replace('\0', "").into(),
        Value::Array(list) => list.into_iter().map(clean).collect(),
        Value::Object(map) => map
            .into_iter()
            .map(|(key, value)| (key.replace('\0', ""), clean(value)))
            .collect(),
        other => other,
    }
}

fn has_zero(value: &Value) -> bool {
    match value {
        Value::String(text) => text.contains('\0'),
        Value::Array(list) => list.iter().any(has_zero),
        Value::Object(map) => map
            .iter()
            .any(|(key, value)| key.contains('\0') || has_zero(value)),
        Value::Null | Value::Bool(_) | Value::Number(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use records::{Address, Employment, Phone, dates::PartialDate};

    use super::*;

    fn mail(address: &str) -> Vec<Labelled> {
        vec![Labelled {
            value: address.to_owned(),
            label: Some("Work".to_owned()),
        }]
    }

    #[test]
    fn everything_is_kept_under_its_name() {
        let contact = Contact {
            name: Some("Bo Lind".to_owned()),
            nickname: Some("Bobo".to_owned()),
            emails: mail("bo@lind.example"),
            phones: vec![Phone {
                raw: "030 1234567".to_owned(),
                e164: Some("+49301234567".to_owned()),
                label: Some("CELL".to_owned()),
            }],
            addresses: vec![Address {
                city: Some("Berlin".to_owned()),
                ..Address::default()
            }],
            employments: vec![Employment {
                company: Some("Lind AG".to_owned()),
                title: Some("Baker".to_owned()),
                ..Employment::default()
            }],
            birthday: PartialDate::new(None, Some(2), Some(3)),
            tags: vec!["tea".to_owned()],
            ..Contact::default()
        };
        let said = Said::without_raw(&contact).fields;
        let expected = json!({
            "name": "Bo Lind",
            "nickname": "Bobo",
            "emails": [{ "value": "bo@lind.example", "label": "work" }],
            "phones": [{ "value": "+49301234567", "raw": "030 1234567", "label": "mobile" }],
            "addresses": said["addresses"],
            "employments": said["employments"],
            "location": "Berlin",
            "title": "Baker",
            "company_name": "Lind AG",
            "company_domain": "lind.example",
            "birthday": "--02-03",
            "tags": ["tea"],
        });
        assert_eq!(said, expected);
        assert_eq!(said["addresses"][0]["city"], "Berlin");
    }

    #[test]
    fn fields_that_others_have_no_place_for_are_known_again() {
        let custom = [
            ("PRONOUNS", "they/them"),
            ("Time Zone", "Europe/Oslo"),
            ("TZ", "Europe/Rome"),
            ("Met on", "long ago"),
            ("Priority", "High"),
            ("Coffee", "black"),
        ];
        let custom = custom.map(|(name, value)| (name.to_owned(), vec![value.to_owned()]));
        let contact = Contact {
            name: Some("Bo Lind".to_owned()),
            custom: custom.into_iter().collect(),
            ..Contact::default()
        };
        let said = Said::without_raw(&contact).fields;
        let expected = json!({
            "name": "Bo Lind",
            "pronouns": "they/them",
            "time_zone": said["time_zone"],
            "priority": "high",
            "custom": said["custom"],
        });
        assert_eq!(said, expected);
        assert_eq!(said["custom"]["Met on"], json!(["long ago"]));
        assert_eq!(said["custom"].as_object().map(Map::len), Some(3));
    }

    #[test]
    fn who_has_no_name_is_called_by_what_is_there() {
        let guessed = Said::without_raw(&Contact {
            emails: mail("bo.lind@place.example"),
            ..Contact::default()
        });
        assert_eq!(guessed.fields["name"], "Bo Lind");
        assert!(guessed.evidence["name"]["confidence"].as_f64() < Some(0.5));
        let named = Said::without_raw(&Contact {
            nickname: Some("Bobo".to_owned()),
            ..Contact::default()
        });
        assert_eq!(
            (&named.fields["name"], &named.evidence),
            (&json!("Bobo"), &json!({}))
        );
    }

    #[test]
    fn the_company_is_the_one_that_is_named() {
        let of = |company: Option<&str>, address: &str| {
            let employments = company.map(|company| Employment {
                company: Some(company.to_owned()),
                ..Employment::default()
            });
            let fields = Said::without_raw(&Contact {
                emails: mail(address),
                employments: employments.into_iter().collect(),
                ..Contact::default()
            })
            .fields;
            let text = |key: &str| fields.get(key).and_then(Value::as_str).map(str::to_owned);
            (text("company_name"), text("company_domain"))
        };
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(of(None, "bo@acme.example"), (None, some("acme.example")));
        assert_eq!(
            of(Some("Acme Inc."), "bo@acme.example"),
            (some("Acme Inc."), some("acme.example"))
        );
        assert_eq!(
            of(Some("Globex"), "bo@acme.example"),
            (some("Globex"), None)
        );
        assert_eq!(of(Some("Globex"), "bo@gmail.com"), (some("Globex"), None));
        for domain in ["mueller.de", "muller.de", "müller.de", "muellerbau.de"] {
            let name = match domain {
                "muellerbau.de" => "Müller Bau GmbH",
                _ => "Müller GmbH",
            };
            let address = format!("bo@{domain}");
            assert_eq!(of(Some(name), &address), (some(name), some(domain)));
        }
    }
}
