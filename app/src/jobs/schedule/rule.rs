//! When something runs next. A local time that does not exist on a day, because clocks went
//! forward, means the first that does; one that comes twice means the first of the two; a
//! day that a zone left out has none. So a day has one run, or none.

use chrono::{
    DateTime, Days, Duration, LocalResult, NaiveDate, NaiveTime, TimeZone, Timelike, Utc,
};
use chrono_tz::Tz;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    EachMinute,
    EachHour {
        minute: u32,
    },
    EachDay {
        hour: u32,
        minute: u32,
    },
    /// At the time that the workspace chose.
    EachMorning,
}

/// Where and when a workspace, or the installation, goes by its clocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hours {
    pub zone: Tz,
    pub morning: NaiveTime,
}

/// One entry for one workspace, or for the installation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    Minute,
    Hour { minute: u32 },
    Day { at: NaiveTime, zone: Tz },
}

impl Rule {
    /// `offset` are the minutes by which it is apart from others.
    pub fn new(when: When, hours: Hours, offset: u32) -> Self {
        let each_day = |at: NaiveTime| Self::Day {
            at: at
                .overflowing_add_signed(Duration::minutes(offset.into()))
                .0,
            zone: hours.zone,
        };
        match when {
            When::EachMinute => Self::Minute,
            When::EachHour { minute } => Self::Hour {
                minute: (minute + offset) % 60,
            },
            When::EachDay { hour, minute } => {
                each_day(NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or_default())
            }
            When::EachMorning => each_day(hours.morning),
        }
    }

    /// As it is written down, to see whether it is still the same.
    pub fn text(self) -> String {
        match self {
            Self::Minute => "each minute".to_owned(),
            Self::Hour { minute } => format!("each hour :{minute:02}"),
            Self::Day { at, zone } => {
                format!("each day {} {}", at.format("%H:%M"), zone.name())
            }
        }
    }

    /// The first instant after `now` that fits.
    pub fn next(self, now: DateTime<Utc>) -> DateTime<Utc> {
        match self {
            Self::Minute => after(now, now.hour(), now.minute(), Duration::minutes(1)),
            Self::Hour { minute } => after(now, 0, minute, Duration::hours(1)),
            Self::Day { at, zone } => {
                let today = now.with_timezone(&zone).date_naive();
                let days = (0..4).filter_map(|days| today.checked_add_days(Days::new(days)));
                let mut instants = days.filter_map(|day| instant(day, at, zone));
                instants
                    .find(|instant| *instant > now)
                    .unwrap_or(now + Duration::days(1))
            }
        }
    }
}

fn after(now: DateTime<Utc>, hour: u32, minute: u32, step: Duration) -> DateTime<Utc> {
    let start = NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or_default();
    let mut next = now.date_naive().and_time(start).and_utc();
    while next <= now {
        next += step;
    }
    next
}

/// The most that clocks go forward by, in quarters of an hour.
const LONGEST_GAP: i32 = 12;

/// The instant at which clocks show this, or the next that they show on that day.
pub fn instant(day: NaiveDate, at: NaiveTime, zone: Tz) -> Option<DateTime<Utc>> {
    let shown =
        (0..=LONGEST_GAP).map(|quarters| day.and_time(at) + Duration::minutes(15) * quarters);
    shown
        .take_while(|shown| shown.date() == day)
        .find_map(|shown| match zone.from_local_datetime(&shown) {
            LocalResult::Single(instant) | LocalResult::Ambiguous(instant, _) => {
                Some(instant.with_timezone(&Utc))
            }
            LocalResult::None => None,
        })
}
