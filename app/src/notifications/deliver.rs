//! Sending what is due: mails, pushes and digests. What fails is tried again, later each
//! time; at the third failure of mail the operator is told, once a day.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{
    choices::Digest,
    hours::Hours,
    mail::{self, Letter, Line, Part, Refused, send_letter},
    news::tell_who_looks_after,
    push::{self, PushKey, Pushed},
    signing::Leave,
    tell::News,
    types::Kind,
};
use crate::{
    context::{Kith, Scope},
    error::Result,
    jobs::Stop,
    routes::paths,
};

/// Until when the next try waits, in minutes; after the last one it is given up.
const PAUSES: [i32; 6] = [1, 5, 30, 120, 360, 720];
const TOLD_AT: i16 = 3;
const AT_ONCE: i64 = 20;

/// Takes what is due in every workspace.
pub async fn deliver_notifications(kith: &Kith, stop: &Stop) -> Result<()> {
    let workspaces = sqlx::query_scalar!("select id from workspaces order by id")
        .fetch_all(&kith.pool)
        .await?;
    for workspace in workspaces {
        if kith.settings.mail.is_some() {
            order_digests(kith, workspace).await?;
        }
        while !stop.is_cancelled() {
            let due = take(kith, workspace).await?;
            for delivery in &due {
                deliver(kith, workspace, delivery).await?;
            }
            if due.len() < AT_ONCE as usize {
                break;
            }
        }
    }
    Ok(())
}

struct Delivery {
    id: Uuid,
    user_id: Uuid,
    way: String,
    attempts: i16,
    name: String,
    email: String,
    zone: String,
    kind: Option<String>,
    title: Option<String>,
    detail: Option<String>,
    link: Option<String>,
    is_read: bool,
}

/// Takes some that are due, so that nobody else does until their pause is over.
async fn take(kith: &Kith, workspace: Uuid) -> Result<Vec<Delivery>> {
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
             coalesce(n.read_at is not null, false) as "is_read!"
           from taken t
           join users u on u.id = t.user_id
           left join notifications n on n.id = t.notification_id"#,
        now,
        &PAUSES[..],
        AT_ONCE,
    )
    .fetch_all(scope.db())
    .await?;
    scope.commit().await?;
    Ok(taken)
}

enum End {
    Sent,
    /// There is nothing to send any more.
    Dropped,
    Failed(Refused),
}

async fn deliver(kith: &Kith, workspace: Uuid, delivery: &Delivery) -> Result<()> {
    let end = match is_member(kith, workspace, delivery.user_id).await? {
        false => End::Dropped,
        true => match delivery.way.as_str() {
            "digest" => deliver_digest(kith, workspace, delivery).await?,
            // What was read meanwhile needs no mail.
            _ if delivery.is_read => End::Dropped,
            "push" => deliver_push(kith, workspace, delivery).await?,
            _ => deliver_mail(kith, workspace, delivery).await?,
        },
    };
    let is_last = usize::try_from(delivery.attempts).unwrap_or_default() >= PAUSES.len();
    let state = match &end {
        End::Sent => "sent",
        End::Dropped => "dropped",
        End::Failed(refused) if refused.for_good || is_last => "failed",
        End::Failed(_) => "waiting",
    };
    let now = kith.clock.now();
    let mut scope = Scope::open(&kith.pool, workspace, None, now).await?;
    sqlx::query!(
        "update notification_deliveries set
           state = $2,
           ended_at = case when $2 <> 'waiting' then $3::timestamptz end
         where id = $1",
        delivery.id,
        state,
        now,
    )
    .execute(scope.db())
    .await?;
    scope.commit().await?;
    match end {
        End::Failed(refused) if delivery.way != "push" => {
            let should_tell = delivery.attempts == TOLD_AT || refused.for_good;
            if should_tell {
                tell_of_mail(kith, &refused, now).await?;
            }
            Ok(())
        }
        _ => Ok(()),
    }
}

async fn is_member(kith: &Kith, workspace: Uuid, user: Uuid) -> Result<bool> {
    let mut scope = Scope::open(&kith.pool, workspace, None, kith.clock.now()).await?;
    let found = sqlx::query_scalar!(
        r#"select exists (
             select from memberships
             where workspace_id = acting_workspace() and user_id = $1
           ) as "found!""#,
        user,
    );
    Ok(found.fetch_one(scope.db()).await?)
}

async fn tell_of_mail(kith: &Kith, refused: &Refused, now: DateTime<Utc>) -> Result<()> {
    let news = News {
        kind: Kind::Failures,
        key: format!("failure:mail:{}", now.format("%F")),
        title: "Mails cannot be sent".to_owned(),
        detail: format!("{} Kith tries again.", refused.words),
        link: paths::notification_settings().to_owned(),
    };
    tell_who_looks_after(kith, None, &news).await
}

async fn deliver_mail(kith: &Kith, workspace: Uuid, delivery: &Delivery) -> Result<End> {
    let base = &kith.settings.base_url;
    let title = delivery.title.clone().unwrap_or_default();
    let letter = Letter {
        subject: title.clone(),
        intro: format!("Hello {},", delivery.name),
        parts: vec![Part {
            heading: "News from Kith".to_owned(),
            lines: vec![Line {
                title,
                link: format!("{base}{}", delivery.link.as_deref().unwrap_or("/")),
                detail: delivery.detail.clone().unwrap_or_default(),
            }],
        }],
        foot: Vec::new(),
    };
    let what = delivery.kind.clone().unwrap_or_default();
    send(kith, workspace, delivery, letter, what).await
}

async fn deliver_digest(kith: &Kith, workspace: Uuid, delivery: &Delivery) -> Result<End> {
    let now = kith.clock.now();
    let mut scope = Scope::open(&kith.pool, workspace, Some(delivery.user_id), now).await?;
    let zone = delivery.zone.parse().unwrap_or(chrono_tz::UTC);
    let base = &kith.settings.base_url;
    let letter = mail::digest(&mut scope, zone, base, &delivery.name).await?;
    drop(scope);
    match letter {
        Some(letter) => send(kith, workspace, delivery, letter, "digest".to_owned()).await,
        None => Ok(End::Dropped),
    }
}

async fn send(
    kith: &Kith,
    workspace: Uuid,
    delivery: &Delivery,
    mut letter: Letter,
    what: String,
) -> Result<End> {
    let leave = Leave {
        workspace,
        user: delivery.user_id,
        what,
    };
    let address = mail::leave_address(kith, &leave).await?;
    let base = &kith.settings.base_url;
    letter.foot = vec![
        ("Open Kith".to_owned(), base.clone()),
        (
            "Choose what comes by mail".to_owned(),
            format!("{base}{}", paths::notification_settings()),
        ),
        ("No more such mail".to_owned(), address.clone()),
    ];
    let to = (delivery.name.as_str(), delivery.email.as_str());
    let sent = send_letter(kith, &letter, to, Some(&address)).await;
    Ok(match sent {
        Ok(()) => End::Sent,
        Err(refused) => End::Failed(refused),
    })
}

async fn deliver_push(kith: &Kith, workspace: Uuid, delivery: &Delivery) -> Result<End> {
    let now = kith.clock.now();
    let mut scope = Scope::open(&kith.pool, workspace, None, now).await?;
    let browsers = push::subscriptions(&mut scope, delivery.user_id).await?;
    drop(scope);
    if browsers.is_empty() {
        return Ok(End::Dropped);
    }
    let key = PushKey::of(&kith.pool).await?;
    let text = serde_json::json!({
        "title": delivery.title,
        "body": delivery.detail,
        "link": delivery.link,
        "tag": delivery.id,
    })
    .to_string();
    let (mut sent, mut gone) = (Vec::new(), Vec::new());
    for browser in &browsers {
        match push::push(kith, &key, browser, &text).await? {
            Pushed::Sent => sent.push(browser.id),
            Pushed::Gone => gone.push(browser.id),
            Pushed::NotNow => {}
        }
    }
    note_pushed(kith, workspace, &sent, &gone).await?;
    Ok(match (sent.is_empty(), gone.len() == browsers.len()) {
        (false, _) => End::Sent,
        (true, true) => End::Dropped,
        (true, false) => End::Failed(Refused {
            words: "The push service did not take it.".to_owned(),
            for_good: false,
        }),
    })
}

/// Browsers that are gone are told no more.
async fn note_pushed(kith: &Kith, workspace: Uuid, sent: &[Uuid], gone: &[Uuid]) -> Result<()> {
    let now = kith.clock.now();
    let mut scope = Scope::open(&kith.pool, workspace, None, now).await?;
    sqlx::query!("delete from push_subscriptions where id = any($1)", gone)
        .execute(scope.db())
        .await?;
    sqlx::query!(
        "update push_subscriptions set used_at = $2 where id = any($1)",
        sent,
        now,
    )
    .execute(scope.db())
    .await?;
    scope.commit().await
}

/// Orders the digests of those whose hour it is.
async fn order_digests(kith: &Kith, workspace: Uuid) -> Result<()> {
    let now = kith.clock.now();
    let mut scope = Scope::open(&kith.pool, workspace, None, now).await?;
    let rows = sqlx::query!(
        r#"select
             m.user_id,
             u.zone,
             h.digest as "digest?",
             h.digest_hour as "digest_hour?",
             h.digest_weekday as "digest_weekday?",
             coalesce(h.digest_at, m.created_at) as "last!"
           from memberships m
           join users u on u.id = m.user_id
           left join notification_hours h
             on h.workspace_id = m.workspace_id and h.user_id = m.user_id
           where m.workspace_id = acting_workspace()
             and m.role <> 'viewer'
             and coalesce(h.digest, 'daily') <> 'off'"#,
    )
    .fetch_all(scope.db())
    .await?;
    let mut due = Vec::new();
    for row in rows {
        let usual = Hours::usual(row.zone.parse().unwrap_or(chrono_tz::UTC));
        let number = |value: Option<i16>, usual: u32| {
            value
                .and_then(|value| u32::try_from(value).ok())
                .unwrap_or(usual)
        };
        let hours = Hours {
            digest: row
                .digest
                .as_deref()
                .and_then(Digest::parse)
                .unwrap_or(usual.digest),
            digest_hour: number(row.digest_hour, usual.digest_hour),
            digest_weekday: number(row.digest_weekday, usual.digest_weekday),
            ..usual
        };
        if hours.digest_due(row.last, now) {
            due.push(row.user_id);
        }
    }
    if due.is_empty() {
        return Ok(());
    }
    let ids: Vec<Uuid> = due.iter().map(|_| scope.id()).collect();
    sqlx::query!(
        "with noted as (
           insert into notification_hours (workspace_id, user_id, digest_at)
           select $1, member, $2 from unnest($4::uuid[]) as member
           on conflict (workspace_id, user_id) do update set digest_at = excluded.digest_at
           returning user_id
         )
         insert into notification_deliveries (id, workspace_id, user_id, way, due_at, created_at)
         select id, $1, member, 'digest', $2, $2
         from unnest($3::uuid[], $4::uuid[]) as new (id, member)
         join noted on noted.user_id = member",
        workspace,
        now,
        &ids,
        &due,
    )
    .execute(scope.db())
    .await?;
    scope.commit().await
}
