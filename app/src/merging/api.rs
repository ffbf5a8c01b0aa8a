//! Joining and parting over REST.

use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{
    Choices, Joined, Terms, joined_to, merge_contacts as merge, part_contact as part,
    records::{SourceRecord, part_record, records_of, return_record},
};
use crate::{
    api::{Answer, ApiJson, ApiPath, ApiQuery, Caller, Outcome, PageQuery, answer, listed},
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

/// The records that a contact is made of, the newest first: what each source says
#[utoipa::path(
    get, path = "/contacts/{id}/sources", tag = "contacts", params(("id" = Uuid, Path), PageQuery),
    responses((status = 200, body = Answer<Vec<SourceRecord>>)),
)]
pub async fn list_sources(
    caller: Caller,
    ApiPath(id): ApiPath<Uuid>,
    ApiQuery(page): ApiQuery<PageQuery>,
) -> Outcome<Vec<SourceRecord>> {
    let mut scope = caller.begin(Permission::Read).await?;
    contacts::contact(&mut scope, id).await?;
    let mut rows = records_of(&mut scope, id, page.before()?, page.size()).await?;
    let is_full = rows.len() as i64 > page.size();
    rows.truncate(usize::try_from(page.size()).unwrap_or_default());
    let next = rows.last().filter(|_| is_full).map(|row| row.id);
    listed(rows, next.map(|id| id.to_string()))
}

#[derive(Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PartInput {
    /// The contact whose record it is; absent or null: one that is made of it
    #[serde(default)]
    to: Option<Uuid>,
}

/// Say that a record is somebody else's
///
/// It leaves its contact with all that came with it, and is never joined to that one again by
/// itself, whatever both have. The contact in the answer has it now. 409 where nothing else is
/// known of the contact.
#[utoipa::path(
    post, path = "/sources/{id}/part", tag = "contacts", params(("id" = Uuid, Path)), request_body = PartInput,
    responses((status = 200, body = Answer<ContactDetails>)),
)]
pub async fn part_source(
    caller: Caller,
    ApiPath(id): ApiPath<Uuid>,
    ApiJson(input): ApiJson<PartInput>,
) -> Outcome<ContactDetails> {
    let mut scope = caller.begin(Permission::EditContacts).await?;
    let taken = part_record(&mut scope, id, input.to).await?;
    let details = ContactDetails::of(&mut scope, taken.to).await?;
    scope.commit().await?;
    answer(details)
}

/// Bring a record back to the contact from which it was taken last
///
/// A contact that was made of it goes, with all that came to it meanwhile; where a member did
/// anything with that one, it is joined instead. The contact in the answer has the record.
#[utoipa::path(
    post, path = "/sources/{id}/return", tag = "contacts", params(("id" = Uuid, Path)),
    responses((status = 200, body = Answer<ContactDetails>)),
)]
pub async fn return_source(caller: Caller, ApiPath(id): ApiPath<Uuid>) -> Outcome<ContactDetails> {
    let mut scope = caller.begin(Permission::EditContacts).await?;
    let taken = return_record(&mut scope, id).await?;
    let details = ContactDetails::of(&mut scope, taken.to).await?;
    scope.commit().await?;
    answer(details)
}
