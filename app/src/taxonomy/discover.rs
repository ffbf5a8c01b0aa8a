//! Finding tags to propose in the workspace's own data: families of roles and industries that
//! come along, words that are frequent in titles, companies' names and subjects, places,
//! relations, and tags that people set by hand. Each is counted by the rule that it would have.
//! Nothing is applied; what is in the taxonomy, or was removed from it, is not proposed again.

mod candidates;
mod families;
mod frequent;

use std::collections::HashSet;

use uuid::Uuid;

use self::candidates::{Candidate, candidates};
use super::{
    edit::{category_named, set_words},
    fits::{everybody, fits},
    reading::{advance, begin, end},
    rule::RuleWords,
};
use crate::{
    context::{Kith, Scope},
    error::{Result, internal},
    jobs::Stop,
};

/// So many contacts are looked at in one query.
const CHUNK: usize = 2_000;
/// So many are proposed at most in one run.
const MOST: usize = 100;
const EXAMPLES: usize = 3;

struct Count {
    contacts: usize,
    examples: Vec<Uuid>,
}

pub async fn discover_tags(kith: &Kith, workspace: Uuid, id: Uuid, stop: &Stop) -> Result<()> {
    let mut scope = open(kith, workspace).await?;
    if begin(&mut scope, id).await?.is_none() {
        return Ok(());
    }
    let people = everybody(&mut scope).await?;
    let least = least(people.len());
    let candidates = candidates(&mut scope, &people, least).await?;
    scope.commit().await?;
    let rules: Vec<&RuleWords> = candidates.iter().map(|one| &one.words).collect();
    let mut counts: Vec<Count> = candidates.iter().map(|_| Count::none()).collect();
    let mut done = 0;
    for chunk in people.chunks(CHUNK) {
        if stop.is_cancelled() {
            return Err(internal("the worker stops"));
        }
        let mut scope = open(kith, workspace).await?;
        for fit in fits(&mut scope, &rules, chunk).await? {
            if let Some(count) = counts.get_mut(fit.rule) {
                count.add(fit.contact);
            }
        }
        done += chunk.len();
        let goes_on = advance(&mut scope, id, [done, people.len(), 0]).await?;
        scope.commit().await?;
        if !goes_on {
            return Ok(());
        }
    }
    let mut scope = open(kith, workspace).await?;
    let proposed = propose(&mut scope, &candidates, &counts, least).await?;
    // Whoever stopped it meanwhile gets nothing of it.
    let goes_on = advance(&mut scope, id, [done, people.len(), proposed]).await?;
    if !goes_on {
        return Ok(());
    }
    end(&mut scope, id, "done", None).await?;
    scope.commit().await
}

async fn open(kith: &Kith, workspace: Uuid) -> Result<Scope> {
    Scope::open(&kith.pool, workspace, None, kith.clock.now()).await
}

/// A tag should say something about so many at least.
fn least(people: usize) -> usize {
    (people / 200).clamp(2, 20)
}

impl Count {
    fn none() -> Self {
        Self {
            contacts: 0,
            examples: Vec::new(),
        }
    }

    fn add(&mut self, contact: Uuid) {
        self.contacts += 1;
        if self.examples.len() < EXAMPLES {
            self.examples.push(contact);
        }
    }
}

/// Puts the most frequent into the taxonomy, as proposals; returns how many.
async fn propose(
    scope: &mut Scope,
    candidates: &[Candidate],
    counts: &[Count],
    least: usize,
) -> Result<usize> {
    let known = known(scope, candidates).await?;
    let mut chosen: Vec<(usize, &Candidate, &Count)> = candidates
        .iter()
        .zip(counts)
        .enumerate()
        .filter(|(place, (candidate, count))| {
            !known.contains(place) && (count.contacts >= least || candidate.is_by_hand)
        })
        .map(|(place, (candidate, count))| (place, candidate, count))
        .collect();
    chosen.sort_by_key(|(place, candidate, count)| {
        (
            !candidate.is_by_hand,
            std::cmp::Reverse(count.contacts),
            *place,
        )
    });
    chosen.truncate(MOST);
    for (_, candidate, count) in &chosen {
        add(scope, candidate, count).await?;
    }
    Ok(chosen.len())
}

/// The places of those whose name is taken: in the taxonomy, removed from it, or by a candidate
/// before.
async fn known(scope: &mut Scope, candidates: &[Candidate]) -> Result<HashSet<usize>> {
    let names: Vec<&str> = candidates.iter().map(|one| one.name.as_str()).collect();
    let taken = sqlx::query_scalar!(
        r#"select given.place as "place!"
           from unnest($1::text[]) with ordinality as given (name, place)
           where exists (
               select from taxonomy_tags e
               where e.workspace_id = acting_workspace() and e.name_folded = fold(given.name)
             )
             or exists (
               select from unnest($1::text[]) with ordinality as other (name, place)
               where other.place < given.place and fold(other.name) = fold(given.name)
             )"#,
        &names as &[&str],
    )
    .fetch_all(scope.db())
    .await?;
    let places = taken.into_iter().map(|place| place - 1);
    Ok(places
        .filter_map(|place| usize::try_from(place).ok())
        .collect())
}

async fn add(scope: &mut Scope, candidate: &Candidate, count: &Count) -> Result<()> {
    let category = category_named(scope, candidate.category).await?;
    let (id, workspace, now) = (scope.id(), scope.workspace, scope.now);
    sqlx::query!(
        "insert into taxonomy_tags
           (id, workspace_id, category_id, name, found, examples, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $7)",
        id,
        workspace,
        category,
        candidate.name,
        i32::try_from(count.contacts).unwrap_or(i32::MAX),
        &count.examples,
        now,
    )
    .execute(scope.db())
    .await?;
    set_words(scope, id, &candidate.words).await
}
