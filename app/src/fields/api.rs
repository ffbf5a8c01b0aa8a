//! Fields over REST: their definitions, and the values of companies. Those of contacts are
//! part of the contact.

use std::collections::BTreeMap;

use axum::http::HeaderMap;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::{
    Field, FieldChange, FieldInput, all_fields, archive_field as archive, change_field as change,
    define_field as define, field, held, read_inputs, set_value,
    types::{FieldKind, Subject},
};
use crate::{
    api::{Answer, ApiJson, ApiPath, ApiQuery, Caller, Outcome, answer, created},
    context::Scope,
    error::Result,
    workspaces::Permission,
};

#[derive(Serialize, ToSchema)]
pub struct FieldDetails {
    id: Uuid,
    on: Subject,
    /// Under which values are given and told; it stays when the label changes.
    key: String,
    label: String,
    kind: FieldKind,
    /// What is offered, in its order.
    choices: Vec<ChoiceDetails>,
    /// Put away: shown nowhere, with its values kept.
    archived_at: Option<DateTime<Utc>>,
}

#[derive(Serialize, ToSchema)]
pub struct ChoiceDetails {
    /// What values hold; it stays when the label changes.
    key: String,
    label: String,
}

impl From<Field> for FieldDetails {
    fn from(field: Field) -> Self {
        let choices = field.offered().map(|choice| ChoiceDetails {
            key: choice.key.clone(),
            label: choice.label.clone(),
        });
        Self {
            id: field.id,
            on: field.subject,
            choices: choices.collect(),
            key: field.key,
            label: field.label,
            kind: field.kind,
            archived_at: field.archived_at,
        }
    }
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct FieldsQuery {
    /// `contact` or `company`; both where absent
    on: Option<Subject>,
    /// `true`: also those that were put away.
    archived: Option<bool>,
}

/// The workspace's own fields, in their order
#[utoipa::path(
    get, path = "/fields", tag = "fields", params(FieldsQuery),
    responses((status = 200, body = Answer<Vec<FieldDetails>>)),
)]
pub async fn list_fields(
    caller: Caller,
    ApiQuery(asked): ApiQuery<FieldsQuery>,
) -> Outcome<Vec<FieldDetails>> {
    let mut scope = caller.begin(Permission::Read).await?;
    let with_archived = asked.archived.unwrap_or(false);
    let all = all_fields(&mut scope).await?.into_iter();
    let wanted = all
        .filter(|field| with_archived || field.archived_at.is_none())
        .filter(|field| asked.on.is_none_or(|on| on == field.subject));
    answer(wanted.map(FieldDetails::from).collect())
}

/// Define a field
#[utoipa::path(
    post, path = "/fields", tag = "fields", request_body = FieldInput,
    responses((status = 201, body = Answer<FieldDetails>)),
)]
pub async fn define_field(
    caller: Caller,
    ApiJson(input): ApiJson<FieldInput>,
) -> Outcome<FieldDetails> {
    let mut scope = caller.begin(Permission::ManageFields).await?;
    let id = define(&mut scope, input).await?;
    created(told(scope, id).await?)
}

/// Change a field
///
/// Absent properties stay as they are. No value is lost by it.
#[utoipa::path(
    patch, path = "/fields/{id}", tag = "fields", params(("id" = Uuid, Path)), request_body = FieldChange,
    responses((status = 200, body = Answer<FieldDetails>)),
)]
pub async fn change_field(
    caller: Caller,
    ApiPath(id): ApiPath<Uuid>,
    ApiJson(input): ApiJson<FieldChange>,
) -> Outcome<FieldDetails> {
    let mut scope = caller.begin(Permission::ManageFields).await?;
    change(&mut scope, id, input).await?;
    answer(told(scope, id).await?)
}

/// Put a field away; its values are kept
#[utoipa::path(
    delete, path = "/fields/{id}", tag = "fields", params(("id" = Uuid, Path)),
    responses((status = 200, body = Answer<FieldDetails>)),
)]
pub async fn archive_field(caller: Caller, ApiPath(id): ApiPath<Uuid>) -> Outcome<FieldDetails> {
    put(caller, id, true).await
}

/// Take a field back, with its values
#[utoipa::path(
    post, path = "/fields/{id}/restore", tag = "fields", params(("id" = Uuid, Path)),
    responses((status = 200, body = Answer<FieldDetails>)),
)]
pub async fn restore_field(caller: Caller, ApiPath(id): ApiPath<Uuid>) -> Outcome<FieldDetails> {
    put(caller, id, false).await
}

async fn put(caller: Caller, id: Uuid, archived: bool) -> Outcome<FieldDetails> {
    let mut scope = caller.begin(Permission::ManageFields).await?;
    archive(&mut scope, id, archived).await?;
    answer(told(scope, id).await?)
}

async fn told(mut scope: Scope, id: Uuid) -> Result<FieldDetails> {
    let found = field(&mut scope, id).await?;
    scope.commit().await?;
    Ok(found.into())
}

/// Values by the key of their field.
#[derive(Serialize, ToSchema)]
#[serde(transparent)]
pub struct Values(BTreeMap<String, Value>);

impl Values {
    /// What is there; a field without a value is absent.
    pub async fn of(scope: &mut Scope, subject: Subject, id: Uuid) -> Result<Self> {
        let held = held(scope, subject, id).await?.into_iter();
        let there = held.filter(|held| !held.value.is_null());
        Ok(Self(
            there.map(|held| (held.field.key, held.value)).collect(),
        ))
    }
}

#[derive(Deserialize, ToSchema)]
#[serde(transparent)]
pub struct ValuesInput(BTreeMap<String, Value>);

/// A company's values in the workspace's own fields
#[utoipa::path(
    get, path = "/companies/{id}/fields", tag = "fields", params(("id" = Uuid, Path)),
    responses((status = 200, body = Answer<Values>)),
)]
pub async fn get_company_values(caller: Caller, ApiPath(id): ApiPath<Uuid>) -> Outcome<Values> {
    let mut scope = caller.begin(Permission::Read).await?;
    crate::companies::find(&mut scope, id).await?;
    answer(Values::of(&mut scope, Subject::Company, id).await?)
}

/// Set a company's values, by the key of their field
///
/// Absent fields stay as they are; null clears one. `If-Match` takes the version of the company.
#[utoipa::path(
    patch, path = "/companies/{id}/fields", tag = "fields",
    params(("id" = Uuid, Path), ("if-match" = Option<String>, Header)),
    request_body = ValuesInput,
    responses((status = 200, body = Answer<Values>)),
)]
pub async fn set_company_values(
    caller: Caller,
    ApiPath(id): ApiPath<Uuid>,
    headers: HeaderMap,
    ApiJson(given): ApiJson<ValuesInput>,
) -> Outcome<Values> {
    let mut scope = caller.begin(Permission::EditContacts).await?;
    crate::companies::api::refuse_other_version(&mut scope, id, &headers).await?;
    for (field, value) in
        read_inputs(&mut scope, Subject::Company, given.0.into_iter().collect()).await?
    {
        set_value(&mut scope, &field, id, value).await?;
    }
    let values = Values::of(&mut scope, Subject::Company, id).await?;
    scope.commit().await?;
    answer(values)
}
