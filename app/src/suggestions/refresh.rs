//! Deciding again who is due: new suggestions open, those whose reason is gone
//! close, and what was snoozed wakes. Set-based; a contact has one at most.

use serde_json::Value;
use uuid::Uuid;

use super::{
    candidates::{Candidate, candidates},
    draft::Draft,
    drafting::write_drafts,
    rules::{Due, due},
    settings::follow_ups,
};
use crate::{
    context::{Kith, Scope, Turn},
    error::Result,
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
    let now = scope.now;
    let mut chosen: Vec<(Candidate, Due)> = candidates(scope)
        .await?
        .into_iter()
        .filter_map(|candidate| due(&candidate.tie(), &settings, now).map(|due| (candidate, due)))
        .collect();
    chosen.sort_by(|a, b| {
        b.1.weight
            .total_cmp(&a.1.weight)
            .then(a.0.contact_id.cmp(&b.0.contact_id))
    });
    chosen.truncate(usize::try_from(settings.most_open).unwrap_or_default());
    close_others(scope, &chosen).await?;
    let drafts = write_drafts(scope, &chosen).await?;
    hold_undecided(scope).await?;
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
         where not exists (
           select from suggestions s
           where (s.contact_id = new.contact or s.contact_id in (
               select m.id from contacts m where m.merged_into = new.contact
             ))
             and (s.state = 'snoozed'
               or (s.state = 'done' and s.decided_at > $2::timestamptz - interval '14 days')
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
