//! Employments that a person wrote, and the keys of those they removed.

use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::EmploymentInput;
use crate::{
    companies,
    contacts::{
        edit::change,
        employments::{Employment, employments},
        store::contact,
    },
    context::Scope,
    error::Result,
    identity,
};

pub(super) struct OwnJobs {
    jobs: Vec<Value>,
    pub removed: Vec<String>,
}

impl OwnJobs {
    pub async fn of(scope: &mut Scope, id: Uuid) -> Result<Self> {
        contact(scope, id).await?;
        let fields = identity::edited_fields(scope, id).await?;
        let list = |key: &str| fields.get(key).and_then(Value::as_array).cloned();
        let removed = list("employments_removed").unwrap_or_default();
        Ok(Self {
            jobs: list("employments").unwrap_or_default(),
            removed: removed
                .iter()
                .filter_map(|key| key.as_str().map(ToOwned::to_owned))
                .collect(),
        })
    }

    /// Takes out what a person wrote.
    pub fn take(&mut self, own_id: Uuid) -> Option<EmploymentInput> {
        let is_meant = |job: &Value| job["own_id"] == json!(own_id);
        let at = self.jobs.iter().position(is_meant)?;
        let job = self.jobs.remove(at);
        let text = |key: &str| job[key].as_str().unwrap_or_default().to_owned();
        Some(EmploymentInput {
            company: text("company"),
            title: text("title"),
            department: text("department"),
            since: text("since"),
            until: text("until"),
        })
    }

    /// What is written anew is not removed any more.
    pub async fn welcome(&mut self, scope: &mut Scope, input: &EmploymentInput) -> Result<()> {
        let base = sqlx::query_scalar!(
            r#"select job_key($1, $2) || '|' as "base!""#,
            input.company,
            input.title,
        )
        .fetch_one(scope.db())
        .await?;
        self.removed.retain(|key| !key.starts_with(&base));
        Ok(())
    }

    pub async fn put(&mut self, scope: &mut Scope, input: &EmploymentInput) -> Result<Uuid> {
        let own_id = scope.id();
        let mut job = json!(input);
        job["own_id"] = json!(own_id);
        job["at"] = json!(scope.now);
        if !input.company.is_empty() {
            job["company_id"] = json!(companies::find_or_create(scope, &input.company).await?);
        }
        self.jobs.push(job);
        Ok(own_id)
    }

    /// Keeps what sources still say under this key away, unless it is what was just made.
    pub async fn hide(
        &mut self,
        scope: &mut Scope,
        id: Uuid,
        key: &str,
        made: Option<Uuid>,
    ) -> Result<Option<String>> {
        let shown = employments(scope, id).await?;
        let is_made = |one: &Employment| made.is_some() && one.own_id == made;
        let is_still_said = |one: &Employment| one.key == key && !is_made(one);
        if !shown.iter().any(is_still_said) {
            return Ok(None);
        }
        self.removed.push(key.to_owned());
        change(scope, id, self.fields()).await?;
        Ok(Some(key.to_owned()))
    }

    pub fn fields(&self) -> Map<String, Value> {
        Map::from_iter([
            ("employments".to_owned(), json!(self.jobs)),
            ("employments_removed".to_owned(), json!(self.removed)),
        ])
    }
}
