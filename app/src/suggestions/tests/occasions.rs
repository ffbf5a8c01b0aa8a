//! Occasions beside silence: when each is one, which comes first, and what holds back.

use super::*;
use crate::{
    contacts::{self, types::ContactField},
    suggestions::{
        held::Held,
        rules::{Circumstances, judge},
        tie::{Decided, Occasion},
    },
    tasks::{self, TaskInput},
};

const ME: &str = "ada@kith.example";
const BO: &str = "Bo Lind <bo@lind.example>";

fn occasion(reason: Reason, days_ago: i64) -> Occasion {
    Occasion {
        happened: None,
        subject: String::new(),
        reason,
        at: now() - Duration::days(days_ago),
        what: "Lunch".to_owned(),
        about: None,
        confidence: 1.0,
    }
}

/// In touch within the rhythm, but for the occasion.
fn with(reason: Reason, days_ago: i64) -> Tie {
    Tie {
        occasions: vec![occasion(reason, days_ago)],
        ..tie(6, 5)
    }
}

#[test]
fn each_occasion_has_its_time() {
    use Reason::*;
    let silent = |days: i64, tie: Tie| Tie {
        last_inbound_at: Some(now() - Duration::days(days)),
        last_outbound_at: Some(now() - Duration::days(days)),
        last_contact_at: Some(now() - Duration::days(days)),
        rhythm_days: Some(180.0),
        last_asks: false,
        ..tie
    };
    let wrote = |days: i64, tie: Tie| Tie {
        last_outbound_at: Some(now() - Duration::days(days)),
        last_contact_at: Some(now() - Duration::days(days)),
        ..tie
    };
    let cases = [
        ("promised just now", with(OwnPromise, 1), None),
        ("promised, and wrote since", with(OwnPromise, 6), None),
        ("promised last", with(OwnPromise, 5), Some(OwnPromise)),
        ("promised long ago", silent(70, with(OwnPromise, 70)), None),
        (
            "they promised a week ago",
            silent(8, with(TheirPromise, 8)),
            Some(TheirPromise),
        ),
        (
            "they promised, and wrote since",
            silent(8, with(TheirPromise, 20)),
            None,
        ),
        (
            "asked a week ago",
            silent(8, with(Question, 8)),
            Some(Question),
        ),
        ("asked, and was answered", with(Question, 8), None),
        (
            "asked twice already",
            Tie {
                unanswered: 2,
                ..silent(8, with(Question, 8))
            },
            None,
        ),
        ("a birthday in two days", with(Birthday, -2), Some(Birthday)),
        ("a birthday today", with(Birthday, 0), Some(Birthday)),
        ("a birthday too far off", with(Birthday, -4), None),
        ("a birthday that is over", with(Birthday, 1), None),
        (
            "a birthday of somebody one never wrote with",
            Tie {
                last_inbound_at: None,
                ..with(Birthday, 0)
            },
            None,
        ),
        (
            "of somebody who matters",
            Tie {
                last_inbound_at: None,
                priority: Priority::High,
                ..with(Birthday, 0)
            },
            Some(Birthday),
        ),
        ("an anniversary", with(Anniversary, 0), Some(Anniversary)),
        (
            "something happened",
            silent(12, with(Event, 10)),
            Some(Event),
        ),
        (
            "something happened, and I wrote since",
            with(Event, 10),
            None,
        ),
        ("something happened long ago", with(Event, 50), None),
        (
            "a birthday that I wrote for already",
            wrote(2, with(Birthday, 0)),
            None,
        ),
        (
            "an anniversary that I wrote for already",
            wrote(2, with(Anniversary, -1)),
            None,
        ),
        (
            "they promised, and I asked what became of it",
            wrote(2, silent(20, with(TheirPromise, 20))),
            None,
        ),
        (
            "they promised, and I thanked them for it",
            wrote(19, silent(20, with(TheirPromise, 20))),
            Some(TheirPromise),
        ),
        ("a task for today", with(Reminder, 0), Some(Reminder)),
        ("a task that was due", with(Reminder, 9), Some(Reminder)),
        ("a task to come", with(Reminder, -1), None),
        (
            "met, and nothing followed",
            silent(3, with(Met, 3)),
            Some(Met),
        ),
        ("met, and wrote since", with(Met, 7), None),
        ("met long ago", silent(30, with(Met, 30)), None),
        ("met once", silent(30, with(FirstMet, 30)), Some(FirstMet)),
        ("met once, and still writing", with(FirstMet, 30), None),
    ];
    for (what, tie, expected) in cases {
        assert_eq!(reason_of(&tie), expected, "{what}");
    }
}

#[test]
fn who_waits_is_answered_before_anything_else() {
    let waits = Tie {
        occasions: vec![occasion(Reason::Birthday, 0)],
        ..tie(4, 20)
    };
    let found = due(&waits, &FollowUps::default(), now()).unwrap();
    assert_eq!(found.reason, Reason::Answer);
    assert_eq!(found.facts.also, [Reason::Birthday]);
}

#[test]
fn the_weightiest_reason_leads_and_the_others_are_told() {
    let silent = Tie {
        occasions: vec![occasion(Reason::Birthday, -1)],
        ..tie(60, 45)
    };
    let found = due(&silent, &FollowUps::default(), now()).unwrap();
    assert_eq!(found.reason, Reason::Birthday);
    assert_eq!(found.facts.also, [Reason::KeepInTouch]);
    assert_eq!(
        sentence(found.reason, &found.facts),
        "Has a birthday tomorrow: Lunch."
    );
}

fn acted(days_ago: i64) -> Decided {
    let at = now() - Duration::days(days_ago);
    Decided::Acted {
        at,
        until: at + Duration::days(14),
    }
}

#[test]
fn who_answers_what_one_followed_up_with_is_answered() {
    let waits = |decided| Tie {
        restraint: Restraint {
            decided: Some(decided),
            ..Restraint::default()
        },
        ..tie(4, 20)
    };
    let at = |days| now() - Duration::days(days);
    for (decided, expected) in [
        (acted(5), Some(Reason::Answer)),
        (Decided::Done(at(5)), Some(Reason::Answer)),
        (Decided::Done(at(3)), None),
        (Decided::Dismissed(at(5)), None),
    ] {
        assert_eq!(reason_of(&waits(decided)), expected, "{decided:?}");
    }
}

#[test]
fn a_task_is_followed_up_by_writing_once_it_is_due() {
    let due_today = |decided| Tie {
        restraint: Restraint {
            decided: Some(decided),
            ..Restraint::default()
        },
        ..with(Reason::Reminder, 0)
    };
    assert_eq!(reason_of(&due_today(acted(1))), Some(Reason::Reminder));
    assert_eq!(reason_of(&due_today(acted(0))), None);
}

#[test]
fn what_holds_back_is_said() {
    let at = now() - Duration::days(3);
    let restrained = |restraint| Tie {
        restraint,
        ..tie(60, 45)
    };
    let day = |days: i64| (now() + Duration::days(days)).date_naive();
    let usual = Restraint::default();
    let cases = [
        (
            restrained(Restraint {
                never: true,
                ..usual.clone()
            }),
            "never",
            "Never suggested, as you wish.",
        ),
        (
            restrained(Restraint {
                archived: true,
                ..usual.clone()
            }),
            "archived",
            "Who is in the archive is not suggested.",
        ),
        (
            restrained(Restraint {
                automated: true,
                ..usual.clone()
            }),
            "automated",
            "Nobody reads what is sent to this address.",
        ),
        (
            restrained(Restraint {
                unreachable: true,
                ..usual.clone()
            }),
            "unreachable",
            "No address or number is known.",
        ),
        (
            restrained(Restraint {
                decided: Some(Decided::Dismissed(at)),
                ..usual.clone()
            }),
            "dismissed",
            "Dismissed on 27 February; not again before 29 March.",
        ),
        (
            restrained(Restraint {
                decided: Some(Decided::Done(at)),
                ..usual.clone()
            }),
            "done",
            "Marked as done on 27 February; not again before 13 March.",
        ),
        (
            restrained(Restraint {
                decided: Some(acted(3)),
                ..usual.clone()
            }),
            "acted",
            "You wrote on 27 February; not again before 13 March.",
        ),
        (
            tie(1, 20),
            "just_asked",
            "They wrote within the last day and a half and wait for an answer.",
        ),
        (
            restrained(Restraint {
                away_until: Some(day(4)),
                ..usual.clone()
            }),
            "away",
            "Away until 6 March, as their automatic answer says.",
        ),
        (
            Tie {
                unanswered: 3,
                ..tie(60, 45)
            },
            "unanswered",
            "Your last 3 messages are unanswered.",
        ),
        (
            tie(6, 5),
            "within_rhythm",
            "In touch 5 days ago; due after 2 weeks of silence.",
        ),
        (
            Tie {
                score: 1.5,
                ..tie(60, 45)
            },
            "weak",
            "The tie has a strength of 1.5; ties are guarded from 2.5 on.",
        ),
        (
            tie(3_700, 3_650),
            "long_gone",
            "Silent for more than five years.",
        ),
        (
            Tie {
                last_inbound_at: None,
                ..tie(60, 45)
            },
            "one_sided",
            "Only one of you has written so far.",
        ),
    ];
    let around = Circumstances {
        settings: FollowUps::default(),
        learned: std::collections::HashMap::new(),
        now: now(),
    };
    for (tie, code, words) in cases {
        let held = judge(&tie, &around).unwrap_err();
        assert_eq!(held.code(), code);
        assert_eq!(held.words(chrono_tz::UTC), words);
    }
    let yesterday = restrained(Restraint {
        away_until: Some(day(-1)),
        decided: Some(Decided::Dismissed(now() - Duration::days(30))),
        ..usual
    });
    assert_eq!(
        reason_of(&yesterday),
        Some(Reason::KeepInTouch),
        "both are over"
    );
}

#[test]
fn a_task_is_brought_up_though_something_holds_back() {
    let pressed = Tie {
        unanswered: 3,
        ..with(Reason::Reminder, 0)
    };
    assert_eq!(reason_of(&pressed), Some(Reason::Reminder));
    let never = Tie {
        restraint: Restraint {
            never: true,
            ..Restraint::default()
        },
        ..with(Reason::Reminder, 0)
    };
    assert_eq!(reason_of(&never), None);
    assert!(Held::JustInTouch.yields_to_reminders());
}

/// Written with often, the last time five days ago, when Ada closed the matter with `body`.
async fn closed_with(app: &TestApp, body: &str) -> Viewer {
    let ada = app.owner(ME).await;
    let mut mails: Vec<Mail> = (0..10)
        .flat_map(|n| {
            let days = 8 + 20 * n;
            [
                Mail::new(&format!("in{n}"), days + 1, BO, ME).body("Thanks!"),
                Mail::new(&format!("out{n}"), days, ME, BO).body("See you then."),
            ]
        })
        .collect();
    mails.push(Mail::new("last", 5, ME, BO).body(body));
    app.import(&ada, &mails).await;
    ada
}

#[tokio::test]
async fn what_i_promised_is_brought_up() {
    let app = TestApp::start().await;
    let body = "Dear Bo,\n\nthank you. I'll send you the plans next week.\n\nCheers\nAda";
    let ada = closed_with(&app, body).await;
    let found = only_open(&app, &ada).await.unwrap();
    assert_eq!(found.reason(), Reason::OwnPromise);
    assert_eq!(
        found.sentence(),
        "You wrote “I'll send you the plans next week.” 5 days ago, and nothing followed yet."
    );
    assert!(found.facts().about.is_some());
}

#[tokio::test]
async fn a_task_and_a_birthday_are_occasions() {
    let app = TestApp::start().await;
    let ada = closed_with(&app, "See you.").await;
    assert!(only_open(&app, &ada).await.is_none(), "within the rhythm");
    let mut scope = app.scope(&ada).await;
    let bo = sqlx::query_scalar("select id from contacts where name = 'Bo Lind'")
        .fetch_one(scope.db())
        .await
        .unwrap();
    contacts::edit_contact(
        &mut scope,
        bo,
        ContactField::Birthday,
        "1986-03-04".to_owned(),
    )
    .await
    .unwrap();
    refresh(&mut scope).await.unwrap();
    let found = open(&mut scope, "open", None, 10).await.unwrap().remove(0);
    assert_eq!(found.sentence(), "Has a birthday in 2 days: turns 40.");
    let task = TaskInput {
        title: "Return the book".to_owned(),
        when: "today".to_owned(),
        contacts: vec![bo],
        ..TaskInput::default()
    };
    tasks::add_task(&mut scope, chrono_tz::UTC, task)
        .await
        .unwrap();
    refresh(&mut scope).await.unwrap();
    let found = open(&mut scope, "open", None, 10).await.unwrap().remove(0);
    assert_eq!(
        found.sentence(),
        "Your task “Return the book” is due today."
    );
    assert_eq!(found.facts().also, [Reason::Birthday]);
}

#[tokio::test]
async fn who_is_away_is_left_alone_until_they_are_back() {
    let app = TestApp::start().await;
    let ada = fallen_silent(&app).await;
    let notice = Mail::new("away", 2, BO, ME)
        .subject("Automatic reply: Lunch")
        .header("Auto-Submitted: auto-replied")
        .body("I am out of the office until 13 March.");
    app.import(&ada, &[notice]).await;
    assert!(only_open(&app, &ada).await.is_none());
    let mut scope = app.scope(&ada).await;
    scope.now = now() + Duration::days(12);
    refresh(&mut scope).await.unwrap();
    assert_eq!(open(&mut scope, "open", None, 10).await.unwrap().len(), 1);
}

#[tokio::test]
async fn an_import_that_is_undone_takes_the_absence_with_it() {
    let app = TestApp::start().await;
    let ada = fallen_silent(&app).await;
    let notice = Mail::new("away", 2, BO, ME)
        .subject("Automatic reply: Lunch")
        .header("Auto-Submitted: auto-replied")
        .body("I am out of the office until 13 March.");
    let import = app.import(&ada, &[notice]).await;
    assert!(only_open(&app, &ada).await.is_none());
    app.undo_import(&ada, import).await;
    assert!(only_open(&app, &ada).await.is_some());
}
