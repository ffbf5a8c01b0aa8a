//! Many contacts changed at once, reported on, and taken back.

mod fields;
mod forms;
mod program;
mod run;
mod ticks;

use uuid::Uuid;

use super::{Asked, Change, Selection, change, failures, preview, retry, start, undo};
use crate::{
    contacts::{self, ContactInput, ListQuery, query::parse, types::ContactField},
    context::{Scope, Viewer},
    error::{Error, FieldCode, Result},
    identity, tags,
    testing::{Mail, TestApp},
};

async fn people(scope: &mut Scope, count: usize) -> Vec<Uuid> {
    let mut ids = Vec::new();
    for number in 0..count {
        let input = ContactInput {
            name: Some(format!("Person {number:03}")),
            ..ContactInput::default()
        };
        ids.push(contacts::create_contact(scope, input).await.unwrap());
    }
    ids
}

/// Contacts without more than a name, as an import would write them.
async fn crowd(scope: &mut Scope, count: i32) {
    sqlx::query(
        "insert into contacts (id, workspace_id, name, created_at, updated_at)
         select gen_random_uuid(), acting_workspace(), 'Crowd ' || n, $2, $2
         from generate_series(1, $1) as n",
    )
    .bind(count)
    .bind(scope.now)
    .execute(scope.db())
    .await
    .unwrap();
}

fn asked(action: &str) -> Asked {
    Asked {
        action: action.to_owned(),
        ..Asked::default()
    }
}

fn add_tag(name: &str) -> Asked {
    Asked {
        tag: name.to_owned(),
        ..asked("add_tag")
    }
}

fn set(field: &str, value: &str) -> Asked {
    Asked {
        field: field.to_owned(),
        value: value.to_owned(),
        ..asked("set")
    }
}

async fn world() -> (TestApp, Viewer) {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    (app, ada)
}

async fn act(scope: &mut Scope, asked: &Asked, contacts: &[Uuid]) -> Result<Change> {
    let action = asked.read(scope).await?;
    let id = start(scope, &action, contacts).await?;
    change(scope, id).await
}

fn counts(change: &Change) -> (i32, i32, i32) {
    (change.done, change.unchanged, change.failed)
}

async fn texts(scope: &mut Scope, contacts: &[Uuid], field: ContactField) -> Vec<String> {
    let mut texts = Vec::new();
    for id in contacts {
        texts.push(contacts::contact(scope, *id).await.unwrap().text(field));
    }
    texts
}

#[tokio::test]
async fn what_is_so_already_stays_and_what_is_gone_fails_with_a_reason() {
    let (app, ada) = world().await;
    let mut scope = app.scope(&ada).await;
    let people = people(&mut scope, 4).await;
    tags::tag_contact(&mut scope, people[0], "tea")
        .await
        .unwrap();
    contacts::delete_contact(&mut scope, people[1])
        .await
        .unwrap();
    let gone = Uuid::from_u128(7);
    let chosen = [people.clone(), vec![gone]].concat();
    let action = add_tag("tea").read(&mut scope).await.unwrap();
    let shown = preview(&mut scope, &action, &chosen).await.unwrap();
    assert_eq!((shown.changing, shown.unchanged, shown.failing), (2, 1, 2));
    assert_eq!(shown.samples.len(), 2);
    let change = act(&mut scope, &add_tag("Tea"), &chosen).await.unwrap();
    assert_eq!(
        (change.state.as_str(), counts(&change)),
        ("done", (2, 1, 2))
    );
    let failed = failures(&mut scope, change.id, 10).await.unwrap();
    let reasons: Vec<_> = failed
        .iter()
        .map(|item| (item.contact, &*item.reason))
        .collect();
    assert_eq!(reasons, [(people[1], "deleted"), (gone, "gone")]);
}

#[tokio::test]
async fn one_undo_takes_all_of_a_tag_back_but_nothing_else() {
    let (app, ada) = world().await;
    let mut scope = app.scope(&ada).await;
    let people = people(&mut scope, 3).await;
    let tea = tags::tag_contact(&mut scope, people[0], "tea")
        .await
        .unwrap();
    let change = act(&mut scope, &add_tag("tea"), &people).await.unwrap();
    tags::untag_contact(&mut scope, people[2], tea)
        .await
        .unwrap();
    let undone = undo(&mut scope, change.id).await.unwrap();
    assert_eq!(
        (undone.state.as_str(), undone.undone, undone.kept),
        ("undone", 1, 1)
    );
    let used = tags::used_tags(&mut scope).await.unwrap();
    assert_eq!(used[0].contacts, 1, "only who had it before");
    assert_eq!(
        undo(&mut scope, change.id).await.unwrap_err(),
        Error::Conflict
    );
    let off = Asked {
        tag: "TEA".to_owned(),
        ..asked("remove_tag")
    };
    let change = act(&mut scope, &off, &people).await.unwrap();
    assert_eq!(counts(&change), (1, 2, 0));
    undo(&mut scope, change.id).await.unwrap();
    assert_eq!(tags::used_tags(&mut scope).await.unwrap()[0].contacts, 1);
}

#[tokio::test]
async fn a_field_of_many_is_set_and_goes_back_to_what_each_had() {
    let (app, ada) = world().await;
    let mut scope = app.scope(&ada).await;
    let people = people(&mut scope, 3).await;
    let title = ContactField::Title;
    let said = |value: &str| value.to_owned();
    for (id, value) in [(people[0], "Captain"), (people[1], "Cook")] {
        contacts::edit_contact(&mut scope, id, title, said(value))
            .await
            .unwrap();
    }
    let change = act(&mut scope, &set("title", " Cook "), &people)
        .await
        .unwrap();
    assert_eq!(counts(&change), (2, 1, 0));
    assert_eq!(texts(&mut scope, &people, title).await, ["Cook"; 3]);
    contacts::edit_contact(&mut scope, people[2], title, said("Pilot"))
        .await
        .unwrap();
    let undone = undo(&mut scope, change.id).await.unwrap();
    assert_eq!((undone.undone, undone.kept), (1, 1));
    assert_eq!(
        texts(&mut scope, &people, title).await,
        ["Captain", "Cook", "Pilot"]
    );
}

/// All that is derived, without when it was.
const DERIVED: &str = "
  select concat_ws(
    E'\\n',
    (select jsonb_agg(to_jsonb(c) - 'version' - 'updated_at' order by c.id) from contacts c),
    (select jsonb_agg(to_jsonb(p) order by p.contact_id, p.kind, p.value) from contact_points p),
    (select jsonb_agg(to_jsonb(e) order by e.contact_id, e.key) from contact_employments e),
    (select jsonb_agg(to_jsonb(w) order by w.contact_id, w.word) from contact_words w),
    (select jsonb_agg(to_jsonb(v) order by v.subject_id, v.field_id, v.place) from custom_values v)
  )";

async fn derived(scope: &mut Scope) -> String {
    let all = sqlx::query_scalar(DERIVED).fetch_one(scope.db()).await;
    all.unwrap()
}

#[tokio::test]
async fn what_a_field_does_not_concern_stands_as_deriving_all_would_leave_it() {
    let (app, ada) = world().await;
    let both = "Bo Lind <bo@lind.example>, Cy Lind <cy@lind.example>";
    app.import(&ada, &[Mail::new("1", 3, "ada@kith.example", both)])
        .await;
    let mut scope = app.scope(&ada).await;
    let mut people = people(&mut scope, 2).await;
    let reached = ContactInput {
        emails: Some(vec!["di@fox.example".to_owned()]),
        title: Some("Cook".to_owned()),
        company: Some("Acme".to_owned()),
        ..ContactInput::default()
    };
    contacts::update_contact(&mut scope, people[0], reached)
        .await
        .unwrap();
    let imported: Vec<Uuid> =
        sqlx::query_scalar("select id from contacts where email like '%lind.example'")
            .fetch_all(scope.db())
            .await
            .unwrap();
    people.extend(imported);
    assert_eq!(people.len(), 4);
    for asked in [
        set("title", "Captain"),
        set("location", "Oslo"),
        set("about", "Sails"),
        set("title", ""),
    ] {
        let change = act(&mut scope, &asked, &people).await.unwrap();
        for is_undone in [false, true] {
            if is_undone {
                undo(&mut scope, change.id).await.unwrap();
            }
            let quickly = derived(&mut scope).await;
            identity::derive_contacts(&mut scope, &people)
                .await
                .unwrap();
            assert_eq!(quickly, derived(&mut scope).await, "{asked:?} {is_undone}");
        }
        if change.done > 0 {
            let noted: i64 = sqlx::query_scalar(
                "select count(*) from contact_changes where contact_id = any($1) and field = $2",
            )
            .bind(&people)
            .bind(&asked.field)
            .fetch_one(scope.db())
            .await
            .unwrap();
            assert!(noted >= 2 * i64::from(change.done), "{asked:?}: {noted}");
        }
    }
}

#[tokio::test]
async fn a_company_of_many_is_counted_anew() {
    let (app, ada) = world().await;
    let mut scope = app.scope(&ada).await;
    let people = people(&mut scope, 2).await;
    let change = act(&mut scope, &set("company", "Acme"), &people)
        .await
        .unwrap();
    let counted = "select contact_count from companies where name = 'Acme'";
    let count: i32 = sqlx::query_scalar(counted)
        .fetch_one(scope.db())
        .await
        .unwrap();
    assert_eq!(count, 2);
    undo(&mut scope, change.id).await.unwrap();
    let count: i32 = sqlx::query_scalar(counted)
        .fetch_one(scope.db())
        .await
        .unwrap();
    assert_eq!(count, 0);
    let company = texts(&mut scope, &people, ContactField::Company).await;
    assert_eq!(company, ["", ""]);
}

#[tokio::test]
async fn archived_and_deleted_come_back_as_they_were() {
    let (app, ada) = world().await;
    let mut scope = app.scope(&ada).await;
    let people = people(&mut scope, 3).await;
    contacts::archive_contact(&mut scope, people[0], true)
        .await
        .unwrap();
    let archived = act(&mut scope, &asked("archive"), &people).await.unwrap();
    assert_eq!(counts(&archived), (2, 1, 0));
    let deleted = act(&mut scope, &asked("delete"), &people).await.unwrap();
    assert_eq!(counts(&deleted), (3, 0, 0));
    undo(&mut scope, deleted.id).await.unwrap();
    undo(&mut scope, archived.id).await.unwrap();
    let standing: Vec<bool> = sqlx::query_scalar(
        "select is_archived from contacts where deleted_at is null order by name",
    )
    .fetch_all(scope.db())
    .await
    .unwrap();
    assert_eq!(standing, [true, false, false]);
}

#[tokio::test]
async fn all_of_a_list_are_chosen_by_its_query() {
    let (app, ada) = world().await;
    let mut scope = app.scope(&ada).await;
    let people = people(&mut scope, 60).await;
    contacts::archive_contact(&mut scope, people[0], true)
        .await
        .unwrap();
    let everybody = Selection::List(Box::default());
    assert_eq!(everybody.contacts(&mut scope).await.unwrap().len(), 59);
    let change = act(&mut scope, &add_tag("tea"), &people[..2])
        .await
        .unwrap();
    assert_eq!(change.total, 2);
    let tagged = ListQuery {
        query: parse("tag:tea").unwrap(),
        ..ListQuery::default()
    };
    let tagged = Selection::List(Box::new(tagged));
    assert_eq!(tagged.contacts(&mut scope).await, Ok(vec![people[1]]));
    let none = Selection::Ids(Vec::new()).contacts(&mut scope).await;
    assert_eq!(none, Err(Error::invalid("ids", FieldCode::Required)));
}

#[tokio::test]
async fn what_failed_is_tried_again_as_a_change_of_its_own() {
    let (app, ada) = world().await;
    let mut scope = app.scope(&ada).await;
    let people = people(&mut scope, 2).await;
    contacts::delete_contact(&mut scope, people[0])
        .await
        .unwrap();
    let first = act(&mut scope, &add_tag("tea"), &people).await.unwrap();
    assert_eq!(counts(&first), (1, 0, 1));
    contacts::restore_contact(&mut scope, people[0])
        .await
        .unwrap();
    let again = retry(&mut scope, first.id).await.unwrap();
    let again = change(&mut scope, again).await.unwrap();
    assert_eq!((again.total, counts(&again)), (1, (1, 0, 0)));
    let nothing = retry(&mut scope, again.id).await;
    assert_eq!(nothing, Err(Error::Conflict));
}

#[tokio::test]
async fn what_makes_no_sense_is_refused_by_field() {
    let (app, ada) = world().await;
    let mut scope = app.scope(&ada).await;
    for (asked, field) in [
        (asked("paint"), "action"),
        (asked("add_tag"), "tag"),
        (asked("remove_tag"), "tag"),
        (set("name", "Bo"), "field"),
        (set("title", &"x".repeat(201)), "value"),
    ] {
        let Err(Error::Invalid(errors)) = asked.read(&mut scope).await else {
            panic!("{asked:?} is taken");
        };
        assert!(errors.get(field).is_some(), "{asked:?}: {errors:?}");
    }
}
