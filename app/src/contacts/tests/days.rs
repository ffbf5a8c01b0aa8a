//! Birthdays with and without a year, and other days that come back each year.

use chrono::NaiveDate;

use super::{
    points::{labelled, one, only_contact, told},
    *,
};
use crate::{contacts::types::PointKind, tasks};

fn on(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Name, next time and words of the days within a month.
async fn coming(scope: &mut Scope, today: &str) -> Vec<(String, String, Option<String>)> {
    let days = tasks::birthdays(scope, on(today), 30, 10).await.unwrap();
    days.iter()
        .map(|day| (day.name.clone(), day.next.to_string(), day.words()))
        .collect()
}

fn day(name: &str, next: &str, words: Option<&str>) -> (String, String, Option<String>) {
    (
        name.to_owned(),
        next.to_owned(),
        words.map(ToOwned::to_owned),
    )
}

#[tokio::test]
async fn a_birthday_needs_no_year() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let mut scope = app.scope(&ada).await;
    let id = add(&mut scope, "Bo Lind", "bo@lind.example", "").await;
    for (typed, stands, whole) in [
        ("3 May", "--05-03", None),
        ("--05-03", "--05-03", None),
        ("1980-05-03", "1980-05-03", Some(on("1980-05-03"))),
        ("29 February", "--02-29", None),
    ] {
        edit_contact(&mut scope, id, ContactField::Birthday, typed.to_owned())
            .await
            .unwrap();
        let found = contact(&mut scope, id).await.unwrap();
        assert_eq!(found.birthday.as_deref(), Some(stands), "{typed}");
        let date: Option<NaiveDate> = sqlx::query_scalar("select birthday from contacts")
            .fetch_one(scope.db())
            .await
            .unwrap();
        assert_eq!(date, whole, "{typed}");
    }
    for (today, next) in [
        ("2026-02-10", "2026-02-28"),
        ("2028-02-10", "2028-02-29"),
        ("2028-02-29", "2028-02-29"),
    ] {
        assert_eq!(
            coming(&mut scope, today).await,
            [day("Bo Lind", next, None)]
        );
    }
    edit_contact(&mut scope, id, ContactField::Birthday, "1980".to_owned())
        .await
        .unwrap();
    assert_eq!(
        coming(&mut scope, "2026-01-01").await,
        [],
        "no day is known"
    );
}

#[tokio::test]
async fn days_of_the_year_stand_in_the_agenda_and_can_be_taken_back() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let mut scope = app.scope(&ada).await;
    let id = add(&mut scope, "Bo Lind", "bo@lind.example", "").await;
    edit_contact(
        &mut scope,
        id,
        ContactField::Birthday,
        "5 May 1980".to_owned(),
    )
    .await
    .unwrap();
    for (typed, label) in [("8 May 2009", "wedding"), ("10 May", ""), ("2010", "moved")] {
        add_point(&mut scope, id, labelled(PointKind::Date, typed, label))
            .await
            .unwrap();
    }
    let days = [
        day("Bo Lind", "2026-05-05", Some("turns 46")),
        day("Bo Lind", "2026-05-08", Some("Wedding, 17 years")),
        day("Bo Lind", "2026-05-10", Some("Anniversary")),
    ];
    assert_eq!(coming(&mut scope, "2026-05-01").await, days);
    remove_point(&mut scope, id, "2009-05-08").await.unwrap();
    assert_eq!(coming(&mut scope, "2026-05-01").await.len(), 2);
    restore_point(&mut scope, id, "2009-05-08").await.unwrap();
    assert_eq!(coming(&mut scope, "2026-05-01").await, days);
    archive_contact(&mut scope, id, true).await.unwrap();
    assert_eq!(coming(&mut scope, "2026-05-01").await, []);
    let refused = add_point(&mut scope, id, labelled(PointKind::Date, "3/5/1980", "")).await;
    assert_eq!(
        refused,
        Err(Error::invalid("value", FieldCode::AmbiguousDate))
    );
}

const CARD: &str = "BEGIN:VCARD\r\nVERSION:4.0\r\nUID:1\r\nFN:Kenji Mori\r\n\
    EMAIL:kenji@mori.example\r\nBDAY:--0203\r\nANNIVERSARY:20090808\r\nEND:VCARD\r\n";

#[tokio::test]
async fn cards_bring_days_and_their_undoing_takes_them_away() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let first = app.import_file(&ada, "one.vcf", CARD.as_bytes()).await;
    let mut scope = app.scope(&ada).await;
    let id = only_contact(&mut scope).await;
    let birthday = |found: Contact| found.birthday.unwrap_or_default();
    assert_eq!(birthday(contact(&mut scope, id).await.unwrap()), "--02-03");
    assert_eq!(
        told(&mut scope, id).await[1],
        one("date", "2009-08-08", "anniversary")
    );
    scope.commit().await.unwrap();
    // A year that another source knows is not lost to a newer one that does not.
    let table = "Name,Email,Birthday\nKenji Mori,kenji@mori.example,1971-02-03\n";
    let second = app.import_file(&ada, "two.csv", table.as_bytes()).await;
    let newer = CARD.replace("FN:Kenji Mori", "FN:Kenji Mori\r\nREV:20300101T000000Z");
    app.import_file(&ada, "three.vcf", newer.as_bytes()).await;
    let mut scope = app.scope(&ada).await;
    assert_eq!(
        birthday(contact(&mut scope, id).await.unwrap()),
        "1971-02-03"
    );
    drop(scope);
    app.undo_import(&ada, second).await;
    let mut scope = app.scope(&ada).await;
    assert_eq!(birthday(contact(&mut scope, id).await.unwrap()), "--02-03");
    edit_contact(&mut scope, id, ContactField::Birthday, String::new())
        .await
        .unwrap();
    scope.commit().await.unwrap();
    app.undo_import(&ada, first).await;
    let mut scope = app.scope(&ada).await;
    assert_eq!(
        birthday(contact(&mut scope, id).await.unwrap()),
        "",
        "what a person cleared stays so"
    );
}

#[tokio::test]
async fn a_query_finds_birthdays_without_their_year() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let mut scope = app.scope(&ada).await;
    for (name, birthday) in [
        ("Bo", "--05-03"),
        ("Cy", "1980-05-13"),
        ("Di", "1980"),
        ("Ed", ""),
    ] {
        let input = ContactInput {
            name: Some(name.to_owned()),
            birthday: Some(birthday.to_owned()),
            ..ContactInput::default()
        };
        create_contact(&mut scope, input).await.unwrap();
    }
    for (text, expected) in [
        ("birthday:may", vec!["Bo", "Cy"]),
        ("birthday:05-03", vec!["Bo"]),
        ("birthday:1980", vec!["Cy"]),
        ("has:birthday", vec!["Bo", "Cy", "Di"]),
        ("not birthday:may", vec!["Di", "Ed"]),
    ] {
        let query = ListQuery {
            query: query::parse(text).unwrap(),
            sort: ContactSort::Name.into(),
            limit: 50,
            ..ListQuery::default()
        };
        let rows = list(&mut scope, &query).await.unwrap().rows;
        let names: Vec<_> = rows.into_iter().map(|row| row.name).collect();
        assert_eq!(names, expected, "{text}");
    }
}
