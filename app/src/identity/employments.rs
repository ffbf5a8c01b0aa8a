//! Where contacts work and worked, from what their records say: files and profiles by since
//! and until, signatures by when mail was signed so, a person by hand. What two sources say
//! of one job is one row: a person's word before all, what is said before what was only
//! observed, then what was said last.

use uuid::Uuid;

use crate::{context::Scope, error::Result};

/// Goes by the fields of the contacts, which must have been derived.
pub(super) async fn derive_employments(scope: &mut Scope, contacts: &[Uuid]) -> Result<()> {
    let workspace = scope.workspace;
    sqlx::query!(
        "delete from contact_employments where contact_id = any($1)",
        contacts
    )
    .execute(scope.db())
    .await?;
    sqlx::query!(
        "with linked as (
           select
             l.contact_id,
             r.id,
             r.origin,
             r.external_id,
             r.fields,
             r.evidence,
             r.source_updated_at,
             case
               when l.home_id is null then array[l.contact_id]
               else contact_lineage(l.home_id)
             end as lineage
           from identity_links l
           join source_records r on r.id = l.source_record_id
           where l.contact_id = any($2)
         ),
         removed as (
           select contact_id, case when origin = 'edit' then external_id::uuid end as remover, key
           from linked
           cross join lateral jsonb_array_elements_text(fields -> 'employments_removed') as key
           where origin = 'edit'
         ),
         said as (
           select
             linked.contact_id,
             linked.lineage,
             linked.id,
             linked.origin,
             linked.external_id,
             job.place,
             coalesce(nullif(job.said ->> 'company', ''), domains.name) as company,
             coalesce((job.said ->> 'company_id')::uuid, domains.id) as company_id,
             nullif(job.said ->> 'title', '') as title,
             nullif(job.said ->> 'department', '') as department,
             nullif(job.said ->> 'since', '') as since,
             nullif(job.said ->> 'until', '') as until,
             coalesce((job.said ->> 'observed')::boolean, false) as observed,
             (job.said ->> 'own_id')::uuid as own_id,
             coalesce((job.said ->> 'at')::timestamptz, linked.source_updated_at) as said_at,
             (job.said ->> 'confidence')::real as confidence,
             job.said ->> 'message' as message
           from linked
           cross join lateral jsonb_array_elements(linked.fields -> 'employments') with ordinality as job (said, place)
           left join companies domains
             on domains.workspace_id = acting_workspace()
             and domains.domain = job.said ->> 'domain'
             and domains.deleted_at is null
           union all
           -- What stands in the lists now, where no source tells it as an employment.
           select
             c.id,
             r.lineage,
             r.id,
             r.origin,
             r.external_id,
             0,
             k.name,
             k.id,
             c.title,
             null,
             null,
             null,
             true,
             null,
             coalesce((r.evidence -> 'title' ->> 'at')::timestamptz, r.source_updated_at),
             (r.evidence -> 'title' ->> 'confidence')::real,
             r.evidence -> 'title' ->> 'message'
           from contacts c
           join linked r on r.contact_id = c.id and r.id = (c.provenance ->> 'title')::uuid
           left join companies k on k.id = c.company_id
           where c.id = any($2) and c.title is not null
         ),
         -- The key once for each: it is made by several expressions.
         based as materialized (
           select said.*, job_key(company, title) as base
           from said
           where company is not null or title is not null
         ),
         keyed as (
           select
             based.*,
             base || '|' || coalesce(
               case when not observed then left(since, 4) end,
               max(left(since, 4)) filter (where not observed) over (partition by contact_id, base),
               ''
             ) as key
           from based
         ),
         picked as (
           select distinct on (contact_id, key)
             *,
             (array_agg(company_id) filter (where company_id is not null) over (partition by contact_id, key))[1] as linked_id
           from keyed
           where not exists (
             select from removed
             where removed.contact_id = keyed.contact_id
               and removed.remover = any(keyed.lineage)
               and (removed.key = keyed.key or removed.key = keyed.base || '|')
           )
           order by
             contact_id,
             key,
             (origin = 'edit' and own_id is not null) desc,
             observed,
             place = 0,
             said_at desc,
             origin,
             external_id,
             place
         ),
         judged as (
           select
             p.*,
             case
               when p.company = k.name then k.id
               when job_key(p.company, null) = job_key(k.name, null) then k.id
             end as present_id,
             p.until is null and (
               p.own_id is not null
               or case when (p.company, p.title) = (k.name, c.title) then true else p.base = job_key(k.name, c.title) end
               or coalesce(c.provenance ->> 'title' = p.id::text and c.provenance ->> 'company' = p.id::text, false)
             ) as is_current
           from picked p
           join contacts c on c.id = p.contact_id
           left join companies k on k.id = c.company_id
         )
         insert into contact_employments
           (workspace_id, contact_id, key, position, company, company_id, title, department, since, until, observed,
            is_current, own_id, source_record_id, said_at, confidence, message)
         select
           $1,
           j.contact_id,
           j.key,
           row_number() over (
             partition by j.contact_id
             order by j.is_current desc, coalesce(j.until, '9999') desc, j.since desc nulls last, j.said_at desc, j.key
           ),
           j.company,
           coalesce(j.company_id, j.linked_id, j.present_id, n.id),
           j.title,
           j.department,
           j.since,
           j.until,
           j.observed,
           j.is_current,
           j.own_id,
           j.id,
           j.said_at,
           j.confidence,
           j.message
         from judged j
         left join lateral (
           select id
           from companies
           where workspace_id = acting_workspace()
             and name_folded = fold(j.company)
             and deleted_at is null
           order by (domain is null), created_at, id
           limit 1
         ) n on true",
        workspace,
        contacts,
    )
    .execute(scope.db())
    .await?;
    Ok(())
}
