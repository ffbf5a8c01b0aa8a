//! `kith export`: contacts as a file.

use std::path::PathBuf;

use anyhow::{Context, Result};
use app::{
    contacts::{
        ListQuery,
        export::{ExportFormat, export},
        types::{ContactFilter, ContactSort},
    },
    context::Viewer,
    error::Error,
};
use futures::{Stream, StreamExt};
use serde_json::json;
use tokio::io::AsyncWriteExt;

use super::{
    account::{in_words, member},
    print, with_kith, write_out,
};
use crate::cli::{ExportArguments, ExportCommand, ExportContactsArguments, Global};

pub async fn leave(global: &Global, arguments: ExportArguments) -> Result<()> {
    let account = arguments.acting.account()?;
    with_kith(global, async |kith, _| {
        let viewer = member(kith, account).await?;
        match arguments.command {
            ExportCommand::Contacts(wanted) => contacts(global, viewer, wanted).await,
        }
    })
    .await
}

async fn contacts(global: &Global, viewer: Viewer, wanted: ExportContactsArguments) -> Result<()> {
    let format = ExportFormat::parse(&wanted.format).context("choose vcard or csv")?;
    let selection = ListQuery {
        search: wanted.search,
        sort: ContactSort::Name,
        filter: wanted.filter.as_deref().and_then(ContactFilter::parse),
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
