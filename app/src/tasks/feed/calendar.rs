//! Tasks and birthdays as one calendar (RFC 5545).

use std::collections::BTreeSet;

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use records::{ContentLines, dates::PartialDate};
use uuid::Uuid;

use super::{
    rule::rule,
    store::{Alarm, Born, FeedShape},
    zone::put_zone,
};
use crate::{
    routes::paths,
    tasks::{Link, Task},
};

/// Everything that a feed shows.
pub(super) struct Shown {
    pub title: String,
    /// Where Kith is reached, for the way back from an appointment.
    pub base_url: String,
    pub now: DateTime<Utc>,
    pub shape: FeedShape,
    pub tasks: Vec<Task>,
    pub links: Vec<Link>,
    pub alarms: Vec<Alarm>,
    pub birthdays: Vec<Born>,
    /// Days ahead of birthdays.
    pub lead: i32,
}

impl Shown {
    pub fn calendar(&self) -> String {
        let mut lines = ContentLines::default();
        lines.put("BEGIN", "VCALENDAR");
        lines.put("VERSION", "2.0");
        lines.put("PRODID", "-//Kith//Tasks//EN");
        lines.put("CALSCALE", "GREGORIAN");
        lines.put("METHOD", "PUBLISH");
        lines.text("X-WR-CALNAME", &self.title);
        lines.put("REFRESH-INTERVAL;VALUE=DURATION", "PT1H");
        lines.put("X-PUBLISHED-TTL", "PT1H");
        self.put_zones(&mut lines);
        for task in &self.tasks {
            match self.shape {
                FeedShape::Events => self.put_event(&mut lines, task),
                FeedShape::Todos => self.put_todo(&mut lines, task),
            }
        }
        for born in &self.birthdays {
            self.put_birthday(&mut lines, born);
        }
        lines.put("END", "VCALENDAR");
        lines.finish()
    }

    /// Each to-do or each birthday as a calendar of its own, by its name.
    pub fn entries(&self) -> Vec<(String, String)> {
        let alone = |name: String, put: &dyn Fn(&mut ContentLines)| {
            let mut lines = ContentLines::default();
            lines.put("BEGIN", "VCALENDAR");
            lines.put("VERSION", "2.0");
            lines.put("PRODID", "-//Kith//Tasks//EN");
            put(&mut lines);
            lines.put("END", "VCALENDAR");
            (name, lines.finish())
        };
        let tasks = self.tasks.iter().map(|task| {
            alone(format!("task-{}", task.id), &|lines| {
                self.put_todo(lines, task)
            })
        });
        let birthdays = self.birthdays.iter().map(|born| {
            alone(born.entry_name(), &|lines| {
                self.put_birthday(lines, born);
            })
        });
        tasks.chain(birthdays).collect()
    }

    /// Those that the appointments name: a series goes by the clocks of its zone.
    fn put_zones(&self, lines: &mut ContentLines) {
        let series = self.tasks.iter().filter(|task| {
            self.shape == FeedShape::Events
                && task.due_time.is_some()
                && task.repetition().is_some()
        });
        let names: BTreeSet<&str> = series.map(|task| task.time_zone().name()).collect();
        for zone in names.iter().filter_map(|name| name.parse().ok()) {
            put_zone(lines, zone, self.now);
        }
    }

    fn put_event(&self, lines: &mut ContentLines, task: &Task) {
        let Some(day) = task.due_on else { return };
        lines.put("BEGIN", "VEVENT");
        self.put_common(lines, task);
        let repetition = task.repetition();
        match (task.due_time, task.due_at) {
            (Some(time), _) if repetition.is_some() => {
                let name = format!("DTSTART;TZID={}", task.time_zone().name());
                lines.put(&name, day.and_time(time).format("%Y%m%dT%H%M%S"));
                lines.put("DURATION", "PT30M");
            }
            (Some(_), Some(at)) => {
                lines.put("DTSTART", utc(at));
                lines.put("DURATION", "PT30M");
            }
            _ => put_day(lines, day),
        }
        if let Some(repetition) = repetition {
            lines.put("RRULE", rule(&repetition, day));
        }
        lines.put("TRANSP", "TRANSPARENT");
        self.put_alarms(lines, task, "TRIGGER");
        lines.put("END", "VEVENT");
    }

    /// One that repeats shows its next time alone: the one after comes when it is done.
    fn put_todo(&self, lines: &mut ContentLines, task: &Task) {
        lines.put("BEGIN", "VTODO");
        self.put_common(lines, task);
        match (task.due_time, task.due_at, task.due_on) {
            (Some(_), Some(at), _) => lines.put("DUE", utc(at)),
            (_, _, Some(day)) => lines.put("DUE;VALUE=DATE", day.format("%Y%m%d")),
            _ => {}
        }
        lines.put("STATUS", "NEEDS-ACTION");
        if task.due_on.is_some() {
            self.put_alarms(lines, task, "TRIGGER;RELATED=END");
        }
        lines.put("END", "VTODO");
    }

    fn put_common(&self, lines: &mut ContentLines, task: &Task) {
        lines.put("UID", format!("task-{}@kith", task.id));
        lines.put("DTSTAMP", utc(task.updated_at));
        lines.put("CREATED", utc(task.created_at));
        lines.put("LAST-MODIFIED", utc(task.updated_at));
        lines.put("SEQUENCE", task.version - 1);
        lines.text("SUMMARY", &task.title);
        let about = self.about(task.id);
        let description = [task.notes.as_str(), about.as_str()];
        let description: Vec<&str> = description
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect();
        if !description.is_empty() {
            lines.text("DESCRIPTION", &description.join("\n\n"));
        }
        lines.put("URL", format!("{}{}", self.base_url, paths::task(task.id)));
    }

    fn about(&self, task: Uuid) -> String {
        let links = self.links.iter().filter(|link| link.task_id == task);
        let names: Vec<&str> = links.map(|link| link.name.as_str()).collect();
        if names.is_empty() {
            String::new()
        } else {
            format!("About: {}", names.join(", "))
        }
    }

    fn put_alarms(&self, lines: &mut ContentLines, task: &Task, trigger: &str) {
        let alarms = self.alarms.iter().filter(|alarm| alarm.task_id == task.id);
        for alarm in alarms {
            // A day begins at midnight; its reminders count from 9.
            let late = if task.due_time.is_some() { 0 } else { 9 * 60 };
            put_alarm(lines, trigger, late - alarm.minutes_before, &task.title);
        }
    }

    fn put_birthday(&self, lines: &mut ContentLines, born: &Born) {
        let Some(day) = first_day(&born.day) else {
            return;
        };
        let what = born.label.as_deref().unwrap_or("Birthday");
        let summary = format!("{what}: {}", born.name);
        lines.put("BEGIN", "VEVENT");
        lines.put("UID", format!("{}@kith", born.entry_name()));
        lines.put("DTSTAMP", utc(self.now));
        lines.text("SUMMARY", &summary);
        lines.put(
            "URL",
            format!("{}{}", self.base_url, paths::contact(born.contact_id)),
        );
        put_day(lines, day);
        let is_leap_day = (day.month(), day.day()) == (2, 29);
        let rule = if is_leap_day {
            "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=28,29;BYSETPOS=-1"
        } else {
            "FREQ=YEARLY"
        };
        lines.put("RRULE", rule);
        lines.put("TRANSP", "TRANSPARENT");
        put_alarm(lines, "TRIGGER", 9 * 60 - self.lead * 24 * 60, &summary);
        lines.put("END", "VEVENT");
    }
}

impl Born {
    /// One for each day of each contact.
    fn entry_name(&self) -> String {
        match self.label {
            None => format!("birthday-{}", self.contact_id),
            Some(_) => format!("day-{}-{}", self.contact_id, self.day),
        }
    }
}

/// The first time that such a day is there. A year long ago stands for none, as in some
/// address books.
fn first_day(iso: &str) -> Option<NaiveDate> {
    let day = PartialDate::iso(iso)?;
    let year = day.year.filter(|year| *year >= 1900).unwrap_or(1904);
    NaiveDate::from_ymd_opt(year, day.month?, day.day?)
}

fn put_day(lines: &mut ContentLines, day: NaiveDate) {
    lines.put("DTSTART;VALUE=DATE", day.format("%Y%m%d"));
    let next = day.succ_opt().unwrap_or(day);
    lines.put("DTEND;VALUE=DATE", next.format("%Y%m%d"));
}

/// So many minutes behind the beginning.
fn put_alarm(lines: &mut ContentLines, trigger: &str, minutes: i32, words: &str) {
    let sign = if minutes < 0 { "-" } else { "" };
    lines.put("BEGIN", "VALARM");
    lines.put("ACTION", "DISPLAY");
    lines.text("DESCRIPTION", words);
    lines.put(trigger, format!("{sign}PT{}M", minutes.unsigned_abs()));
    lines.put("END", "VALARM");
}

fn utc(at: DateTime<Utc>) -> String {
    at.format("%Y%m%dT%H%M%SZ").to_string()
}
