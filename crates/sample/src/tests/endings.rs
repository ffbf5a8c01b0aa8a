//! How each tie is left agrees with the person's label.

use mail_parser::MessageParser;

use super::{plan, split, written};
use crate::{Ending, Plan, world};

/// Who wrote, to whom, oldest first, without what machines send.
fn letters(plan: &Plan) -> Vec<(String, Vec<String>)> {
    let parse = |raw: Vec<u8>| {
        let message = MessageParser::default().parse(&raw)?;
        if message.header("Auto-Submitted").is_some() || message.header("Precedence").is_some() {
            return None;
        }
        let addresses = |list: Option<&mail_parser::Address>| -> Vec<String> {
            let found = list.into_iter().flat_map(|list| list.iter());
            found
                .filter_map(|one| one.address().map(str::to_owned))
                .collect()
        };
        let mut to = addresses(message.to());
        to.extend(addresses(message.cc()));
        Some((addresses(message.from()).remove(0), to))
    };
    split(&written(plan).0)
        .into_iter()
        .filter_map(parse)
        .collect()
}

#[test]
fn the_last_messages_fit_the_label() {
    let plan = plan(6_000, 300);
    let letters = letters(&plan);
    let mut counted = [0; 3];
    for person in world(&plan).people {
        let is_theirs = |email: &String| person.positions.iter().any(|held| held.email == *email);
        let both = letters
            .iter()
            .filter(|(from, to)| is_theirs(from) || to.iter().any(is_theirs));
        let by_them: Vec<bool> = both.map(|(from, _)| is_theirs(from)).collect();
        let last = &by_them[by_them.len().saturating_sub(3)..];
        match person.ending {
            Ending::AwaitsMe => assert_eq!(last.last(), Some(&true), "{}", person.name),
            Ending::AwaitsThem => assert_eq!(last.last(), Some(&false), "{}", person.name),
            Ending::ThreeOfMine => assert_eq!(last, [false, false, false], "{}", person.name),
            Ending::Settled => continue,
        }
        counted[person.ending as usize - 1] += 1;
    }
    assert!(counted.iter().all(|count| *count >= 12), "{counted:?}");
}

#[test]
fn dormant_ties_have_been_silent_for_long() {
    let plan = plan(6_000, 300);
    let half = plan.now.timestamp() - 300 * 86_400;
    let silent = world(&plan)
        .people
        .iter()
        .filter(|person| person.rhythm == crate::Rhythm::Dormant)
        .count();
    let schedule = crate::schedule::Schedule::of(&plan, &world(&plan));
    let people = world(&plan).people;
    for exchange in schedule
        .exchanges
        .iter()
        .filter(|exchange| people[exchange.person].rhythm == crate::Rhythm::Dormant)
    {
        assert!(schedule.time(exchange, exchange.length - 1) < half);
    }
    assert!(silent > 15);
}
