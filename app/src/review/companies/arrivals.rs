//! Companies that are new, or of which something else is known: compared with all others when
//! contacts are. The table marks them; the number of the mark rises with each change, so that
//! nothing said meanwhile is passed over.

use tokio::task::spawn_blocking;
use uuid::Uuid;

use super::{
    RULES,
    decide::join,
    find::{judge, read},
};
use crate::{
    companies,
    context::{Kith, Scope, Turn},
    error::{Error, Result, internal},
    identity::{About, Grounds},
    jobs::Stop,
    review::{
        apart::said,
        join::{AT_ONCE, is_free},
        policy::join_from,
        verdict::Person,
        waiting,
    },
};

struct Mark {
    id: Uuid,
    mark: i64,
}

/// Compares all companies with all, if any of them changed.
pub(in crate::review) async fn match_companies(
    kith: &Kith,
    workspace: Uuid,
    stop: &Stop,
) -> Result<()> {
    let mut scope = Scope::open(&kith.pool, workspace, None, kith.clock.now()).await?;
    let is_any = !changed(&mut scope).await?.is_empty();
    scope.commit().await?;
    match is_any {
        true => find_alike(kith, workspace, stop).await,
        false => Ok(()),
    }
}

/// Compares all companies with all: joins the certain ones, and puts the doubtful into the
/// queue. What nobody decided and is not found any more goes; what a person rejected, or put
/// one below the other, stays two.
pub async fn find_alike(kith: &Kith, workspace: Uuid, stop: &Stop) -> Result<()> {
    let open = async || Scope::open(&kith.pool, workspace, None, kith.clock.now()).await;
    let mut scope = open().await?;
    let compared = changed(&mut scope).await?;
    let from = join_from(&mut scope).await?;
    let people_said = said(&mut scope, About::Companies).await?;
    let rows = read(&mut scope).await?;
    scope.commit().await?;
    let verdict = spawn_blocking(move || judge(&rows, from, &people_said));
    let verdict = verdict.await.map_err(internal)?;
    let mut scope = open().await?;
    scope.alone(Turn::People).await?;
    waiting::replace(&mut scope, About::Companies, None, &verdict.review).await?;
    scope.commit().await?;
    for some in verdict.join.chunks(AT_ONCE) {
        if stop.is_cancelled() {
            return Err(internal("the worker stops"));
        }
        let mut scope = open().await?;
        scope.alone(Turn::People).await?;
        join_certain(&mut scope, some).await?;
        scope.commit().await?;
    }
    let mut scope = open().await?;
    forget(&mut scope, &compared).await?;
    scope.commit().await
}

async fn join_certain(scope: &mut Scope, certain: &[Person]) -> Result<()> {
    let people_said = said(scope, About::Companies).await?;
    for one in certain.iter().filter(|one| is_free(one, &people_said)) {
        let mut kept = one.kept;
        for (id, pair) in &one.joined {
            let grounds = Grounds {
                evidence: pair.evidence.clone(),
                probability: Some(pair.probability as f32),
                rule: RULES.to_owned(),
            };
            match join_two(scope, kept, *id, &grounds).await {
                Ok(standing) => kept = standing,
                // One of them was deleted, or joined to another, meanwhile.
                Err(Error::NotFound) => {}
                Err(error) => return Err(error),
            }
        }
        waiting::close(scope, About::Companies, &one.members()).await?;
    }
    Ok(())
}

async fn join_two(scope: &mut Scope, one: Uuid, other: Uuid, grounds: &Grounds) -> Result<Uuid> {
    let (one, other) = (
        companies::find(scope, one).await?,
        companies::find(scope, other).await?,
    );
    Ok(join(scope, &one, &other, grounds).await?.0)
}

async fn changed(scope: &mut Scope) -> Result<Vec<Mark>> {
    Ok(sqlx::query_as!(
        Mark,
        "select id, mark
         from companies
         where workspace_id = acting_workspace() and mark <> compared_mark",
    )
    .fetch_all(scope.db())
    .await?)
}

/// What changed again since it was read waits on.
async fn forget(scope: &mut Scope, compared: &[Mark]) -> Result<()> {
    let ids: Vec<Uuid> = compared.iter().map(|one| one.id).collect();
    let marks: Vec<i64> = compared.iter().map(|one| one.mark).collect();
    sqlx::query!(
        "update companies k set compared_mark = seen.mark
         from unnest($1::uuid[], $2::bigint[]) as seen (id, mark)
         where k.id = seen.id",
        &ids,
        &marks,
    )
    .execute(scope.db())
    .await?;
    Ok(())
}
