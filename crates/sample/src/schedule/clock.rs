//! The hours at which people write.

use crate::dice::Dice;

const HOUR: i64 = 3_600;
const DAY: i64 = 24 * HOUR;

/// When somebody writes: in office hours on weekdays, or around them at home.
#[derive(Clone, Copy)]
struct Hours {
    business: bool,
    offset_seconds: i64,
}

const OFFICE: [(i64, u32); 12] = [
    (7, 2),
    (8, 6),
    (9, 12),
    (10, 13),
    (11, 11),
    (12, 5),
    (13, 7),
    (14, 11),
    (15, 11),
    (16, 10),
    (17, 6),
    (19, 2),
];
const HOME: [(i64, u32); 12] = [
    (7, 5),
    (8, 7),
    (9, 5),
    (11, 4),
    (12, 6),
    (13, 5),
    (15, 4),
    (17, 8),
    (18, 11),
    (20, 14),
    (21, 14),
    (22, 7),
];

impl Hours {
    /// A likely moment on the day of `at`, or on the Monday after it.
    fn on_day(self, at: i64, dice: &mut Dice) -> i64 {
        let midnight = self.working_day(at, dice);
        let hour = dice.weighted(if self.business { &OFFICE } else { &HOME }, 10);
        midnight + hour * HOUR + dice.between(0, HOUR)
    }

    /// `at` itself where somebody would be writing then, else the next likely moment.
    fn from(self, at: i64, dice: &mut Dice) -> i64 {
        let local = (at + self.offset_seconds).rem_euclid(DAY) / HOUR;
        let awake = if self.business { 8..19 } else { 7..23 };
        if awake.contains(&local) && self.working_day(at, dice) <= at {
            return at;
        }
        let next = if local >= awake.end { at + DAY } else { at };
        let morning = self.working_day(next, dice) + awake.start * HOUR;
        morning.max(at) + dice.between(300, 3 * HOUR)
    }

    /// Local midnight of the day, past the weekend for an office.
    fn working_day(self, at: i64, dice: &mut Dice) -> i64 {
        let day = (at + self.offset_seconds).div_euclid(DAY);
        let weekday = (day + 3).rem_euclid(7);
        let rests = self.business && weekday > 4 && !dice.chance(4);
        let day = if rests { day + 7 - weekday } else { day };
        day * DAY - self.offset_seconds
    }
}

/// How long an answer takes: often the same hour or day, at times a week.
fn answer_gap(dice: &mut Dice) -> i64 {
    match dice.below(100) {
        0..35 => dice.between(4 * 60, 2 * HOUR),
        35..75 => dice.between(2 * HOUR, 30 * HOUR),
        75..95 => dice.between(DAY, 4 * DAY),
        _ => dice.between(4 * DAY, 9 * DAY),
    }
}

/// Whose turn it is at each place of a thread.
pub(super) struct Turns {
    pub business: bool,
    /// Seconds east of Greenwich at the other side.
    pub their_offset: i64,
    pub by_me: bool,
    pub all_mine: bool,
}

impl Turns {
    /// The moments of a thread that begins on the day of `start`, in order.
    pub fn moments(&self, start: i64, length: u8, dice: &mut Dice) -> Vec<i64> {
        let mut at = self.hours(0).on_day(start, dice);
        let mut times = vec![at];
        for position in 1..length {
            let gap = if self.all_mine {
                dice.between(6 * DAY, 12 * DAY)
            } else {
                answer_gap(dice)
            };
            at = self.hours(position).from(at + gap, dice);
            times.push(at);
        }
        times
    }

    fn hours(&self, position: u8) -> Hours {
        let mine = self.all_mine || position.is_multiple_of(2) == self.by_me;
        let offset_seconds = if mine { HOUR } else { self.their_offset };
        Hours {
            business: self.business,
            offset_seconds,
        }
    }
}
