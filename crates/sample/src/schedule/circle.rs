//! Who knows whom: introducers, and the people copied in a group.
//!
//! Only people whose own last exchange is settled are chosen, so that nobody's
//! ending is disturbed by what others write.

use crate::world::{Ending, Kind, Person, Rhythm, World};

/// Somebody of the same language who could bring this person and the owner together.
pub(super) fn introducer(world: &World, index: usize) -> Option<u32> {
    let mine = &world.people[index];
    let knows = |person: &Person| {
        person.language == mine.language
            && person.ending == Ending::Settled
            && person.name != mine.name
            && matches!(
                person.kind,
                Kind::Friend | Kind::Colleague | Kind::Mentor | Kind::FormerColleague
            )
    };
    let found = round(world, index * 31, 7).find(|at| *at != index && knows(&world.people[*at]));
    found.map(|at| at as u32)
}

/// At most `most` people of the same kind, firm and language, in touch as well.
pub(super) fn near(world: &World, index: usize, start: usize, most: usize) -> Vec<u32> {
    let mine = &world.people[index];
    if mine.kind == Kind::OneOff || !is_active(mine) {
        return Vec::new();
    }
    let belongs = |person: &Person| {
        person.kind == mine.kind
            && person.language == mine.language
            && person.ending == Ending::Settled
            && company(person) == company(mine)
            && is_active(person)
    };
    let found = round(world, index + start * 13, 1);
    let found = found.filter(|at| *at != index && belongs(&world.people[*at]));
    found.take(most).map(|at| at as u32).collect()
}

fn is_active(person: &Person) -> bool {
    matches!(person.rhythm, Rhythm::Steady | Rhythm::Bursts)
}

fn company(person: &Person) -> Option<usize> {
    person
        .positions
        .first()
        .and_then(|position| position.company)
}

/// Some of the people, from a starting point on, in steps.
fn round(world: &World, start: usize, step: usize) -> impl Iterator<Item = usize> {
    let count = world.people.len();
    (0..count.min(300)).map(move |turn| (start + turn * step) % count)
}
