//! The schedule, in plain words: what runs when, and why then. Each workspace goes by its
//! own time zone, a few minutes apart from the others, so that they do not all begin at
//! once; what concerns the whole installation goes by the operator's.

pub mod page;
pub(super) mod rule;
mod runs;
mod tick;

use uuid::Uuid;

pub use rule::{When, instant};
pub use runs::{
    ADVICE, Entry, Outcome, entries, entry, is_under_way, last_ordered, note_run, plan_anew,
    problem, run_now,
};
pub use tick::{TICK, tick};

use super::Order;

/// A kind of work that comes back by itself.
pub struct Scheduled {
    pub name: &'static str,
    /// What it does, and why then.
    pub words: &'static str,
    pub when: When,
    pub work: Work,
}

pub enum Work {
    /// One order for the whole installation.
    Installation(Order),
    /// One order for each workspace, spread over so many minutes.
    EachWorkspace {
        order: fn(Uuid) -> Order,
        spread: u32,
    },
}

pub const SCHEDULE: &[Scheduled] = &[
    // Each minute: somebody waits for the minute that they chose.
    Scheduled {
        name: "deliver_reminders",
        words: "Every minute, announce the reminders of tasks that became due: people choose them to the minute.",
        when: When::EachMinute,
        work: Work::Installation(Order::DeliverReminders),
    },
    Scheduled {
        name: "deliver_notifications",
        words: "Every minute, send the mails, pushes and digests that are due: what is new should not wait.",
        when: When::EachMinute,
        work: Work::Installation(Order::DeliverNotifications),
    },
    // Each hour, at different minutes: small work that should not wait for the night.
    Scheduled {
        name: "seek_logos",
        words: "Every hour, seek logos of companies where they are wanted: few at a time, so that no site is asked much.",
        when: When::EachHour { minute: 3 },
        work: Work::EachWorkspace {
            order: |workspace| Order::SeekLogos { workspace },
            spread: 13,
        },
    },
    Scheduled {
        name: "clean_sessions",
        words: "Every hour, remove sessions and log-in attempts that are over, so that few are kept.",
        when: When::EachHour { minute: 17 },
        work: Work::Installation(Order::CleanSessions),
    },
    Scheduled {
        name: "wake_snoozed",
        words: "Every hour, bring back the suggestions whose time has come: they were snoozed until a time of the day.",
        when: When::EachHour { minute: 31 },
        work: Work::EachWorkspace {
            order: |workspace| Order::WakeSnoozed { workspace },
            spread: 17,
        },
    },
    Scheduled {
        name: "index_messages",
        words: "Every hour, read for search what is not read yet: what an import left behind is found soon.",
        when: When::EachHour { minute: 48 },
        work: Work::EachWorkspace {
            order: |workspace| Order::IndexMessages { workspace },
            spread: 11,
        },
    },
    // Each night, while few people look: first what the next relies on.
    Scheduled {
        name: "refresh_scores",
        words: "Every night, count all relationships again: they fade by the day, and all that follows goes by them.",
        when: When::EachDay {
            hour: 2,
            minute: 11,
        },
        work: Work::EachWorkspace {
            order: |workspace| Order::RefreshScores { workspace },
            spread: 17,
        },
    },
    Scheduled {
        name: "find_doubles",
        words: "Every night, find contacts that may be one person: all are compared with all, which takes a while.",
        when: When::EachDay {
            hour: 2,
            minute: 31,
        },
        work: Work::EachWorkspace {
            order: |workspace| Order::FindDoubles { workspace },
            spread: 23,
        },
    },
    Scheduled {
        name: "find_life_events",
        words: "Every night, read for life events what imports brought and was not read yet, before suggestions are made.",
        when: When::EachDay {
            hour: 2,
            minute: 51,
        },
        work: Work::EachWorkspace {
            order: |workspace| Order::FindLifeEvents { workspace },
            spread: 21,
        },
    },
    Scheduled {
        name: "count_companies",
        words: "Every night, count people, messages and strength of all companies again, from the new relationships.",
        when: When::EachDay { hour: 3, minute: 1 },
        work: Work::EachWorkspace {
            order: |workspace| Order::CountCompanies { workspace },
            spread: 19,
        },
    },
    Scheduled {
        name: "clean_uploads",
        words: "Every night, remove uploads that broke off more than a day ago.",
        when: When::EachDay {
            hour: 3,
            minute: 29,
        },
        work: Work::Installation(Order::CleanUploads),
    },
    Scheduled {
        name: "clean_transfers",
        words: "Every night, remove exports of workspaces that were kept for a week.",
        when: When::EachDay {
            hour: 3,
            minute: 38,
        },
        work: Work::Installation(Order::CleanTransfers),
    },
    Scheduled {
        name: "purge_trash",
        words: "Every night, remove for good what was deleted 30 days ago, photos that nobody has, and news of half a year ago.",
        when: When::EachDay {
            hour: 3,
            minute: 43,
        },
        work: Work::EachWorkspace {
            order: |workspace| Order::PurgeTrash { workspace },
            spread: 13,
        },
    },
    Scheduled {
        name: "back_up",
        words: "Every night, write a backup of the whole installation: after the other work of the night, before people come.",
        when: When::EachDay {
            hour: 4,
            minute: 23,
        },
        work: Work::Installation(Order::BackUp),
    },
    // Each morning, when the workspace wants it: last, so that it knows all of the above.
    Scheduled {
        name: "refresh_suggestions",
        words: "Every morning, choose whom to write to, so that it is there when you come.",
        when: When::EachMorning,
        work: Work::EachWorkspace {
            order: |workspace| Order::RefreshSuggestions { workspace },
            spread: 12,
        },
    },
];

/// What people call it, in a few words.
pub fn title(name: &str) -> &'static str {
    match name {
        "back_up" => "Backup",
        "clean_sessions" => "Sessions",
        "clean_transfers" => "Exports",
        "clean_uploads" => "Uploads",
        "count_companies" => "Companies",
        "deliver_notifications" => "Mails and pushes",
        "deliver_reminders" => "Reminders",
        "find_doubles" => "Doubles",
        "find_life_events" => "Life events",
        "index_messages" => "Search",
        "purge_trash" => "Trash",
        "refresh_scores" => "Relationships",
        "refresh_suggestions" => "Suggestions",
        "seek_logos" => "Logos",
        "wake_snoozed" => "Snoozed suggestions",
        _ => "Work",
    }
}

impl Scheduled {
    pub fn named(name: &str) -> Option<&'static Self> {
        SCHEDULE.iter().find(|entry| entry.name == name)
    }

    pub fn is_of_workspaces(&self) -> bool {
        matches!(self.work, Work::EachWorkspace { .. })
    }

    /// What is ordered for this workspace, or for the installation.
    pub fn order(&self, workspace: Option<Uuid>) -> Option<Order> {
        match (&self.work, workspace) {
            (Work::Installation(order), None) => Some(order.clone()),
            (Work::EachWorkspace { order, .. }, Some(workspace)) => Some(order(workspace)),
            _ => None,
        }
    }
}
