//! Why somebody is not suggested: what holds back whatever the reason, and what the rules
//! miss; each in words.

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;

use super::{
    rules::{
        ANSWER_AFTER_DAYS, FORMERLY_CLOSE, GAVE_UP, WEAKEST_ACTIVE, days_since, holds_until,
        is_waiting,
    },
    tie::{Decided, Tie},
    types::span,
};

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Held {
    Never,
    Archived,
    Automated,
    Unreachable,
    Decided(Decided),
    AwayUntil(NaiveDate),
    Pressed {
        unanswered: i64,
    },
    JustInTouch,
    /// Their message waits, but not yet for long.
    JustAsked,
    NoExchange,
    OneSided,
    Within {
        silence: i64,
        due_after: i64,
    },
    Weak {
        score: f64,
    },
    LongGone,
    NeverClose,
    /// Due, but the places of the day are taken.
    OthersFirst {
        daily: i32,
    },
    /// Nothing that is known speaks against it, nor for it.
    NoReason,
}

/// The first thing that holds back, whatever the reason to write.
pub fn held_back(tie: &Tie, now: DateTime<Utc>) -> Option<Held> {
    let restraint = &tie.restraint;
    let is_just = |at: DateTime<Utc>| now - at < chrono::Duration::days(1);
    let waits = is_waiting(tie, now);
    let is_lifted = |decided: Decided| waits && tie.last_inbound_at > lifted_from(decided);
    let decided = restraint
        .decided
        .filter(|one| holds_until(*one) > now && !is_lifted(*one));
    let has_just_asked = waits
        && tie
            .last_inbound_at
            .is_some_and(|at| days_since(at, now) < ANSWER_AFTER_DAYS);
    let away = restraint
        .away_until
        .filter(|until| *until >= now.date_naive());
    let holds = [
        restraint.archived.then_some(Held::Archived),
        restraint.never.then_some(Held::Never),
        decided.map(Held::Decided),
        restraint.automated.then_some(Held::Automated),
        restraint.unreachable.then_some(Held::Unreachable),
        away.map(Held::AwayUntil),
        (tie.unanswered >= GAVE_UP).then_some(Held::Pressed {
            unanswered: tie.unanswered,
        }),
        tie.last_at()
            .is_some_and(is_just)
            .then_some(Held::JustInTouch),
        has_just_asked.then_some(Held::JustAsked),
    ];
    holds.into_iter().flatten().next()
}

/// Who answers what one followed up with, and waits, is not left to wait.
fn lifted_from(decided: Decided) -> Option<DateTime<Utc>> {
    match decided {
        Decided::Done(at) | Decided::Acted { at, .. } => Some(at),
        Decided::Dismissed(_) | Decided::SnoozedUntil(_) => Some(DateTime::<Utc>::MAX_UTC),
    }
}

impl Held {
    pub fn within(silence: f64, due_after: i64) -> Self {
        Self::Within {
            silence: silence.floor() as i64,
            due_after,
        }
    }

    /// What a person wrote into their own list is brought up nevertheless.
    pub fn yields_to_reminders(self) -> bool {
        matches!(
            self,
            Self::Unreachable
                | Self::AwayUntil(_)
                | Self::Pressed { .. }
                | Self::JustInTouch
                | Self::JustAsked
                | Self::Decided(Decided::Acted { .. })
        )
    }

    pub fn code(self) -> &'static str {
        match self {
            Self::Never => "never",
            Self::Archived => "archived",
            Self::Automated => "automated",
            Self::Unreachable => "unreachable",
            Self::Decided(Decided::Done(_)) => "done",
            Self::Decided(Decided::Acted { .. }) => "acted",
            Self::Decided(Decided::Dismissed(_)) => "dismissed",
            Self::Decided(Decided::SnoozedUntil(_)) => "snoozed",
            Self::AwayUntil(_) => "away",
            Self::Pressed { .. } => "unanswered",
            Self::JustInTouch => "just_in_touch",
            Self::JustAsked => "just_asked",
            Self::NoExchange => "no_exchange",
            Self::OneSided => "one_sided",
            Self::Within { .. } => "within_rhythm",
            Self::Weak { .. } => "weak",
            Self::LongGone => "long_gone",
            Self::NeverClose => "never_close",
            Self::OthersFirst { .. } => "others_first",
            Self::NoReason => "no_reason",
        }
    }

    /// In a sentence; days as they are in `zone`.
    pub fn words(self, zone: Tz) -> String {
        let day = |at: DateTime<Utc>| at.with_timezone(&zone).format("%-d %B").to_string();
        match self {
            Self::Never => "Never suggested, as you wish.".to_owned(),
            Self::Archived => "Who is in the archive is not suggested.".to_owned(),
            Self::Automated => "Nobody reads what is sent to this address.".to_owned(),
            Self::Unreachable => "No address or number is known.".to_owned(),
            Self::Decided(decided) => {
                let until = day(holds_until(decided));
                match decided {
                    Decided::Done(at) => {
                        format!("Marked as done on {}; not again before {until}.", day(at))
                    }
                    Decided::Acted { at, .. } => {
                        format!("You wrote on {}; not again before {until}.", day(at))
                    }
                    Decided::Dismissed(at) => {
                        format!("Dismissed on {}; not again before {until}.", day(at))
                    }
                    Decided::SnoozedUntil(_) => format!("Snoozed until {until}."),
                }
            }
            Self::AwayUntil(until) => {
                let until = until.format("%-d %B");
                format!("Away until {until}, as their automatic answer says.")
            }
            Self::Pressed { unanswered } => {
                format!("Your last {unanswered} messages are unanswered.")
            }
            Self::JustInTouch => "You were in touch within the last day.".to_owned(),
            Self::JustAsked => {
                "They wrote within the last day and a half and wait for an answer.".to_owned()
            }
            Self::NoExchange => "You have not been in touch yet.".to_owned(),
            Self::OneSided => "Only one of you has written so far.".to_owned(),
            Self::Within { silence, due_after } => format!(
                "In touch {} ago; due after {} of silence.",
                span(silence),
                span(due_after)
            ),
            Self::Weak { score } => format!(
                "The tie has a strength of {score:.1}; ties are guarded from {WEAKEST_ACTIVE} on."
            ),
            Self::LongGone => "Silent for more than five years.".to_owned(),
            Self::NeverClose => format!(
                "Silent for more than a year, and never close: fewer than {FORMERLY_CLOSE} messages from one of you."
            ),
            Self::OthersFirst { daily } => {
                format!("Due, but others come first: at most {daily} new ones a day.")
            }
            Self::NoReason => "There is no reason to write now.".to_owned(),
        }
    }
}
