//! Where somebody works and worked: several at once, over time, from sources and by hand.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{Source, facts::known};
use crate::{context::Scope, error::Result};

#[derive(Clone, Debug)]
pub struct Employment {
    /// By which it is changed or removed.
    pub key: String,
    pub company: Option<String>,
    pub company_id: Option<Uuid>,
    pub title: Option<String>,
    pub department: Option<String>,
    /// ISO 8601: a year, a month or a day.
    pub since: Option<String>,
    pub until: Option<String>,
    /// The two are when mail was signed so, first and last.
    pub observed: bool,
    pub is_current: bool,
    /// Of what a person said.
    pub own_id: Option<Uuid>,
    pub source: Source,
}

impl Employment {
    /// What a form showed of it, to tell whether somebody changed it meanwhile.
    pub fn as_seen(&self) -> String {
        let said = |text: &Option<String>| text.clone().unwrap_or_default();
        let (since, until) = match self.observed {
            true => (String::new(), String::new()),
            false => (said(&self.since), said(&self.until)),
        };
        [
            said(&self.title),
            said(&self.company),
            said(&self.department),
            since,
            until,
        ]
        .join("\n")
    }
}

struct Row {
    key: String,
    company: Option<String>,
    company_id: Option<Uuid>,
    title: Option<String>,
    department: Option<String>,
    since: Option<String>,
    until: Option<String>,
    observed: bool,
    is_current: bool,
    own_id: Option<Uuid>,
    origin: String,
    said_at: DateTime<Utc>,
    confidence: Option<f32>,
    interaction: Option<Uuid>,
}

impl From<Row> for Employment {
    fn from(row: Row) -> Self {
        Self {
            key: row.key,
            company: row.company,
            company_id: row.company_id,
            title: row.title,
            department: row.department,
            since: row.since,
            until: row.until,
            observed: row.observed,
            is_current: row.is_current,
            own_id: row.own_id,
            source: Source {
                source: row.origin,
                at: known(Some(row.said_at)),
                confidence: row.confidence,
                interaction_id: row.interaction,
            },
        }
    }
}

/// Those of now first, then the newest.
pub async fn employments(scope: &mut Scope, contact: Uuid) -> Result<Vec<Employment>> {
    let rows = sqlx::query_as!(
        Row,
        r#"select
             e.key,
             e.company,
             e.company_id,
             e.title,
             e.department,
             e.since,
             e.until,
             e.observed,
             e.is_current,
             e.own_id,
             r.origin,
             e.said_at,
             e.confidence,
             i.id as "interaction?"
           from contact_employments e
           join source_records r on r.id = e.source_record_id
           left join interactions i
             on i.workspace_id = acting_workspace()
             and i.origin = 'mail'
             and i.external_id = e.message
             and i.deleted_at is null
           where e.contact_id = $1
           order by e.position"#,
        contact,
    )
    .fetch_all(scope.db())
    .await?;
    Ok(rows.into_iter().map(Employment::from).collect())
}
