//! Where the exchanges of a tie lie in the time of the mailbox.

use crate::dice::Dice;
use crate::plan::Plan;
use crate::world::{Kind, Person, Rhythm};

const DAY: i64 = 86_400;

/// From when to when the `earlier` exchanges begin; the last one begins at the
/// end of it and takes about `lasting` seconds.
pub(super) fn window(
    plan: &Plan,
    person: &Person,
    earlier: usize,
    lasting: i64,
    dice: &mut Dice,
) -> (i64, i64) {
    let (start, end) = (plan.start(), plan.end());
    let span = end - start;
    let (least, most) = silence(person.rhythm, span, earlier);
    let silent = dice.between(least, most.max(least + DAY));
    let until = (end - silent - lasting).max(start + span / 20);
    let long = matches!(
        person.kind,
        Kind::Family | Kind::Friend | Kind::Colleague | Kind::FormerColleague
    );
    let from = if long {
        start
    } else {
        start + dice.between(0, (until - start) * 6 / 10)
    };
    (from, until)
}

/// For how long nobody has written, at least and at most.
fn silence(rhythm: Rhythm, span: i64, earlier: usize) -> (i64, i64) {
    let interval = (span / (earlier as i64 + 1)).min(90 * DAY);
    match rhythm {
        Rhythm::Steady => (DAY, interval * 13 / 10),
        Rhythm::Bursts => (2 * DAY, span / 7),
        Rhythm::Fading => (span / 9, span / 3),
        Rhythm::Dormant => (span / 2, span * 4 / 5),
        Rhythm::Once => (4 * DAY, span * 19 / 20),
    }
}

/// One exchange among all of a tie.
pub(super) struct Point {
    pub place: i64,
    pub count: i64,
}

impl Point {
    /// Its distance from the start of a span: even, in clusters, or ever rarer.
    pub fn within(&self, span: i64, rhythm: Rhythm, dice: &mut Dice) -> i64 {
        let point = i128::from(self.place * 1_000 + dice.between(100, 900));
        let (whole, span) = (i128::from(self.count * 1_000), i128::from(span));
        let distance = match rhythm {
            Rhythm::Fading => span * point.pow(2) / whole.pow(2),
            Rhythm::Bursts => {
                let bursts = i128::from((self.count / 5).max(1));
                let part = span / bursts;
                let inside = (point * bursts) % whole;
                (point * bursts / whole) * part + inside * (part / 3) / whole
            }
            _ => span * point / whole,
        };
        distance as i64
    }
}
