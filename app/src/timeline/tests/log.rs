//! What somebody writes down of calls, meetings and messages is contact like any other.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use serde_json::json;

use super::{BO, ME, contact, imported};
use crate::{
    contacts,
    context::{Scope, Viewer},
    error::{Error, FieldCode},
    merging::{self, Terms},
    testing::{Mail, TestApp},
    timeline::{self, By, LogChange, LogInput, What, Whose, interaction},
    workspaces::Role,
};

const ACTIONS: &str = "/do/app/timeline/actions";

fn logged(what: What, when: &str) -> LogInput {
    LogInput {
        what,
        when: when.to_owned(),
        text: "The **boathouse**.\nShe sells it.".to_owned(),
    }
}

fn call(when: &str) -> LogInput {
    logged(What::Call(By::Me), when)
}

fn at(text: &str) -> Option<DateTime<Utc>> {
    Some(text.parse().unwrap())
}

/// Ada wrote with Bo for long and then no more, and Bo is suggested since an hour.
async fn silent(app: &TestApp) -> Viewer {
    let mails: Vec<Mail> = (0..30)
        .flat_map(|n| {
            let days = 60 + 10 * n;
            let out = Mail::new(&format!("out{n}"), days, ME, BO);
            [out, Mail::new(&format!("in{n}"), days + 2, BO, ME)]
        })
        .collect();
    let ada = imported(app, &mails).await;
    let mut scope = app.scope(&ada).await;
    sqlx::query("update suggestions set created_at = created_at - interval '1 hour'")
        .execute(scope.db())
        .await
        .unwrap();
    scope.commit().await.unwrap();
    ada
}

async fn suggested(scope: &mut Scope) -> (String, Option<String>) {
    sqlx::query_as("select state, closed_by from suggestions")
        .fetch_one(scope.db())
        .await
        .unwrap()
}

fn state(state: &str, closed_by: Option<&str>) -> (String, Option<String>) {
    (state.to_owned(), closed_by.map(str::to_owned))
}

#[tokio::test]
async fn what_is_logged_counts_at_once_and_no_longer_when_it_is_deleted() {
    let app = TestApp::start().await;
    let ada = silent(&app).await;
    let bo = contact(&app, &ada, "bo@lind.example").await;
    let mut scope = app.scope(&ada).await;
    assert_eq!(suggested(&mut scope).await, state("open", None));
    let before = contacts::contact(&mut scope, bo).await.unwrap();
    let entry = timeline::log_contact(&mut scope, bo, Tz::UTC, &call("yesterday 3pm"))
        .await
        .unwrap();
    let stored = interaction(&mut scope, entry).await.unwrap();
    assert_eq!(
        (stored.kind.as_str(), stored.direction.as_str()),
        ("call", "out")
    );
    assert_eq!(stored.snippet, "The boathouse.");
    assert_eq!(stored.sender.as_deref(), Some("Ada Berg"));
    let after = contacts::contact(&mut scope, bo).await.unwrap();
    assert!(after.score > before.score);
    assert_eq!(after.outbound_count, before.outbound_count + 1);
    assert_eq!(after.last_contact_at, at("2026-03-01T15:00:00Z"));
    assert_eq!(suggested(&mut scope).await, state("closed", Some("acted")));

    assert_eq!(timeline::delete_log(&mut scope, entry).await, Ok(bo));
    let again = contacts::contact(&mut scope, bo).await.unwrap();
    assert_eq!(
        (again.score, again.outbound_count, again.last_contact_at),
        (before.score, before.outbound_count, before.last_contact_at)
    );
    assert_eq!(suggested(&mut scope).await, state("open", None));
    assert_eq!(
        timeline::delete_log(&mut scope, entry).await,
        Err(Error::NotFound),
        "twice"
    );

    assert_eq!(timeline::restore_log(&mut scope, entry).await, Ok(bo));
    let restored = contacts::contact(&mut scope, bo).await.unwrap();
    assert_eq!(restored.last_contact_at, at("2026-03-01T15:00:00Z"));
    assert_eq!(suggested(&mut scope).await, state("closed", Some("acted")));
    let kinds: Vec<String> =
        sqlx::query_scalar("select kind from events where kind like 'log.%' order by id")
            .fetch_all(scope.db())
            .await
            .unwrap();
    assert_eq!(kinds, ["log.added", "log.deleted", "log.restored"]);
}

#[tokio::test]
async fn a_suggestion_closes_as_one_reaches_out_or_meets_or_speaks() {
    let app = TestApp::start().await;
    let ada = silent(&app).await;
    let bo = contact(&app, &ada, "bo@lind.example").await;
    let mut scope = app.scope(&ada).await;
    for (what, when, expected) in [
        (What::Call(By::Me), "", state("closed", Some("acted"))),
        (What::Call(By::Them), "", state("closed", Some("contact"))),
        (
            What::Meeting,
            "3 days ago",
            state("closed", Some("contact")),
        ),
        (
            What::Message(By::Me),
            "yesterday",
            state("closed", Some("acted")),
        ),
        (What::Message(By::Them), "", state("open", None)),
        (What::Call(By::Me), "2 months ago", state("open", None)),
    ] {
        let input = logged(what, when);
        let entry = timeline::log_contact(&mut scope, bo, Tz::UTC, &input)
            .await
            .unwrap();
        assert_eq!(suggested(&mut scope).await, expected, "{input:?}");
        timeline::delete_log(&mut scope, entry).await.unwrap();
        assert_eq!(
            suggested(&mut scope).await,
            state("open", None),
            "{input:?}"
        );
    }
}

#[tokio::test]
async fn what_was_logged_is_changed_and_changed_back_exactly() {
    let app = TestApp::start().await;
    let ada = silent(&app).await;
    let bo = contact(&app, &ada, "bo@lind.example").await;
    let mut scope = app.scope(&ada).await;
    let entry = timeline::log_contact(&mut scope, bo, Tz::UTC, &call("2026-03-01T15:00:07.5Z"))
        .await
        .unwrap();
    let change = LogChange {
        when: Some("2026-03-01 15:00".to_owned()),
        ..LogChange::default()
    };
    timeline::edit_log(&mut scope, entry, Tz::UTC, &change)
        .await
        .unwrap();
    let stored = interaction(&mut scope, entry).await.unwrap();
    assert_eq!(
        Some(stored.occurred_at),
        at("2026-03-01T15:00:07.5Z"),
        "what the form showed changes nothing"
    );
    let change = LogChange {
        what: Some(What::Message(By::Them)),
        when: Some("1 March 2025".to_owned()),
        text: Some(String::new()),
    };
    let (about, before) = timeline::edit_log(&mut scope, entry, Tz::UTC, &change)
        .await
        .unwrap();
    assert_eq!(about, bo);
    let stored = interaction(&mut scope, entry).await.unwrap();
    assert_eq!(
        (stored.kind.as_str(), stored.direction.as_str()),
        ("message", "in")
    );
    assert_eq!(Some(stored.occurred_at), at("2025-03-01T12:00:00Z"));
    assert_eq!((stored.body.as_str(), stored.snippet.as_str()), ("", ""));
    let people = timeline::participants_of(&mut scope, entry).await.unwrap();
    assert_eq!(people[0].role, "from");
    assert_eq!(suggested(&mut scope).await, state("open", None));

    let back = LogChange {
        what: Some(before.what),
        when: Some(before.when),
        text: Some(before.text),
    };
    timeline::edit_log(&mut scope, entry, Tz::UTC, &back)
        .await
        .unwrap();
    let stored = interaction(&mut scope, entry).await.unwrap();
    assert_eq!(Some(stored.occurred_at), at("2026-03-01T15:00:07.5Z"));
    assert_eq!(stored.snippet, "The boathouse.");
    assert_eq!(suggested(&mut scope).await, state("closed", Some("acted")));
}

#[tokio::test]
async fn it_goes_along_when_two_become_one_and_back_when_they_part() {
    let app = TestApp::start().await;
    let robert = "Robert Lund <robert@home.example>";
    let mails = [Mail::new("1", 90, ME, BO), Mail::new("2", 95, ME, robert)];
    let ada = imported(&app, &mails).await;
    let bo = contact(&app, &ada, "bo@lind.example").await;
    let robert = contact(&app, &ada, "robert@home.example").await;
    let mut scope = app.scope(&ada).await;
    let entry = timeline::log_contact(&mut scope, robert, Tz::UTC, &call("yesterday"))
        .await
        .unwrap();
    merging::merge_contacts(&mut scope, bo, &[robert], &Terms::default())
        .await
        .unwrap();
    let threads = timeline::threads_of(&mut scope, bo, Some("call"), None, 10)
        .await
        .unwrap();
    assert_eq!(threads.len(), 1);
    let kept = contacts::contact(&mut scope, bo).await.unwrap();
    assert_eq!(kept.last_contact_at, at("2026-03-01T12:00:00Z"));
    timeline::delete_log(&mut scope, entry).await.unwrap();
    assert_eq!(timeline::restore_log(&mut scope, entry).await, Ok(bo));
    merging::part_contact(&mut scope, robert).await.unwrap();
    let parted = contacts::contact(&mut scope, robert).await.unwrap();
    assert_eq!(parted.last_contact_at, at("2026-03-01T12:00:00Z"));
    assert_eq!(timeline::delete_log(&mut scope, entry).await, Ok(robert));
}

#[tokio::test]
async fn the_company_knows_of_it_too() {
    let app = TestApp::start().await;
    let both = "Bo Lind <bo@lind.example>, Cy Lind <cy@lind.example>";
    let ada = imported(&app, &[Mail::new("1", 90, ME, both)]).await;
    let bo = contact(&app, &ada, "bo@lind.example").await;
    let mut scope = app.scope(&ada).await;
    let company = contacts::contact(&mut scope, bo).await.unwrap().company_id;
    let company = company.unwrap();
    let input = logged(What::Meeting, "yesterday");
    timeline::log_contact(&mut scope, bo, Tz::UTC, &input)
        .await
        .unwrap();
    let counts = timeline::counts_of(&mut scope, Whose::Company(company))
        .await
        .unwrap();
    assert_eq!(json!(counts), json!({ "mail": 1, "meeting": 1 }));
    let last: Option<DateTime<Utc>> =
        sqlx::query_scalar("select last_contact_at from companies where id = $1")
            .bind(company)
            .fetch_one(scope.db())
            .await
            .unwrap();
    assert_eq!(last, at("2026-03-01T12:00:00Z"));
}

#[tokio::test]
async fn what_is_to_come_or_not_understood_is_refused_and_so_is_what_nobody_logged() {
    let app = TestApp::start().await;
    let ada = imported(&app, &[Mail::new("1", 5, ME, BO)]).await;
    let bo = contact(&app, &ada, "bo@lind.example").await;
    let mut scope = app.scope(&ada).await;
    for (when, code) in [
        ("tomorrow", FieldCode::InTheFuture),
        ("in an hour", FieldCode::InTheFuture),
        ("every Friday", FieldCode::UnknownPast),
        ("3/4", FieldCode::AmbiguousDate),
    ] {
        assert_eq!(
            timeline::log_contact(&mut scope, bo, Tz::UTC, &call(when)).await,
            Err(Error::invalid("when", code)),
            "{when}"
        );
    }
    let long = LogInput {
        text: "x".repeat(50_001),
        ..call("")
    };
    assert_eq!(
        timeline::log_contact(&mut scope, bo, Tz::UTC, &long).await,
        Err(Error::invalid("text", FieldCode::TooLong))
    );
    let mail = timeline::interactions_of(&mut scope, bo, None, 10)
        .await
        .unwrap()[0]
        .id;
    let note = timeline::add_note(&mut scope, bo, "Likes tea")
        .await
        .unwrap();
    for other in [mail, note] {
        assert_eq!(
            timeline::delete_log(&mut scope, other).await,
            Err(Error::NotFound)
        );
        let change = LogChange::default();
        let changed = timeline::edit_log(&mut scope, other, Tz::UTC, &change).await;
        assert_eq!(changed, Err(Error::NotFound));
    }
    let entry = timeline::log_contact(&mut scope, bo, Tz::UTC, &call(""))
        .await
        .unwrap();
    assert_eq!(
        timeline::delete_note(&mut scope, entry).await,
        Err(Error::NotFound),
        "what is logged is no note"
    );
}

#[tokio::test]
async fn the_form_logs_and_keeps_what_was_typed_where_it_is_refused() {
    let app = TestApp::start().await;
    let ada = imported(&app, &[Mail::new("1", 90, ME, BO)]).await;
    let bo = contact(&app, &ada, "bo@lind.example").await;
    let (browser, path) = (app.browser(&ada).await, format!("/contacts/{bo}"));
    let (log, id) = (format!("{ACTIONS}/log_contact"), bo.to_string());
    assert!(
        browser
            .page(&path)
            .await
            .contains("Log a call, a meeting or a message")
    );
    let fields = |when| {
        [
            ("contact", id.as_str()),
            ("what", "call_in"),
            ("when", when),
            ("text", "About **boats** & ropes"),
        ]
    };
    browser.post_form(&log, &fields("tomorrow 9am")).await;
    let page = browser.page(&path).await;
    assert!(
        page.contains("This is still to come. Say when it was."),
        "{page}"
    );
    assert!(page.contains("value=\"tomorrow 9am\""));
    assert!(page.contains("About **boats** &amp; ropes"));
    browser.post_form(&log, &fields("the other day")).await;
    let page = browser.page(&path).await;
    assert!(page.contains("Write it like yesterday 3pm"), "{page}");
    assert!(page.contains("value=\"the other day\""));

    let answer = browser.post_form(&log, &fields("yesterday 3pm")).await;
    assert_eq!(answer.headers()["location"], path.as_str());
    let page = browser.page(&path).await;
    assert!(page.contains("Call logged.") && page.contains("<strong>boats</strong>"));
    assert!(page.contains("value=\"2026-03-01 15:00\""), "to be edited");
    let mut scope = app.scope(&ada).await;
    let entry: uuid::Uuid = sqlx::query_scalar("select id from interactions where kind = 'call'")
        .fetch_one(scope.db())
        .await
        .unwrap();
    drop(scope);
    let entry = entry.to_string();
    let alone = browser.page(&format!("/interactions/{entry}")).await;
    assert!(alone.contains("<strong>boats</strong>"), "{alone}");

    let changed = [
        ("entry", entry.as_str()),
        ("what", "meeting"),
        ("when", "in 3 days"),
        ("text", "Typed anew"),
    ];
    browser
        .post_form(&format!("{ACTIONS}/edit_log"), &changed)
        .await;
    let page = browser.page(&path).await;
    assert!(page.contains("This is still to come."));
    assert!(page.contains("value=\"in 3 days\"") && page.contains("Typed anew"));
    let changed = [
        ("entry", entry.as_str()),
        ("what", "meeting"),
        ("when", "yesterday"),
        ("text", "Typed anew"),
    ];
    browser
        .post_form(&format!("{ACTIONS}/edit_log"), &changed)
        .await;
    let page = browser.page(&path).await;
    assert!(page.contains("Saved.") && page.contains("Typed anew"));

    let one = [("entry", entry.as_str())];
    browser
        .post_form(&format!("{ACTIONS}/delete_log"), &one)
        .await;
    let page = browser.page(&path).await;
    assert!(page.contains("Deleted.") && !page.contains("Typed anew"));
    browser
        .post_form(&format!("{ACTIONS}/restore_log"), &one)
        .await;
    assert!(browser.page(&path).await.contains("Typed anew"));
}

#[tokio::test]
async fn programs_log_change_delete_and_restore() {
    let app = TestApp::start().await;
    let ada = imported(&app, &[Mail::new("1", 90, ME, BO)]).await;
    let bo = contact(&app, &ada, "bo@lind.example").await;
    let (program, path) = (app.program(&ada).await, format!("/contacts/{bo}/log"));
    let call = json!({
        "kind": "call", "direction": "in", "when": "2026-03-01T15:00:00Z", "text": "Boats"
    });
    let (status, body) = program.api("POST", &path, Some(call)).await;
    assert_eq!(status, 201, "{body}");
    let made = &body["data"];
    assert_eq!(
        (&made["kind"], &made["direction"], &made["body"]),
        (&json!("call"), &json!("in"), &json!("Boats"))
    );
    for (bad, field) in [
        (json!({ "kind": "mail" }), "kind"),
        (json!({ "kind": "call", "direction": "up" }), "direction"),
        (json!({ "kind": "call", "when": "tomorrow" }), "when"),
    ] {
        let (status, body) = program.api("POST", &path, Some(bad)).await;
        assert_eq!(status, 422, "{body}");
        assert!(body["error"].to_string().contains(field), "{body}");
    }
    let path = format!("/log/{}", made["id"].as_str().unwrap());
    let meeting = Some(json!({ "kind": "meeting", "when": "2 days ago" }));
    let (status, body) = program.api("PATCH", &path, meeting.clone()).await;
    assert_eq!(
        (status, &body["data"]["kind"], &body["data"]["body"]),
        (200, &json!("meeting"), &json!("Boats"))
    );
    let alone = Some(json!({ "direction": "in" }));
    assert_eq!(program.api("PATCH", &path, alone).await.0, 422);
    for (method, path, expected) in [
        ("DELETE", path.clone(), 200),
        ("DELETE", path.clone(), 404),
        ("PATCH", path.clone(), 404),
        ("POST", format!("{path}/restore"), 200),
        ("POST", format!("{path}/restore"), 404),
    ] {
        let (status, _) = program.api(method, &path, meeting.clone()).await;
        assert_eq!(status, expected, "{method} {path}");
    }
}

#[tokio::test]
async fn viewers_read_what_others_logged_and_log_nothing() {
    let app = TestApp::start().await;
    let ada = imported(&app, &[Mail::new("1", 90, ME, BO)]).await;
    let bo = contact(&app, &ada, "bo@lind.example").await;
    let mut scope = app.scope(&ada).await;
    timeline::log_contact(&mut scope, bo, Tz::UTC, &call("yesterday"))
        .await
        .unwrap();
    scope.commit().await.unwrap();
    let viewer = app.colleague(&ada, "v@kith.example", Role::Viewer).await;
    let page = app
        .browser(&viewer)
        .await
        .page(&format!("/contacts/{bo}"))
        .await;
    assert!(page.contains("<strong>boathouse</strong>"));
    assert!(page.contains("Ada Berg"), "it was her, not who looks");
    for action in ["log_contact", "edit_log", "delete_log"] {
        assert!(
            !page.contains(action),
            "no form that would be refused: {action}"
        );
    }
    let call = Some(json!({ "kind": "call" }));
    let path = format!("/contacts/{bo}/log");
    let (status, _) = app.program(&viewer).await.api("POST", &path, call).await;
    assert_eq!(status, 403);
}
