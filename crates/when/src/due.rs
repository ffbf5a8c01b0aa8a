//! A day, or a day with a time of day, and the instants that follow from it in a zone.
//! A day stays the same day for everybody; a time is that of the clocks in the zone.

use chrono::{
    DateTime, Days, Duration, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeZone, Utc,
};
use chrono_tz::Tz;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Due {
    pub day: NaiveDate,
    pub time: Option<NaiveTime>,
}

const MINUTES_A_DAY: i32 = 24 * 60;

impl Due {
    /// When it is due; for a day, when that begins.
    pub fn instant(self, zone: Tz) -> DateTime<Utc> {
        instant(self.day.and_time(self.time.unwrap_or(NaiveTime::MIN)), zone)
    }

    /// When to remind somebody so many minutes ahead. Whole days are counted by the
    /// calendar, so that the clock shows the same time; a day without a time counts from
    /// 9 in the morning. `None` beyond what a calendar holds.
    pub fn reminder(self, zone: Tz, minutes_before: i32) -> Option<DateTime<Utc>> {
        let morning = NaiveTime::from_hms_opt(9, 0, 0)?;
        let ahead = u32::try_from(minutes_before).ok()?;
        let days = u64::from(ahead) / u64::from(MINUTES_A_DAY.unsigned_abs());
        let rest = i64::from(minutes_before % MINUTES_A_DAY);
        let day = self.day.checked_sub_days(Days::new(days))?;
        let at = instant(day.and_time(self.time.unwrap_or(morning)), zone);
        at.checked_sub_signed(Duration::minutes(rest))
    }
}

/// The instant at which a day begins in a zone.
pub fn begin_of(day: NaiveDate, zone: Tz) -> DateTime<Utc> {
    instant(day.and_time(NaiveTime::MIN), zone)
}

/// Of two instants with the same local time the first; a local time that is skipped is
/// as far behind the gap as it stands in it (RFC 5545, 3.3.5).
fn instant(local: NaiveDateTime, zone: Tz) -> DateTime<Utc> {
    if let Some(at) = zone.from_local_datetime(&local).earliest() {
        return at.to_utc();
    }
    let before = local - Duration::hours(26);
    let offset = zone.offset_from_utc_datetime(&before).fix();
    (local - offset).and_utc()
}
