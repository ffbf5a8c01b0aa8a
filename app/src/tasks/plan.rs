//! From a task's columns to its plan and back, and where it stands in the agenda of the
//! one who looks.

use chrono::{DateTime, Datelike, Days, NaiveDate, Utc};
use chrono_tz::Tz;
use when::{Due, Plan, Reason, Repetition, Unit, Weekdays, begin_of};

use super::store::Task;
use crate::{
    context::Viewer,
    error::{Error, FieldCode, Result},
};

/// The columns of a task that say when.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct PlanRow {
    pub due_on: Option<NaiveDate>,
    pub due_time: Option<chrono::NaiveTime>,
    pub due_at: Option<DateTime<Utc>>,
    pub unit: Option<&'static str>,
    pub every: Option<i16>,
    pub weekdays: i16,
    pub month_day: Option<i16>,
}

impl PlanRow {
    pub fn of(plan: Option<Plan>, zone: Tz) -> Self {
        let Some(plan) = plan else {
            return Self::default();
        };
        let repetition = plan.repetition;
        Self {
            due_on: Some(plan.due.day),
            due_time: plan.due.time,
            due_at: Some(plan.due.instant(zone)),
            unit: repetition.map(|repetition| unit_name(repetition.unit)),
            every: repetition.and_then(|repetition| i16::try_from(repetition.every).ok()),
            weekdays: repetition.map_or(0, |repetition| repetition.weekdays.bits().into()),
            month_day: repetition.and_then(|repetition| repetition.month_day.map(i16::from)),
        }
    }
}

impl Task {
    pub fn time_zone(&self) -> Tz {
        self.zone.parse().unwrap_or(chrono_tz::UTC)
    }

    pub fn due(&self) -> Option<Due> {
        let time = self.due_time;
        self.due_on.map(|day| Due { day, time })
    }

    pub fn repetition(&self) -> Option<Repetition> {
        let unit = unit_of(self.repeat_unit.as_deref()?)?;
        let every = u16::try_from(self.repeat_every?).ok()?;
        Some(Repetition {
            weekdays: Weekdays::from_bits(u8::try_from(self.repeat_weekdays).unwrap_or(0)),
            month_day: self.repeat_month_day.and_then(|day| u8::try_from(day).ok()),
            ..Repetition::every(every, unit)
        })
    }

    pub fn plan(&self) -> Option<Plan> {
        let repetition = self.repetition();
        self.due().map(|due| Plan { due, repetition })
    }

    /// As [`when::read`] takes it; empty without a day.
    pub fn when(&self) -> String {
        self.plan().map(|plan| plan.to_string()).unwrap_or_default()
    }
}

fn unit_name(unit: Unit) -> &'static str {
    match unit {
        Unit::Day => "day",
        Unit::Week => "week",
        Unit::Month => "month",
        Unit::Year => "year",
    }
}

fn unit_of(name: &str) -> Option<Unit> {
    [Unit::Day, Unit::Week, Unit::Month, Unit::Year]
        .into_iter()
        .find(|unit| unit_name(*unit) == name)
}

/// What a person wrote about the time; nothing is no day.
pub(super) fn read_plan(text: &str, now: DateTime<Utc>, zone: Tz) -> Result<Option<Plan>> {
    let code = match when::read(text, now.with_timezone(&zone)) {
        Ok(plan) => return Ok(Some(plan)),
        Err(Reason::Empty) => return Ok(None),
        Err(Reason::NotUnderstood) => FieldCode::UnknownDate,
        Err(Reason::NoSuchDay) => FieldCode::NoSuchDay,
        Err(Reason::Ambiguous) => FieldCode::AmbiguousDate,
        Err(Reason::TooFar) => FieldCode::OutOfRange,
    };
    Err(Error::invalid("when", code))
}

/// The part of the agenda that a task stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Span {
    Overdue,
    Today,
    Tomorrow,
    ThisWeek,
    Later,
    Someday,
}

/// The days of the one who looks.
#[derive(Clone, Copy, Debug)]
pub struct Agenda {
    pub now: DateTime<Utc>,
    pub zone: Tz,
    pub today: NaiveDate,
}

impl Agenda {
    pub fn of(viewer: &Viewer) -> Self {
        Self::at(viewer.now, viewer.zone)
    }

    pub fn at(now: DateTime<Utc>, zone: Tz) -> Self {
        let today = now.with_timezone(&zone).date_naive();
        Self { now, zone, today }
    }

    pub fn tomorrow(&self) -> NaiveDate {
        self.ahead(1)
    }

    /// When today is over.
    pub fn midnight(&self) -> DateTime<Utc> {
        begin_of(self.tomorrow(), self.zone)
    }

    fn ahead(&self, days: u64) -> NaiveDate {
        let day = self.today.checked_add_days(Days::new(days));
        day.unwrap_or(self.today)
    }

    /// The day for the one who looks: a day is the same everywhere, a time is not.
    pub fn day_of(&self, task: &Task) -> Option<NaiveDate> {
        match (task.due_time, task.due_at) {
            (Some(_), Some(at)) => Some(at.with_timezone(&self.zone).date_naive()),
            _ => task.due_on,
        }
    }

    pub fn is_overdue(&self, task: &Task) -> bool {
        match (task.due_time, task.due_at) {
            (Some(_), Some(at)) => at < self.now,
            _ => task.due_on.is_some_and(|day| day < self.today),
        }
    }

    pub fn span(&self, task: &Task) -> Span {
        let Some(day) = self.day_of(task) else {
            return Span::Someday;
        };
        let to_sunday = 6 - u64::from(self.today.weekday().num_days_from_monday());
        if self.is_overdue(task) {
            Span::Overdue
        } else if day <= self.today {
            Span::Today
        } else if day == self.tomorrow() {
            Span::Tomorrow
        } else if day <= self.ahead(to_sunday) {
            Span::ThisWeek
        } else {
            Span::Later
        }
    }
}
