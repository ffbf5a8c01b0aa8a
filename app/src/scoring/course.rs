//! How a score came to be what it is: counted as of the end of each past month, from
//! what was exchanged until then.

use chrono::{DateTime, Datelike, Duration, Months, NaiveDate, NaiveTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    evidence::{Counts, Touch},
    rules::score,
};

const MONTHS: u32 = 24;

#[derive(Clone, Copy, Debug, PartialEq, Serialize, ToSchema)]
pub struct CoursePoint {
    /// The last day of a month, or today.
    pub on: NaiveDate,
    /// 0 to 10
    pub score: f64,
}

/// The ends of the last 24 months, and now.
pub fn course(touches: &[Touch], now: DateTime<Utc>) -> Vec<CoursePoint> {
    let mut moments = month_ends(now);
    moments.push(now);
    let point = |at: DateTime<Utc>| CoursePoint {
        on: at.date_naive(),
        score: score(&Counts::of(touches, at).evidence, at).total(),
    };
    moments.into_iter().map(point).collect()
}

/// The last second of each of these months.
fn month_ends(now: DateTime<Utc>) -> Vec<DateTime<Utc>> {
    let this_month = now.date_naive().with_day(1).unwrap_or(now.date_naive());
    let ends = (0..MONTHS).rev().filter_map(|back| {
        let first = this_month.checked_sub_months(Months::new(back))?;
        Some(first.and_time(NaiveTime::MIN).and_utc() - Duration::seconds(1))
    });
    ends.collect()
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::{
        scoring::{Channel, Direction},
        testing::now,
    };

    fn touch(days: i64, direction: Direction) -> Touch {
        Touch {
            at: now() - Duration::days(days),
            direction,
            channel: Channel::Mail,
            thread: Uuid::from_u128(days.unsigned_abs().into()),
        }
    }

    #[test]
    fn months_end_on_their_last_day_and_today_comes_last() {
        let days: Vec<String> = course(&[], now())
            .iter()
            .map(|point| point.on.to_string())
            .collect();
        assert_eq!(days.len(), 25);
        assert_eq!(days[0], "2024-03-31");
        assert_eq!(days[22..], ["2026-01-31", "2026-02-28", "2026-03-02"]);
    }

    #[test]
    fn the_past_is_what_it_was_then() {
        let before: Vec<Touch> = (0..40)
            .map(|n| {
                let direction = if n % 2 == 0 {
                    Direction::In
                } else {
                    Direction::Out
                };
                touch(400 + 7 * n, direction)
            })
            .collect();
        let then = course(&before, now());
        let mut after = before.clone();
        after.extend([touch(1, Direction::In), touch(2, Direction::Out)]);
        let now_too = course(&after, now());
        assert_eq!(
            then[..24],
            now_too[..24],
            "what happened since changes no past month"
        );
        assert!(now_too[24].score > then[24].score);
        assert!(then[10].score > then[24].score, "silence lowers it");
        assert_eq!(course(&[touch(10, Direction::In)], now())[23].score, {
            let at = now()
                - Duration::days(2)
                - Duration::hours(9)
                - Duration::minutes(30)
                - Duration::seconds(1);
            score(&Counts::of(&[touch(10, Direction::In)], at).evidence, at).total()
        });
    }
}
