//! Contacts from their linked records: per field the person's own edit wins, then
//! the record that its source changed last; lists are unioned. The result does not
//! depend on the order of arrival.

use uuid::Uuid;

use crate::{context::Scope, error::Result};

/// Derives fields, ways to reach and search words of these contacts again.
pub async fn derive_contacts(scope: &mut Scope, contacts: &[Uuid]) -> Result<()> {
    derive_points(scope, contacts).await?;
    derive_fields(scope, contacts).await?;
    derive_words(scope, contacts).await
}

async fn derive_points(scope: &mut Scope, contacts: &[Uuid]) -> Result<()> {
    let workspace = scope.workspace;
    sqlx::query!("delete from contact_points where contact_id = any($1)", contacts)
        .execute(scope.db())
        .await?;
    sqlx::query!(
        "with linked as (
           select l.contact_id, r.id, r.origin, r.fields, r.source_updated_at
           from identity_links l
           join source_records r on r.id = l.source_record_id
           where l.contact_id = any($2)
         ),
         removed as (
           select contact_id, value
           from linked
           cross join lateral jsonb_array_elements_text(fields -> 'removed') as value
         ),
         offered as (
           select distinct on (linked.contact_id, kinds.kind, lower(item.value))
             linked.contact_id,
             kinds.kind,
             item.value,
             linked.id,
             linked.origin,
             linked.source_updated_at
           from linked
           cross join (values ('email', 'emails'), ('phone', 'phones'), ('url', 'urls')) as kinds (kind, field)
           cross join lateral jsonb_array_elements_text(linked.fields -> kinds.field) as item (value)
           order by
             linked.contact_id,
             kinds.kind,
             lower(item.value),
             (linked.origin = 'edit') desc,
             linked.source_updated_at desc,
             linked.id
         )
         insert into contact_points (workspace_id, contact_id, kind, value, position, source_record_id)
         select
           $1,
           contact_id,
           kind,
           value,
           row_number() over (
             partition by contact_id, kind
             order by (origin = 'edit') desc, source_updated_at desc, value
           ),
           id
         from offered
         where not exists (
           select from removed
           where removed.contact_id = offered.contact_id and removed.value = offered.value
         )",
        workspace,
        contacts,
    )
    .execute(scope.db())
    .await?;
    Ok(())
}

async fn derive_fields(scope: &mut Scope, contacts: &[Uuid]) -> Result<()> {
    let now = scope.now;
    sqlx::query!(
        "with picked as (
           select distinct on (l.contact_id, field.key)
             l.contact_id,
             field.key,
             field.value,
             r.id
           from identity_links l
           join source_records r on r.id = l.source_record_id
           cross join lateral jsonb_each(r.fields) as field (key, value)
           where l.contact_id = any($1)
             and field.key not in ('emails', 'phones', 'urls', 'removed')
           order by
             l.contact_id,
             field.key,
             (r.origin = 'edit') desc,
             r.source_updated_at desc,
             r.id
         ),
         golden as (
           select
             contact_id,
             jsonb_object_agg(key, value) as fields,
             jsonb_object_agg(key, id) as provenance
           from picked
           group by contact_id
         ),
         reached as (
           select contact_id, value as email
           from contact_points
           where contact_id = any($1) and kind = 'email' and position = 1
         )
         update contacts c set
           name = coalesce(nullif(g.fields ->> 'name', ''), r.email, 'No name'),
           given_name = nullif(g.fields ->> 'given_name', ''),
           family_name = nullif(g.fields ->> 'family_name', ''),
           title = nullif(g.fields ->> 'title', ''),
           location = nullif(g.fields ->> 'location', ''),
           birthday = nullif(g.fields ->> 'birthday', '')::date,
           about = nullif(g.fields ->> 'about', ''),
           company_id = case
             when g.fields ? 'company_id' then nullif(g.fields ->> 'company_id', '')::uuid
             else k.id
           end,
           email = r.email,
           provenance = g.provenance,
           version = c.version + 1,
           updated_at = $2
         from golden g
         left join reached r on r.contact_id = g.contact_id
         left join companies k
           on k.workspace_id = acting_workspace()
           and k.domain = g.fields ->> 'company_domain'
           and k.deleted_at is null
         where c.id = g.contact_id",
        contacts,
        now,
    )
    .execute(scope.db())
    .await?;
    Ok(())
}

async fn derive_words(scope: &mut Scope, contacts: &[Uuid]) -> Result<()> {
    sqlx::query!("delete from contact_words where contact_id = any($1)", contacts)
        .execute(scope.db())
        .await?;
    sqlx::query!(
        r"insert into contact_words (workspace_id, contact_id, word)
         select distinct c.workspace_id, c.id, word
         from contacts c
         left join companies k on k.id = c.company_id
         left join lateral (
           select string_agg(value, ' ') as addresses
           from contact_points
           where contact_id = c.id and kind = 'email'
         ) points on true
         cross join lateral regexp_split_to_table(
           fold(concat_ws(' ', c.name, k.name, points.addresses)),
           '[\s@.,;:()<>/_+''’-]+'
         ) as word
         where c.id = any($1) and word <> ''",
        contacts,
    )
    .execute(scope.db())
    .await?;
    Ok(())
}
