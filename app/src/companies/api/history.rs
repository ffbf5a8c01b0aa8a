//! The history of a company over REST.

use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    api::{Answer, ApiPath, ApiQuery, Caller, Outcome, PageQuery, answer, listed},
    companies::{self, CompanyChange},
    context::Scope,
    error::{Error, FieldCode, Result},
    fields::{self, Field, RECORD_KEY},
    workspaces::Permission,
};

#[derive(Serialize, ToSchema)]
pub struct CompanyChangeDetails {
    id: i64,
    /// `name`, `notes`, `parent` or `aliases`; `fields.KEY` for the workspace's own fields.
    field: String,
    /// Null where nothing stood there; of `parent` its id and name.
    old: Option<Value>,
    new: Option<Value>,
    /// `edit` (by hand), `signature`, `domain` or `csv`
    source: String,
    /// The member who did it.
    actor: Option<String>,
    at: DateTime<Utc>,
}

impl CompanyChangeDetails {
    fn new(change: CompanyChange, own: &[Field]) -> Self {
        let id = change.field.strip_prefix(RECORD_KEY);
        let field = id.and_then(|id| own.iter().find(|field| field.id.to_string() == id));
        let field = field.map(|field| format!("fields.{}", field.key));
        Self {
            id: change.id,
            field: field.unwrap_or(change.field),
            old: change.old,
            new: change.new,
            source: change.origin,
            actor: change.actor,
            at: change.at,
        }
    }

    /// On one line, as a terminal shows it.
    pub fn line(&self) -> String {
        let day = self.at.format("%Y-%m-%d");
        let by: Vec<&str> = [self.source.as_str()]
            .into_iter()
            .chain(self.actor.as_deref())
            .collect();
        let said = |value: Option<&Value>| {
            let text = value.map(companies::change_text).unwrap_or_default();
            if text.is_empty() {
                "nothing".to_owned()
            } else {
                text
            }
        };
        format!(
            "{}  {day}  {}: {} → {}  {}",
            self.id,
            self.field,
            said(self.old.as_ref()),
            said(self.new.as_ref()),
            by.join(", "),
        )
    }
}

/// So many changes of a company, the newest first, of those before another one; and the last of
/// them, if there are more behind it.
pub async fn company_changes_of(
    scope: &mut Scope,
    company: Uuid,
    before: Option<i64>,
    size: i64,
) -> Result<(Vec<CompanyChangeDetails>, Option<i64>)> {
    companies::find(scope, company).await?;
    let mut rows = companies::changes(scope, company, before, size).await?;
    let own = fields::all_fields(scope).await?;
    let is_full = rows.len() as i64 > size;
    rows.truncate(usize::try_from(size).unwrap_or_default());
    let next = rows.last().filter(|_| is_full).map(|row| row.id);
    let rows = rows.into_iter();
    let rows = rows.map(|row| CompanyChangeDetails::new(row, &own));
    Ok((rows.collect(), next))
}

/// Every change of a company, the newest first
#[utoipa::path(
    get, path = "/companies/{id}/history", tag = "companies", params(("id" = Uuid, Path), PageQuery),
    responses((status = 200, body = Answer<Vec<CompanyChangeDetails>>)),
)]
pub async fn list_company_changes(
    caller: Caller,
    ApiPath(id): ApiPath<Uuid>,
    ApiQuery(page): ApiQuery<PageQuery>,
) -> Outcome<Vec<CompanyChangeDetails>> {
    let unreadable = |_| Error::invalid("cursor", FieldCode::Unreadable);
    let before = page.cursor.as_deref().map(str::parse::<i64>).transpose();
    let before = before.map_err(unreadable)?;
    let mut scope = caller.begin(Permission::Read).await?;
    let (rows, next) = company_changes_of(&mut scope, id, before, page.size()).await?;
    listed(rows, next.map(|next| next.to_string()))
}

#[derive(Serialize, ToSchema)]
pub struct CompanyReverted {
    /// The change that this made, to take back in turn; null where nothing was different.
    change: Option<i64>,
}

/// Bring back what stood there before a change
#[utoipa::path(
    post, path = "/companies/{id}/history/{change}/revert", tag = "companies",
    params(("id" = Uuid, Path), ("change" = i64, Path)),
    responses((status = 200, body = Answer<CompanyReverted>)),
)]
pub async fn revert_company_change(
    caller: Caller,
    ApiPath((id, change)): ApiPath<(Uuid, i64)>,
) -> Outcome<CompanyReverted> {
    let mut scope = caller.begin(Permission::EditContacts).await?;
    let made = companies::revert_change(&mut scope, id, change).await?;
    scope.commit().await?;
    answer(CompanyReverted { change: made })
}
