//! `kith contacts sources`, `part` and `return`.

use anyhow::Result;
use app::{
    contacts,
    error::Error,
    merging::records::{SourceRecord, Taken, part_record, records_of, return_record},
    workspaces::Permission,
};
use serde_json::json;
use uuid::Uuid;

use super::{
    account::{in_words, member},
    print,
    score::only,
    with_kith,
};
use crate::cli::Global;

/// More than these are not listed.
const MOST: i64 = 1_000;

pub async fn list(global: &Global, account: &str, contact: &str) -> Result<()> {
    with_kith(global, async |kith, _| {
        let viewer = member(kith, account).await?;
        let mut scope = viewer.begin().await?;
        let contact = only(&mut scope, contact).await?;
        let rows = records_of(&mut scope, contact.id, None, MOST)
            .await
            .map_err(refused)?;
        let lines: Vec<String> = rows.iter().map(line).collect();
        let words = match lines.is_empty() {
            true => format!("Nothing speaks of {}.", contact.name),
            false => lines.join("\n"),
        };
        print(global, &json!(rows), &words);
        Ok(())
    })
    .await
}

fn line(row: &SourceRecord) -> String {
    let said = row.name.iter().chain(&row.reached_by);
    let said: Vec<&str> = said.map(String::as_str).collect();
    let day = row.said_at.format("%Y-%m-%d");
    let said = said.join(", ");
    format!(
        "{}  {}  {said}  {day}  {} messages",
        row.id, row.source, row.messages
    )
}

pub async fn part(global: &Global, account: &str, source: Uuid, to: Option<&str>) -> Result<()> {
    with_kith(global, async |kith, _| {
        let viewer = member(kith, account).await?;
        viewer.require(Permission::EditContacts).map_err(refused)?;
        let mut scope = viewer.begin().await?;
        let to = match to {
            Some(text) => Some(only(&mut scope, text).await?.id),
            None => None,
        };
        let taken = part_record(&mut scope, source, to).await.map_err(refused)?;
        let name = contacts::contact(&mut scope, taken.to)
            .await
            .map_err(refused)?
            .name;
        scope.commit().await?;
        told(global, source, taken, &format!("It is {name}'s now."));
        Ok(())
    })
    .await
}

pub async fn bring_back(global: &Global, account: &str, source: Uuid) -> Result<()> {
    with_kith(global, async |kith, _| {
        let viewer = member(kith, account).await?;
        viewer.require(Permission::EditContacts).map_err(refused)?;
        let mut scope = viewer.begin().await?;
        let taken = return_record(&mut scope, source).await.map_err(refused)?;
        let name = contacts::contact(&mut scope, taken.to)
            .await
            .map_err(refused)?
            .name;
        scope.commit().await?;
        told(global, source, taken, &format!("It is {name}'s again."));
        Ok(())
    })
    .await
}

fn told(global: &Global, source: Uuid, taken: Taken, words: &str) {
    let value = json!({ "source": source, "from": taken.from, "to": taken.to });
    print(global, &value, words);
}

fn refused(error: Error) -> anyhow::Error {
    match error {
        Error::Conflict => {
            anyhow::anyhow!("nothing else is known of the contact; nothing was done")
        }
        other => in_words(&other),
    }
}
