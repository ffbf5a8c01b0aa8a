//! What is due. Whoever chose quiet hours is left in peace in them, however it came to be due:
//! because it is new, is tried again, or the hours were chosen since.

use chrono::{DateTime, NaiveTime, Utc};
use uuid::Uuid;

use super::PAUSES;
use crate::{
    context::{Kith, Scope},
    error::Result,
    notifications::hours::Hours,
};

const AT_ONCE: i64 = 20;

pub(super) struct Delivery {
    pub(super) id: Uuid,
    pub(super) user_id: Uuid,
    pub(super) way: String,
    pub(super) attempts: i16,
    pub(super) name: String,
    pub(super) email: String,
    pub(super) zone: String,
    pub(super) kind: Option<String>,
    pub(super) title: Option<String>,
    pub(super) detail: Option<String>,
    pub(super) link: Option<String>,
    pub(super) is_read: bool,
    quiet_from: Option<NaiveTime>,
    quiet_until: Option<NaiveTime>,
}

impl Delivery {
    /// From when on it may reach them.
    fn may_go_at(&self, now: DateTime<Utc>) -> DateTime<Utc> {
        let hours = Hours {
            quiet: self.quiet_from.zip(self.quiet_until),
            ..Hours::usual(self.zone.parse().unwrap_or(chrono_tz::UTC))
        };
        hours.due(now)
    }
}

/// Some that were due.
pub(super) struct Taken {
    /// Those to be sent now; the others wait for the end of quiet hours.
    pub(super) due: Vec<Delivery>,
    pub(super) may_be_more: bool,
}

/// Takes some that are due, so that nobody else does until their pause is over.
pub(super) async fn take(kith: &Kith, workspace: Uuid) -> Result<Taken> {
    let now = kith.clock.now();
    let mut scope = Scope::open(&kith.pool, workspace, None, now).await?;
    let taken = sqlx::query_as!(
        Delivery,
        r#"with taken as (
             update notification_deliveries d set
               attempts = attempts + 1,
               due_at = $1::timestamptz
                 + make_interval(mins => ($2::integer[])[least(attempts + 1, cardinality($2::integer[]))])
             where d.id in (
               select id
               from notification_deliveries
               where workspace_id = acting_workspace() and state = 'waiting' and due_at <= $1
               order by due_at, id
               limit $3
               for update skip locked
             )
             returning d.id, d.user_id, d.notification_id, d.way, d.attempts
           )
           select
             t.id as "id!",
             t.user_id as "user_id!",
             t.way as "way!",
             t.attempts as "attempts!",
             u.name,
             u.email,
             u.zone,
             n.kind as "kind?",
             n.title as "title?",
             n.detail as "detail?",
             n.link as "link?",
             coalesce(n.read_at is not null, false) as "is_read!",
             h.quiet_from as "quiet_from?",
             h.quiet_until as "quiet_until?"
           from taken t
           join users u on u.id = t.user_id
           left join notifications n on n.id = t.notification_id
           left join notification_hours h
             on h.workspace_id = acting_workspace() and h.user_id = t.user_id"#,
        now,
        &PAUSES[..],
        AT_ONCE,
    )
    .fetch_all(scope.db())
    .await?;
    let may_be_more = taken.len() >= AT_ONCE as usize;
    let (due, early): (Vec<_>, Vec<_>) = taken
        .into_iter()
        .partition(|delivery| delivery.may_go_at(now) <= now);
    put_off(&mut scope, &early).await?;
    scope.commit().await?;
    Ok(Taken { due, may_be_more })
}

/// Nothing was tried: it counts as no attempt.
async fn put_off(scope: &mut Scope, early: &[Delivery]) -> Result<()> {
    if early.is_empty() {
        return Ok(());
    }
    let ids: Vec<Uuid> = early.iter().map(|delivery| delivery.id).collect();
    let instants: Vec<DateTime<Utc>> = early
        .iter()
        .map(|delivery| delivery.may_go_at(scope.now))
        .collect();
    sqlx::query!(
        "update notification_deliveries d set attempts = d.attempts - 1, due_at = new.due_at
         from unnest($1::uuid[], $2::timestamptz[]) as new (id, due_at)
         where d.id = new.id",
        &ids,
        &instants,
    )
    .execute(scope.db())
    .await?;
    Ok(())
}
