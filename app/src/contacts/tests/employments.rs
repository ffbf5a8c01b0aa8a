//! Employments over time, from sources and by hand.

use super::{points::only_contact, *};

/// Title, company, since and until of all, those of now marked.
async fn told(scope: &mut Scope, id: Uuid) -> Vec<String> {
    let jobs = employments(scope, id).await.unwrap();
    jobs.iter()
        .map(|job| {
            let mark = if job.is_current { "*" } else { "" };
            let parts = [&job.title, &job.company, &job.since, &job.until];
            let parts = parts.map(|part| part.as_deref().unwrap_or("-"));
            format!("{mark}{}", parts.join(" | "))
        })
        .collect()
}

async fn key(scope: &mut Scope, id: Uuid, title: &str) -> String {
    let jobs = employments(scope, id).await.unwrap();
    let found = jobs
        .into_iter()
        .find(|job| job.title.as_deref() == Some(title));
    found.unwrap().key
}

fn job(title: &str, company: &str, since: &str, until: &str) -> EmploymentInput {
    EmploymentInput {
        title: title.to_owned(),
        company: company.to_owned(),
        since: since.to_owned(),
        until: until.to_owned(),
        ..EmploymentInput::default()
    }
}

/// Of whom no company is said, by nobody.
async fn nobody(scope: &mut Scope) -> Uuid {
    let input = ContactInput {
        name: Some("Bo Lind".to_owned()),
        ..ContactInput::default()
    };
    create_contact(scope, input).await.unwrap()
}

/// Title and company in lists.
async fn present(scope: &mut Scope, id: Uuid) -> (Option<String>, Option<String>) {
    let found = contact(scope, id).await.unwrap();
    (found.title, found.company)
}

fn some(title: &str, company: &str) -> (Option<String>, Option<String>) {
    (Some(title.to_owned()), Some(company.to_owned()))
}

const CONNECTIONS: &str = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n\
    Bo,Lind,https://www.linkedin.com/in/bo,bo@acme.example,Acme GmbH,Editor,03 May 2024\n";

#[tokio::test]
async fn several_at_once_and_the_newest_that_goes_on_stands_in_lists() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let mut scope = app.scope(&ada).await;
    let id = nobody(&mut scope).await;
    for input in [
        job("Baker", "Lind AB", "May 2019", ""),
        job("Clerk", "Globex", "2015", "3 May 2019"),
        job("Adviser", "Acme", "2022-02", ""),
    ] {
        set_employment(&mut scope, id, None, input).await.unwrap();
    }
    assert_eq!(
        told(&mut scope, id).await,
        [
            "*Adviser | Acme | 2022-02 | -",
            "*Baker | Lind AB | 2019-05 | -",
            "Clerk | Globex | 2015 | 2019-05-03",
        ]
    );
    assert_eq!(present(&mut scope, id).await, some("Adviser", "Acme"));
    let adviser = key(&mut scope, id, "Adviser").await;
    let over = job("Adviser", "Acme", "2022-02", "2025");
    let replaced = set_employment(&mut scope, id, Some(&adviser), over)
        .await
        .unwrap();
    assert_eq!(present(&mut scope, id).await, some("Baker", "Lind AB"));
    restore_employment(&mut scope, id, replaced).await.unwrap();
    assert_eq!(present(&mut scope, id).await, some("Adviser", "Acme"));
    let adviser = key(&mut scope, id, "Adviser").await;
    let replaced = remove_employment(&mut scope, id, &adviser).await.unwrap();
    assert_eq!(told(&mut scope, id).await.len(), 2);
    restore_employment(&mut scope, id, replaced).await.unwrap();
    assert_eq!(told(&mut scope, id).await.len(), 3);
    let gone = remove_employment(&mut scope, id, "nothing||").await;
    assert_eq!(gone, Err(Error::NotFound));
}

#[tokio::test]
async fn a_file_and_a_person_speak_of_one_job() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let import = app
        .import_file(&ada, "Connections.csv", CONNECTIONS.as_bytes())
        .await;
    let mut scope = app.scope(&ada).await;
    let id = only_contact(&mut scope).await;
    assert_eq!(told(&mut scope, id).await, ["*Editor | Acme GmbH | - | -"]);
    let editor = key(&mut scope, id, "Editor").await;
    let dated = job("editor", "ACME", "2020", "");
    let replaced = set_employment(&mut scope, id, Some(&editor), dated)
        .await
        .unwrap();
    assert_eq!(
        told(&mut scope, id).await,
        ["*editor | ACME | 2020 | -"],
        "one job, two spellings"
    );
    restore_employment(&mut scope, id, replaced).await.unwrap();
    assert_eq!(told(&mut scope, id).await, ["*Editor | Acme GmbH | - | -"]);
    let replaced = remove_employment(&mut scope, id, &editor).await.unwrap();
    scope.commit().await.unwrap();
    app.import_file(&ada, "again.csv", CONNECTIONS.as_bytes())
        .await;
    let mut scope = app.scope(&ada).await;
    assert!(told(&mut scope, id).await.is_empty(), "it stays away");
    restore_employment(&mut scope, id, replaced).await.unwrap();
    assert_eq!(told(&mut scope, id).await.len(), 1);
    set_employment(&mut scope, id, None, job("Chair", "Club", "", ""))
        .await
        .unwrap();
    scope.commit().await.unwrap();
    let again: Uuid = sqlx::query_scalar("select id from imports where id <> $1")
        .bind(import)
        .fetch_one(app.scope(&ada).await.db())
        .await
        .unwrap();
    for import in [import, again] {
        app.undo_import(&ada, import).await;
    }
    let mut scope = app.scope(&ada).await;
    assert_eq!(
        told(&mut scope, id).await,
        ["*Chair | Club | - | -"],
        "what a person said stays"
    );
}

#[tokio::test]
async fn signatures_tell_what_somebody_was_and_is() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let signed = |id: &str, days: i64, title: &str| {
        Mail::new(id, days, "Jane Doe <jane@acme.example>", "ada@kith.example").body(&format!(
            "Hello Ada,\n\nsee you there.\n\n-- \nJane Doe\n{title}\nAcme GmbH\nTel. +49 30 1234567\n"
        ))
    };
    let mails = [
        signed("1", 400, "Sales Manager"),
        signed("2", 300, "Sales Manager"),
        signed("3", 30, "Sales Director"),
        Mail::new("4", 20, "ada@kith.example", "Jane Doe <jane@acme.example>"),
    ];
    app.import(&ada, &mails).await;
    let mut scope = app.scope(&ada).await;
    let id = only_contact(&mut scope).await;
    let now = scope.now;
    let month = |days: i64| {
        let at = now - chrono::Duration::days(days);
        at.format("%Y-%m").to_string()
    };
    let (first, last, now) = (month(400), month(300), month(30));
    assert_eq!(
        told(&mut scope, id).await,
        [
            format!("*Sales Director | Acme GmbH | {now} | -"),
            format!("Sales Manager | Acme GmbH | {first} | {last}"),
        ]
    );
    let jobs = employments(&mut scope, id).await.unwrap();
    assert!(
        jobs.iter()
            .all(|job| job.observed && job.company_id.is_some())
    );
    assert!(jobs[0].source.interaction_id.is_some(), "with its message");
}

#[tokio::test]
async fn what_cannot_be_an_employment_is_refused_by_field() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let mut scope = app.scope(&ada).await;
    let id = add(&mut scope, "Bo Lind", "bo@lind.example", "").await;
    for (input, field, code) in [
        (job("", " ", "2019", ""), "company", FieldCode::Required),
        (
            job("Baker", "", "3 May", ""),
            "since",
            FieldCode::NeedsAYear,
        ),
        (job("Baker", "", "soon", ""), "since", FieldCode::NeedsAYear),
        (
            job("Baker", "", "2019", "2018"),
            "until",
            FieldCode::OutOfRange,
        ),
        (
            job(&"x".repeat(201), "", "", ""),
            "title",
            FieldCode::TooLong,
        ),
    ] {
        let refused = set_employment(&mut scope, id, None, input).await;
        assert_eq!(refused, Err(Error::invalid(field, code)));
    }
    let same_year = job("Baker", "", "May 2019", "2019");
    assert!(
        set_employment(&mut scope, id, None, same_year)
            .await
            .is_ok()
    );
}

#[tokio::test]
async fn a_title_by_hand_is_a_position_too() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    app.import_file(&ada, "Connections.csv", CONNECTIONS.as_bytes())
        .await;
    let mut scope = app.scope(&ada).await;
    let id = only_contact(&mut scope).await;
    edit_contact(&mut scope, id, ContactField::Title, "Boss".to_owned())
        .await
        .unwrap();
    let shown = told(&mut scope, id).await;
    assert!(shown[0].starts_with("*Boss | "), "{shown:?}");
    assert_eq!(shown[1], "Editor | Acme GmbH | - | -");
}
