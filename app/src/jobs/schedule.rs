//! The schedule, in plain words, and the tick that turns it into orders. A run
//! that was missed happens once, late; never several times.

use chrono::{DateTime, Duration, NaiveTime, TimeDelta, Timelike, Utc};

use super::{Order, enqueue};
use crate::{context::Kith, error::Result};

pub struct Scheduled {
    pub name: &'static str,
    pub words: &'static str,
    pub every: Every,
    pub order: Order,
}

#[derive(Clone, Copy)]
pub enum Every {
    Minute,
    Hour { minute: u32 },
    Day { hour: u32, minute: u32 },
}

pub const SCHEDULE: &[Scheduled] = &[
    Scheduled {
        name: "clean_sessions",
        words: "Every hour, remove sessions that are over",
        every: Every::Hour { minute: 17 },
        order: Order::CleanSessions,
    },
    Scheduled {
        name: "clean_transfers",
        words: "Every night, remove exports that were kept for a week",
        every: Every::Day {
            hour: 3,
            minute: 38,
        },
        order: Order::CleanTransfers,
    },
    Scheduled {
        name: "clean_uploads",
        words: "Every night, remove uploads that broke off",
        every: Every::Day {
            hour: 3,
            minute: 29,
        },
        order: Order::CleanUploads,
    },
    Scheduled {
        name: "deliver_reminders",
        words: "Every minute, announce the reminders of tasks that became due",
        every: Every::Minute,
        order: Order::DeliverReminders,
    },
    Scheduled {
        name: "empty_trash",
        words: "Every night, remove for good what was deleted 30 days ago, and photos that nobody has",
        every: Every::Day {
            hour: 3,
            minute: 47,
        },
        order: Order::EmptyTrash,
    },
    Scheduled {
        name: "find_all_doubles",
        words: "Every night, find contacts that may be one person",
        every: Every::Day {
            hour: 2,
            minute: 31,
        },
        order: Order::FindAllDoubles,
    },
    Scheduled {
        name: "index_all",
        words: "Every hour, read for search what is not read yet",
        every: Every::Hour { minute: 53 },
        order: Order::IndexAll,
    },
    Scheduled {
        name: "score_all",
        words: "Every night, count all relationships again",
        every: Every::Day {
            hour: 2,
            minute: 11,
        },
        order: Order::ScoreAll,
    },
    Scheduled {
        name: "seek_logos_all",
        words: "Every hour, seek logos of companies where they are wanted",
        every: Every::Hour { minute: 7 },
        order: Order::SeekLogosAll,
    },
    Scheduled {
        name: "suggest_all",
        words: "Every hour, see who is due and wake what was snoozed",
        every: Every::Hour { minute: 41 },
        order: Order::SuggestAll,
    },
];

impl Every {
    /// The first instant after `now` that fits.
    pub fn next(self, now: DateTime<Utc>) -> DateTime<Utc> {
        let (step, hour, minute) = match self {
            Self::Minute => (Duration::minutes(1), now.hour(), now.minute()),
            Self::Hour { minute } => (Duration::hours(1), 0, minute),
            Self::Day { hour, minute } => (Duration::days(1), hour, minute),
        };
        let start = NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or_default();
        let mut next = now.date_naive().and_time(start).and_utc();
        while next <= now {
            next += step;
        }
        next
    }
}

/// Enqueues what is due. Several processes may tick: a row is taken once.
pub async fn tick(kith: &Kith) -> Result<()> {
    let now = kith.clock.now();
    for scheduled in SCHEDULE {
        let mut transaction = kith.pool.begin().await?;
        let next = scheduled.every.next(now);
        let is_due = sqlx::query_scalar!(
            "insert into schedules (name, next_run_at) values ($1, $2)
             on conflict (name) do update set last_run_at = $3, next_run_at = $2
             where schedules.next_run_at <= $3
             returning (last_run_at is not null) as due",
            scheduled.name,
            next,
            now,
        )
        .fetch_optional(&mut *transaction)
        .await?;
        if is_due.flatten() == Some(true) {
            enqueue(&mut transaction, &scheduled.order, None).await?;
        }
        transaction.commit().await?;
    }
    Ok(())
}

/// How long a tick may come late.
pub const TICK: TimeDelta = TimeDelta::seconds(30);
