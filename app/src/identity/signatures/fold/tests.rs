//! The fold as tables and as a property.

use chrono::Duration;
use mail::signature::{Evidence, Phone, PhoneKind};
use proptest::prelude::*;

use super::*;

fn statement(day: i64, title: Option<(&str, f32)>, phones: &[&str]) -> Statement {
    let mut person = Person {
        title: title.map(|(title, _)| title.to_owned()),
        ..Person::default()
    };
    let evidence = |confidence| Evidence {
        source: "signature".to_owned(),
        confidence,
    };
    if let Some((_, confidence)) = title {
        person
            .evidence
            .insert("title".to_owned(), evidence(confidence));
    }
    person.phones = phones
        .iter()
        .map(|raw| Phone {
            e164: None,
            raw: (*raw).to_owned(),
            kind: PhoneKind::Work,
        })
        .collect();
    person.evidence.insert("phones".to_owned(), evidence(0.95));
    Statement {
        block: format!("{title:?} {phones:?}"),
        person,
        first_at: DateTime::UNIX_EPOCH + Duration::days(20_000 + day - 40),
        last_at: DateTime::UNIX_EPOCH + Duration::days(20_000 + day),
        message: format!("{day}@x.example"),
    }
}

fn folded(statements: &[Statement]) -> Folded {
    fold("jane@acme.example", statements).unwrap()
}

#[test]
fn a_guess_does_not_displace_what_is_likely() {
    let likely = statement(1, Some(("Editor", 0.9)), &[]);
    let guess = statement(9, Some(("Sent in haste", 0.3)), &[]);
    let found = folded(&[guess.clone(), likely]);
    assert_eq!(found.fields["title"], "Editor");
    assert_eq!(found.evidence["title"]["message"], "1@x.example");
    assert_eq!(folded(&[guess]).fields["title"], "Sent in haste");
}

#[test]
fn a_number_is_given_up_after_a_year_without_it() {
    let values = |statements: &[Statement]| -> Vec<String> {
        let phones = folded(statements).fields["phones"].clone();
        let phones = phones.as_array().cloned().unwrap_or_default();
        phones
            .iter()
            .filter_map(|phone| Some(phone["value"].as_str()?.to_owned()))
            .collect()
    };
    let (old, recent, new) = (
        statement(0, None, &["1111111"]),
        statement(300, None, &["2222222"]),
        statement(400, None, &["3333333"]),
    );
    assert_eq!(
        values(&[old.clone(), recent.clone(), new.clone()]),
        ["3333333", "2222222"]
    );
    assert_eq!(
        values(&[old, statement(900, Some(("Editor", 0.9)), &[])]),
        ["1111111"],
        "a block without numbers says nothing of them"
    );
}

proptest! {
    #[test]
    fn the_order_of_statements_does_not_matter(
        said in proptest::collection::vec(
            (0_i64..900, proptest::option::of(("[a-c]", 0.0_f32..1.0)), proptest::collection::vec("[1-4]{7}", 0..3)),
            1..8,
        ),
        seed in any::<u64>(),
    ) {
        let statements: Vec<Statement> = said
            .iter()
            .map(|(day, title, phones)| {
                let phones: Vec<&str> = phones.iter().map(String::as_str).collect();
                let title = title.as_ref().map(|(title, sure)| (title.as_str(), *sure));
                statement(*day, title, &phones)
            })
            .collect();
        let mut shuffled = statements.clone();
        let length = shuffled.len() as u64;
        shuffled.rotate_left((seed % length) as usize);
        shuffled.reverse();
        prop_assert_eq!(folded(&statements), folded(&shuffled));
    }
}

#[test]
fn titles_over_time_are_employments_and_the_newest_goes_on() {
    let mut old = statement(0, Some(("Clerk", 0.9)), &[]);
    old.person.company = Some("Globex".to_owned());
    let statements = [
        old,
        statement(100, Some(("Editor", 0.9)), &[]),
        statement(400, Some(("EDITOR", 0.9)), &["1"]),
        statement(500, Some(("Sent in haste", 0.3)), &[]),
    ];
    let found = folded(&statements);
    let told: Vec<_> = found.fields["employments"]
        .as_array()
        .unwrap()
        .iter()
        .map(|job| {
            let text = |key: &str| job[key].as_str().unwrap_or_default();
            let company = format!("{}{}", text("company"), text("domain"));
            (text("title"), company, text("since"), text("until"))
        })
        .collect();
    assert_eq!(
        told,
        [
            ("EDITOR", "acme.example".to_owned(), "2024-12", ""),
            ("Clerk", "Globex".to_owned(), "2024-08", "2024-10"),
        ],
    );
}
