//! The members' own addresses, over REST.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    api::{Answer, ApiJson, ApiPath, Caller, Outcome, answer, created},
    workspaces::{self, Permission},
};

#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OwnAddress {
    address: String,
}

/// The addresses that are the members' own
#[utoipa::path(
    get, path = "/own-addresses", tag = "workspace",
    responses((status = 200, body = Answer<Vec<OwnAddress>>)),
)]
pub async fn list_own_addresses(caller: Caller) -> Outcome<Vec<OwnAddress>> {
    let mut scope = caller.begin(Permission::Read).await?;
    let found = workspaces::own_addresses(&mut scope).await?;
    let found = found.into_iter().map(|address| OwnAddress { address });
    answer(found.collect())
}

/// Say that an address is the member's own
///
/// Mail that is here already is corrected in the background. An address that is there
/// already stays whose it is.
#[utoipa::path(
    post, path = "/own-addresses", tag = "workspace", request_body = OwnAddress,
    responses((status = 201, body = Answer<OwnAddress>)),
)]
pub async fn add_own_address(
    caller: Caller,
    ApiJson(input): ApiJson<OwnAddress>,
) -> Outcome<OwnAddress> {
    let mut scope = caller.begin(Permission::ImportFiles).await?;
    let address = workspaces::add_own_address(&mut scope, &input.address).await?;
    scope.commit().await?;
    created(OwnAddress { address })
}

#[derive(Serialize, ToSchema)]
pub struct RemovedAddress {
    address: String,
    removed: bool,
}

/// Say that an address is nobody's own any more
///
/// Mail that is here already is corrected in the background.
#[utoipa::path(
    delete, path = "/own-addresses/{address}", tag = "workspace",
    params(("address" = String, Path)),
    responses((status = 200, body = Answer<RemovedAddress>)),
)]
pub async fn remove_own_address(
    caller: Caller,
    ApiPath(address): ApiPath<String>,
) -> Outcome<RemovedAddress> {
    let mut scope = caller.begin(Permission::ImportFiles).await?;
    let address = workspaces::remove_own_address(&mut scope, &address).await?;
    scope.commit().await?;
    answer(RemovedAddress {
        address,
        removed: true,
    })
}
