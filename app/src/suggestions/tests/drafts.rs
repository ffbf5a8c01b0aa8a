//! Drafts over a real database: several past messages make one voice.

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
