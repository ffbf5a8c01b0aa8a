//! Why somebody is suggested, with the facts behind it, and the sentence they make.

use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// They wrote last and wait.
    Answer,
    /// Silence beyond the usual rhythm.
    KeepInTouch,
    /// Formerly close, silent for long.
    Reconnect,
}

impl Reason {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Answer => "answer",
            Self::KeepInTouch => "keep_in_touch",
            Self::Reconnect => "reconnect",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        [Self::Answer, Self::KeepInTouch, Self::Reconnect]
            .into_iter()
            .find(|reason| reason.as_str() == text)
    }
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Facts {
    /// Days since the last contact; for an answer, since they wrote.
    pub silence_days: i64,
    /// The usual pause between contacts, in days.
    pub rhythm_days: Option<i64>,
    /// How many interactions there were.
    pub interactions: i64,
    pub last_subject: String,
}

/// The reason in a sentence.
pub fn sentence(reason: Reason, facts: &Facts) -> String {
    let silence = span(facts.silence_days);
    match reason {
        Reason::Answer if facts.last_subject.is_empty() => {
            format!("Wrote to you {silence} ago and waits for an answer.")
        }
        Reason::Answer => {
            format!(
                "Wrote “{}” {silence} ago and waits for an answer.",
                facts.last_subject
            )
        }
        Reason::KeepInTouch => match facts.rhythm_days {
            Some(days) => format!(
                "You usually write every {}; it has been {silence}.",
                span(days).trim_start_matches("1 ")
            ),
            None => format!("It has been {silence} since you last wrote to each other."),
        },
        Reason::Reconnect => format!(
            "You exchanged {} messages, then fell silent {silence} ago.",
            facts.interactions,
        ),
    }
}

/// Days in the unit that a person would say; whole units, as elsewhere on the page.
pub fn span(days: i64) -> String {
    let (count, unit) = match days {
        ..=6 => (days.max(1), "day"),
        7..=59 => (days / 7, "week"),
        60..=364 => (days / 30, "month"),
        _ => (days / 365, "year"),
    };
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {unit}{plural}")
}
