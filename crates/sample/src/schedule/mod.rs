//! Who writes when: every exchange and its moments, before any text is made.
//!
//! The schedule is small (some tens of bytes a message), ordered by time, and
//! holds exactly as many entries as the plan has messages, none after its end.

mod circle;
mod clock;
mod notices;
mod quota;
mod rhythm;
mod ties;

use crate::dice::Dice;
use crate::plan::Plan;
use crate::world::World;

pub(crate) use notices::{Notice, NoticeClass};

pub(crate) struct Schedule {
    pub exchanges: Vec<Exchange>,
    pub notices: Vec<Notice>,
    pub entries: Vec<Entry>,
    times: Vec<i64>,
}

/// A thread between the owner and one person, sometimes with others copied.
pub(crate) struct Exchange {
    pub person: usize,
    pub others: Vec<u32>,
    pub form: Form,
    pub topic: u16,
    pub by_me: bool,
    pub seed: u64,
    first: usize,
    pub length: u8,
    /// The last message asks something and is left so.
    pub open_end: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    Talk,
    /// All messages mine: a question and two reminders.
    Chase,
    /// `others[0]` brings the person and me together.
    Introduction,
    Meeting,
    /// The person tells of a new job.
    Move,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Entry {
    pub at: i64,
    pub item: Item,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Item {
    Letter { exchange: usize, position: u8 },
    Notice(usize),
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Author {
    Me,
    Person(usize),
}

impl Schedule {
    pub fn of(plan: &Plan, world: &World) -> Self {
        let automated = if world.people.is_empty() {
            plan.messages
        } else {
            plan.messages / 5
        };
        let mut schedule = Schedule {
            exchanges: vec![],
            notices: vec![],
            entries: vec![],
            times: vec![],
        };
        ties::fill(&mut schedule, plan, world, plan.messages - automated);
        notices::fill(&mut schedule, plan, world, automated);
        schedule.entries.sort_unstable();
        schedule
    }

    pub fn time(&self, exchange: &Exchange, position: u8) -> i64 {
        self.times
            .get(exchange.first + usize::from(position))
            .copied()
            .unwrap_or_default()
    }

    fn add(&mut self, mut exchange: Exchange, times: &[i64]) {
        exchange.first = self.times.len();
        let index = self.exchanges.len();
        self.times.extend_from_slice(times);
        self.exchanges.push(exchange);
        let letters = (0u8..).zip(times);
        self.entries.extend(letters.map(|(position, at)| Entry {
            at: *at,
            item: Item::Letter {
                exchange: index,
                position,
            },
        }));
    }
}

impl Exchange {
    pub fn author(&self, position: u8) -> Author {
        let opener_turn = position.is_multiple_of(2);
        match self.form {
            Form::Chase => Author::Me,
            Form::Introduction if position == 0 => Author::Person(self.introducer()),
            Form::Introduction if opener_turn => Author::Person(self.person),
            Form::Introduction => Author::Me,
            _ if opener_turn == self.by_me => Author::Me,
            _ => Author::Person(self.writer(position)),
        }
    }

    pub fn introducer(&self) -> usize {
        self.others
            .first()
            .map_or(self.person, |other| *other as usize)
    }

    /// In a group, now and then one of those copied answers.
    fn writer(&self, position: u8) -> usize {
        let mut dice = Dice::part(self.seed, "writer", u64::from(position));
        if position > 0 && position + 1 < self.length && !self.others.is_empty() && dice.chance(30)
        {
            return dice.pick(&self.others) as usize;
        }
        self.person
    }
}
