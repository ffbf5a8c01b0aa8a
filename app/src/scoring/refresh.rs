//! Counting again: contacts that something new is known of, or a whole workspace.

use std::collections::HashMap;

use futures::try_join;
use uuid::Uuid;

use super::{
    evidence::{Counts, Touch},
    store::{take_turn, touches_between, touches_of, write},
};
use crate::{
    companies,
    context::{Kith, Scope},
    error::Result,
};

/// How many contacts are read at once: one pass over all that was exchanged with them.
const READ: usize = 100_000;
/// How many are written in one transaction.
const WRITTEN: usize = 10_000;

/// Counts these contacts again and writes their scores.
pub async fn refresh_contacts(scope: &mut Scope, contacts: &[Uuid]) -> Result<()> {
    take_turn(scope).await?;
    let touches = touches_of(scope, contacts).await?;
    write_counts(scope, contacts, &touches).await
}

/// Counts every contact of the workspace again.
pub async fn refresh_workspace(kith: &Kith, workspace: Uuid) -> Result<()> {
    let mut scope = open(kith, workspace).await?;
    let contacts = sqlx::query_scalar!(
        "select id from contacts where workspace_id = acting_workspace() and deleted_at is null order by id",
    )
    .fetch_all(scope.db())
    .await?;
    scope.commit().await?;
    for range in contacts.chunks(READ) {
        refresh_range(kith, workspace, range).await?;
    }
    let mut scope = open(kith, workspace).await?;
    companies::refresh_counts(&mut scope, None).await?;
    scope.commit().await
}

/// The reader keeps its turn until all is written: nobody counts in between what this
/// would then overwrite.
async fn refresh_range(kith: &Kith, workspace: Uuid, contacts: &[Uuid]) -> Result<()> {
    let (Some(first), Some(last)) = (contacts.first(), contacts.last()) else {
        return Ok(());
    };
    let mut reader = open(kith, workspace).await?;
    take_turn(&mut reader).await?;
    let touches = touches_between(&mut reader, *first, *last).await?;
    let (one_half, other_half) = contacts.split_at(contacts.len() / 2);
    try_join!(
        write_range(kith, workspace, one_half, &touches),
        write_range(kith, workspace, other_half, &touches),
    )?;
    reader.commit().await
}

async fn write_range(
    kith: &Kith,
    workspace: Uuid,
    contacts: &[Uuid],
    touches: &HashMap<Uuid, Vec<Touch>>,
) -> Result<()> {
    for some in contacts.chunks(WRITTEN) {
        let mut scope = open(kith, workspace).await?;
        write_counts(&mut scope, some, touches).await?;
        scope.commit().await?;
    }
    Ok(())
}

async fn open(kith: &Kith, workspace: Uuid) -> Result<Scope> {
    Scope::open(&kith.pool, workspace, None, kith.clock.now()).await
}

async fn write_counts(
    scope: &mut Scope,
    contacts: &[Uuid],
    touches: &HashMap<Uuid, Vec<Touch>>,
) -> Result<()> {
    let now = scope.now;
    let counted: Vec<(Uuid, Counts)> = contacts
        .iter()
        .map(|contact| {
            let touches = touches.get(contact).map_or(&[][..], Vec::as_slice);
            (*contact, Counts::of(touches, now))
        })
        .collect();
    write(scope, &counted).await
}
