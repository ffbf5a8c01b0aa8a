//! Reading and changing one contact.

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::ContactDetails;
use crate::{
    api::{Answer, ApiJson, ApiPath, Caller, Outcome, answer, created},
    contacts::{self, ContactInput},
    workspaces::Permission,
};

/// Create a contact
#[utoipa::path(
    post, path = "/contacts", tag = "contacts", request_body = ContactInput,
    responses((status = 201, body = Answer<ContactDetails>)),
)]
pub async fn create_contact(
    caller: Caller,
    ApiJson(input): ApiJson<ContactInput>,
) -> Outcome<ContactDetails> {
    let mut scope = caller.begin(Permission::EditContacts).await?;
    let id = contacts::create_contact(&mut scope, input).await?;
    let details = ContactDetails::of(&mut scope, id).await?;
    scope.commit().await?;
    created(details)
}

/// One contact
#[utoipa::path(
    get, path = "/contacts/{id}", tag = "contacts", params(("id" = Uuid, Path)),
    responses((status = 200, body = Answer<ContactDetails>)),
)]
pub async fn get_contact(caller: Caller, ApiPath(id): ApiPath<Uuid>) -> Outcome<ContactDetails> {
    let mut scope = caller.begin(Permission::Read).await?;
    answer(ContactDetails::of(&mut scope, id).await?)
}

/// Change a contact
///
/// Absent fields stay as they are; an empty text clears a field. What is set here
/// counts as said by a person: no import overwrites it.
#[utoipa::path(
    patch, path = "/contacts/{id}", tag = "contacts", params(("id" = Uuid, Path)), request_body = ContactInput,
    responses((status = 200, body = Answer<ContactDetails>)),
)]
pub async fn update_contact(
    caller: Caller,
    ApiPath(id): ApiPath<Uuid>,
    ApiJson(input): ApiJson<ContactInput>,
) -> Outcome<ContactDetails> {
    let mut scope = caller.begin(Permission::EditContacts).await?;
    contacts::update_contact(&mut scope, id, input).await?;
    let details = ContactDetails::of(&mut scope, id).await?;
    scope.commit().await?;
    answer(details)
}

#[derive(Serialize, ToSchema)]
pub struct Deleted {
    id: Uuid,
    deleted: bool,
}

/// Delete a contact; it can be restored
#[utoipa::path(
    delete, path = "/contacts/{id}", tag = "contacts", params(("id" = Uuid, Path)),
    responses((status = 200, body = Answer<Deleted>)),
)]
pub async fn delete_contact(caller: Caller, ApiPath(id): ApiPath<Uuid>) -> Outcome<Deleted> {
    let mut scope = caller.begin(Permission::EditContacts).await?;
    contacts::delete_contact(&mut scope, id).await?;
    scope.commit().await?;
    answer(Deleted { id, deleted: true })
}

/// Restore a deleted contact with everything it had
#[utoipa::path(
    post, path = "/contacts/{id}/restore", tag = "contacts", params(("id" = Uuid, Path)),
    responses((status = 200, body = Answer<ContactDetails>)),
)]
pub async fn restore_contact(
    caller: Caller,
    ApiPath(id): ApiPath<Uuid>,
) -> Outcome<ContactDetails> {
    let mut scope = caller.begin(Permission::EditContacts).await?;
    contacts::restore_contact(&mut scope, id).await?;
    let details = ContactDetails::of(&mut scope, id).await?;
    scope.commit().await?;
    answer(details)
}
