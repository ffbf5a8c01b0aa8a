//! Two tags that mean the same become one, and can be parted again.

use serde_json::json;
use uuid::Uuid;

use super::{remove::drop_tag, store::tag};
use crate::{
    context::Scope,
    error::{Error, FieldCode, Result},
    events::{EventKind, record},
    identity,
};

/// Everybody with `id` has `into` instead; records that say the one mean the other.
pub async fn merge_tags(scope: &mut Scope, id: Uuid, into: Uuid) -> Result<()> {
    if id == into {
        return Err(Error::invalid("into", FieldCode::Unknown));
    }
    tag(scope, id).await?;
    tag(scope, into).await?;
    drop_tag(scope, id, Some(into)).await?;
    let now = scope.now;
    sqlx::query!(
        "insert into contact_tags (workspace_id, contact_id, tag_id, by_person, by_record, by_rule, created_at)
         select workspace_id, contact_id, $2, by_person, by_record, by_rule, $3
         from dropped_tags
         where tag_id = $1 and (by_person or by_record or by_rule)
         on conflict (contact_id, tag_id) do update set
           by_person = contact_tags.by_person or excluded.by_person,
           by_record = contact_tags.by_record or excluded.by_record,
           by_rule = contact_tags.by_rule or excluded.by_rule",
        id,
        into,
        now,
    )
    .execute(scope.db())
    .await?;
    sqlx::query!(
        "update tag_names set tag_id = $2 where tag_id = $1",
        id,
        into
    )
    .execute(scope.db())
    .await?;
    sqlx::query!("update tags set is_imported = false where id = $1", into)
        .execute(scope.db())
        .await?;
    pass_on(scope, id).await?;
    record(scope, EventKind::TagMerged, id, json!({ "into": into })).await
}

/// Those whom a contact was joined to that had the tag.
async fn pass_on(scope: &mut Scope, id: Uuid) -> Result<()> {
    let contacts = sqlx::query_scalar!("select contact_id from dropped_tags where tag_id = $1", id)
        .fetch_all(scope.db())
        .await?;
    identity::pass_on_tags(scope, &contacts).await
}

/// Takes off again what `into` got from the tag.
pub(super) async fn part_again(scope: &mut Scope, id: Uuid, into: Uuid) -> Result<()> {
    sqlx::query!(
        "delete from contact_tags x
         using dropped_tags d
         where d.tag_id = $1
           and d.was_passed_on
           and x.tag_id = $2
           and x.contact_id = d.contact_id",
        id,
        into,
    )
    .execute(scope.db())
    .await?;
    sqlx::query!("update tag_names set tag_id = $1 where home_id = $1", id)
        .execute(scope.db())
        .await?;
    Ok(())
}
