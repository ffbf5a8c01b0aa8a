//! What only the whole file says: the order of its dates, and whether it is a group.

use std::collections::HashSet;
use std::io;

use chrono::NaiveDateTime;

use super::head::Head;
use super::{MESSAGE_LIMIT, said};
use crate::charset;
use crate::dates::{DateOrder, order_of};
use crate::input::Input;
use crate::lines::Lines;

/// Writers that are told apart.
const MOST_WRITERS: usize = 3;

pub(super) struct Survey {
    pub(super) order: DateOrder,
    pub(super) is_group: bool,
    /// The name of the chat, by that of the file.
    pub(super) chat: String,
}

/// How often time would run backwards, for both orders.
#[derive(Default)]
struct Backwards {
    last: [Option<NaiveDateTime>; 2],
    count: [usize; 2],
}

impl Survey {
    pub(super) fn of(input: &Input) -> io::Result<Survey> {
        let mut lines = Lines::new(input.open()?);
        let (mut days, mut months, mut points) = (0_usize, 0_usize, 0_usize);
        let (mut halves, mut backwards) = (0_usize, Backwards::default());
        let mut writers: HashSet<String> = HashSet::new();
        let mut line = Vec::new();
        while lines.read(&mut line, MESSAGE_LIMIT)?.is_some() {
            let text = charset::text(&line, None);
            line.clear();
            let Some((head, rest)) = Head::read(&text) else {
                continue;
            };
            match order_of([head.date.as_str()]) {
                Some(DateOrder::DayFirst) if head.date.contains('.') => points += 1,
                Some(DateOrder::DayFirst) => days += 1,
                Some(DateOrder::MonthFirst) => months += 1,
                None => {}
            }
            halves += usize::from(head.has_halves);
            backwards.see(&head);
            if writers.len() < MOST_WRITERS
                && let Some((sender, _)) = said::sender(rest)
            {
                writers.insert(sender);
            }
        }
        let order = match (days + points, months) {
            (0, 0) => backwards.better(halves > 0),
            (days, months) if days >= months => DateOrder::DayFirst,
            _ => DateOrder::MonthFirst,
        };
        Ok(Survey {
            order,
            is_group: writers.len() >= MOST_WRITERS,
            chat: chat_name(input),
        })
    }
}

impl Backwards {
    fn see(&mut self, head: &Head) {
        let orders = [DateOrder::DayFirst, DateOrder::MonthFirst];
        for ((last, count), order) in self.last.iter_mut().zip(&mut self.count).zip(orders) {
            let now = head.local(order);
            *count += usize::from(now.is_none() || now < *last);
            *last = now;
        }
    }

    fn better(&self, has_halves: bool) -> DateOrder {
        match self.count[0].cmp(&self.count[1]) {
            std::cmp::Ordering::Less => DateOrder::DayFirst,
            std::cmp::Ordering::Greater => DateOrder::MonthFirst,
            std::cmp::Ordering::Equal if has_halves => DateOrder::MonthFirst,
            std::cmp::Ordering::Equal => DateOrder::DayFirst,
        }
    }
}

/// `WhatsApp Chat with Ada.txt`, `WhatsApp-Chat mit Ada.zip`, `Chat de WhatsApp con Ada`.
fn chat_name(input: &Input) -> String {
    let file = if input.name.ends_with("_chat.txt") && !input.archive.is_empty() {
        &input.archive
    } else {
        &input.name
    };
    let file = file.rsplit(['/', '\\']).next().unwrap_or(file);
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let stem = stem
        .strip_suffix(')')
        .and_then(|text| text.rsplit_once(" ("))
        .map_or(stem, |(name, _)| name);
    let is_named = stem.to_lowercase().contains("whatsapp");
    let marks = [
        " with ", " mit ", " con ", " com ", " met ", " avec ", " z ", " - ",
    ];
    let name = marks
        .iter()
        .find_map(|mark| Some(stem.split_once(mark)?.1))
        .filter(|_| is_named);
    let name = name.unwrap_or(stem).trim();
    if name == "_chat" {
        String::new()
    } else {
        name.to_owned()
    }
}
