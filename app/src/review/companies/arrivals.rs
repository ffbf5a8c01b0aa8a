//! Companies that are new, or of which something else is known: compared with others when
//! contacts are; a few of them with those alone that may be the same, which an index finds, and
//! many, all with all. The table marks them; the number of the mark rises with each change, so that
//! nothing said meanwhile is passed over.

use std::collections::HashSet;

use tokio::task::spawn_blocking;
use uuid::Uuid;

use super::{
    RULES,
    decide::join,
    find::{Row, judge, judge_found, read, read_some},
    keys::keep,
    nearby::nearby,
};
use crate::{
    companies,
    context::{Kith, Scope, Turn},
    error::{Error, Result, internal},
    identity::{About, Grounds},
    jobs::Stop,
    review::{
        apart::{Said, said},
        join::{AT_ONCE, is_free},
        policy::join_from,
        verdict::{Person, Verdict},
        waiting,
    },
};

struct Mark {
    id: Uuid,
    mark: i64,
}

/// More than these are found sooner by comparing all with all.
const FEW: usize = 1_000;

/// Compares the companies that changed with all others.
pub async fn match_companies(kith: &Kith, workspace: Uuid, stop: &Stop) -> Result<()> {
    let mut scope = Scope::open(&kith.pool, workspace, None, kith.clock.now()).await?;
    let compared = changed(&mut scope).await?;
    if compared.is_empty() {
        return scope.commit().await;
    }
    if compared.len() > FEW {
        scope.commit().await?;
        return find_alike(kith, workspace, stop).await.map(drop);
    }
    let from = join_from(&mut scope).await?;
    let people_said = said(&mut scope, About::Companies).await?;
    let ids: Vec<Uuid> = compared.iter().map(|one| one.id).collect();
    let rows = read_some(&mut scope, &ids).await?;
    keep(&mut scope, &ids, &rows).await?;
    let found = nearby(&mut scope, rows).await?;
    scope.commit().await?;
    let verdict = judge_found(found, from, &people_said);
    let matching = Matching {
        kith,
        workspace,
        stop,
    };
    let joined = matching.finish(Some(&ids), &verdict, &compared).await;
    joined.map(drop)
}

/// Compares all companies with all, whatever changed: joins the certain ones, and puts the
/// doubtful into the queue. What nobody decided and is not found any more goes; what a person
/// rejected, or put one below the other, stays two. Returns what it found.
pub async fn find_alike(kith: &Kith, workspace: Uuid, stop: &Stop) -> Result<Alike> {
    let mut scope = Scope::open(&kith.pool, workspace, None, kith.clock.now()).await?;
    let compared = changed(&mut scope).await?;
    let rows = read(&mut scope).await?;
    let ids: Vec<Uuid> = compared.iter().map(|one| one.id).collect();
    let of_changed = rows_of(&rows, &ids);
    keep(&mut scope, &ids, &of_changed).await?;
    let terms = terms(&mut scope).await?;
    scope.commit().await?;
    let verdict = judge_all(rows, terms).await?;
    let matching = Matching {
        kith,
        workspace,
        stop,
    };
    let joined = matching.finish(None, &verdict, &compared).await?;
    Ok(Alike {
        joined,
        ..Alike::of(&verdict)
    })
}

/// What comparing all companies with all would do; changes nothing.
pub async fn try_alike(scope: &mut Scope) -> Result<Alike> {
    let (rows, terms) = (read(scope).await?, terms(scope).await?);
    Ok(Alike::of(&judge_all(rows, terms).await?))
}

/// From which probability on nobody is asked, and what people said.
type Terms = (Option<f64>, Said);

async fn terms(scope: &mut Scope) -> Result<Terms> {
    Ok((
        join_from(scope).await?,
        said(scope, About::Companies).await?,
    ))
}

async fn judge_all(rows: Vec<Row>, (from, people_said): Terms) -> Result<Verdict> {
    let verdict = spawn_blocking(move || judge(&rows, from, &people_said));
    verdict.await.map_err(internal)
}

/// What was found by comparing all companies with all.
#[derive(Clone, Debug, Default)]
pub struct Alike {
    /// Companies that are to become part of another one.
    pub to_join: usize,
    /// Pairs that a person should look at.
    pub to_review: usize,
    /// Which would be one, the surest first.
    pub groups: Vec<Vec<Uuid>>,
    /// Companies that became part of another one.
    pub joined: usize,
}

impl Alike {
    fn of(verdict: &Verdict) -> Self {
        Self {
            to_join: verdict.join.iter().map(|one| one.joined.len()).sum(),
            to_review: verdict.review.len(),
            groups: verdict.join.iter().map(Person::members).collect(),
            joined: 0,
        }
    }
}

fn rows_of(rows: &[Row], ids: &[Uuid]) -> Vec<Row> {
    let ids: HashSet<&Uuid> = ids.iter().collect();
    let rows = rows.iter().filter(|row| ids.contains(&row.id));
    rows.cloned().collect()
}

struct Matching<'a> {
    kith: &'a Kith,
    workspace: Uuid,
    stop: &'a Stop,
}

impl Matching<'_> {
    async fn open(&self) -> Result<Scope> {
        Scope::open(&self.kith.pool, self.workspace, None, self.kith.clock.now()).await
    }

    /// What was found of these companies, or of all, takes the place of what waited; returns how
    /// many became part of another one.
    async fn finish(
        &self,
        of: Option<&[Uuid]>,
        verdict: &Verdict,
        compared: &[Mark],
    ) -> Result<usize> {
        let mut scope = self.open().await?;
        scope.alone(Turn::People).await?;
        waiting::replace(&mut scope, About::Companies, of, &verdict.review).await?;
        scope.commit().await?;
        let mut joined = 0;
        for some in verdict.join.chunks(AT_ONCE) {
            if self.stop.is_cancelled() {
                return Err(internal("the worker stops"));
            }
            let mut scope = self.open().await?;
            scope.alone(Turn::People).await?;
            joined += join_certain(&mut scope, some).await?;
            scope.commit().await?;
        }
        let mut scope = self.open().await?;
        forget(&mut scope, compared).await?;
        scope.commit().await?;
        Ok(joined)
    }
}

async fn join_certain(scope: &mut Scope, certain: &[Person]) -> Result<usize> {
    let mut count = 0;
    let people_said = said(scope, About::Companies).await?;
    for one in certain.iter().filter(|one| is_free(one, &people_said)) {
        let mut kept = one.kept;
        for (id, pair) in &one.joined {
            let grounds = Grounds {
                evidence: pair.evidence.clone(),
                probability: Some(pair.probability as f32),
                rule: RULES.to_owned(),
            };
            match join_two(scope, kept, *id, grounds).await {
                Ok(standing) => {
                    kept = standing;
                    count += 1;
                }
                // One of them was deleted, or joined to another, meanwhile.
                Err(Error::NotFound) => {}
                Err(error) => return Err(error),
            }
        }
        waiting::close(scope, About::Companies, &one.members()).await?;
    }
    Ok(count)
}

async fn join_two(scope: &mut Scope, one: Uuid, other: Uuid, grounds: Grounds) -> Result<Uuid> {
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
