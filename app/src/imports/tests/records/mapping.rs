//! What the columns of a table hold: asked once, remembered, given by programs.

use super::*;
use crate::{imports::upload::Intake, routes::paths};

const TABLE: &str =
    "Full name,Mail,Ref,Nick\nBo Lind,bo@lind.example,7,Bobo\nCy Orr,cy@orr.example,8,\n";

async fn bring(app: &TestApp, viewer: &Viewer, intake: &Intake) -> Uuid {
    let file = app.folder().join("people.csv");
    std::fs::write(&file, TABLE).unwrap();
    let id = import_local(viewer, &file, intake).await.unwrap();
    app.run_jobs().await;
    id
}

fn asking() -> Intake {
    Intake {
        ask: true,
        ..Intake::default()
    }
}

#[tokio::test]
async fn the_columns_are_asked_once_and_remembered() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let id = bring(&app, &ada, &asking()).await;
    assert_eq!(report(&app, &ada, id).await.state, "asking");
    let browser = app.browser(&ada).await;
    let page = browser.page(&paths::import(id)).await;
    for text in [
        "Full name",
        "Bo Lind · Cy Orr",
        "E-mail address",
        "fields[0]",
        "<optgroup label=\"Ways to reach\">",
        "<optgroup label=\"Own fields\">",
    ] {
        assert!(page.contains(text), "{text} in {page}");
    }
    let fields = [
        ("id", id.to_string()),
        ("fields[0]", "name".to_owned()),
        ("fields[1]", "email".to_owned()),
        ("fields[2]", "id".to_owned()),
        ("fields[3]", String::new()),
        ("labels[0]", String::new()),
        ("labels[1]", "work".to_owned()),
        ("labels[2]", String::new()),
        ("labels[3]", String::new()),
    ];
    let fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    let answer = browser
        .post_form("/do/app/imports/actions/choose_columns", &fields)
        .await;
    assert_eq!(answer.headers()["location"], paths::import(id));
    app.run_jobs().await;
    let done = report(&app, &ada, id).await;
    assert_eq!(
        (done.state.as_str(), done.stored),
        ("done", 2),
        "{:?}",
        done.error
    );
    let kept = rows(
        &app,
        &ada,
        "select external_id, fields from source_records order by external_id",
    )
    .await;
    assert!(
        kept[0]["external_id"].as_str().unwrap().ends_with(" 7"),
        "{kept:?}"
    );
    assert_eq!(kept[0]["fields"]["custom"], json!({ "Nick": ["Bobo"] }));
    assert_eq!(kept[0]["fields"]["emails"][0]["label"], "work");
    let again = bring(&app, &ada, &asking()).await;
    let again = report(&app, &ada, again).await;
    assert_eq!(
        (again.state.as_str(), again.stored, again.known),
        ("done", 0, 2)
    );
}

#[tokio::test]
async fn of_many_columns_those_without_a_field_are_folded() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let heads: Vec<String> = (1..=8).map(|place| format!("Blub {place}")).collect();
    let table = format!(
        "Full name,Mail,{}\nBo Lind,bo@lind.example,{}\n",
        heads.join(","),
        ["zzz"; 8].join(",")
    );
    let file = app.folder().join("wide.csv");
    std::fs::write(&file, table).unwrap();
    let id = import_local(&ada, &file, &asking()).await.unwrap();
    app.run_jobs().await;
    let browser = app.browser(&ada).await;
    let today = browser.page("/").await;
    assert!(today.contains("Kith asks what the columns of a table hold"));
    let page = browser.page(&paths::import(id)).await;
    let (shown, folded) = page
        .split_once("8 columns are kept under their own names")
        .unwrap();
    assert_eq!(shown.matches("name=\"fields[").count(), 2);
    assert_eq!(folded.matches("name=\"fields[").count(), 8);
}

#[tokio::test]
async fn programs_go_on_with_the_guess_or_bring_their_own() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let guessed = bring(&app, &ada, &Intake::default()).await;
    assert_eq!(report(&app, &ada, guessed).await.state, "done");
    let program = app.program(&ada).await;
    let address = format!("/api/v1/imports/{guessed}/mapping");
    let told: Value = program
        .request("GET", &address)
        .send()
        .await
        .unwrap()
        .json()
        .await
        .unwrap();
    assert_eq!(told["data"]["origin"], "guess");
    assert_eq!(told["data"]["columns"][1]["field"], "email");
    let mut scope = app.scope(&ada).await;
    undo(&mut scope, guessed).await.unwrap();
    scope.commit().await.unwrap();
    app.run_jobs().await;
    let decided = json!({ "columns": [{ "header": "nick", "field": "note" }] });
    let answer = program
        .request("PUT", &address)
        .json(&decided)
        .send()
        .await
        .unwrap();
    assert_eq!(answer.status(), 200, "{}", answer.text().await.unwrap());
    let mut scope = app.scope(&ada).await;
    redo(&mut scope, guessed).await.unwrap();
    scope.commit().await.unwrap();
    app.run_jobs().await;
    let about = rows(&app, &ada, "select about from contacts order by name").await;
    assert_eq!(about[0], json!({ "about": "Bobo" }));
}

#[tokio::test]
async fn a_mapping_may_come_with_the_file() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let mapping = json!({ "columns": [{ "header": "Nick", "field": "title" }] });
    let given = Intake {
        mapping: Some(mapping),
        ..asking()
    };
    let id = bring(&app, &ada, &given).await;
    assert_eq!(report(&app, &ada, id).await.state, "done");
    assert_eq!(people(&app, &ada).await[0]["title"], "Bobo");
    let wrong = Intake {
        mapping: Some(json!({ "columns": 3 })),
        ..Intake::default()
    };
    let file = app.folder().join("people.csv");
    assert!(import_local(&ada, &file, &wrong).await.is_err());
}
