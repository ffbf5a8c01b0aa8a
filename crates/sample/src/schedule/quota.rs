//! How many letters each tie has.

use crate::dice::Dice;
use crate::plan::Plan;
use crate::world::{Ending, Person, World};

/// What each person needs for their ending, and the rest by the weight of the tie.
pub(super) fn quotas(plan: &Plan, world: &World, letters: usize) -> Vec<usize> {
    let mut left = letters;
    let mut quotas: Vec<usize> = Vec::with_capacity(world.people.len());
    for person in &world.people {
        quotas.push(least(person).min(left));
        left -= quotas[quotas.len() - 1];
    }
    let weights: Vec<i64> = (0u64..)
        .zip(&world.people)
        .map(|(index, person)| {
            person.kind.weight() * Dice::part(plan.seed, "weight", index).between(40, 200)
        })
        .collect();
    let total: i64 = weights.iter().sum::<i64>().max(1);
    let (mut sum, mut given) = (0, 0);
    for (quota, weight) in quotas.iter_mut().zip(weights) {
        sum += weight;
        let until = (left as i128 * i128::from(sum) / i128::from(total)) as usize;
        *quota += until - given;
        given = until;
    }
    quotas
}

fn least(person: &Person) -> usize {
    match person.ending {
        Ending::ThreeOfMine => 3,
        Ending::Settled => 2,
        Ending::AwaitsMe | Ending::AwaitsThem => 1,
    }
}
