//! Who becomes a contact, over REST.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    api::{Answer, ApiJson, Caller, Outcome, answer},
    workspaces::{self, ContactRule, Permission},
};

#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ContactRuleSetting {
    rule: ContactRule,
}

/// Who of those in the mail becomes a contact
#[utoipa::path(
    get, path = "/contact-rule", tag = "workspace",
    responses((status = 200, body = Answer<ContactRuleSetting>)),
)]
pub async fn get_contact_rule(caller: Caller) -> Outcome<ContactRuleSetting> {
    let mut scope = caller.begin(Permission::Read).await?;
    let rule = workspaces::contact_rule(&mut scope).await?;
    answer(ContactRuleSetting { rule })
}

/// Choose who of those in the mail becomes a contact
///
/// A wider rule makes contacts of mail that is here; a narrower one takes nobody away.
#[utoipa::path(
    put, path = "/contact-rule", tag = "workspace", request_body = ContactRuleSetting,
    responses((status = 200, body = Answer<ContactRuleSetting>)),
)]
pub async fn set_contact_rule(
    caller: Caller,
    ApiJson(input): ApiJson<ContactRuleSetting>,
) -> Outcome<ContactRuleSetting> {
    let mut scope = caller.begin(Permission::ManageWorkspace).await?;
    workspaces::choose_contact_rule(&mut scope, input.rule).await?;
    scope.commit().await?;
    answer(input)
}
