//! Drafts over a real database: several past messages make one voice.

use serde_json::{Value, json};

use super::*;

const ME: &str = "ada@kith.example";

/// Written by Ada, `days` ago, to Bo and those beside him.
fn own(days: i64, to: &str, body: &str) -> Mail {
    Mail::new(&format!("own{days}"), days, ME, to).body(body)
}

async fn draft_of(app: &TestApp, mails: &[Mail]) -> Suggestion {
    let ada = app.owner(ME).await;
    let theirs = (0..12).map(|n| {
        Mail::new(
            &format!("theirs{n}"),
            81 + 9 * n,
            "Bo Lind <bo@lind.example>",
            ME,
        )
        .subject("Segeln")
    });
    let all: Vec<Mail> = theirs.chain(mails.iter().cloned()).collect();
    app.import(&ada, &all).await;
    let mut scope = app.scope(&ada).await;
    let found = open(&mut scope, "open", None, 40).await.unwrap();
    found
        .into_iter()
        .find(|found| found.name == "Bo Lind")
        .unwrap()
}

#[tokio::test]
async fn the_voice_is_that_of_most_messages_not_of_the_last() {
    let app = TestApp::start().await;
    let usual =
        "Moin Bo,\n\nich freue mich, dass du kommst. Bringst du dein Zelt mit?\n\nLiebe Grüße\nAda";
    let mut mails: Vec<Mail> = (0..6)
        .map(|n| own(90 + 9 * n, "bo@lind.example", usual))
        .collect();
    mails.push(own(
        80,
        "bo@lind.example, tom@reed.example",
        "Hallo Tom,\n\nanbei die Unterlagen für den Termin am Montag. Bitte sag Bescheid.\n\nGruß\nAda",
    ).subject("Segeln"));
    let found = draft_of(&app, &mails).await;
    assert!(
        found
            .draft_body
            .starts_with("Moin Bo,\n\nseit 2 Monaten haben wir uns"),
        "{}",
        found.draft_body
    );
    assert!(
        found
            .draft_body
            .contains("Zuletzt ging es um „Segeln“. Wie geht es dir?")
    );
    assert!(
        found.draft_body.ends_with("Liebe Grüße\nAda"),
        "{}",
        found.draft_body
    );
    assert_eq!(
        (found.language.as_str(), found.tone.as_str()),
        ("de", "casual")
    );
    assert_eq!(found.language_name(), "German");
}

#[tokio::test]
async fn a_quoted_letter_teaches_nothing() {
    let app = TestApp::start().await;
    let body = "Guten Tag Herr Lind,\n\nhaben Sie vielen Dank für Ihren Brief, ich melde mich bei Ihnen.\n\n\
                Mit freundlichen Grüßen\nAda Berg\n\nAm 1.2.2026 schrieb Bo Lind:\n> Hi Ada,\n> was machst du?\n> LG\n> Bo";
    let mails: Vec<Mail> = (0..4)
        .map(|n| own(80 + 9 * n, "bo@lind.example", body))
        .collect();
    let found = draft_of(&app, &mails).await;
    assert!(
        found.draft_body.starts_with("Guten Tag Herr Lind,"),
        "{}",
        found.draft_body
    );
    assert!(
        found
            .draft_body
            .ends_with("Mit freundlichen Grüßen\nAda Berg"),
        "{}",
        found.draft_body
    );
    assert_eq!(found.tone, "formal");
}

#[tokio::test]
async fn the_draft_that_comes_along_is_a_text_like_every_other() {
    let app = TestApp::start().await;
    let ada = fallen_silent(&app).await;
    let program = app.program(&ada).await;
    let shown = async || {
        let (_, found) = program.api("GET", "/suggestions", None).await;
        found["data"][0].clone()
    };
    let suggestion = shown().await;
    let id = suggestion["draft"]["id"].as_str().unwrap().to_owned();
    let path = format!("/drafts/{id}");
    let (status, text) = program.api("GET", &path, None).await;
    assert_eq!(status, 200, "{text}");
    let text = &text["data"];
    assert_eq!(text["body"], suggestion["draft"]["body"]);
    assert_eq!(text["suggestion_id"], suggestion["id"]);
    assert_eq!(text["created_by"], Value::Null, "a job made it");
    let provenance = &text["provenance"];
    assert_eq!(provenance["provider"], "offline");
    assert_eq!(provenance["prompt"], "offline.draft.v1");
    assert_eq!(
        (&provenance["tokens_read"], &provenance["tokens_written"]),
        (&json!(0), &json!(0))
    );
    assert_eq!(provenance["cost"], 0.0);
    assert_eq!(provenance["interaction_ids"].as_array().unwrap().len(), 8);
    assert_eq!(provenance["inputs_digest"].as_str().unwrap().len(), 64);

    let mut scope = app.scope(&ada).await;
    refresh(&mut scope).await.unwrap();
    scope.commit().await.unwrap();
    assert_eq!(shown().await["draft"]["id"], id, "one a suggestion");
    let page = app.browser(&ada).await.page("/suggestions").await;
    assert!(page.contains(&format!("/write?draft={id}")), "{page}");
}

#[tokio::test]
async fn who_takes_up_the_draft_that_came_along_is_noted() {
    let app = TestApp::start().await;
    let ada = fallen_silent(&app).await;
    let program = app.program(&ada).await;
    let found = only_open(&app, &ada).await.unwrap();
    let path = format!("/drafts/{}", found.draft_id.unwrap());
    let list = format!("/contacts/{}/drafts", found.contact_id);
    let (_, listed) = program.api("GET", &list, None).await;
    assert_eq!(listed["data"], json!([]), "nobody took it up yet");

    let words = json!({ "subject": "Sailing", "body": "Hi Bo" });
    let (_, edited) = program.api("PATCH", &path, Some(words)).await;
    assert_eq!(edited["data"]["edited_by"], "Ada Berg", "{edited}");
    let again = async || {
        let mut scope = app.scope(&ada).await;
        refresh(&mut scope).await.unwrap();
        scope.commit().await.unwrap();
        only_open(&app, &ada).await.unwrap()
    };
    let kept = again().await;
    assert_eq!(kept.draft_id, found.draft_id, "what a person wrote stands");
    assert_eq!(kept.draft_body, "Hi Bo");

    let (status, _) = program.api("DELETE", &path, None).await;
    assert_eq!(status, 200);
    let other = again().await;
    assert_ne!(other.draft_id, found.draft_id);
    assert_eq!(other.draft_body, found.draft_body);
    let (status, _) = program.api("POST", &format!("{path}/restore"), None).await;
    assert_eq!(status, 200, "beside the new one");

    let (status, sent) = program
        .api("POST", &format!("{path}/sent"), Some(json!({})))
        .await;
    assert_eq!(status, 200, "{sent}");
    assert_eq!(sent["data"]["sent_by"], "Ada Berg");
    assert!(only_open(&app, &ada).await.is_none(), "it is done");
}
