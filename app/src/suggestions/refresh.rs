//! Deciding again who is due: new suggestions open, as many as the day has places for,
//! those whose reason is gone close, and what was snoozed wakes. Set-based; a contact
//! has one at most.

use chrono_tz::Tz;
use serde_json::Value;
use uuid::Uuid;
use when::begin_of;

use super::{
    budget::{Offer, Opened, choose},
    candidates::{Candidate, Today, candidates},
    contacted::close_contacted,
    draft::Draft,
    drafting::write_drafts,
    learned::learned,
    made::keep_drafts,
    occasions::Occasions,
    rules::{Circumstances, Due, judge},
    settings::{FollowUps, follow_ups},
};
use crate::{
    context::{Kith, Scope, Turn},
    error::Result,
    workspaces,
};

pub async fn refresh_workspace(kith: &Kith, workspace: Uuid) -> Result<()> {
    let mut scope = Scope::open(&kith.pool, workspace, None, kith.clock.now()).await?;
    refresh(&mut scope).await?;
    scope.commit().await
}

pub async fn refresh(scope: &mut Scope) -> Result<()> {
    scope.alone(Turn::Suggestions).await?;
    let settings = follow_ups(scope).await?;
    wake_snoozed(scope).await?;
    close_contacted(scope, None).await?;
    let today = today(scope).await?;
    let due = all_due(scope, settings, today).await?;
    let due_people: Vec<Uuid> = due.iter().map(|(one, _)| one.contact_id).collect();
    let chosen = chosen(scope, due, &settings, today).await?;
    close_others(scope, &chosen, &due_people).await?;
    let drafts = write_drafts(scope, &chosen).await?;
    hold_undecided(scope).await?;
    store(scope, &chosen, &drafts).await?;
    keep_drafts(scope, &chosen, &drafts).await
}

/// The day of the workspace, by its own clock.
pub(super) async fn today(scope: &mut Scope) -> Result<Today> {
    let zone = zone(scope).await?;
    let day = scope.now.with_timezone(&zone).date_naive();
    Ok(Today {
        begins: begin_of(day, zone),
        day,
    })
}

pub(super) async fn zone(scope: &mut Scope) -> Result<Tz> {
    Ok(workspaces::morning(scope).await?.zone)
}

/// The weightiest first.
async fn all_due(
    scope: &mut Scope,
    settings: FollowUps,
    today: Today,
) -> Result<Vec<(Candidate, Due)>> {
    let zone = zone(scope).await?;
    let mut occasions = Occasions::known(scope, zone, settings.lead_days).await?;
    let found = candidates(scope, &occasions.contacts(), today).await?;
    let people: Vec<Uuid> = found.iter().map(|one| one.contact_id).collect();
    occasions.add_promises(scope, &people).await?;
    let learned = learned(scope).await?;
    let around = Circumstances {
        settings,
        learned: learned.factors(),
        now: scope.now,
    };
    let mut due: Vec<(Candidate, Due)> = found
        .into_iter()
        .filter_map(|one| {
            let of_person = learned.of_person(one.contact_id);
            let tie = one.tie(occasions.take(one.contact_id), of_person);
            judge(&tie, &around).ok().map(|due| (one, due))
        })
        .collect();
    due.sort_by(|a, b| {
        b.1.weight
            .total_cmp(&a.1.weight)
            .then(a.0.contact_id.cmp(&b.0.contact_id))
    });
    Ok(due)
}

async fn chosen(
    scope: &mut Scope,
    due: Vec<(Candidate, Due)>,
    settings: &FollowUps,
    today: Today,
) -> Result<Vec<(Candidate, Due)>> {
    let opened = opened(scope, today).await?;
    let offers: Vec<Offer> = due
        .iter()
        .map(|(one, due)| Offer {
            pool: due.pool,
            weight: due.weight,
            stands: one.stands(),
        })
        .collect();
    let places = choose(&offers, opened, settings);
    let mut chosen = Vec::with_capacity(places.len());
    for (place, one) in due.into_iter().enumerate() {
        if places.binary_search(&place).is_ok() {
            chosen.push(one);
        }
    }
    Ok(chosen)
}

async fn opened(scope: &mut Scope, today: Today) -> Result<Opened> {
    let row = sqlx::query!(
        r#"select
             count(distinct contact_id) filter (where pool = 'active') as "active!",
             count(distinct contact_id) filter (where pool = 'dormant') as "dormant!"
           from suggestions
           where workspace_id = acting_workspace() and created_at >= $1"#,
        today.begins,
    )
    .fetch_one(scope.db())
    .await?;
    let count = |number: i64| usize::try_from(number).unwrap_or_default();
    Ok(Opened {
        active: count(row.active),
        dormant: count(row.dormant),
    })
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

/// Suggestions that nobody decided and whose reason is gone, or whose place others took;
/// with why: I wrote, there was contact otherwise, or neither.
async fn close_others(
    scope: &mut Scope,
    chosen: &[(Candidate, Due)],
    due_people: &[Uuid],
) -> Result<()> {
    let keep: Vec<Uuid> = chosen
        .iter()
        .map(|(candidate, _)| candidate.contact_id)
        .collect();
    let now = scope.now;
    sqlx::query!(
        "update suggestions s set
           state = 'closed',
           closed_by = case
             when c.last_outbound_at > s.created_at then 'acted'
             when c.last_contact_at > s.created_at then 'contact'
             when c.id = any($3) then 'place'
             else 'reason'
           end,
           updated_at = $2
         from contacts c
         where s.workspace_id = acting_workspace()
           and s.state = 'open'
           and c.id = s.contact_id
           and s.contact_id <> all($1)",
        &keep,
        now,
        due_people,
    )
    .execute(scope.db())
    .await?;
    Ok(())
}

/// Waits for decisions under way; those still to come wait for the end.
async fn hold_undecided(scope: &mut Scope) -> Result<()> {
    sqlx::query!(
        "select
         from suggestions
         where workspace_id = acting_workspace() and state in ('open', 'snoozed')
         order by id
         for update",
    )
    .execute(scope.db())
    .await?;
    Ok(())
}

/// Leaves those alone about whom somebody decided while the drafts were made.
async fn store(scope: &mut Scope, chosen: &[(Candidate, Due)], drafts: &[Draft]) -> Result<()> {
    let ids: Vec<Uuid> = chosen.iter().map(|_| scope.id()).collect();
    let contacts: Vec<Uuid> = chosen
        .iter()
        .map(|(candidate, _)| candidate.contact_id)
        .collect();
    let kinds: Vec<&str> = chosen.iter().map(|(_, due)| due.reason.as_str()).collect();
    let pools: Vec<&str> = chosen.iter().map(|(_, due)| due.pool.as_str()).collect();
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
           (id, workspace_id, contact_id, kind, facts, weight, draft_subject, draft_body, language, tone, pool,
            created_at, updated_at)
         select id, $1, contact, kind, facts, weight, subject, body, language, tone, pool, $2, $2
         from unnest(
           $3::uuid[], $4::uuid[], $5::text[], $6::jsonb[], $7::real[], $8::text[], $9::text[], $10::text[], $11::text[],
           $12::text[]
         ) as new (id, contact, kind, facts, weight, subject, body, language, tone, pool)
         where not exists (
           select from suggestions s
           where (s.contact_id = new.contact or s.contact_id in (
               select m.id from contacts m where m.merged_into = new.contact
             ))
             and (s.state = 'snoozed'
               or (s.state = 'done'
                 and s.decided_at > $2::timestamptz - interval '14 days'
                 and not (new.kind = 'answer' and exists (
                   select from contacts waiting
                   where waiting.id = new.contact and waiting.last_inbound_at > s.decided_at
                 )))
               or (s.state = 'dismissed' and s.decided_at > $2::timestamptz - interval '30 days'))
         )
         on conflict (contact_id) where state in ('open', 'snoozed') do update set
           kind = excluded.kind,
           facts = excluded.facts,
           weight = excluded.weight,
           draft_subject = excluded.draft_subject,
           draft_body = excluded.draft_body,
           language = excluded.language,
           tone = excluded.tone,
           pool = excluded.pool,
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
        &pools as &[&str],
    )
    .execute(scope.db())
    .await?;
    Ok(())
}
