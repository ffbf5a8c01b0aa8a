//! Telling members of something, once: a row for each who wants to know, and the mails and
//! pushes that go with it.

use chrono::{DateTime, NaiveTime, Utc};
use chrono_tz::Tz;
use uuid::Uuid;

use super::{hours::Hours, types::Kind};
use crate::{
    context::{Kith, Scope},
    error::Result,
    events::announce,
};

/// What there is to tell. The same key again is the same news.
#[derive(Clone, Debug)]
pub struct News {
    pub kind: Kind,
    pub key: String,
    pub title: String,
    pub detail: String,
    /// A path of this site.
    pub link: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whom {
    /// All who work here.
    Members,
    Owners,
    One(Uuid),
}

struct Recipient {
    user_id: Uuid,
    zone: String,
    quiet_from: Option<NaiveTime>,
    quiet_until: Option<NaiveTime>,
    in_app: bool,
    mail: bool,
    push: bool,
}

impl Recipient {
    /// When it may reach them.
    fn due(&self, now: DateTime<Utc>) -> DateTime<Utc> {
        let hours = Hours {
            quiet: self.quiet_from.zip(self.quiet_until),
            ..Hours::usual(self.zone.parse().unwrap_or(Tz::UTC))
        };
        hours.due(now)
    }
}

pub async fn tell(scope: &mut Scope, kith: &Kith, whom: Whom, news: &News) -> Result<()> {
    let mut recipients = recipients(scope, whom, news).await?;
    recipients.retain(|one| one.in_app || one.mail || one.push);
    if recipients.is_empty() {
        return Ok(());
    }
    let told = store(scope, &recipients, news).await?;
    let may_mail = kith.settings.mail.is_some();
    let (mut ids, mut users, mut ways, mut due) = (vec![], vec![], vec![], vec![]);
    for (id, user) in &told {
        let Some(one) = recipients.iter().find(|one| one.user_id == *user) else {
            continue;
        };
        let wanted = [("mail", one.mail && may_mail), ("push", one.push)];
        for (way, _) in wanted.into_iter().filter(|(_, wanted)| *wanted) {
            ids.push(*id);
            users.push(*user);
            ways.push(way);
            due.push(one.due(scope.now));
        }
    }
    send_off(scope, &ids, &users, &ways, &due).await?;
    if let Some((id, _)) = told.first() {
        announce(scope, "notification.told", *id).await?;
    }
    Ok(())
}

async fn recipients(scope: &mut Scope, whom: Whom, news: &News) -> Result<Vec<Recipient>> {
    let usual = news.kind.usual();
    let (owners, one) = match whom {
        Whom::Members => (false, None),
        Whom::Owners => (true, None),
        Whom::One(user) => (false, Some(user)),
    };
    Ok(sqlx::query_as!(
        Recipient,
        r#"select
             m.user_id,
             u.zone,
             h.quiet_from as "quiet_from?",
             h.quiet_until as "quiet_until?",
             coalesce(c.in_app, $4) as "in_app!",
             coalesce(c.mail, $5) as "mail!",
             coalesce(c.push, $6) as "push!"
           from memberships m
           join users u on u.id = m.user_id
           left join notification_hours h
             on h.workspace_id = m.workspace_id and h.user_id = m.user_id
           left join notification_choices c
             on c.workspace_id = m.workspace_id and c.user_id = m.user_id and c.kind = $3
           where m.workspace_id = acting_workspace()
             and m.role <> 'viewer'
             and (not $1 or m.role = 'owner')
             and ($2::uuid is null or m.user_id = $2)"#,
        owners,
        one,
        news.kind.as_str(),
        usual.in_app,
        usual.mail,
        usual.push,
    )
    .fetch_all(scope.db())
    .await?)
}

/// Those who were not told of it before, with what they were told.
async fn store(
    scope: &mut Scope,
    recipients: &[Recipient],
    news: &News,
) -> Result<Vec<(Uuid, Uuid)>> {
    let ids: Vec<Uuid> = recipients.iter().map(|_| scope.id()).collect();
    let users: Vec<Uuid> = recipients.iter().map(|one| one.user_id).collect();
    let shown: Vec<bool> = recipients.iter().map(|one| one.in_app).collect();
    let (workspace, now) = (scope.workspace, scope.now);
    let rows = sqlx::query!(
        "insert into notifications
           (id, workspace_id, user_id, kind, key, title, detail, link, is_shown, created_at)
         select id, $1, member, $2, $3, $4, $5, $6, shown, $7
         from unnest($8::uuid[], $9::uuid[], $10::boolean[]) as new (id, member, shown)
         on conflict (workspace_id, user_id, key) do nothing
         returning id, user_id",
        workspace,
        news.kind.as_str(),
        news.key,
        news.title,
        news.detail,
        news.link,
        now,
        &ids,
        &users,
        &shown,
    )
    .fetch_all(scope.db())
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.user_id)).collect())
}

async fn send_off(
    scope: &mut Scope,
    notifications: &[Uuid],
    users: &[Uuid],
    ways: &[&str],
    due: &[DateTime<Utc>],
) -> Result<()> {
    if notifications.is_empty() {
        return Ok(());
    }
    let ids: Vec<Uuid> = notifications.iter().map(|_| scope.id()).collect();
    let (workspace, now) = (scope.workspace, scope.now);
    sqlx::query!(
        "insert into notification_deliveries
           (id, workspace_id, user_id, notification_id, way, due_at, created_at)
         select id, $1, member, notification, way, due, $2
         from unnest($3::uuid[], $4::uuid[], $5::uuid[], $6::text[], $7::timestamptz[])
           as new (id, member, notification, way, due)
         -- A push goes to browsers, where there are any.
         where way <> 'push' or exists (
           select from push_subscriptions s
           where s.workspace_id = $1 and s.user_id = member
         )",
        workspace,
        now,
        &ids,
        users,
        notifications,
        ways as &[&str],
        due,
    )
    .execute(scope.db())
    .await?;
    Ok(())
}
