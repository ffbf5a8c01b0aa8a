//! Times in queries: how long ago, and stretches of days in words or digits.

use std::fmt;

use chrono::{DateTime, Datelike, Days, Duration, Months, NaiveDate, TimeZone, Utc, Weekday};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// So long before now.
    Ago(u32, Unit),
    In(Stretch),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    Day,
    Week,
    Month,
    Year,
}

/// Whole days one after the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stretch {
    Year(i32),
    Month(i32, u32),
    Day(NaiveDate),
    Today,
    Yesterday,
    Tomorrow,
    This(Unit),
    Last(Unit),
    Next(Unit),
    /// Up to today.
    Past(u32, Unit),
    /// From today on.
    Coming(u32, Unit),
}

/// Beyond this a person means something else.
const MOST: u32 = 36_500;

impl Unit {
    const ALL: [Self; 4] = [Self::Day, Self::Week, Self::Month, Self::Year];

    fn letter(self) -> char {
        match self {
            Self::Day => 'd',
            Self::Week => 'w',
            Self::Month => 'm',
            Self::Year => 'y',
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Year => "year",
        }
    }

    fn from_word(word: &str) -> Option<Self> {
        let unit = Self::ALL.into_iter().find(|unit| unit.word() == word)?;
        (unit != Self::Day).then_some(unit)
    }

    fn after(self, day: NaiveDate, count: u32) -> Option<NaiveDate> {
        match self {
            Self::Day => day.checked_add_days(Days::new(count.into())),
            Self::Week => day.checked_add_days(Days::new(u64::from(count) * 7)),
            Self::Month => day.checked_add_months(Months::new(count)),
            Self::Year => day.checked_add_months(Months::new(count * 12)),
        }
    }

    pub(super) fn before(self, day: NaiveDate, count: u32) -> Option<NaiveDate> {
        match self {
            Self::Day => day.checked_sub_days(Days::new(count.into())),
            Self::Week => day.checked_sub_days(Days::new(u64::from(count) * 7)),
            Self::Month => day.checked_sub_months(Months::new(count)),
            Self::Year => day.checked_sub_months(Months::new(count * 12)),
        }
    }

    /// The first day of the week, month or year in which a day lies.
    fn start(self, day: NaiveDate) -> NaiveDate {
        match self {
            Self::Day => day,
            Self::Week => day.week(Weekday::Mon).first_day(),
            Self::Month => day.with_day(1).unwrap_or(day),
            Self::Year => NaiveDate::from_ymd_opt(day.year(), 1, 1).unwrap_or(day),
        }
    }
}

impl Moment {
    pub(super) fn parse(text: &str) -> Option<Self> {
        match span(text) {
            Some((count, unit)) => Some(Self::Ago(count, unit)),
            None => Stretch::parse(text).map(Self::In),
        }
    }
}

/// The instant so long before now.
pub fn ago(now: DateTime<Utc>, count: u32, unit: Unit) -> DateTime<Utc> {
    let earlier = match unit {
        Unit::Day => now.checked_sub_signed(Duration::days(count.into())),
        Unit::Week => now.checked_sub_signed(Duration::weeks(count.into())),
        Unit::Month => now.checked_sub_months(Months::new(count)),
        Unit::Year => now.checked_sub_months(Months::new(count * 12)),
    };
    earlier.unwrap_or(DateTime::UNIX_EPOCH)
}

/// The instant at which a day begins in a zone.
pub fn midnight(day: NaiveDate, zone: chrono_tz::Tz) -> DateTime<Utc> {
    let local = day.and_time(chrono::NaiveTime::MIN);
    let begins = zone.from_local_datetime(&local).earliest();
    begins.map_or_else(|| local.and_utc(), |begins| begins.with_timezone(&Utc))
}

fn span(text: &str) -> Option<(u32, Unit)> {
    let unit = Unit::ALL
        .into_iter()
        .find(|unit| text.ends_with(unit.letter()))?;
    let count = digits(&text[..text.len() - 1])?;
    (count <= MOST).then_some((count, unit))
}

fn digits(text: &str) -> Option<u32> {
    let is_plain = (1..=6).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    is_plain.then(|| text.parse().ok()).flatten()
}

impl Stretch {
    pub(super) fn parse(text: &str) -> Option<Self> {
        match text {
            "today" => return Some(Self::Today),
            "yesterday" => return Some(Self::Yesterday),
            "tomorrow" => return Some(Self::Tomorrow),
            _ => {}
        }
        if let Some((which, rest)) = text.split_once('-')
            && let Some(found) = Self::relative(which, rest)
        {
            return Some(found);
        }
        Self::absolute(text)
    }

    fn relative(which: &str, rest: &str) -> Option<Self> {
        match (which, Unit::from_word(rest), span(rest)) {
            ("this", Some(unit), _) => Some(Self::This(unit)),
            ("last", Some(unit), _) => Some(Self::Last(unit)),
            ("next", Some(unit), _) => Some(Self::Next(unit)),
            ("last", _, Some((count, unit))) => Some(Self::Past(count, unit)),
            ("next", _, Some((count, unit))) => Some(Self::Coming(count, unit)),
            _ => None,
        }
    }

    fn absolute(text: &str) -> Option<Self> {
        let parts: Vec<&str> = text.split('-').collect();
        let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
        let numbers = parts
            .iter()
            .map(|part| digits(part))
            .collect::<Option<Vec<_>>>()?;
        let first = |month| NaiveDate::from_ymd_opt(i32::try_from(numbers[0]).ok()?, month, 1);
        match lengths.as_slice() {
            [4] => first(1).map(|day| Self::Year(day.year())),
            [4, 2] => first(numbers[1]).map(|day| Self::Month(day.year(), day.month())),
            [4, 2, 2] => {
                let year = i32::try_from(numbers[0]).ok()?;
                NaiveDate::from_ymd_opt(year, numbers[1], numbers[2]).map(Self::Day)
            }
            _ => None,
        }
    }

    pub(super) fn is_absolute(self) -> bool {
        matches!(self, Self::Year(_) | Self::Month(..) | Self::Day(_))
    }

    /// The first day, and the one after the last.
    pub fn days(self, today: NaiveDate) -> (NaiveDate, NaiveDate) {
        self.bounds(today).unwrap_or((today, today))
    }

    fn bounds(self, today: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
        let whole = |unit: Unit, first: NaiveDate| Some((first, unit.after(first, 1)?));
        match self {
            Self::Year(year) => whole(Unit::Year, NaiveDate::from_ymd_opt(year, 1, 1)?),
            Self::Month(year, month) => {
                whole(Unit::Month, NaiveDate::from_ymd_opt(year, month, 1)?)
            }
            Self::Day(day) => whole(Unit::Day, day),
            Self::Today => whole(Unit::Day, today),
            Self::Yesterday => whole(Unit::Day, today.pred_opt()?),
            Self::Tomorrow => whole(Unit::Day, today.succ_opt()?),
            Self::This(unit) => whole(unit, unit.start(today)),
            Self::Last(unit) => whole(unit, unit.before(unit.start(today), 1)?),
            Self::Next(unit) => whole(unit, unit.after(unit.start(today), 1)?),
            Self::Past(count, unit) => Some((unit.before(today, count)?, today.succ_opt()?)),
            Self::Coming(count, unit) => Some((today, unit.after(today, count)?.succ_opt()?)),
        }
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Ago(count, unit) => write!(out, "{count}{}", unit.letter()),
            Self::In(stretch) => stretch.fmt(out),
        }
    }
}

impl fmt::Display for Stretch {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Year(year) => write!(out, "{year:04}"),
            Self::Month(year, month) => write!(out, "{year:04}-{month:02}"),
            Self::Day(day) => write!(out, "{}", day.format("%Y-%m-%d")),
            Self::Today => out.write_str("today"),
            Self::Yesterday => out.write_str("yesterday"),
            Self::Tomorrow => out.write_str("tomorrow"),
            Self::This(unit) => write!(out, "this-{}", unit.word()),
            Self::Last(unit) => write!(out, "last-{}", unit.word()),
            Self::Next(unit) => write!(out, "next-{}", unit.word()),
            Self::Past(count, unit) => write!(out, "last-{count}{}", unit.letter()),
            Self::Coming(count, unit) => write!(out, "next-{count}{}", unit.letter()),
        }
    }
}
