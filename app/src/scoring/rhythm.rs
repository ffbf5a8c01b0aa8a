//! The usual pause between two people, robust against single long or short ones:
//! the median of the pauses, and the distance between their quartiles as their spread.

use chrono::{DateTime, Utc};

/// A shorter pause belongs to the same conversation.
const SHORTEST_PAUSE_DAYS: f64 = 0.75;

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rhythm {
    /// The usual pause between the beginnings of conversations, in days.
    pub days: f64,
    /// Half of all pauses lie within a range of so many days.
    pub spread_days: f64,
}

/// `beginnings` from the oldest to the newest; none from fewer than two conversations.
pub fn rhythm(beginnings: &[DateTime<Utc>]) -> Option<Rhythm> {
    let mut pauses: Vec<f64> = beginnings
        .iter()
        .zip(beginnings.iter().skip(1))
        .map(|(before, after)| (*after - *before).num_seconds() as f64 / 86_400.0)
        .filter(|days| *days > SHORTEST_PAUSE_DAYS)
        .collect();
    pauses.sort_by(f64::total_cmp);
    Some(Rhythm {
        days: quantile(&pauses, 0.5)?,
        spread_days: quantile(&pauses, 0.75)? - quantile(&pauses, 0.25)?,
    })
}

/// Between two values it lies on the line from one to the other.
fn quantile(sorted: &[f64], share: f64) -> Option<f64> {
    let place = sorted.len().checked_sub(1)? as f64 * share;
    let below = *sorted.get(place.floor() as usize)?;
    let above = *sorted.get(place.ceil() as usize)?;
    Some(below + (above - below) * place.fract())
}

#[cfg(test)]
mod tests {
    use chrono::Duration;

    use super::*;
    use crate::testing::now;

    fn of(pauses: &[f64]) -> Option<(f64, f64)> {
        let mut at = now();
        let mut beginnings = vec![at];
        for days in pauses {
            at += Duration::seconds((days * 86_400.0) as i64);
            beginnings.push(at);
        }
        let round = |days: f64| (days * 100.0).round() / 100.0;
        rhythm(&beginnings).map(|found| (round(found.days), round(found.spread_days)))
    }

    #[test]
    fn the_usual_pause() {
        for (what, pauses, expected) in [
            ("one conversation has none", &[][..], None),
            (
                "one pause is all there is to go by",
                &[9.0],
                Some((9.0, 0.0)),
            ),
            ("even weeks", &[7.0; 6], Some((7.0, 0.0))),
            (
                "a year abroad does not make it yearly",
                &[7.0, 7.0, 8.0, 365.0, 7.0, 6.0],
                Some((7.0, 0.75)),
            ),
            (
                "two burned weeks in a monthly habit",
                &[30.0, 31.0, 1.0, 1.0, 30.0, 29.0, 30.0],
                Some((30.0, 15.0)),
            ),
            (
                "answers within hours are one conversation",
                &[0.1, 0.2, 14.0, 0.3, 16.0],
                Some((15.0, 1.0)),
            ),
            ("only hours apart", &[0.2, 0.4], None),
            (
                "now and then",
                &[2.0, 40.0, 5.0, 90.0, 12.0],
                Some((12.0, 35.0)),
            ),
        ] {
            assert_eq!(of(pauses), expected, "{what}");
        }
    }
}
