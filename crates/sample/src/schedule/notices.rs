//! The fifth of the mail that machines send.

use super::{Author, Entry, Item, Schedule};
use crate::dice::Dice;
use crate::plan::Plan;
use crate::talk::automated;
use crate::world::World;

const DAY: i64 = 86_400;
const WEEK: i64 = 7 * DAY;

pub(crate) struct Notice {
    pub class: NoticeClass,
    /// Which sender of its class, and so which block of the data.
    pub topic: u16,
    pub seed: u64,
    /// The letter of mine that an automatic reply or a bounce answers.
    pub about: Option<(usize, u8)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NoticeClass {
    Newsletter,
    Notification,
    Receipt,
    List,
    AutoReply,
    Bounce,
}

const SHARES: [(NoticeClass, u32); 6] = [
    (NoticeClass::Newsletter, 38),
    (NoticeClass::Notification, 25),
    (NoticeClass::Receipt, 14),
    (NoticeClass::List, 16),
    (NoticeClass::AutoReply, 5),
    (NoticeClass::Bounce, 2),
];

impl NoticeClass {
    pub fn word(self) -> &'static str {
        match self {
            NoticeClass::Newsletter => "newsletter",
            NoticeClass::Notification => "notification",
            NoticeClass::Receipt => "receipt",
            NoticeClass::List => "list",
            NoticeClass::AutoReply => "reply",
            NoticeClass::Bounce => "bounce",
        }
    }
}

/// Adds exactly `count` automated messages.
pub(super) fn fill(schedule: &mut Schedule, plan: &Plan, world: &World, count: usize) {
    let mut dice = Dice::part(plan.seed, "notices", 0);
    let mine = letters_to_firms(schedule, world);
    for _ in 0..count {
        let mut class = dice.weighted(&SHARES, NoticeClass::Newsletter);
        let answers = matches!(class, NoticeClass::AutoReply | NoticeClass::Bounce);
        if answers && mine.is_empty() {
            class = NoticeClass::Newsletter;
        }
        let about = (answers && !mine.is_empty()).then(|| dice.pick(&mine));
        let topic = dice.pick(&automated().topics_for(class.word(), false));
        let at = match about {
            Some((sent, _, _)) => (sent + dice.between(20, 200)).min(plan.end()),
            None => issue(class, topic, plan, &mut dice),
        };
        let about = about.map(|(_, exchange, position)| (exchange, position));
        schedule.entries.push(Entry {
            at,
            item: Item::Notice(schedule.notices.len()),
        });
        schedule.notices.push(Notice {
            class,
            topic,
            seed: dice.next(),
            about,
        });
    }
}

/// Moment and place of every letter of mine to somebody at an office.
fn letters_to_firms(schedule: &Schedule, world: &World) -> Vec<(i64, usize, u8)> {
    let to_firm = |entry: &Entry| {
        let Item::Letter {
            exchange: index,
            position,
        } = entry.item
        else {
            return None;
        };
        let exchange = &schedule.exchanges[index];
        let held = world.people[exchange.person].position_at(entry.at)?;
        held.company
            .filter(|_| exchange.author(position) == Author::Me)?;
        Some((entry.at, index, position))
    };
    schedule.entries.iter().filter_map(to_firm).collect()
}

/// Newsletters come on their sender's weekday and hour, the rest at any time.
fn issue(class: NoticeClass, topic: u16, plan: &Plan, dice: &mut Dice) -> i64 {
    let at = dice.between(plan.start() + WEEK, plan.end() - WEEK);
    if class != NoticeClass::Newsletter {
        return at;
    }
    let weekday = i64::from(topic % 5);
    at - (at + 3 * DAY).rem_euclid(WEEK)
        + weekday * DAY
        + 6 * 3_600
        + i64::from(topic) * 540
        + dice.between(0, 240)
}
