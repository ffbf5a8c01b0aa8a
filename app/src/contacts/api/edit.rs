//! Reading and changing one contact.

use axum::http::{HeaderMap, StatusCode};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::ContactDetails;
use crate::{
    api::{
        Answer, ApiJson, ApiPath, ApiQuery, Caller, Failure, Outcome, answer, changed_meanwhile,
        created, fits_version,
    },
    contacts::{self, ContactInput, Meant},
    context::Scope,
    review,
    workspaces::Permission,
};

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct CreateQuery {
    /// Create the contact whoever looks the same: they are two, and neither proposed nor joined.
    #[serde(default)]
    anyway: bool,
}

/// Create a contact
///
/// Where somebody here looks the same, nothing is created: 409 with the code
/// `looks_the_same`, and `details.candidates` are those (`id`, `name`, `email`, `company`).
/// Ask again with `anyway=true` if none of them is meant: that says that they are two.
#[utoipa::path(
    post, path = "/contacts", tag = "contacts", params(CreateQuery), request_body = ContactInput,
    responses(
        (status = 201, body = Answer<ContactDetails>),
        (status = 409, description = "Somebody here looks the same."),
    ),
)]
pub async fn create_contact(
    caller: Caller,
    ApiQuery(query): ApiQuery<CreateQuery>,
    ApiJson(input): ApiJson<ContactInput>,
) -> Outcome<ContactDetails> {
    let mut scope = caller.begin(Permission::EditContacts).await?;
    let likely = review::likely_same(&mut scope, &input).await?;
    if !query.anyway {
        refuse_likely(&likely)?;
    }
    let id = contacts::create_contact(&mut scope, input).await?;
    let others: Vec<Uuid> = likely.iter().map(|one| one.id).collect();
    review::keep_apart(&mut scope, id, &others).await?;
    let details = ContactDetails::of(&mut scope, id).await?;
    scope.commit().await?;
    created(details)
}

fn refuse_likely(likely: &[Meant]) -> Result<(), Failure> {
    if likely.is_empty() {
        return Ok(());
    }
    let message = "Somebody here looks the same.";
    let failure = Failure::new(StatusCode::CONFLICT, "looks_the_same", message);
    Err(failure.with_details(json!({ "candidates": likely })))
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
pub async fn refuse_other_version(
    scope: &mut Scope,
    id: Uuid,
    headers: &HeaderMap,
) -> Result<(), Failure> {
    let version = contacts::contact(scope, id).await?.version;
    if fits_version(headers, version) {
        return Ok(());
    }
    Err(changed_meanwhile(&ContactDetails::of(scope, id).await?))
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
