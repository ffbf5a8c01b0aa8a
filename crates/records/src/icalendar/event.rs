//! A VEVENT becomes its occurrences.

use std::collections::BTreeMap;

use chrono::{Duration, NaiveDateTime};

use super::time::Time;
use super::{Context, duration, people, recurrence};
use crate::content_line::{Property, list, properties};
use crate::outcome::Reason;
use crate::record::{Fields, Meeting, PartyStatus, Record, digest, text_raw};
use crate::unit::Outcome;

/// Properties that have a field, or say nothing about the meeting.
const READ: &str = "UID DTSTART DTEND DURATION SUMMARY DESCRIPTION LOCATION URL STATUS ORGANIZER \
    ATTENDEE CATEGORIES RRULE RDATE EXDATE RECURRENCE-ID DTSTAMP SEQUENCE CREATED LAST-MODIFIED \
    TRANSP CLASS PRIORITY";

struct Event<'a> {
    context: &'a Context,
    properties: Vec<Property>,
    start: Time,
    length: Duration,
    uid: String,
    remarks: Vec<String>,
}

pub(super) fn occurrences(context: &Context, bytes: &[u8]) -> Result<Vec<Outcome>, Reason> {
    let event = Event::read(context, bytes)?;
    let raw = text_raw(&crate::charset::text(bytes, None));
    let occurrence = |local: NaiveDateTime, id: Option<String>| -> Outcome {
        let meeting = event.meeting(local)?;
        let id = id.map_or(event.uid.clone(), |id| format!("{}/{id}", event.uid));
        let mut record = Record::new(Some(id), Fields::Meeting(Box::new(meeting)), raw.clone());
        record.remarks.clone_from(&event.remarks);
        Ok(record)
    };
    if let Some(property) = event.find("RECURRENCE-ID") {
        let id = Time::read(property, &context.zones).map(|time| time.key());
        return Ok(vec![occurrence(event.start.local, id)]);
    }
    if event.find("RRULE").is_none() && event.find("RDATE").is_none() {
        return Ok(vec![occurrence(event.start.local, None)]);
    }
    let times = event.times()?;
    let all = times
        .into_iter()
        .map(|local| occurrence(local, Some(event.key(local))));
    let all: Vec<Outcome> = all.collect();
    if all.is_empty() {
        let what = "no occurrence within the window, or all are changed".to_owned();
        return Err(Reason::NotAMeeting { what });
    }
    Ok(all)
}

impl<'a> Event<'a> {
    fn read(context: &'a Context, bytes: &[u8]) -> Result<Self, Reason> {
        let properties = properties(bytes);
        let find = |name: &str| properties.iter().find(|property| property.name == name);
        let written = find("DTSTART").map(Property::value).unwrap_or_default();
        let start = find("DTSTART").and_then(|start| Time::read(start, &context.zones));
        let start = start.ok_or(Reason::NoTime { text: written })?;
        let uid = find("UID").and_then(Property::text);
        let uid = uid.unwrap_or_else(|| digest(&[&String::from_utf8_lossy(bytes)]));
        let end = find("DTEND").and_then(|end| Time::read(end, &context.zones));
        let given = find("DURATION").and_then(|length| duration::duration(&length.value()));
        let length = length(&start, end.as_ref(), given);
        let mut remarks = Vec::new();
        if let Some(name) = &start.lost_zone {
            remarks.push(format!(
                "the time zone {name} is not known; taken as floating"
            ));
        }
        if find("RECURRENCE-ID").is_some_and(|id| id.param("RANGE").is_some()) {
            remarks.push("a change of this and all later ones is taken for this one".to_owned());
        }
        Ok(Event {
            context,
            start,
            length,
            uid,
            remarks,
            properties,
        })
    }

    fn find(&self, name: &str) -> Option<&Property> {
        self.properties
            .iter()
            .find(|property| property.name == name)
    }

    fn named<'b>(&'b self, name: &'b str) -> impl Iterator<Item = &'b Property> {
        self.properties
            .iter()
            .filter(move |property| property.name == name)
    }

    /// Local times of the occurrences within the window, without those taken out or changed.
    fn times(&self) -> Result<Vec<NaiveDateTime>, Reason> {
        let zone = &self.start.zone;
        let zones = &self.context.zones;
        let local = |time: &Time| recurrence::local_in(zone, time.moment()?);
        let whole = |name| {
            self.named(name)
                .flat_map(|property| Time::all(property, zones))
        };
        let more: Vec<NaiveDateTime> = whole("RDATE")
            .filter_map(|time| local(&time))
            .take(super::MOST_OCCURRENCES)
            .collect();
        let rules: Vec<String> = self.named("RRULE").map(Property::value).collect();
        let (from, until) = self.context.options.window;
        let window = (zone.local(from), zone.local(until));
        let (Some(from), Some(until)) = window else {
            return Ok(Vec::new());
        };
        let to_local = |utc: NaiveDateTime| zone.local(utc.and_utc());
        let times = recurrence::expand(self.start.local, &rules, &more, (from, until), to_local);
        let mut times = times.map_err(|rule| Reason::Recurrence { rule })?;
        let excluded: Vec<Time> = whole("EXDATE").collect();
        let instants: std::collections::HashSet<NaiveDateTime> = excluded
            .iter()
            .filter(|time| !time.is_day)
            .filter_map(local)
            .collect();
        let days: std::collections::HashSet<_> = excluded
            .iter()
            .filter(|time| time.is_day)
            .map(|time| time.local.date())
            .collect();
        times.retain(|time| {
            let key = (self.uid.clone(), self.key(*time));
            !instants.contains(time)
                && !days.contains(&time.date())
                && !self.context.changed.contains(&key)
        });
        Ok(times)
    }

    fn key(&self, local: NaiveDateTime) -> String {
        Time {
            local,
            ..self.start.clone()
        }
        .key()
    }

    fn meeting(&self, local: NaiveDateTime) -> Result<Meeting, Reason> {
        let text = |name| self.find(name).and_then(Property::text);
        let lost = || Reason::NoTime {
            text: local.to_string(),
        };
        let start = self.start.zone.moment(local).ok_or_else(lost)?;
        let attendees = people::attendees(&self.properties);
        let status = text("STATUS")
            .unwrap_or_else(|| "confirmed".to_owned())
            .to_lowercase();
        let is_cancelled = status == "cancelled" || self.context.is_cancelled;
        let is_declined = !attendees.is_empty()
            && attendees
                .iter()
                .all(|party| party.status == Some(PartyStatus::Declined));
        Ok(Meeting {
            uid: self.uid.clone(),
            title: text("SUMMARY"),
            description: text("DESCRIPTION"),
            location: text("LOCATION"),
            url: text("URL"),
            start,
            end: self.end(local).ok_or_else(lost)?,
            local_start: local,
            is_all_day: self.start.is_day,
            time_zone: self.start.zone.name(),
            is_recurring: ["RRULE", "RDATE", "RECURRENCE-ID"]
                .iter()
                .any(|name| self.find(name).is_some()),
            is_cancelled,
            status: if is_cancelled {
                "cancelled".to_owned()
            } else {
                status
            },
            counts: !is_cancelled && !is_declined,
            organizer: people::organizer(&self.properties),
            attendees,
            tags: self
                .named("CATEGORIES")
                .flat_map(|tags| list(&tags.value()))
                .collect(),
            custom: self.custom(),
        })
    }

    /// Days last until a midnight on the clock; other meetings last their time.
    fn end(&self, local: NaiveDateTime) -> Option<chrono::DateTime<chrono::Utc>> {
        match self.start.is_day {
            true => self
                .start
                .zone
                .moment(local.checked_add_signed(self.length)?),
            false => self
                .start
                .zone
                .moment(local)?
                .checked_add_signed(self.length),
        }
    }

    fn custom(&self) -> BTreeMap<String, Vec<String>> {
        let mut custom: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for property in &self.properties {
            if !READ.split_whitespace().any(|name| name == property.name) {
                custom
                    .entry(property.name.clone())
                    .or_default()
                    .extend(property.text());
            }
        }
        custom.retain(|_, values| !values.is_empty());
        custom
    }
}

fn length(start: &Time, end: Option<&Time>, given: Option<Duration>) -> Duration {
    let usual = if start.is_day {
        Duration::days(1)
    } else {
        Duration::zero()
    };
    let span = end.and_then(|end| match start.is_day {
        true => Some(end.local - start.local),
        false => Some(end.moment()? - start.moment()?),
    });
    span.or(given)
        .filter(|length| *length >= Duration::zero())
        .unwrap_or(usual)
}
