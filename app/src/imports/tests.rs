//! Imports end to end on the real database: accounting, resuming, refusing.

mod broken;
mod claims;
mod contact_rule;
mod edits;
mod formats;
mod half_undone;
mod include;
mod own_addresses;
mod owner;
mod records;
mod rejections;
mod side_by_side;
mod steering;
mod threads;
mod ties;
mod undo;
mod uploads;

use serde_json::{Value, json};
use uuid::Uuid;

use super::{types::ImportReport, *};
use crate::{
    context::{Scope, Turn, Viewer},
    error::Error,
    jobs::Stop,
    testing::{Mail, TestApp, mailbox},
};

async fn report(app: &TestApp, viewer: &Viewer, id: Uuid) -> ImportReport {
    import(&mut app.scope(viewer).await, id)
        .await
        .unwrap()
        .report()
}

fn sum(report: &ImportReport) -> i32 {
    let (skipped, failed): (i32, i32) =
        (report.skipped.values().sum(), report.failed.values().sum());
    report.stored + report.known + skipped + failed
}

/// Two people, one newsletter, one draft, one message twice, one that is no mail.
fn mixed() -> String {
    let bo = "Bo Lind <bo@lind.example>";
    let mut text = mailbox(&[
        Mail::new("1", 30, "ada@kith.example", bo),
        Mail::new("2", 29, bo, "ada@kith.example").answers("1"),
        Mail::new("2", 29, bo, "ada@kith.example").answers("1"),
        Mail::new("3", 8, "Cy <cy@orr.example>", "ada@kith.example"),
        Mail::new("4", 7, "News <news@paper.example>", "ada@kith.example")
            .header("List-Unsubscribe: <https://paper.example/off>\nList-Id: <daily.paper.example>\nPrecedence: bulk"),
        Mail::new("5", 6, "ada@kith.example", bo).header("X-Gmail-Labels: Drafts"),
    ]);
    text.push_str(
        "From - Mon Mar  2 09:30:00 2026\nSubject: nothing else\n\nno sender, no date\n\n",
    );
    text
}

async fn import_text(app: &TestApp, viewer: &Viewer, text: &str) -> ImportReport {
    import_bytes(app, viewer, "given.mbox", text.as_bytes()).await
}

async fn import_bytes(app: &TestApp, viewer: &Viewer, name: &str, bytes: &[u8]) -> ImportReport {
    let file = app.folder().join(name);
    std::fs::write(&file, bytes).unwrap();
    let id = import_local_file(viewer, &file).await.unwrap();
    app.run_jobs().await;
    report(app, viewer, id).await
}

fn tar(files: &[(&str, String)]) -> Vec<u8> {
    let mut builder = tar::Builder::new(Vec::new());
    for (name, text) in files {
        let mut header = tar::Header::new_gnu();
        header.set_size(text.len() as u64);
        builder
            .append_data(&mut header, name, text.as_bytes())
            .unwrap();
    }
    builder.into_inner().unwrap()
}

#[tokio::test]
async fn everything_in_the_file_is_accounted_for() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let report = import_text(&app, &ada, &mixed()).await;
    assert_eq!(
        (
            report.state.as_str(),
            report.listed,
            report.stored,
            report.known
        ),
        ("done", 7, 3, 1)
    );
    assert_eq!(
        report.skipped.values().sum::<i32>(),
        2,
        "{:?}",
        report.skipped
    );
    assert_eq!(report.skipped.get("draft"), Some(&1));
    assert_eq!(
        report.failed.values().sum::<i32>(),
        1,
        "{:?}",
        report.failed
    );
    assert_eq!(report.listed, sum(&report));
    assert_eq!(
        (
            report.contacts_created,
            report.companies_created,
            report.interactions
        ),
        (1, 1, 2)
    );
    assert_eq!(report.bytes_done, report.bytes_total);
}

#[tokio::test]
async fn the_same_file_again_stores_nothing() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    import_text(&app, &ada, &mixed()).await;
    let again = import_text(&app, &ada, &mixed()).await;
    assert_eq!((again.listed, again.stored, again.known), (7, 0, 4));
    assert_eq!(
        (
            again.contacts_created,
            again.contacts_updated,
            again.companies_created
        ),
        (0, 0, 0)
    );
    assert_eq!(again.listed, sum(&again));
}

#[tokio::test]
async fn contacts_that_were_here_count_as_updated() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    import_text(&app, &ada, &mixed()).await;
    let newer = mailbox(&[Mail::new(
        "9",
        1,
        "Bo Lind <bo@lind.example>",
        "ada@kith.example",
    )]);
    let report = import_text(&app, &ada, &newer).await;
    assert_eq!(
        (
            report.contacts_created,
            report.contacts_updated,
            report.interactions
        ),
        (0, 1, 1)
    );
}

/// A mailbox of four batches.
async fn large(app: &TestApp, viewer: &Viewer) -> Uuid {
    let mails: Vec<Mail> = (0..1_700)
        .map(|n| {
            let to = format!("p{}@place.example", n % 40);
            Mail::new(&format!("m{n}"), n % 300, "ada@kith.example", &to)
        })
        .collect();
    let file = app.folder().join("large.mbox");
    std::fs::write(&file, mailbox(&mails)).unwrap();
    import_local_file(viewer, &file).await.unwrap()
}

/// Runs the import, and does something while it is about to write its next batch.
async fn run_with(
    app: &TestApp,
    viewer: &Viewer,
    id: Uuid,
    stop: &Stop,
    meanwhile: impl AsyncFnOnce(),
) -> anyhow::Result<()> {
    let mut turn = app.scope(viewer).await;
    let attempt = import(&mut turn, id).await.unwrap().attempt;
    turn.alone(Turn::Mail).await.unwrap();
    let running = tokio::spawn({
        let (kith, workspace, stop) = (app.kith.clone(), viewer.workspace, stop.clone());
        async move { run(&kith, workspace, id, attempt, &stop).await }
    });
    while !running.is_finished() && !is_awaited(&mut turn).await {
        tokio::task::yield_now().await;
    }
    meanwhile().await;
    drop(turn);
    running.await.unwrap()
}

/// A run that is stopped while it is about to write.
async fn run_one_step(app: &TestApp, viewer: &Viewer, id: Uuid) {
    let stop = Stop::new();
    let outcome = run_with(app, viewer, id, &stop, async || stop.cancel()).await;
    assert!(outcome.is_err(), "the run is handed back");
}

/// Whether anybody waits for a turn.
async fn is_awaited(scope: &mut Scope) -> bool {
    let found = sqlx::query_scalar(
        "select exists (
           select from pg_locks l join pg_database d on d.oid = l.database
           where d.datname = current_database() and l.locktype = 'advisory' and not l.granted
         )",
    );
    found.fetch_one(scope.db()).await.unwrap()
}

#[tokio::test]
async fn a_stopped_run_goes_on_without_loss_or_doubles() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let id = large(&app, &ada).await;
    for batches in 1..=2 {
        run_one_step(&app, &ada, id).await;
        assert_eq!(report(&app, &ada, id).await.stored, batches * 500);
    }
    run(&app.kith, ada.workspace, id, 1, &Stop::new())
        .await
        .unwrap();
    let report = report(&app, &ada, id).await;
    assert_eq!(
        (
            report.state.as_str(),
            report.listed,
            report.stored,
            report.known
        ),
        ("done", 1_700, 1_700, 0)
    );
    assert_eq!(report.contacts_created, 40);
}

#[tokio::test]
async fn a_file_without_messages_fails_with_a_reason() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    for text in ["", "\u{89}PNG\r\n\u{1a}\n\0\0\0", "just words\n"] {
        let report = import_text(&app, &ada, text).await;
        assert_eq!(
            (report.state.as_str(), report.error.as_deref()),
            ("failed", Some("no_messages")),
            "{text:?}"
        );
    }
}

#[tokio::test]
async fn hostile_bytes_are_stored_or_counted_never_a_failure() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let text = mailbox(&[
        Mail::new("nul", 3, "ada@kith.example", "\"N\0ul\" <nul@byte.example>")
            .subject("a\0b")
            .body("c\0d\u{202e}x"),
        Mail::new(
            &"long".repeat(600),
            3,
            "ada@kith.example",
            "long@id.example",
        )
        .subject(&"s".repeat(5_000)),
        Mail::new("bare", 3, "ada@kith.example", "<>, @, \"unclosed <x@y"),
    ]);
    let report = import_text(&app, &ada, &text).await;
    assert_eq!((report.state.as_str(), report.listed), ("done", 3));
    assert_eq!(sum(&report), 3);
}

#[tokio::test]
async fn the_sample_mailbox_goes_through_the_browser_form() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kestrel.example").await;
    let plan = sample::Plan {
        people: 30,
        messages: 400,
        ..sample::demonstration(crate::testing::now())
    };
    let mut file = Vec::new();
    let summary = sample::write_mbox(&plan, &mut file).unwrap();
    let browser = app.browser(&ada).await;
    let form = reqwest::multipart::Form::new().part(
        "file",
        reqwest::multipart::Part::bytes(file).file_name("All mail.mbox"),
    );
    let answer = browser
        .request("POST", "/imports/upload")
        .header("accept", "text/html")
        .multipart(form)
        .send()
        .await
        .unwrap();
    assert_eq!(answer.status(), 303);
    let page = answer.headers()["location"].to_str().unwrap().to_owned();
    app.run_jobs().await;
    let text = browser.page(&page).await;
    assert!(
        text.contains("All mail.mbox") && text.contains("messages in"),
        "{text}"
    );
    let id: Uuid = page.rsplit('/').next().unwrap().parse().unwrap();
    let report = report(&app, &ada, id).await;
    assert_eq!(usize::try_from(report.listed).unwrap(), 400);
    assert_eq!(report.listed, sum(&report));
    let written_to = i64::try_from(summary.people_written_to).unwrap();
    let created = i64::from(report.contacts_created);
    assert!(
        (created - written_to).abs() * 10 <= written_to,
        "{created} contacts of {written_to} people"
    );
}

#[tokio::test]
async fn rest_takes_a_file_and_tells_the_same_report() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let program = app.program(&ada).await;
    let answer = program
        .request("POST", "/api/v1/imports?file_name=mine.mbox")
        .body(mixed())
        .send()
        .await
        .unwrap();
    assert_eq!(answer.status(), 202);
    let accepted: Value = answer.json().await.unwrap();
    let id = accepted["data"]["import_id"].as_str().unwrap().to_owned();
    assert_eq!(accepted["data"]["state"], "queued");
    app.run_jobs().await;
    let (status, body) = program.api("GET", &format!("/imports/{id}"), None).await;
    assert_eq!(status, 200);
    assert_eq!(
        body["data"],
        json!(report(&app, &ada, id.parse().unwrap()).await)
    );
    assert_eq!(body["data"]["stored"], 3);
}
