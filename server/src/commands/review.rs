//! `kith review`: comparing all contacts, and the pairs that wait for an answer.

use std::time::Duration;

use anyhow::{Result, anyhow, bail};
use app::{
    context::{Scope, Viewer},
    error::Error,
    review::{
        self, Scan,
        api::PairDetails,
        scan::{ScanReport, start_scan},
    },
    workspaces::Permission,
};
use serde_json::json;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::{
    account::{in_words, member},
    import::start_worker,
    print,
    score::only,
    with_kith,
};
use crate::{
    board::Board,
    cli::{Global, ReviewArguments, ReviewCommand},
    signals,
};

const GLANCE: Duration = Duration::from_millis(100);

pub async fn review(global: &Global, arguments: ReviewArguments) -> Result<()> {
    let account = arguments.acting.account()?;
    with_kith(global, async |kith, database| {
        let viewer = member(kith, account).await?;
        match arguments.command {
            ReviewCommand::Scan { dry_run } => {
                let stop = signals::stop_token()?;
                let working = stop.child_token();
                let id = begin(&viewer, dry_run).await?;
                let worker = start_worker(kith, database.is_own(), &working);
                let outcome = follow(global, &viewer, id, &stop).await;
                working.cancel();
                worker.await??;
                outcome
            }
            ReviewCommand::List { limit } => list(global, &viewer, limit).await,
            ReviewCommand::Merge { one, other } => merge(global, &viewer, (&one, &other)).await,
            ReviewCommand::Reject { one, other } => reject(global, &viewer, (&one, &other)).await,
        }
    })
    .await
}

async fn begin(viewer: &Viewer, dry_run: bool) -> Result<Uuid> {
    let mut scope = who_may_edit(viewer).await?;
    let id = start_scan(&mut scope, dry_run)
        .await
        .map_err(|error| match error {
            Error::Conflict => anyhow!("that is being done already; see /review in the browser"),
            other => in_words(&other),
        })?;
    scope.commit().await?;
    Ok(id)
}

async fn who_may_edit(viewer: &Viewer) -> Result<Scope> {
    let may = viewer.require(Permission::EditContacts);
    may.map_err(|error| in_words(&error))?;
    Ok(viewer.begin().await?)
}

async fn follow(
    global: &Global,
    viewer: &Viewer,
    id: Uuid,
    stop: &CancellationToken,
) -> Result<()> {
    let mut board = Board::on_stderr();
    loop {
        let scan = review::scan::scan(&mut viewer.begin().await?, id).await?;
        if !scan.is_under_way() {
            board.erase()?;
            return tell(global, scan);
        }
        let text = match scan.total {
            0 => scan.words(),
            total => format!("{}: {} of {total}", scan.words(), scan.done),
        };
        board.show(0, &scan.stage, &text)?;
        tokio::select! {
            () = tokio::time::sleep(GLANCE) => {}
            () = stop.cancelled() => {
                board.erase()?;
                bail!("interrupted. It goes on wherever kith serve or kith work runs");
            }
        }
    }
}

fn tell(global: &Global, scan: Scan) -> Result<()> {
    let (words, is_done) = (scan.words(), scan.state == "done");
    print(global, &ScanReport::from(scan), &words);
    if is_done {
        Ok(())
    } else {
        bail!("not all contacts were compared")
    }
}

async fn list(global: &Global, viewer: &Viewer, limit: i64) -> Result<()> {
    let mut pairs = review::open(&mut viewer.begin().await?, 0, limit).await?;
    pairs.truncate(usize::try_from(limit)?);
    let lines: Vec<String> = pairs
        .iter()
        .map(|pair| {
            let percent = (f64::from(pair.probability) * 100.0).floor().min(99.0);
            let why = pair.sentences().join("; ");
            format!(
                "{percent:.0} %  {} ({}), {} ({})\n      {why}",
                pair.one_name, pair.one, pair.other_name, pair.other
            )
        })
        .collect();
    let words = match lines.is_empty() {
        true => "Nobody is here twice, as far as Kith can see.".to_owned(),
        false => lines.join("\n"),
    };
    let pairs: Vec<PairDetails> = pairs.into_iter().map(PairDetails::from).collect();
    print(global, &pairs, &words);
    Ok(())
}

/// Both names, as they are called.
async fn both(scope: &mut Scope, (one, other): (&str, &str)) -> Result<[(Uuid, String); 2]> {
    let (one, other) = (only(scope, one).await?, only(scope, other).await?);
    Ok([(one.id, one.name), (other.id, other.name)])
}

async fn merge(global: &Global, viewer: &Viewer, named: (&str, &str)) -> Result<()> {
    let mut scope = who_may_edit(viewer).await?;
    let [(one, first), (other, second)] = both(&mut scope, named).await?;
    let (kept, joined) = review::merge_pair(&mut scope, one, other)
        .await
        .map_err(refused)?;
    scope.commit().await?;
    let words = format!("{first} and {second} are one contact now.");
    print(global, &json!({ "kept": kept, "joined": joined }), &words);
    Ok(())
}

async fn reject(global: &Global, viewer: &Viewer, named: (&str, &str)) -> Result<()> {
    let mut scope = who_may_edit(viewer).await?;
    let [(one, first), (other, second)] = both(&mut scope, named).await?;
    review::reject_pair(&mut scope, one, other)
        .await
        .map_err(refused)?;
    scope.commit().await?;
    let words = format!("{first} and {second} stay two. Kith does not ask again.");
    print(
        global,
        &json!({ "one": one, "other": other, "rejected": true }),
        &words,
    );
    Ok(())
}

fn refused(error: Error) -> anyhow::Error {
    match error {
        Error::NotFound => anyhow!("these two do not wait for an answer; see kith review list"),
        Error::Conflict => anyhow!("that was decided already"),
        other => in_words(&other),
    }
}
