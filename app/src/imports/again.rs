//! What is made of mail, made again after the mail or the rule changed: contacts,
//! scores, counts, whom to write to.

use uuid::Uuid;

use super::run::{Halt, open, told};
use crate::{
    companies,
    context::{Kith, Scope, Turn},
    drafts,
    error::Result,
    identity,
    jobs::Stop,
    scoring, suggestions,
};

const AT_ONCE: usize = 5_000;
const RESOLVED_AT_ONCE: i64 = 2_000;

/// Makes contacts of those whom the workspace's rule takes in now. Nobody is taken away.
pub async fn resolve_contacts(kith: &Kith, workspace: Uuid, stop: &Stop) -> anyhow::Result<()> {
    told(resolve(kith, workspace, stop).await)
}

pub(super) async fn resolve(kith: &Kith, workspace: Uuid, stop: &Stop) -> Result<(), Halt> {
    let (mut created, mut after) = (Vec::new(), None);
    loop {
        let mut scope = open(kith, workspace, None).await?;
        scope.alone(Turn::People).await?;
        let resolved =
            identity::resolve_addresses(&mut scope, None, after, RESOLVED_AT_ONCE).await?;
        scope.commit().await?;
        created.extend(resolved.contacts);
        after = resolved.next;
        if after.is_none() {
            break;
        }
        if stop.is_cancelled() {
            return Err(Halt::Stopped);
        }
    }
    recount(kith, workspace, &created, stop).await
}

/// Derives and weighs these contacts again, their companies, and whom to write to.
pub(super) async fn recount(
    kith: &Kith,
    workspace: Uuid,
    contacts: &[Uuid],
    stop: &Stop,
) -> Result<(), Halt> {
    let mut scope = open(kith, workspace, None).await?;
    scope.alone(Turn::People).await?;
    let mut contacts = contacts.to_vec();
    contacts.extend(drafts::settle_recorded(&mut scope).await?);
    scope.commit().await?;
    contacts.sort_unstable();
    contacts.dedup();
    for chunk in contacts.chunks(AT_ONCE) {
        if stop.is_cancelled() {
            return Err(Halt::Stopped);
        }
        let mut scope = open(kith, workspace, None).await?;
        scope.alone(Turn::People).await?;
        let spoken_of = spoken_of(&mut scope, chunk).await?;
        identity::derive_contacts(&mut scope, &spoken_of).await?;
        forget_ties(&mut scope, chunk).await?;
        scoring::refresh_contacts(&mut scope, chunk).await?;
        scope.commit().await?;
    }
    let mut scope = open(kith, workspace, None).await?;
    scope.alone(Turn::People).await?;
    identity::spell_companies(&mut scope).await?;
    companies::refresh_counts(&mut scope, None).await?;
    suggestions::refresh(&mut scope).await?;
    Ok(scope.commit().await?)
}

/// Those with a record: one without any keeps what was last known.
async fn spoken_of(scope: &mut Scope, contacts: &[Uuid]) -> Result<Vec<Uuid>> {
    let found = sqlx::query_scalar!(
        "select distinct contact_id from identity_links where contact_id = any($1)",
        contacts,
    );
    Ok(found.fetch_all(scope.db()).await?)
}

/// Scoring speaks only of those with an exchange: all others begin from nothing.
pub(super) async fn forget_ties(scope: &mut Scope, contacts: &[Uuid]) -> Result<()> {
    sqlx::query!(
        "update contacts set
           score = 0,
           inbound_count = 0,
           outbound_count = 0,
           first_contact_at = null,
           last_contact_at = null,
           last_inbound_at = null,
           last_outbound_at = null,
           unanswered = 0,
           rhythm_days = null,
           spread_days = null,
           fades_at = null
         where id = any($1)",
        contacts,
    )
    .execute(scope.db())
    .await?;
    Ok(())
}
