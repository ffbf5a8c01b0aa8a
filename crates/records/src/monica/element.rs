//! One element of an export: columns, properties, and lists of further elements by their type.

use chrono::{DateTime, Duration, NaiveTime, Utc};
use chrono_tz::Tz;
use serde_json::Value;

use crate::dates::{DateOrder, PartialDate, date_time, moment_in};

#[derive(Clone, Copy)]
pub(super) struct Element<'a>(pub(super) &'a Value);

/// A day, as Monica keeps birthdays and the like.
pub(super) enum Day {
    Known(PartialDate),
    /// Reckoned from an age.
    About(i32),
}

impl<'a> Element<'a> {
    pub(super) fn text(self, key: &str) -> Option<String> {
        words(self.0.get(key)?)
    }

    pub(super) fn property(self, key: &str) -> Option<&'a Value> {
        self.0.get("properties")?.get(key)
    }

    /// A text or a number.
    pub(super) fn said(self, key: &str) -> Option<String> {
        words(self.property(key)?)
    }

    pub(super) fn is(self, key: &str) -> bool {
        match self.property(key) {
            Some(Value::Bool(is_so)) => *is_so,
            Some(Value::Number(number)) => number.as_i64() == Some(1),
            _ => false,
        }
    }

    /// Whether it says the contrary; nothing said is no contrary.
    pub(super) fn is_not(self, key: &str) -> bool {
        match self.property(key) {
            Some(Value::Bool(is_so)) => !is_so,
            Some(Value::Number(number)) => number.as_i64() == Some(0),
            _ => false,
        }
    }

    pub(super) fn texts(self, key: &str) -> Vec<String> {
        let list = self.property(key).and_then(Value::as_array);
        list.into_iter().flatten().filter_map(words).collect()
    }

    fn list(self, kind: &str) -> impl Iterator<Item = &'a Value> {
        let lists = self.0.get("data").and_then(Value::as_array);
        let kind = kind.to_owned();
        lists
            .into_iter()
            .flatten()
            .filter(move |list| list.get("type").and_then(Value::as_str) == Some(&kind))
            .filter_map(|list| list.get("values")?.as_array())
            .flatten()
    }

    pub(super) fn elements(self, kind: &str) -> impl Iterator<Item = Element<'a>> {
        self.list(kind).filter(|one| one.is_object()).map(Element)
    }

    pub(super) fn ids(self, kind: &str) -> impl Iterator<Item = &'a str> {
        self.list(kind).filter_map(Value::as_str)
    }

    pub(super) fn day(self, key: &str) -> Option<Day> {
        let special = self.property(key)?;
        let column = Element(special);
        let day = PartialDate::iso(&column.text("date")?)?;
        let is = |key: &str| special.get(key).and_then(Value::as_bool) == Some(true);
        if is("is_age_based") {
            return day.year.map(Day::About);
        }
        let year = day.year.filter(|_| !is("is_year_unknown"));
        PartialDate::new(year, day.month, day.day).map(Day::Known)
    }

    /// The day alone of what has no time.
    pub(super) fn date(self, key: &str) -> Option<String> {
        let text = self.said(key)?;
        let day = PartialDate::iso(&text).map(|day| day.to_string());
        Some(day.unwrap_or(text))
    }
}

fn words(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    Some(text).filter(|text| !text.is_empty())
}

/// Monica keeps days for most of what happened, as midnight of UTC: noon is the same day in
/// nearly all places. What stands behind others on its day comes after them.
pub(super) fn moment(text: &str, time_zone: Tz, after: usize) -> Option<DateTime<Utc>> {
    let at = date_time(text, DateOrder::DayFirst)?;
    let moment = if at.time() == NaiveTime::MIN {
        let noon = at.date_naive().and_time(NaiveTime::from_hms_opt(12, 0, 0)?);
        moment_in(noon, time_zone)?
    } else {
        at
    };
    let seconds = i64::try_from(after).ok()?.min(3_600);
    moment.checked_add_signed(Duration::seconds(seconds))
}
