//! Deleting a tag, and bringing it back with everybody it was on.

use serde_json::json;
use uuid::Uuid;

use super::{edit::own_name, merge::part_again, store::tag};
use crate::{
    context::Scope,
    error::{Error, Result},
    events::{EventKind, record},
    identity,
};

/// Takes it off everybody. Records that say its name do not bring it back.
pub async fn delete_tag(scope: &mut Scope, id: Uuid) -> Result<()> {
    tag(scope, id).await?;
    drop_tag(scope, id, None).await?;
    record(scope, EventKind::TagDeleted, id, json!({})).await
}

/// Undoes a deletion or a join; refused where another tag took the name.
pub async fn restore_tag(scope: &mut Scope, id: Uuid) -> Result<()> {
    let gone = sqlx::query!(
        r#"select
             merged_into,
             exists (
               select from tags other
               where other.workspace_id = tags.workspace_id
                 and other.name_folded = tags.name_folded
                 and other.deleted_at is null
             ) as "is_taken!"
           from tags
           where id = $1 and deleted_at is not null"#,
        id,
    )
    .fetch_optional(scope.db())
    .await?
    .ok_or(Error::NotFound)?;
    if gone.is_taken {
        return Err(Error::Conflict);
    }
    if let Some(into) = gone.merged_into {
        part_again(scope, id, into).await?;
    }
    let now = scope.now;
    sqlx::query!(
        "update tags set deleted_at = null, merged_into = null, updated_at = $2 where id = $1",
        id,
        now,
    )
    .execute(scope.db())
    .await?;
    pick_up(scope, id).await?;
    own_name(scope, id).await?;
    record(scope, EventKind::TagRestored, id, json!({})).await
}

/// Hides the tag, and remembers whom it was on.
pub(super) async fn drop_tag(scope: &mut Scope, id: Uuid, into: Option<Uuid>) -> Result<()> {
    let now = scope.now;
    sqlx::query!("delete from dropped_tags where tag_id = $1", id)
        .execute(scope.db())
        .await?;
    sqlx::query!(
        "with gone as (
           delete from contact_tags
           where workspace_id = acting_workspace() and tag_id = $1
           returning workspace_id, contact_id, by_person, by_record, by_rule
         )
         insert into dropped_tags (workspace_id, tag_id, contact_id, by_person, by_record, by_rule, was_passed_on)
         select
           gone.workspace_id,
           $1,
           gone.contact_id,
           gone.by_person,
           gone.by_record,
           gone.by_rule,
           $2::uuid is not null and not exists (
             select from contact_tags x where x.contact_id = gone.contact_id and x.tag_id = $2
           )
         from gone",
        id,
        into,
    )
    .execute(scope.db())
    .await?;
    sqlx::query!(
        "update tags set deleted_at = $2, merged_into = $3, updated_at = $2 where id = $1",
        id,
        now,
        into,
    )
    .execute(scope.db())
    .await?;
    Ok(())
}

async fn pick_up(scope: &mut Scope, id: Uuid) -> Result<()> {
    let now = scope.now;
    let contacts = sqlx::query_scalar!(
        "with back as (
           delete from dropped_tags
           where tag_id = $1
           returning workspace_id, contact_id, by_person, by_record, by_rule
         ),
         tagged as (
           insert into contact_tags (workspace_id, contact_id, tag_id, by_person, by_record, by_rule, created_at)
           select workspace_id, contact_id, $1, by_person, by_record, by_rule, $2
           from back
           where by_person or by_record or by_rule
           on conflict do nothing
         )
         select contact_id from back",
        id,
        now,
    )
    .fetch_all(scope.db())
    .await?;
    identity::pass_on_tags(scope, &contacts).await
}
