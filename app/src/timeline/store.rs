//! Reading the timeline of a contact, or of all people of a company, by way of the links of
//! their source records.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde_json::Value;
use uuid::Uuid;

use crate::{
    context::Scope,
    error::{Error, Result},
    routes::paths,
};

/// Whose timeline it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    Contact(Uuid),
    /// Of everybody there, and of the company itself.
    Company(Uuid),
}

/// By whom interactions are found: people, and companies that notes are about.
struct Known {
    people: Vec<Uuid>,
    companies: Vec<Uuid>,
}

impl From<Uuid> for Whose {
    fn from(contact: Uuid) -> Self {
        Self::Contact(contact)
    }
}

impl Whose {
    /// The page that it stands on.
    pub fn place(self) -> String {
        match self {
            Self::Contact(contact) => paths::contact(contact),
            Self::Company(company) => paths::company(company),
        }
    }

    /// What was written about companies that were joined to one is about that one.
    async fn known(self, scope: &mut Scope) -> Result<Known> {
        let company = match self {
            Self::Contact(contact) => {
                return Ok(Known {
                    people: vec![contact],
                    companies: Vec::new(),
                });
            }
            Self::Company(company) => company,
        };
        let companies = sqlx::query_scalar!(
            r#"with recursive meant as (
                 select id from companies where id = $1
                 union
                 select k.id from companies k join meant on k.merged_into = meant.id
               )
               select id as "id!" from meant"#,
            company,
        );
        let companies = companies.fetch_all(scope.db()).await?;
        let people = sqlx::query_scalar!(
            "select id from contacts where company_id = $1 and deleted_at is null",
            company,
        );
        Ok(Known {
            people: people.fetch_all(scope.db()).await?,
            companies,
        })
    }
}

/// A thread as it looks from whose timeline it is: its newest interaction that has taken
/// place, else the next one, and how many there are.
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
    /// Those of them that are to come.
    pub ahead: i64,
    pub first_at: DateTime<Utc>,
    /// Of the last of all, also of those that are to come.
    pub final_at: DateTime<Utc>,
    /// With whom the newest was; whoever wrote it goes first.
    pub person: String,
}

/// Where a page of threads ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ThreadCursor {
    pub last_at: DateTime<Utc>,
    pub last_id: Uuid,
}

pub async fn threads_of(
    scope: &mut Scope,
    whose: impl Into<Whose>,
    kind: Option<&str>,
    after: Option<ThreadCursor>,
    limit: i64,
) -> Result<Vec<Thread>> {
    let known = whose.into().known(scope).await?;
    let (after_at, after_id) = after.map(|cursor| (cursor.last_at, cursor.last_id)).unzip();
    let now = scope.now;
    Ok(sqlx::query_as!(
        Thread,
        r#"with met as (
             select distinct on (i.id)
               i.id,
               i.thread_id,
               i.occurred_at,
               i.kind,
               i.direction,
               i.subject,
               i.snippet,
               case when i.kind = 'note' then i.body else '' end as body,
               l.contact_id
             from identity_links l
             join participants p on p.source_record_id = l.source_record_id
             join interactions i on i.id = p.interaction_id
             where l.contact_id = any($1)
               and i.deleted_at is null
               and ($2::text is null or i.kind = $2)
             order by i.id, (p.role = 'from') desc, l.contact_id
           ),
           mine as (
             select * from met
             union all
             select
               i.id,
               i.thread_id,
               i.occurred_at,
               i.kind,
               i.direction,
               i.subject,
               i.snippet,
               i.body,
               null::uuid
             from interactions i
             where i.company_id = any($7)
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
               contact_id,
               count(*) over whole as count,
               count(*) filter (where occurred_at > $6) over whole as ahead,
               min(occurred_at) over whole as first_at,
               max(occurred_at) over whole as final_at
             from mine
             window whole as (partition by thread_id)
             order by
               thread_id,
               occurred_at > $6,
               case when occurred_at > $6 then occurred_at end,
               occurred_at desc,
               id desc
           ),
           page as (
             select *
             from newest
             where $3::timestamptz is null or (last_at, last_id) < ($3, $4)
             order by last_at desc, last_id desc
             limit $5
           )
           select
             page.thread_id as "thread_id!",
             page.last_id as "last_id!",
             page.last_at as "last_at!",
             page.kind as "kind!",
             page.direction as "direction!",
             page.subject as "subject!",
             page.snippet as "snippet!",
             page.body as "body!",
             page.count as "count!",
             page.ahead as "ahead!",
             page.first_at as "first_at!",
             page.final_at as "final_at!",
             coalesce(c.name, '') as "person!"
           from page
           left join contacts c on c.id = page.contact_id
           order by page.last_at desc, page.last_id desc"#,
        &known.people,
        kind,
        after_at,
        after_id,
        limit + 1,
        now,
        &known.companies,
    )
    .fetch_all(scope.db())
    .await?)
}

/// How many interactions of each kind there are.
pub async fn counts_of(
    scope: &mut Scope,
    whose: impl Into<Whose>,
) -> Result<BTreeMap<String, i64>> {
    let known = whose.into().known(scope).await?;
    let rows = sqlx::query!(
        r#"select i.kind, count(*) as "count!"
           from interactions i
           where i.deleted_at is null
             and i.id in (
               select p.interaction_id
               from identity_links l
               join participants p on p.source_record_id = l.source_record_id
               where l.contact_id = any($1)
               union all
               select id from interactions where company_id = any($2)
             )
           group by i.kind"#,
        &known.people,
        &known.companies,
    )
    .fetch_all(scope.db())
    .await?;
    Ok(rows.into_iter().map(|row| (row.kind, row.count)).collect())
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
    /// Whether somebody wrote it down by hand, and may change it.
    pub is_logged: bool,
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
             case when i.origin = 'log' then i.body else left(i.body, $2) end as "body!",
             i.attachments,
             coalesce(sender.name, author.name) as "sender?",
             i.origin = 'log' as "is_logged!"
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
           left join users author on author.id = i.author_id and i.origin = 'log' and i.direction = 'out'
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
             i.id,
             i.thread_id,
             i.kind,
             i.direction,
             i.occurred_at,
             i.subject,
             i.snippet,
             i.body,
             i.attachments,
             author.name as "sender?",
             i.origin = 'log' as "is_logged!"
           from interactions i
           left join users author on author.id = i.author_id and i.origin = 'log'
           where i.id = $1 and i.deleted_at is null"#,
        id,
    );
    found
        .fetch_optional(scope.db())
        .await?
        .ok_or(Error::NotFound)
}

/// The company that a note is about, and what it is called.
pub async fn company_of(scope: &mut Scope, note: Uuid) -> Result<Option<(Uuid, String)>> {
    let found = sqlx::query!(
        "select k.id, k.name
         from interactions i
         join companies k on k.id = standing_company(i.company_id)
         where i.id = $1 and i.company_id is not null",
        note,
    );
    let found = found.fetch_optional(scope.db()).await?;
    Ok(found.map(|row| (row.id, row.name)))
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

/// The interactions of a contact or a company, newest first, after a cursor.
pub async fn interactions_of(
    scope: &mut Scope,
    whose: impl Into<Whose>,
    after: Option<ThreadCursor>,
    limit: i64,
) -> Result<Vec<Interaction>> {
    let known = whose.into().known(scope).await?;
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
             null as "sender?: String",
             i.origin = 'log' as "is_logged!"
           from interactions i
           where i.deleted_at is null
             and i.id in (
               select p.interaction_id
               from identity_links l
               join participants p on p.source_record_id = l.source_record_id
               where l.contact_id = any($1)
               union all
               select id from interactions where company_id = any($5)
             )
             and ($2::timestamptz is null or (i.occurred_at, i.id) < ($2, $3))
           order by i.occurred_at desc, i.id desc
           limit $4"#,
        &known.people,
        after_at,
        after_id,
        limit + 1,
        &known.companies,
    )
    .fetch_all(scope.db())
    .await?)
}
