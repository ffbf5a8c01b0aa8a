//! `kith tags`: finding tags to propose, the taxonomy, approving and applying it, and which
//! tags fit a contact.

mod edit;

use std::time::Duration;

use anyhow::{Result, anyhow, bail};
use app::{
    context::{Kith, Scope, Viewer},
    error::Error,
    taxonomy::{
        self, Entry, Expected, Kind,
        api::{ExpectedTags, ReadingReport, TagOffer, TaxonomyCategory},
        ask_about, sentence, start_reading,
    },
    workspaces::Permission,
};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::{
    account::{in_words, member},
    changes::{agreed, through},
    import::start_worker,
    print,
    score::only,
    with_kith,
};
use crate::{
    board::Board,
    cli::{Global, TagsArguments, TagsCommand},
    database::Database,
    signals,
};

const GLANCE: Duration = Duration::from_millis(100);

pub async fn tags(global: &Global, arguments: TagsArguments) -> Result<()> {
    let account = arguments.acting.account()?;
    with_kith(global, async |kith, database| {
        let viewer = member(kith, account).await?;
        match arguments.command {
            TagsCommand::Discover => read(global, kith, database, &viewer, Kind::Discover).await,
            TagsCommand::Read => read(global, kith, database, &viewer, Kind::Classify).await,
            TagsCommand::Taxonomy => show(global, &mut viewer.begin().await?).await,
            TagsCommand::Approve { tag } => approve(global, &viewer, tag.as_deref()).await,
            TagsCommand::Apply { preview, yes } => {
                apply(global, kith, database, &viewer, [preview, yes]).await
            }
            TagsCommand::Suggest { contact, ask } => suggest(global, &viewer, &contact, ask).await,
            TagsCommand::Edit(wanted) => edit::edit(global, &viewer, &wanted).await,
        }
    })
    .await
}

async fn who_may_edit(viewer: &Viewer) -> Result<Scope> {
    let may = viewer.require(Permission::EditContacts);
    may.map_err(|error| in_words(&error))?;
    Ok(viewer.begin().await?)
}

async fn read(
    global: &Global,
    kith: &Kith,
    database: &Database,
    viewer: &Viewer,
    kind: Kind,
) -> Result<()> {
    let stop = signals::stop_token()?;
    let working = stop.child_token();
    let mut scope = who_may_edit(viewer).await?;
    let begun = start_reading(&mut scope, kind).await;
    let id = begun.map_err(|error| match error {
        Error::Conflict => anyhow!("that is being done already; see /settings/tags in the browser"),
        other => in_words(&other),
    })?;
    scope.commit().await?;
    let worker = start_worker(kith, database.is_own(), &working);
    let outcome = follow(global, viewer, id, &stop).await;
    working.cancel();
    worker.await??;
    outcome
}

async fn follow(
    global: &Global,
    viewer: &Viewer,
    id: Uuid,
    stop: &CancellationToken,
) -> Result<()> {
    let mut board = Board::on_stderr();
    loop {
        let reading = taxonomy::reading(&mut viewer.begin().await?, id).await?;
        if !reading.is_under_way() {
            board.erase()?;
            let (words, is_done) = (reading.words(), reading.state == "done");
            print(global, &ReadingReport::from(reading), &words);
            if !is_done {
                bail!("it was not finished");
            }
            return Ok(());
        }
        let text = match reading.total {
            0 => reading.words(),
            total => format!("{}: {} of {total}", reading.words(), reading.done),
        };
        board.show(0, &reading.state, &text)?;
        tokio::select! {
            () = tokio::time::sleep(GLANCE) => {}
            () = stop.cancelled() => {
                board.erase()?;
                bail!("interrupted. It goes on wherever kith serve or kith work runs");
            }
        }
    }
}

async fn show(global: &Global, scope: &mut Scope) -> Result<()> {
    let categories = taxonomy::taxonomy(scope).await?;
    let lines: Vec<String> = categories
        .iter()
        .flat_map(|category| {
            let entries = category.entries.iter().map(line);
            [category.name.clone()].into_iter().chain(entries)
        })
        .collect();
    let words = if lines.is_empty() {
        "No tags yet. kith tags discover finds some in your data.".to_owned()
    } else {
        lines.join("\n")
    };
    let categories: Vec<_> = categories.into_iter().map(TaxonomyCategory::from).collect();
    print(global, &categories, &words);
    Ok(())
}

fn line(entry: &Entry) -> String {
    let state = match (entry.is_approved, entry.found) {
        (true, _) => format!("on {}", entry.contacts),
        (false, Some(found)) => format!("proposed, fits {found}"),
        (false, None) => "proposed".to_owned(),
    };
    format!(
        "  {} ({state}): {}",
        entry.shown_name(),
        sentence(&entry.words)
    )
}

async fn approve(global: &Global, viewer: &Viewer, tag: Option<&str>) -> Result<()> {
    let mut scope = who_may_edit(viewer).await?;
    let only = match tag {
        Some(name) => Some(named(&mut scope, name).await?),
        None => None,
    };
    let count = taxonomy::approve(&mut scope, only)
        .await
        .map_err(|error| match error {
            Error::Conflict => anyhow!("nothing is proposed"),
            other => in_words(&other),
        })?;
    let all = taxonomy::taxonomy(&mut scope).await?;
    scope.commit().await?;
    let all: Vec<_> = all.into_iter().map(TaxonomyCategory::from).collect();
    let words = match count {
        1 => "1 tag is approved. kith tags apply sets it.".to_owned(),
        count => format!("{count} tags are approved. kith tags apply sets them."),
    };
    print(global, &all, &words);
    Ok(())
}

async fn named(scope: &mut Scope, name: &str) -> Result<Uuid> {
    let categories = taxonomy::taxonomy(scope).await?;
    let mut entries = categories
        .iter()
        .flat_map(|category| category.entries.iter());
    let is_called = |entry: &&Entry| {
        let name = name.to_lowercase();
        entry.name.to_lowercase() == name || entry.shown_name().to_lowercase() == name
    };
    match entries.find(is_called) {
        Some(entry) => Ok(entry.id),
        None => bail!("no tag of the taxonomy is called {name}"),
    }
}

async fn apply(
    global: &Global,
    kith: &Kith,
    database: &Database,
    viewer: &Viewer,
    [is_preview, is_agreed]: [bool; 2],
) -> Result<()> {
    let mut scope = who_may_edit(viewer).await?;
    let expected = taxonomy::expected(&mut scope).await?;
    drop(scope);
    let (words, changing) = (expected_words(&expected), expected.changing);
    if is_preview || (changing == 0 && !expected.is_estimate()) {
        print(global, &ExpectedTags::from(expected), &words);
        return Ok(());
    }
    eprintln!("{words}");
    if !is_agreed && !agreed(changing)? {
        bail!("nothing was changed; say --yes to do it without being asked");
    }
    let mut scope = viewer.begin().await?;
    let id = taxonomy::apply_taxonomy(&mut scope)
        .await
        .map_err(|error| in_words(&error))?;
    scope.commit().await?;
    through(global, kith, database, viewer, id).await
}

fn expected_words(expected: &Expected) -> String {
    let (some, all) = (expected.looked_at, expected.contacts);
    let first = match expected.changing {
        0 if expected.is_estimate() => {
            format!(
                "Nobody of {some} who were looked at would be changed; others of the {all} may be."
            )
        }
        count if expected.is_estimate() => {
            format!("About {count} of {all} contacts will be changed, as {some} of them show.")
        }
        0 => "Nothing would change.".to_owned(),
        count => format!("{count} of {} contacts will be changed.", expected.contacts),
    };
    let tags = expected.tags.iter().map(|tag| {
        let among = match tag.samples.is_empty() {
            true => String::new(),
            false => format!("; among them {}", tag.samples.join(", ")),
        };
        let (name, added, removed) = (&tag.name, tag.added, tag.removed);
        format!("  {name}: {added} get it, {removed} lose it{among}")
    });
    let lines: Vec<String> = [first].into_iter().chain(tags).collect();
    lines.join("\n")
}

async fn suggest(global: &Global, viewer: &Viewer, contact: &str, ask: bool) -> Result<()> {
    let meant = only(&mut viewer.begin().await?, contact).await?;
    if ask {
        let trouble = ask_about(viewer, meant.id).await;
        if let Some(trouble) = trouble.map_err(|error| in_words(&error))? {
            eprintln!("Rules chose these. {}", trouble.words());
        }
    }
    let offers = taxonomy::offers(&mut viewer.begin().await?, meant.id).await;
    let offers = offers.map_err(|error| in_words(&error))?;
    let lines: Vec<String> = offers
        .iter()
        .map(|offer| format!("{} ({}): {}", offer.name, offer.category, offer.why))
        .collect();
    let words = if lines.is_empty() {
        format!("No further tag fits {}.", meant.name)
    } else {
        lines.join("\n")
    };
    let offers: Vec<TagOffer> = offers.into_iter().map(TagOffer::from).collect();
    print(global, &offers, &words);
    Ok(())
}
