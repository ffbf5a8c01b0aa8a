//! Relations over REST.

use axum::http::HeaderMap;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{
    Relation, add_relation as add, relations_of, remove_relation as remove,
    restore_relation as restore, types::RelationKind, who,
};
use crate::{
    api::{Answer, ApiJson, ApiPath, Caller, Outcome, answer, created},
    contacts::{self, Source, api::refuse_other_version},
    context::Scope,
    error::Result,
    workspaces::Permission,
};

#[derive(Serialize, ToSchema)]
pub struct RelationDetails {
    id: Uuid,
    /// What the other is to this contact.
    kind: RelationKind,
    /// The same in words: `Spouse`, `Mother`, `Landlord of`
    label: String,
    /// The other; null where only the name is known.
    contact_id: Option<Uuid>,
    name: String,
    provenance: Source,
}

impl From<Relation> for RelationDetails {
    fn from(relation: Relation) -> Self {
        Self {
            id: relation.id,
            kind: relation.kind,
            label: relation.label,
            contact_id: relation.contact_id,
            name: relation.name,
            provenance: relation.source,
        }
    }
}

async fn details(scope: &mut Scope, contact: Uuid) -> Result<Vec<RelationDetails>> {
    let relations = relations_of(scope, contact).await?;
    Ok(relations.into_iter().map(RelationDetails::from).collect())
}

/// Who a contact is related to, and how
#[utoipa::path(
    get, path = "/contacts/{id}/relations", tag = "contacts", params(("id" = Uuid, Path)),
    responses((status = 200, body = Answer<Vec<RelationDetails>>)),
)]
pub async fn list_relations(
    caller: Caller,
    ApiPath(id): ApiPath<Uuid>,
) -> Outcome<Vec<RelationDetails>> {
    let mut scope = caller.begin(Permission::Read).await?;
    contacts::contact(&mut scope, id).await?;
    answer(details(&mut scope, id).await?)
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RelationInput {
    /// What the other is to this contact.
    kind: RelationKind,
    /// For the kind `other`: what that is.
    #[serde(default)]
    word: String,
    /// The other's id, e-mail address or name.
    who: String,
    /// Whether `who` is the name of somebody who is not here.
    #[serde(default)]
    alone: bool,
}

/// Say what somebody is to a contact
///
/// The other side sees it too, by its own word. Answers all relations of the contact.
#[utoipa::path(
    post, path = "/contacts/{id}/relations", tag = "contacts",
    params(("id" = Uuid, Path), ("if-match" = Option<String>, Header)), request_body = RelationInput,
    responses((status = 201, body = Answer<Vec<RelationDetails>>)),
)]
pub async fn add_relation(
    caller: Caller,
    ApiPath(id): ApiPath<Uuid>,
    headers: HeaderMap,
    ApiJson(input): ApiJson<RelationInput>,
) -> Outcome<Vec<RelationDetails>> {
    let mut scope = caller.begin(Permission::EditContacts).await?;
    refuse_other_version(&mut scope, id, &headers).await?;
    let who = who(&mut scope, id, &input.who, input.alone).await?;
    add(&mut scope, id, input.kind, &input.word, who).await?;
    let details = details(&mut scope, id).await?;
    scope.commit().await?;
    created(details)
}

#[derive(Serialize, ToSchema)]
pub struct RelationGone {
    id: Uuid,
    removed: bool,
}

/// Remove a relation from both sides; it can be restored
#[utoipa::path(
    delete, path = "/relations/{id}", tag = "contacts", params(("id" = Uuid, Path)),
    responses((status = 200, body = Answer<RelationGone>)),
)]
pub async fn remove_relation(caller: Caller, ApiPath(id): ApiPath<Uuid>) -> Outcome<RelationGone> {
    let mut scope = caller.begin(Permission::EditContacts).await?;
    remove(&mut scope, id).await?;
    scope.commit().await?;
    answer(RelationGone { id, removed: true })
}

/// Take the removal of a relation back
#[utoipa::path(
    post, path = "/relations/{id}/restore", tag = "contacts", params(("id" = Uuid, Path)),
    responses((status = 200, body = Answer<RelationGone>)),
)]
pub async fn restore_relation(caller: Caller, ApiPath(id): ApiPath<Uuid>) -> Outcome<RelationGone> {
    let mut scope = caller.begin(Permission::EditContacts).await?;
    restore(&mut scope, id).await?;
    scope.commit().await?;
    answer(RelationGone { id, removed: false })
}
