//! The rules as tables, the drafts, and what becomes of suggestions.

use chrono::Duration;

use super::{
    draft::{Voice, draft},
    rules::{Tie, due},
    types::{Facts, Reason, sentence, span},
    *,
};
use crate::{
    context::Viewer,
    error::Error,
    testing::{Mail, TestApp, now},
};

fn tie(inbound_days: i64, outbound_days: i64) -> Tie {
    Tie {
        score: 6.0,
        inbound: 20,
        outbound: 20,
        last_inbound_at: Some(now() - Duration::days(inbound_days)),
        last_outbound_at: Some(now() - Duration::days(outbound_days)),
        unanswered: 0,
        last_asks: true,
        rhythm_days: Some(14.0),
        spread_days: Some(8.0),
        last_subject: "Lunch".to_owned(),
    }
}

fn reason_of(tie: &Tie) -> Option<Reason> {
    due(tie, now()).map(|due| due.reason)
}

#[test]
fn who_is_due_and_why() {
    let cases = [
        ("in touch within the rhythm", tie(6, 5), None),
        ("they wrote last and wait", tie(4, 20), Some(Reason::Answer)),
        ("they wrote only just now", tie(1, 20), None),
        (
            "their last word closed the matter",
            Tie {
                last_asks: false,
                ..tie(4, 20)
            },
            None,
        ),
        (
            "silent beyond the rhythm",
            tie(60, 45),
            Some(Reason::KeepInTouch),
        ),
        (
            "a weak tie may be silent",
            Tie {
                score: 1.5,
                ..tie(60, 45)
            },
            None,
        ),
        (
            "three of mine without an answer",
            Tie {
                unanswered: 3,
                ..tie(90, 45)
            },
            None,
        ),
        (
            "formerly close, silent for two years",
            tie(730, 700),
            Some(Reason::Reconnect),
        ),
        (
            "never close, silent for two years",
            Tie {
                inbound: 2,
                outbound: 2,
                ..tie(730, 700)
            },
            None,
        ),
        ("silent for a decade", tie(3_700, 3_650), None),
        (
            "they never wrote",
            Tie {
                inbound: 0,
                last_inbound_at: None,
                ..tie(60, 45)
            },
            None,
        ),
        (
            "I never wrote",
            Tie {
                outbound: 0,
                last_outbound_at: None,
                ..tie(60, 45)
            },
            None,
        ),
    ];
    for (what, tie, expected) in cases {
        assert_eq!(reason_of(&tie), expected, "{what}");
    }
}

#[test]
fn the_stronger_tie_comes_first() {
    let weight = |score| {
        due(
            &Tie {
                score,
                ..tie(60, 45)
            },
            now(),
        )
        .unwrap()
        .weight
    };
    assert!(weight(9.0) > weight(6.0) && weight(6.0) > weight(3.0));
}

#[test]
fn who_writes_seldom_is_left_in_peace_longer() {
    let monthly = Tie {
        rhythm_days: Some(60.0),
        spread_days: Some(20.0),
        ..tie(40, 38)
    };
    let weekly = Tie {
        rhythm_days: Some(7.0),
        spread_days: Some(3.0),
        ..tie(40, 38)
    };
    assert_eq!(
        (reason_of(&monthly), reason_of(&weekly)),
        (None, Some(Reason::KeepInTouch))
    );
}

#[test]
fn spans_are_said_as_people_say_them() {
    for (days, words) in [
        (0, "1 day"),
        (1, "1 day"),
        (6, "6 days"),
        (13, "1 week"),
        (14, "2 weeks"),
        (42, "6 weeks"),
        (59, "8 weeks"),
        (60, "2 months"),
        (364, "12 months"),
        (365, "1 year"),
        (800, "2 years"),
    ] {
        assert_eq!(span(days), words);
    }
}

#[test]
fn reasons_name_their_facts() {
    let facts = Facts {
        silence_days: 77,
        rhythm_days: Some(42),
        interactions: 40,
        last_subject: "Lunch".to_owned(),
    };
    assert_eq!(
        sentence(Reason::KeepInTouch, &facts),
        "You usually write every 6 weeks; it has been 2 months."
    );
    assert_eq!(
        sentence(Reason::Answer, &facts),
        "Wrote “Lunch” 2 months ago and waits for an answer."
    );
    assert_eq!(
        sentence(Reason::Reconnect, &facts),
        "You exchanged 40 messages, then fell silent 2 months ago."
    );
}

fn voice<'a>(last_own_text: &'a str, language: Option<&'a str>) -> Voice<'a> {
    Voice {
        given_name: "Bo",
        own_name: "Ada Berg",
        last_own_text,
        language,
    }
}

#[test]
fn a_draft_takes_greeting_sign_off_and_language_from_my_last_mail() {
    let facts = Facts {
        last_subject: "Mittagessen".to_owned(),
        ..Facts::default()
    };
    let own = "Moin Bo,\n\nDonnerstag passt.\n\nLiebe Grüße\nAda";
    let draft = draft(Reason::KeepInTouch, &facts, &voice(own, Some("de")));
    assert!(draft.body.starts_with("Moin Bo,\n"), "{}", draft.body);
    assert!(draft.body.contains("zu „Mittagessen“"));
    assert!(draft.body.ends_with("Liebe Grüße\nAda"));
    assert_eq!((draft.language, draft.tone), ("de", "casual"));
}

#[test]
fn a_draft_without_a_model_is_plain_english() {
    let draft = draft(Reason::Answer, &Facts::default(), &voice("", None));
    assert_eq!(
        draft.body,
        "Hi Bo,\n\nThank you for your message, and sorry for the wait.\n\nBest,\nAda"
    );
}

#[test]
fn quoted_words_are_not_taken_for_a_greeting() {
    let own = "> Dear all,\nfine with me";
    assert!(
        draft(Reason::Answer, &Facts::default(), &voice(own, Some("en")))
            .body
            .starts_with("Hi Bo,")
    );
}

/// Bo and Ada wrote each other every ten days for a year, then silence for 60 days.
async fn fallen_silent(app: &TestApp) -> Viewer {
    let ada = app.owner("ada@kith.example").await;
    let mails: Vec<Mail> = (0..30)
        .flat_map(|n| {
            let days = 60 + 10 * n;
            let out = Mail::new(
                &format!("out{n}"),
                days,
                "ada@kith.example",
                "Bo Lind <bo@lind.example>",
            );
            let back = Mail::new(
                &format!("in{n}"),
                days + 2,
                "Bo Lind <bo@lind.example>",
                "ada@kith.example",
            );
            [out.body("Dear Bo,\n\nsee you then.\n\nCheers\nAda"), back]
        })
        .collect();
    app.import(&ada, &mails).await;
    ada
}

async fn only_open(app: &TestApp, viewer: &Viewer) -> Option<Suggestion> {
    let mut scope = app.scope(viewer).await;
    let mut rows = open(&mut scope, "open", None, 10).await.unwrap();
    assert!(rows.len() <= 1);
    rows.pop()
}

#[tokio::test]
async fn an_import_leads_to_a_suggestion_with_reason_and_draft() {
    let app = TestApp::start().await;
    let ada = fallen_silent(&app).await;
    let found = only_open(&app, &ada).await.unwrap();
    assert_eq!(found.name, "Bo Lind");
    assert_eq!(found.reason(), Reason::KeepInTouch);
    assert!(
        found.sentence().starts_with("You usually write every "),
        "{}",
        found.sentence()
    );
    assert!(
        found.draft_body.starts_with("Dear Bo,") && found.draft_body.ends_with("Cheers\nAda"),
        "{}",
        found.draft_body
    );
}

#[tokio::test]
async fn decisions_hold_and_can_be_taken_back() {
    let app = TestApp::start().await;
    let ada = fallen_silent(&app).await;
    let id = only_open(&app, &ada).await.unwrap().id;
    let later = now() + Duration::days(14);
    for decision in [
        Decision::Done,
        Decision::Dismissed,
        Decision::Snoozed(later),
    ] {
        let mut scope = app.scope(&ada).await;
        decide(&mut scope, id, decision).await.unwrap();
        refresh(&mut scope).await.unwrap();
        scope.commit().await.unwrap();
        assert!(
            only_open(&app, &ada).await.is_none(),
            "{decision:?} holds against a refresh"
        );
        let mut scope = app.scope(&ada).await;
        reopen(&mut scope, id).await.unwrap();
        scope.commit().await.unwrap();
        assert_eq!(only_open(&app, &ada).await.unwrap().id, id);
    }
}

#[tokio::test]
async fn a_second_decision_is_a_conflict() {
    let app = TestApp::start().await;
    let ada = fallen_silent(&app).await;
    let id = only_open(&app, &ada).await.unwrap().id;
    let mut scope = app.scope(&ada).await;
    decide(&mut scope, id, Decision::Done).await.unwrap();
    assert_eq!(
        decide(&mut scope, id, Decision::Dismissed).await,
        Err(Error::Conflict)
    );
}

#[tokio::test]
async fn the_snoozed_come_back_on_time() {
    let app = TestApp::start().await;
    let ada = fallen_silent(&app).await;
    let id = only_open(&app, &ada).await.unwrap().id;
    let mut scope = app.scope(&ada).await;
    decide(
        &mut scope,
        id,
        Decision::Snoozed(now() + Duration::days(14)),
    )
    .await
    .unwrap();
    scope.now = now() + Duration::days(13);
    refresh(&mut scope).await.unwrap();
    assert!(open(&mut scope, "open", None, 10).await.unwrap().is_empty());
    scope.now = now() + Duration::days(14);
    refresh(&mut scope).await.unwrap();
    assert_eq!(open(&mut scope, "open", None, 10).await.unwrap()[0].id, id);
}

#[tokio::test]
async fn contact_closes_a_suggestion_by_itself() {
    let app = TestApp::start().await;
    let ada = fallen_silent(&app).await;
    assert!(only_open(&app, &ada).await.is_some());
    app.import(
        &ada,
        &[Mail::new("news", 0, "ada@kith.example", "bo@lind.example")],
    )
    .await;
    assert!(only_open(&app, &ada).await.is_none());
}

#[tokio::test]
async fn archived_contacts_are_never_suggested() {
    let app = TestApp::start().await;
    let ada = fallen_silent(&app).await;
    let contact = only_open(&app, &ada).await.unwrap().contact_id;
    let mut scope = app.scope(&ada).await;
    crate::contacts::archive_contact(&mut scope, contact, true)
        .await
        .unwrap();
    refresh(&mut scope).await.unwrap();
    assert!(open(&mut scope, "open", None, 10).await.unwrap().is_empty());
}
