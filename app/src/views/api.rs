//! Saved views over REST.

use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{View, ViewInput, view, views};
use crate::{
    api::{Answer, ApiJson, ApiPath, Caller, Outcome, answer, created},
    workspaces::Permission,
};

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewView {
    name: String,
    /// For everybody in the workspace; else for the key's member alone.
    #[serde(default)]
    is_shared: bool,
    /// As `GET /contacts` takes it in `q`.
    #[serde(default)]
    query: String,
    /// `strength` (default), `name`, `last` or `new`
    #[serde(default)]
    sort: String,
    /// `table` (default), `board` or `birthdays`
    #[serde(default)]
    layout: String,
    /// What a table or board is grouped by, as `GET /contacts` takes it in `group`
    #[serde(default)]
    group: String,
    /// `company`, `title`, `email`, `phone`, `place`, `strength`, `last`, `first`, `rhythm`, `sent`,
    /// `received`, `birthday`, `added`, `changed`
    #[serde(default)]
    columns: Vec<String>,
}

impl From<NewView> for ViewInput {
    fn from(new: NewView) -> Self {
        Self {
            name: new.name,
            is_shared: new.is_shared,
            query: new.query,
            sort: new.sort,
            layout: new.layout,
            group: new.group,
            columns: new.columns,
        }
    }
}

/// The views of contacts that the key's member sees
#[utoipa::path(
    get, path = "/contact-views", tag = "contacts",
    responses((status = 200, body = Answer<Vec<View>>)),
)]
pub async fn list_views(caller: Caller) -> Outcome<Vec<View>> {
    let mut scope = caller.begin(Permission::Read).await?;
    answer(views(&mut scope).await?)
}

/// Save a view of contacts
#[utoipa::path(
    post, path = "/contact-views", tag = "contacts", request_body = NewView,
    responses((status = 201, body = Answer<View>)),
)]
pub async fn save_view(caller: Caller, ApiJson(new): ApiJson<NewView>) -> Outcome<View> {
    let mut scope = caller.begin(Permission::EditContacts).await?;
    let id = super::save_view(&mut scope, &new.into()).await?;
    let saved = view(&mut scope, id).await?;
    scope.commit().await?;
    created(saved)
}

/// One view of contacts
#[utoipa::path(
    get, path = "/contact-views/{id}", tag = "contacts", params(("id" = Uuid, Path)),
    responses((status = 200, body = Answer<View>)),
)]
pub async fn get_view(caller: Caller, ApiPath(id): ApiPath<Uuid>) -> Outcome<View> {
    let mut scope = caller.begin(Permission::Read).await?;
    answer(view(&mut scope, id).await?)
}

/// Replace what a view says
#[utoipa::path(
    put, path = "/contact-views/{id}", tag = "contacts", params(("id" = Uuid, Path)), request_body = NewView,
    responses((status = 200, body = Answer<View>)),
)]
pub async fn put_view(
    caller: Caller,
    ApiPath(id): ApiPath<Uuid>,
    ApiJson(new): ApiJson<NewView>,
) -> Outcome<View> {
    let mut scope = caller.begin(Permission::EditContacts).await?;
    let manages = caller.0.role.may(Permission::ManageMembers);
    super::edit_view(&mut scope, id, &new.into(), manages).await?;
    let saved = view(&mut scope, id).await?;
    scope.commit().await?;
    answer(saved)
}

/// Delete a view; it can be restored
#[utoipa::path(
    delete, path = "/contact-views/{id}", tag = "contacts", params(("id" = Uuid, Path)),
    responses((status = 200, body = Answer<View>)),
)]
pub async fn delete_view(caller: Caller, ApiPath(id): ApiPath<Uuid>) -> Outcome<View> {
    let mut scope = caller.begin(Permission::EditContacts).await?;
    let manages = caller.0.role.may(Permission::ManageMembers);
    let deleted = view(&mut scope, id).await?;
    super::delete_view(&mut scope, id, manages).await?;
    scope.commit().await?;
    answer(deleted)
}

/// Bring a deleted view back
#[utoipa::path(
    post, path = "/contact-views/{id}/restore", tag = "contacts", params(("id" = Uuid, Path)),
    responses((status = 200, body = Answer<View>)),
)]
pub async fn restore_view(caller: Caller, ApiPath(id): ApiPath<Uuid>) -> Outcome<View> {
    let mut scope = caller.begin(Permission::EditContacts).await?;
    let manages = caller.0.role.may(Permission::ManageMembers);
    super::restore_view(&mut scope, id, manages).await?;
    let restored = view(&mut scope, id).await?;
    scope.commit().await?;
    answer(restored)
}
