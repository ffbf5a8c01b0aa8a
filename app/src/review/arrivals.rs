//! Contacts that are new, or of which something else is said: compared with all others in
//! the background, once nothing is imported any more. Whoever derives a contact leaves a
//! mark; what it is compared by is remembered, so that a new title costs nothing.

mod marks;

use matching::match_some;
use tokio::task::spawn_blocking;
use uuid::Uuid;

use self::marks::Mark;
pub(super) use self::marks::{forget, marks};
use super::{
    LEAST,
    apart::said,
    companies::match_companies,
    crowd::Crowd,
    join::{AT_ONCE, join_people},
    known::known,
    policy::join_from,
    verdict::Verdict,
    waiting,
};
use crate::{
    context::{Kith, Scope, Turn},
    error::{Error, Result, internal},
    identity::About,
    jobs::{Order, QUEUE, Stop, enqueue},
};

/// These are to be compared with all others.
pub async fn note_arrivals(scope: &mut Scope, contacts: &[Uuid]) -> Result<()> {
    marks::leave(scope, contacts).await?;
    order_matching(scope).await
}

/// As [`note_arrivals`], of contacts that were made in this transaction.
pub async fn note_newcomers(scope: &mut Scope, contacts: &[Uuid]) -> Result<()> {
    marks::leave_new(scope, contacts).await?;
    order_matching(scope).await
}

/// This one was away while others came: compared again, though nothing else is said of it.
pub async fn note_return(scope: &mut Scope, contact: Uuid) -> Result<()> {
    marks::drop_digest(scope, contact).await?;
    note_arrivals(scope, &[contact]).await
}

/// Orders the comparison, unless it waits in the queue already, or an import runs or is taken back,
/// which orders it at its end. An order that waits is held until this transaction is done, so that it
/// sees what was noted here.
pub async fn order_matching(scope: &mut Scope) -> Result<()> {
    let workspace = scope.workspace;
    let order = Order::MatchArrivals { workspace };
    let waits = sqlx::query_scalar!(
        r#"select true as "waits!"
           from apalis.jobs
           where job_type = $1
             and status = 'Pending'
             and convert_from(job, 'UTF8')::jsonb = $2
           limit 1
           for update skip locked"#,
        QUEUE,
        serde_json::to_value(&order)?,
    )
    .fetch_optional(scope.db())
    .await?;
    if waits.is_none() && !marks::is_importing(scope).await? {
        enqueue(scope.db(), &order, None).await?;
    }
    Ok(())
}

/// An import stopped before its end: those who waited for it, or came by it, are compared now.
pub async fn resume_matching(scope: &mut Scope) -> Result<()> {
    if marks::is_any(scope).await? {
        order_matching(scope).await?;
    }
    Ok(())
}

/// Compares those who wait for it with all, joins the certain ones, and puts the doubtful
/// ones into the queue. Who was not come to waits on. Companies first: people are compared by
/// them.
pub async fn match_arrivals(kith: &Kith, workspace: Uuid, stop: &Stop) -> Result<()> {
    let mut scope = Scope::open(&kith.pool, workspace, None, kith.clock.now()).await?;
    let is_importing = marks::is_importing(&mut scope).await?;
    scope.commit().await?;
    if is_importing {
        return Ok(());
    }
    match_companies(kith, workspace, stop).await?;
    match_people(kith, workspace, stop).await
}

async fn match_people(kith: &Kith, workspace: Uuid, stop: &Stop) -> Result<()> {
    let open = async || Scope::open(&kith.pool, workspace, None, kith.clock.now()).await;
    let Some((compared, verdict)) = compare(open().await?).await? else {
        return Ok(());
    };
    let contacts: Vec<Uuid> = compared.iter().map(|mark| mark.contact).collect();
    let mut scope = open().await?;
    scope.alone(Turn::People).await?;
    let people = About::Contacts;
    waiting::replace(&mut scope, people, Some(&contacts), &verdict.review).await?;
    scope.commit().await?;
    for people in verdict.join.chunks(AT_ONCE) {
        if stop.is_cancelled() {
            return Err(internal("the worker stops"));
        }
        let mut scope = open().await?;
        scope.alone(Turn::People).await?;
        if marks::is_importing(&mut scope).await? {
            return Ok(());
        }
        join_people(&mut scope, people).await?;
        scope.commit().await?;
    }
    let mut scope = open().await?;
    forget(&mut scope, &compared).await?;
    scope.commit().await
}

/// Those of whom something else is known than before, and what is to be done about them.
async fn compare(mut scope: Scope) -> Result<Option<(Vec<Mark>, Verdict)>> {
    if marks::is_importing(&mut scope).await? {
        return Ok(None);
    }
    let all = marks(&mut scope).await?;
    let (changed, unchanged): (Vec<Mark>, Vec<Mark>) =
        all.into_iter().partition(|mark| mark.is_changed);
    forget(&mut scope, &unchanged).await?;
    if changed.is_empty() {
        scope.commit().await?;
        return Ok(None);
    }
    let from = join_from(&mut scope).await?;
    let people_said = said(&mut scope, About::Contacts).await?;
    let everybody = known(&mut scope, None).await?;
    scope.commit().await?;
    let contacts: Vec<Uuid> = changed.iter().map(|mark| mark.contact).collect();
    let verdict = spawn_blocking(move || {
        let crowd = Crowd::of(everybody)?;
        let found = match_some(&crowd.table, &crowd.places(&contacts), LEAST);
        Ok::<_, Error>(crowd.judge(&found, from, &people_said))
    });
    Ok(Some((changed, verdict.await??)))
}
