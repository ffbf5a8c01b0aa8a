//! What goes to a member's browsers. One that is gone is told no more.

use uuid::Uuid;

use super::{Delivery, End};
use crate::{
    context::{Kith, Scope},
    error::Result,
    notifications::{
        mail::Refused,
        push::{self, PushKey, Pushed},
    },
};

pub(super) async fn deliver_push(kith: &Kith, workspace: Uuid, delivery: &Delivery) -> Result<End> {
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
