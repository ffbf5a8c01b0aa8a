//! How often to be in touch with one contact, over REST.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    api::{Answer, ApiJson, ApiPath, Caller, Outcome, answer},
    suggestions::{
        Why, Wish, api::SuggestionDetails, channel_of, set_channel, set_wish, types::Preferred, why,
    },
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
    /// How they are best reached; where absent, what was said before stays.
    #[serde(default)]
    channel: Option<Preferred>,
    /// Forget how they are best reached.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    no_channel: bool,
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
    if input.channel.is_some() || input.no_channel {
        set_channel(&mut scope, id, input.channel).await?;
    }
    let channel = channel_of(&mut scope, id).await?;
    scope.commit().await?;
    answer(KeepInTouchInput {
        every_days: wish.days(),
        never: wish == Wish::Never,
        channel,
        no_channel: false,
    })
}

#[derive(Serialize, ToSchema)]
pub struct WhyDetails {
    /// The open suggestion, where there is one.
    suggestion: Option<SuggestionDetails>,
    /// What speaks against it: `never`, `archived`, `automated`, `unreachable`, `done`,
    /// `dismissed`, `snoozed`, `away`, `unanswered`, `just_in_touch`, `just_asked`, `acted`, `no_exchange`,
    /// `one_sided`, `within_rhythm`, `weak`, `long_gone`, `never_close`, `no_reason` or
    /// `others_first`.
    why_not: Option<&'static str>,
    /// Either, in a sentence.
    words: String,
}

/// Why somebody is suggested now, or why not
#[utoipa::path(
    get, path = "/contacts/{id}/follow-up", tag = "suggestions", params(("id" = Uuid, Path)),
    responses((status = 200, body = Answer<WhyDetails>)),
)]
pub async fn get_follow_up(caller: Caller, ApiPath(id): ApiPath<Uuid>) -> Outcome<WhyDetails> {
    let mut scope = caller.begin(Permission::Read).await?;
    let zone = caller.0.zone;
    let why = why(&mut scope, id).await?;
    let words = why.words(zone);
    let (suggestion, why_not) = match why {
        Why::Suggested(suggestion) => (Some(SuggestionDetails::from(*suggestion)), None),
        Why::Not(held) => (None, Some(held.code())),
    };
    answer(WhyDetails {
        suggestion,
        why_not,
        words,
    })
}
