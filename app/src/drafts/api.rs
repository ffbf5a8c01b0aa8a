//! Drafts over REST.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{Draft, Wanted, store};
use crate::{
    api::{
        Answer, ApiJson, ApiPath, ApiQuery, Caller, Outcome, PageQuery, answer, created, listed,
    },
    workspaces::Permission,
};

#[derive(Serialize, ToSchema)]
pub struct DraftRecord {
    id: Uuid,
    contact_id: Uuid,
    suggestion_id: Option<Uuid>,
    /// As it stands now; empty where the channel has none.
    subject: String,
    body: String,
    /// By how many letters it is longer than its channel takes; 0 where it fits.
    letters_over: usize,
    /// `open`, `sent` or `discarded`
    state: String,
    /// `mail`, `linkedin`, `linkedin_note`, `whatsapp`, `telegram` or `sms`
    channel: String,
    /// `usual`, `warmer` or `shorter`
    variant: String,
    instruction: String,
    /// ISO 639-1
    language: String,
    /// `casual` or `formal`
    tone: String,
    provenance: Provenance,
    created_at: DateTime<Utc>,
    created_by: Option<String>,
    edited_at: Option<DateTime<Utc>>,
    edited_by: Option<String>,
    sent_at: Option<DateTime<Utc>>,
    sent_by: Option<String>,
    /// The message of the timeline that was recorded as sent.
    sent_as: Option<Uuid>,
}

/// Who wrote it, and from what.
#[derive(Serialize, ToSchema)]
pub struct Provenance {
    /// `offline`, `anthropic` or `openai-compatible`
    provider: String,
    model: String,
    /// The version of the prompt or of the rules.
    prompt: String,
    /// Why the chosen model did not write it.
    trouble: Option<String>,
    /// The messages that it was made from.
    interaction_ids: Vec<Uuid>,
    /// SHA-256 of all that it was made from.
    inputs_digest: String,
    tokens_read: Option<i64>,
    tokens_written: Option<i64>,
    /// In US dollars.
    cost: Option<f64>,
    /// As it was made, before people edited it.
    subject: String,
    body: String,
}

impl From<Draft> for DraftRecord {
    fn from(row: Draft) -> Self {
        Self {
            id: row.id,
            contact_id: row.contact_id,
            suggestion_id: row.suggestion_id,
            letters_over: row.letters_over(),
            state: row.state().to_owned(),
            subject: row.subject,
            body: row.body,
            channel: row.channel,
            variant: row.variant,
            instruction: row.instruction,
            language: row.language,
            tone: row.tone,
            provenance: Provenance {
                provider: row.provider,
                model: row.model,
                prompt: row.prompt,
                trouble: row.trouble,
                interaction_ids: row.interaction_ids,
                inputs_digest: row.inputs_digest,
                tokens_read: row.units_read,
                tokens_written: row.units_written,
                cost: row.cost.map(|cost| cost as f64 / 1_000_000.0),
                subject: row.made_subject,
                body: row.made_body,
            },
            created_at: row.created_at,
            created_by: row.created_by,
            edited_at: row.edited_at,
            edited_by: row.edited_by,
            sent_at: row.sent_at,
            sent_by: row.sent_by,
            sent_as: row.sent_as,
        }
    }
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DraftWish {
    /// Why they are written to; absent: what is suggested now.
    suggestion_id: Option<Uuid>,
    /// `mail`, `linkedin`, `linkedin_note`, `whatsapp`, `telegram` or `sms`; absent: the one
    /// that there is an address for.
    #[serde(default)]
    channel: String,
    /// ISO 639-1, such as `de`; absent: the usual one between the two.
    #[serde(default)]
    language: String,
    /// `usual`, `warmer` or `shorter`
    #[serde(default)]
    variant: String,
    /// What to write about, and how, in your own words.
    #[serde(default)]
    instruction: String,
}

/// The drafts to a contact, newest first
#[utoipa::path(
    get, path = "/contacts/{id}/drafts", tag = "drafts", params(("id" = Uuid, Path), PageQuery),
    responses((status = 200, body = Answer<Vec<DraftRecord>>)),
)]
pub async fn list_drafts(
    caller: Caller,
    ApiPath(id): ApiPath<Uuid>,
    ApiQuery(page): ApiQuery<PageQuery>,
) -> Outcome<Vec<DraftRecord>> {
    let mut scope = caller.begin(Permission::Read).await?;
    let mut rows = store::drafts_of(&mut scope, id, page.before()?, page.size()).await?;
    let more = rows.len() as i64 > page.size();
    rows.truncate(page.size() as usize);
    let next = rows.last().filter(|_| more).map(|row| row.id.to_string());
    listed(rows.into_iter().map(DraftRecord::from).collect(), next)
}

/// Make a draft to a contact
///
/// By the workspace's language model, which may take up to a minute; where there is none or
/// it cannot, by rules, and `provenance.trouble` says why. Nothing is sent.
#[utoipa::path(
    post, path = "/contacts/{id}/drafts", tag = "drafts", params(("id" = Uuid, Path)),
    request_body = DraftWish,
    responses((status = 201, body = Answer<DraftRecord>)),
)]
pub async fn make_draft(
    caller: Caller,
    ApiPath(id): ApiPath<Uuid>,
    ApiJson(wish): ApiJson<DraftWish>,
) -> Outcome<DraftRecord> {
    let words = [
        &wish.channel,
        &wish.language,
        &wish.variant,
        &wish.instruction,
    ];
    let wanted = Wanted::read(id, wish.suggestion_id, words.map(String::as_str))?;
    let draft = super::make_draft(&caller.0, &wanted).await?;
    let mut scope = caller.begin(Permission::Read).await?;
    created(store::draft(&mut scope, draft).await?.into())
}

/// One draft, with where it comes from
#[utoipa::path(
    get, path = "/drafts/{id}", tag = "drafts", params(("id" = Uuid, Path)),
    responses((status = 200, body = Answer<DraftRecord>)),
)]
pub async fn get_draft(caller: Caller, ApiPath(id): ApiPath<Uuid>) -> Outcome<DraftRecord> {
    let mut scope = caller.begin(Permission::Read).await?;
    answer(store::draft(&mut scope, id).await?.into())
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DraftText {
    #[serde(default)]
    subject: String,
    body: String,
}

/// Change the text of a draft
#[utoipa::path(
    patch, path = "/drafts/{id}", tag = "drafts", params(("id" = Uuid, Path)), request_body = DraftText,
    responses((status = 200, body = Answer<DraftRecord>)),
)]
pub async fn edit_draft(
    caller: Caller,
    ApiPath(id): ApiPath<Uuid>,
    ApiJson(text): ApiJson<DraftText>,
) -> Outcome<DraftRecord> {
    let mut scope = caller.begin(Permission::DecideSuggestions).await?;
    super::edit_draft(&mut scope, id, &text.subject, &text.body).await?;
    let record = store::draft(&mut scope, id).await?.into();
    scope.commit().await?;
    answer(record)
}

/// Discard a draft; it can be restored
#[utoipa::path(
    delete, path = "/drafts/{id}", tag = "drafts", params(("id" = Uuid, Path)),
    responses((status = 200, body = Answer<DraftRecord>)),
)]
pub async fn discard_draft(caller: Caller, ApiPath(id): ApiPath<Uuid>) -> Outcome<DraftRecord> {
    let mut scope = caller.begin(Permission::DecideSuggestions).await?;
    super::discard_draft(&mut scope, id).await?;
    let record = store::draft(&mut scope, id).await?.into();
    scope.commit().await?;
    answer(record)
}

/// Restore a discarded draft
#[utoipa::path(
    post, path = "/drafts/{id}/restore", tag = "drafts", params(("id" = Uuid, Path)),
    responses((status = 200, body = Answer<DraftRecord>)),
)]
pub async fn restore_draft(caller: Caller, ApiPath(id): ApiPath<Uuid>) -> Outcome<DraftRecord> {
    let mut scope = caller.begin(Permission::DecideSuggestions).await?;
    super::restore_draft(&mut scope, id).await?;
    let record = store::draft(&mut scope, id).await?.into();
    scope.commit().await?;
    answer(record)
}

#[derive(Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SentText {
    /// As it was really sent; absent: as the draft stands.
    subject: Option<String>,
    body: Option<String>,
}

/// Say that a draft was sent
///
/// Kith sends nothing: this records what you sent elsewhere as a message of the timeline, and
/// marks the suggestion as done.
#[utoipa::path(
    post, path = "/drafts/{id}/sent", tag = "drafts", params(("id" = Uuid, Path)), request_body = SentText,
    responses((status = 200, body = Answer<DraftRecord>)),
)]
pub async fn accept_draft(
    caller: Caller,
    ApiPath(id): ApiPath<Uuid>,
    ApiJson(text): ApiJson<SentText>,
) -> Outcome<DraftRecord> {
    let mut scope = caller.begin(Permission::DecideSuggestions).await?;
    let before = store::draft(&mut scope, id).await?;
    let subject = text.subject.unwrap_or(before.subject);
    let body = text.body.unwrap_or(before.body);
    let sent = super::accept_draft(&mut scope, id, Some((&subject, &body))).await?;
    scope.commit().await?;
    answer(sent.into())
}

/// Say that it was not sent after all
#[utoipa::path(
    post, path = "/drafts/{id}/retract", tag = "drafts", params(("id" = Uuid, Path)),
    responses((status = 200, body = Answer<DraftRecord>)),
)]
pub async fn retract_draft(caller: Caller, ApiPath(id): ApiPath<Uuid>) -> Outcome<DraftRecord> {
    let mut scope = caller.begin(Permission::DecideSuggestions).await?;
    let draft = super::retract_draft(&mut scope, id).await?;
    scope.commit().await?;
    answer(draft.into())
}
