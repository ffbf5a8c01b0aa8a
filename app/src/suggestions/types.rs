//! Why somebody is suggested, with the facts behind it, and the sentence they make.

use serde::{Deserialize, Serialize};

use crate::life_events::types::EventKind;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub enum Reason {
    /// They wrote last and wait.
    Answer,
    /// I said I would do something, and nothing followed.
    OwnPromise,
    /// They said so.
    TheirPromise,
    /// I asked something, and no answer came.
    Question,
    /// A task about them is due.
    Reminder,
    /// Something happened in their life.
    Event,
    Birthday,
    /// Another day of theirs that comes back each year.
    Anniversary,
    /// We met, and nothing followed.
    Met,
    /// We met once, and not again.
    FirstMet,
    /// Silence beyond the usual rhythm.
    KeepInTouch,
    /// Formerly close, silent for long.
    Reconnect,
}

impl Reason {
    pub const ALL: [Self; 12] = [
        Self::Answer,
        Self::OwnPromise,
        Self::TheirPromise,
        Self::Question,
        Self::Reminder,
        Self::Event,
        Self::Birthday,
        Self::Anniversary,
        Self::Met,
        Self::FirstMet,
        Self::KeepInTouch,
        Self::Reconnect,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Answer => "answer",
            Self::OwnPromise => "own_promise",
            Self::TheirPromise => "their_promise",
            Self::Question => "question",
            Self::Reminder => "reminder",
            Self::Event => "event",
            Self::Birthday => "birthday",
            Self::Anniversary => "anniversary",
            Self::Met => "met",
            Self::FirstMet => "first_met",
            Self::KeepInTouch => "keep_in_touch",
            Self::Reconnect => "reconnect",
        }
    }

    /// What it is called beside other reasons.
    pub fn label(self) -> &'static str {
        match self {
            Self::Answer => "They wait for an answer",
            Self::OwnPromise => "You promised something",
            Self::TheirPromise => "They promised something",
            Self::Question => "Your question is open",
            Self::Reminder => "A task is due",
            Self::Event => "Something happened",
            Self::Birthday => "A birthday",
            Self::Anniversary => "An anniversary",
            Self::Met => "You met, and nothing followed",
            Self::FirstMet => "You met once",
            Self::KeepInTouch => "Keeping in touch",
            Self::Reconnect => "Taking it up again",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.as_str() == text)
    }
}

/// Two kinds of ties share the suggestions of a day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pool {
    #[default]
    Active,
    /// Silent for more than a year.
    Dormant,
}

impl Pool {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Dormant => "dormant",
        }
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

/// By which channel somebody is best reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(
    feature = "ssr",
    derive(sqlx::Type, utoipa::ToSchema),
    sqlx(type_name = "text", rename_all = "snake_case")
)]
pub enum Preferred {
    Mail,
    Phone,
    Message,
    Meeting,
}

impl Preferred {
    pub const ALL: [Self; 4] = [Self::Mail, Self::Phone, Self::Message, Self::Meeting];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Mail => "mail",
            Self::Phone => "phone",
            Self::Message => "message",
            Self::Meeting => "meeting",
        }
    }

    pub fn label(self) -> &'static str {
        match self {
            Self::Mail => "Mail",
            Self::Phone => "Phone",
            Self::Message => "Messages",
            Self::Meeting => "Meeting in person",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == text)
    }
}

/// What a suggestion goes by.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
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
    /// The words that were promised or asked, the task, what happened, which day it is.
    pub what: String,
    /// How many days ago that was; below zero where it is to come.
    pub days_ago: Option<i64>,
    /// The interaction, task or event that it stands in.
    pub about: Option<uuid::Uuid>,
    /// Of something that happened: what kind of thing, and where.
    pub happened: Option<Happened>,
    /// Other reasons that hold too.
    pub also: Vec<Reason>,
    /// What the weight is made of.
    pub weighed: Weighed,
}

/// What happened in somebody's life, as far as a message speaks of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Happened {
    pub kind: EventKind,
    /// The new company, or the place; empty where it is not known.
    pub place: String,
    /// They leave where they were, and where they go is not known.
    pub is_farewell: bool,
}

/// `weight = strength · urgency · fit · priority · learned`
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct Weighed {
    /// The tie, 0 to 10.
    pub strength: f64,
    /// How much it is now rather than later, 0 to 1.
    pub urgency: f64,
    /// How good an occasion it is, 0 to 1.
    pub fit: f64,
    /// 1.5 for a high priority, 0.5 for a low one.
    pub priority: f64,
    /// What was learned from decisions: below 1 it counts less, above 1 more.
    pub learned: f64,
}

impl Default for Weighed {
    fn default() -> Self {
        Self {
            strength: 0.0,
            urgency: 1.0,
            fit: 1.0,
            priority: 1.0,
            learned: 1.0,
        }
    }
}

/// The reason in a sentence.
pub fn sentence(reason: Reason, facts: &Facts) -> String {
    let silence = span(facts.silence_days);
    let ago = span(facts.days_ago.unwrap_or(facts.silence_days).max(0));
    let what = &facts.what;
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
        Reason::OwnPromise => format!("You wrote “{what}” {ago} ago, and nothing followed yet."),
        Reason::TheirPromise => format!("Wrote “{what}” {ago} ago, and nothing followed yet."),
        Reason::Question => format!("You asked “{what}” {ago} ago, and no answer came yet."),
        Reason::Reminder => format!("Your task “{what}” {}.", due(facts.days_ago.unwrap_or(0))),
        Reason::Event => format!("{what}."),
        Reason::Birthday if what.is_empty() => {
            format!("Has a birthday {}.", to_come(facts.days_ago))
        }
        Reason::Birthday => format!("Has a birthday {}: {what}.", to_come(facts.days_ago)),
        Reason::Anniversary => format!("{what}: {}.", to_come(facts.days_ago)),
        Reason::Met => format!("You met {ago} ago, and nothing followed yet."),
        Reason::FirstMet => format!("You met for the first time {ago} ago, and not again since."),
        Reason::KeepInTouch => keep_in_touch(facts, &silence),
        Reason::Reconnect => format!(
            "You exchanged {} messages, then fell silent {silence} ago.",
            facts.interactions,
        ),
    }
}

fn to_come(days_ago: Option<i64>) -> String {
    match -days_ago.unwrap_or(0) {
        ..=0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        days => format!("in {}", span(days)),
    }
}

fn due(days_ago: i64) -> String {
    match days_ago {
        ..=0 => "is due today".to_owned(),
        days => format!("was due {} ago", span(days)),
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
