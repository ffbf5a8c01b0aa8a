//! Spreads the letters over the people, each tie in its own rhythm.
//!
//! Every person's last exchange is the one that [`Ending`] names: the earlier
//! ones are over before it begins.

use super::clock::Turns;
use super::quota::quotas;
use super::{Exchange, Form, Schedule, circle, rhythm};
use crate::dice::Dice;
use crate::plan::Plan;
use crate::talk::phrasebook;
use crate::world::{Ending, Kind, Person, World};

const DAY: i64 = 86_400;
const WEEK: i64 = 7 * DAY;
const LENGTHS: [(u8, u32); 8] = [
    (1, 18),
    (2, 26),
    (3, 20),
    (4, 14),
    (5, 9),
    (6, 6),
    (7, 4),
    (8, 3),
];

/// Adds exactly `letters` messages.
pub(super) fn fill(schedule: &mut Schedule, plan: &Plan, world: &World, letters: usize) {
    for (index, quota) in quotas(plan, world, letters).into_iter().enumerate() {
        if quota > 0 {
            let dice = Dice::part(plan.seed, "tie", index as u64);
            Tie {
                schedule,
                plan,
                world,
                index,
                recent: Vec::new(),
                dice,
            }
            .spread(quota);
        }
    }
}

struct Tie<'a> {
    schedule: &'a mut Schedule,
    plan: &'a Plan,
    world: &'a World,
    index: usize,
    recent: Vec<u16>,
    dice: Dice,
}

/// An exchange before its moments are known.
struct Sketch {
    form: Form,
    by_me: bool,
    length: u8,
    open_end: bool,
}

impl Tie<'_> {
    fn person(&self) -> &Person {
        &self.world.people[self.index]
    }

    fn spread(mut self, quota: usize) {
        let last = self.last(quota);
        let mut earlier = self.earlier(quota - usize::from(last.length));
        let lasting = if last.form == Form::Chase {
            30 * DAY
        } else {
            i64::from(last.length.max(1) - 1) * 2 * DAY
        };
        let person = &self.world.people[self.index];
        let (from, until) =
            rhythm::window(self.plan, person, earlier.len(), lasting, &mut self.dice);
        if let Some(first) = earlier.first_mut() {
            self.introduce(first);
        }
        let count = earlier.len() as i64;
        for (place, sketch) in (0i64..).zip(earlier) {
            let point = rhythm::Point { place, count };
            let start = from + point.within(until - from, person.rhythm, &mut self.dice);
            self.add(sketch, start, until);
        }
        self.add(last, until, self.plan.end() - 60);
    }

    /// The exchange that leaves things as the person's ending says.
    fn last(&mut self, quota: usize) -> Sketch {
        let ending = self.person().ending;
        let asked = if quota >= 8 && self.dice.chance(40) {
            3
        } else {
            1
        };
        let settled = if quota >= 6 {
            2 + self.dice.below(3)
        } else {
            quota.min(4)
        };
        let (form, length) = match ending {
            Ending::ThreeOfMine => (Form::Chase, quota.min(3)),
            Ending::AwaitsMe | Ending::AwaitsThem => (Form::Talk, asked),
            Ending::Settled => (Form::Talk, settled),
        };
        let by_me = match ending {
            Ending::ThreeOfMine | Ending::AwaitsThem => true,
            Ending::AwaitsMe => false,
            Ending::Settled => self.dice.chance(45),
        };
        Sketch {
            form,
            by_me,
            length: length as u8,
            open_end: ending != Ending::Settled,
        }
    }

    fn earlier(&mut self, quota: usize) -> Vec<Sketch> {
        let business = self.person().kind.is_business();
        let mut left = quota;
        let mut sketches = Vec::new();
        while left > 0 {
            let length = usize::from(self.dice.weighted(&LENGTHS, 2)).min(left);
            let meeting = business && length == 2 && self.dice.chance(14);
            let form = if meeting { Form::Meeting } else { Form::Talk };
            sketches.push(Sketch {
                form,
                by_me: self.dice.chance(50),
                length: length as u8,
                open_end: false,
            });
            left -= length;
        }
        sketches
    }

    fn introduce(&mut self, first: &mut Sketch) {
        let newcomer = matches!(
            self.person().kind,
            Kind::Client | Kind::Investor | Kind::OneOff | Kind::Mentor
        );
        if newcomer
            && first.length >= 2
            && self.dice.chance(30)
            && circle::introducer(self.world, self.index).is_some()
        {
            first.form = Form::Introduction;
            first.by_me = false;
        }
    }

    fn add(&mut self, mut sketch: Sketch, start: i64, limit: i64) {
        let others = self.others(&sketch);
        let mut times = self.moments(&sketch, start);
        let over = times.last().map_or(0, |last| last - limit);
        if over >= 0 {
            let back = (over / WEEK + 1) * WEEK;
            times.iter_mut().for_each(|at| *at -= back);
        }
        if sketch.form == Form::Talk && !sketch.open_end && self.tells_of_move(&times) {
            sketch = Sketch {
                form: Form::Move,
                by_me: false,
                length: sketch.length,
                open_end: false,
            };
        }
        let topic = self.topic(&sketch);
        let seed = self.dice.next();
        let exchange = Exchange {
            person: self.index,
            others,
            form: sketch.form,
            topic,
            by_me: sketch.by_me,
            seed,
            first: 0,
            length: sketch.length,
            open_end: sketch.open_end,
        };
        self.schedule.add(exchange, &times);
    }

    /// The first settled talk after a change of job becomes their telling of it.
    fn tells_of_move(&self, times: &[i64]) -> bool {
        let person = self.person();
        let (Some(position), Some(start)) = (person.positions.get(1), times.first()) else {
            return false;
        };
        let since = position.since.timestamp();
        *start >= since && *start < since + 300 * DAY && !self.has_moved()
    }

    fn has_moved(&self) -> bool {
        let mine = self
            .schedule
            .exchanges
            .iter()
            .rev()
            .take_while(|exchange| exchange.person == self.index);
        mine.into_iter().any(|exchange| exchange.form == Form::Move)
    }

    fn moments(&mut self, sketch: &Sketch, start: i64) -> Vec<i64> {
        let person = &self.world.people[self.index];
        let turns = Turns {
            business: person.kind.is_business(),
            their_offset: i64::from(person.place.offset_seconds()),
            by_me: sketch.by_me,
            all_mine: sketch.form == Form::Chase,
        };
        turns.moments(start, sketch.length, &mut self.dice)
    }

    fn topic(&mut self, sketch: &Sketch) -> u16 {
        let person = &self.world.people[self.index];
        let fitting = phrasebook(person.language).topics_for(person.kind.word(), sketch.by_me);
        let mut topic = self.dice.pick(&fitting);
        for _ in 0..6 {
            if !self.recent.contains(&topic) {
                break;
            }
            topic = self.dice.pick(&fitting);
        }
        self.recent.push(topic);
        if self.recent.len() > 6 {
            self.recent.remove(0);
        }
        topic
    }

    /// Who is copied: the introducer, or now and then people of the same circle.
    fn others(&mut self, sketch: &Sketch) -> Vec<u32> {
        match sketch.form {
            Form::Introduction => circle::introducer(self.world, self.index)
                .into_iter()
                .collect(),
            Form::Talk if sketch.length > 1 && self.dice.chance(16) => {
                let most = 1 + self.dice.below(2);
                circle::near(self.world, self.index, self.schedule.exchanges.len(), most)
            }
            _ => Vec::new(),
        }
    }
}
