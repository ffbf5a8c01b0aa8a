//! App passwords over REST.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::passwords;
use crate::{
    api::{Answer, ApiJson, ApiPath, Caller, Outcome, answer, created},
    workspaces::Permission,
};

#[derive(Serialize, ToSchema)]
pub struct DevicePassword {
    id: Uuid,
    name: String,
    created_at: DateTime<Utc>,
    used_at: Option<DateTime<Utc>>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewDevice {
    name: String,
}

#[derive(Serialize, ToSchema)]
pub struct NewDevicePassword {
    /// Shown this once.
    password: String,
}

/// Your app passwords for CardDAV and CalDAV
#[utoipa::path(
    get, path = "/app-passwords", tag = "workspace",
    responses((status = 200, body = Answer<Vec<DevicePassword>>)),
)]
pub async fn list_app_passwords(caller: Caller) -> Outcome<Vec<DevicePassword>> {
    let mut scope = caller.begin(Permission::Read).await?;
    let found = passwords::app_passwords(&mut scope).await?;
    let shown = found.into_iter().map(|password| DevicePassword {
        id: password.id,
        name: password.name,
        created_at: password.created_at,
        used_at: password.used_at,
    });
    answer(shown.collect())
}

/// Make an app password
///
/// The user name is your e-mail address, the server this one: `/.well-known/carddav` leads on.
#[utoipa::path(
    post, path = "/app-passwords", tag = "workspace", request_body = NewDevice,
    responses((status = 201, body = Answer<NewDevicePassword>)),
)]
pub async fn create_app_password(
    caller: Caller,
    ApiJson(new): ApiJson<NewDevice>,
) -> Outcome<NewDevicePassword> {
    let mut scope = caller.begin(Permission::ManageKeys).await?;
    let password = passwords::create_app_password(&mut scope, &new.name).await?;
    scope.commit().await?;
    created(NewDevicePassword { password })
}

/// Shut a device out
#[utoipa::path(
    delete, path = "/app-passwords/{id}", tag = "workspace", params(("id" = Uuid, Path)),
    responses((status = 200, body = Answer<Vec<DevicePassword>>)),
)]
pub async fn revoke_app_password(
    caller: Caller,
    ApiPath(id): ApiPath<Uuid>,
) -> Outcome<Vec<DevicePassword>> {
    let mut scope = caller.begin(Permission::ManageKeys).await?;
    passwords::revoke_app_password(&mut scope, id).await?;
    scope.commit().await?;
    list_app_passwords(caller).await
}
