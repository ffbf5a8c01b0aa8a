//! A VEVENT becomes its occurrences.

use std::collections::{BTreeMap, HashSet};

use chrono::{DateTime, Duration, NaiveDate, NaiveDateTime, Utc};
use serde_json::Value;

use super::time::Time;
use super::{Context, duration, people, recurrence};
use crate::content_line::{Property, list, properties};
use crate::outcome::Reason;
use crate::record::{Fields, Meeting, Party, PartyStatus, Record, digest, text_raw};
use crate::unit::Outcome;

/// Properties that have a field, or say nothing about the meeting.
const READ: &str = "UID DTSTART DTEND DURATION SUMMARY DESCRIPTION LOCATION URL STATUS ORGANIZER \
    ATTENDEE CATEGORIES RRULE RDATE EXDATE RECURRENCE-ID DTSTAMP SEQUENCE CREATED LAST-MODIFIED \
    TRANSP CLASS PRIORITY";

/// An event and when it happens.
pub(super) struct Event {
    properties: Vec<Property>,
    start: Time,
    length: Duration,
    uid: String,
    raw: Value,
    remarks: Vec<String>,
    /// Local times, and what each adds to the id.
    occurrences: Vec<(NaiveDateTime, Option<String>)>,
}

impl Event {
    pub(super) fn read(context: &Context, bytes: &[u8]) -> Result<Self, Reason> {
        let properties = properties(bytes);
        let find = |name: &str| properties.iter().find(|property| property.name == name);
        let written = find("DTSTART").map(Property::value).unwrap_or_default();
        let start = find("DTSTART").and_then(|start| Time::read(start, &context.zones));
        let start = start.ok_or(Reason::NoTime { text: written })?;
        let uid = find("UID").and_then(Property::text);
        let uid = uid.unwrap_or_else(|| digest(&[&String::from_utf8_lossy(bytes)]));
        let end = find("DTEND").and_then(|end| Time::read(end, &context.zones));
        let given = find("DURATION").and_then(|length| duration::duration(&length.value()));
        let mut event = Event {
            length: length(&start, end.as_ref(), given),
            remarks: remarks(&start, find("RECURRENCE-ID")),
            raw: text_raw(&crate::charset::text(bytes, None)),
            occurrences: Vec::new(),
            properties,
            start,
            uid,
        };
        event.occurrences = event.occurrences_in(context)?;
        Ok(event)
    }

    pub(super) fn count(&self) -> u32 {
        self.occurrences.len() as u32
    }

    pub(super) fn occurrence(&self, context: &Context, at: u32) -> Outcome {
        let (local, id) = self.occurrences.get(at as usize).ok_or(Reason::Empty)?;
        let meeting = self.meeting(context, *local)?;
        let id = match id {
            Some(id) => format!("{}/{id}", self.uid),
            None => self.uid.clone(),
        };
        let fields = Fields::Meeting(Box::new(meeting));
        let mut record = Record::new(Some(id), fields, self.raw.clone());
        record.remarks.clone_from(&self.remarks);
        Ok(record)
    }

    fn occurrences_in(
        &self,
        context: &Context,
    ) -> Result<Vec<(NaiveDateTime, Option<String>)>, Reason> {
        if let Some(property) = self.find("RECURRENCE-ID") {
            let id = Time::read(property, &context.zones).map(|time| time.key());
            return Ok(vec![(self.start.local, id)]);
        }
        if self.find("RRULE").is_none() && self.find("RDATE").is_none() {
            return Ok(vec![(self.start.local, None)]);
        }
        let times = self.times(context)?.into_iter();
        let all: Vec<_> = times.map(|local| (local, Some(self.key(local)))).collect();
        if all.is_empty() {
            let what = "no occurrence within the window, or all are changed".to_owned();
            return Err(Reason::NotAMeeting { what });
        }
        Ok(all)
    }

    fn find(&self, name: &str) -> Option<&Property> {
        self.properties
            .iter()
            .find(|property| property.name == name)
    }

    fn named<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Property> {
        self.properties
            .iter()
            .filter(move |property| property.name == name)
    }

    /// Local times of the occurrences within the window, without those taken out or changed.
    fn times(&self, context: &Context) -> Result<Vec<NaiveDateTime>, Reason> {
        let zone = &self.start.zone;
        let local = |time: &Time| zone.local(time.moment()?);
        let whole = |name| {
            self.named(name)
                .flat_map(|property| Time::all(property, &context.zones))
        };
        let more = whole("RDATE")
            .filter_map(|time| local(&time))
            .take(super::MOST_OCCURRENCES);
        let more: Vec<NaiveDateTime> = more.collect();
        let rules: Vec<String> = self.named("RRULE").map(Property::value).collect();
        let (from, until) = context.options.window;
        let (Some(from), Some(until)) = (zone.local(from), zone.local(until)) else {
            return Ok(Vec::new());
        };
        let to_local = |utc: NaiveDateTime| zone.local(utc.and_utc());
        let times = recurrence::expand(self.start.local, &rules, &more, (from, until), to_local);
        let mut times = times.map_err(|rule| Reason::Recurrence { rule })?;
        let (days, moments): (Vec<Time>, Vec<Time>) = whole("EXDATE").partition(|time| time.is_day);
        let moments: HashSet<NaiveDateTime> = moments.iter().filter_map(local).collect();
        let days: HashSet<NaiveDate> = days.iter().map(|time| time.local.date()).collect();
        times.retain(|time| {
            let key = (self.uid.clone(), self.key(*time));
            let is_out = moments.contains(time) || days.contains(&time.date());
            !is_out && !context.changed.contains(&key)
        });
        Ok(times)
    }

    fn key(&self, local: NaiveDateTime) -> String {
        self.start.at(local).key()
    }

    fn meeting(&self, context: &Context, local: NaiveDateTime) -> Result<Meeting, Reason> {
        let text = |name| self.find(name).and_then(Property::text);
        let lost = || Reason::NoTime {
            text: local.to_string(),
        };
        let attendees = people::attendees(&self.properties);
        let status =
            text("STATUS").map_or_else(|| "confirmed".to_owned(), |text| text.to_lowercase());
        let is_cancelled = status == "cancelled" || context.is_cancelled;
        let declined = |party: &Party| party.status == Some(PartyStatus::Declined);
        let is_declined = !attendees.is_empty() && attendees.iter().all(declined);
        let recurs = ["RRULE", "RDATE", "RECURRENCE-ID"];
        let time = |name| Time::read(self.find(name)?, &context.zones)?.moment();
        let sequence = text("SEQUENCE").and_then(|text| text.trim().parse().ok());
        Ok(Meeting {
            uid: self.uid.clone(),
            title: text("SUMMARY"),
            description: text("DESCRIPTION"),
            location: text("LOCATION"),
            url: text("URL"),
            start: self.start.zone.moment(local).ok_or_else(lost)?,
            end: self.end(local).ok_or_else(lost)?,
            local_start: local,
            is_all_day: self.start.is_day,
            time_zone: self.start.zone.name(),
            is_recurring: recurs.iter().any(|name| self.find(name).is_some()),
            is_change: self.find("RECURRENCE-ID").is_some(),
            sequence: sequence.unwrap_or_default(),
            modified_at: time("LAST-MODIFIED"),
            stamped_at: time("DTSTAMP"),
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
    fn end(&self, local: NaiveDateTime) -> Option<DateTime<Utc>> {
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
                let values = custom.entry(property.name.clone()).or_default();
                values.extend(property.text());
            }
        }
        custom.retain(|_, values| !values.is_empty());
        custom
    }
}

fn remarks(start: &Time, change: Option<&Property>) -> Vec<String> {
    let zone = start.lost_zone.as_ref();
    let zone = zone.map(|name| format!("the time zone {name} is not known; taken as floating"));
    let change = change.filter(|change| change.param("RANGE").is_some());
    let change =
        change.map(|_| "a change of this and all later ones is taken for this one".to_owned());
    zone.into_iter().chain(change).collect()
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
