//! Who was joined to whom.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    context::Scope,
    error::{Error, Result},
};

/// A contact that was joined to another.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Joined {
    /// Of the contact that was joined; its address leads to the one that was kept.
    pub id: Uuid,
    pub name: String,
    pub email: Option<String>,
    pub at: DateTime<Utc>,
    /// The member who did it; null where Kith did.
    pub by: Option<String>,
}

/// Those that were joined to a contact, the newest first, and those joined to them before.
pub async fn joined_to(scope: &mut Scope, contact: Uuid) -> Result<Vec<Joined>> {
    Ok(sqlx::query_as!(
        Joined,
        r#"select c.id, c.name, c.email, m.created_at as at, u.name as "by?"
           from contact_members(array[$1::uuid]) as member
           join contacts c on c.id = member.member_id
           join contact_merges m on m.joined_id = c.id and m.kept_id = c.merged_into and m.parted_at is null
           left join users u on u.id = m.actor_id
           order by m.created_at desc, m.id desc"#,
        contact,
    )
    .fetch_all(scope.db())
    .await?)
}

/// What became of a contact of which the history of another tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whereabouts {
    /// It is part of that other one.
    Joined,
    /// It is a contact of its own.
    Alone,
    /// It lies in the trash, or was joined to a third.
    Elsewhere,
    /// It is not here any more.
    Gone,
}

/// What became of those that a contact was joined with at some time.
pub async fn whereabouts(
    scope: &mut Scope,
    contact: Uuid,
    others: &[Uuid],
) -> Result<HashMap<Uuid, Whereabouts>> {
    let rows = sqlx::query!(
        r#"select
             c.id,
             c.deleted_at is not null as "is_hidden!",
             c.merged_into is not null and standing_contact(c.id) = $1 as "is_joined!"
           from contacts c
           where c.id = any($2)"#,
        contact,
        others,
    )
    .fetch_all(scope.db())
    .await?;
    let mut found: HashMap<Uuid, Whereabouts> =
        others.iter().map(|id| (*id, Whereabouts::Gone)).collect();
    for row in rows {
        let place = match (row.is_joined, row.is_hidden) {
            (true, _) => Whereabouts::Joined,
            (false, true) => Whereabouts::Elsewhere,
            (false, false) => Whereabouts::Alone,
        };
        found.insert(row.id, place);
    }
    Ok(found)
}

/// The contact that this one is now.
pub async fn standing(scope: &mut Scope, contact: Uuid) -> Result<Uuid> {
    let found = sqlx::query_scalar!("select standing_contact($1)", contact)
        .fetch_one(scope.db())
        .await?;
    found.ok_or(Error::NotFound)
}

/// Those of this id, address or name that were joined to another.
pub async fn joined_called(scope: &mut Scope, text: &str) -> Result<Vec<Joined>> {
    Ok(sqlx::query_as!(
        Joined,
        r#"select c.id, c.name, c.email, m.created_at as at, u.name as "by?"
           from contacts c
           join contact_merges m on m.joined_id = c.id and m.kept_id = c.merged_into and m.parted_at is null
           left join users u on u.id = m.actor_id
           where c.workspace_id = acting_workspace()
             and (c.id::text = lower($1) or c.email = lower($1) or c.name_folded = fold($1))
           order by m.created_at desc, m.id desc"#,
        text.trim(),
    )
    .fetch_all(scope.db())
    .await?)
}

/// How many of the contacts that an import made Kith has joined to others.
pub async fn joined_of(scope: &mut Scope, import: Uuid) -> Result<i64> {
    Ok(sqlx::query_scalar!(
        r#"select count(*) as "count!"
           from contacts c
           join contact_merges m on m.joined_id = c.id and m.kept_id = c.merged_into and m.parted_at is null
           where c.workspace_id = acting_workspace()
             and c.import_id = $1
             and m.actor_id is null"#,
        import,
    )
    .fetch_one(scope.db())
    .await?)
}
