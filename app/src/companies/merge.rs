//! Two companies that are one: the one keeps its name and domain, which mean the other
//! from now on, so that nothing is moved but tasks and what a person chose, and both can be
//! parted again.

use serde_json::json;
use uuid::Uuid;

use super::{
    choose,
    counts::refresh_counts,
    exchange,
    store::{Company, find},
};
use crate::{
    context::{Scope, Turn},
    error::{Error, FieldCode, Result},
    events::{EventKind, record},
    identity::{self, About, Decision, Grounds, note_decisions},
    merging::Terms,
    review,
};

/// What joining would do.
pub struct MergePreview {
    pub tasks: i64,
    pub children: i64,
}

pub async fn preview_merge(scope: &mut Scope, id: Uuid, into: Uuid) -> Result<MergePreview> {
    both(scope, id, into).await?;
    let moved = sqlx::query!(
        r#"select
             (select count(*) from task_companies where company_id = $1) as "tasks!",
             (select count(*) from companies where parent_id = $1) as "children!""#,
        id,
    )
    .fetch_one(scope.db())
    .await?;
    Ok(MergePreview {
        tasks: moved.tasks,
        children: moved.children,
    })
}

async fn both(scope: &mut Scope, id: Uuid, into: Uuid) -> Result<(Company, Company)> {
    if id == into {
        return Err(Error::invalid("into", FieldCode::Unknown));
    }
    Ok((find(scope, id).await?, find(scope, into).await?))
}

/// Everybody of `id` belongs to `into`, with its tasks, notes and the companies below it, and
/// with those of its values that were chosen.
pub async fn merge_companies(scope: &mut Scope, id: Uuid, into: Uuid, terms: &Terms) -> Result<()> {
    scope.alone(Turn::People).await?;
    let (from, target) = both(scope, id, into).await?;
    let notes = [target.notes.as_str(), from.notes.as_str()];
    let notes: Vec<&str> = notes.into_iter().filter(|text| !text.is_empty()).collect();
    let chosen = choose::read(scope, &terms.choices, id, into).await?;
    let merge = note_merge(scope, id, &target, &notes.join("\n\n")).await?;
    move_tasks(scope, id, into).await?;
    let now = scope.now;
    sqlx::query!(
        "update companies set
           notes = case when id = $2 then $3 else notes end,
           parent_id = case
             when id = $2 and parent_id = $1 then null
             when id <> $2 and parent_id = $1 then $2
             else parent_id
           end,
           merged_into = case when id = $1 then $2 else merged_into end,
           deleted_at = case when id = $1 then $4 else deleted_at end,
           updated_at = $4
         where id in ($1, $2) or parent_id = $1",
        id,
        into,
        notes.join("\n\n"),
        now,
    )
    .execute(scope.db())
    .await?;
    exchange::write(scope, merge, [into, id], &chosen).await?;
    relink(scope, id, into).await?;
    let decided = [(into, id, terms.grounds.clone())];
    note_decisions(scope, About::Companies, Decision::Merge, &decided).await?;
    record(scope, EventKind::CompanyMerged, id, json!({ "into": into })).await
}

async fn note_merge(scope: &mut Scope, id: Uuid, into: &Company, notes: &str) -> Result<Uuid> {
    let (merge, workspace, actor, now) = (scope.id(), scope.workspace, scope.actor, scope.now);
    sqlx::query!(
        "insert into company_merges
           (id, workspace_id, company_id, into_id, tasks, children, notes_before, notes_after, actor_id, created_at)
         select
           $1,
           $2,
           $3,
           $4,
           array(
             select task_id
             from task_companies t
             where company_id = $3
               and not exists (
                 select from task_companies other where other.task_id = t.task_id and other.company_id = $4
               )
           ),
           array(select id from companies where parent_id = $3),
           $5,
           $6,
           $7,
           $8",
        merge,
        workspace,
        id,
        into.id,
        into.notes,
        notes,
        actor,
        now,
    )
    .execute(scope.db())
    .await?;
    Ok(merge)
}

/// The links of the one stay as well: it is hidden, and may come back.
async fn move_tasks(scope: &mut Scope, id: Uuid, into: Uuid) -> Result<()> {
    sqlx::query!(
        "insert into task_companies (workspace_id, task_id, company_id)
         select workspace_id, task_id, $2 from task_companies where company_id = $1
         on conflict do nothing",
        id,
        into,
    )
    .execute(scope.db())
    .await?;
    Ok(())
}

/// Parts a company again from the one it was joined to. What people said about the other
/// since stays there.
pub async fn part_companies(scope: &mut Scope, id: Uuid) -> Result<Uuid> {
    scope.alone(Turn::People).await?;
    let merge = sqlx::query!(
        "select m.into_id, m.tasks, m.children, m.notes_before, m.notes_after, m.chosen
         from company_merges m
         join companies k on k.id = m.company_id and k.merged_into = m.into_id
         where m.workspace_id = acting_workspace() and m.company_id = $1
         order by m.created_at desc, m.id desc
         limit 1",
        id,
    )
    .fetch_optional(scope.db())
    .await?
    .ok_or(Error::NotFound)?;
    let now = scope.now;
    sqlx::query!(
        "delete from task_companies where company_id = $1 and task_id = any($2)",
        merge.into_id,
        &merge.tasks,
    )
    .execute(scope.db())
    .await?;
    sqlx::query!(
        "update companies set
           merged_into = case when id = $1 then null else merged_into end,
           deleted_at = case when id = $1 then null else deleted_at end,
           notes = case when id = $2 and notes = $4 then $3 else notes end,
           parent_id = case when id = any($5) then $1 else parent_id end,
           updated_at = $6
         where id in ($1, $2) or id = any($5)",
        id,
        merge.into_id,
        merge.notes_before,
        merge.notes_after,
        &merge.children,
        now,
    )
    .execute(scope.db())
    .await?;
    if let Some(chosen) = merge.chosen {
        exchange::take_back(scope, [merge.into_id, id], chosen).await?;
    }
    // Parted by a person, they are neither proposed nor joined again.
    let mut others = vec![merge.into_id, standing_company(scope, merge.into_id).await?];
    others.dedup();
    review::set_apart(scope, About::Companies, id, &others).await?;
    let decided = [(merge.into_id, id, Grounds::default())];
    note_decisions(scope, About::Companies, Decision::Split, &decided).await?;
    relink(scope, id, merge.into_id).await?;
    record(scope, EventKind::CompanyParted, id, json!({})).await?;
    Ok(merge.into_id)
}

/// The company that this one is now.
pub async fn standing_company(scope: &mut Scope, id: Uuid) -> Result<Uuid> {
    let found = sqlx::query_scalar!("select standing_company($1)", id)
        .fetch_one(scope.db())
        .await?;
    found.ok_or(Error::NotFound)
}

async fn relink(scope: &mut Scope, id: Uuid, into: Uuid) -> Result<()> {
    identity::relink_company(scope, &[id, into]).await?;
    refresh_counts(scope, None).await
}
