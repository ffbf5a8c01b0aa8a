use super::*;
use crate::record::Contact;

fn read(text: &str) -> Vec<Result<Contact, Reason>> {
    let mut entries = Entries::new(text.as_bytes(), &[]);
    let mut found = Vec::new();
    while let Some(unit) = entries.next().unwrap_or_default() {
        found.push(entries.read(&unit).map(|record| match record.fields {
            Fields::Contact(contact) => *contact,
            _ => Contact::default(),
        }));
    }
    found
}

#[test]
fn entries_stand_between_blank_lines() {
    let found = read(
        "version: 1\r\n\r\ndn: cn=A\r\ncn: A\r\n\r\n\r\n# no entry\r\ndn: cn=B\r\ncn:: QsO8\r\n",
    );
    let names: Vec<_> = found
        .iter()
        .map(|entry| entry.as_ref().ok().and_then(|entry| entry.name.clone()))
        .collect();
    assert_eq!(names, [Some("A".to_owned()), Some("Bü".to_owned())]);
}

#[test]
fn unknown_attributes_are_kept_and_broken_base64_is_dropped() {
    let found = read("dn: cn=A\ncn: A\nmail: nowhere\nshoe;lang-en: 39\nx:: ???\n");
    let contact = found
        .into_iter()
        .next()
        .and_then(Result::ok)
        .unwrap_or_default();
    assert_eq!(contact.custom["shoe"], ["39"]);
    assert_eq!(contact.custom["mail"], ["nowhere"]);
}
