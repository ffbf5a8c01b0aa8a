//! Taking contacts away whose mail is gone. What a person did stays: a contact that was
//! edited, has notes, or about which somebody decided (archived, deleted, merged, how to
//! keep in touch, what to do about a suggestion, a task, a tag, whom
//! they are related to) is kept.

use std::collections::BTreeMap;

use uuid::Uuid;

use crate::{context::Scope, error::Result};

/// Deletes these contacts but for those with a person's hand on them; returns how many
/// were kept, by reason.
pub async fn sweep_contacts(scope: &mut Scope, contacts: &[Uuid]) -> Result<BTreeMap<String, i32>> {
    let companies = companies_of(scope, contacts).await?;
    let kept = kept(scope, contacts).await?;
    let ids: Vec<Uuid> = kept.iter().map(|(contact, _)| *contact).collect();
    sqlx::query!(
        "delete from contacts where id = any($1) and id <> all($2)",
        contacts,
        &ids,
    )
    .execute(scope.db())
    .await?;
    sweep_companies(scope, &companies).await?;
    let mut counts = BTreeMap::new();
    for (_, reason) in kept {
        *counts.entry(reason).or_default() += 1;
    }
    Ok(counts)
}

/// Those of an import whom Kith joined to others, and of whom nothing is left by now: parted,
/// they would be nobody.
pub async fn sweep_joined(scope: &mut Scope, import: Uuid) -> Result<()> {
    let empty = sqlx::query_scalar!(
        "select c.id
         from contacts c
         join contact_merges m on m.joined_id = c.id and m.kept_id = c.merged_into and m.parted_at is null
         where c.import_id = $1
           and m.actor_id is null
           and not exists (
             select from identity_links l where l.contact_id = c.id or l.home_id = c.id
           )
           and not exists (select from contacts other where other.merged_into = c.id)",
        import,
    )
    .fetch_all(scope.db())
    .await?;
    sweep_contacts(scope, &empty).await.map(drop)
}

/// Whether anything stands at these contacts themselves that a person did.
pub async fn bear_a_hand(scope: &mut Scope, contacts: &[Uuid]) -> Result<bool> {
    Ok(!kept(scope, contacts).await?.is_empty())
}

async fn kept(scope: &mut Scope, contacts: &[Uuid]) -> Result<Vec<(Uuid, String)>> {
    let rows = sqlx::query!(
        r#"select c.id, hand.reason as "reason!"
           from contacts c
           cross join lateral (
             select case
               when exists (
                 select
                 from identity_links l
                 join source_records r on r.id = l.source_record_id
                 where l.contact_id = c.id and r.origin = 'edit' and r.fields <> '{}'
               ) then 'edited'
               when exists (
                 select
                 from identity_links l
                 join source_records r on r.id = l.source_record_id
                 join participants p on p.source_record_id = r.id
                 where l.contact_id = c.id and r.origin = 'edit'
               ) then 'noted'
               when c.archived_at is not null
                 or c.deleted_at is not null and not exists (
                   -- Joined because it was certain: that was no person's decision.
                   select from contact_merges m
                   where m.joined_id = c.id and m.kept_id = c.merged_into and m.parted_at is null and m.actor_id is null
                 )
                 or c.keep_in_touch_days is not null
                 or c.never_suggested
                 or c.preferred_channel is not null
                 or exists (
                   select from suggestions s
                   where s.contact_id = c.id and s.decided_at is not null
                 )
                 or exists (select from task_contacts t where t.contact_id = c.id)
                 or exists (select from contact_tags t where t.contact_id = c.id and t.by_person)
                 or exists (
                   select from contact_tags t
                   join contact_members(array[c.id]) m on true
                   join contact_tags o on o.contact_id = m.member_id and o.tag_id = t.tag_id and o.by_person
                   where t.contact_id = c.id and t.by_joined
                 )
                 or exists (
                   select from contact_relations r
                   where r.contact_id = c.id and r.origin = 'edit'
                 )
                 or exists (select from contact_relations r where r.other_id = c.id)
                 or exists (
                   select from identity_decisions d
                   where d.workspace_id = c.workspace_id
                     and d.actor_id is not null
                     -- Whose a record is was said of the record.
                     and d.source_record_id is null
                     and c.id in (d.contact_id, d.other_contact_id)
                 ) then 'decided'
             end as reason
           ) hand
           where c.id = any($1) and hand.reason is not null"#,
        contacts,
    )
    .fetch_all(scope.db())
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.reason)).collect())
}

async fn companies_of(scope: &mut Scope, contacts: &[Uuid]) -> Result<Vec<Uuid>> {
    let found = sqlx::query_scalar!(
        r#"select distinct company_id as "company!"
           from contacts
           where id = any($1) and company_id is not null"#,
        contacts,
    );
    Ok(found.fetch_all(scope.db()).await?)
}

/// Companies without anybody, unless a person made, named, joined, parted or described them
/// or wrote a task or a note about them, or a record of a contact names them. Those that Kith
/// joined to one of them go first.
pub(super) async fn sweep_companies(scope: &mut Scope, companies: &[Uuid]) -> Result<()> {
    let with_joined = sqlx::query_scalar!(
        r#"with recursive found as (
             select id from companies where id = any($1)
             union
             select k.id from found join companies k on k.merged_into = found.id
           )
           select id as "id!" from found"#,
        companies,
    )
    .fetch_all(scope.db())
    .await?;
    while delete_empty(scope, &with_joined).await? > 0 {}
    Ok(())
}

async fn delete_empty(scope: &mut Scope, companies: &[Uuid]) -> Result<u64> {
    let done = sqlx::query!(
        "delete from companies k
         where k.id = any($1)
           and k.name_origin <> 'edit'
           and not exists (select from kept_companies() as kept (id) where kept.id = k.id)
           and k.notes = ''
           and k.parent_id is null
           and (k.merged_into is null or exists (
             -- Joined because it was certain: that was no person's decision.
             select from company_merges m
             where m.company_id = k.id and m.into_id = k.merged_into and m.actor_id is null
           ))
           and not exists (
             select from identity_decisions d where d.company_id = k.id and d.actor_id is not null
           )
           and not exists (
             select from identity_decisions d where d.other_company_id = k.id and d.actor_id is not null
           )
           and not exists (select from contacts c where c.company_id = k.id)
           and not exists (select from task_companies t where t.company_id = k.id)
           and not exists (select from company_aliases a where a.company_id = k.id)
           and not exists (
             select from companies other where other.parent_id = k.id or other.merged_into = k.id
           )
           and (k.domain is null or k.domain not in (
             select r.fields ->> 'company_domain'
             from source_records r
             join identity_links l on l.source_record_id = r.id
             where r.workspace_id = acting_workspace() and r.fields ? 'company_domain'
           ))
           and (k.domain is not null or k.name_key not in (
             select company_key(r.fields ->> 'company_name')
             from source_records r
             join identity_links l on l.source_record_id = r.id
             where r.workspace_id = acting_workspace()
               and r.fields ? 'company_name'
               and not r.fields ? 'company_domain'
           ))
           and not exists (
             select from source_records r
             where r.workspace_id = k.workspace_id
               and r.origin = 'edit'
               and r.fields ->> 'company_id' = k.id::text
           )",
        companies,
    )
    .execute(scope.db())
    .await?;
    Ok(done.rows_affected())
}
