//! One batch of messages into the database, in one transaction with the cursor:
//! after a kill the import goes on behind the last whole batch. Imports go on side by
//! side, and write batch by batch in turns: threads are joined over all that is here.

mod advance;
mod asked;
mod known;
mod rows;
mod sorted;

use std::collections::BTreeMap;

use mail::source::Cursor;

pub use self::{
    advance::{Counted, advance},
    rows::external_id,
    sorted::Usable,
};
use self::{
    asked::asked_for,
    known::{keep_known, without_known_failures},
    rows::Rows,
    sorted::Sorted,
};
use super::{
    auto_replies::store_auto_replies,
    people::{Participation, store_people, store_statements},
    reader::Batch,
    signatures::Blocks,
    store::Import,
};
use crate::{
    context::{Scope, Turn},
    error::Result,
    events::announce,
    workspaces,
};

/// Writes the batch and moves the cursor. `Conflict` where the import no longer runs,
/// or another run of it went ahead.
pub async fn store_batch(
    scope: &mut Scope,
    import: &mut Import,
    batch: Batch,
    seconds: f64,
) -> Result<()> {
    scope.alone(Turn::Mail).await?;
    import.own_addresses = workspaces::own_addresses(scope).await?;
    let (items, taken_back) = if import.stage == "including" {
        asked_for(scope, import.id, batch.items).await?
    } else {
        let items = without_known_failures(scope, import.id, batch.items).await?;
        (items, BTreeMap::new())
    };
    let sorted = Sorted::of(&items, import);
    let rows = Rows::of(scope, import, &sorted.usable).await?;
    let stored = rows.insert(scope, import).await?;
    let said = Participation::of_all(&sorted.usable, &rows.ids, &import.own_addresses);
    store_statements(scope, import.id, &said).await?;
    store_people(scope, Some(import.id), &said, &stored).await?;
    blocks(&sorted.usable, &import.own_addresses)
        .store(scope, import.id)
        .await?;
    store_auto_replies(scope, import.id, &items, &import.own_addresses).await?;
    keep_known(scope, import.id, &rows.unstored(&stored)).await?;
    sorted.store_rejections(scope, import).await?;
    let again = taken_back.values().sum::<i32>();
    let counted = Counted {
        listed: items.len() - usize::try_from(again).unwrap_or_default(),
        stored: stored.len(),
        known: sorted.usable.len() - stored.len(),
        skipped: without(tally(&sorted.skipped), taken_back),
        failed: tally(&sorted.failed),
    };
    let end = batch.end.unwrap_or_else(|| Cursor {
        container: import.container.clone(),
        offset: import.cursor.unsigned_abs(),
    });
    advance(scope, import, &counted, &end, batch.bytes, seconds).await?;
    announce(scope, "import.progress", import.id).await
}

/// The signatures of others beneath what is stored or was stored before.
fn blocks<'a>(usable: &[Usable<'a>], own: &[String]) -> Blocks<'a> {
    let mut blocks = Blocks::default();
    for usable in usable {
        let message = usable.message;
        if let Some(signed) = usable.signed
            && !own.contains(&message.from.email)
        {
            blocks.add(message, signed, external_id(&message.message_id));
        }
    }
    blocks
}

fn tally(rejected: &[sorted::Rejected<'_>]) -> BTreeMap<String, i32> {
    let mut counts = BTreeMap::new();
    for rejected in rejected {
        *counts.entry(rejected.reason.to_owned()).or_default() += 1;
    }
    counts
}

/// The counts less those that stood under a reason before.
fn without(
    mut counts: BTreeMap<String, i32>,
    taken_back: BTreeMap<String, i32>,
) -> BTreeMap<String, i32> {
    for (reason, count) in taken_back {
        *counts.entry(reason).or_default() -= count;
    }
    counts
}
