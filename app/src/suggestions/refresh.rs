//! Deciding again who is due: new suggestions open, those whose reason is gone
//! close, and what was snoozed wakes. Set-based; a contact has one at most.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use serde_json::Value;
use uuid::Uuid;

use super::{
    draft::{Draft, Voice, draft},
    rules::{Due, Tie, due},
};
use crate::{
    context::{Kith, Scope},
    error::Result,
};

/// How many suggestions stand open at most: a list that can be finished.
const MOST_OPEN: usize = 30;

pub async fn refresh_workspace(kith: &Kith, workspace: Uuid) -> Result<()> {
    let mut scope = Scope::open(&kith.pool, workspace, None, kith.clock.now()).await?;
    refresh(&mut scope).await?;
    scope.commit().await
}

pub async fn refresh(scope: &mut Scope) -> Result<()> {
    wake_snoozed(scope).await?;
    let mut chosen: Vec<(Candidate, Due)> = candidates(scope)
        .await?
        .into_iter()
        .filter_map(|candidate| due(&candidate.tie(), scope.now).map(|due| (candidate, due)))
        .collect();
    chosen.sort_by(|a, b| {
        b.1.weight
            .total_cmp(&a.1.weight)
            .then(a.0.contact_id.cmp(&b.0.contact_id))
    });
    chosen.truncate(MOST_OPEN);
    close_others(scope, &chosen).await?;
    let drafts = write_drafts(scope, &chosen).await?;
    store(scope, &chosen, &drafts).await
}

async fn wake_snoozed(scope: &mut Scope) -> Result<()> {
    let now = scope.now;
    sqlx::query!(
        "update suggestions set state = 'open', snoozed_until = null, updated_at = $1
         where workspace_id = acting_workspace() and state = 'snoozed' and snoozed_until <= $1",
        now,
    )
    .execute(scope.db())
    .await?;
    Ok(())
}

struct Candidate {
    contact_id: Uuid,
    name: String,
    given_name: Option<String>,
    score: f32,
    inbound_count: i32,
    outbound_count: i32,
    last_inbound_at: Option<DateTime<Utc>>,
    last_outbound_at: Option<DateTime<Utc>>,
    unanswered: i32,
    rhythm_days: Option<f32>,
    spread_days: Option<f32>,
    last_subject: Option<String>,
    asks: bool,
}

impl Candidate {
    fn tie(&self) -> Tie {
        Tie {
            score: f64::from(self.score),
            inbound: i64::from(self.inbound_count),
            outbound: i64::from(self.outbound_count),
            last_inbound_at: self.last_inbound_at,
            last_outbound_at: self.last_outbound_at,
            unanswered: i64::from(self.unanswered),
            last_asks: self.asks,
            rhythm_days: self.rhythm_days.map(f64::from),
            spread_days: self.spread_days.map(f64::from),
            last_subject: plain_subject(self.last_subject.as_deref().unwrap_or_default())
                .to_owned(),
        }
    }
}

/// A subject without the marks that answers and forwards put before it.
fn plain_subject(subject: &str) -> &str {
    const MARKS: [&str; 10] = [
        "re", "aw", "sv", "antw", "odp", "rv", "fw", "fwd", "wg", "tr",
    ];
    let mut plain = subject.trim();
    while let Some((mark, rest)) = plain.split_once(':')
        && MARKS
            .iter()
            .any(|known| mark.trim().eq_ignore_ascii_case(known))
    {
        plain = rest.trim();
    }
    plain
}

/// Contacts with an exchange and without a recent decision: followed up within two
/// weeks or dismissed within a month means no.
async fn candidates(scope: &mut Scope) -> Result<Vec<Candidate>> {
    let now = scope.now;
    Ok(sqlx::query_as!(
        Candidate,
        r#"with tied as (
             select *
             from contacts c
             where c.workspace_id = acting_workspace()
               and c.deleted_at is null
               and not c.is_archived
               and c.inbound_count > 0
               and c.outbound_count > 0
               and c.unanswered < 3
               and c.last_contact_at between $1::timestamptz - interval '5 years' and $1 - interval '1 day'
               and not exists (
                 select from suggestions s
                 where s.contact_id = c.id
                   and (s.state = 'snoozed'
                     or (s.state = 'done' and s.decided_at > $1 - interval '14 days')
                     or (s.state = 'dismissed' and s.decided_at > $1 - interval '30 days'))
               )
             order by c.score desc, c.id
             limit 5000
           )
           select
             c.id as contact_id,
             c.name,
             c.given_name,
             c.score,
             c.inbound_count,
             c.outbound_count,
             c.last_inbound_at,
             c.last_outbound_at,
             c.unanswered,
             c.rhythm_days,
             c.spread_days,
             last.subject as "last_subject?",
             coalesce(last.asks, false) as "asks!"
           from tied c
           left join lateral (
             select
               i.subject,
               i.snippet like any (array['%?%', '%？%', '%؟%']) or length(i.snippet) > 120 as asks
             from identity_links l
             join participants p on p.source_record_id = l.source_record_id
             join interactions i on i.id = p.interaction_id
             where l.contact_id = c.id and p.occurred_at = c.last_contact_at and i.kind <> 'note'
             limit 1
           ) last on true"#,
        now,
    )
    .fetch_all(scope.db())
    .await?)
}

/// Suggestions that nobody decided and whose reason is gone.
async fn close_others(scope: &mut Scope, chosen: &[(Candidate, Due)]) -> Result<()> {
    let keep: Vec<Uuid> = chosen
        .iter()
        .map(|(candidate, _)| candidate.contact_id)
        .collect();
    let now = scope.now;
    sqlx::query!(
        "update suggestions set state = 'closed', updated_at = $2
         where workspace_id = acting_workspace() and state = 'open' and contact_id <> all($1)",
        &keep,
        now,
    )
    .execute(scope.db())
    .await?;
    Ok(())
}

struct OwnText {
    body: String,
    language: Option<String>,
    author: Option<String>,
}

async fn write_drafts(scope: &mut Scope, chosen: &[(Candidate, Due)]) -> Result<Vec<Draft>> {
    let contacts: Vec<Uuid> = chosen
        .iter()
        .map(|(candidate, _)| candidate.contact_id)
        .collect();
    let own = own_texts(scope, &contacts).await?;
    let owner = owner_name(scope).await?;
    Ok(chosen
        .iter()
        .map(|(candidate, due)| {
            let text = own.get(&candidate.contact_id);
            let voice = Voice {
                given_name: candidate.given_name.as_deref().unwrap_or(&candidate.name),
                own_name: text
                    .and_then(|text| text.author.as_deref())
                    .unwrap_or(&owner),
                last_own_text: text.map(|text| text.body.as_str()).unwrap_or_default(),
                language: text.and_then(|text| text.language.as_deref()),
            };
            draft(due.reason, &due.facts, &voice)
        })
        .collect())
}

/// The member's last message to each of these contacts.
async fn own_texts(scope: &mut Scope, contacts: &[Uuid]) -> Result<HashMap<Uuid, OwnText>> {
    let rows = sqlx::query!(
        r#"select distinct on (l.contact_id)
             l.contact_id,
             left(i.body, 4000) as "body!",
             i.language,
             u.name as "author?"
           from identity_links l
           join participants p on p.source_record_id = l.source_record_id
           join interactions i on i.id = p.interaction_id
           left join users u on u.id = i.author_id
           where l.contact_id = any($1) and i.direction = 'out' and i.deleted_at is null
           order by l.contact_id, i.occurred_at desc"#,
        contacts,
    )
    .fetch_all(scope.db())
    .await?;
    let texts = rows.into_iter().map(|row| {
        (
            row.contact_id,
            OwnText {
                body: row.body,
                language: row.language,
                author: row.author,
            },
        )
    });
    Ok(texts.collect())
}

async fn owner_name(scope: &mut Scope) -> Result<String> {
    let name = sqlx::query_scalar!(
        "select u.name
         from memberships m
         join users u on u.id = m.user_id
         where m.workspace_id = acting_workspace()
         order by m.created_at
         limit 1",
    );
    Ok(name.fetch_optional(scope.db()).await?.unwrap_or_default())
}

async fn store(scope: &mut Scope, chosen: &[(Candidate, Due)], drafts: &[Draft]) -> Result<()> {
    let ids: Vec<Uuid> = chosen.iter().map(|_| scope.id()).collect();
    let contacts: Vec<Uuid> = chosen
        .iter()
        .map(|(candidate, _)| candidate.contact_id)
        .collect();
    let kinds: Vec<&str> = chosen.iter().map(|(_, due)| due.reason.as_str()).collect();
    let facts = chosen
        .iter()
        .map(|(_, due)| serde_json::to_value(&due.facts))
        .collect::<std::result::Result<Vec<Value>, _>>()?;
    let weights: Vec<f32> = chosen.iter().map(|(_, due)| due.weight as f32).collect();
    let subjects: Vec<&str> = drafts.iter().map(|draft| draft.subject.as_str()).collect();
    let bodies: Vec<&str> = drafts.iter().map(|draft| draft.body.as_str()).collect();
    let languages: Vec<&str> = drafts.iter().map(|draft| draft.language).collect();
    let tones: Vec<&str> = drafts.iter().map(|draft| draft.tone).collect();
    let (workspace, now) = (scope.workspace, scope.now);
    sqlx::query!(
        "insert into suggestions
           (id, workspace_id, contact_id, kind, facts, weight, draft_subject, draft_body, language, tone, created_at, updated_at)
         select id, $1, contact, kind, facts, weight, subject, body, language, tone, $2, $2
         from unnest(
           $3::uuid[], $4::uuid[], $5::text[], $6::jsonb[], $7::real[], $8::text[], $9::text[], $10::text[], $11::text[]
         ) as new (id, contact, kind, facts, weight, subject, body, language, tone)
         on conflict (contact_id) where state in ('open', 'snoozed') do update set
           kind = excluded.kind,
           facts = excluded.facts,
           weight = excluded.weight,
           draft_subject = excluded.draft_subject,
           draft_body = excluded.draft_body,
           language = excluded.language,
           tone = excluded.tone,
           updated_at = excluded.updated_at",
        workspace,
        now,
        &ids,
        &contacts,
        &kinds as &[&str],
        &facts,
        &weights,
        &subjects as &[&str],
        &bodies as &[&str],
        &languages as &[&str],
        &tones as &[&str],
    )
    .execute(scope.db())
    .await?;
    Ok(())
}
