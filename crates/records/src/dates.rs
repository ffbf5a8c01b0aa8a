//! Dates as people and programs write them. Whether day or month comes first is decided for a
//! whole column (or file) by its values: one above 12 in a place shows that place to be the day.
//! Where no value shows it, points (`3.4.2024`) mean day first and slashes mean what the caller
//! says; a value that contradicts the order is not a date.

mod clock;
mod order;
mod words;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize, Serializer};

pub use clock::date_time;
pub(crate) use clock::{moment_in, time};
pub use order::{DateOrder, order_of};

/// A day with or without its year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
pub struct PartialDate {
    pub year: Option<i32>,
    /// 1 to 12, none where only the year is known.
    pub month: Option<u32>,
    /// 1 to 31, none where only year and month are known.
    pub day: Option<u32>,
}

impl PartialDate {
    /// Checks that such a day exists; without a year 29 February does.
    pub fn new(year: Option<i32>, month: Option<u32>, day: Option<u32>) -> Option<Self> {
        let leap = year.unwrap_or(2000);
        NaiveDate::from_ymd_opt(leap, month.unwrap_or(1), day.unwrap_or(1))?;
        let is_whole_enough = year.is_some() || (month.is_some() && day.is_some());
        let is_plausible = year.is_none_or(|year| (1..=9999).contains(&year));
        (is_whole_enough && is_plausible).then_some(PartialDate { year, month, day })
    }

    /// The day, if year, month and day are known.
    pub fn whole(self) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(self.year?, self.month?, self.day?)
    }

    /// ISO 8601, as in vCard: `1980-02-03`, `--02-03`, `1980-02`, `1980`, and the basic forms.
    pub fn iso(text: &str) -> Option<Self> {
        let date = text.trim().split(['T', ' ']).next()?;
        let number = |part: &str| part.parse::<u32>().ok();
        if let Some(rest) = date.strip_prefix("--") {
            let digits = rest.replace('-', "");
            let (month, day) = (digits.get(..2)?, digits.get(2..)?);
            return PartialDate::new(None, number(month), Some(number(day)?));
        }
        if !date
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'-')
        {
            return None;
        }
        let parts: Vec<&str> = match (date.contains('-'), date.len()) {
            (true, _) => date.split('-').collect(),
            (false, 8) => vec![&date[..4], &date[4..6], &date[6..]],
            (false, 4) => vec![date],
            _ => return None,
        };
        let year = parts.first().filter(|year| year.len() == 4)?;
        let rest: Option<Vec<u32>> = parts[1..].iter().map(|part| number(part)).collect();
        let rest = rest.filter(|rest| rest.len() <= 2)?;
        let year = number(year)? as i32;
        PartialDate::new(Some(year), rest.first().copied(), rest.get(1).copied())
    }
}

impl From<NaiveDate> for PartialDate {
    fn from(day: NaiveDate) -> Self {
        PartialDate {
            year: Some(day.year()),
            month: Some(day.month()),
            day: Some(day.day()),
        }
    }
}

/// As ISO 8601 text, `--MM-DD` without a year.
impl Serialize for PartialDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl std::fmt::Display for PartialDate {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.year {
            Some(year) => write!(out, "{year:04}")?,
            None => write!(out, "-")?,
        }
        for part in [self.month, self.day].into_iter().flatten() {
            write!(out, "-{part:02}")?;
        }
        Ok(())
    }
}

/// A day in any of the forms that are read, numbers in this order.
pub fn date(text: &str, order: DateOrder) -> Option<PartialDate> {
    let text = text.trim();
    if text.len() > 60 {
        return None;
    }
    PartialDate::iso(text)
        .or_else(|| order::numeric(text, order))
        .or_else(|| words::with_month_name(text))
}

#[cfg(test)]
mod tests;
