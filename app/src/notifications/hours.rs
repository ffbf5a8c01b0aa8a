//! When a mail or a push may go, and when a digest is due. All times are those of the
//! member's clocks.

use chrono::{DateTime, Datelike, Days, Duration, NaiveTime, Utc};
use chrono_tz::Tz;

use super::choices::Digest;
use crate::jobs::schedule::instant;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hours {
    pub zone: Tz,
    /// From when until when mails and pushes wait; over midnight where it ends earlier.
    pub quiet: Option<(NaiveTime, NaiveTime)>,
    pub digest: Digest,
    pub digest_hour: u32,
    /// Monday is 1.
    pub digest_weekday: u32,
}

/// After so long a missed digest is not sent any more: the next one comes soon.
const STALE: Duration = Duration::hours(12);

impl Hours {
    pub fn usual(zone: Tz) -> Self {
        Self {
            zone,
            quiet: None,
            digest: Digest::Daily,
            digest_hour: 7,
            digest_weekday: 1,
        }
    }

    /// What somebody chose; the rest is usual.
    pub fn chosen(
        zone: &str,
        quiet: Option<(NaiveTime, NaiveTime)>,
        digest: Option<&str>,
        (hour, weekday): (Option<i16>, Option<i16>),
    ) -> Self {
        let usual = Self::usual(zone.parse().unwrap_or(Tz::UTC));
        let or = |chosen: Option<i16>, usual: u32| {
            chosen
                .and_then(|chosen| u32::try_from(chosen).ok())
                .unwrap_or(usual)
        };
        Self {
            quiet,
            digest: digest.and_then(Digest::parse).unwrap_or(usual.digest),
            digest_hour: or(hour, usual.digest_hour),
            digest_weekday: or(weekday, usual.digest_weekday),
            ..usual
        }
    }

    /// The first instant from `now` on that is not quiet.
    pub fn due(&self, now: DateTime<Utc>) -> DateTime<Utc> {
        let Some((from, until)) = self.quiet else {
            return now;
        };
        let local = now.with_timezone(&self.zone);
        let (day, time) = (local.date_naive(), local.time());
        let ends_on = match from < until {
            true if (from..until).contains(&time) => Some(day),
            false if from != until && time < until => Some(day),
            false if from != until && time >= from => day.checked_add_days(Days::new(1)),
            _ => None,
        };
        let end = ends_on.and_then(|day| instant(day, until, self.zone));
        end.map_or(now, |end| end.max(now))
    }

    /// The digest that is due now and was not sent since: the newest, and none that is stale.
    pub fn digest_due(&self, last: DateTime<Utc>, now: DateTime<Utc>) -> bool {
        let Some(at) = NaiveTime::from_hms_opt(self.digest_hour, 0, 0) else {
            return false;
        };
        let today = now.with_timezone(&self.zone).date_naive();
        let days = (0..2).filter_map(|days| today.checked_sub_days(Days::new(days)));
        let wanted = days.filter(|day| match self.digest {
            Digest::Off => false,
            Digest::Daily => true,
            Digest::Weekly => day.weekday().number_from_monday() == self.digest_weekday,
        });
        let newest = wanted
            .filter_map(|day| instant(day, at, self.zone))
            .find(|instant| *instant <= now);
        newest.is_some_and(|instant| instant > last && now - instant < STALE)
    }
}
