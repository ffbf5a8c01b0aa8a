//! Why somebody is written to.

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trigger {
    /// They wrote last and wait.
    Answer,
    /// Silence for so many days, beyond the usual rhythm.
    KeepInTouch {
        days: u32,
    },
    /// Formerly close, silent for so many days.
    Reconnect {
        days: u32,
    },
    /// The member said they would do something; what, as it was said, if that is known.
    OwnPromise {
        what: String,
    },
    /// The other said they would.
    TheirPromise {
        what: String,
    },
    /// The member asked something, and no answer came; in their words, if these are known.
    Question {
        what: String,
    },
    /// The member wanted to be reminded.
    Reminder {
        what: String,
    },
    Birthday,
    Anniversary,
    /// Something happened; where (the new company, the place), if that is known.
    Event {
        kind: LifeEvent,
        place: String,
    },
    /// They met, and nothing followed yet.
    Met {
        is_first: bool,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LifeEvent {
    JobChange,
    /// They leave where they were.
    JobEnd,
    Promotion,
    Fundraising,
    ProductLaunch,
    Milestone,
    EventAttendance,
    Move,
}

impl LifeEvent {
    pub const ALL: [Self; 8] = [
        Self::JobChange,
        Self::JobEnd,
        Self::Promotion,
        Self::Fundraising,
        Self::ProductLaunch,
        Self::Milestone,
        Self::EventAttendance,
        Self::Move,
    ];
}

impl Trigger {
    /// In English, for a model: only words of our own.
    pub(crate) fn reason(&self) -> String {
        let reason = match self {
            Self::Answer => "they wrote last and wait for an answer",
            Self::KeepInTouch { days } => {
                return format!("{}, longer than usual", silence(*days));
            }
            Self::Reconnect { days } => {
                return format!("formerly close, but {}", silence(*days));
            }
            Self::OwnPromise { .. } => "the user promised something that is still open",
            Self::TheirPromise { .. } => "they promised something that is still open; ask kindly",
            Self::Question { .. } => {
                "the user asked them something that is still open; take it up again kindly"
            }
            Self::Reminder { .. } => "the user wanted to write about something",
            Self::Birthday => "it is their birthday",
            Self::Anniversary => "it is an anniversary of theirs",
            Self::Event { kind, .. } => match kind {
                LifeEvent::JobChange => "they have a new job",
                LifeEvent::JobEnd => "they leave their job; wish them well, and do not ask why",
                LifeEvent::Promotion => "they were promoted",
                LifeEvent::Fundraising => "their company raised money",
                LifeEvent::ProductLaunch => "they launched a product",
                LifeEvent::Milestone => "they reached a milestone",
                LifeEvent::EventAttendance => "they take part in an event",
                LifeEvent::Move => "they moved",
            },
            Self::Met { is_first: true } => "they met for the first time, and nothing followed yet",
            Self::Met { is_first: false } => "they met, and nothing followed yet",
        };
        reason.to_owned()
    }

    /// What others said about it.
    pub(crate) fn texts(&self) -> impl Iterator<Item = &str> {
        let text = match self {
            Self::OwnPromise { what }
            | Self::TheirPromise { what }
            | Self::Question { what }
            | Self::Reminder { what } => what.as_str(),
            Self::Event { place, .. } => place.as_str(),
            _ => "",
        };
        Some(text).filter(|text| !text.is_empty()).into_iter()
    }

    /// The silence, in each unit that people say it in.
    pub(crate) fn numbers(&self) -> Vec<u32> {
        match self {
            Self::KeepInTouch { days } | Self::Reconnect { days } => {
                vec![(*days).max(1), days / 7, days / 30, days / 365]
            }
            _ => Vec::new(),
        }
    }
}

fn silence(days: u32) -> String {
    match days {
        0..14 => format!("silence for {days} days"),
        14..60 => format!("silence for {} weeks", days / 7),
        60..365 => format!("silence for {} months", days / 30),
        _ => format!("silence for {} years", days / 365),
    }
}
