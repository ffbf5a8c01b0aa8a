//! What the workspace chose.

use chrono::{DateTime, Utc};

use crate::{context::Scope, error::Result};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    #[default]
    Offline,
    Anthropic,
    OpenAiCompatible,
}

impl Kind {
    pub const ALL: [Self; 3] = [Self::Offline, Self::Anthropic, Self::OpenAiCompatible];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Offline => "offline",
            Self::Anthropic => language::anthropic::NAME,
            Self::OpenAiCompatible => language::openai::NAME,
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }

    /// Where its vendor's own API is.
    pub fn usual_base(self) -> &'static str {
        match self {
            Self::Offline => "",
            Self::Anthropic => language::anthropic::BASE,
            Self::OpenAiCompatible => language::openai::BASE,
        }
    }
}

/// Money in millionths of a US dollar.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LanguageModel {
    pub kind: Kind,
    pub base_url: String,
    pub model: String,
    pub has_key: bool,
    pub monthly_budget: i64,
    /// For a million tokens; none: as the list says that comes along.
    pub price_read: Option<i64>,
    pub price_written: Option<i64>,
    pub tested_at: Option<DateTime<Utc>>,
    /// `works`, or the name of a trouble.
    pub outcome: Option<String>,
}

impl LanguageModel {
    pub fn is_offline(&self) -> bool {
        self.kind == Kind::Offline
    }
}

pub async fn language_model(scope: &mut Scope) -> Result<LanguageModel> {
    let found = sqlx::query!(
        r#"select
             kind,
             base_url,
             model,
             sealed_key is not null as "has_key!",
             monthly_budget,
             price_read,
             price_written,
             tested_at,
             outcome
           from language_settings
           where workspace_id = acting_workspace()"#,
    )
    .fetch_optional(scope.db())
    .await?;
    Ok(
        found.map_or_else(LanguageModel::default, |row| LanguageModel {
            kind: Kind::parse(&row.kind).unwrap_or_default(),
            base_url: row.base_url,
            model: row.model,
            has_key: row.has_key,
            monthly_budget: row.monthly_budget,
            price_read: row.price_read,
            price_written: row.price_written,
            tested_at: row.tested_at,
            outcome: row.outcome,
        }),
    )
}

pub(super) async fn sealed_key(scope: &mut Scope) -> Result<Option<Vec<u8>>> {
    let found = sqlx::query_scalar!(
        "select sealed_key from language_settings where workspace_id = acting_workspace()",
    );
    Ok(found.fetch_optional(scope.db()).await?.flatten())
}

/// What a key is sealed for.
pub(super) fn purpose(scope: &Scope) -> String {
    format!("language model of {}", scope.workspace)
}
