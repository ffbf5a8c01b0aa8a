//! Days as people write them, with or without a year: a birthday, a wedding. They are kept
//! as ISO 8601, `--05-03` where the year is not known.

use chrono::NaiveDate;
use records::dates::{DateOrder, PartialDate, date, order_of};

use crate::error::FieldCode;

/// `3 May`, `May 3, 1980`, `3.5.1980`, `1980-05-03`, `--05-03`; as ISO 8601.
pub(super) fn read_day(text: &str) -> Result<String, FieldCode> {
    let is_either = text.contains('/') && order_of([text]).is_none();
    let read = |order| date(text, order).map(|day| day.to_string());
    let (day_first, month_first) = (read(DateOrder::DayFirst), read(DateOrder::MonthFirst));
    if is_either && day_first != month_first {
        return Err(FieldCode::AmbiguousDate);
    }
    let order = order_of([text]).unwrap_or_default();
    read(order).ok_or(FieldCode::NotADay)
}

/// `3 May 1980`, `3 May`, `May 1980`, `1980`: what [`read_day`] reads again.
pub fn day_words(iso: &str) -> String {
    let Some(day) = PartialDate::iso(iso) else {
        return iso.to_owned();
    };
    let shown = NaiveDate::from_ymd_opt(
        day.year.unwrap_or(2000),
        day.month.unwrap_or(1),
        day.day.unwrap_or(1),
    );
    let pattern = match day {
        PartialDate {
            day: None,
            month: None,
            ..
        } => "%Y",
        PartialDate { day: None, .. } => "%B %Y",
        PartialDate { year: None, .. } => "%-d %B",
        _ => "%-d %B %Y",
    };
    shown.map_or_else(|| iso.to_owned(), |shown| shown.format(pattern).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_people_write_them() {
        for (typed, iso) in [
            ("3 May", "--05-03"),
            ("May 3", "--05-03"),
            ("--05-03", "--05-03"),
            ("--0503", "--05-03"),
            (" 3. Mai 1980 ", "1980-05-03"),
            ("1980-05-03", "1980-05-03"),
            ("3.5.1980", "1980-05-03"),
            ("5/23/1980", "1980-05-23"),
            ("23/5/1980", "1980-05-23"),
            ("5/5/1980", "1980-05-05"),
            ("29 February", "--02-29"),
            ("May 1980", "1980-05"),
            ("1980", "1980"),
        ] {
            assert_eq!(read_day(typed).as_deref(), Ok(iso), "{typed}");
            assert_eq!(read_day(&day_words(iso)).as_deref(), Ok(iso), "{iso}");
        }
    }

    #[test]
    fn what_is_no_day_or_may_be_two_is_refused() {
        for (typed, code) in [
            ("3/5/1980", FieldCode::AmbiguousDate),
            ("30 February", FieldCode::NotADay),
            ("29.2.1983", FieldCode::NotADay),
            ("soon", FieldCode::NotADay),
        ] {
            assert_eq!(read_day(typed), Err(code), "{typed}");
        }
    }
}
