//! Joining and parting over REST.

use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{Choices, Joined, Terms, joined_to, merge_contacts as merge, part_contact as part};
use crate::{
    api::{Answer, ApiJson, ApiPath, Caller, Outcome, answer, listed},
    contacts::{self, api::ContactDetails},
    workspaces::Permission,
};

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MergeInput {
    /// The contacts that are the same person.
    with: Vec<Uuid>,
    /// Which value survives, where it is not to be the one that follows from the sources: by
    /// the field (`name`, `title`, `company`, `photo` …, `fields.KEY`) the contact whose value
    /// it is. It counts as written by hand, until the two are parted.
    #[serde(default)]
    #[schema(value_type = Object)]
    choose: Choices,
}

/// Make one contact of several
///
/// This one is kept. The others are hidden, and their addresses lead here by 308; nothing is
/// lost, and `unmerge` brings each of them back. 409 where one was joined meanwhile; 404 where
/// one is in the trash.
#[utoipa::path(
    post, path = "/contacts/{id}/merge", tag = "contacts", params(("id" = Uuid, Path)), request_body = MergeInput,
    responses((status = 200, body = Answer<ContactDetails>)),
)]
pub async fn merge_contacts(
    caller: Caller,
    ApiPath(id): ApiPath<Uuid>,
    ApiJson(input): ApiJson<MergeInput>,
) -> Outcome<ContactDetails> {
    let mut scope = caller.begin(Permission::EditContacts).await?;
    let terms = Terms {
        choices: input.choose,
        ..Terms::default()
    };
    merge(&mut scope, id, &input.with, &terms).await?;
    let details = ContactDetails::of(&mut scope, id).await?;
    scope.commit().await?;
    answer(details)
}

/// Part a contact again from the one that it was joined to
///
/// Both are as they were, each with what came meanwhile to its own records.
#[utoipa::path(
    post, path = "/contacts/{id}/unmerge", tag = "contacts", params(("id" = Uuid, Path)),
    responses((status = 200, body = Answer<ContactDetails>)),
)]
pub async fn unmerge_contact(
    caller: Caller,
    ApiPath(id): ApiPath<Uuid>,
) -> Outcome<ContactDetails> {
    let mut scope = caller.begin(Permission::EditContacts).await?;
    part(&mut scope, id).await?;
    let details = ContactDetails::of(&mut scope, id).await?;
    scope.commit().await?;
    answer(details)
}

/// The contacts that were joined to this one, the newest first
#[utoipa::path(
    get, path = "/contacts/{id}/joined", tag = "contacts", params(("id" = Uuid, Path)),
    responses((status = 200, body = Answer<Vec<Joined>>)),
)]
pub async fn list_joined_contacts(
    caller: Caller,
    ApiPath(id): ApiPath<Uuid>,
) -> Outcome<Vec<Joined>> {
    let mut scope = caller.begin(Permission::Read).await?;
    contacts::contact(&mut scope, id).await?;
    listed(joined_to(&mut scope, id).await?, None)
}
