//! Reading life events. They are of the contact whose record they were read of.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::Value;
use uuid::Uuid;

use super::types::{Details, EventKind, EventSource};
use crate::{
    context::Scope,
    error::{Error, Result},
};

#[derive(Clone, Debug)]
pub struct LifeEvent {
    pub id: Uuid,
    pub contact_id: Uuid,
    pub name: String,
    pub kind: String,
    pub source: String,
    pub summary: String,
    pub confidence: f32,
    pub happened_on: NaiveDate,
    pub interaction_id: Option<Uuid>,
    pub quote: String,
    pub details: Value,
    pub state: String,
    pub accepted: Option<Value>,
    pub created_at: DateTime<Utc>,
}

impl LifeEvent {
    pub fn kind(&self) -> EventKind {
        EventKind::parse(&self.kind).unwrap_or(EventKind::Milestone)
    }

    pub fn source(&self) -> EventSource {
        EventSource::parse(&self.source).unwrap_or(EventSource::Record)
    }

    pub fn details(&self) -> Details {
        serde_json::from_value(self.details.clone()).unwrap_or_default()
    }

    /// Where a page of the list ends with it.
    pub fn place(&self) -> String {
        format!("{}_{}", self.happened_on, self.id)
    }

    /// Whether there is a job in it that could be written down.
    pub fn proposes_job(&self) -> bool {
        let details = self.details();
        let is_job = matches!(self.kind(), EventKind::JobChange | EventKind::Promotion);
        let has_new = details.company.is_some() || details.title.is_some();
        is_job && (has_new || details.old_company.is_some())
    }
}

/// Reads [`LifeEvent::place`].
pub fn parse_place(text: &str) -> Option<(NaiveDate, Uuid)> {
    let (day, id) = text.split_once('_')?;
    Some((day.parse().ok()?, id.parse().ok()?))
}

macro_rules! events_where {
    ($condition:tt, $($argument:expr),* $(,)?) => {
        sqlx::query_as!(
            LifeEvent,
            r#"select
                 e.id,
                 c.id as contact_id,
                 c.name,
                 e.kind,
                 e.source,
                 e.summary,
                 e.confidence,
                 e.happened_on,
                 e.interaction_id,
                 e.quote,
                 e.details,
                 e.state,
                 e.accepted,
                 e.created_at
               from life_events e
               join identity_links l on l.source_record_id = e.record_id
               join contacts c on c.id = l.contact_id and c.deleted_at is null
               where "# + $condition,
            $($argument),*
        )
    };
}

/// Which events; each condition that is given must hold.
#[derive(Clone, Copy, Debug, Default)]
pub struct WantedEvents<'a> {
    pub contact: Option<Uuid>,
    pub kind: Option<EventKind>,
    /// Where none is given, all but what is wrong.
    pub state: Option<&'a str>,
    /// The last of the page before.
    pub after: Option<(NaiveDate, Uuid)>,
}

/// The newest first. One more row than `limit` says that there is a next page.
pub async fn life_events(
    scope: &mut Scope,
    wanted: WantedEvents<'_>,
    limit: i64,
) -> Result<Vec<LifeEvent>> {
    let (day, id) = wanted.after.unzip();
    Ok(events_where!(
        "e.workspace_id = acting_workspace()
           and ($1::uuid is null or c.id = $1)
           and (case when $2::text is null then e.state <> 'wrong' else e.state = $2 end)
           and ($3::date is null or (e.happened_on, e.id) < ($3, $4))
           and ($5::text is null or e.kind = $5)
         order by e.happened_on desc, e.id desc
         limit $6",
        wanted.contact,
        wanted.state,
        day,
        id,
        wanted.kind.map(EventKind::as_str),
        limit + 1,
    )
    .fetch_all(scope.db())
    .await?)
}

/// Those of one contact that nobody called wrong, the newest first.
pub async fn of_contact(scope: &mut Scope, contact: Uuid, limit: i64) -> Result<Vec<LifeEvent>> {
    Ok(events_where!(
        "l.contact_id = $1 and e.state <> 'wrong'
         order by e.happened_on desc, e.id desc
         limit $2",
        contact,
        limit,
    )
    .fetch_all(scope.db())
    .await?)
}

/// What happened since a day and nobody decided about yet, the newest first.
pub async fn undecided(scope: &mut Scope, since: NaiveDate, limit: i64) -> Result<Vec<LifeEvent>> {
    Ok(events_where!(
        "e.workspace_id = acting_workspace()
           and e.state = 'open'
           and e.happened_on >= $1
           and not c.is_archived
         order by e.happened_on desc, e.id desc
         limit $2",
        since,
        limit,
    )
    .fetch_all(scope.db())
    .await?)
}

/// What is new and happened since a day, and that nobody was told of: with its first few, told
/// from now on. What happened before is not worth a word any more.
pub async fn take_untold(
    scope: &mut Scope,
    since: NaiveDate,
    shown: i64,
) -> Result<(i64, Vec<LifeEvent>)> {
    let now = scope.now;
    let told = sqlx::query!(
        r#"with told as (
             update life_events set told_at = $1
             where workspace_id = acting_workspace() and told_at is null
             returning id, record_id, state, happened_on
           )
           select array_agg(told.id) as "ids"
           from told
           join identity_links l on l.source_record_id = told.record_id
           join contacts c on c.id = l.contact_id and c.deleted_at is null
           where told.state = 'open' and told.happened_on >= $2 and not c.is_archived"#,
        now,
        since,
    )
    .fetch_one(scope.db())
    .await?;
    let ids = told.ids.unwrap_or_default();
    let first = events_where!(
        "e.id = any($1) order by e.happened_on desc, e.id desc limit $2",
        &ids,
        shown,
    );
    let first = first.fetch_all(scope.db()).await?;
    Ok((i64::try_from(ids.len()).unwrap_or(i64::MAX), first))
}

pub async fn life_event(scope: &mut Scope, id: Uuid) -> Result<LifeEvent> {
    let found = events_where!("e.id = $1", id).fetch_optional(scope.db());
    found.await?.ok_or(Error::NotFound)
}
