//! What tasks are about: contacts and companies.

use uuid::Uuid;

use super::about;
use crate::{
    companies, contacts,
    context::Scope,
    error::{Error, Result},
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkKind {
    Contact,
    Company,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    pub task_id: Uuid,
    pub kind: LinkKind,
    pub id: Uuid,
    pub name: String,
}

struct LinkRow {
    task_id: Uuid,
    is_company: bool,
    id: Uuid,
    name: String,
}

/// The contacts and companies of these tasks, but for those that were deleted.
pub async fn links_of(scope: &mut Scope, tasks: &[Uuid]) -> Result<Vec<Link>> {
    let rows = sqlx::query_as!(
        LinkRow,
        r#"select l.task_id as "task_id!", false as "is_company!", c.id as "id!", c.name as "name!"
           from task_contacts l
           join contacts c on c.id = l.contact_id and c.deleted_at is null
           where l.task_id = any($1)
           union all
           select l.task_id, true, k.id, k.name
           from task_companies l
           join companies k on k.id = l.company_id and k.deleted_at is null
           where l.task_id = any($1)
           order by 2, 4, 3"#,
        tasks,
    )
    .fetch_all(scope.db())
    .await?;
    let link = |row: LinkRow| Link {
        task_id: row.task_id,
        kind: if row.is_company {
            LinkKind::Company
        } else {
            LinkKind::Contact
        },
        id: row.id,
        name: row.name,
    };
    Ok(rows.into_iter().map(link).collect())
}

/// Ties the task to these, and to whom `about` names; each must be of this workspace.
pub(super) async fn set_links(
    scope: &mut Scope,
    task: Uuid,
    mut contacts: Vec<Uuid>,
    mut companies: Vec<Uuid>,
    about: &str,
) -> Result<()> {
    match about::resolve(scope, about).await? {
        Some((LinkKind::Contact, id)) => contacts.push(id),
        Some((LinkKind::Company, id)) => companies.push(id),
        None => {}
    }
    for contact in &contacts {
        contacts::contact(scope, *contact).await?;
    }
    for company in &companies {
        companies::find(scope, *company).await?;
    }
    replace(scope, task, &contacts, &companies).await
}

/// The same as another task.
pub(super) async fn copy_links(scope: &mut Scope, from: Uuid, to: Uuid) -> Result<()> {
    sqlx::query!(
        "insert into task_contacts (workspace_id, task_id, contact_id, by_joined)
         select l.workspace_id, $2, l.contact_id, l.by_joined
         from task_contacts l
         join contacts c on c.id = l.contact_id
         where l.task_id = $1 and (c.deleted_at is null or c.merged_into is not null)",
        from,
        to,
    )
    .execute(scope.db())
    .await?;
    let links = links_of(scope, &[from]).await?;
    let companies = links.iter().filter(|link| link.kind == LinkKind::Company);
    let companies: Vec<Uuid> = companies.map(|link| link.id).collect();
    tie(scope, to, &[], &companies).await
}

async fn replace(
    scope: &mut Scope,
    task: Uuid,
    contacts: &[Uuid],
    companies: &[Uuid],
) -> Result<()> {
    // Links to what is deleted stay, so that restoring it brings them back.
    sqlx::query!(
        "delete from task_contacts l
         using contacts c
         where l.task_id = $1 and c.id = l.contact_id and c.deleted_at is null and l.contact_id <> all($2)",
        task,
        contacts,
    )
    .execute(scope.db())
    .await?;
    sqlx::query!(
        "delete from task_companies l
         using companies k
         where l.task_id = $1 and k.id = l.company_id and k.deleted_at is null and l.company_id <> all($2)",
        task,
        companies,
    )
    .execute(scope.db())
    .await?;
    tie(scope, task, contacts, companies).await
}

async fn tie(scope: &mut Scope, task: Uuid, contacts: &[Uuid], companies: &[Uuid]) -> Result<()> {
    let workspace = scope.workspace;
    sqlx::query!(
        "insert into task_contacts (workspace_id, task_id, contact_id)
         select $1, $2, id from unnest($3::uuid[]) as id
         on conflict do nothing",
        workspace,
        task,
        contacts,
    )
    .execute(scope.db())
    .await?;
    sqlx::query!(
        "insert into task_companies (workspace_id, task_id, company_id)
         select $1, $2, id from unnest($3::uuid[]) as id
         on conflict do nothing",
        workspace,
        task,
        companies,
    )
    .execute(scope.db())
    .await?;
    Ok(())
}

/// The tasks about those who were joined to a contact are about this one, too.
pub async fn pass_on_links(scope: &mut Scope, kept: Uuid, joined: &[Uuid]) -> Result<()> {
    sqlx::query!(
        "insert into task_contacts (workspace_id, task_id, contact_id, by_joined)
         select workspace_id, task_id, $1, true
         from task_contacts
         where workspace_id = acting_workspace() and contact_id = any($2)
         on conflict do nothing",
        kept,
        joined,
    )
    .execute(scope.db())
    .await?;
    Ok(())
}

/// Unties the tasks that are about a contact only because of those who are joined to it no
/// more.
pub async fn take_back_links(scope: &mut Scope, kept: Uuid) -> Result<()> {
    sqlx::query!(
        "delete from task_contacts l
         where l.workspace_id = acting_workspace()
           and l.contact_id = $1
           and l.by_joined
           and not exists (
             select
             from contact_members(array[$1::uuid]) as m
             join task_contacts other on other.contact_id = m.member_id and other.task_id = l.task_id
             where m.member_id <> $1
           )",
        kept,
    )
    .execute(scope.db())
    .await?;
    Ok(())
}

/// Whether this user belongs to the workspace.
pub(super) async fn check_member(scope: &mut Scope, user: Uuid) -> Result<()> {
    let is_member = sqlx::query_scalar!(
        r#"select exists (
             select from memberships where workspace_id = acting_workspace() and user_id = $1
           ) as "is_member!""#,
        user,
    );
    if is_member.fetch_one(scope.db()).await? {
        Ok(())
    } else {
        Err(Error::invalid("assignee", crate::error::FieldCode::Unknown))
    }
}
