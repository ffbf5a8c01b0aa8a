//! Where somebody works and worked, over REST.

use axum::http::HeaderMap;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::{ContactDetails, edit::refuse_other_version};
use crate::{
    api::{Answer, ApiJson, ApiPath, ApiQuery, Caller, Outcome, answer, created},
    contacts::{self, Employment, EmploymentInput, Source},
    workspaces::Permission,
};

#[derive(Serialize, ToSchema)]
pub struct EmploymentDetails {
    /// By which it is changed or removed; it changes with what is said of it.
    key: String,
    company: Option<String>,
    company_id: Option<Uuid>,
    title: Option<String>,
    department: Option<String>,
    /// `2019`, `2019-05` or `2019-05-03`
    since: Option<String>,
    until: Option<String>,
    /// Whether the two are when mail was signed so, first and last.
    observed: bool,
    current: bool,
    provenance: Source,
}

impl From<Employment> for EmploymentDetails {
    fn from(job: Employment) -> Self {
        Self {
            key: job.key,
            company: job.company,
            company_id: job.company_id,
            title: job.title,
            department: job.department,
            since: job.since,
            until: job.until,
            observed: job.observed,
            current: job.is_current,
            provenance: job.source,
        }
    }
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EmploymentChange {
    /// Of the one that stands there.
    key: String,
    to: EmploymentInput,
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct EmploymentQuery {
    key: String,
}

/// Add an employment
///
/// Several may be at once. The newest that goes on becomes the contact's title and company.
#[utoipa::path(
    post, path = "/contacts/{id}/employments", tag = "contacts", params(("id" = Uuid, Path), ("if-match" = Option<String>, Header)),
    request_body = EmploymentInput, responses((status = 201, body = Answer<ContactDetails>)),
)]
pub async fn add_employment(
    caller: Caller,
    ApiPath(id): ApiPath<Uuid>,
    headers: HeaderMap,
    ApiJson(input): ApiJson<EmploymentInput>,
) -> Outcome<ContactDetails> {
    let mut scope = caller.begin(Permission::EditContacts).await?;
    refuse_other_version(&mut scope, id, &headers).await?;
    contacts::set_employment(&mut scope, id, None, input).await?;
    let details = ContactDetails::of(&mut scope, id).await?;
    scope.commit().await?;
    created(details)
}

/// Say an employment otherwise
#[utoipa::path(
    patch, path = "/contacts/{id}/employments", tag = "contacts", params(("id" = Uuid, Path), ("if-match" = Option<String>, Header)),
    request_body = EmploymentChange, responses((status = 200, body = Answer<ContactDetails>)),
)]
pub async fn change_employment(
    caller: Caller,
    ApiPath(id): ApiPath<Uuid>,
    headers: HeaderMap,
    ApiJson(input): ApiJson<EmploymentChange>,
) -> Outcome<ContactDetails> {
    let mut scope = caller.begin(Permission::EditContacts).await?;
    refuse_other_version(&mut scope, id, &headers).await?;
    contacts::set_employment(&mut scope, id, Some(&input.key), input.to).await?;
    let details = ContactDetails::of(&mut scope, id).await?;
    scope.commit().await?;
    answer(details)
}

/// Remove an employment; it stays away whoever says it again, until it is added
#[utoipa::path(
    delete, path = "/contacts/{id}/employments", tag = "contacts", params(("id" = Uuid, Path), ("if-match" = Option<String>, Header), EmploymentQuery),
    responses((status = 200, body = Answer<ContactDetails>)),
)]
pub async fn remove_employment(
    caller: Caller,
    ApiPath(id): ApiPath<Uuid>,
    headers: HeaderMap,
    ApiQuery(query): ApiQuery<EmploymentQuery>,
) -> Outcome<ContactDetails> {
    let mut scope = caller.begin(Permission::EditContacts).await?;
    refuse_other_version(&mut scope, id, &headers).await?;
    contacts::remove_employment(&mut scope, id, &query.key).await?;
    let details = ContactDetails::of(&mut scope, id).await?;
    scope.commit().await?;
    answer(details)
}
