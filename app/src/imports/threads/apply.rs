//! The SQL of threads: what is read around messages, and what is written of them.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::{DateTime, Utc};
use mail::threads::{Mark, REPLY_WITHIN, Trace};
use uuid::Uuid;

use super::gather::{Gathered, Member};
use crate::{context::Scope, error::Result};

/// What is stored on the ties of these messages, as far as they reach.
pub async fn marks_around(scope: &mut Scope, members: &[Member]) -> Result<Vec<(i64, Mark)>> {
    let mut spans: BTreeMap<i64, (i64, i64)> = BTreeMap::new();
    for trace in members.iter().map(|member| &member.trace) {
        for tie in &trace.ties {
            let span = spans.entry(*tie).or_insert((trace.time, trace.time));
            *span = (span.0.min(trace.time), span.1.max(trace.time));
        }
    }
    if spans.is_empty() {
        return Ok(Vec::new());
    }
    let ties: Vec<i64> = spans.keys().copied().collect();
    let from: Vec<DateTime<Utc>> = spans
        .values()
        .map(|span| at(span.0 - REPLY_WITHIN))
        .collect();
    let until: Vec<DateTime<Utc>> = spans
        .values()
        .map(|span| at(span.1 + REPLY_WITHIN))
        .collect();
    let rows = sqlx::query!(
        "select t.tie, t.occurred_at, t.id, t.circle, t.is_reply, t.is_open
         from unnest($1::bigint[], $2::timestamptz[], $3::timestamptz[]) as asked (tie, earliest, latest)
         join conversation_ties t
           on t.workspace_id = acting_workspace()
           and t.tie = asked.tie
           and t.occurred_at between asked.earliest and asked.latest",
        &ties,
        &from,
        &until,
    )
    .fetch_all(scope.db())
    .await?;
    let marks = rows.into_iter().map(|row| {
        let mark = Mark {
            time: row.occurred_at.timestamp(),
            id: row.id,
            circle: row.circle,
            is_reply: row.is_reply,
            is_open: row.is_open,
        };
        (row.tie, mark)
    });
    Ok(marks.collect())
}

fn at(seconds: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(seconds, 0).unwrap_or_default()
}

/// The threads of those identifiers that are known.
pub async fn threads_of(scope: &mut Scope, ids: &HashSet<i64>) -> Result<HashMap<i64, Uuid>> {
    let ids: Vec<i64> = ids.iter().copied().collect();
    let rows = sqlx::query!(
        "select id, thread_id
         from conversation_ids
         where workspace_id = acting_workspace() and id = any($1)",
        &ids,
    )
    .fetch_all(scope.db())
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.id, row.thread_id))
        .collect())
}

pub async fn messages_of(scope: &mut Scope, threads: &[Uuid]) -> Result<Vec<Member>> {
    let rows = sqlx::query!(
        "select id, thread_id, external_id, trace
         from interactions
         where workspace_id = acting_workspace() and thread_id = any($1) and origin = 'mail'",
        threads,
    )
    .fetch_all(scope.db())
    .await?;
    let members = rows.into_iter().map(|row| {
        let trace = row
            .trace
            .and_then(|trace| serde_json::from_value(trace).ok());
        Member::stored(row.id, row.thread_id, trace, &row.external_id)
    });
    Ok(members.collect())
}

/// Writes the thread of each member, in their order, and where the new ones stand.
pub async fn apply(
    scope: &mut Scope,
    import: Uuid,
    gathered: &Gathered,
    threads: &[Uuid],
) -> Result<()> {
    let placed = || gathered.members.iter().zip(threads.iter().copied());
    let (moved, to): (Vec<Uuid>, Vec<Uuid>) = placed()
        .filter_map(|(member, thread)| member.stored.map(|(id, old)| (id, old, thread)))
        .filter(|(_, old, thread)| old != thread)
        .map(|(id, _, thread)| (id, thread))
        .unzip();
    if !moved.is_empty() {
        move_messages(scope, &moved, &to).await?;
        touch_people(scope, import, &moved).await?;
    }
    let ids: BTreeMap<i64, Uuid> = placed()
        .flat_map(|(member, thread)| {
            let trace = &member.trace;
            let ids = trace.answers.iter().chain([&trace.id]);
            ids.map(move |id| (*id, thread))
        })
        .filter(|(id, thread)| gathered.known.get(id) != Some(thread))
        .collect();
    note_ids(scope, &ids).await?;
    let new = gathered
        .members
        .iter()
        .filter(|member| member.stored.is_none());
    note_ties(scope, new.map(|member| &member.trace)).await
}

async fn move_messages(scope: &mut Scope, moved: &[Uuid], to: &[Uuid]) -> Result<()> {
    sqlx::query!(
        "update interactions i set thread_id = moved.thread
         from unnest($1::uuid[], $2::uuid[]) as moved (id, thread)
         where i.id = moved.id",
        moved,
        to,
    )
    .execute(scope.db())
    .await?;
    Ok(())
}

/// Scores count threads: the import concerns those who took part, though it may not name them.
async fn touch_people(scope: &mut Scope, import: Uuid, moved: &[Uuid]) -> Result<()> {
    let workspace = scope.workspace;
    sqlx::query!(
        "insert into import_touched (import_id, contact_id, workspace_id, qualified)
         select distinct $1::uuid, l.contact_id, $2::uuid, false
         from participants p
         join identity_links l on l.source_record_id = p.source_record_id
         where p.interaction_id = any($3)
         on conflict do nothing",
        import,
        workspace,
        moved,
    )
    .execute(scope.db())
    .await?;
    Ok(())
}

async fn note_ids(scope: &mut Scope, threads: &BTreeMap<i64, Uuid>) -> Result<()> {
    if threads.is_empty() {
        return Ok(());
    }
    let workspace = scope.workspace;
    let ids: Vec<i64> = threads.keys().copied().collect();
    let threads: Vec<Uuid> = threads.values().copied().collect();
    sqlx::query!(
        "insert into conversation_ids (workspace_id, id, thread_id)
         select $1, id, thread
         from unnest($2::bigint[], $3::uuid[]) as new (id, thread)
         on conflict (workspace_id, id) do update set thread_id = excluded.thread_id",
        workspace,
        &ids,
        &threads,
    )
    .execute(scope.db())
    .await?;
    Ok(())
}

async fn note_ties(scope: &mut Scope, traces: impl Iterator<Item = &Trace>) -> Result<()> {
    let marks: Vec<(i64, Mark)> = traces
        .flat_map(|trace| trace.ties.iter().map(move |tie| (*tie, Mark::from(trace))))
        .collect();
    if marks.is_empty() {
        return Ok(());
    }
    let workspace = scope.workspace;
    let ties: Vec<i64> = marks.iter().map(|(tie, _)| *tie).collect();
    let times: Vec<DateTime<Utc>> = marks.iter().map(|(_, mark)| at(mark.time)).collect();
    let ids: Vec<i64> = marks.iter().map(|(_, mark)| mark.id).collect();
    let circles: Vec<i64> = marks.iter().map(|(_, mark)| mark.circle).collect();
    let replies: Vec<bool> = marks.iter().map(|(_, mark)| mark.is_reply).collect();
    let open: Vec<bool> = marks.iter().map(|(_, mark)| mark.is_open).collect();
    sqlx::query!(
        "insert into conversation_ties (workspace_id, tie, occurred_at, id, circle, is_reply, is_open)
         select $1, tie, at, id, circle, is_reply, is_open
         from unnest($2::bigint[], $3::timestamptz[], $4::bigint[], $5::bigint[], $6::boolean[], $7::boolean[])
           as new (tie, at, id, circle, is_reply, is_open)
         on conflict do nothing",
        workspace,
        &ties,
        &times,
        &ids,
        &circles,
        &replies,
        &open,
    )
    .execute(scope.db())
    .await?;
    Ok(())
}

/// Unsays what removed messages said. What others name as well is noted again with them.
pub async fn forget(scope: &mut Scope, traces: &[Trace]) -> Result<()> {
    let ids: Vec<i64> = traces
        .iter()
        .flat_map(|trace| trace.answers.iter().chain([&trace.id]))
        .copied()
        .collect();
    sqlx::query!(
        "delete from conversation_ids where workspace_id = acting_workspace() and id = any($1)",
        &ids,
    )
    .execute(scope.db())
    .await?;
    let laid: Vec<(i64, &Trace)> = traces
        .iter()
        .flat_map(|trace| trace.ties.iter().map(move |tie| (*tie, trace)))
        .collect();
    let ties: Vec<i64> = laid.iter().map(|(tie, _)| *tie).collect();
    let times: Vec<DateTime<Utc>> = laid.iter().map(|(_, trace)| at(trace.time)).collect();
    let ids: Vec<i64> = laid.iter().map(|(_, trace)| trace.id).collect();
    sqlx::query!(
        "delete from conversation_ties t
         using unnest($1::bigint[], $2::timestamptz[], $3::bigint[]) as gone (tie, at, id)
         where t.workspace_id = acting_workspace() and t.tie = gone.tie and t.occurred_at = gone.at and t.id = gone.id",
        &ties,
        &times,
        &ids,
    )
    .execute(scope.db())
    .await?;
    Ok(())
}
