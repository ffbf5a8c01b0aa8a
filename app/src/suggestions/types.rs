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

/// How the member speaks to somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    Casual,
    Formal,
}

impl Tone {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Casual => "casual",
            Self::Formal => "formal",
        }
    }
}

/// How long beyond the rhythm a silence may last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(
    feature = "ssr",
    derive(sqlx::Type, utoipa::ToSchema),
    sqlx(type_name = "text", rename_all = "snake_case")
)]
pub enum Patience {
    Little,
    #[default]
    Usual,
    Much,
}

impl Patience {
    pub const ALL: [Self; 3] = [Self::Little, Self::Usual, Self::Much];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Little => "little",
            Self::Usual => "usual",
            Self::Much => "much",
        }
    }
}

/// What a suggestion goes by.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct Facts {
    /// Days since the last contact; for an answer, since they wrote.
    pub silence_days: i64,
    /// The usual pause between contacts, in days.
    pub rhythm_days: Option<i64>,
    /// After how many days of silence they are due.
    pub due_after_days: Option<i64>,
    /// How often a person wants to be in touch, in days.
    pub wanted_days: Option<i64>,
    /// How many messages there were, both ways.
    pub interactions: i64,
    /// Messages from them.
    pub inbound: i64,
    /// Messages to them.
    pub outbound: i64,
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
        Reason::KeepInTouch => keep_in_touch(facts, &silence),
        Reason::Reconnect => format!(
            "You exchanged {} messages, then fell silent {silence} ago.",
            facts.interactions,
        ),
    }
}

fn keep_in_touch(facts: &Facts, silence: &str) -> String {
    match (facts.wanted_days, facts.rhythm_days) {
        (Some(wanted), _) if facts.interactions == 0 => {
            format!(
                "You want to be in touch {}; you have not written yet.",
                every(wanted)
            )
        }
        (Some(wanted), _) => {
            format!(
                "You want to be in touch {}; it has been {silence}.",
                every(wanted)
            )
        }
        (None, Some(rhythm)) => {
            format!(
                "You usually write {}; it has been {silence}.",
                every(rhythm)
            )
        }
        (None, None) => format!("It has been {silence} since you last wrote to each other."),
    }
}

/// "every 3 weeks", "every day"
pub fn every(days: i64) -> String {
    let pause = span(days);
    format!("every {}", pause.strip_prefix("1 ").unwrap_or(&pause))
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
