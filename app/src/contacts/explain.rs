//! Why a tie is as strong as it is, in words: the parts of the score, each with the counts
//! that prove it. The page, REST and the command line say the same.

use chrono::{DateTime, Utc};

use crate::{
    scoring::{Counts, Standing},
    suggestions::types::every,
    ui::{Clock, Warmth, ago},
};

/// The windows of the score, in the words of a sentence.
const WINDOWS: [&str; 5] = [
    "in the last 30 days",
    "in the 60 days before",
    "earlier in the last year",
    "in the year before",
    "up to 5 years ago",
];

/// One part of a score, and the sentence that proves it.
#[derive(Clone, Debug, PartialEq)]
pub struct Reason {
    pub part: &'static str,
    pub label: &'static str,
    pub value: f64,
    pub max: f64,
    pub words: String,
}

/// "Close: 48 messages since 2024".
pub fn summary(standing: &Standing, clock: Clock) -> String {
    told_in_short(&standing.counts, standing.parts.total(), clock)
}

/// The parts, the weightiest first.
pub fn reasons(standing: &Standing, clock: Clock) -> [Reason; 5] {
    let (parts, counts) = (&standing.parts, &standing.counts);
    let reason = |(part, label), value, max, words| Reason {
        part,
        label,
        value,
        max,
        words,
    };
    [
        reason(
            ("reciprocity", "Give and take"),
            parts.reciprocity,
            4.0,
            both_sides(counts),
        ),
        reason(
            ("recency", "Recency"),
            parts.recency,
            3.0,
            last_word(counts, clock),
        ),
        reason(
            ("frequency", "Frequency"),
            parts.frequency,
            2.0,
            frequency(counts),
        ),
        reason(
            ("tenure", "Since when"),
            parts.tenure,
            2.0,
            since(counts.evidence.first_at, clock),
        ),
        reason(
            ("breadth", "Channels"),
            parts.breadth,
            1.0,
            channels(counts),
        ),
    ]
}

fn told_in_short(counts: &Counts, score: f64, clock: Clock) -> String {
    let evidence = &counts.evidence;
    let warmth = match Warmth::of(score) {
        Warmth::Close => "Close",
        Warmth::Warm => "Warm",
        Warmth::Steady => "Steady",
        Warmth::Cool => "Cool",
        Warmth::Distant => "Distant",
    };
    match evidence.first_at {
        Some(first) => {
            let messages = counted(evidence.inbound + evidence.outbound, "message");
            let year = first.with_timezone(&clock.zone).format("%Y");
            format!("{warmth}: {messages} since {year}")
        }
        None => "No exchange is known yet".to_owned(),
    }
}

fn both_sides(counts: &Counts) -> String {
    let (theirs, own) = (counts.evidence.inbound, counts.evidence.outbound);
    let sentence = match (theirs, own) {
        (0, 0) => return "No message is known.".to_owned(),
        (0, own) => format!("You wrote {}; they have not written.", counted(own, "time")),
        (theirs, 0) => format!(
            "They wrote {}; you have not written.",
            counted(theirs, "time")
        ),
        (theirs, own) => format!(
            "They wrote {}, you {}.",
            counted(theirs, "time"),
            counted(own, "time")
        ),
    };
    match counts.unanswered {
        0 => sentence,
        1 => format!("{sentence} 1 message is unanswered."),
        count => format!("{sentence} {count} messages are unanswered."),
    }
}

fn last_word(counts: &Counts, clock: Clock) -> String {
    match (counts.evidence.last_inbound_at, counts.last_outbound_at) {
        (Some(theirs), Some(own)) => format!(
            "They last wrote {}, you {}.",
            ago(theirs, clock.now),
            ago(own, clock.now)
        ),
        (Some(theirs), None) => format!("They last wrote {}.", ago(theirs, clock.now)),
        (None, _) => "They have not written yet.".to_owned(),
    }
}

/// How much in each window, the youngest first, and the rhythm.
fn frequency(counts: &Counts) -> String {
    let windows: Vec<String> = counts
        .evidence
        .windows
        .iter()
        .zip(WINDOWS)
        .filter(|(count, _)| **count > 0)
        .map(|(count, words)| format!("{count} {words}"))
        .collect();
    let exchanged = match windows.as_slice() {
        [] => "Nothing in the last 5 years.".to_owned(),
        windows => format!("{}. Recent ones count more.", sentence_list(windows)),
    };
    match counts.rhythm {
        Some(rhythm) => format!(
            "{exchanged} You usually begin to talk {}.",
            every(rhythm.days.round() as i64)
        ),
        None => exchanged,
    }
}

fn since(at: Option<DateTime<Utc>>, clock: Clock) -> String {
    match at {
        Some(at) => format!(
            "First contact on {}.",
            at.with_timezone(&clock.zone).format("%-d %B %Y")
        ),
        None => "No first contact is known.".to_owned(),
    }
}

fn channels(counts: &Counts) -> String {
    // In the order of `Channel::ALL`.
    let names = ["mail", "meeting", "chat message", "call"];
    let known: Vec<String> = counts
        .by_channel
        .into_iter()
        .zip(names)
        .filter(|(count, _)| *count > 0)
        .map(|(count, name)| counted(count, name))
        .collect();
    match known.as_slice() {
        [] => "No channel is known.".to_owned(),
        known => format!(
            "By {} of 3 channels: {}.",
            known.len().min(3),
            sentence_list(known)
        ),
    }
}

/// "a, b and c"
fn sentence_list(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [only] => only.clone(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}

fn counted(count: i64, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{plural}")
}

#[cfg(test)]
mod tests {
    use chrono::Duration;
    use uuid::Uuid;

    use super::*;
    use crate::{
        scoring::{Channel, Direction, Touch},
        testing::now,
    };

    fn touch(days: i64, direction: Direction, channel: Channel) -> Touch {
        Touch {
            at: now() - Duration::days(days),
            direction,
            channel,
            thread: Uuid::from_u128(days.unsigned_abs().into()),
        }
    }

    fn clock() -> Clock {
        Clock {
            now: now(),
            zone: chrono_tz::UTC,
        }
    }

    #[test]
    fn each_part_is_proved_in_words_and_numbers() {
        let touches = [
            touch(400, Direction::In, Channel::Mail),
            touch(200, Direction::Out, Channel::Mail),
            touch(20, Direction::In, Channel::Mail),
            touch(10, Direction::None, Channel::Meeting),
            touch(5, Direction::Out, Channel::Mail),
            touch(4, Direction::Out, Channel::Mail),
        ];
        let counts = Counts::of(&touches, now());
        assert_eq!(
            both_sides(&counts),
            "They wrote 2 times, you 3 times. 2 messages are unanswered."
        );
        assert_eq!(
            last_word(&counts, clock()),
            "They last wrote 2 weeks ago, you 4 days ago."
        );
        assert_eq!(
            frequency(&counts),
            "4 in the last 30 days, 1 earlier in the last year and 1 in the year before. \
             Recent ones count more. You usually begin to talk every week."
        );
        assert_eq!(
            channels(&counts),
            "By 2 of 3 channels: 5 mails and 1 meeting."
        );
        assert_eq!(
            since(counts.evidence.first_at, clock()),
            "First contact on 26 January 2025."
        );
    }

    #[test]
    fn where_nothing_is_known_that_is_said() {
        let counts = Counts::default();
        assert_eq!(both_sides(&counts), "No message is known.");
        assert_eq!(last_word(&counts, clock()), "They have not written yet.");
        assert_eq!(frequency(&counts), "Nothing in the last 5 years.");
        assert_eq!(channels(&counts), "No channel is known.");
        assert_eq!(
            told_in_short(&counts, 0.0, clock()),
            "No exchange is known yet"
        );
    }

    #[test]
    fn one_is_not_plural() {
        assert_eq!(counted(1, "message"), "1 message");
        assert_eq!(counted(0, "message"), "0 messages");
    }
}
