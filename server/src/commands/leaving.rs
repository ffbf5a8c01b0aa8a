//! `kith export` and `kith load`: contacts as a file, a workspace out and in.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};
use app::{
    contacts::{
        ListQuery,
        export::{ExportFormat, export},
        query,
        types::{ContactFilter, ContactSort},
    },
    context::Viewer,
    error::Error,
    transfers,
    workspaces::Permission,
};
use futures::{Stream, StreamExt};
use serde_json::json;
use tokio::io::AsyncWriteExt;

use super::{
    account::{in_words, member},
    print, with_kith, write_out,
};
use crate::cli::{ExportArguments, ExportCommand, ExportContactsArguments, Global, LoadArguments};

pub async fn leave(global: &Global, arguments: ExportArguments) -> Result<()> {
    let account = arguments.acting.account()?;
    with_kith(global, async |kith, _| {
        let viewer = member(kith, account).await?;
        match arguments.command {
            ExportCommand::Contacts(wanted) => contacts(global, viewer, wanted).await,
            ExportCommand::Workspace(wanted) => workspace(global, &viewer, &wanted.file).await,
        }
    })
    .await
}

async fn contacts(global: &Global, viewer: Viewer, wanted: ExportContactsArguments) -> Result<()> {
    let format = ExportFormat::parse(&wanted.format).context("choose vcard or csv")?;
    let query = query::parse(&wanted.search).map_err(|problem| anyhow!("{problem}"))?;
    let filter = wanted.filter.as_deref().and_then(ContactFilter::parse);
    let selection = ListQuery {
        query: filter
            .into_iter()
            .fold(query, |query, filter| query.with(filter.into())),
        sort: ContactSort::Name.into(),
        zone: viewer.zone,
        ..ListQuery::default()
    };
    let parts = Box::pin(export(viewer, selection, format));
    match wanted.file {
        None => to_output(parts).await,
        Some(file) => {
            let bytes = to_file(parts, &file).await?;
            let answer = json!({ "file": file, "bytes": bytes });
            print(global, &answer, &format!("Wrote {}.", file.display()));
            Ok(())
        }
    }
}

async fn workspace(global: &Global, viewer: &Viewer, file: &Path) -> Result<()> {
    let may = viewer.require(Permission::ManageWorkspace);
    may.map_err(|error| in_words(&error))?;
    let written = transfers::write_workspace(viewer, file, &mut ()).await;
    let manifest = written.map_err(|error| in_words(&error))?;
    let tables = manifest.map(|manifest| manifest.tables).unwrap_or_default();
    let words = format!(
        "Wrote {}: {} rows of {} tables.",
        file.display(),
        tables.values().sum::<u64>(),
        tables.len()
    );
    print(global, &json!({ "file": file, "tables": tables }), &words);
    Ok(())
}

pub async fn load(global: &Global, arguments: LoadArguments) -> Result<()> {
    let account = arguments.acting.account()?;
    with_kith(global, async |kith, _| {
        let viewer = member(kith, account).await?;
        let may = viewer.require(Permission::ManageWorkspace);
        may.map_err(|error| in_words(&error))?;
        let loaded = transfers::load_workspace(&viewer, &arguments.file, &mut ()).await;
        let tables = match loaded.map_err(|error| in_words(&error))? {
            Ok(tables) => tables.unwrap_or_default(),
            Err(refusal) => bail!("{}", refusal.words()),
        };
        let rows = tables.values().sum::<u64>();
        let words = format!("Loaded {rows} rows of {} tables.", tables.len());
        print(global, &json!({ "tables": tables }), &words);
        Ok(())
    })
    .await
}

type Parts = std::pin::Pin<Box<dyn Stream<Item = Result<String, Error>> + Send>>;

async fn to_output(mut parts: Parts) -> Result<()> {
    while let Some(part) = parts.next().await {
        if !write_out(part.map_err(|error| in_words(&error))?.as_bytes())? {
            break;
        }
    }
    Ok(())
}

/// What is written is there whole, or not at all.
async fn to_file(mut parts: Parts, file: &PathBuf) -> Result<u64> {
    let unfinished = file.with_extension("unfinished");
    let mut out = tokio::fs::File::create(&unfinished)
        .await
        .with_context(|| format!("writing {}", unfinished.display()))?;
    let mut bytes = 0;
    while let Some(part) = parts.next().await {
        let part = part.map_err(|error| in_words(&error))?;
        out.write_all(part.as_bytes()).await?;
        bytes += part.len() as u64;
    }
    out.sync_all().await?;
    tokio::fs::rename(&unfinished, file).await?;
    Ok(bytes)
}
