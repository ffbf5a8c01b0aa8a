//! Turns the schedule into a mailbox file, one message at a time.

mod answer;
mod calendar;
mod circular;
mod dates;
mod encode;
mod letter;
mod mbox;
mod message;
mod notice;
mod page;
mod quote;
mod signature;
mod summary;
mod thread;
mod wire;
mod words;

use std::io;

use crate::plan::Plan;
use crate::schedule::{Item, Schedule};
use crate::world::world;

pub use summary::Summary;

/// Writes the mailbox of a plan as mbox, oldest message first.
///
/// Lines end in LF; body lines that begin with `From ` are quoted with `>`
/// (mboxrd). Only the schedule is held in memory, never the messages.
pub fn write_mbox(plan: &Plan, out: &mut impl io::Write) -> io::Result<Summary> {
    let world = world(plan);
    let schedule = Schedule::of(plan, &world);
    let desk = thread::Desk {
        plan,
        world: &world,
        schedule: &schedule,
    };
    let mut summary = summary::Count::new(plan, &world);
    let mut buffer = Vec::with_capacity(16_384);
    for entry in &schedule.entries {
        let message = match entry.item {
            Item::Letter { exchange, position } => {
                summary.letter(&schedule.exchanges[exchange], position, entry.at, &world);
                desk.thread(exchange).message(position)
            }
            Item::Notice(index) => {
                summary.notice(schedule.notices[index].class, entry.at);
                notice::message(&desk, &schedule.notices[index], entry.at)
            }
        };
        buffer.clear();
        message.render(&mut buffer);
        summary.shape(&message);
        mbox::append(out, &message, &buffer)?;
    }
    Ok(summary.finish())
}
