//! `kith imports rejected`: what an import skipped or could not read.

use anyhow::{Result, anyhow};
use app::{
    context::Viewer,
    imports::{
        self, Rejection, RejectionQuery, api::RejectionDetails, download::rejections_file,
        reasons::words_of_one,
    },
};
use futures::StreamExt;
use serde_json::json;

use crate::{
    cli::{Global, RejectedArguments},
    commands::{print, write_out},
};

const AT_ONCE: i64 = 1_000;

pub async fn rejected(global: &Global, viewer: &Viewer, wanted: &RejectedArguments) -> Result<()> {
    if wanted.csv {
        return file(viewer, wanted).await;
    }
    let rows = all(viewer, wanted).await?;
    let lines: Vec<String> = rows.iter().map(line).collect();
    let words = if lines.is_empty() {
        "Nothing was skipped or failed.".to_owned()
    } else {
        lines.join("\n")
    };
    let details: Vec<RejectionDetails> = rows.into_iter().map(RejectionDetails::from).collect();
    print(global, &json!({ "rejections": details }), &words);
    Ok(())
}

/// The same bytes as a browser downloads.
async fn file(viewer: &Viewer, wanted: &RejectedArguments) -> Result<()> {
    let mut chunks = rejections_file(viewer, wanted.id, wanted.table.as_deref())
        .await?
        .into_body()
        .into_data_stream();
    while let Some(chunk) = chunks.next().await {
        let chunk = chunk.map_err(|cause| anyhow!(cause))?;
        if !write_out(&chunk)? {
            break;
        }
    }
    Ok(())
}

async fn all(viewer: &Viewer, wanted: &RejectedArguments) -> Result<Vec<Rejection>> {
    let mut scope = viewer.begin().await?;
    imports::import(&mut scope, wanted.id).await?;
    let mut query = RejectionQuery {
        table: None,
        outcome: wanted.outcome.clone(),
        reason: wanted.reason.clone(),
        after: 0,
        limit: AT_ONCE,
    };
    let mut found: Vec<Rejection> = Vec::new();
    loop {
        let mut rows = imports::rejections(&mut scope, wanted.id, &query).await?;
        let more = rows.len() as i64 > AT_ONCE;
        rows.truncate(AT_ONCE as usize);
        found.extend(rows);
        match found.last() {
            Some(last) if more => query.after = last.id,
            _ => return Ok(found),
        }
    }
}

fn line(row: &Rejection) -> String {
    let place = row.place.map(|place| format!("byte {place}"));
    let file = Some(row.container.clone()).filter(|file| !file.is_empty());
    let at: Vec<String> = file.into_iter().chain(place).collect();
    let mut cells = vec![
        row.outcome.clone(),
        words_of_one(&row.reason).to_owned(),
        at.join(", "),
    ];
    cells.extend(row.sender.clone());
    cells.extend(row.subject.clone());
    cells.join("  ")
}
