//! The language model over REST. The key goes in and never comes out.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    Chosen, Kind, LanguageModel, NewKey, choose_model, has_lost_key, language_model,
    spent_this_month, test_model,
};
use crate::{
    api::{Answer, ApiJson, Caller, Outcome, answer},
    context::{Kith, Scope},
    error::{Error, FieldCode, Result},
    workspaces::Permission,
};

const MILLION: f64 = 1_000_000.0;

#[derive(Serialize, ToSchema)]
pub struct LanguageModelDetails {
    /// `offline`, `anthropic` or `openai-compatible`
    kind: String,
    base_url: String,
    model: String,
    /// Whether there is a key; it is never shown.
    has_key: bool,
    /// It cannot be opened here, as where the data folder lost `sealing.key`: set it again.
    key_is_lost: bool,
    /// In US dollars.
    monthly_budget: f64,
    /// In this month (UTC), with what running calls may cost at most.
    spent: f64,
    /// For a million tokens that are read; absent: as the list says that comes along.
    price_read: Option<f64>,
    /// For a million tokens that are written.
    price_written: Option<f64>,
    tested_at: Option<DateTime<Utc>>,
    /// Of the last test: `works`, or what was in the way.
    outcome: Option<String>,
}

impl LanguageModelDetails {
    pub async fn read(kith: &Kith, scope: &mut Scope) -> Result<Self> {
        let key_is_lost = has_lost_key(kith, scope).await?;
        let spent = spent_this_month(scope).await?;
        let LanguageModel {
            kind,
            base_url,
            model,
            has_key,
            monthly_budget,
            price_read,
            price_written,
            tested_at,
            outcome,
        } = language_model(scope).await?;
        Ok(Self {
            kind: kind.as_str().to_owned(),
            base_url,
            model,
            has_key,
            key_is_lost,
            monthly_budget: monthly_budget as f64 / MILLION,
            spent: spent as f64 / MILLION,
            price_read: price_read.map(|price| price as f64 / MILLION),
            price_written: price_written.map(|price| price as f64 / MILLION),
            tested_at,
            outcome,
        })
    }
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LanguageModelInput {
    /// `offline`, `anthropic` or `openai-compatible`
    kind: String,
    /// Absent: the vendor's own.
    #[serde(default)]
    base_url: String,
    #[serde(default)]
    model: String,
    /// Absent: the one that is there, if it was given for the same address; empty: none.
    key: Option<String>,
    /// In US dollars; absent: nothing may be spent.
    #[serde(default)]
    monthly_budget: f64,
    /// For a million tokens that are read, in US dollars; 0 for a model of one's own.
    price_read: Option<f64>,
    /// For a million tokens that are written.
    price_written: Option<f64>,
}

impl LanguageModelInput {
    fn read(self) -> Result<Chosen> {
        Ok(Chosen {
            kind: Kind::parse(&self.kind)
                .ok_or_else(|| Error::invalid("kind", FieldCode::Unknown))?,
            base_url: self.base_url,
            model: self.model,
            key: match self.key {
                None => NewKey::Keep,
                Some(key) if key.trim().is_empty() => NewKey::Forget,
                Some(key) => NewKey::Set(key),
            },
            monthly_budget: micro("monthly_budget", self.monthly_budget)?,
            price_read: self
                .price_read
                .map(|price| micro("price_read", price))
                .transpose()?,
            price_written: self
                .price_written
                .map(|price| micro("price_written", price))
                .transpose()?,
        })
    }
}

fn micro(name: &str, dollars: f64) -> Result<i64> {
    let is_sound = (0.0..=1e9).contains(&dollars);
    let whole = is_sound.then(|| (dollars * MILLION).round() as i64);
    whole.ok_or_else(|| Error::invalid(name, FieldCode::OutOfRange))
}

/// Who writes drafts in this workspace, and what it may cost
#[utoipa::path(
    get, path = "/language-model", tag = "workspace",
    responses((status = 200, body = Answer<LanguageModelDetails>)),
)]
pub async fn get_language_model(caller: Caller) -> Outcome<LanguageModelDetails> {
    let mut scope = caller.begin(Permission::Read).await?;
    answer(LanguageModelDetails::read(&caller.0.kith, &mut scope).await?)
}

/// Choose who writes drafts, and what it may cost
#[utoipa::path(
    put, path = "/language-model", tag = "workspace", request_body = LanguageModelInput,
    responses((status = 200, body = Answer<LanguageModelDetails>)),
)]
pub async fn set_language_model(
    caller: Caller,
    ApiJson(input): ApiJson<LanguageModelInput>,
) -> Outcome<LanguageModelDetails> {
    let mut scope = caller.begin(Permission::ManageWorkspace).await?;
    choose_model(&caller.0.kith, &mut scope, input.read()?).await?;
    let details = LanguageModelDetails::read(&caller.0.kith, &mut scope).await?;
    scope.commit().await?;
    answer(details)
}

#[derive(Serialize, ToSchema)]
pub struct TestedModel {
    works: bool,
    /// What is in the way, in a word.
    trouble: Option<String>,
    /// And in a sentence.
    message: Option<String>,
}

/// Ask the model the smallest question there is
///
/// It costs what it costs: a fraction of a cent.
#[utoipa::path(
    post, path = "/language-model/test", tag = "workspace",
    responses((status = 200, body = Answer<TestedModel>)),
)]
pub async fn test_language_model(caller: Caller) -> Outcome<TestedModel> {
    caller.0.require(Permission::ManageWorkspace)?;
    let trouble = test_model(&caller.0).await?;
    answer(TestedModel {
        works: trouble.is_none(),
        trouble: trouble.map(|trouble| trouble.as_str().to_owned()),
        message: trouble.map(|trouble| trouble.words().to_owned()),
    })
}
