//! What changed of a company, newest first, and the way back: its name, notes, the company
//! above, its other names and its own fields. The database notes it, whoever writes.

use chrono::{DateTime, Utc};
use serde_json::Value;
use uuid::Uuid;

use super::{
    CompanyInput,
    edit::{add_alias, aliases, called, edit_company, remove_alias},
    store::find,
};
use crate::{
    context::Scope,
    error::{Error, Result},
    fields::{self, RECORD_KEY, types::Subject},
};

#[derive(Clone, Debug)]
pub struct CompanyChange {
    pub id: i64,
    /// `name`, `notes`, `parent`, `aliases` or `field:ID`
    pub field: String,
    /// Null where nothing stood there; of a company its id and name.
    pub old: Option<Value>,
    pub new: Option<Value>,
    /// `edit` (by hand), `signature`, `domain` or `csv`
    pub origin: String,
    pub actor: Option<String>,
    pub at: DateTime<Utc>,
}

/// One more row than `limit` says that there is a next page.
pub async fn changes(
    scope: &mut Scope,
    company: Uuid,
    before: Option<i64>,
    limit: i64,
) -> Result<Vec<CompanyChange>> {
    Ok(sqlx::query_as!(
        CompanyChange,
        r#"select h.id, h.field, h.old, h.new, h.origin, u.name as "actor?", h.at
           from company_changes h
           left join users u on u.id = h.actor_id
           where h.company_id = $1 and h.id < coalesce($2, 9223372036854775807)
           order by h.id desc
           limit $3"#,
        company,
        before,
        limit + 1,
    )
    .fetch_all(scope.db())
    .await?)
}

/// Brings back what stood there before the change, and returns the change that this is, to
/// take back in turn; none where it stood there already.
pub async fn revert_change(scope: &mut Scope, company: Uuid, id: i64) -> Result<Option<i64>> {
    find(scope, company).await?;
    let found = changes(scope, company, Some(id.saturating_add(1)), 0).await?;
    let change = found.into_iter().next().filter(|change| change.id == id);
    let change = change.ok_or(Error::NotFound)?;
    let newest = newest(scope, company).await?;
    bring_back(scope, company, &change).await?;
    let made = self::newest(scope, company).await?;
    Ok(Some(made).filter(|made| *made > newest))
}

async fn newest(scope: &mut Scope, company: Uuid) -> Result<i64> {
    let newest = changes(scope, company, None, 0).await?;
    Ok(newest.first().map_or(0, |change| change.id))
}

async fn bring_back(scope: &mut Scope, company: Uuid, change: &CompanyChange) -> Result<()> {
    let text = text_of(change.old.as_ref());
    let input = match change.field.as_str() {
        "name" => CompanyInput {
            name: Some(text),
            ..CompanyInput::default()
        },
        "notes" => CompanyInput {
            notes: Some(text),
            ..CompanyInput::default()
        },
        "parent" => CompanyInput {
            parent: Some(parent_of(scope, change.old.as_ref()).await?),
            ..CompanyInput::default()
        },
        "aliases" => return other_name(scope, company, change).await,
        field => return own_value(scope, company, field, change.old.clone()).await,
    };
    edit_company(scope, company, input).await
}

/// A value of the history as a text.
pub fn change_text(value: &Value) -> String {
    match value {
        Value::String(_) | Value::Object(_) | Value::Null => text_of(Some(value)),
        other => other.to_string(),
    }
}

fn text_of(value: Option<&Value>) -> String {
    match value {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Object(company)) => text_of(company.get("name")),
        _ => String::new(),
    }
}

/// By what the company that stood above is called now; empty where there was none.
async fn parent_of(scope: &mut Scope, old: Option<&Value>) -> Result<String> {
    let id = old.and_then(|old| old["id"].as_str()?.parse::<Uuid>().ok());
    let Some(id) = id else {
        return Ok(String::new());
    };
    let above = match find(scope, id).await {
        Err(Error::NotFound) => return Err(Error::Conflict),
        found => found?,
    };
    let name = above.domain.unwrap_or(above.name);
    match called(scope, &name).await? {
        Some(meant) if meant == id => Ok(name),
        _ => Err(Error::Conflict),
    }
}

/// One that came goes, one that went comes back.
async fn other_name(scope: &mut Scope, company: Uuid, change: &CompanyChange) -> Result<()> {
    let there = aliases(scope, company).await?;
    let is_there = |name: &str| there.iter().any(|alias| alias.value == name);
    let (went, came) = (text_of(change.old.as_ref()), text_of(change.new.as_ref()));
    if is_there(&came) {
        remove_alias(scope, company, &came).await?;
    }
    if !went.is_empty() && !is_there(&went) {
        add_alias(scope, company, &went).await?;
    }
    Ok(())
}

async fn own_value(
    scope: &mut Scope,
    company: Uuid,
    field: &str,
    old: Option<Value>,
) -> Result<()> {
    let id = field.strip_prefix(RECORD_KEY);
    let id = id.and_then(|id| id.parse().ok()).ok_or(Error::Conflict)?;
    let field = fields::field(scope, id).await?;
    if field.subject != Subject::Company {
        return Err(Error::Conflict);
    }
    let old = old.unwrap_or_default();
    let held = fields::held(scope, field.subject, company).await?;
    let now = held.into_iter().find(|held| held.field.id == id);
    if now.is_none_or(|now| now.value != old) {
        fields::set_value(scope, &field, company, old).await?;
    }
    Ok(())
}
