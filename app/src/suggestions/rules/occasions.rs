//! Occasions beside silence: when each begins and ends, and how urgent it is meanwhile.

use chrono::{DateTime, Duration, Utc};

use super::{Circumstances, Found, days_since, strength};
use crate::suggestions::{
    tie::{Decided, Occasion, Priority, Tie},
    types::Reason,
};

const OWN_PROMISE_DAYS: [f64; 2] = [2.0, 60.0];
const THEIR_PROMISE_DAYS: [f64; 2] = [7.0, 60.0];
const QUESTION_DAYS: [f64; 2] = [7.0, 45.0];
/// Who wrote to them so shortly before the day has congratulated.
const CONGRATULATED_DAYS: i64 = 3;
const EVENT_DAYS: f64 = 45.0;
const REMINDER_DAYS: f64 = 60.0;
const MET_DAYS: [f64; 2] = [1.0, 21.0];
const FIRST_MET_DAYS: [f64; 2] = [21.0, 120.0];
/// Whom one wrote with since a first meeting is not forgotten.
const FIRST_MET_SILENCE: f64 = 14.0;

pub fn found(tie: &Tie, around: &Circumstances) -> Vec<Found> {
    let found = tie.occasions.iter().filter_map(|occasion| {
        Some(Found {
            occasion: Some(occasion.clone()),
            ..Found::plain(
                occasion.reason,
                strength(tie),
                urgency(tie, occasion, around)?,
            )
        })
    });
    found.collect()
}

pub fn reminder(tie: &Tie, now: DateTime<Utc>) -> Option<&Occasion> {
    let mut occasions = tie.occasions.iter();
    occasions
        .find(|one| one.reason == Reason::Reminder && is_due(one, now) && !is_followed_up(tie, one))
}

pub fn open_promises(tie: &Tie) -> Vec<Occasion> {
    let last = [tie.last_inbound_at, tie.last_outbound_at];
    let open = tie.occasions.iter().filter(|one| one.is_open_promise(last));
    open.cloned().collect()
}

/// Whole days; what falls on a day is said by the calendar of UTC.
pub fn days_ago(occasion: &Occasion, now: DateTime<Utc>) -> i64 {
    match occasion.reason {
        Reason::Birthday | Reason::Anniversary | Reason::Reminder => {
            (now.date_naive() - occasion.at.date_naive()).num_days()
        }
        _ => days_since(occasion.at, now).round() as i64,
    }
}

/// None where it is too early or too late.
fn urgency(tie: &Tie, occasion: &Occasion, around: &Circumstances) -> Option<f64> {
    let days = days_since(occasion.at, around.now);
    let within = |[from, to]: [f64; 2]| (from..to).contains(&days);
    let is_open = |at: Option<DateTime<Utc>>| at.is_none_or(|at| at <= occasion.at);
    match occasion.reason {
        Reason::OwnPromise if within(OWN_PROMISE_DAYS) && is_open(tie.last_outbound_at) => {
            Some(0.7 + 0.3 * (days / 14.0).min(1.0))
        }
        Reason::TheirPromise
            if within(THEIR_PROMISE_DAYS)
                && is_open(tie.last_inbound_at)
                && !is_reminded(tie, occasion) =>
        {
            Some(0.5 + 0.5 * (days / 30.0).min(1.0))
        }
        Reason::Question if within(QUESTION_DAYS) && is_open(tie.last_at()) => {
            (tie.unanswered <= 1).then_some(1.0 - days / (2.0 * QUESTION_DAYS[1]))
        }
        Reason::Event if (0.0..EVENT_DAYS).contains(&days) && is_unanswered(tie, occasion) => {
            Some(1.0 - days / (2.0 * EVENT_DAYS))
        }
        Reason::Birthday | Reason::Anniversary
            if is_close(tie) && !is_congratulated(tie, occasion) =>
        {
            let lead = i64::from(around.settings.lead_days);
            let to_come = -days_ago(occasion, around.now);
            (0..=lead)
                .contains(&to_come)
                .then(|| 1.0 - to_come as f64 / (2 * (lead + 1)) as f64)
        }
        Reason::Reminder if is_due(occasion, around.now) && !is_followed_up(tie, occasion) => {
            Some(1.0)
        }
        Reason::Met if within(MET_DAYS) && is_open(tie.last_at()) => {
            Some(1.0 - days / (2.0 * MET_DAYS[1]))
        }
        Reason::FirstMet if within(FIRST_MET_DAYS) && has_been_silent(tie, around.now) => {
            Some(1.0 - days / (2.0 * FIRST_MET_DAYS[1]))
        }
        _ => None,
    }
}

/// Nothing was written to them after the day on which it happened.
fn is_unanswered(tie: &Tie, event: &Occasion) -> bool {
    let ends = event.at + Duration::days(1);
    tie.last_outbound_at.is_none_or(|at| at < ends)
}

/// I wrote since it was time to ask what became of it.
fn is_reminded(tie: &Tie, promise: &Occasion) -> bool {
    let since = promise.at + Duration::days(THEIR_PROMISE_DAYS[0] as i64);
    tie.last_outbound_at.is_some_and(|at| at >= since)
}

fn is_congratulated(tie: &Tie, day: &Occasion) -> bool {
    let since = day.at - Duration::days(CONGRATULATED_DAYS);
    tie.last_outbound_at.is_some_and(|at| at >= since)
}

/// I wrote since it was due, whereupon its suggestion closed.
fn is_followed_up(tie: &Tie, reminder: &Occasion) -> bool {
    matches!(tie.restraint.decided, Some(Decided::Acted { at, .. }) if at >= reminder.at)
}

fn is_due(reminder: &Occasion, now: DateTime<Utc>) -> bool {
    let is_today = reminder.at.date_naive() == now.date_naive();
    is_today || (0.0..REMINDER_DAYS).contains(&days_since(reminder.at, now))
}

/// Whose birthday one would write for: an address book holds many.
fn is_close(tie: &Tie) -> bool {
    let matters = tie.wanted_days.is_some() || tie.priority == Priority::High;
    matters || tie.is_mutual()
}

fn has_been_silent(tie: &Tie, now: DateTime<Utc>) -> bool {
    tie.last_at()
        .is_none_or(|at| days_since(at, now) >= FIRST_MET_SILENCE)
}
