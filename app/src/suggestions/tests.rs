//! The rules as tables, the drafts, and what becomes of suggestions.

use chrono::Duration;

use super::{
    rules::due,
    tie::{Priority, Restraint, Tie},
    types::{Facts, Patience, Reason, sentence, span},
    *,
};
use crate::{
    context::Viewer,
    error::{Error, FieldCode},
    testing::{Mail, TestApp, now},
};

mod contact;
mod drafts;
mod occasions;
mod places;
mod promised;
mod taking_back;
mod why;
mod wishes;

fn tie(inbound_days: i64, outbound_days: i64) -> Tie {
    Tie {
        score: 6.0,
        inbound: 20,
        outbound: 20,
        last_inbound_at: Some(now() - Duration::days(inbound_days)),
        last_outbound_at: Some(now() - Duration::days(outbound_days)),
        last_contact_at: Some(now() - Duration::days(inbound_days.min(outbound_days))),
        unanswered: 0,
        last_asks: true,
        last_is_direct: true,
        rhythm_days: Some(14.0),
        spread_days: Some(8.0),
        last_subject: "Lunch".to_owned(),
        wanted_days: None,
        known_since: now() - Duration::days(900),
        priority: Priority::Normal,
        occasions: Vec::new(),
        restraint: Restraint::default(),
        learned: 1.0,
    }
}

fn reason_of(tie: &Tie) -> Option<Reason> {
    due(tie, &FollowUps::default(), now()).map(|due| due.reason)
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
        (
            "they wrote, and then we met",
            Tie {
                last_contact_at: Some(now() - Duration::days(3)),
                ..tie(4, 20)
            },
            None,
        ),
        (
            "silent beyond the rhythm, but we met",
            Tie {
                last_contact_at: Some(now() - Duration::days(2)),
                ..tie(60, 45)
            },
            None,
        ),
        (
            "formerly close, and met again",
            Tie {
                last_contact_at: Some(now() - Duration::days(2)),
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
            "their first message waits",
            Tie {
                outbound: 0,
                last_outbound_at: None,
                ..tie(4, 20)
            },
            Some(Reason::Answer),
        ),
        (
            "their first message, of which I got a copy",
            Tie {
                outbound: 0,
                last_outbound_at: None,
                last_is_direct: false,
                ..tie(4, 20)
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
            &FollowUps::default(),
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

/// After how many days of silence somebody is due, if ever.
fn due_after(tie: &Tie, settings: &FollowUps) -> Option<i64> {
    (1..400).find(|days| {
        let silent = Tie {
            last_inbound_at: Some(now() - Duration::days(*days)),
            last_outbound_at: Some(now() - Duration::days(*days)),
            last_contact_at: Some(now() - Duration::days(*days)),
            last_asks: false,
            ..tie.clone()
        };
        due(&silent, settings, now()).is_some_and(|due| due.reason == Reason::KeepInTouch)
    })
}

#[test]
fn how_long_a_silence_may_last() {
    let usual = FollowUps::default();
    let narrow = FollowUps {
        shortest_days: 30,
        longest_days: 40,
        ..usual
    };
    let patient = |patience| FollowUps { patience, ..usual };
    let rhythm = |days, spread| Tie {
        rhythm_days: days,
        spread_days: spread,
        ..tie(1, 1)
    };
    let few = Tie {
        inbound: 2,
        outbound: 2,
        ..rhythm(Some(2.0), Some(0.0))
    };
    let cases = [
        ("weekly, even", rhythm(Some(7.0), Some(0.0)), usual, 13),
        (
            "weekly, irregular",
            rhythm(Some(14.0), Some(20.0)),
            usual,
            26,
        ),
        ("monthly", rhythm(Some(30.0), Some(8.0)), usual, 38),
        ("no rhythm is known", rhythm(None, None), usual, 45),
        ("a few quick exchanges are no habit", few, usual, 20),
        (
            "daily is held to the shortest",
            rhythm(Some(1.0), Some(1.0)),
            usual,
            13,
        ),
        (
            "yearly is held to the longest",
            rhythm(Some(360.0), Some(0.0)),
            usual,
            225,
        ),
        (
            "the workspace wants longer",
            rhythm(Some(7.0), Some(0.0)),
            narrow,
            38,
        ),
        (
            "the workspace wants shorter",
            rhythm(Some(90.0), Some(0.0)),
            narrow,
            50,
        ),
        (
            "little patience",
            rhythm(Some(30.0), Some(20.0)),
            patient(Patience::Little),
            35,
        ),
        (
            "much patience",
            rhythm(Some(30.0), Some(20.0)),
            patient(Patience::Much),
            50,
        ),
    ];
    for (what, tie, settings, expected) in cases {
        assert_eq!(due_after(&tie, &settings), Some(expected), "{what}");
    }
}

#[test]
fn a_patience_above_a_year_holds() {
    let settings = FollowUps {
        longest_days: 1_825,
        ..FollowUps::default()
    };
    for (silence, expected) in [(400, None), (460, Some(Reason::Reconnect))] {
        let yearly = Tie {
            rhythm_days: Some(390.0),
            spread_days: Some(0.0),
            ..tie(silence, silence)
        };
        let found = due(&yearly, &settings, now()).map(|due| due.reason);
        assert_eq!(found, expected, "silent for {silence} days");
    }
}

#[test]
fn what_a_person_wants_goes_before_the_rhythm() {
    let wanted = |days| Tie {
        wanted_days: Some(days),
        ..tie(1, 1)
    };
    let settings = FollowUps::default();
    assert_eq!(
        due_after(&wanted(7), &settings),
        Some(7),
        "shorter than any bound"
    );
    assert_eq!(
        due_after(&wanted(300), &settings),
        Some(300),
        "longer than any bound"
    );
    let weak = Tie {
        score: 0.3,
        ..wanted(30)
    };
    assert_eq!(
        due_after(&weak, &settings),
        Some(30),
        "a wish needs no strength"
    );
    let gave_up = Tie {
        unanswered: 3,
        ..wanted(30)
    };
    assert_eq!(due_after(&gave_up, &settings), None, "nobody is pressed");
    let never_written = Tie {
        inbound: 0,
        outbound: 0,
        last_inbound_at: None,
        last_outbound_at: None,
        last_contact_at: None,
        known_since: now() - Duration::days(31),
        ..wanted(30)
    };
    assert_eq!(reason_of(&never_written), Some(Reason::KeepInTouch));
    assert_eq!(
        reason_of(&Tie {
            wanted_days: Some(32),
            ..never_written
        }),
        None
    );
    assert_eq!(
        reason_of(&Tie {
            last_inbound_at: Some(now() - Duration::days(4)),
            ..wanted(300)
        }),
        None,
        "mine came after theirs"
    );
    let waits = Tie {
        wanted_days: Some(300),
        ..tie(4, 20)
    };
    assert_eq!(
        reason_of(&waits),
        Some(Reason::Answer),
        "who waits is answered first"
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
        ..Facts::default()
    };
    assert_eq!(
        sentence(Reason::KeepInTouch, &facts),
        "You usually write every 6 weeks; it has been 2 months."
    );
    let wanted = Facts {
        wanted_days: Some(14),
        ..facts.clone()
    };
    assert_eq!(
        sentence(Reason::KeepInTouch, &wanted),
        "You want to be in touch every 2 weeks; it has been 2 months."
    );
    let unwritten = Facts {
        interactions: 0,
        ..wanted
    };
    assert_eq!(
        sentence(Reason::KeepInTouch, &unwritten),
        "You want to be in touch every 2 weeks; you have not written yet."
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
async fn nothing_is_snoozed_into_the_past() {
    let app = TestApp::start().await;
    let ada = fallen_silent(&app).await;
    let id = only_open(&app, &ada).await.unwrap().id;
    let mut scope = app.scope(&ada).await;
    for days in [0, -1] {
        let until = now() + Duration::days(days);
        assert_eq!(
            decide(&mut scope, id, Decision::Snoozed(until)).await,
            Err(Error::invalid("until", FieldCode::InThePast))
        );
    }
}

#[test]
fn a_day_begins_where_the_member_is() {
    let until = |day, zone| match Decision::snoozed_to(day, zone) {
        Ok(Decision::Snoozed(until)) => until.to_rfc3339(),
        other => panic!("{other:?}"),
    };
    for (day, zone, expected) in [
        ("2026-06-01", chrono_tz::UTC, "2026-06-01T00:00:00+00:00"),
        (
            "2026-06-01",
            chrono_tz::Europe::Berlin,
            "2026-05-31T22:00:00+00:00",
        ),
        (
            "2026-09-06",
            chrono_tz::America::Santiago,
            "2026-09-06T00:00:00+00:00",
        ),
    ] {
        assert_eq!(until(day, zone), expected, "{zone}");
    }
    for day in ["", "tomorrow", "2026-02-30", "01.06.2026"] {
        assert_eq!(
            Decision::snoozed_to(day, chrono_tz::UTC),
            Err(Error::invalid("until", FieldCode::NotADate))
        );
    }
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
    assert!(
        open(&mut scope, "open", None, 10).await.unwrap().is_empty(),
        "at once"
    );
    assert_eq!(count_open(&mut scope).await, Ok(0));
    assert!(of_contact(&mut scope, contact).await.unwrap().is_none());
    refresh(&mut scope).await.unwrap();
    assert!(open(&mut scope, "open", None, 10).await.unwrap().is_empty());
}

#[test]
fn who_matters_more_weighs_more() {
    let weight = |priority| {
        let tie = Tie {
            priority,
            ..tie(10, 20)
        };
        due(&tie, &FollowUps::default(), now()).unwrap().weight
    };
    let (high, normal, low) = (
        weight(Priority::High),
        weight(Priority::Normal),
        weight(Priority::Low),
    );
    assert!((high / normal - 1.5).abs() < 0.01 && (low / normal - 0.5).abs() < 0.01);
}
