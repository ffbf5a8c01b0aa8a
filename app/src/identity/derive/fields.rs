//! Fields of which a contact has one value: the record that survives says it.

use uuid::Uuid;

use crate::{context::Scope, error::Result};

pub(super) async fn derive_fields(scope: &mut Scope, contacts: &[Uuid]) -> Result<()> {
    let now = scope.now;
    sqlx::query!(
        r#"with said as (
           select
             l.contact_id,
             field.key,
             field.value,
             r.id,
             r.origin,
             r.external_id,
             coalesce((field.evidence ->> 'at')::timestamptz, r.source_updated_at) as said_at,
             case
               -- A name of one word in a header is likely not the whole one.
               when r.origin = 'mail' and field.key in ('name', 'given_name', 'family_name')
                 and coalesce(r.fields ->> 'family_name', '') = '' then 0.4
               else coalesce((field.evidence ->> 'confidence')::real, 1)
             end as confidence,
             field.evidence ? 'job' as is_job
           from identity_links l
           join source_records r on r.id = l.source_record_id
           cross join lateral (
             select
               key,
               value,
               r.evidence -> case when key in ('given_name', 'family_name') then 'name' else key end as evidence
             from jsonb_each(r.fields)
             where key not in
               ('emails', 'phones', 'urls', 'handles', 'addresses', 'anniversaries', 'removed', 'labels', 'employments',
                'employments_removed',
                'company_id', 'company_domain', 'company_name')
             union all
             select
               'company',
               jsonb_strip_nulls(jsonb_build_object(
                 'id', r.fields -> 'company_id',
                 'domain', r.fields -> 'company_domain',
                 'name', r.fields -> 'company_name'
               )),
               coalesce(r.evidence -> 'company_id', r.evidence -> 'company_name')
             where r.fields ?| array['company_id', 'company_domain', 'company_name']
             union all
             -- Where somebody works now, as a person said it.
             select present.key, present.value, jsonb_build_object('at', job.said -> 'at', 'job', true)
             from (
               select said
               from jsonb_array_elements(r.fields -> 'employments') as listed (said)
               where r.origin = 'edit'
                 and coalesce(said ->> 'until', '') = ''
                 -- Not what a person took away from those whom this one was joined to.
                 and (l.home_id is null or not exists (
                   select
                   from identity_links nearer
                   join source_records hand on hand.id = nearer.source_record_id and hand.origin = 'edit'
                   cross join lateral jsonb_array_elements_text(hand.fields -> 'employments_removed') as removed (key)
                   where nearer.contact_id = l.contact_id
                     and hand.id <> r.id
                     and hand.external_id in (select unnest(contact_lineage(l.home_id))::text)
                     and starts_with(removed.key, job_key(said ->> 'company', said ->> 'title') || '|')
                 ))
               order by said ->> 'since' desc nulls last, said ->> 'at' desc
               limit 1
             ) as job
             cross join lateral (
               values
                 ('title', nullif(job.said -> 'title', '""')),
                 ('company', jsonb_build_object('id', nullif(job.said -> 'company_id', 'null')))
             ) as present (key, value)
             where present.value is not null and present.value <> '{"id": null}'
           ) as field
           where l.contact_id = any($1)
         ),
         picked as (
           select distinct on (contact_id, key) contact_id, key, value, id
           from said
           order by
             contact_id,
             key,
             (origin = 'edit') desc,
             (confidence >= 0.5) desc,
             -- A birthday without its year completes nothing.
             (key = 'birthday' and value #>> '{}' like '--%'),
             said_at desc,
             origin_rank(origin),
             origin,
             external_id,
             is_job desc nulls last
         ),
         golden as (
           select
             given.contact_id,
             coalesce(jsonb_object_agg(key, value) filter (where key is not null), '{}') as fields,
             coalesce(
               jsonb_object_agg(substr(key, 7), value) filter (where key like 'field:%' and value <> 'null'),
               '{}'
             ) as custom,
             coalesce(jsonb_object_agg(key, id) filter (where key is not null), '{}') as provenance
           from unnest($1::uuid[]) as given (contact_id)
           left join picked on picked.contact_id = given.contact_id
           group by given.contact_id
         ),
         -- Folded before it is compared: row-level security lets no index be searched for
         -- the result of a function that is not leakproof.
         named as materialized (
           select *, fold(fields -> 'company' ->> 'name') as company_folded
           from golden
         ),
         derived as (
           select
             g.contact_id,
             coalesce(nullif(g.fields ->> 'name', ''), r.email, 'No name') as name,
             nullif(g.fields ->> 'given_name', '') as given_name,
             nullif(g.fields ->> 'family_name', '') as family_name,
             nullif(g.fields ->> 'title', '') as title,
             nullif(g.fields ->> 'location', '') as location,
             nullif(g.fields ->> 'birthday', '') as birthday_iso,
             case when g.fields ->> 'birthday' ~ '^\d{4}-\d{2}-\d{2}$' then (g.fields ->> 'birthday')::date end as birthday,
             nullif(g.fields ->> 'about', '') as about,
             nullif(g.fields ->> 'pronouns', '') as pronouns,
             nullif(g.fields ->> 'time_zone', '') as time_zone,
             nullif(g.fields ->> 'how_met', '') as how_met,
             nullif(g.fields ->> 'met_on', '')::date as met_on,
             nullif(g.fields ->> 'priority', '') as priority,
             nullif(g.fields ->> 'photo', '') as photo,
             case
               when g.fields -> 'company' ? 'id'
                 then standing_company(nullif(g.fields -> 'company' ->> 'id', '')::uuid)
               when g.fields -> 'company' ? 'domain'
                 then coalesce(k.id, company_at(g.fields -> 'company' ->> 'domain'))
               when g.fields -> 'company' ? 'name' then coalesce(
                 n.id,
                 company_named(
                   g.company_folded,
                   company_key(g.fields -> 'company' ->> 'name')
                 )
               )
             end as company_id,
             r.email,
             g.custom,
             g.provenance
           from named g
           left join lateral (
             select value as email
             from contact_points
             where contact_id = g.contact_id and kind = 'email' and position = 1
             limit 1
           ) r on true
           left join companies k
             on k.workspace_id = acting_workspace()
             and k.domain = g.fields -> 'company' ->> 'domain'
             and k.deleted_at is null
           left join lateral (
             select id
             from companies
             where workspace_id = acting_workspace()
               and name_folded = g.company_folded
               and deleted_at is null
             order by (domain is null), created_at, id
             limit 1
           ) n on true
         )
         update contacts c set
           name = d.name,
           given_name = d.given_name,
           family_name = d.family_name,
           title = d.title,
           location = d.location,
           birthday = d.birthday,
           birthday_iso = d.birthday_iso,
           about = d.about,
           pronouns = d.pronouns,
           time_zone = d.time_zone,
           how_met = d.how_met,
           met_on = d.met_on,
           priority = d.priority,
           photo = d.photo,
           company_id = d.company_id,
           email = d.email,
           custom = d.custom,
           provenance = d.provenance,
           version = c.version + 1,
           updated_at = $2
         from derived d
         where c.id = d.contact_id
           and (
             c.name, c.given_name, c.family_name, c.title, c.location, c.birthday, c.birthday_iso, c.about, c.pronouns,
             c.time_zone, c.how_met, c.met_on, c.priority, c.photo, c.company_id, c.email, c.custom,
             c.provenance
           ) is distinct from (
             d.name, d.given_name, d.family_name, d.title, d.location, d.birthday, d.birthday_iso, d.about, d.pronouns,
             d.time_zone, d.how_met, d.met_on, d.priority, d.photo, d.company_id, d.email, d.custom,
             d.provenance
           )"#,
        contacts,
        now,
    )
    .execute(scope.db())
    .await?;
    Ok(())
}
