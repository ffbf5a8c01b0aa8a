//! Contacts: listing, finding, editing, deleting.

use std::collections::HashSet;

use uuid::Uuid;

use super::{
    list::count,
    query::{Query, unmet},
    types::{ContactField, ContactFilter, ContactSort},
    words::search_words,
    *,
};
use crate::{
    context::{Scope, Viewer},
    error::{Error, FieldCode},
    testing::{Mail, TestApp},
};

mod about;
mod conflicts;
mod days;
mod employments;
mod exporting;
mod forms;
mod grouping;
mod meaning;
mod near;
mod own;
mod points;
mod queries;
mod sections;

async fn add(scope: &mut Scope, name: &str, email: &str, company: &str) -> Uuid {
    let input = ContactInput {
        name: Some(name.to_owned()),
        emails: Some(vec![email.to_owned()]),
        company: Some(company.to_owned()),
        ..ContactInput::default()
    };
    create_contact(scope, input).await.unwrap()
}

/// A handful of people with names that are easily mistaken.
async fn cast(app: &TestApp) -> (Viewer, Scope) {
    let ada = app.owner("ada@kith.example").await;
    let mut scope = app.scope(&ada).await;
    for (name, email, company) in [
        ("Zoë Müller", "zoe@muller.example", "Müller & Söhne"),
        ("Anna Berg", "anna@berg.example", "Bergwerk"),
        ("Anton Bergman", "anton@film.example", "Film AB"),
        ("Łukasz Nowak", "lukasz@nowak.example", "Nowak"),
        ("O’Brien, Pat", "pat.obrien@dublin.example", ""),
        ("محمد علي", "m.ali@cairo.example", "القاهرة"),
    ] {
        add(&mut scope, name, email, company).await;
    }
    (ada, scope)
}

async fn names(scope: &mut Scope, search: &str) -> Vec<String> {
    let query = ListQuery {
        query: Query::text(search),
        sort: ContactSort::Name.into(),
        limit: 50,
        ..ListQuery::default()
    };
    list(scope, &query)
        .await
        .unwrap()
        .rows
        .into_iter()
        .map(|row| row.name)
        .collect()
}

#[tokio::test]
async fn people_are_found_by_beginnings_of_name_address_and_company() {
    let app = TestApp::start().await;
    let (_, mut scope) = cast(&app).await;
    for (search, expected) in [
        ("ann", vec!["Anna Berg"]),
        ("berg", vec!["Anna Berg", "Anton Bergman"]),
        ("BERG anna", vec!["Anna Berg"]),
        ("zoe mull", vec!["Zoë Müller"]),
        ("sohne", vec!["Zoë Müller"]),
        ("lukasz", vec!["Łukasz Nowak"]),
        ("anton@film.example", vec!["Anton Bergman"]),
        ("pat.obr", vec!["O’Brien, Pat"]),
        ("brien", vec!["O’Brien, Pat"]),
        ("محمد", vec!["محمد علي"]),
        ("erg", vec![]),
        ("anna nowak", vec![]),
        ("%", vec![]),
        ("'; drop table contacts; --", vec![]),
    ] {
        assert_eq!(names(&mut scope, search).await, expected, "{search}");
    }
}

#[test]
fn a_search_is_parted_like_the_words_of_contacts() {
    assert_eq!(
        search_words("  Pat.O’Brien@dublin.example "),
        ["Pat", "O", "Brien", "dublin", "example"]
    );
    assert!(search_words(" @ ").is_empty());
    assert_eq!(search_words(&"a ".repeat(1_000)).len(), 8);
}

#[tokio::test]
async fn pages_show_everybody_exactly_once_in_every_order() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let mails: Vec<Mail> = (0..40)
        .map(|n| {
            Mail::new(
                &format!("m{n}"),
                n % 7,
                "ada@kith.example",
                &format!("p{n}@place{}.example", n % 5),
            )
        })
        .collect();
    app.import(&ada, &mails).await;
    let mut scope = app.scope(&ada).await;
    for n in 0..5 {
        add(
            &mut scope,
            "Same Name",
            &format!("same{n}@else.example"),
            "",
        )
        .await;
    }
    for sort in ContactSort::ALL {
        let (mut seen, mut after, mut pages) = (HashSet::new(), None, 0);
        loop {
            let query = ListQuery {
                sort: sort.into(),
                after,
                limit: 7,
                ..ListQuery::default()
            };
            let page = list(&mut scope, &query).await.unwrap();
            assert!(
                page.rows.iter().all(|row| seen.insert(row.id)),
                "{sort:?} repeats"
            );
            pages += 1;
            after = match page.next {
                Some(cursor) => Cursor::decode(&cursor.encode()),
                None => break,
            };
            assert!(after.is_some());
        }
        assert_eq!((seen.len(), pages), (45, 7), "{sort:?}");
    }
}

#[test]
fn a_broken_cursor_is_none() {
    for text in [
        "",
        "zz",
        "00",
        &hex::encode("no line break"),
        &hex::encode("not-an-id\nkey"),
    ] {
        assert_eq!(Cursor::decode(text), None);
    }
}

#[tokio::test]
async fn filters_narrow_and_counts_agree() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    app.import(
        &ada,
        &[
            Mail::new("1", 20, "ada@kith.example", "waits@one.example"),
            Mail::new("2", 3, "Wait Er <waits@one.example>", "ada@kith.example"),
            Mail::new("3", 5, "ada@kith.example", "silent@two.example"),
        ],
    )
    .await;
    let mut scope = app.scope(&ada).await;
    for (filter, expected) in [
        (None, 2),
        (Some(ContactFilter::AwaitsAnswer), 1),
        (Some(ContactFilter::NeverAnswered), 1),
        (Some(ContactFilter::Strong), 0),
        (Some(ContactFilter::Archived), 0),
    ] {
        let query = ListQuery {
            query: filter.map(Query::from).unwrap_or_default(),
            limit: 10,
            ..ListQuery::default()
        };
        assert_eq!(
            list(&mut scope, &query).await.unwrap().rows.len(),
            expected,
            "{filter:?}"
        );
        assert_eq!(
            count(&mut scope, &query).await.unwrap(),
            expected as i64,
            "{filter:?}"
        );
    }
}

#[tokio::test]
async fn archiving_hides_and_deleting_can_be_taken_back() {
    let app = TestApp::start().await;
    let (_, mut scope) = cast(&app).await;
    let id = add(&mut scope, "Gone Girl", "gone@girl.example", "Girl").await;
    archive_contact(&mut scope, id, true).await.unwrap();
    assert!(names(&mut scope, "gone").await.is_empty());
    archive_contact(&mut scope, id, false).await.unwrap();
    delete_contact(&mut scope, id).await.unwrap();
    assert!(names(&mut scope, "gone").await.is_empty());
    assert_eq!(
        contact(&mut scope, id).await.map(|found| found.id),
        Err(Error::NotFound)
    );
    assert_eq!(delete_contact(&mut scope, id).await, Err(Error::NotFound));
    restore_contact(&mut scope, id).await.unwrap();
    assert_eq!(names(&mut scope, "gone").await, ["Gone Girl"]);
    let kinds: Vec<String> =
        sqlx::query_scalar("select kind from events where subject_id = $1 order by id")
            .bind(id)
            .fetch_all(scope.db())
            .await
            .unwrap();
    assert_eq!(
        kinds,
        [
            "contact.created",
            "contact.archived",
            "contact.archived",
            "contact.deleted",
            "contact.restored"
        ]
    );
}

#[tokio::test]
async fn a_field_is_edited_cleared_and_taken_back() {
    let app = TestApp::start().await;
    let (_, mut scope) = cast(&app).await;
    let id = add(&mut scope, "Bo Lind", "bo@lind.example", "").await;
    let before = edit_contact(&mut scope, id, ContactField::Title, "Editor".to_owned())
        .await
        .unwrap();
    assert_eq!(before, None, "nobody had said anything");
    let before = edit_contact(&mut scope, id, ContactField::Title, String::new())
        .await
        .unwrap();
    assert_eq!(before.as_deref(), Some("Editor"));
    assert_eq!(contact(&mut scope, id).await.unwrap().title, None);
    edit_contact(&mut scope, id, ContactField::Company, "Lind AB".to_owned())
        .await
        .unwrap();
    edit_contact(
        &mut scope,
        id,
        ContactField::Birthday,
        "1984-02-29".to_owned(),
    )
    .await
    .unwrap();
    let found = contact(&mut scope, id).await.unwrap();
    assert_eq!(
        (
            found.company.as_deref(),
            found.text(ContactField::Birthday).as_str()
        ),
        (Some("Lind AB"), "1984-02-29")
    );
}

#[tokio::test]
async fn an_address_alone_is_a_name_for_a_start() {
    let app = TestApp::start().await;
    let (_, mut scope) = cast(&app).await;
    let input = ContactInput {
        emails: Some(vec!["just@mail.example".to_owned()]),
        ..ContactInput::default()
    };
    let id = create_contact(&mut scope, input).await.unwrap();
    assert_eq!(
        contact(&mut scope, id).await.unwrap().name,
        "just@mail.example"
    );
}

#[tokio::test]
async fn what_cannot_be_is_refused_by_field() {
    let app = TestApp::start().await;
    let (_, mut scope) = cast(&app).await;
    let id = add(&mut scope, "Bo Lind", "bo@lind.example", "").await;
    for (field, value, code) in [
        (ContactField::Name, " ".to_owned(), FieldCode::Required),
        (ContactField::Name, "x".repeat(201), FieldCode::TooLong),
        (
            ContactField::Birthday,
            "29.2.1983".to_owned(),
            FieldCode::NotADay,
        ),
        (
            ContactField::Birthday,
            "1983-02-29".to_owned(),
            FieldCode::NotADay,
        ),
    ] {
        let refused = edit_contact(&mut scope, id, field, value).await;
        assert_eq!(refused, Err(Error::invalid("value", code)), "{field:?}");
    }
    let nobody = create_contact(&mut scope, ContactInput::default()).await;
    assert_eq!(nobody, Err(Error::invalid("name", FieldCode::Required)));
}

#[tokio::test]
async fn the_list_uses_its_index() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let mut scope = app.scope(&ada).await;
    sqlx::query(
        "insert into contacts (id, workspace_id, name, score, created_at, updated_at)
         select gen_random_uuid(), acting_workspace(), 'Person ' || n, (n % 100) / 10.0, now(), now()
         from generate_series(1, 20000) n",
    )
    .execute(scope.db())
    .await
    .unwrap();
    sqlx::query("analyze contacts")
        .execute(scope.db())
        .await
        .unwrap();
    let plan: Vec<String> = sqlx::query_scalar(
        "explain select c.id from contacts c
         where c.workspace_id = acting_workspace() and c.deleted_at is null and not c.is_archived
           and (c.score, c.id) < (5.0::real, gen_random_uuid())
         order by c.score desc, c.id desc limit 51",
    )
    .fetch_all(scope.db())
    .await
    .unwrap();
    let plan = plan.join("\n");
    assert!(
        plan.contains("contacts_score") && !plan.contains("Sort"),
        "{plan}"
    );
}
