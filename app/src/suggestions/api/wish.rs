//! How often to be in touch with one contact, over REST.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    api::{Answer, ApiJson, ApiPath, Caller, Outcome, answer},
    suggestions::{Wish, set_wish},
    workspaces::Permission,
};

#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct KeepInTouchInput {
    /// In days, 1 to 1825; where absent, the rhythm of the two decides.
    every_days: Option<i32>,
    /// Never suggest this contact.
    #[serde(default)]
    never: bool,
}

/// Say how often to be in touch with a contact
///
/// The list of suggestions is made anew at once.
#[utoipa::path(
    put, path = "/contacts/{id}/keep-in-touch", tag = "suggestions", params(("id" = Uuid, Path)),
    request_body = KeepInTouchInput,
    responses((status = 200, body = Answer<KeepInTouchInput>)),
)]
pub async fn set_keep_in_touch(
    caller: Caller,
    ApiPath(id): ApiPath<Uuid>,
    ApiJson(input): ApiJson<KeepInTouchInput>,
) -> Outcome<KeepInTouchInput> {
    let mut scope = caller.begin(Permission::EditContacts).await?;
    let wish = Wish::of(input.every_days, input.never);
    set_wish(&mut scope, id, wish).await?;
    scope.commit().await?;
    answer(KeepInTouchInput {
        every_days: wish.days(),
        never: wish == Wish::Never,
    })
}
