//! When to try again: after 429, 5xx, 529 and where no connection came about, after a pause
//! that doubles and is partly chance, and never sooner than the provider asks for.
//! Source: “Exponential Backoff And Jitter” (AWS Architecture Blog, 2015), equal jitter.

use std::time::{Duration, SystemTime};

use reqwest::header::{DATE, HeaderMap, RETRY_AFTER};

use crate::error::Error;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retry {
    /// How often at most, the first time included.
    pub attempts: u32,
    /// The pause after the first, before chance makes it smaller.
    pub first: Duration,
    /// No pause is longer; who asks for more is left alone.
    pub longest: Duration,
}

impl Default for Retry {
    fn default() -> Self {
        Self {
            attempts: 4,
            first: Duration::from_millis(500),
            longest: Duration::from_secs(30),
        }
    }
}

impl Retry {
    /// The pause after so many attempts that failed with `error`; none where it is no use.
    /// `chance` is from 0 to 1.
    pub(crate) fn pause(&self, failed: u32, error: &Error, chance: f64) -> Option<Duration> {
        if failed >= self.attempts || !error.may_pass() {
            return None;
        }
        let doubled = self
            .first
            .saturating_mul(2_u32.saturating_pow(failed.saturating_sub(1)))
            .min(self.longest);
        let chance = chance.clamp(0.0, 1.0);
        match error {
            Error::Busy {
                retry_after: Some(asked),
            } => {
                // All who were sent away at once shall not come back at once.
                let pause = *asked + self.first.mul_f64(chance);
                (*asked <= self.longest).then_some(pause)
            }
            _ => Some(doubled.mul_f64(0.5 + 0.5 * chance)),
        }
    }
}

/// `retry-after-ms`, or `retry-after` in seconds or as a date (RFC 9110, 10.2.3), which is
/// compared with the answer's own date, so that no clock is asked.
pub(crate) fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let text = |name: &str| headers.get(name)?.to_str().ok().map(str::trim);
    let number = |text: &str| {
        let number = text.parse::<f64>().ok()?;
        (number >= 0.0).then_some(number)
    };
    if let Some(pause) = text("retry-after-ms").and_then(number) {
        return Duration::try_from_secs_f64(pause / 1_000.0).ok();
    }
    let asked = text(RETRY_AFTER.as_str())?;
    if let Some(seconds) = number(asked) {
        return Duration::try_from_secs_f64(seconds).ok();
    }
    let until = httpdate::parse_http_date(asked).ok()?;
    let now: SystemTime = httpdate::parse_http_date(text(DATE.as_str())?).ok()?;
    Some(until.duration_since(now).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    const RETRY: Retry = Retry {
        attempts: 4,
        first: Duration::from_millis(400),
        longest: Duration::from_secs(1),
    };

    fn busy(seconds: Option<u64>) -> Error {
        Error::Busy {
            retry_after: seconds.map(Duration::from_secs),
        }
    }

    #[test]
    fn pauses_double_up_to_the_longest() {
        let pauses = |chance| {
            [1, 2, 3, 4].map(|failed| {
                let pause = RETRY.pause(failed, &busy(None), chance);
                pause.map(|pause| pause.as_millis())
            })
        };
        assert_eq!(pauses(1.0), [Some(400), Some(800), Some(1_000), None]);
        assert_eq!(pauses(0.0), [Some(200), Some(400), Some(500), None]);
    }

    #[test]
    fn never_sooner_than_asked_and_not_at_all_if_that_is_long() {
        let pause = RETRY.pause(1, &busy(Some(1)), 0.5);
        assert_eq!(pause, Some(Duration::from_millis(1_200)));
        assert_eq!(RETRY.pause(1, &busy(Some(2)), 0.5), None);
    }

    #[test]
    fn what_may_have_cost_or_will_not_pass_is_not_tried_again() {
        for error in [
            Error::Late,
            Error::Broken,
            Error::Key,
            Error::Declined,
            Error::Credit,
        ] {
            assert_eq!(RETRY.pause(1, &error, 0.5), None, "{error}");
        }
        assert!(RETRY.pause(1, &Error::Away, 0.5).is_some());
    }

    #[test]
    fn a_pause_is_asked_for_in_three_ways() {
        type Headers = &'static [(&'static str, &'static str)];
        let cases: [(Headers, Option<u64>); 8] = [
            (&[("retry-after", "2")], Some(2_000)),
            (&[("retry-after", "0.25")], Some(250)),
            (&[("retry-after", "9"), ("retry-after-ms", "70")], Some(70)),
            (
                &[
                    ("retry-after", "Fri, 21 Nov 2025 09:37:29 GMT"),
                    ("date", "Fri, 21 Nov 2025 09:36:59 GMT"),
                ],
                Some(30_000),
            ),
            (
                &[
                    ("retry-after", "Fri, 21 Nov 2025 09:36:29 GMT"),
                    ("date", "Fri, 21 Nov 2025 09:36:59 GMT"),
                ],
                Some(0),
            ),
            (&[("retry-after", "Fri, 21 Nov 2025 09:37:29 GMT")], None),
            (&[("retry-after", "-1")], None),
            (&[("retry-after", "soon")], None),
        ];
        for (headers, expected) in cases {
            let mut map = HeaderMap::new();
            for (name, value) in headers {
                map.insert(*name, value.parse().unwrap());
            }
            let found = retry_after(&map).map(|pause| pause.as_millis() as u64);
            assert_eq!(found, expected, "{headers:?}");
        }
    }
}
