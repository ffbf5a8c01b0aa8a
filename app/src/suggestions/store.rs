//! Reading suggestions.

use chrono::{DateTime, Utc};
use serde_json::Value;
use uuid::Uuid;

use super::{
    phrases::known,
    types::{Facts, Preferred, Reason, sentence},
};
use crate::{
    context::Scope,
    error::{Error, Result},
};

#[derive(Clone, Debug)]
pub struct Suggestion {
    pub id: Uuid,
    pub contact_id: Uuid,
    pub name: String,
    pub email: Option<String>,
    pub photo: Option<String>,
    pub title: Option<String>,
    pub company: Option<String>,
    pub score: f32,
    pub last_contact_at: Option<DateTime<Utc>>,
    pub kind: String,
    pub facts: Value,
    /// The text that was made, and what people made of it.
    pub draft_id: Option<Uuid>,
    pub draft_subject: String,
    pub draft_body: String,
    pub language: String,
    pub tone: String,
    pub weight: f32,
    pub state: String,
    pub snoozed_until: Option<DateTime<Utc>>,
    pub updated_at: DateTime<Utc>,
    pub prefers: Option<Preferred>,
    /// A number to call.
    pub phone: Option<String>,
}

impl Suggestion {
    pub fn reason(&self) -> Reason {
        Reason::parse(&self.kind).unwrap_or(Reason::KeepInTouch)
    }

    pub fn facts(&self) -> Facts {
        serde_json::from_value(self.facts.clone()).unwrap_or_default()
    }

    /// The draft's language, in English.
    pub fn language_name(&self) -> &str {
        known(Some(&self.language)).map_or(self.language.as_str(), |phrases| phrases.name)
    }

    pub fn sentence(&self) -> String {
        sentence(self.reason(), &self.facts())
    }

    /// Why now and why before others, beside the sentence.
    pub fn why(&self) -> Vec<String> {
        super::explain::why_now(self.reason(), &self.facts(), self.weight)
    }
}

macro_rules! suggestions_where {
    ($condition:tt, $($argument:expr),* $(,)?) => {
        sqlx::query_as!(
            Suggestion,
            r#"select
                 s.id,
                 s.contact_id,
                 c.name,
                 c.email,
                 c.photo,
                 c.title,
                 k.name as "company?",
                 c.score,
                 c.last_contact_at,
                 s.kind,
                 s.facts,
                 d.id as "draft_id?",
                 coalesce(d.subject, s.draft_subject) as "draft_subject!",
                 coalesce(d.body, s.draft_body) as "draft_body!",
                 coalesce(d.language, s.language) as "language!",
                 coalesce(d.tone, s.tone) as "tone!",
                 s.weight,
                 s.state,
                 s.snoozed_until,
                 s.updated_at,
                 c.preferred_channel as "prefers: Preferred",
                 phone.value as "phone?"
               from suggestions s
               join contacts c on c.id = s.contact_id and c.deleted_at is null
               left join companies k on k.id = c.company_id
               -- One that somebody had made for this reason or edited, else the one that came with it.
               left join lateral (
                 select g.id, g.subject, g.body, g.language, g.tone
                 from generated_texts g
                 where g.suggestion_id = s.id
                   and g.trigger = s.kind
                   and g.channel = 'mail'
                   and g.sent_at is null
                   and g.discarded_at is null
                 order by g.renewed_for is not null, g.created_at desc, g.id desc
                 limit 1
               ) d on true
               left join lateral (
                 select value
                 from contact_points
                 where contact_id = c.id and kind = 'phone' and label is distinct from 'fax'
                 order by position
                 limit 1
               ) phone on true
               where "# + $condition,
            $($argument),*
        )
    };
}

/// The suggestions in one state, the weightiest first, after a page's last.
pub async fn open(
    scope: &mut Scope,
    state: &str,
    after: Option<(f32, Uuid)>,
    limit: i64,
) -> Result<Vec<Suggestion>> {
    let (weight, id) = after.unzip();
    Ok(suggestions_where!(
        "s.workspace_id = acting_workspace()
           and s.state = $1
           and (s.state <> 'open' or not c.is_archived)
           and ($2::real is null or (s.weight, s.id) < ($2, $3))
         order by s.weight desc, s.id desc
         limit $4",
        state,
        weight,
        id,
        limit + 1,
    )
    .fetch_all(scope.db())
    .await?)
}

pub async fn suggestion(scope: &mut Scope, id: Uuid) -> Result<Suggestion> {
    let found = suggestions_where!("s.id = $1", id)
        .fetch_optional(scope.db())
        .await?;
    found.ok_or(Error::NotFound)
}

pub async fn of_contact(scope: &mut Scope, contact: Uuid) -> Result<Option<Suggestion>> {
    Ok(suggestions_where!(
        "s.contact_id = $1 and s.state = 'open' and not c.is_archived",
        contact
    )
    .fetch_optional(scope.db())
    .await?)
}

pub async fn count_open(scope: &mut Scope) -> Result<i64> {
    let count = sqlx::query_scalar!(
        r#"select count(*) as "count!"
           from suggestions s
           join contacts c on c.id = s.contact_id and c.deleted_at is null
           where s.workspace_id = acting_workspace() and s.state = 'open' and not c.is_archived"#,
    );
    Ok(count.fetch_one(scope.db()).await?)
}
