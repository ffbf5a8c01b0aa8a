//! Tags over REST.

use axum::http::HeaderMap;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{Tag, TagUse, TagWithSources};
use crate::{
    api::{Answer, ApiJson, ApiPath, Caller, Outcome, answer, created, listed},
    contacts::{self, api::refuse_other_version},
    tags,
    workspaces::Permission,
};

#[derive(Serialize, ToSchema)]
pub struct TagListed {
    #[serde(flatten)]
    tag: Tag,
    /// How many contacts have it.
    contacts: i64,
}

impl From<TagUse> for TagListed {
    fn from(used: TagUse) -> Self {
        Self {
            tag: used.tag,
            contacts: used.contacts,
        }
    }
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewTag {
    name: String,
    /// 0 to 11; chosen by the name where absent.
    hue: Option<i16>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TagChange {
    name: Option<String>,
    hue: Option<i16>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct JoinTo {
    into: Uuid,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TagName {
    name: String,
}

/// All tags, by name
#[utoipa::path(
    get, path = "/tags", tag = "tags",
    responses((status = 200, body = Answer<Vec<TagListed>>)),
)]
pub async fn list_tags(caller: Caller) -> Outcome<Vec<TagListed>> {
    let mut scope = caller.begin(Permission::Read).await?;
    let rows = tags::used_tags(&mut scope).await?;
    listed(rows.into_iter().map(TagListed::from).collect(), None)
}

/// Create a tag
#[utoipa::path(
    post, path = "/tags", tag = "tags", request_body = NewTag,
    responses((status = 201, body = Answer<Tag>)),
)]
pub async fn create_tag(caller: Caller, ApiJson(new): ApiJson<NewTag>) -> Outcome<Tag> {
    let mut scope = caller.begin(Permission::EditContacts).await?;
    let id = tags::create_tag(&mut scope, &new.name, new.hue).await?;
    let tag = tags::tag(&mut scope, id).await?;
    scope.commit().await?;
    created(tag)
}

/// Rename or colour a tag
///
/// Records that say its old name still mean it.
#[utoipa::path(
    patch, path = "/tags/{id}", tag = "tags", params(("id" = Uuid, Path)), request_body = TagChange,
    responses((status = 200, body = Answer<Tag>)),
)]
pub async fn update_tag(
    caller: Caller,
    ApiPath(id): ApiPath<Uuid>,
    ApiJson(change): ApiJson<TagChange>,
) -> Outcome<Tag> {
    let mut scope = caller.begin(Permission::EditContacts).await?;
    tags::edit_tag(&mut scope, id, change.name.as_deref(), change.hue).await?;
    let tag = tags::tag(&mut scope, id).await?;
    scope.commit().await?;
    answer(tag)
}

/// Delete a tag; it can be restored
#[utoipa::path(
    delete, path = "/tags/{id}", tag = "tags", params(("id" = Uuid, Path)),
    responses((status = 200, body = Answer<Tag>)),
)]
pub async fn delete_tag(caller: Caller, ApiPath(id): ApiPath<Uuid>) -> Outcome<Tag> {
    let mut scope = caller.begin(Permission::EditContacts).await?;
    let tag = tags::tag(&mut scope, id).await?;
    tags::delete_tag(&mut scope, id).await?;
    scope.commit().await?;
    answer(tag)
}

/// Restore a tag that was deleted or joined to another, with everybody it was on
#[utoipa::path(
    post, path = "/tags/{id}/restore", tag = "tags", params(("id" = Uuid, Path)),
    responses((status = 200, body = Answer<Tag>)),
)]
pub async fn restore_tag(caller: Caller, ApiPath(id): ApiPath<Uuid>) -> Outcome<Tag> {
    let mut scope = caller.begin(Permission::EditContacts).await?;
    tags::restore_tag(&mut scope, id).await?;
    let tag = tags::tag(&mut scope, id).await?;
    scope.commit().await?;
    answer(tag)
}

/// Join a tag to another
///
/// Everybody with it has the other instead; restoring it parts the two again.
#[utoipa::path(
    post, path = "/tags/{id}/merge", tag = "tags", params(("id" = Uuid, Path)), request_body = JoinTo,
    responses((status = 200, body = Answer<Tag>)),
)]
pub async fn merge_tag(
    caller: Caller,
    ApiPath(id): ApiPath<Uuid>,
    ApiJson(join): ApiJson<JoinTo>,
) -> Outcome<Tag> {
    let mut scope = caller.begin(Permission::EditContacts).await?;
    tags::merge_tags(&mut scope, id, join.into).await?;
    let tag = tags::tag(&mut scope, join.into).await?;
    scope.commit().await?;
    answer(tag)
}

/// The tags of a contact, each with who says so
#[utoipa::path(
    get, path = "/contacts/{id}/tags", tag = "tags", params(("id" = Uuid, Path)),
    responses((status = 200, body = Answer<Vec<TagWithSources>>)),
)]
pub async fn list_tags_of_contact(
    caller: Caller,
    ApiPath(id): ApiPath<Uuid>,
) -> Outcome<Vec<TagWithSources>> {
    let mut scope = caller.begin(Permission::Read).await?;
    contacts::contact(&mut scope, id).await?;
    listed(tags::tags_with_sources(&mut scope, id).await?, None)
}

/// Put a tag on a contact, made if there is none of that name
#[utoipa::path(
    post, path = "/contacts/{id}/tags", tag = "tags",
    params(("id" = Uuid, Path), ("if-match" = Option<String>, Header)), request_body = TagName,
    responses((status = 200, body = Answer<Vec<Tag>>)),
)]
pub async fn tag_contact(
    caller: Caller,
    ApiPath(id): ApiPath<Uuid>,
    headers: HeaderMap,
    ApiJson(new): ApiJson<TagName>,
) -> Outcome<Vec<Tag>> {
    let mut scope = caller.begin(Permission::EditContacts).await?;
    refuse_other_version(&mut scope, id, &headers).await?;
    tags::tag_contact(&mut scope, id, &new.name).await?;
    let all = tags::tags_of(&mut scope, id).await?;
    scope.commit().await?;
    answer(all)
}

/// Take a tag off a contact
///
/// It stays off, whatever records and rules say.
#[utoipa::path(
    delete, path = "/contacts/{id}/tags/{tag}", tag = "tags",
    params(("id" = Uuid, Path), ("tag" = Uuid, Path), ("if-match" = Option<String>, Header)),
    responses((status = 200, body = Answer<Vec<Tag>>)),
)]
pub async fn untag_contact(
    caller: Caller,
    ApiPath((id, tag)): ApiPath<(Uuid, Uuid)>,
    headers: HeaderMap,
) -> Outcome<Vec<Tag>> {
    let mut scope = caller.begin(Permission::EditContacts).await?;
    refuse_other_version(&mut scope, id, &headers).await?;
    tags::untag_contact(&mut scope, id, tag).await?;
    let all = tags::tags_of(&mut scope, id).await?;
    scope.commit().await?;
    answer(all)
}
