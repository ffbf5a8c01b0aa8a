//! `kith review`: comparing all contacts, and the pairs that wait for an answer.

mod many;
mod possible;

pub(super) use possible::possible;

use std::time::Duration;

use anyhow::{Result, anyhow, bail};
use app::{
    companies,
    context::{Scope, Viewer},
    error::Error,
    identity::About,
    merging::Choices,
    review::{
        self, Pair, Scan,
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
    cli::{Couple, Global, ReviewArguments, ReviewCommand},
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
            ReviewCommand::List { companies, limit } => {
                list(global, &viewer, about(companies), limit).await
            }
            ReviewCommand::Merge {
                couple,
                keep,
                choose,
            } => {
                let survive = Survive {
                    keep: keep.as_deref(),
                    choose: &choose,
                };
                answer(global, &viewer, &couple, Answer::Merge(survive)).await
            }
            ReviewCommand::Reject(couple) => answer(global, &viewer, &couple, Answer::Reject).await,
            ReviewCommand::Skip(couple) => answer(global, &viewer, &couple, Answer::Skip).await,
            ReviewCommand::Unskip(couple) => answer(global, &viewer, &couple, Answer::Unskip).await,
            ReviewCommand::Reopen(couple) => answer(global, &viewer, &couple, Answer::Reopen).await,
            ReviewCommand::Count => many::count(global, &viewer).await,
            ReviewCommand::Groups { companies, limit } => {
                many::groups(global, &viewer, about(companies), limit).await
            }
            ReviewCommand::MergeAbove {
                percent,
                companies,
                preview,
            } => many::merge_above(global, &viewer, about(companies), percent, preview).await,
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

fn about(is_of_companies: bool) -> About {
    if is_of_companies {
        About::Companies
    } else {
        About::Contacts
    }
}

async fn list(global: &Global, viewer: &Viewer, about: About, limit: i64) -> Result<()> {
    let mut pairs = review::open(&mut viewer.begin().await?, about, 0, limit).await?;
    pairs.truncate(usize::try_from(limit)?);
    let lines: Vec<String> = pairs.iter().map(line).collect();
    let words = match (lines.is_empty(), about) {
        (true, About::Contacts) => "Nobody is here twice, as far as Kith can see.".to_owned(),
        (true, About::Companies) => "No company is here twice, as far as Kith can see.".to_owned(),
        (false, _) => lines.join("\n"),
    };
    let pairs: Vec<PairDetails> = pairs.into_iter().map(PairDetails::from).collect();
    print(global, &pairs, &words);
    Ok(())
}

fn line(pair: &Pair) -> String {
    let percent = (f64::from(pair.probability) * 100.0).floor().min(99.0);
    let why = pair.sentences().join("; ");
    let later = pair.skipped_at.map_or("", |_| "  (left for later)");
    format!(
        "{percent:.0} %  {} ({}), {} ({}){later}\n      {why}",
        pair.one_name, pair.one, pair.other_name, pair.other
    )
}

/// Who is kept, and which values survive, where that was said.
#[derive(Clone, Copy)]
struct Survive<'a> {
    keep: Option<&'a str>,
    choose: &'a [String],
}

#[derive(Clone, Copy)]
enum Answer<'a> {
    Merge(Survive<'a>),
    Reject,
    Skip,
    Unskip,
    Reopen,
}

async fn answer(global: &Global, viewer: &Viewer, couple: &Couple, said: Answer<'_>) -> Result<()> {
    let about = about(couple.companies);
    let mut scope = who_may_edit(viewer).await?;
    let (one, first) = named(&mut scope, about, &couple.one).await?;
    let (other, second) = named(&mut scope, about, &couple.other).await?;
    let given = match said {
        Answer::Merge(survive) if survive.is_unsaid() => {
            review::merge_pair(&mut scope, about, one, other)
                .await
                .map(|(kept, joined)| json!({ "kept": kept, "joined": joined }))
        }
        Answer::Merge(survive) => {
            let (keep, choices) = survive.read(&mut scope, about).await?;
            review::merge_group(&mut scope, about, keep, &[one, other], choices)
                .await
                .map(|done| json!({ "kept": done.kept, "joined": done.joined.first() }))
        }
        Answer::Reject => review::reject_pair(&mut scope, about, one, other)
            .await
            .map(|()| json!({ "one": one, "other": other, "rejected": true })),
        Answer::Skip => review::skip_pair(&mut scope, about, one, other)
            .await
            .map(|()| json!({ "one": one, "other": other, "skipped": true })),
        Answer::Unskip => review::unskip_pair(&mut scope, about, one, other)
            .await
            .map(|()| json!({ "one": one, "other": other, "skipped": false })),
        Answer::Reopen => review::reopen_pair(&mut scope, about, one, other)
            .await
            .map(|()| json!({ "one": one, "other": other, "reopened": true })),
    };
    let given = given.map_err(refused)?;
    scope.commit().await?;
    let words = match (said, about) {
        (Answer::Merge(_), About::Contacts) => "are one contact now.",
        (Answer::Merge(_), About::Companies) => "are one company now.",
        (Answer::Reject, _) => "stay two. Kith does not ask again.",
        (Answer::Skip, _) => "wait at the end of the queue.",
        (Answer::Unskip, _) => "wait at their old place again.",
        (Answer::Reopen, _) => "wait for an answer again.",
    };
    print(global, &given, &format!("{first} and {second} {words}"));
    Ok(())
}

impl Survive<'_> {
    fn is_unsaid(&self) -> bool {
        self.keep.is_none() && self.choose.is_empty()
    }

    async fn read(&self, scope: &mut Scope, about: About) -> Result<(Option<Uuid>, Choices)> {
        let keep = match self.keep {
            Some(text) => Some(named(scope, about, text).await?.0),
            None => None,
        };
        Ok((keep, choices(scope, about, self.choose).await?))
    }
}

/// Which values survive, each as `title=robert@home.example`.
pub(super) async fn choices(scope: &mut Scope, about: About, said: &[String]) -> Result<Choices> {
    let mut choices = Choices::new();
    for text in said {
        let Some((field, whose)) = text.split_once('=') else {
            bail!("say a value that survives as FIELD=ONE, not {text}");
        };
        choices.insert(field.to_owned(), named(scope, about, whose).await?.0);
    }
    Ok(choices)
}

/// Who or what is meant, and how it is called.
pub(super) async fn named(scope: &mut Scope, about: About, text: &str) -> Result<(Uuid, String)> {
    if about == About::Contacts {
        let contact = only(scope, text).await?;
        return Ok((contact.id, contact.name));
    }
    let by_id = text.parse().ok();
    let meant = match by_id {
        Some(id) => Some(id),
        None => companies::called(scope, text)
            .await
            .map_err(|error| in_words(&error))?,
    };
    let Some(id) = meant else {
        bail!("no company is called {text}");
    };
    match companies::find(scope, id).await {
        Ok(company) => Ok((company.id, company.name)),
        Err(Error::NotFound) => bail!("no company is called {text}"),
        Err(error) => Err(in_words(&error)),
    }
}

fn refused(error: Error) -> anyhow::Error {
    match error {
        Error::NotFound => anyhow!("these two do not wait for an answer; see kith review list"),
        Error::Conflict => anyhow!("that was decided already"),
        other => in_words(&other),
    }
}
