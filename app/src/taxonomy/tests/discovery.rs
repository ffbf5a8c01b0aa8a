//! What is found in the workspace's own data, and what is not proposed again.

use super::*;
use crate::{
    error::{Error, FieldCode},
    taxonomy::{
        self, Category, Kind, cancel_reading, reading, remove_category, remove_entry,
        rename_category, restore_category, restore_entry, start_reading, taxonomy,
    },
    testing::Mail,
};

async fn discover(app: &TestApp, ada: &Viewer) -> taxonomy::Reading {
    let mut scope = app.scope(ada).await;
    let id = start_reading(&mut scope, Kind::Discover).await.unwrap();
    scope.commit().await.unwrap();
    app.run_jobs().await;
    reading(&mut app.scope(ada).await, id).await.unwrap()
}

fn names(categories: &[Category], category: &str) -> Vec<String> {
    let found = categories.iter().find(|one| one.name == category);
    let entries = found.map(|one| one.entries.clone()).unwrap_or_default();
    entries.into_iter().map(|entry| entry.name).collect()
}

async fn people(scope: &mut Scope) {
    for (name, title, company, place) in [
        (
            "Bo Lind",
            "Software Engineer",
            "Kvist Bank AG",
            "Ystad, Sweden",
        ),
        (
            "Cy Moss",
            "Head of Engineering",
            "Moss Bank",
            "Malmö, Sweden",
        ),
        ("Di Moe", "Captain", "Baltic Ferries", "Malmö, Sweden"),
        ("Ed Roe", "Sea Captain", "Nordic Ferries", "Oslo, Norway"),
    ] {
        person(scope, name, [title, company, place]).await;
    }
}

#[tokio::test]
async fn roles_industries_places_topics_and_own_tags_are_proposed() {
    let (app, ada) = world().await;
    let me = "ada@kith.example";
    let mut mails = Vec::new();
    for (who, number) in [
        ("Ann Rye <ann@rye.example>", 1),
        ("Fay Nye <fay@nye.example>", 2),
    ] {
        for (subject, days) in [("Regatta in May", 90), ("The regatta again", 30)] {
            let id = format!("{number}-{days}");
            mails.push(Mail::new(&id, days + number, me, who).subject(subject));
        }
    }
    app.import(&ada, &mails).await;
    let mut scope = app.scope(&ada).await;
    people(&mut scope).await;
    let gus = titled(&mut scope, "Gus", "").await;
    tags::tag_contact(&mut scope, gus, "sailing club")
        .await
        .unwrap();
    scope.commit().await.unwrap();
    let done = discover(&app, &ada).await;
    assert_eq!(done.state, "done", "{}", done.words());
    let mut scope = app.scope(&ada).await;
    let found = taxonomy(&mut scope).await.unwrap();
    assert_eq!(
        done.found as usize,
        found.iter().map(|one| one.entries.len()).sum::<usize>()
    );
    assert_eq!(names(&found, "Role"), ["Captain", "Engineering"]);
    assert_eq!(
        names(&found, "Industry"),
        ["Banking and finance", "Ferries"]
    );
    assert_eq!(names(&found, "Place"), ["Malmö", "Sweden"]);
    assert_eq!(names(&found, "Topic"), ["Regatta"]);
    assert_eq!(names(&found, "Your tags"), ["sailing club"]);
    let role = found.iter().find(|one| one.name == "Role").unwrap();
    let engineering = &role.entries[1];
    assert_eq!(
        (engineering.found, engineering.is_approved),
        (Some(2), false)
    );
    let mut examples: Vec<&str> = engineering
        .examples
        .iter()
        .map(|example| example.name.as_str())
        .collect();
    examples.sort_unstable();
    assert_eq!(examples, ["Bo Lind", "Cy Moss"]);
    let tagged: i64 = sqlx::query_scalar("select count(*) from contact_tags where by_rule")
        .fetch_one(scope.db())
        .await
        .unwrap();
    assert_eq!(tagged, 0, "nobody gets a tag by it");
}

#[tokio::test]
async fn words_of_forms_and_what_everybody_writes_about_are_no_topics() {
    let (app, ada) = world().await;
    let me = "ada@kith.example";
    let people = [
        "Ann Rye", "Fay Nye", "Gil Poe", "Hal Roe", "Ida Soe", "Jon Toe",
    ];
    let mut mails = Vec::new();
    for (number, name) in people.iter().enumerate() {
        let address = name.to_lowercase().replace(' ', ".");
        let who = format!("{name} <{address}@rye.example>");
        // Two of six write about the regatta, all of them about the harbour.
        let about = if number < 2 {
            "regatta, moorings, comments, case"
        } else {
            "a letter"
        };
        for days in [30, 60] {
            let id = format!("{number}-{days}");
            let subject = format!("Number {days}: {about} in the harbour");
            let days = days + i64::try_from(number).unwrap();
            mails.push(Mail::new(&id, days, me, &who).subject(&subject));
        }
    }
    app.import(&ada, &mails).await;
    let table = "Name,Email,Moorings\nBo Lind,bo@lind.example,3\n";
    app.import_file(&ada, "people.csv", table.as_bytes()).await;
    assert_eq!(discover(&app, &ada).await.state, "done");
    let found = taxonomy(&mut app.scope(&ada).await).await.unwrap();
    assert_eq!(names(&found, "Topic"), ["Regatta"]);
}

#[tokio::test]
async fn what_was_removed_or_is_there_is_not_proposed_again() {
    let (app, ada) = world().await;
    let mut scope = app.scope(&ada).await;
    people(&mut scope).await;
    scope.commit().await.unwrap();
    assert!(discover(&app, &ada).await.found > 0);
    assert_eq!(discover(&app, &ada).await.found, 0, "all of it is there");
    let mut scope = app.scope(&ada).await;
    let found = taxonomy(&mut scope).await.unwrap();
    let role = found.iter().find(|one| one.name == "Role").unwrap();
    remove_entry(&mut scope, role.entries[0].id).await.unwrap();
    scope.commit().await.unwrap();
    assert_eq!(discover(&app, &ada).await.found, 0);
    let mut scope = app.scope(&ada).await;
    restore_entry(&mut scope, role.entries[0].id).await.unwrap();
    let again = taxonomy(&mut scope).await.unwrap();
    assert_eq!(names(&again, "Role"), ["Captain", "Engineering"]);
}

#[tokio::test]
async fn one_at_a_time_and_it_can_be_stopped() {
    let (app, ada) = world().await;
    let mut scope = app.scope(&ada).await;
    people(&mut scope).await;
    let id = start_reading(&mut scope, Kind::Discover).await.unwrap();
    let second = start_reading(&mut scope, Kind::Discover).await;
    assert_eq!(second, Err(Error::Conflict));
    cancel_reading(&mut scope, id).await.unwrap();
    assert_eq!(cancel_reading(&mut scope, id).await, Err(Error::Conflict));
    scope.commit().await.unwrap();
    app.run_jobs().await;
    let mut scope = app.scope(&ada).await;
    assert_eq!(reading(&mut scope, id).await.unwrap().state, "cancelled");
    assert!(taxonomy(&mut scope).await.unwrap().is_empty());
}

#[tokio::test]
async fn an_empty_workspace_has_nothing_to_propose() {
    let (app, ada) = world().await;
    let done = discover(&app, &ada).await;
    assert_eq!((done.state.as_str(), done.found), ("done", 0));
    assert_eq!(done.words(), "Nothing new was found to propose.");
}

#[tokio::test]
async fn names_are_once_in_a_taxonomy_and_categories_come_and_go() {
    let (app, ada) = world().await;
    let mut scope = app.scope(&ada).await;
    let first = entry("Engineer", RuleField::Title, &["engineer"]);
    let id = add_entry(&mut scope, &first).await.unwrap();
    let again = entry("ENGINEER", RuleField::Place, &["Ystad"]);
    let taken = Err(Error::invalid("name", FieldCode::Taken));
    assert_eq!(add_entry(&mut scope, &again).await, taken);
    let nowhere = EntryInput {
        category: None,
        ..entry("Pilot", RuleField::Title, &["pilot"])
    };
    let required = Error::invalid("category", FieldCode::Required);
    assert_eq!(add_entry(&mut scope, &nowhere).await, Err(required));
    let moved = EntryInput {
        category: Some("Work".to_owned()),
        ..EntryInput::default()
    };
    taxonomy::change_entry(&mut scope, id, &moved)
        .await
        .unwrap();
    let all = taxonomy(&mut scope).await.unwrap();
    assert_eq!(all.len(), 1, "an empty category is not shown");
    assert_eq!(all[0].name, "Work");
    assert_eq!(all[0].entries[0].words, first.words, "its words stay");
    rename_category(&mut scope, all[0].id, "Trade")
        .await
        .unwrap();
    remove_category(&mut scope, all[0].id).await.unwrap();
    assert!(taxonomy(&mut scope).await.unwrap().is_empty());
    restore_category(&mut scope, all[0].id).await.unwrap();
    let back = taxonomy(&mut scope).await.unwrap();
    assert_eq!((back[0].name.as_str(), back[0].entries.len()), ("Trade", 1));
}
