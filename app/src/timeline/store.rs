//! Reading the timeline of a contact, by way of the links of its source records.

use chrono::{DateTime, Utc};
use serde_json::Value;
use uuid::Uuid;

use crate::{
    context::Scope,
    error::{Error, Result},
};

/// A thread as it looks from one contact: its newest interaction, and how many.
pub struct Thread {
    pub thread_id: Uuid,
    pub last_id: Uuid,
    pub last_at: DateTime<Utc>,
    pub kind: String,
    pub direction: String,
    pub subject: String,
    pub snippet: String,
    pub body: String,
    pub count: i64,
}

/// Where a page of threads ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ThreadCursor {
    pub last_at: DateTime<Utc>,
    pub last_id: Uuid,
}

pub async fn threads_of(
    scope: &mut Scope,
    contact: Uuid,
    kind: Option<&str>,
    after: Option<ThreadCursor>,
    limit: i64,
) -> Result<Vec<Thread>> {
    let (after_at, after_id) = after.map(|cursor| (cursor.last_at, cursor.last_id)).unzip();
    Ok(sqlx::query_as!(
        Thread,
        r#"with mine as (
             select distinct
               i.id,
               i.thread_id,
               i.occurred_at,
               i.kind,
               i.direction,
               i.subject,
               i.snippet,
               case when i.kind = 'note' then i.body else '' end as body
             from identity_links l
             join participants p on p.source_record_id = l.source_record_id
             join interactions i on i.id = p.interaction_id
             where l.contact_id = $1
               and i.deleted_at is null
               and ($2::text is null or i.kind = $2)
           ),
           newest as (
             select distinct on (thread_id)
               thread_id,
               id as last_id,
               occurred_at as last_at,
               kind,
               direction,
               subject,
               snippet,
               body,
               count(*) over (partition by thread_id) as count
             from mine
             order by thread_id, occurred_at desc, id desc
           )
           select
             thread_id as "thread_id!",
             last_id as "last_id!",
             last_at as "last_at!",
             kind as "kind!",
             direction as "direction!",
             subject as "subject!",
             snippet as "snippet!",
             body as "body!",
             count as "count!"
           from newest
           where $3::timestamptz is null or (last_at, last_id) < ($3, $4)
           order by last_at desc, last_id desc
           limit $5"#,
        contact,
        kind,
        after_at,
        after_id,
        limit + 1,
    )
    .fetch_all(scope.db())
    .await?)
}

#[derive(Clone)]
pub struct Interaction {
    pub id: Uuid,
    pub thread_id: Uuid,
    pub kind: String,
    pub direction: String,
    pub occurred_at: DateTime<Utc>,
    pub subject: String,
    pub snippet: String,
    pub body: String,
    pub attachments: Value,
    pub sender: Option<String>,
}

/// The messages of these threads, newest first, each with the start of its text.
pub async fn messages_of(
    scope: &mut Scope,
    threads: &[Uuid],
    longest: i32,
) -> Result<Vec<Interaction>> {
    Ok(sqlx::query_as!(
        Interaction,
        r#"select
             i.id,
             i.thread_id,
             i.kind,
             i.direction,
             i.occurred_at,
             i.subject,
             i.snippet,
             left(i.body, $2) as "body!",
             i.attachments,
             sender.name as "sender?"
           from interactions i
           left join lateral (
             select coalesce(c.name, r.fields ->> 'name', r.external_id) as name
             from participants p
             join source_records r on r.id = p.source_record_id
             left join identity_links l on l.source_record_id = r.id
             left join contacts c on c.id = l.contact_id
             where p.interaction_id = i.id and p.role = 'from'
             limit 1
           ) sender on true
           where i.thread_id = any($1) and i.deleted_at is null
           order by i.occurred_at desc, i.id desc
           limit 400"#,
        threads,
        longest,
    )
    .fetch_all(scope.db())
    .await?)
}

pub async fn interaction(scope: &mut Scope, id: Uuid) -> Result<Interaction> {
    let found = sqlx::query_as!(
        Interaction,
        r#"select
             id,
             thread_id,
             kind,
             direction,
             occurred_at,
             subject,
             snippet,
             body,
             attachments,
             null as "sender?: String"
           from interactions
           where id = $1 and deleted_at is null"#,
        id,
    );
    found
        .fetch_optional(scope.db())
        .await?
        .ok_or(Error::NotFound)
}

pub struct Participant {
    pub role: String,
    pub name: String,
    pub address: String,
    pub contact_id: Option<Uuid>,
}

pub async fn participants_of(scope: &mut Scope, interaction: Uuid) -> Result<Vec<Participant>> {
    Ok(sqlx::query_as!(
        Participant,
        r#"select
             p.role,
             coalesce(c.name, r.fields ->> 'name', r.external_id) as "name!",
             r.external_id as address,
             c.id as "contact_id?"
           from participants p
           join source_records r on r.id = p.source_record_id
           left join identity_links l on l.source_record_id = r.id
           left join contacts c on c.id = l.contact_id and c.deleted_at is null
           where p.interaction_id = $1
           order by array_position(array['from', 'to', 'cc', 'bcc', 'about'], p.role), 2
           limit 200"#,
        interaction,
    )
    .fetch_all(scope.db())
    .await?)
}

/// The interactions of a contact, newest first, after a cursor.
pub async fn interactions_of(
    scope: &mut Scope,
    contact: Uuid,
    after: Option<ThreadCursor>,
    limit: i64,
) -> Result<Vec<Interaction>> {
    let (after_at, after_id) = after.map(|cursor| (cursor.last_at, cursor.last_id)).unzip();
    Ok(sqlx::query_as!(
        Interaction,
        r#"select
             i.id,
             i.thread_id,
             i.kind,
             i.direction,
             i.occurred_at,
             i.subject,
             i.snippet,
             i.body,
             i.attachments,
             null as "sender?: String"
           from interactions i
           where i.deleted_at is null
             and i.id in (
               select p.interaction_id
               from identity_links l
               join participants p on p.source_record_id = l.source_record_id
               where l.contact_id = $1
             )
             and ($2::timestamptz is null or (i.occurred_at, i.id) < ($2, $3))
           order by i.occurred_at desc, i.id desc
           limit $4"#,
        contact,
        after_at,
        after_id,
        limit + 1,
    )
    .fetch_all(scope.db())
    .await?)
}
