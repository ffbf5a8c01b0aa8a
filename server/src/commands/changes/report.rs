//! A change of many contacts as a terminal shows it, while it runs and in the end.

use std::time::Duration;

use anyhow::Result;
use app::{
    bulk::{self, Action, Change, Failure, Preview, page::reason, page::told},
    context::Viewer,
    error,
};
use serde::Serialize;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::refused;
use crate::board::Board;

const GLANCE: Duration = Duration::from_millis(100);
/// So many of those that failed are named.
const NAMED: i64 = 1_000;

#[derive(Serialize)]
pub struct Report {
    /// None in a preview.
    id: Option<Uuid>,
    action: String,
    state: String,
    pub total: i32,
    done: i32,
    unchanged: i32,
    pub failed: i32,
    undone: i32,
    kept: i32,
    failures: Vec<Failed>,
    #[serde(skip)]
    told: String,
}

#[derive(Serialize)]
struct Failed {
    contact_id: Uuid,
    name: Option<String>,
    reason: String,
}

impl Report {
    pub fn new(change: Change, failures: Vec<Failure>) -> error::Result<Self> {
        let failures = failures.into_iter().map(|failure| Failed {
            contact_id: failure.contact,
            name: failure.name,
            reason: failure.reason,
        });
        Ok(Self {
            told: told(&change),
            id: Some(change.id),
            action: change.action()?.words(),
            state: change.state,
            total: change.total,
            done: change.done,
            unchanged: change.unchanged,
            failed: change.failed,
            undone: change.undone,
            kept: change.kept,
            failures: failures.collect(),
        })
    }

    pub async fn of(viewer: &Viewer, id: Uuid) -> Result<Self> {
        let mut scope = viewer.begin().await?;
        let change = bulk::change(&mut scope, id).await.map_err(refused)?;
        let failures = bulk::failures(&mut scope, id, NAMED).await?;
        Ok(Self::new(change, failures)?)
    }

    pub fn preview(action: &Action, preview: &Preview) -> Self {
        let number = |count| i32::try_from(count).unwrap_or(i32::MAX);
        Self {
            id: None,
            action: action.words(),
            state: "preview".to_owned(),
            total: number(preview.total),
            done: number(preview.changing),
            unchanged: number(preview.unchanged),
            failed: number(preview.failing),
            undone: 0,
            kept: 0,
            failures: Vec::new(),
            told: String::new(),
        }
    }

    /// "01a1…  done  Add the tag “tea”: 94 changed, 6 failed."
    pub fn line(&self) -> String {
        let id = self.id.unwrap_or_default();
        format!("{id}  {:<9}  {}: {}", self.state, self.action, self.told)
    }

    /// The line, and one for each that failed.
    pub fn words(&self) -> String {
        let failed = self.failures.iter().map(|failed| {
            let name = failed.name.as_deref().unwrap_or_default();
            let why = reason(&failed.reason);
            format!("failed  {}  {name}  {why}", failed.contact_id)
        });
        let lines: Vec<String> = [self.line()].into_iter().chain(failed).collect();
        lines.join("\n")
    }
}

pub fn preview_words(action: &Action, preview: &Preview) -> String {
    let Preview {
        total,
        changing,
        unchanged,
        failing,
        ..
    } = preview;
    let names: Vec<&str> = preview
        .samples
        .iter()
        .map(|sample| sample.name.as_str())
        .collect();
    let among = if names.is_empty() {
        String::new()
    } else {
        format!("\nAmong them: {}", names.join(", "))
    };
    format!(
        "{}: {changing} of {total} will be changed, {unchanged} are so already, {failing} cannot be.{among}",
        action.words(),
    )
}

/// Says how far it is until it is over, or nobody wants to wait any longer.
pub async fn follow(viewer: &Viewer, id: Uuid, stop: &CancellationToken) -> Result<()> {
    let mut board = Board::on_stderr();
    loop {
        let change = bulk::change(&mut viewer.begin().await?, id).await?;
        if !change.is_running() || stop.is_cancelled() {
            return Ok(board.erase()?);
        }
        let (at, all) = match change.state.as_str() {
            "undoing" => (change.undone + change.kept, change.done),
            _ => (change.position, change.total),
        };
        let tenth = i64::from(at) * 10 / i64::from(all.max(1));
        board.show(0, &tenth.to_string(), &format!("{at} of {all}"))?;
        tokio::select! {
            () = tokio::time::sleep(GLANCE) => {}
            () = stop.cancelled() => {}
        }
    }
}
