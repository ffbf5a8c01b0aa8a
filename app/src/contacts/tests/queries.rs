//! Queries over contacts as the database answers them.

use chrono_tz::Tz;

use super::*;
use crate::{
    contacts::{query::parse, types::PointKind},
    relations::{self, Who, types::RelationKind},
    timeline,
};

/// People who differ in one thing each.
async fn people(app: &TestApp) -> (Viewer, Scope) {
    let ada = app.owner("ada@kith.example").await;
    let mails = [
        Mail::new(
            "1",
            200,
            "ada@kith.example",
            "Old Friend <old@friend.example>",
        ),
        Mail::new(
            "2",
            190,
            "Old Friend <old@friend.example>",
            "ada@kith.example",
        ),
        Mail::new(
            "3",
            20,
            "ada@kith.example",
            "Waits Long <waits@long.example>",
        ),
        Mail::new(
            "4",
            3,
            "Waits Long <waits@long.example>",
            "ada@kith.example",
        ),
        Mail::new(
            "5",
            5,
            "ada@kith.example",
            "Silent Sue <sue@silent.example>",
        ),
    ];
    app.import(&ada, &mails).await;
    let mut scope = app.scope(&ada).await;
    for input in [
        ContactInput {
            name: Some("Zoë Müller".to_owned()),
            company: Some("Müller & Söhne".to_owned()),
            title: Some("Chief Engineer".to_owned()),
            location: Some("São Paulo".to_owned()),
            phones: Some(vec!["+46 8 123 45 67".to_owned()]),
            birthday: Some("1984-03-20".to_owned()),
            priority: Some("high".to_owned()),
            ..ContactInput::default()
        },
        ContactInput {
            name: Some("Leap Lear".to_owned()),
            company: Some("Engineer Works".to_owned()),
            birthday: Some("1988-02-29".to_owned()),
            ..ContactInput::default()
        },
    ] {
        create_contact(&mut scope, input).await.unwrap();
    }
    let hidden = add(&mut scope, "Archie Ved", "archie@ved.example", "").await;
    archive_contact(&mut scope, hidden, true).await.unwrap();
    (ada, scope)
}

async fn found(scope: &mut Scope, text: &str) -> Vec<String> {
    let query = ListQuery {
        query: parse(text).unwrap(),
        sort: ContactSort::Name.into(),
        limit: 50,
        zone: Tz::Europe__Berlin,
        ..ListQuery::default()
    };
    let rows = list(scope, &query).await.unwrap().rows;
    assert_eq!(
        count(scope, &query).await.unwrap(),
        rows.len() as i64,
        "{text}"
    );
    rows.into_iter().map(|row| row.name).collect()
}

#[tokio::test]
async fn each_clause_finds_whom_it_names() {
    let app = TestApp::start().await;
    let (_, mut scope) = people(&app).await;
    let (lear, old, sue, waits, zoe) = (
        "Leap Lear",
        "Old Friend",
        "Silent Sue",
        "Waits Long",
        "Zoë Müller",
    );
    for (query, expected) in [
        ("", vec![lear, old, sue, waits, zoe]),
        ("name:zoe", vec![zoe]),
        ("name:sohne", vec![]),
        ("name=\"zoe muller\"", vec![zoe]),
        ("name=zoe", vec![]),
        ("company:sohn", vec![zoe]),
        ("company=\"muller & sohne\"", vec![zoe]),
        ("company!=\"müller & söhne\"", vec![lear, old, sue, waits]),
        ("title:engineer", vec![zoe]),
        ("company:engineer", vec![lear]),
        ("engineer", vec![lear]),
        ("title=\"chief engineer\"", vec![zoe]),
        ("place:\"sao pau\"", vec![zoe]),
        ("email:friend", vec![old]),
        ("email=OLD@friend.example", vec![old]),
        ("phone:123-45", vec![zoe]),
        ("phone=004681234567", vec![zoe]),
        ("phone:99", vec![]),
        ("has:phone", vec![zoe]),
        ("has:no-email", vec![lear, zoe]),
        ("has:birthday has:no-title", vec![lear]),
        ("never:contacted", vec![lear, zoe]),
        ("never:answered", vec![sue]),
        ("is:awaiting", vec![old, waits]),
        ("is:archived", vec!["Archie Ved"]),
        ("is:archived or name:zoe", vec!["Archie Ved", zoe]),
        ("last<30d", vec![sue, waits]),
        ("last>30d", vec![old]),
        ("last<=1y last>=2w", vec![old]),
        ("not last<30d", vec![lear, old, zoe]),
        ("heard:last-week", vec![waits]),
        ("wrote<2026-02", vec![old]),
        ("created:today", vec![lear, old, sue, waits, zoe]),
        ("created<2026-03-02", vec![]),
        ("sent>=1 received=1", vec![old, waits]),
        ("messages<2", vec![lear, sue, zoe]),
        ("score>=0", vec![lear, old, sue, waits, zoe]),
        ("score>10", vec![]),
        ("not has:company", vec![]),
        ("priority:high", vec![zoe]),
        ("priority!=high", vec![lear, old, sue, waits]),
        ("priority:normal name:l", vec![lear, waits]),
        ("priority!=normal or priority:low", vec![zoe]),
        ("birthday:next-30d", vec![zoe]),
        ("birthday:this-month", vec![zoe]),
        ("birthday:last-3d", vec![lear]),
        ("birthday:february or birthday:03-20", vec![lear, zoe]),
        ("birthday:1988", vec![lear]),
        ("birthday<1985-01", vec![zoe]),
        ("birthday>1984 birthday<=1988-02-29", vec![lear]),
        ("zoe or (name:old and not has:phone)", vec![old, zoe]),
        ("not (zoe or leap or old)", vec![sue, waits]),
        ("not title:engineer", vec![lear, old, sue, waits]),
        ("name:\"'; drop table contacts\"", vec![]),
        ("name:@", vec![]),
    ] {
        assert_eq!(found(&mut scope, query).await, expected, "{query}");
    }
}

#[tokio::test]
async fn what_only_people_know_is_asked_for_too() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let mut scope = app.scope(&ada).await;
    let said = |text: &str| Some(text.to_owned());
    let input = ContactInput {
        name: said("Bo Lind"),
        about: said("Plays the Cello"),
        how_met: said("At the fair in Málaga"),
        met_on: said("2025-05-03"),
        pronouns: said("they/them"),
        time_zone: said("Europe/Oslo"),
        urls: Some(vec!["https://bolind.example/blog".to_owned()]),
        handles: Some(vec!["https://github.com/bolind".to_owned()]),
        ..ContactInput::default()
    };
    let bo = create_contact(&mut scope, input).await.unwrap();
    let wedding = NewPoint::plain(PointKind::Date, "2009-03-20");
    add_point(&mut scope, bo, wedding).await.unwrap();
    let cy = add(&mut scope, "Cy Berg", "cy@berg.example", "").await;
    add(&mut scope, "Di Nowak", "di@nowak.example", "").await;
    let (kind, who) = (RelationKind::Child, Who::Contact(cy));
    let relation = relations::add_relation(&mut scope, bo, kind, "", who)
        .await
        .unwrap();
    let (bo, cy, di) = ("Bo Lind", "Cy Berg", "Di Nowak");
    for (query, expected) in [
        ("about:cello", vec![bo]),
        ("about=\"plays the cello\"", vec![bo]),
        ("about=cello", vec![]),
        ("how-met:malaga", vec![bo]),
        ("pronouns!=they/them", vec![cy, di]),
        ("zone:oslo", vec![bo]),
        ("time-zone=europe/oslo", vec![bo]),
        ("link:blog", vec![bo]),
        ("profile:github", vec![bo]),
        ("address:oslo", vec![]),
        ("met:2025-05-03", vec![bo]),
        ("met<2025-05-03 or met>2025-05-03", vec![]),
        ("met>90d", vec![bo]),
        ("met<90d", vec![]),
        ("anniversary:next-30d", vec![bo]),
        ("anniversary:march anniversary<2010", vec![bo]),
        ("anniversary:2010 or anniversary:03-21", vec![]),
        ("birthday:march", vec![]),
        ("relation:berg", vec![bo]),
        ("relation=\"bo lind\"", vec![cy]),
        ("has:relation", vec![bo, cy]),
        (
            "has:about has:how-met has:met has:pronouns has:zone",
            vec![bo],
        ),
        ("has:no-zone has:no-photo has:no-anniversary", vec![cy, di]),
        ("has:address or has:rhythm", vec![]),
    ] {
        assert_eq!(found(&mut scope, query).await, expected, "{query}");
    }
    relations::remove_relation(&mut scope, relation)
        .await
        .unwrap();
    assert!(
        found(&mut scope, "has:relation or relation:bo")
            .await
            .is_empty()
    );
}

#[tokio::test]
async fn notes_are_found_until_they_are_deleted() {
    let app = TestApp::start().await;
    let (_, mut scope) = people(&app).await;
    let old: Uuid = sqlx::query_scalar("select id from contacts where name = 'Old Friend'")
        .fetch_one(scope.db())
        .await
        .unwrap();
    assert!(found(&mut scope, "has:note").await.is_empty());
    let note = timeline::add_note(&mut scope, old, "Likes tea")
        .await
        .unwrap();
    assert_eq!(found(&mut scope, "has:note").await, ["Old Friend"]);
    timeline::delete_note(&mut scope, note).await.unwrap();
    assert!(found(&mut scope, "has:note").await.is_empty());
}

#[tokio::test]
async fn a_query_meets_its_own_workspace_only() {
    let app = TestApp::start().await;
    people(&app).await.1.commit().await.unwrap();
    let eve = app.owner("eve@other.example").await;
    let mut scope = app.scope(&eve).await;
    for query in [
        "",
        "name:zoe",
        "phone:123",
        "has:note or has:birthday",
        "is:archived",
    ] {
        assert!(found(&mut scope, query).await.is_empty(), "{query}");
    }
}

#[tokio::test]
async fn the_page_shows_the_query_its_result_and_what_is_wrong_with_it() {
    let app = TestApp::start().await;
    let (ada, scope) = people(&app).await;
    scope.commit().await.unwrap();
    let browser = app.browser(&ada).await;
    let page = async |address: &str| browser.page(address).await;
    let body = page("/contacts?q=title%3Aengineer+has%3Aphone").await;
    assert!(body.contains("Zoë Müller") && !body.contains("Leap Lear"));
    assert!(body.contains("value=\"title:engineer has:phone\""));
    assert!(body.contains("Remove filter has:phone"));
    let body = page("/contacts?q=zoe+colour%3Ared").await;
    assert!(body.contains("there is no field “colour”"), "{body}");
    assert!(body.contains("<mark>colour</mark>"), "{body}");
    let added = browser
        .open("/contacts?q=a+or+b&sort=name&field=score&test=%3E&value=5")
        .await;
    assert_eq!(
        added.headers()["location"],
        "/contacts?q=%28a%20or%20b%29%20score%3E5&sort=name"
    );
}

#[tokio::test]
async fn programs_query_and_count() {
    let app = TestApp::start().await;
    let (ada, scope) = people(&app).await;
    scope.commit().await.unwrap();
    let program = app.program(&ada).await;
    let json = async |path: &str| program.api("GET", path, None).await;
    let (_, body) = json("/contacts?q=title:engineer").await;
    assert_eq!(body["data"][0]["name"], "Zoë Müller");
    let (_, body) = json("/contacts/count?q=has:no-email").await;
    assert_eq!(
        body["data"],
        serde_json::json!({ "count": 2, "is_more": false })
    );
    let (status, body) = json("/contacts?q=a%20colour:red").await;
    assert_eq!(status, 422);
    let said = &body["error"]["details"]["fields"]["q"];
    assert_eq!((&said["at"], &said["length"]), (&2.into(), &6.into()));
    let (status, body) = json("/contacts?sort=shoes").await;
    assert_eq!(
        (status, &body["error"]["details"]["fields"]["sort"]["code"]),
        (422, &"unknown".into())
    );
}
