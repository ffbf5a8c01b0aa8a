//! Joining and parting, as people, programs and devices see it.

mod forms;
mod likeness;
mod program;
mod sources;
mod suggested;

use std::collections::BTreeMap;

use serde_json::json;
use uuid::Uuid;

use super::{Terms, joined_to, merge_contacts, part_contact};
use crate::{
    contacts::{self, ContactInput, NewPoint, types::ContactField, types::PointKind},
    context::Scope,
    error::{Error, FieldCode},
    history,
    relations::{self, Who, types::RelationKind},
    suggestions::{self, Wish},
    tags,
    tasks::{self, TaskInput},
    testing::{Mail, TestApp},
    timeline,
};

const ME: &str = "ada@kith.example";

async fn add(scope: &mut Scope, name: &str, email: &str) -> Uuid {
    let input = ContactInput {
        name: Some(name.to_owned()),
        emails: Some(vec![email.to_owned()]),
        ..ContactInput::default()
    };
    contacts::create_contact(scope, input).await.unwrap()
}

async fn two(scope: &mut Scope) -> (Uuid, Uuid) {
    (
        add(scope, "Bo Lind", "bo@lind.example").await,
        add(scope, "Robert Lind", "robert@home.example").await,
    )
}

async fn merge(scope: &mut Scope, kept: Uuid, joined: Uuid) {
    merge_contacts(scope, kept, &[joined], &Terms::default())
        .await
        .unwrap();
}

async fn emails(scope: &mut Scope, id: Uuid) -> Vec<String> {
    let points = contacts::points(scope, id).await.unwrap();
    let mut values: Vec<String> = points
        .into_iter()
        .filter(|point| point.kind == PointKind::Email.as_str())
        .map(|point| point.value)
        .collect();
    values.sort();
    values
}

async fn edit(scope: &mut Scope, id: Uuid, field: ContactField, value: &str) {
    contacts::edit_contact(scope, id, field, value.to_owned())
        .await
        .unwrap();
}

#[tokio::test]
async fn everything_goes_over_and_comes_back() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let mut scope = app.scope(&ada).await;
    let (bo, robert) = two(&mut scope).await;
    timeline::add_note(&mut scope, robert, "Likes tea")
        .await
        .unwrap();
    tags::tag_contact(&mut scope, robert, "sailor")
        .await
        .unwrap();
    let task = TaskInput {
        title: "Call".to_owned(),
        contacts: vec![robert],
        ..TaskInput::default()
    };
    tasks::add_task(&mut scope, chrono_tz::UTC, task)
        .await
        .unwrap();
    let kim = Who::Name("Kim".to_owned());
    relations::add_relation(&mut scope, robert, RelationKind::Child, "", kim)
        .await
        .unwrap();
    suggestions::set_wish(&mut scope, robert, Wish::EveryDays(30))
        .await
        .unwrap();
    merge(&mut scope, bo, robert).await;
    assert_eq!(
        contacts::contact(&mut scope, robert).await.unwrap_err(),
        Error::NotFound
    );
    assert_eq!(
        emails(&mut scope, bo).await,
        ["bo@lind.example", "robert@home.example"]
    );
    let seen = |tags: Vec<tags::Tag>| tags.into_iter().map(|tag| tag.name).collect::<Vec<_>>();
    assert_eq!(
        seen(tags::tags_of(&mut scope, bo).await.unwrap()),
        ["sailor"]
    );
    let notes = timeline::interactions_of(&mut scope, bo, None, 9)
        .await
        .unwrap();
    assert_eq!(notes.len(), 1);
    let kin = relations::relations_of(&mut scope, bo).await.unwrap();
    assert_eq!(kin[0].name, "Kim");
    let now = contacts::contact(&mut scope, bo).await.unwrap();
    assert_eq!(now.keep_in_touch_days, Some(30));
    let kept = part_contact(&mut scope, robert).await.unwrap();
    assert_eq!(kept, bo);
    assert_eq!(emails(&mut scope, bo).await, ["bo@lind.example"]);
    assert_eq!(emails(&mut scope, robert).await, ["robert@home.example"]);
    assert!(tags::tags_of(&mut scope, bo).await.unwrap().is_empty());
    assert_eq!(
        seen(tags::tags_of(&mut scope, robert).await.unwrap()),
        ["sailor"]
    );
    assert!(
        relations::relations_of(&mut scope, bo)
            .await
            .unwrap()
            .is_empty()
    );
    let now = contacts::contact(&mut scope, bo).await.unwrap();
    assert_eq!(now.keep_in_touch_days, None);
    assert_eq!(part_contact(&mut scope, robert).await, Err(Error::NotFound));
}

#[tokio::test]
async fn what_two_hands_wrote_is_one_and_the_newer_word_wins() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let mut scope = app.scope(&ada).await;
    let (bo, robert) = two(&mut scope).await;
    edit(&mut scope, bo, ContactField::Title, "Mate").await;
    edit(&mut scope, robert, ContactField::Location, "Oslo").await;
    scope.now += chrono::Duration::days(1);
    edit(&mut scope, robert, ContactField::Title, "Captain").await;
    merge(&mut scope, bo, robert).await;
    let one = contacts::contact(&mut scope, bo).await.unwrap();
    assert_eq!(one.title.as_deref(), Some("Captain"));
    assert_eq!(one.location.as_deref(), Some("Oslo"));
    scope.now += chrono::Duration::days(1);
    edit(&mut scope, bo, ContactField::Title, "Admiral").await;
    part_contact(&mut scope, robert).await.unwrap();
    let title = |found: contacts::Contact| found.title.unwrap_or_default();
    assert_eq!(
        title(contacts::contact(&mut scope, bo).await.unwrap()),
        "Admiral"
    );
    assert_eq!(
        title(contacts::contact(&mut scope, robert).await.unwrap()),
        "Captain"
    );
}

#[tokio::test]
async fn what_was_removed_stays_away_from_its_own_records_only() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let mut scope = app.scope(&ada).await;
    let (bo, robert) = two(&mut scope).await;
    for value in ["old@lind.example", "bo@lind.example"] {
        let point = NewPoint::plain(PointKind::Email, value);
        contacts::add_point(&mut scope, robert, point)
            .await
            .unwrap();
        contacts::remove_point(&mut scope, robert, value)
            .await
            .unwrap();
    }
    merge(&mut scope, bo, robert).await;
    let both = ["bo@lind.example", "robert@home.example"];
    assert_eq!(emails(&mut scope, bo).await, both);
    contacts::remove_point(&mut scope, bo, "robert@home.example")
        .await
        .unwrap();
    assert_eq!(emails(&mut scope, bo).await, ["bo@lind.example"]);
    let point = NewPoint::plain(PointKind::Email, "old@lind.example");
    contacts::add_point(&mut scope, bo, point).await.unwrap();
    assert_eq!(
        emails(&mut scope, bo).await,
        ["bo@lind.example", "old@lind.example"]
    );
    part_contact(&mut scope, robert).await.unwrap();
    assert_eq!(emails(&mut scope, robert).await, ["robert@home.example"]);
}

#[tokio::test]
async fn a_chosen_value_holds_until_the_two_are_parted() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let mut scope = app.scope(&ada).await;
    let (bo, robert) = two(&mut scope).await;
    edit(&mut scope, bo, ContactField::Title, "Mate").await;
    edit(&mut scope, bo, ContactField::Company, "Lind").await;
    edit(&mut scope, robert, ContactField::Title, "Captain").await;
    edit(&mut scope, robert, ContactField::Company, "Home").await;
    let chosen = |from: Uuid, fields: &[&str]| Terms {
        choices: fields
            .iter()
            .map(|field| ((*field).to_owned(), from))
            .collect::<BTreeMap<_, _>>(),
        ..Terms::default()
    };
    for (field, from) in [("nonsense", bo), ("title", Uuid::from_u128(9))] {
        let refused = merge_contacts(&mut scope, bo, &[robert], &chosen(from, &[field])).await;
        assert_eq!(refused, Err(Error::invalid("choose", FieldCode::Unknown)));
    }
    drop(scope);
    let mut scope = app.scope(&ada).await;
    let (bo, robert) = two(&mut scope).await;
    edit(&mut scope, robert, ContactField::Title, "Captain").await;
    edit(&mut scope, robert, ContactField::Company, "Home").await;
    scope.now += chrono::Duration::days(1);
    edit(&mut scope, bo, ContactField::Title, "Mate").await;
    edit(&mut scope, bo, ContactField::Company, "Lind").await;
    let terms = chosen(robert, &["title", "company", "name"]);
    merge_contacts(&mut scope, bo, &[robert], &terms)
        .await
        .unwrap();
    let one = contacts::contact(&mut scope, bo).await.unwrap();
    assert_eq!(
        (
            one.name.as_str(),
            one.title.as_deref(),
            one.company.as_deref()
        ),
        ("Robert Lind", Some("Captain"), Some("Home"))
    );
    edit(&mut scope, bo, ContactField::Company, "Sea").await;
    part_contact(&mut scope, robert).await.unwrap();
    let one = contacts::contact(&mut scope, bo).await.unwrap();
    assert_eq!(
        (
            one.name.as_str(),
            one.title.as_deref(),
            one.company.as_deref()
        ),
        ("Bo Lind", Some("Mate"), Some("Sea")),
        "what was changed since stays"
    );
}

#[tokio::test]
async fn mail_that_comes_meanwhile_goes_to_whose_address_it_is() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let first = [
        Mail::new("1", 9, ME, "Bo Lind <bo@lind.example>"),
        Mail::new("2", 8, ME, "Robert Lind <robert@home.example>"),
    ];
    app.import(&ada, &first).await;
    let mut scope = app.scope(&ada).await;
    let bo = contacts::meant(&mut scope, "bo@lind.example")
        .await
        .unwrap()[0]
        .id;
    let robert = contacts::meant(&mut scope, "robert@home.example")
        .await
        .unwrap()[0]
        .id;
    merge(&mut scope, bo, robert).await;
    scope.commit().await.unwrap();
    let signed = Mail::new("3", 7, "Robert Lind <robert@home.example>", ME)
        .body("See you.\n\nBest regards,\nRobert Lind\nCaptain\n+46 8 123 45 67");
    app.import(&ada, &[signed]).await;
    let table = "Name,Email,Email 2\nBob,robert@home.example,bob@new.example\n";
    app.import_file(&ada, "bob.csv", table.as_bytes()).await;
    let later = Mail::new("4", 1, ME, "bob@new.example");
    app.import(&ada, &[later]).await;
    let mut scope = app.scope(&ada).await;
    let one = contacts::contact(&mut scope, bo).await.unwrap();
    assert_eq!((one.outbound_count, one.inbound_count), (3, 1));
    part_contact(&mut scope, robert).await.unwrap();
    let (bo, robert) = (
        contacts::contact(&mut scope, bo).await.unwrap(),
        contacts::contact(&mut scope, robert).await.unwrap(),
    );
    assert_eq!((bo.outbound_count, bo.inbound_count), (1, 0));
    assert_eq!((robert.outbound_count, robert.inbound_count), (2, 1));
    assert_eq!(robert.title.as_deref(), Some("Captain"));
    assert_eq!(
        emails(&mut scope, robert.id).await,
        ["bob@new.example", "robert@home.example"]
    );
}

#[tokio::test]
async fn who_is_joined_already_or_in_the_trash_is_refused() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let mut scope = app.scope(&ada).await;
    let (bo, robert) = two(&mut scope).await;
    let third = add(&mut scope, "Bobby", "bobby@x.example").await;
    let terms = Terms::default();
    for (kept, joined, refusal) in [
        (bo, vec![], Error::invalid("with", FieldCode::Required)),
        (bo, vec![bo], Error::invalid("with", FieldCode::Circular)),
        (bo, vec![Uuid::from_u128(1)], Error::NotFound),
    ] {
        let refused = merge_contacts(&mut scope, kept, &joined, &terms).await;
        assert_eq!(refused, Err(refusal));
    }
    contacts::delete_contact(&mut scope, third).await.unwrap();
    let refused = merge_contacts(&mut scope, bo, &[third], &terms).await;
    assert_eq!(refused, Err(Error::NotFound));
    contacts::restore_contact(&mut scope, third).await.unwrap();
    merge(&mut scope, bo, robert).await;
    for (kept, joined) in [(third, robert), (robert, third), (robert, bo)] {
        let refused = merge_contacts(&mut scope, kept, &[joined], &terms).await;
        assert_eq!(refused, Err(Error::Conflict));
    }
    let restored = contacts::restore_contact(&mut scope, robert).await;
    assert_eq!(restored, Err(Error::NotFound), "it is no rubbish");
}

#[tokio::test]
async fn chains_are_parted_in_any_order() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    for first in 0..2 {
        let mut scope = app.scope(&ada).await;
        let (bo, robert) = two(&mut scope).await;
        let third = add(&mut scope, "Bobby", "bobby@x.example").await;
        merge(&mut scope, robert, third).await;
        merge(&mut scope, bo, robert).await;
        assert_eq!(emails(&mut scope, bo).await.len(), 3);
        let joined = joined_to(&mut scope, bo).await.unwrap();
        assert_eq!(joined.len(), 2);
        let order = if first == 0 {
            [third, robert]
        } else {
            [robert, third]
        };
        for id in order {
            part_contact(&mut scope, id).await.unwrap();
        }
        for (id, email) in [
            (bo, "bo@lind.example"),
            (robert, "robert@home.example"),
            (third, "bobby@x.example"),
        ] {
            assert_eq!(emails(&mut scope, id).await, [email]);
        }
    }
}

#[tokio::test]
async fn the_history_tells_and_takes_back() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let mut scope = app.scope(&ada).await;
    let (bo, robert) = two(&mut scope).await;
    merge(&mut scope, bo, robert).await;
    let told = history::changes(&mut scope, bo, None, 9).await.unwrap();
    let join = told
        .iter()
        .find(|change| change.field == super::HISTORY)
        .unwrap();
    assert_eq!(
        join.new,
        Some(json!({ "id": robert, "name": "Robert Lind" }))
    );
    let parted = history::revert_change(&mut scope, bo, join.id)
        .await
        .unwrap();
    contacts::contact(&mut scope, robert).await.unwrap();
    let again = history::revert_change(&mut scope, bo, join.id).await;
    assert_eq!(again, Err(Error::Conflict));
    history::revert_change(&mut scope, bo, parted.unwrap())
        .await
        .unwrap();
    assert_eq!(emails(&mut scope, bo).await.len(), 2);
    let decided: Vec<String> = sqlx::query_scalar(
        "select kind from identity_decisions where contact_id = $1 and actor_id is not null order by kind",
    )
    .bind(bo)
    .fetch_all(scope.db())
    .await
    .unwrap();
    assert_eq!(decided, ["merge", "merge", "split"]);
}

#[tokio::test]
async fn purging_takes_along_who_was_joined() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let mut scope = app.scope(&ada).await;
    let (bo, robert) = two(&mut scope).await;
    timeline::add_note(&mut scope, robert, "Likes tea")
        .await
        .unwrap();
    merge(&mut scope, bo, robert).await;
    contacts::delete_contact(&mut scope, bo).await.unwrap();
    assert_eq!(part_contact(&mut scope, robert).await, Err(Error::NotFound));
    sqlx::query("update contacts set deleted_at = deleted_at - interval '31 days'")
        .execute(scope.db())
        .await
        .unwrap();
    scope.commit().await.unwrap();
    let stop = crate::jobs::Stop::default();
    crate::trash::purge_workspace(&app.kith, ada.workspace, &stop)
        .await
        .unwrap();
    let mut scope = app.scope(&ada).await;
    for table in ["contacts", "source_records", "interactions"] {
        let sql = format!("select count(*) from {table}");
        let count: i64 = sqlx::query_scalar(sqlx::AssertSqlSafe(sql))
            .fetch_one(scope.db())
            .await
            .unwrap();
        assert_eq!(count, 0, "{table}");
    }
}

#[tokio::test]
async fn only_what_is_in_the_archive_of_both_stays_there() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let mut scope = app.scope(&ada).await;
    let (bo, robert) = two(&mut scope).await;
    contacts::archive_contact(&mut scope, bo, true)
        .await
        .unwrap();
    merge(&mut scope, bo, robert).await;
    let one = contacts::contact(&mut scope, bo).await.unwrap();
    assert_eq!(one.archived_at, None);
    part_contact(&mut scope, robert).await.unwrap();
    let one = contacts::contact(&mut scope, bo).await.unwrap();
    assert!(one.archived_at.is_some());
}
