//! Why a tie is as strong as it is: the parts of the score, each with the counts
//! that prove it.

use chrono::{DateTime, Utc};
use leptos::prelude::*;

use super::rhythm_words;
use crate::{
    contacts::Contact,
    scoring::ScoreParts,
    ui::{Clock, ScoreDetails, ScorePart, Warmth, ago},
};

pub(super) fn score_details(contact: &Contact, clock: Clock) -> impl IntoView + use<> {
    let score = f64::from(contact.score);
    let parts: ScoreParts = serde_json::from_value(contact.score_parts.clone()).unwrap_or_default();
    view! { <ScoreDetails value=score parts=parts_of(contact, &parts, clock) summary=summary(contact, score, clock)/> }
}

fn summary(contact: &Contact, score: f64, clock: Clock) -> String {
    let messages = contact.inbound_count + contact.outbound_count;
    let warmth = match Warmth::of(score) {
        Warmth::Close => "Close",
        Warmth::Warm => "Warm",
        Warmth::Steady => "Steady",
        Warmth::Cool => "Cool",
        Warmth::Distant => "Distant",
    };
    match contact.first_contact_at {
        Some(first) => {
            let year = first.with_timezone(&clock.zone).format("%Y");
            format!("{warmth}: {} since {year}", counted(messages, "message"))
        }
        None => "No exchange is known yet".to_owned(),
    }
}

fn parts_of(contact: &Contact, parts: &ScoreParts, clock: Clock) -> Vec<ScorePart> {
    let part = |label: &str, value, max, evidence| ScorePart {
        label: label.to_owned(),
        value,
        max,
        evidence,
    };
    vec![
        part("Give and take", parts.reciprocity, 4.0, both_sides(contact)),
        part(
            "Recency",
            parts.recency,
            3.0,
            last_word(contact.last_inbound_at, clock),
        ),
        part("Frequency", parts.frequency, 2.0, frequency(contact)),
        part(
            "Since when",
            parts.tenure,
            2.0,
            since(contact.first_contact_at, clock),
        ),
        part("Channels", parts.breadth, 1.0, channels(parts.breadth)),
    ]
}

fn both_sides(contact: &Contact) -> String {
    let theirs = counted(contact.inbound_count, "time");
    match contact.outbound_count {
        0 => format!("They wrote {theirs}; you have not written."),
        own => format!("They wrote {theirs}, you {}.", counted(own, "time")),
    }
}

fn last_word(at: Option<DateTime<Utc>>, clock: Clock) -> String {
    match at {
        Some(at) => format!("They last wrote {}.", ago(at, clock.now)),
        None => "They have not written yet.".to_owned(),
    }
}

fn frequency(contact: &Contact) -> String {
    let messages = counted(contact.inbound_count + contact.outbound_count, "message");
    match contact.rhythm_days {
        Some(days) => format!(
            "{messages}, usually {}. Recent ones count more.",
            rhythm_words(days)
        ),
        None => format!("{messages}. Recent ones count more."),
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

/// A third of a point stands for each channel.
fn channels(points: f64) -> String {
    match (points * 3.0).round() as i32 {
        0 => "No channel is known.".to_owned(),
        1 => "You are in touch by one channel.".to_owned(),
        count => format!("You are in touch by {count} channels."),
    }
}

fn counted(count: i32, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{plural}")
}

#[cfg(test)]
mod tests {
    use super::{channels, counted};

    #[test]
    fn one_is_not_plural() {
        assert_eq!(counted(1, "message"), "1 message");
        assert_eq!(counted(0, "message"), "0 messages");
    }

    #[test]
    fn a_third_of_a_point_is_a_channel() {
        assert_eq!(channels(0.33), "You are in touch by one channel.");
        assert_eq!(channels(1.0), "You are in touch by 3 channels.");
    }
}
