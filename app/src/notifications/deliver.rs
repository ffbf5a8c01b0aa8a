//! Sending what is due: mails, pushes and digests. What fails is tried again, later each
//! time; at the third failure of mail the operator is told, once a day.

mod digests;
mod due;
mod mails;
mod pushes;

use uuid::Uuid;

use self::{
    digests::order_digests,
    due::{Delivery, take},
    mails::{deliver_digest, deliver_mail, tell_of_mail},
    pushes::deliver_push,
};
use super::mail::Refused;
use crate::{
    context::{Kith, Scope},
    error::Result,
    jobs::Stop,
};

/// Until when the next try waits, in minutes; after the last one it is given up.
const PAUSES: [i32; 6] = [1, 5, 30, 120, 360, 720];
const TOLD_AT: i16 = 3;

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
            let taken = take(kith, workspace).await?;
            for delivery in &taken.due {
                deliver(kith, workspace, delivery).await?;
            }
            if !taken.may_be_more {
                break;
            }
        }
    }
    Ok(())
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
