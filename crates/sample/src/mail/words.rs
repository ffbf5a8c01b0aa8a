//! The new text of a message: greeting, body, farewell.

use super::thread::Thread;
use crate::dice::Dice;
use crate::schedule::Form;
use crate::talk::capitalised;
use crate::world::{Client, Kind, Language};

/// Paragraphs separated by empty lines, down to the writer's name.
pub(super) fn own_text(thread: &Thread, position: u8) -> String {
    let mut dice = thread.dice("words", position);
    let dice = &mut dice;
    let casual = !is_formal(thread, position);
    let telephone = thread.client(position) == Client::Telephone;
    let brief = position > 1 && (casual && dice.chance(55) || telephone);
    let greets_itself = thread.exchange.form == Form::Introduction && position == 1;
    let mut text = String::with_capacity(512);
    let greeted = !brief && !greets_itself && greeting(thread, position, dice, &mut text);
    let said = thread
        .say(body(thread, position, dice), position, dice)
        .replace(" // ", "\n\n");
    text.push_str(&if greeted { said } else { capitalised(&said) });
    farewell(thread, position, brief, dice, &mut text);
    text
}

/// The greeting and perhaps a nicety; true where the text goes on after the greeting's comma.
fn greeting(thread: &Thread, position: u8, dice: &mut Dice, text: &mut String) -> bool {
    let pools = ("greeting casual", "greeting formal");
    let line = thread.book.line(pools, is_formal(thread, position), dice);
    text.push_str(&thread.say(line, position, dice));
    text.push_str("\n\n");
    let stranger = thread.person.kind == Kind::OneOff || thread.exchange.form == Form::Introduction;
    let (pools, percent) = match position {
        0 => (("nicety casual", "nicety formal"), 45),
        _ => (("reply casual", "reply formal"), 25),
    };
    if position > 1 || stranger || !dice.chance(percent) {
        return true;
    }
    let line = thread.book.line(pools, is_formal(thread, position), dice);
    text.push_str(&thread.say(line, position, dice));
    text.push_str(if dice.chance(50) { "\n\n" } else { " " });
    false
}

fn body(thread: &Thread, position: u8, dice: &mut Dice) -> &'static str {
    let last = position + 1 == thread.exchange.length;
    match (thread.exchange.form, position) {
        (_, 0) => thread.variant("open"),
        (Form::Chase, _) => turn(thread, position, "chase"),
        (_, 1) => thread.variant("answer"),
        _ if last && thread.exchange.open_end => turn(thread, position, "question"),
        (_, 2) if !last || dice.chance(40) => thread.variant("follow"),
        _ if last => turn(thread, position, "close"),
        _ => turn(thread, position, "middle"),
    }
}

/// A line of a pool, another one at each place of the thread.
fn turn(thread: &Thread, position: u8, pool: &str) -> &'static str {
    let tone = if thread.person.formal {
        "formal"
    } else {
        "casual"
    };
    let home = thread.book.pool(&format!("{pool} home"));
    let lines = if home.is_empty() || thread.person.kind.is_business() {
        thread.book.pool(&format!("{pool} {tone}"))
    } else {
        home
    };
    let start = thread.dice(pool, 0).below(lines.len());
    let at = (start + usize::from(position)) % lines.len().max(1);
    lines.get(at).copied().unwrap_or_default()
}

/// Who introduces two people knows both, whatever they are to each other.
fn is_formal(thread: &Thread, position: u8) -> bool {
    thread.person.formal && (thread.exchange.form != Form::Introduction || position > 0)
}

fn farewell(thread: &Thread, position: u8, brief: bool, dice: &mut Dice, text: &mut String) {
    let formal = is_formal(thread, position);
    let name = match thread.author(position) {
        Some(person) if formal => person.written_name(),
        Some(person) if person.language == Language::Ja => person.written_family(),
        Some(person) => person.given.as_str(),
        None if formal => thread.desk.plan.me.name.as_str(),
        None => thread.desk.plan.me.given(),
    };
    if !brief {
        let line = thread
            .book
            .line(("farewell casual", "farewell formal"), formal, dice);
        text.push_str("\n\n");
        text.push_str(line);
        text.push('\n');
        text.push_str(name);
    } else if dice.chance(50) {
        text.push_str("\n\n");
        text.push_str(name);
    }
}
