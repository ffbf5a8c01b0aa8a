//! Choosing who writes. A key belongs to the address that it was given for: whoever names
//! another address gives it again.

use serde_json::json;

use super::{
    provider::connection,
    store::{Kind, LanguageModel, language_model, purpose, sealed_key},
};
use crate::{
    context::{Kith, Scope},
    error::{FieldCode, FieldErrors, Result},
    events::{EventKind, record},
    sealing::Seal,
};

/// What is spent in a month at most: 100,000 dollars.
const MOST_BUDGET: i64 = 100_000_000_000;
const LONGEST_MODEL: usize = 200;
const LONGEST_BASE: usize = 500;
const LONGEST_KEY: usize = 1_000;

#[derive(Clone, Debug, Default)]
pub struct Chosen {
    pub kind: Kind,
    /// Empty for the vendor's own.
    pub base_url: String,
    pub model: String,
    pub key: NewKey,
    pub monthly_budget: i64,
    pub price_read: Option<i64>,
    pub price_written: Option<i64>,
}

#[derive(Clone, Default)]
pub enum NewKey {
    /// The one that is there, if it was given for this address.
    #[default]
    Keep,
    Forget,
    Set(String),
}

impl std::fmt::Debug for NewKey {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(match self {
            Self::Keep => "Keep",
            Self::Forget => "Forget",
            Self::Set(_) => "Set(…)",
        })
    }
}

impl Chosen {
    fn tidy(mut self) -> Self {
        self.base_url = self.base_url.trim().trim_end_matches('/').to_owned();
        self.model = self.model.trim().to_owned();
        if self.kind == Kind::Offline {
            self.key = NewKey::Forget;
            self.base_url.clear();
            self.model.clear();
            (self.price_read, self.price_written) = (None, None);
        } else if self.base_url.is_empty() {
            self.base_url = self.kind.usual_base().to_owned();
        }
        self
    }

    fn check(&self, may_be_private: bool) -> Result<()> {
        let mut errors = FieldErrors::default();
        if !(0..=MOST_BUDGET).contains(&self.monthly_budget) {
            errors.add("monthly_budget", FieldCode::OutOfRange);
        }
        for (name, price) in [
            ("price_read", self.price_read),
            ("price_written", self.price_written),
        ] {
            if price.is_some_and(|price| !(0..=MOST_BUDGET).contains(&price)) {
                errors.add(name, FieldCode::OutOfRange);
            }
        }
        // One price alone says nothing of what a call costs.
        match (self.price_read, self.price_written) {
            (Some(_), None) => errors.add("price_written", FieldCode::Required),
            (None, Some(_)) => errors.add("price_read", FieldCode::Required),
            _ => {}
        }
        if self.kind != Kind::Offline {
            self.check_api(may_be_private, &mut errors);
        }
        errors.into_result()
    }

    fn check_api(&self, may_be_private: bool, errors: &mut FieldErrors) {
        if self.model.is_empty() {
            errors.add("model", FieldCode::Required);
        } else if self.model.chars().count() > LONGEST_MODEL {
            errors.add("model", FieldCode::TooLong);
        }
        let key = match &self.key {
            NewKey::Set(key) => {
                if key.len() > LONGEST_KEY || key.trim().chars().any(char::is_whitespace) {
                    errors.add("key", FieldCode::Unreadable);
                }
                Some(key.as_str())
            }
            NewKey::Keep | NewKey::Forget => None,
        };
        let is_long = self.base_url.len() > LONGEST_BASE;
        if is_long || connection(&self.base_url, key, &self.model, may_be_private).is_err() {
            errors.add("base_url", FieldCode::NotALink);
        }
    }
}

/// Returns what was chosen before.
pub async fn choose_model(kith: &Kith, scope: &mut Scope, chosen: Chosen) -> Result<LanguageModel> {
    let chosen = chosen.tidy();
    chosen.check(kith.settings.private_models)?;
    let before = language_model(scope).await?;
    let is_same_place = before.kind == chosen.kind && before.base_url == chosen.base_url;
    let key = match &chosen.key {
        NewKey::Set(key) => {
            let seal = Seal::of(&kith.settings.data_dir)?;
            Some(seal.close(key.trim(), &purpose(scope))?)
        }
        NewKey::Keep if is_same_place => sealed_key(scope).await?,
        NewKey::Keep | NewKey::Forget => None,
    };
    let (workspace, actor, now) = (scope.workspace, scope.actor, scope.now);
    sqlx::query!(
        "insert into language_settings
           (workspace_id, kind, base_url, model, sealed_key, monthly_budget, price_read, price_written, updated_at, updated_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
         on conflict (workspace_id) do update set
           kind = excluded.kind,
           base_url = excluded.base_url,
           model = excluded.model,
           sealed_key = excluded.sealed_key,
           monthly_budget = excluded.monthly_budget,
           price_read = excluded.price_read,
           price_written = excluded.price_written,
           tested_at = null,
           outcome = null,
           updated_at = excluded.updated_at,
           updated_by = excluded.updated_by",
        workspace,
        chosen.kind.as_str(),
        chosen.base_url,
        chosen.model,
        key,
        chosen.monthly_budget,
        chosen.price_read,
        chosen.price_written,
        now,
        actor,
    )
    .execute(scope.db())
    .await?;
    let data = json!({ "kind": chosen.kind.as_str(), "model": chosen.model });
    record(scope, EventKind::LanguageModelChosen, workspace, data).await?;
    Ok(before)
}
