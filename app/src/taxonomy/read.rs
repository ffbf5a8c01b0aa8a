//! The language model reads all contacts, one by one and a few at a time, each call within the
//! budget. What it said is kept with each step, so that a run that begins again asks only about
//! the rest. What it could not say of one contact is left to rules; what stands in the way of
//! all ends the run and is said.

use futures::{StreamExt, stream};
use uuid::Uuid;

use super::{
    fits::everybody,
    reading::{advance, begin, end},
    rule::digest,
    store::rules,
    suggest::{answer_to, keep, questions, verdicts},
};
use crate::{
    context::{Kith, Scope},
    error::{Result, internal},
    jobs::{Order, Stop},
    language_model::{Trouble, Writer, writer},
    notifications::tell_of_failure,
};

/// So many are asked about before it is kept what was said.
const STEP: usize = 20;
/// So many at once.
const AT_ONCE: usize = 5;
const CHUNK: usize = 5_000;

pub async fn classify_contacts(kith: &Kith, workspace: Uuid, id: Uuid, stop: &Stop) -> Result<()> {
    let mut scope = open(kith, workspace).await?;
    if begin(&mut scope, id).await?.is_none() {
        return Ok(());
    }
    let rules = rules(&mut scope).await?;
    let people = everybody(&mut scope).await?;
    let mut unread = Vec::new();
    for chunk in people.chunks(CHUNK) {
        let known = verdicts(&mut scope, &digest(&rules), chunk).await?;
        unread.extend(chunk.iter().filter(|contact| !known.contains_key(contact)));
    }
    let writer = writer(kith, &mut scope).await?;
    scope.commit().await?;
    let provider = match writer {
        Writer::Model(provider) if !rules.is_empty() => provider,
        Writer::Away(trouble) => return finish(kith, workspace, id, Some(trouble)).await,
        _ => return finish(kith, workspace, id, None).await,
    };
    let (model, total) = (provider.as_ref(), people.len());
    let mut done = total - unread.len();
    let mut read = done;
    let mut scope = open(kith, workspace).await?;
    advance(&mut scope, id, [done, total, read]).await?;
    scope.commit().await?;
    for step in unread.chunks(STEP) {
        if stop.is_cancelled() {
            return Err(internal("the worker stops"));
        }
        let mut scope = open(kith, workspace).await?;
        let goes_on = advance(&mut scope, id, [done, total, read]).await?;
        let asked = questions(&mut scope, &rules, step).await?;
        scope.commit().await?;
        if !goes_on {
            return Ok(());
        }
        let answers = stream::iter(asked)
            .map(|asked| async move {
                let answer = answer_to(model, &asked).await;
                (asked, answer)
            })
            .buffer_unordered(AT_ONCE)
            .collect::<Vec<_>>()
            .await;
        let mut scope = open(kith, workspace).await?;
        let mut ending = None;
        for (asked, answer) in answers {
            match answer {
                Ok(tagged) => {
                    keep(&mut scope, &rules, &asked, &tagged).await?;
                    read += 1;
                }
                Err(trouble) if is_of_all(trouble) => ending = Some(trouble),
                Err(_) => {}
            }
        }
        done += step.len();
        advance(&mut scope, id, [done, total, read]).await?;
        scope.commit().await?;
        if ending.is_some() {
            return finish(kith, workspace, id, ending).await;
        }
    }
    finish(kith, workspace, id, None).await
}

async fn open(kith: &Kith, workspace: Uuid) -> Result<Scope> {
    Scope::open(&kith.pool, workspace, None, kith.clock.now()).await
}

async fn finish(kith: &Kith, workspace: Uuid, id: Uuid, trouble: Option<Trouble>) -> Result<()> {
    let mut scope = open(kith, workspace).await?;
    let state = if trouble.is_some() { "failed" } else { "done" };
    let has_ended = end(&mut scope, id, state, trouble).await?;
    scope.commit().await?;
    // Whoever stopped it meanwhile knows.
    if trouble.is_none() || !has_ended {
        return Ok(());
    }
    let order = Order::ClassifyContacts {
        workspace,
        reading: id,
    };
    tell_of_failure(kith, &order).await
}

/// What keeps the model from reading anybody.
fn is_of_all(trouble: Trouble) -> bool {
    !matches!(
        trouble,
        Trouble::Broken | Trouble::Declined | Trouble::Late | Trouble::Unsound
    )
}
