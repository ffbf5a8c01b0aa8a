//! Work that failed for good: who is told, once, in which words, and what they can do.

use uuid::Uuid;

use super::{
    news::tell_who_looks_after,
    tell::{News, Whom, tell},
    types::Kind,
};
use crate::{
    context::{Kith, Scope},
    error::Result,
    jobs::{Order, failing, schedule},
    routes::paths,
};

/// What failed, what can be done about it, and where.
struct Words {
    title: String,
    detail: String,
    link: String,
}

/// Once: of what somebody asked for, whoever did; of other work its owners until it succeeds
/// again, and of what concerns the installation its operator.
pub async fn tell_of_failure(kith: &Kith, order: &Order) -> Result<()> {
    let Some(key) = key(kith, order).await? else {
        return Ok(());
    };
    let problem = schedule::problem(kith, order).await?;
    let words = words(order, problem);
    let news = News {
        kind: match order {
            Order::BackUp => Kind::Backups,
            _ => Kind::Failures,
        },
        key: format!("failure:{}:{key}", order.name()),
        title: words.title,
        detail: words.detail,
        link: words.link,
    };
    match (order.workspace(), order.asked()) {
        (Some(workspace), Some((id, _))) => tell_who_asked(kith, workspace, id, &news).await,
        (workspace, _) => tell_who_looks_after(kith, workspace, &news).await,
    }
}

/// What is asked for is one thing at each try of a person; other work is one until it succeeds.
async fn key(kith: &Kith, order: &Order) -> Result<Option<String>> {
    if let Some((id, attempt)) = order.asked() {
        return Ok(Some(format!("{id}:{attempt}")));
    }
    let since = failing::since(kith, order).await?;
    Ok(since.map(|since| since.timestamp().to_string()))
}

async fn tell_who_asked(kith: &Kith, workspace: Uuid, id: Uuid, news: &News) -> Result<()> {
    let mut scope = Scope::open(&kith.pool, workspace, None, kith.clock.now()).await?;
    let whom = who_asked(&mut scope, id)
        .await?
        .map_or(Whom::Owners, Whom::One);
    tell(&mut scope, kith, whom, news).await?;
    scope.commit().await
}

/// None where nobody did, or who did works here no more.
async fn who_asked(scope: &mut Scope, id: Uuid) -> Result<Option<Uuid>> {
    Ok(sqlx::query_scalar!(
        "select user_id
         from memberships
         where workspace_id = acting_workspace()
           and role <> 'viewer'
           and user_id = coalesce(
             (select b.user_id from bulk_changes b where b.id = $1),
             (select s.user_id from contact_scans s where s.id = $1),
             (select r.user_id from taxonomy_readings r where r.id = $1),
             (select t.user_id from transfers t where t.id = $1)
           )",
        id,
    )
    .fetch_optional(scope.db())
    .await?)
}

fn words(order: &Order, problem: Option<String>) -> Words {
    let said = |title: &str, detail: &str, link: String| Words {
        title: title.to_owned(),
        detail: detail.to_owned(),
        link,
    };
    match order {
        Order::ChangeMany { change, .. } => said(
            "A change of many contacts stopped",
            "What was done until then stands. Open the change and press “Try those again”, or undo it.",
            paths::bulk_change(*change),
        ),
        Order::UndoBulkChange { change, .. } => said(
            "The undoing of a change of many contacts stopped",
            "Some contacts are as they were before, others are not yet. Open the change and press “Undo all of it” again.",
            paths::bulk_change(*change),
        ),
        Order::ScanContacts { .. } => said(
            "Comparing all contacts stopped",
            "What was joined stays joined. Open Review and press “Compare all contacts now”.",
            paths::review().to_owned(),
        ),
        Order::DiscoverTags { .. } => said(
            "The search for tags stopped",
            "Nothing is proposed by it. Open Tags and press “Find tags” again.",
            paths::taxonomy().to_owned(),
        ),
        Order::ClassifyContacts { .. } => said(
            "The language model stopped reading contacts",
            "What it read is kept. Open Tags: it says what ended it, and lets you start it again.",
            paths::taxonomy().to_owned(),
        ),
        Order::TransferWorkspace { .. } => said(
            "An export or a load of the workspace failed",
            "Nothing was loaded halfway. Open Whole workspace: it says what is wrong where that is known; then order it again.",
            paths::transfers().to_owned(),
        ),
        Order::MatchArrivals { .. } => said(
            "New contacts could not be compared",
            "They stand in your lists, and may stand there twice. Open Jobs and press “Retry”; the next night compares everybody again.",
            paths::jobs().to_owned(),
        ),
        Order::ResolveContacts { .. } => said(
            "Contacts could not be made by the new rule",
            "The rule is kept, and some whom it takes in are missing yet. Open Jobs and press “Retry”.",
            paths::jobs().to_owned(),
        ),
        Order::CorrectOwnAddresses { .. } => said(
            "Mail could not be turned by your own addresses",
            "The addresses are kept, and some mail still counts as written by others. Open Jobs and press “Retry”.",
            paths::jobs().to_owned(),
        ),
        Order::BackUp => Words {
            title: "The backup failed".to_owned(),
            detail: problem.unwrap_or_else(|| schedule::ADVICE.to_owned()),
            link: paths::schedule().to_owned(),
        },
        _ if schedule::Scheduled::named(order.name()).is_some() => Words {
            title: format!("Background work failed: {}", schedule::title(order.name())),
            detail: problem.unwrap_or_else(|| schedule::ADVICE.to_owned()),
            link: paths::schedule().to_owned(),
        },
        _ => said(
            "Background work failed",
            "Open Jobs and press “Retry”. If it fails again, tell whoever looks after Kith.",
            paths::jobs().to_owned(),
        ),
    }
}
