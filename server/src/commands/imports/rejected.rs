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
    commands::write_out,
};

const AT_ONCE: i64 = 1_000;
const BEGIN: &str = "{\"rejections\":[";
const END: &str = "]}\n";

pub async fn rejected(global: &Global, viewer: &Viewer, wanted: &RejectedArguments) -> Result<()> {
    if wanted.csv {
        return file(viewer, wanted).await;
    }
    let mut scope = viewer.begin().await?;
    imports::import(&mut scope, wanted.id).await?;
    let mut query = RejectionQuery {
        table: None,
        outcome: wanted.outcome.clone(),
        reason: wanted.reason.clone(),
        after: 0,
        limit: AT_ONCE,
    };
    let mut listing = Listing::of(global);
    loop {
        let mut rows = imports::rejections(&mut scope, wanted.id, &query).await?;
        let more = rows.len() as i64 > AT_ONCE;
        rows.truncate(AT_ONCE as usize);
        let last = rows.last().map(|row| row.id);
        if !listing.add(rows)? {
            return Ok(());
        }
        match last {
            Some(last) if more => query.after = last,
            _ => return listing.end(),
        }
    }
}

/// Written as it is read: an import may have left out more than fits into memory.
struct Listing {
    is_json: bool,
    is_empty: bool,
}

impl Listing {
    fn of(global: &Global) -> Self {
        Self {
            is_json: global.json,
            is_empty: true,
        }
    }

    /// Whether there still is somebody who reads.
    fn add(&mut self, rows: Vec<Rejection>) -> Result<bool> {
        let mut text = String::new();
        for row in rows {
            if self.is_json {
                text.push_str(if self.is_empty { BEGIN } else { "," });
                text.push_str(&json!(RejectionDetails::from(row)).to_string());
            } else {
                text.push_str(&line(&row));
                text.push('\n');
            }
            self.is_empty = false;
        }
        Ok(write_out(text.as_bytes())?)
    }

    fn end(self) -> Result<()> {
        let text = match (self.is_json, self.is_empty) {
            (true, true) => format!("{BEGIN}{END}"),
            (true, false) => END.to_owned(),
            (false, true) => "Nothing was skipped or failed.\n".to_owned(),
            (false, false) => return Ok(()),
        };
        write_out(text.as_bytes())?;
        Ok(())
    }
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
