//! Whose mailbox it is: clear, assumed, or asked.

use super::{upload::Intake, *};

fn foreign() -> Vec<Mail> {
    let bo = "Bo Lind <bo@lind.example>";
    let got = |id: &str, days, from: &str| {
        Mail::new(id, days, from, "team@old.example").header("Delivered-To: ada@old.example")
    };
    vec![
        Mail::new("1", 30, "Ada <ada@old.example>", bo).header("X-Gmail-Labels: Sent"),
        Mail::new("2", 29, "Ada <ada@second.example>", bo).header("X-Gmail-Labels: Gesendet"),
        got("3", 28, bo),
        got("4", 27, "Cy <cy@orr.example>"),
        got("5", 26, "Cy <cy@orr.example>"),
    ]
}

async fn asked(app: &TestApp, viewer: &Viewer) -> ImportReport {
    let file = app.folder().join("foreign.mbox");
    std::fs::write(&file, mailbox(&foreign())).unwrap();
    let intake = Intake {
        ask: true,
        ..Intake::default()
    };
    let id = import_local(viewer, &file, &intake).await.unwrap();
    app.run_jobs().await;
    report(app, viewer, id).await
}

#[tokio::test]
async fn the_owner_is_found_where_the_account_does_not_occur() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let bo = "Bo Lind <bo@lind.example>";
    let text = mailbox(&[
        Mail::new("1", 30, "Ada <ada@old.example>", bo),
        Mail::new("2", 29, bo, "ada@old.example"),
        Mail::new("3", 28, "Cy <cy@orr.example>", "ada@old.example"),
    ]);
    let report = import_text(&app, &ada, &text).await;
    assert_eq!(
        report.own_addresses,
        ["ada@kith.example", "ada@old.example"]
    );
    assert_eq!(report.contacts_created, 1, "Ada herself is no contact");
}

#[tokio::test]
async fn a_person_is_asked_and_the_answer_counts() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let waiting = asked(&app, &ada).await;
    assert_eq!((waiting.state.as_str(), waiting.stored), ("asking", 0));
    let proposed: Vec<(&str, i32, i32, i32)> = waiting
        .proposed_addresses
        .iter()
        .map(|found| {
            (
                found.address.as_str(),
                found.sent,
                found.delivered,
                found.present,
            )
        })
        .collect();
    assert_eq!(
        proposed,
        [
            ("ada@old.example", 1, 3, 4),
            ("ada@second.example", 1, 0, 1)
        ]
    );
    let browser = app.browser(&ada).await;
    let page = browser
        .page(&crate::routes::paths::import(waiting.import_id))
        .await;
    assert!(page.contains("Which addresses are yours?") && page.contains("ada@second.example"));
    let form = [
        ("id", waiting.import_id.to_string()),
        ("addresses[0]", "ada@old.example".to_owned()),
        ("other", "Ada@Third.example, ada@second.example".to_owned()),
    ];
    let form: Vec<(&str, &str)> = form
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    let answer = browser
        .post_form("/do/app/imports/actions/answer_import", &form)
        .await;
    assert_eq!(answer.status(), 302);
    app.run_jobs().await;
    let done = report(&app, &ada, waiting.import_id).await;
    assert_eq!((done.state.as_str(), done.stored), ("done", 5));
    assert_eq!(
        done.own_addresses,
        [
            "ada@kith.example",
            "ada@old.example",
            "ada@second.example",
            "ada@third.example"
        ]
    );
    assert_eq!(done.contacts_created, 1);
    assert_eq!(done.assumed_address, None);
}

#[tokio::test]
async fn an_answer_needs_an_address_and_a_question() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let waiting = asked(&app, &ada).await;
    let program = app.program(&ada).await;
    let path = format!("/imports/{}/addresses", waiting.import_id);
    for (given, status) in [
        (json!([]), 422),
        (json!(["no address"]), 422),
        (json!(["ada@old.example"]), 200),
        (json!(["ada@old.example"]), 409),
    ] {
        let body = json!({ "addresses": given });
        let (answered, body) = program.api("POST", &path, Some(body)).await;
        assert_eq!(answered, status, "{body}");
    }
}

#[tokio::test]
async fn programs_take_the_likeliest_and_say_so() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let report = import_text(&app, &ada, &mailbox(&foreign())).await;
    assert_eq!(report.state, "done");
    assert_eq!(report.assumed_address.as_deref(), Some("ada@old.example"));
    assert_eq!(
        report.own_addresses,
        ["ada@kith.example", "ada@old.example"]
    );
}

#[tokio::test]
async fn whose_mailbox_it_is_can_be_said_with_the_file() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let program = app.program(&ada).await;
    let answer = program
        .request(
            "POST",
            "/api/v1/imports?own_addresses=ada@old.example&own_addresses=ada@second.example,x@y.example&ask=true",
        )
        .body(mailbox(&foreign()))
        .send()
        .await
        .unwrap();
    assert_eq!(answer.status(), 202);
    app.run_jobs().await;
    let (_, body) = program.api("GET", "/imports", None).await;
    let report = &body["data"][0];
    assert_eq!(report["state"], "done", "{report}");
    assert_eq!(report["own_addresses"].as_array().unwrap().len(), 4);
}

#[tokio::test]
async fn a_member_who_owns_the_mailbox_is_not_asked() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@old.example").await;
    assert_eq!(asked(&app, &ada).await.state, "done");
}

async fn undone(app: &TestApp, viewer: &Viewer, id: Uuid) {
    let mut scope = app.scope(viewer).await;
    undo(&mut scope, id).await.unwrap();
    scope.commit().await.unwrap();
    app.run_jobs().await;
    assert_eq!(report(app, viewer, id).await.state, "undone");
}

async fn own(app: &TestApp, viewer: &Viewer) -> Vec<String> {
    let mut scope = app.scope(viewer).await;
    crate::workspaces::own_addresses(&mut scope).await.unwrap()
}

#[tokio::test]
async fn an_address_that_was_assumed_goes_with_its_import() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let assumed = import_text(&app, &ada, &mailbox(&foreign())).await;
    // In other mail that address is somebody else.
    let mail = Mail::new("x", 5, "ada@kith.example", "Ada Old <ada@old.example>");
    app.import(&ada, &[mail]).await;
    undone(&app, &ada, assumed.import_id).await;
    assert_eq!(own(&app, &ada).await, ["ada@kith.example"]);
    let mut scope = app.scope(&ada).await;
    let names: Vec<String> = sqlx::query_scalar("select name from contacts")
        .fetch_all(scope.db())
        .await
        .unwrap();
    assert_eq!(names, ["Ada Old"]);
    drop(scope);
    let mut scope = app.scope(&ada).await;
    redo(&mut scope, assumed.import_id).await.unwrap();
    scope.commit().await.unwrap();
    app.run_jobs().await;
    assert_eq!(
        own(&app, &ada).await,
        ["ada@kith.example", "ada@old.example"],
        "and comes again with it"
    );
}

#[tokio::test]
async fn an_assumed_address_stays_while_another_import_relies_on_it() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let text = mailbox(&foreign());
    let first = import_text(&app, &ada, &text).await;
    let second = import_text(&app, &ada, &text.replace("@test.example", "@later.example")).await;
    assert_eq!(second.assumed_address, None, "it is clear by then");
    undone(&app, &ada, first.import_id).await;
    assert_eq!(
        own(&app, &ada).await,
        ["ada@kith.example", "ada@old.example"]
    );
    undone(&app, &ada, second.import_id).await;
    assert_eq!(own(&app, &ada).await, ["ada@kith.example"]);
}

#[tokio::test]
async fn an_assumed_address_that_a_person_said_is_theirs_stays() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let assumed = import_text(&app, &ada, &mailbox(&foreign())).await;
    let mut scope = app.scope(&ada).await;
    crate::workspaces::add_own_address(&mut scope, "ada@old.example")
        .await
        .unwrap();
    scope.commit().await.unwrap();
    undone(&app, &ada, assumed.import_id).await;
    assert_eq!(
        own(&app, &ada).await,
        ["ada@kith.example", "ada@old.example"]
    );
}
