//! Summaries over REST.

use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{Summary, summary_of};
use crate::{
    api::{Answer, ApiPath, Caller, Outcome, answer},
    workspaces::Permission,
};

#[derive(Serialize, ToSchema)]
pub struct SummaryRecord {
    id: Uuid,
    sentences: Vec<String>,
    /// ISO 639-1
    language: String,
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
    created_at: DateTime<Utc>,
    created_by: Option<String>,
}

#[derive(Serialize, ToSchema)]
pub struct SummaryOfContact {
    /// Null where there is none.
    pub summary: Option<SummaryRecord>,
}

impl From<Option<Summary>> for SummaryOfContact {
    fn from(found: Option<Summary>) -> Self {
        Self {
            summary: found.map(SummaryRecord::from),
        }
    }
}

impl From<Summary> for SummaryRecord {
    fn from(row: Summary) -> Self {
        Self {
            id: row.id,
            sentences: row.sentences().map(ToOwned::to_owned).collect(),
            language: row.language,
            provider: row.provider,
            model: row.model,
            prompt: row.prompt,
            trouble: row.trouble,
            interaction_ids: row.interaction_ids,
            inputs_digest: row.inputs_digest,
            tokens_read: row.units_read,
            tokens_written: row.units_written,
            cost: row.cost.map(|cost| cost as f64 / 1_000_000.0),
            created_at: row.created_at,
            created_by: row.created_by,
        }
    }
}

/// What you and a contact wrote about, as it was summarised last
#[utoipa::path(
    get, path = "/contacts/{id}/summary", tag = "drafts", params(("id" = Uuid, Path)),
    responses((status = 200, body = Answer<SummaryOfContact>)),
)]
pub async fn get_summary(caller: Caller, ApiPath(id): ApiPath<Uuid>) -> Outcome<SummaryOfContact> {
    let mut scope = caller.begin(Permission::Read).await?;
    answer(summary_of(&mut scope, id).await?.into())
}

/// Summarise what you and a contact wrote lately
///
/// Of the last twelve messages between the two alone, by the workspace's language model, which
/// may take up to a minute; where there is none or it cannot, by rules, and `trouble` says why.
/// Null where nothing was written that says enough.
#[utoipa::path(
    post, path = "/contacts/{id}/summary", tag = "drafts", params(("id" = Uuid, Path)),
    responses((status = 200, body = Answer<SummaryOfContact>)),
)]
pub async fn summarise_contact(
    caller: Caller,
    ApiPath(id): ApiPath<Uuid>,
) -> Outcome<SummaryOfContact> {
    let made = super::summarise_contact(&caller.0, id).await?;
    let mut scope = caller.begin(Permission::Read).await?;
    let found = summary_of(&mut scope, id).await?;
    let found = found.filter(|summary| Some(summary.id) == made);
    answer(found.into())
}
