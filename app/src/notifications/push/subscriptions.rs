//! The browsers of a member. An address must be one of the public internet, by https and by
//! name: else a member could make Kith write to its own network.

use base64::{
    Engine,
    engine::general_purpose::{URL_SAFE, URL_SAFE_NO_PAD},
};
use chrono::{DateTime, Utc};
use reqwest::Url;
use serde::Deserialize;
use uuid::Uuid;

use super::encrypt::Keys;
use crate::{
    context::Scope,
    error::{Error, FieldCode, Result},
};

pub struct Subscription {
    pub id: Uuid,
    pub endpoint: String,
    pub public_key: Vec<u8>,
    pub auth: Vec<u8>,
    pub agent: String,
    pub created_at: DateTime<Utc>,
    pub used_at: Option<DateTime<Utc>>,
}

impl Subscription {
    pub fn keys(&self) -> Keys {
        Keys {
            public: self.public_key.clone(),
            auth: self.auth.clone(),
        }
    }

    /// The name of the push service.
    pub fn service(&self) -> String {
        let host = Url::parse(&self.endpoint).ok();
        let host = host.and_then(|url| url.host_str().map(ToOwned::to_owned));
        host.unwrap_or_default()
    }
}

/// As browsers write a `PushSubscription`.
#[derive(Debug, Deserialize)]
pub struct SubscriptionInput {
    pub endpoint: String,
    pub keys: InputKeys,
}

#[derive(Debug, Deserialize)]
pub struct InputKeys {
    pub p256dh: String,
    pub auth: String,
}

const LONGEST: usize = 2_000;
const MOST: i64 = 20;

/// Of the one who acts; the same browser again is the same subscription.
pub async fn subscribe(
    scope: &mut Scope,
    input: &SubscriptionInput,
    agent: &str,
    is_checked: bool,
) -> Result<()> {
    let unreadable = |field| Error::invalid(field, FieldCode::Unreadable);
    if is_checked && !is_public_name(&input.endpoint) {
        return Err(unreadable("endpoint"));
    }
    let public = decode(&input.keys.p256dh).ok_or_else(|| unreadable("keys"))?;
    let auth = decode(&input.keys.auth).ok_or_else(|| unreadable("keys"))?;
    if public.len() != 65 || public[0] != 4 || auth.len() != 16 {
        return Err(unreadable("keys"));
    }
    let id = scope.id();
    let (workspace, actor, now) = (scope.workspace, scope.actor, scope.now);
    let agent: String = agent.chars().take(200).collect();
    sqlx::query!(
        "insert into push_subscriptions
           (id, workspace_id, user_id, endpoint, public_key, auth, agent, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)
         on conflict (workspace_id, user_id, endpoint) do update set
           public_key = excluded.public_key,
           auth = excluded.auth,
           agent = excluded.agent",
        id,
        workspace,
        actor,
        input.endpoint,
        public,
        auth,
        agent,
        now,
    )
    .execute(scope.db())
    .await?;
    // The oldest go: browsers forget, too.
    sqlx::query!(
        "delete from push_subscriptions
         where id in (
           select id from push_subscriptions
           where workspace_id = acting_workspace() and user_id = $1
           order by created_at desc, id desc
           offset $2
         )",
        actor,
        MOST,
    )
    .execute(scope.db())
    .await?;
    Ok(())
}

fn decode(text: &str) -> Option<Vec<u8>> {
    URL_SAFE_NO_PAD
        .decode(text)
        .or_else(|_| URL_SAFE.decode(text))
        .ok()
}

/// Whether it is written as a name of the public internet; where the name leads is looked at
/// when something is sent there.
fn is_public_name(endpoint: &str) -> bool {
    let Some(url) = Url::parse(endpoint)
        .ok()
        .filter(|_| endpoint.len() <= LONGEST)
    else {
        return false;
    };
    let is_name = url.domain().is_some_and(|name| name.contains('.'));
    url.scheme() == "https" && is_name && url.port().is_none() && url.username().is_empty()
}

/// No news to this browser any more.
pub async fn unsubscribe(scope: &mut Scope, endpoint: &str) -> Result<()> {
    let actor = scope.actor;
    sqlx::query!(
        "delete from push_subscriptions
         where workspace_id = acting_workspace() and user_id = $1 and endpoint = $2",
        actor,
        endpoint,
    )
    .execute(scope.db())
    .await?;
    Ok(())
}

/// The browsers of a member.
pub async fn subscriptions(scope: &mut Scope, user: Uuid) -> Result<Vec<Subscription>> {
    Ok(sqlx::query_as!(
        Subscription,
        "select id, endpoint, public_key, auth, agent, created_at, used_at
         from push_subscriptions
         where workspace_id = acting_workspace() and user_id = $1
         order by created_at, id",
        user,
    )
    .fetch_all(scope.db())
    .await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_the_public_internet_are_taken() {
        for taken in [
            "https://fcm.googleapis.com/fcm/send/abc:def",
            "https://updates.push.services.mozilla.com/wpush/v2/gAAA",
        ] {
            assert!(is_public_name(taken), "{taken}");
        }
        for refused in [
            "http://fcm.googleapis.com/fcm/send/abc",
            "https://127.0.0.1/push",
            "https://[::1]/push",
            "https://localhost/push",
            "https://push.example:8443/x",
            "https://a:b@push.example/x",
            "ftp://push.example/x",
            "push",
            "",
        ] {
            assert!(!is_public_name(refused), "{refused}");
        }
        assert!(!is_public_name(&format!(
            "https://a.example/{}",
            "x".repeat(LONGEST)
        )));
    }
}
