//! Deleting a company and taking it back: its people lose it and get it back, since the
//! company of a contact is derived.

use serde_json::json;
use uuid::Uuid;

use crate::{
    companies,
    context::Scope,
    error::{Error, Result},
    events::{EventKind, record},
    identity,
};

pub async fn delete_company(scope: &mut Scope, id: Uuid) -> Result<()> {
    set_deleted(scope, id, true).await?;
    record(scope, EventKind::CompanyDeleted, id, json!({})).await
}

pub async fn restore_company(scope: &mut Scope, id: Uuid) -> Result<()> {
    set_deleted(scope, id, false).await?;
    record(scope, EventKind::CompanyRestored, id, json!({})).await
}

async fn set_deleted(scope: &mut Scope, id: Uuid, deleted: bool) -> Result<()> {
    let people = people_of(scope, id).await?;
    let now = scope.now;
    let done = sqlx::query!(
        "update companies set
           deleted_at = case when $2 then $3::timestamptz end,
           updated_at = $3
         where id = $1 and (deleted_at is null) = $2 and merged_into is null",
        id,
        deleted,
        now,
    )
    .execute(scope.db())
    .await?;
    if done.rows_affected() == 0 {
        return Err(Error::NotFound);
    }
    for some in people.chunks(2_000) {
        identity::derive_contacts(scope, some).await?;
    }
    companies::refresh_counts(scope, None).await
}

/// Whose records name it, by id, by domain or by name.
async fn people_of(scope: &mut Scope, company: Uuid) -> Result<Vec<Uuid>> {
    let found = sqlx::query_scalar!(
        r#"select distinct l.contact_id
           from companies k
           join source_records r
             on r.workspace_id = k.workspace_id
             and (
               r.fields ->> 'company_id' = k.id::text
               or r.fields ->> 'company_domain' = k.domain
               or fold(r.fields ->> 'company_name') = k.name_folded
             )
           join identity_links l on l.source_record_id = r.id
           where k.id = $1
           order by l.contact_id"#,
        company,
    );
    Ok(found.fetch_all(scope.db()).await?)
}
