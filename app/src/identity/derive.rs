//! Contacts from their linked records: per field the person's own edit wins, then
//! the record that its source changed last (equal times: by origin and external id);
//! lists are unioned. The result does not
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
    sqlx::query!(
        "delete from contact_points where contact_id = any($1)",
        contacts
    )
    .execute(scope.db())
    .await?;
    sqlx::query!(
        "with linked as (
           select l.contact_id, r.id, r.origin, r.external_id, r.fields, r.source_updated_at
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
             item.place,
             linked.id,
             linked.origin,
             linked.source_updated_at
           from linked
           cross join (values ('email', 'emails'), ('phone', 'phones'), ('url', 'urls')) as kinds (kind, field)
           cross join lateral jsonb_array_elements_text(linked.fields -> kinds.field)
             with ordinality as item (value, place)
           order by
             linked.contact_id,
             kinds.kind,
             lower(item.value),
             (linked.origin = 'edit') desc,
             linked.source_updated_at desc,
             linked.origin,
             linked.external_id,
             item.place
         )
         insert into contact_points (workspace_id, contact_id, kind, value, position, source_record_id)
         select
           $1,
           contact_id,
           kind,
           value,
           row_number() over (
             partition by contact_id, kind
             order by (origin = 'edit') desc, source_updated_at desc, place, value
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
             r.origin,
             r.external_id
         ),
         golden as (
           select
             given.contact_id,
             coalesce(jsonb_object_agg(key, value) filter (where key is not null), '{}') as fields,
             coalesce(jsonb_object_agg(key, id) filter (where key is not null), '{}') as provenance
           from unnest($1::uuid[]) as given (contact_id)
           left join picked on picked.contact_id = given.contact_id
           group by given.contact_id
         ),
         derived as (
           select
             g.contact_id,
             coalesce(nullif(g.fields ->> 'name', ''), r.email, 'No name') as name,
             nullif(g.fields ->> 'given_name', '') as given_name,
             nullif(g.fields ->> 'family_name', '') as family_name,
             nullif(g.fields ->> 'title', '') as title,
             nullif(g.fields ->> 'location', '') as location,
             nullif(g.fields ->> 'birthday', '')::date as birthday,
             nullif(g.fields ->> 'about', '') as about,
             case
               when g.fields ? 'company_id' then nullif(g.fields ->> 'company_id', '')::uuid
               else k.id
             end as company_id,
             r.email,
             g.provenance
           from golden g
           left join lateral (
             select value as email
             from contact_points
             where contact_id = g.contact_id and kind = 'email' and position = 1
             limit 1
           ) r on true
           left join companies k
             on k.workspace_id = acting_workspace()
             and k.domain = g.fields ->> 'company_domain'
             and k.deleted_at is null
         )
         update contacts c set
           name = d.name,
           given_name = d.given_name,
           family_name = d.family_name,
           title = d.title,
           location = d.location,
           birthday = d.birthday,
           about = d.about,
           company_id = d.company_id,
           email = d.email,
           provenance = d.provenance,
           version = c.version + 1,
           updated_at = $2
         from derived d
         where c.id = d.contact_id
           and (c.name, c.given_name, c.family_name, c.title, c.location, c.birthday, c.about, c.company_id, c.email, c.provenance)
             is distinct from
             (d.name, d.given_name, d.family_name, d.title, d.location, d.birthday, d.about, d.company_id, d.email, d.provenance)",
        contacts,
        now,
    )
    .execute(scope.db())
    .await?;
    Ok(())
}

async fn derive_words(scope: &mut Scope, contacts: &[Uuid]) -> Result<()> {
    sqlx::query!(
        "delete from contact_words where contact_id = any($1)",
        contacts
    )
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
