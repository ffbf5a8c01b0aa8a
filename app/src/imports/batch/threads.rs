//! Which thread a message belongs to: that of the first it refers to, or else of what
//! it answers, in its batch or stored before.

use std::collections::HashMap;

use mail::message::Message;
use uuid::Uuid;

use super::{rows::external_id, sorted::Usable};
use crate::{context::Scope, error::Result, ids};

/// One for each message.
pub async fn threads_of(scope: &mut Scope, usable: &[Usable<'_>]) -> Result<Vec<Uuid>> {
    let tops = tops(usable);
    let parents = stored_parents(scope, &tops).await?;
    let workspace = scope.workspace;
    Ok(tops
        .into_iter()
        .map(|top| thread_id(workspace, top, &parents))
        .collect())
}

/// For each message the one that its answers lead to within the batch. Who refers to
/// a thread by its root leads no further.
fn tops<'a>(usable: &[Usable<'a>]) -> Vec<&'a Message> {
    let in_batch: HashMap<&str, &Message> = usable
        .iter()
        .map(|usable| (usable.message.message_id.as_str(), usable.message))
        .collect();
    let answered = |message: &&'a Message| {
        let parent = message.in_reply_to.as_deref();
        let parent = parent.filter(|_| message.references.is_empty());
        parent.and_then(|id| in_batch.get(id)).copied()
    };
    usable
        .iter()
        .map(|usable| {
            let way = std::iter::successors(Some(usable.message), answered);
            // Those that answer each other in a circle end somewhere.
            way.take(in_batch.len()).last().unwrap_or(usable.message)
        })
        .collect()
}

/// The threads of what was stored before.
async fn stored_parents(scope: &mut Scope, tops: &[&Message]) -> Result<HashMap<String, Uuid>> {
    let parents: Vec<String> = tops
        .iter()
        .filter(|message| message.references.is_empty())
        .filter_map(|message| message.in_reply_to.as_deref().map(external_id))
        .collect();
    if parents.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = sqlx::query!(
        "select i.external_id, i.thread_id
         from unnest($1::text[]) as parent (id)
         join interactions i
           on i.workspace_id = acting_workspace() and i.origin = 'mail' and i.external_id = parent.id",
        &parents,
    )
    .fetch_all(scope.db())
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.external_id, row.thread_id))
        .collect())
}

fn thread_id(workspace: Uuid, message: &Message, parents: &HashMap<String, Uuid>) -> Uuid {
    let parent = message
        .in_reply_to
        .as_deref()
        .and_then(|id| parents.get(&external_id(id)));
    parent
        .copied()
        .unwrap_or_else(|| ids::derived(&format!("{workspace} {}", message.thread_root())))
}
