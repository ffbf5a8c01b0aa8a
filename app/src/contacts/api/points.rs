//! What a contact may have many of, over REST: each with its label and its source.

use axum::http::HeaderMap;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::{ContactDetails, edit::refuse_other_version};
use crate::{
    api::{Answer, ApiJson, ApiPath, ApiQuery, Caller, Outcome, answer, created},
    contacts::{self, NewPoint, Point, PostalAddress, Source, types::PointKind},
    error::Error,
    workspaces::Permission,
};

#[derive(Serialize, ToSchema)]
pub struct PointDetails {
    /// `email`, `phone`, `url`, `handle`, `address` or `date`
    kind: String,
    /// By which it is named to change or remove it: a phone as E.164 where its country is
    /// known, an address in one line, a date as `2009-08-08` or `--08-08`.
    value: String,
    /// `work`, `home`, `mobile`, `fax` or a word of one's own; of a profile its network.
    label: Option<String>,
    /// As it was written.
    raw: String,
    /// Of an address, its parts.
    address: Option<PostalAddress>,
    provenance: Option<Source>,
}

impl From<&Point> for PointDetails {
    fn from(point: &Point) -> Self {
        Self {
            kind: point.kind.clone(),
            value: point.value.clone(),
            label: point.label.clone(),
            raw: point.raw.clone(),
            address: point.address.clone(),
            provenance: point.source.clone(),
        }
    }
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PointInput {
    kind: PointKind,
    /// Left out of an address.
    #[serde(default)]
    value: String,
    #[serde(default)]
    label: String,
    #[serde(default)]
    address: PostalAddress,
}

impl From<PointInput> for NewPoint {
    fn from(input: PointInput) -> Self {
        Self {
            kind: input.kind,
            value: input.value,
            address: input.address,
            label: input.label,
        }
    }
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PointChange {
    /// The value that stands there.
    value: String,
    to: PointInput,
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct PointQuery {
    /// `email`, `phone`, `url`, `handle`, `address` or `date`
    kind: String,
    value: String,
}

/// Add an address, a number, a site, a profile or a day of the year
///
/// It counts as said by a person. A phone without its country is read as one of the
/// country in which the key's owner lives; what was written is kept as `raw`.
#[utoipa::path(
    post, path = "/contacts/{id}/points", tag = "contacts", params(("id" = Uuid, Path), ("if-match" = Option<String>, Header)), request_body = PointInput,
    responses((status = 201, body = Answer<ContactDetails>)),
)]
pub async fn add_point(
    caller: Caller,
    ApiPath(id): ApiPath<Uuid>,
    headers: HeaderMap,
    ApiJson(input): ApiJson<PointInput>,
) -> Outcome<ContactDetails> {
    let mut scope = caller.begin(Permission::EditContacts).await?;
    refuse_other_version(&mut scope, id, &headers).await?;
    contacts::add_point(&mut scope, id, input.into()).await?;
    let details = ContactDetails::of(&mut scope, id).await?;
    scope.commit().await?;
    created(details)
}

/// Put another value in the place of one, or label it otherwise
#[utoipa::path(
    patch, path = "/contacts/{id}/points", tag = "contacts", params(("id" = Uuid, Path), ("if-match" = Option<String>, Header)), request_body = PointChange,
    responses((status = 200, body = Answer<ContactDetails>)),
)]
pub async fn change_point(
    caller: Caller,
    ApiPath(id): ApiPath<Uuid>,
    headers: HeaderMap,
    ApiJson(input): ApiJson<PointChange>,
) -> Outcome<ContactDetails> {
    let mut scope = caller.begin(Permission::EditContacts).await?;
    refuse_other_version(&mut scope, id, &headers).await?;
    contacts::change_point(&mut scope, id, &input.value, input.to.into()).await?;
    let details = ContactDetails::of(&mut scope, id).await?;
    scope.commit().await?;
    answer(details)
}

/// Remove a value; it stays away whoever says it again, until it is added
#[utoipa::path(
    delete, path = "/contacts/{id}/points", tag = "contacts", params(("id" = Uuid, Path), ("if-match" = Option<String>, Header), PointQuery),
    responses((status = 200, body = Answer<ContactDetails>)),
)]
pub async fn remove_point(
    caller: Caller,
    ApiPath(id): ApiPath<Uuid>,
    headers: HeaderMap,
    ApiQuery(query): ApiQuery<PointQuery>,
) -> Outcome<ContactDetails> {
    let mut scope = caller.begin(Permission::EditContacts).await?;
    refuse_other_version(&mut scope, id, &headers).await?;
    let is_there = contacts::points(&mut scope, id)
        .await?
        .iter()
        .any(|point| point.kind == query.kind && point.value == query.value);
    if !is_there {
        return Err(Error::NotFound.into());
    }
    contacts::remove_point(&mut scope, id, &query.value).await?;
    let details = ContactDetails::of(&mut scope, id).await?;
    scope.commit().await?;
    answer(details)
}
