//! Whose logo is sought: companies with a domain and people, the strongest ties first among
//! those that were never asked, each again after thirty days.

use chrono::Duration;
use futures::{StreamExt, stream};
use uuid::Uuid;

use super::{choice::wants_logos, site::Browser};
use crate::{
    context::{Kith, Scope},
    error::Result,
    jobs::Stop,
    photos::{self, Prepared},
};

const AGAIN_AFTER_DAYS: i64 = 30;
/// Of one run; the next goes on.
const MOST: usize = 500;
const AT_ONCE: i64 = 16;

struct Sought {
    id: Uuid,
    domain: String,
}

/// Idempotent; a site that cannot be reached leaves the logo as it was.
pub async fn seek_logos(kith: &Kith, workspace: Uuid, stop: &Stop) -> Result<()> {
    let browser = Browser::new(kith.settings.sites)?;
    let mut asked = 0;
    while asked < MOST && !stop.is_cancelled() {
        let turn = whose_turn(kith, workspace).await?;
        if turn.is_empty() {
            break;
        }
        asked += turn.len();
        let found: Vec<(Sought, Option<Prepared>)> = stream::iter(turn)
            .map(|company| async {
                let logo = browser.logo(&company.domain).await;
                (company, logo)
            })
            .buffer_unordered(AT_ONCE as usize)
            .collect()
            .await;
        keep(kith, workspace, found).await?;
    }
    Ok(())
}

async fn whose_turn(kith: &Kith, workspace: Uuid) -> Result<Vec<Sought>> {
    let now = kith.clock.now();
    let mut scope = Scope::open(&kith.pool, workspace, None, now).await?;
    if !wants_logos(&mut scope).await? {
        return Ok(Vec::new());
    }
    Ok(sqlx::query_as!(
        Sought,
        r#"select id, domain as "domain!"
           from companies k
           where workspace_id = acting_workspace()
             and domain is not null
             and deleted_at is null
             and (
               k.contact_count > 0
               or k.id in (select kept.id from kept_companies() as kept (id))
             )
             and (logo_sought_at is null or logo_sought_at < $1)
           order by logo_sought_at nulls first, strongest_score desc nulls last, id
           limit $2"#,
        now - Duration::days(AGAIN_AFTER_DAYS),
        AT_ONCE,
    )
    .fetch_all(scope.db())
    .await?)
}

/// Unless the workspace wants none any more, or the company has another domain by now.
async fn keep(kith: &Kith, workspace: Uuid, found: Vec<(Sought, Option<Prepared>)>) -> Result<()> {
    let now = kith.clock.now();
    let mut scope = Scope::open(&kith.pool, workspace, None, now).await?;
    if !wants_logos(&mut scope).await? {
        return Ok(());
    }
    for (_, logo) in &found {
        if let Some(logo) = logo {
            photos::keep(&mut scope, logo).await?;
        }
    }
    let ids: Vec<Uuid> = found.iter().map(|(company, _)| company.id).collect();
    let domains: Vec<String> = found
        .iter()
        .map(|(company, _)| company.domain.clone())
        .collect();
    let logos: Vec<Option<String>> = found
        .iter()
        .map(|(_, logo)| logo.as_ref().map(|logo| logo.hash.clone()))
        .collect();
    sqlx::query!(
        "update companies k set
           logo = coalesce(found.logo, k.logo),
           logo_sought_at = $4
         from unnest($1::uuid[], $2::text[], $3::text[]) as found (id, domain, logo)
         where k.id = found.id and k.domain = found.domain",
        &ids,
        &domains,
        &logos as &[Option<String>],
        now,
    )
    .execute(scope.db())
    .await?;
    scope.commit().await
}
