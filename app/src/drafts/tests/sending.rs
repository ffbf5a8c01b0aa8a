//! What is recorded as sent is what somebody says they sent, and only then.

use super::*;
use crate::{contacts, merging};

async fn messages(app: &TestApp, ada: &Viewer) -> Vec<(String, String)> {
    let mut scope = app.scope(ada).await;
    sqlx::query_as(
        "select subject, body from interactions
         where origin = 'draft' and deleted_at is null and direction = 'out'",
    )
    .fetch_all(scope.db())
    .await
    .unwrap()
}

async fn state_of(app: &TestApp, ada: &Viewer, suggestion: &str) -> String {
    let mut scope = app.scope(ada).await;
    let found = suggestions::suggestion(&mut scope, suggestion.parse().unwrap()).await;
    found.unwrap().state
}

async fn outbound(app: &TestApp, ada: &Viewer, contact: &str) -> i32 {
    let mut scope = app.scope(ada).await;
    let found = contacts::contact(&mut scope, contact.parse().unwrap()).await;
    found.unwrap().outbound_count
}

#[tokio::test]
async fn only_what_was_really_sent_is_recorded_and_it_can_be_taken_back() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    app.import(&ada, &exchange()).await;
    let (program, bo) = (app.program(&ada).await, id_of(&app, &ada, "Bo Lind").await);
    let draft = make(&program, &bo, json!({})).await;
    let (id, suggestion) = (
        draft["id"].as_str().unwrap(),
        draft["suggestion_id"].as_str().unwrap(),
    );
    let path = format!("/drafts/{id}");
    let text = json!({ "subject": "Sailing", "body": "Hi Bo,\n\nsail?\n\nAda" });
    program.api("PATCH", &path, Some(text)).await;
    assert_eq!(messages(&app, &ada).await, [], "nothing was sent yet");
    let before = outbound(&app, &ada, &bo).await;
    let body = json!({ "body": "Hi Bo,\n\nsail on Sunday?\n\nAda" });
    let (status, sent) = program
        .api("POST", &format!("{path}/sent"), Some(body))
        .await;
    assert_eq!(status, 200, "{sent}");
    assert_eq!(sent["data"]["state"], "sent");
    assert_eq!(sent["data"]["sent_by"], "Ada Berg");
    let expected = (
        "Sailing".to_owned(),
        "Hi Bo,\n\nsail on Sunday?\n\nAda".to_owned(),
    );
    assert_eq!(messages(&app, &ada).await, [expected]);
    assert_eq!(state_of(&app, &ada, suggestion).await, "done");
    assert_eq!(
        outbound(&app, &ada, &bo).await,
        before + 1,
        "it counts as contact"
    );
    let (status, _) = program
        .api("POST", &format!("{path}/sent"), Some(json!({})))
        .await;
    assert_eq!(status, 409, "once");
    let (status, _) = program
        .api("PATCH", &path, Some(json!({ "body": "No" })))
        .await;
    assert_eq!(status, 409, "what was sent stays as it was");
    let timeline = app
        .browser(&ada)
        .await
        .page(&format!("/contacts/{bo}"))
        .await;
    assert!(timeline.contains("Sailing"), "it stands in the timeline");
    let (status, back) = program.api("POST", &format!("{path}/retract"), None).await;
    assert_eq!((status, &back["data"]["state"]), (200, &json!("open")));
    assert_eq!(messages(&app, &ada).await, []);
    assert_eq!(state_of(&app, &ada, suggestion).await, "open");
    assert_eq!(outbound(&app, &ada, &bo).await, before);
    let (status, _) = program
        .api("POST", &format!("{path}/sent"), Some(json!({})))
        .await;
    assert_eq!(status, 200, "and sent later all the same");
}

#[tokio::test]
async fn a_sent_text_outlives_the_import_that_knew_the_person() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let import = app.import(&ada, &exchange()).await;
    let (program, bo) = (app.program(&ada).await, id_of(&app, &ada, "Bo Lind").await);
    let draft = make(&program, &bo, json!({})).await;
    let path = format!("/drafts/{}/sent", draft["id"].as_str().unwrap());
    program.api("POST", &path, Some(json!({}))).await;
    app.undo_import(&ada, import).await;
    assert_eq!(messages(&app, &ada).await.len(), 1);
    let (status, _) = program.api("GET", &format!("/contacts/{bo}"), None).await;
    assert_eq!(status, 200, "a person had a hand in it");
}

#[tokio::test]
async fn drafts_go_along_when_two_become_one() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let mut mails = exchange();
    mails.push(Mail::new("other", 9, ME, "Robert L <robert@lind.example>"));
    app.import(&ada, &mails).await;
    let (program, bo) = (app.program(&ada).await, id_of(&app, &ada, "Bo Lind").await);
    let robert = id_of(&app, &ada, "Robert L").await;
    let draft = make(&program, &robert, json!({})).await;
    let mut scope = app.scope(&ada).await;
    let (kept, joined) = (bo.parse().unwrap(), robert.parse().unwrap());
    merging::merge_contacts(&mut scope, kept, &[joined], &merging::Terms::default())
        .await
        .unwrap();
    scope.commit().await.unwrap();
    let (_, listed) = program
        .api("GET", &format!("/contacts/{bo}/drafts"), None)
        .await;
    assert_eq!(listed["data"][0]["id"], draft["id"]);
    assert_eq!(listed["data"][0]["contact_id"], bo.as_str());
    let path = format!("/drafts/{}/sent", draft["id"].as_str().unwrap());
    let (status, _) = program.api("POST", &path, Some(json!({}))).await;
    assert_eq!(status, 200);
}

/// What stands in the timeline under this subject, by where it came from.
async fn standing(app: &TestApp, ada: &Viewer, subject: &str) -> Vec<String> {
    let mut scope = app.scope(ada).await;
    sqlx::query_scalar(
        "select origin from interactions where subject = $1 and deleted_at is null order by origin",
    )
    .bind(subject)
    .fetch_all(scope.db())
    .await
    .unwrap()
}

const TEXT: &str = "Hi Bo,\n\nthe mast is up: shall we sail on Sunday?\n\nCheers\nAda";

/// Ada and Bo, and a draft to him that waits.
async fn with_draft(app: &TestApp, ada: &Viewer) -> (Client, String, Value) {
    app.import(ada, &exchange()).await;
    let (program, bo) = (app.program(ada).await, id_of(app, ada, "Bo Lind").await);
    let draft = make(&program, &bo, json!({})).await;
    (program, bo, draft)
}

async fn send(program: &Client, draft: &Value) -> Value {
    let path = format!("/drafts/{}/sent", draft["id"].as_str().unwrap());
    let text = json!({ "subject": "Sailing", "body": TEXT });
    let (status, sent) = program.api("POST", &path, Some(text)).await;
    assert_eq!(status, 200, "{sent}");
    sent["data"].clone()
}

/// The same, with a word changed on the way.
fn from_the_mailbox(days: i64) -> Mail {
    Mail::new("sailing", days, ME, BO)
        .subject("Sailing")
        .body("Hi Bo,\n\nthe mast is up: shall we sail on Sunday morning?\n\nCheers\nAda")
}

#[tokio::test]
async fn what_was_recorded_gives_way_to_the_same_mail_that_comes_later() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let (program, bo, draft) = with_draft(&app, &ada).await;
    let sent = send(&program, &draft).await;
    let once = outbound(&app, &ada, &bo).await;
    let recorded = sent["sent_as"].clone();
    let import = app.import(&ada, &[from_the_mailbox(1)]).await;
    assert_eq!(standing(&app, &ada, "Sailing").await, ["mail"]);
    assert_eq!(outbound(&app, &ada, &bo).await, once, "it counts once");
    let suggestion = draft["suggestion_id"].as_str().unwrap();
    assert_eq!(state_of(&app, &ada, suggestion).await, "done");
    let path = format!("/drafts/{}", draft["id"].as_str().unwrap());
    let (_, found) = program.api("GET", &path, None).await;
    assert_eq!(
        (&found["data"]["state"], &found["data"]["sent_by"]),
        (&json!("sent"), &json!("Ada Berg")),
        "who recorded it is kept"
    );
    assert_ne!(found["data"]["sent_as"], recorded);
    let place = format!(
        "/contacts/{bo}/write?draft={}",
        draft["id"].as_str().unwrap()
    );
    let page = app.browser(&ada).await.page(&place).await;
    assert!(page.contains("The message from your mailbox"), "{page}");
    app.import(&ada, &[from_the_mailbox(1)]).await;
    assert_eq!(standing(&app, &ada, "Sailing").await, ["mail"]);

    app.undo_import(&ada, import).await;
    let left = standing(&app, &ada, "Sailing").await;
    assert_eq!(
        left.len(),
        1,
        "handed over to the import that brought it too: {left:?}"
    );
}

#[tokio::test]
async fn what_was_recorded_comes_back_when_the_import_is_undone() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let (program, bo, draft) = with_draft(&app, &ada).await;
    let sent = send(&program, &draft).await;
    let once = outbound(&app, &ada, &bo).await;
    let import = app.import(&ada, &[from_the_mailbox(1)]).await;
    app.undo_import(&ada, import).await;
    assert_eq!(standing(&app, &ada, "Sailing").await, ["draft"]);
    assert_eq!(outbound(&app, &ada, &bo).await, once);
    let path = format!("/drafts/{}", draft["id"].as_str().unwrap());
    let (_, found) = program.api("GET", &path, None).await;
    assert_eq!(found["data"]["sent_as"], sent["sent_as"]);
}

#[tokio::test]
async fn what_the_mailbox_held_before_is_not_recorded_a_second_time() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let (program, bo, draft) = with_draft(&app, &ada).await;
    app.import(&ada, &[from_the_mailbox(2)]).await;
    let once = outbound(&app, &ada, &bo).await;
    send(&program, &draft).await;
    assert_eq!(standing(&app, &ada, "Sailing").await, ["mail"]);
    assert_eq!(outbound(&app, &ada, &bo).await, once, "it counts once");
    let path = format!("/drafts/{}/retract", draft["id"].as_str().unwrap());
    let (status, back) = program.api("POST", &path, None).await;
    assert_eq!((status, &back["data"]["state"]), (200, &json!("open")));
    assert_eq!(
        standing(&app, &ada, "Sailing").await,
        ["mail"],
        "the mail of the mailbox is not taken away"
    );
}

#[tokio::test]
async fn another_mail_is_another_mail() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let (program, bo, draft) = with_draft(&app, &ada).await;
    send(&program, &draft).await;
    let once = outbound(&app, &ada, &bo).await;
    let others = [
        from_the_mailbox(5),
        Mail::new("invoice", 1, ME, BO)
            .subject("Re: Sailing")
            .body("Please find the invoice for the new sail attached, it is due in two weeks."),
        Mail::new("cy", 1, ME, "Cy Moss <cy@moss.example>")
            .subject("Sailing")
            .body(TEXT),
    ];
    app.import(&ada, &others).await;
    assert_eq!(
        standing(&app, &ada, "Sailing").await,
        ["draft", "mail", "mail"]
    );
    assert_eq!(outbound(&app, &ada, &bo).await, once + 2);
}
