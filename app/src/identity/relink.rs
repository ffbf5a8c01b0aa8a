//! Whose company it is, asked again of those whom a change of companies may concern.

use uuid::Uuid;

use super::{derive::derive_records, words::derive_words};
use crate::{companies, context::Scope, error::Result};

/// So many people are derived in one go.
const CHUNK: usize = 2_000;

/// Derives everybody again who belongs to these companies, or whose records name them or
/// one of their other names.
pub async fn relink_company(scope: &mut Scope, ids: &[Uuid]) -> Result<()> {
    let people = sqlx::query_scalar!(
        r#"with called as (
             select name_key as key, domain from companies where id = any($1)
             union
             select
               case when kind = 'name' then key end,
               case when kind = 'domain' then key end
             from company_aliases
             where company_id = any($1)
           )
           select id as "id!"
           from contacts
           where company_id = any($1) and merged_into is null
           union
           select l.contact_id
           from source_records r
           join identity_links l on l.source_record_id = r.id
           where r.workspace_id = acting_workspace()
             and r.fields ?| array['company_domain', 'company_name', 'company_id']
             and (
               r.fields ->> 'company_domain' in (select domain from called)
               or company_key(r.fields ->> 'company_name') in (select key from called)
               or r.fields ->> 'company_id' in (select unnest($1)::text)
             )"#,
        ids,
    )
    .fetch_all(scope.db())
    .await?;
    for chunk in people.chunks(CHUNK) {
        derive_records(scope, chunk).await?;
    }
    companies::refresh_counts(scope, None).await
}

/// The words that people of a renamed company are found by.
pub async fn rename_people(scope: &mut Scope, company: Uuid) -> Result<()> {
    let people = sqlx::query_scalar!("select id from contacts where company_id = $1", company)
        .fetch_all(scope.db())
        .await?;
    for chunk in people.chunks(CHUNK) {
        derive_words(scope, chunk).await?;
    }
    Ok(())
}
