//! A scan from reading to joining. What was joined stays joined: a run that begins again
//! finds the rest.

use std::{sync::Arc, time::Duration};

use matching::{Pairs, Watch, match_watched};
use serde_json::json;
use tokio::task::spawn_blocking;
use uuid::Uuid;

use super::{
    Scan,
    store::{self, Findings, Step},
};
use crate::{
    context::{Kith, Scope, Turn},
    error::{Error, Result, internal},
    identity::About,
    jobs::Stop,
    review::{
        LEAST,
        apart::said,
        arrivals::{forget, marks},
        companies::{Alike, find_alike, try_alike},
        crowd::Crowd,
        join::{AT_ONCE, join_people},
        known::known,
        policy::join_from,
        verdict::{Person, Verdict},
        waiting,
    },
};

/// How often a scan says how far it is.
const GLANCE: Duration = Duration::from_millis(500);
/// So many people are named in the report of a dry run.
const NAMED: usize = 50;

/// Kith's own scan: begins one, or goes on with the one it was kept from finishing. Where a
/// member's is under way, that one does it.
pub async fn find_doubles(kith: &Kith, workspace: Uuid, stop: &Stop) -> Result<()> {
    let mut scope = Scope::open(&kith.pool, workspace, None, kith.clock.now()).await?;
    let id = match store::left_over(&mut scope).await? {
        Some(id) => id,
        None => match store::add(&mut scope, false).await {
            Err(Error::Conflict) => return Ok(()),
            added => added?,
        },
    };
    scope.commit().await?;
    run_scan(kith, workspace, id, stop).await
}

pub async fn run_scan(kith: &Kith, workspace: Uuid, id: Uuid, stop: &Stop) -> Result<()> {
    let job = Job {
        kith,
        workspace,
        id,
        stop,
    };
    let mut scope = job.open().await?;
    let begun = store::begin(&mut scope, id).await?;
    scope.commit().await?;
    match begun {
        Some(scan) => job.run(&scan).await,
        None => Ok(()),
    }
}

/// Says that the last attempt failed.
pub async fn give_up(kith: &Kith, workspace: Uuid, id: Uuid) -> Result<()> {
    let mut scope = Scope::open(&kith.pool, workspace, None, kith.clock.now()).await?;
    store::end(&mut scope, id, "failed").await?;
    scope.commit().await
}

struct Job<'a> {
    kith: &'a Kith,
    workspace: Uuid,
    id: Uuid,
    stop: &'a Stop,
}

impl Job<'_> {
    async fn open(&self) -> Result<Scope> {
        Scope::open(&self.kith.pool, self.workspace, None, self.kith.clock.now()).await
    }

    async fn run(&self, scan: &Scan) -> Result<()> {
        let mut scope = self.open().await?;
        let waiting = marks(&mut scope).await?;
        let from = join_from(&mut scope).await?;
        let people_said = said(&mut scope, About::Contacts).await?;
        let everybody = known(&mut scope, None).await?;
        scope.commit().await?;
        let crowd = Arc::new(Crowd::of(everybody)?);
        let Some(found) = self.compare(&crowd).await? else {
            return self.ended();
        };
        let judged = spawn_blocking(move || crowd.judge(&found, from, &people_said));
        let verdict = judged.await.map_err(internal)?;
        let mut scope = self.open().await?;
        store::tell(&mut scope, self.id, &findings(&verdict, scan.is_dry_run)).await?;
        if scan.is_dry_run {
            let alike = try_alike(&mut scope).await?;
            store::tell_of_companies(&mut scope, self.id, &of_companies(alike, NAMED)).await?;
            store::end(&mut scope, self.id, "done").await?;
            return scope.commit().await;
        }
        scope.alone(Turn::People).await?;
        waiting::replace(&mut scope, About::Contacts, None, &verdict.review).await?;
        scope.commit().await?;
        if !self.join(&verdict).await? {
            return self.ended();
        }
        let alike = find_alike(self.kith, self.workspace, self.stop).await?;
        let mut scope = self.open().await?;
        store::tell_of_companies(&mut scope, self.id, &of_companies(alike, 0)).await?;
        forget(&mut scope, &waiting).await?;
        store::end(&mut scope, self.id, "done").await?;
        scope.commit().await
    }

    /// None where it was ended.
    async fn compare(&self, crowd: &Arc<Crowd>) -> Result<Option<Pairs>> {
        let watch = Arc::new(Watch::default());
        let (table, looking) = (crowd.clone(), watch.clone());
        let mut work = spawn_blocking(move || match_watched(&table.table, LEAST, &looking));
        let total = count(crowd.table.len());
        loop {
            if !self
                .went_on(("comparing", count(watch.done()), total))
                .await?
            {
                watch.stop();
            }
            tokio::select! {
                found = &mut work => return found.map_err(internal),
                () = tokio::time::sleep(GLANCE) => {}
            }
        }
    }

    /// Whether it may go on.
    async fn went_on(&self, (stage, done, total): (&'static str, i32, i32)) -> Result<bool> {
        let step = Step {
            stage,
            done,
            total,
            joined: 0,
        };
        let mut scope = self.open().await?;
        let goes_on = store::advance(&mut scope, self.id, &step).await?;
        scope.commit().await?;
        Ok(goes_on && !self.stop.is_cancelled())
    }

    /// Whether all were joined, and nobody ended it.
    async fn join(&self, verdict: &Verdict) -> Result<bool> {
        let (mut done, total) = (0, count(verdict.join.len()));
        for people in verdict.join.chunks(AT_ONCE) {
            if !self.went_on(("joining", done, total)).await? {
                return Ok(false);
            }
            let mut scope = self.open().await?;
            scope.alone(Turn::People).await?;
            let joined = join_people(&mut scope, people).await?;
            done += count(people.len());
            let step = Step {
                stage: "joining",
                done,
                total,
                joined,
            };
            store::advance(&mut scope, self.id, &step).await?;
            scope.commit().await?;
        }
        Ok(true)
    }

    /// A worker that stops hands the order back; who cancelled is done.
    fn ended(&self) -> Result<()> {
        if self.stop.is_cancelled() {
            Err(internal("the worker stops"))
        } else {
            Ok(())
        }
    }
}

fn findings(verdict: &Verdict, is_dry_run: bool) -> Findings {
    let joined = verdict.join.iter().map(|person| person.joined.len());
    let named = if is_dry_run { NAMED } else { 0 };
    let people = verdict.join.iter().take(named);
    Findings {
        to_join: count(joined.sum::<usize>()),
        to_review: count(verdict.review.len()),
        joined: 0,
        found: json!(people.map(Person::members).collect::<Vec<_>>()),
    }
}

/// With the groups of which at most so many are named.
fn of_companies(mut alike: Alike, named: usize) -> Findings {
    alike.groups.truncate(named);
    Findings {
        to_join: count(alike.to_join),
        to_review: count(alike.to_review),
        joined: count(alike.joined),
        found: json!(alike.groups),
    }
}

fn count(number: impl TryInto<i32>) -> i32 {
    number.try_into().unwrap_or(i32::MAX)
}
