//! Whether logos are wanted, over REST.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    api::{Answer, ApiJson, Caller, Outcome, answer},
    companies::logos,
    workspaces::Permission,
};

#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LogosSetting {
    /// From the companies' own sites, once in 30 days; nothing else is called.
    wanted: bool,
}

/// Whether companies' logos are wanted
#[utoipa::path(
    get, path = "/company-logos", tag = "workspace",
    responses((status = 200, body = Answer<LogosSetting>)),
)]
pub async fn get_company_logos(caller: Caller) -> Outcome<LogosSetting> {
    let mut scope = caller.begin(Permission::Read).await?;
    let wanted = logos::wants_logos(&mut scope).await?;
    answer(LogosSetting { wanted })
}

/// Choose whether companies' logos are wanted
///
/// Where they are not, those that are here go.
#[utoipa::path(
    put, path = "/company-logos", tag = "workspace", request_body = LogosSetting,
    responses((status = 200, body = Answer<LogosSetting>)),
)]
pub async fn set_company_logos(
    caller: Caller,
    ApiJson(input): ApiJson<LogosSetting>,
) -> Outcome<LogosSetting> {
    let mut scope = caller.begin(Permission::ManageWorkspace).await?;
    logos::choose_logos(&mut scope, input.wanted).await?;
    scope.commit().await?;
    answer(input)
}
