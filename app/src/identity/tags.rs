//! Tags that records name: on a contact as long as one of its records says so, and no
//! person took it off. A name means the tag that has it, had it, or was joined with it;
//! one that means none makes a new tag, one that means a deleted tag is not heard.

use uuid::Uuid;

use crate::{context::Scope, error::Result, ui::hue};

pub async fn derive_tags(scope: &mut Scope, contacts: &[Uuid]) -> Result<()> {
    name_tags(scope, contacts).await?;
    let (workspace, now) = (scope.workspace, scope.now);
    sqlx::query!(
        "with said as materialized (
           select distinct l.contact_id, n.tag_id
           from identity_links l
           join source_records r on r.id = l.source_record_id and r.fields ? 'tags'
           cross join lateral jsonb_array_elements_text(r.fields -> 'tags') as said (name)
           join tag_names n
             on n.workspace_id = acting_workspace()
             and n.name_folded = fold(btrim(left(btrim(said.name), 60)))
           join tags t on t.id = n.tag_id and t.deleted_at is null
           where l.contact_id = any($1)
             and not exists (
               select from contact_tag_removals x
               where x.contact_id = l.contact_id and x.tag_id = n.tag_id
             )
             and (l.home_id is null or not exists (
               select from contact_tag_removals x
               where x.contact_id = any(contact_lineage(l.home_id)) and x.tag_id = n.tag_id
             ))
         ),
         unsaid as materialized (
           select x.contact_id, x.tag_id
           from contact_tags x
           where x.contact_id = any($1)
             and x.by_record
             and not exists (
               select from said where said.contact_id = x.contact_id and said.tag_id = x.tag_id
             )
         ),
         gone as (
           delete from contact_tags x
           using unsaid
           where x.contact_id = unsaid.contact_id
             and x.tag_id = unsaid.tag_id
             and not (x.by_person or x.by_joined or x.by_rule)
         ),
         left_to_others as (
           update contact_tags x set by_record = false
           from unsaid
           where x.contact_id = unsaid.contact_id
             and x.tag_id = unsaid.tag_id
             and (x.by_person or x.by_joined or x.by_rule)
         )
         insert into contact_tags (workspace_id, contact_id, tag_id, by_person, by_record, created_at)
         select $2, contact_id, tag_id, false, true, $3
         from said
         on conflict (contact_id, tag_id) do update set by_record = true
         where not contact_tags.by_record",
        contacts,
        workspace,
        now,
    )
    .execute(scope.db())
    .await?;
    pass_on_tags(scope, contacts).await
}

/// What people and rules put on contacts that were joined to these is on these as well, as
/// long as they are joined and no person took it off.
pub async fn pass_on_tags(scope: &mut Scope, contacts: &[Uuid]) -> Result<()> {
    let (workspace, now) = (scope.workspace, scope.now);
    let concerned = sqlx::query_scalar!(
        r#"select id as "id!"
           from unnest($1::uuid[]) as id
           where id in (select merged_into from contacts where merged_into = any($1))
              or id in (select contact_id from contact_tags where contact_id = any($1) and by_joined)"#,
        contacts,
    )
    .fetch_all(scope.db())
    .await?;
    if concerned.is_empty() {
        return Ok(());
    }
    sqlx::query!(
        "with passed_on as materialized (
           select distinct m.contact_id, x.tag_id
           from contact_members($1) as m
           join contact_tags x on x.contact_id = m.member_id and (x.by_person or x.by_rule)
           join tags t on t.id = x.tag_id and t.deleted_at is null
           where m.member_id <> m.contact_id
             and not exists (
               select from contact_tag_removals r
               where r.contact_id = any(contact_lineage(m.member_id)) and r.tag_id = x.tag_id
             )
         ),
         over as materialized (
           select x.contact_id, x.tag_id
           from contact_tags x
           where x.contact_id = any($1)
             and x.by_joined
             and not exists (
               select from passed_on p where p.contact_id = x.contact_id and p.tag_id = x.tag_id
             )
         ),
         gone as (
           delete from contact_tags x
           using over
           where x.contact_id = over.contact_id
             and x.tag_id = over.tag_id
             and not (x.by_person or x.by_record or x.by_rule)
         ),
         left_to_others as (
           update contact_tags x set by_joined = false
           from over
           where x.contact_id = over.contact_id
             and x.tag_id = over.tag_id
             and (x.by_person or x.by_record or x.by_rule)
         )
         insert into contact_tags
           (workspace_id, contact_id, tag_id, by_person, by_record, by_joined, created_at)
         select $2, contact_id, tag_id, false, false, true, $3
         from passed_on
         on conflict (contact_id, tag_id) do update set by_joined = true
         where not contact_tags.by_joined",
        &concerned,
        workspace,
        now,
    )
    .execute(scope.db())
    .await?;
    Ok(())
}

/// Makes a tag of each name that means none yet.
async fn name_tags(scope: &mut Scope, contacts: &[Uuid]) -> Result<()> {
    let names = sqlx::query_scalar!(
        r#"select distinct on (fold(said.name)) said.name as "name!"
           from identity_links l
           join source_records r on r.id = l.source_record_id and r.fields ? 'tags'
           cross join lateral jsonb_array_elements_text(r.fields -> 'tags') as tag (name)
           cross join lateral (select btrim(left(btrim(tag.name), 60)) as name) as said
           where l.contact_id = any($1)
             and said.name <> ''
             and not exists (
               select from tag_names n
               where n.workspace_id = acting_workspace() and n.name_folded = fold(said.name)
             )
           order by fold(said.name), said.name"#,
        contacts,
    )
    .fetch_all(scope.db())
    .await?;
    if names.is_empty() {
        return Ok(());
    }
    let ids: Vec<Uuid> = names.iter().map(|_| scope.id()).collect();
    let hues: Vec<i16> = names.iter().map(|name| hue(name) as i16).collect();
    let (workspace, now) = (scope.workspace, scope.now);
    sqlx::query!(
        "with made as (
           insert into tags (id, workspace_id, name, hue, is_imported, created_at, updated_at)
           select id, $1, name, hue, true, $2, $2
           from unnest($3::uuid[], $4::text[], $5::smallint[]) as new (id, name, hue)
           on conflict do nothing
           returning id, name_folded
         )
         insert into tag_names (workspace_id, name_folded, tag_id, home_id)
         select $1, name_folded, id, id from made
         on conflict do nothing",
        workspace,
        now,
        &ids,
        &names,
        &hues,
    )
    .execute(scope.db())
    .await?;
    Ok(())
}

/// Takes tags away that only records made, and that nobody has any more.
pub async fn sweep_tags(scope: &mut Scope) -> Result<()> {
    sqlx::query!(
        "delete from tags t
         where t.workspace_id = acting_workspace()
           and t.is_imported
           and t.deleted_at is null
           and not exists (
             select from contact_tags x where x.workspace_id = acting_workspace() and x.tag_id = t.id
           )",
    )
    .execute(scope.db())
    .await?;
    Ok(())
}
