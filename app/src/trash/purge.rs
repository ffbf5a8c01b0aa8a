//! Removing for good what lay in the trash long enough, some at a time, each time in one
//! transaction: it may be stopped and entered again anywhere.

use chrono::{DateTime, Duration, Utc};
use serde_json::json;
use uuid::Uuid;

use super::DAYS;
use crate::{
    context::{Kith, Scope},
    error::Result,
    events::{EventKind, record},
    jobs::Stop,
};

const AT_ONCE: i64 = 500;

pub async fn purge_workspace(kith: &Kith, workspace: Uuid, stop: &Stop) -> Result<()> {
    while !stop.is_cancelled() {
        let now = kith.clock.now();
        let mut scope = Scope::open(&kith.pool, workspace, None, now).await?;
        let before = now - Duration::days(DAYS);
        let contacts = purge_contacts(&mut scope, before).await?;
        let companies = purge_companies(&mut scope, before).await?;
        if contacts + companies > 0 {
            let data = json!({ "contacts": contacts, "companies": companies });
            record(&mut scope, EventKind::TrashEmptied, workspace, data).await?;
        }
        scope.commit().await?;
        if contacts.max(companies) < AT_ONCE as u64 {
            break;
        }
    }
    Ok(())
}

async fn purge_contacts(scope: &mut Scope, before: DateTime<Utc>) -> Result<u64> {
    let ids = sqlx::query_scalar!(
        "select id from contacts
         where workspace_id = acting_workspace() and deleted_at < $1 and merged_into is null
         order by deleted_at, id
         limit $2
         for update skip locked",
        before,
        AT_ONCE,
    )
    .fetch_all(scope.db())
    .await?;
    if ids.is_empty() {
        return Ok(0);
    }
    remove_notes(scope, &ids).await?;
    forget_records(scope, &ids).await?;
    let done = sqlx::query!("delete from contacts where id = any($1)", &ids);
    Ok(done.execute(scope.db()).await?.rows_affected())
}

/// What people wrote about them.
async fn remove_notes(scope: &mut Scope, contacts: &[Uuid]) -> Result<()> {
    sqlx::query!(
        "delete from interactions i
         using participants p, source_records r, identity_links l
         where p.interaction_id = i.id
           and r.id = p.source_record_id
           and (i.origin in ('note', 'log') and r.origin = 'edit' or i.origin = 'monica' and i.kind = 'note')
           and l.source_record_id = r.id
           and l.contact_id = any($1)",
        contacts,
    )
    .execute(scope.db())
    .await?;
    Ok(())
}

/// What was said by hand and by signatures goes. Records of mail and of files stay, and
/// make no contact again.
async fn forget_records(scope: &mut Scope, contacts: &[Uuid]) -> Result<()> {
    let now = scope.now;
    sqlx::query!(
        "delete from source_records r
         using identity_links l
         where l.contact_id = any($1)
           and r.id = l.source_record_id
           and r.origin in ('edit', 'signature')",
        contacts,
    )
    .execute(scope.db())
    .await?;
    sqlx::query!(
        "update source_records r set forgotten_at = $2
         from identity_links l
         where l.contact_id = any($1) and r.id = l.source_record_id",
        contacts,
        now,
    )
    .execute(scope.db())
    .await?;
    Ok(())
}

async fn purge_companies(scope: &mut Scope, before: DateTime<Utc>) -> Result<u64> {
    let done = sqlx::query!(
        "delete from companies
         where id in (
           select id from companies
           where workspace_id = acting_workspace() and deleted_at < $1 and merged_into is null
           order by deleted_at, id
           limit $2
           for update skip locked
         )",
        before,
        AT_ONCE,
    );
    Ok(done.execute(scope.db()).await?.rows_affected())
}
