//! Derivation and resolution against real rows.

use proptest::{collection::vec, option, prelude::*, sample::select};
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::*;
use crate::{
    contacts::{
        self, ContactInput,
        types::{ContactField, PointKind},
    },
    context::{Scope, Viewer},
    testing::{Mail, TestApp, now},
};

fn fields(value: Value) -> Map<String, Value> {
    value.as_object().cloned().unwrap_or_default()
}

async fn only_contact(scope: &mut Scope) -> Uuid {
    sqlx::query_scalar("select id from contacts")
        .fetch_one(scope.db())
        .await
        .unwrap()
}

async fn wrote_to_bo(app: &TestApp) -> Viewer {
    let ada = app.owner("ada@kith.example").await;
    app.import(
        &ada,
        &[Mail::new(
            "1",
            9,
            "ada@kith.example",
            "Bo <bo@lind.example>",
        )],
    )
    .await;
    ada
}

#[tokio::test]
async fn an_edit_outlives_what_a_source_says_later() {
    let app = TestApp::start().await;
    let ada = wrote_to_bo(&app).await;
    let mut scope = app.scope(&ada).await;
    let id = only_contact(&mut scope).await;
    contacts::edit_contact(&mut scope, id, ContactField::Name, "Bosse Lind".to_owned())
        .await
        .unwrap();
    scope.commit().await.unwrap();
    app.import(
        &ada,
        &[Mail::new(
            "2",
            1,
            "Bo Lindqvist <bo@lind.example>",
            "ada@kith.example",
        )],
    )
    .await;
    let mut scope = app.scope(&ada).await;
    let contact = contacts::contact(&mut scope, id).await.unwrap();
    assert_eq!(contact.name, "Bosse Lind");
    assert_eq!(
        contact.company.as_deref(),
        Some("Lind"),
        "what was not edited still comes from mail"
    );
}

#[tokio::test]
async fn the_newest_own_spelling_wins_whatever_the_order_of_arrival() {
    let app = TestApp::start().await;
    for (account, order) in [
        ("ada@kith.example", [0, 1, 2]),
        ("eve@kith.example", [2, 1, 0]),
        ("ivy@kith.example", [1, 2, 0]),
    ] {
        let viewer = app.owner(account).await;
        let mails = [
            Mail::new("a", 30, "Bob Lind <bo@lind.example>", account),
            Mail::new("b", 3, "Robert Lind <bo@lind.example>", account),
            Mail::new("c", 20, account, "\"Mr Bo\" <bo@lind.example>"),
        ];
        for index in order {
            app.import(&viewer, &[mails[index].clone()]).await;
        }
        let mut scope = app.scope(&viewer).await;
        let name: String = sqlx::query_scalar("select name from contacts")
            .fetch_one(scope.db())
            .await
            .unwrap();
        assert_eq!(name, "Robert Lind", "{order:?}");
    }
}

#[tokio::test]
async fn a_known_address_links_to_the_contact_made_by_hand() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let mut scope = app.scope(&ada).await;
    let input = ContactInput {
        name: Some("Bo Lind".to_owned()),
        emails: Some(vec!["Bo@Lind.example".to_owned()]),
        ..ContactInput::default()
    };
    let id = contacts::create_contact(&mut scope, input).await.unwrap();
    scope.commit().await.unwrap();
    app.import(
        &ada,
        &[Mail::new("1", 9, "ada@kith.example", "bo@lind.example")],
    )
    .await;
    let mut scope = app.scope(&ada).await;
    assert_eq!(only_contact(&mut scope).await, id);
    assert_eq!(
        contacts::contact(&mut scope, id)
            .await
            .unwrap()
            .outbound_count,
        1
    );
    let decisions: Vec<(String, Option<Uuid>)> =
        sqlx::query_as("select kind, contact_id from identity_decisions")
            .fetch_all(scope.db())
            .await
            .unwrap();
    assert_eq!(decisions, [("link".to_owned(), Some(id))]);
}

#[tokio::test]
async fn only_people_one_wrote_to_become_contacts() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    app.import(
        &ada,
        &[
            Mail::new("1", 9, "ada@kith.example", "bo@lind.example"),
            Mail::new("2", 8, "stranger@else.example", "ada@kith.example"),
            Mail::new(
                "3",
                7,
                "ada@kith.example",
                "info@shop.example, no-reply@shop.example",
            ),
        ],
    )
    .await;
    let mut scope = app.scope(&ada).await;
    let emails: Vec<Option<String>> = sqlx::query_scalar("select email from contacts")
        .fetch_all(scope.db())
        .await
        .unwrap();
    assert_eq!(emails, [Some("bo@lind.example".to_owned())]);
}

#[tokio::test]
async fn who_was_answered_later_brings_the_earlier_mail_along() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    app.import(
        &ada,
        &[Mail::new(
            "1",
            9,
            "Cy Orr <cy@orr.example>",
            "ada@kith.example",
        )],
    )
    .await;
    let answer = Mail::new("2", 8, "ada@kith.example", "cy@orr.example").answers("1");
    app.import(&ada, &[answer]).await;
    let mut scope = app.scope(&ada).await;
    let id = only_contact(&mut scope).await;
    let contact = contacts::contact(&mut scope, id).await.unwrap();
    assert_eq!(
        (
            contact.name.as_str(),
            contact.inbound_count,
            contact.outbound_count
        ),
        ("Cy Orr", 1, 1)
    );
}

#[tokio::test]
async fn points_are_united_without_doubles_and_removal_holds() {
    let app = TestApp::start().await;
    let ada = wrote_to_bo(&app).await;
    let mut scope = app.scope(&ada).await;
    let id = only_contact(&mut scope).await;
    for address in ["BO@lind.example", "bo@home.example"] {
        let new = contacts::NewPoint::plain(PointKind::Email, address);
        contacts::add_point(&mut scope, id, new).await.unwrap();
    }
    let values = |points: Vec<contacts::Point>| {
        points
            .into_iter()
            .map(|point| point.value)
            .collect::<Vec<_>>()
    };
    let mut all = values(contacts::points(&mut scope, id).await.unwrap());
    all.sort();
    assert_eq!(all, ["bo@home.example", "bo@lind.example"]);
    contacts::remove_point(&mut scope, id, "bo@lind.example")
        .await
        .unwrap();
    scope.commit().await.unwrap();
    app.import(
        &ada,
        &[Mail::new(
            "2",
            1,
            "Bo <bo@lind.example>",
            "ada@kith.example",
        )],
    )
    .await;
    let mut scope = app.scope(&ada).await;
    assert_eq!(
        values(contacts::points(&mut scope, id).await.unwrap()),
        ["bo@home.example"]
    );
}

#[tokio::test]
async fn deriving_again_changes_nothing() {
    let app = TestApp::start().await;
    let ada = wrote_to_bo(&app).await;
    let mut scope = app.scope(&ada).await;
    let id = only_contact(&mut scope).await;
    edit_fields(
        &mut scope,
        id,
        fields(json!({ "title": "Editor", "urls": ["https://bo.example"] })),
    )
    .await
    .unwrap();
    let before = snapshot(&mut scope, id).await;
    derive_contacts(&mut scope, &[id]).await.unwrap();
    assert_eq!(snapshot(&mut scope, id).await, before);
}

async fn snapshot(scope: &mut Scope, id: Uuid) -> Value {
    sqlx::query_scalar(
        "select jsonb_build_object(
           'contact', to_jsonb(c) - 'version' - 'updated_at',
           'points', (select jsonb_agg(to_jsonb(p) order by p.kind, p.position) from contact_points p where contact_id = c.id),
           'words', (select jsonb_agg(word order by word) from contact_words where contact_id = c.id)
         )
         from contacts c where id = $1",
    )
    .bind(id)
    .fetch_one(scope.db())
    .await
    .unwrap()
}

#[tokio::test]
async fn of_what_was_said_at_one_time_the_trusted_origin_counts() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let mut scope = app.scope(&ada).await;
    let id = new_contact(&mut scope, Map::new()).await.unwrap();
    for (origin, expected) in [
        ("mail", "mail"),
        ("csv", "csv"),
        ("linkedin", "linkedin"),
        ("vcard", "vcard"),
        ("hubspot", "vcard"),
        ("signature", "vcard"),
    ] {
        sqlx::query(
            "with record as (
               insert into source_records
                 (id, workspace_id, origin, external_id, fields, source_updated_at, created_at, updated_at)
               values ($1, $2, $3, 'one', jsonb_build_object('location', $3::text), $4, $4, $4)
               returning id
             )
             insert into identity_links (source_record_id, workspace_id, contact_id, rule, probability, created_at)
             select id, $2, $5, 'test', 1, $4 from record",
        )
        .bind(scope.id())
        .bind(scope.workspace)
        .bind(origin)
        .bind(now() - chrono::Duration::days(3))
        .bind(id)
        .execute(scope.db())
        .await
        .unwrap();
        super::derive::derive_records(&mut scope, &[id])
            .await
            .unwrap();
        let contact = contacts::contact(&mut scope, id).await.unwrap();
        assert_eq!(contact.location.as_deref(), Some(expected), "{origin}");
    }
}

/// One thing that a source says: how many days ago, and which fields.
fn statement() -> impl Strategy<Value = (i64, Value)> {
    let one = |values: &'static [&'static str]| option::of(select(values));
    let list =
        |values: &'static [&'static str]| vec((select(values), one(&["work", "home"])), 0..3);
    let single = (
        "[a-d]{1,3}",
        option::of("[x-z]{1,2}"),
        one(&["Kiel", "Oslo"]),
        one(&["1980-02-03", "1980-02-04", "--02-03"]),
    );
    let lists = (
        list(&["bo@a.example", "BO@a.example", "li@b.example"]),
        list(&["+49301234", "+4930555"]),
    );
    // Often of one day, where the time tells nothing.
    (0_i64..4, single, lists).prop_map(|(age, single, (emails, phones))| {
        let (name, title, location, birthday) = single;
        let points = |list: Vec<(&str, Option<&str>)>| -> Vec<Value> {
            let points = list.into_iter();
            let points = points.map(|(value, label)| json!({ "value": value, "label": label }));
            points.collect()
        };
        let said = json!({
            "name": name,
            "title": title,
            "location": location,
            "birthday": birthday,
            "emails": points(emails),
            "phones": points(phones),
        });
        (age, said)
    })
}

type Statements = Vec<(i64, Value)>;

/// Some statements, and the same in another order.
fn in_two_orders() -> impl Strategy<Value = (Statements, Statements)> {
    vec(statement(), 1..7).prop_flat_map(|said| (Just(said.clone()), Just(said).prop_shuffle()))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]
    #[test]
    fn any_order_of_arrival_gives_the_same_contact((said, shuffled) in in_two_orders()) {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        let (one, other) = runtime.block_on(async {
            let app = TestApp::start().await;
            let ada = app.owner("ada@kith.example").await;
            (deliver(&app, &ada, &said).await, deliver(&app, &ada, &shuffled).await)
        });
        prop_assert_eq!(one, other);
    }
}

/// Delivers the statements as records of different sources of one contact, each derived as it
/// comes, and gives what the contact is then and who says it. Nothing stays of it.
async fn deliver(app: &TestApp, viewer: &Viewer, statements: &[(i64, Value)]) -> Value {
    let mut scope = app.scope(viewer).await;
    let id = new_contact(&mut scope, Map::new()).await.unwrap();
    for (age, said) in statements {
        let record = scope.id();
        let external = format!("{age} {said}");
        let key = crate::ids::derived(&external);
        sqlx::query(
            "with record as (
               insert into source_records
                 (id, workspace_id, origin, external_id, fields, source_updated_at, created_at, updated_at)
               values ($1, $2, $3, $4, jsonb_strip_nulls($5), $6, $6, $6)
               on conflict do nothing
               returning id
             )
             insert into identity_links (source_record_id, workspace_id, contact_id, rule, probability, created_at)
             select id, $2, $7, 'test', 1, $6 from record",
        )
        .bind(record)
        .bind(scope.workspace)
        .bind(format!("source {key}"))
        .bind(&external)
        .bind(said)
        .bind(now() - chrono::Duration::days(*age))
        .bind(id)
        .execute(scope.db())
        .await
        .unwrap();
        derive_contacts(&mut scope, &[id]).await.unwrap();
    }
    sqlx::query_scalar(
        "select jsonb_build_object(
           'fields', jsonb_build_array(c.name, c.title, c.location, c.birthday_iso, c.email),
           'points', (
             select jsonb_agg(jsonb_build_array(p.kind, p.value, p.label, r.external_id) order by p.kind, p.position)
             from contact_points p
             join source_records r on r.id = p.source_record_id
             where p.contact_id = c.id
           ),
           'provenance', (
             select jsonb_object_agg(said.key, r.external_id)
             from jsonb_each_text(c.provenance) said
             join source_records r on r.id = said.value::uuid
           )
         )
         from contacts c
         where c.id = $1",
    )
    .bind(id)
    .fetch_one(scope.db())
    .await
    .unwrap()
}
