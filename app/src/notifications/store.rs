//! Reading a member's own news.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::types::Kind;
use crate::{context::Scope, error::Result};

#[derive(Clone, Debug)]
pub struct Notification {
    pub id: Uuid,
    pub kind: String,
    pub title: String,
    pub detail: String,
    pub link: String,
    pub created_at: DateTime<Utc>,
    pub read_at: Option<DateTime<Utc>>,
}

impl Notification {
    pub fn kind(&self) -> Option<Kind> {
        Kind::parse(&self.kind)
    }
}

/// Which news; each condition that is given must hold.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wanted {
    pub is_unread: bool,
    pub kind: Option<Kind>,
    /// The last of the page before.
    pub before: Option<Uuid>,
}

/// The newest first. One more row than `limit` says that there is a next page.
pub async fn list(scope: &mut Scope, wanted: Wanted, limit: i64) -> Result<Vec<Notification>> {
    let actor = scope.actor;
    Ok(sqlx::query_as!(
        Notification,
        "select id, kind, title, detail, link, created_at, read_at
         from notifications
         where workspace_id = acting_workspace()
           and user_id = $1
           and is_shown
           and (not $2 or read_at is null)
           and ($3::text is null or kind = $3)
           and ($4::uuid is null or (created_at, id) < (select created_at, id from notifications where id = $4))
         order by created_at desc, id desc
         limit $5",
        actor,
        wanted.is_unread,
        wanted.kind.map(Kind::as_str),
        wanted.before,
        limit + 1,
    )
    .fetch_all(scope.db())
    .await?)
}

/// More are not counted: every page asks.
const MOST_COUNTED: i64 = 100;

pub async fn count_unread(scope: &mut Scope) -> Result<i64> {
    let actor = scope.actor;
    let count = sqlx::query_scalar!(
        r#"select count(*) as "count!"
           from (
             select
             from notifications
             where workspace_id = acting_workspace() and user_id = $1 and is_shown and read_at is null
             limit $2
           ) as unread"#,
        actor,
        MOST_COUNTED,
    );
    Ok(count.fetch_one(scope.db()).await?)
}
