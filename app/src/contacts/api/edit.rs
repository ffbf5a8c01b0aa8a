//! Reading and changing one contact.

use axum::http::{HeaderMap, StatusCode, header};
use serde::Serialize;
use serde_json::json;
use utoipa::ToSchema;
use uuid::Uuid;

use super::ContactDetails;
use crate::{
    api::{Answer, ApiJson, ApiPath, Caller, Failure, Outcome, answer, created},
    contacts::{self, ContactInput},
    context::Scope,
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
/// counts as said by a person: no import overwrites it. With `If-Match` the version that
/// you read, the contact is changed only while it still has this version; else 412, and
/// `details.current` is the contact as it is now.
#[utoipa::path(
    patch, path = "/contacts/{id}", tag = "contacts",
    params(("id" = Uuid, Path), ("if-match" = Option<String>, Header)), request_body = ContactInput,
    responses((status = 200, body = Answer<ContactDetails>)),
)]
pub async fn update_contact(
    caller: Caller,
    ApiPath(id): ApiPath<Uuid>,
    headers: HeaderMap,
    ApiJson(input): ApiJson<ContactInput>,
) -> Outcome<ContactDetails> {
    let mut scope = caller.begin(Permission::EditContacts).await?;
    refuse_other_version(&mut scope, id, &headers).await?;
    contacts::update_contact(&mut scope, id, input).await?;
    let details = ContactDetails::of(&mut scope, id).await?;
    scope.commit().await?;
    answer(details)
}

/// Two who change the same contact: the second gets it as the first left it.
async fn refuse_other_version(
    scope: &mut Scope,
    id: Uuid,
    headers: &HeaderMap,
) -> Result<(), Failure> {
    let Some(wanted) = headers.get(header::IF_MATCH) else {
        return Ok(());
    };
    let now = contacts::contact(scope, id).await?.version.to_string();
    let wanted = wanted.to_str().unwrap_or_default().split(',');
    let is_met = wanted
        .map(|version| version.trim().trim_start_matches("W/").trim_matches('"'))
        .any(|version| version == "*" || version == now);
    if is_met {
        return Ok(());
    }
    let current = ContactDetails::of(scope, id).await?;
    let words = "It was changed meanwhile.";
    let failure = Failure::new(
        StatusCode::PRECONDITION_FAILED,
        "precondition_failed",
        words,
    );
    Err(failure.with_details(json!({ "current": current })))
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
