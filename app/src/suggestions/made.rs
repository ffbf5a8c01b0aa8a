//! The drafts that come with suggestions, kept as texts that were made: by which rules, from
//! what. One a suggestion, made anew with it until somebody takes it up.

use serde_json::{Value, json};
use uuid::Uuid;

use super::{candidates::Candidate, draft::Draft, rules::Due};
use crate::{context::Scope, error::Result};

pub async fn keep_drafts(
    scope: &mut Scope,
    chosen: &[(Candidate, Due)],
    drafts: &[Draft],
) -> Result<()> {
    let ids: Vec<Uuid> = drafts.iter().map(|_| scope.id()).collect();
    let contacts: Vec<Uuid> = chosen.iter().map(|(one, _)| one.contact_id).collect();
    let kinds: Vec<&str> = chosen.iter().map(|(_, due)| due.reason.as_str()).collect();
    let subjects: Vec<&str> = drafts.iter().map(|draft| draft.subject.as_str()).collect();
    let bodies: Vec<&str> = drafts.iter().map(|draft| draft.body.as_str()).collect();
    let languages: Vec<&str> = drafts.iter().map(|draft| draft.language).collect();
    let tones: Vec<&str> = drafts.iter().map(|draft| draft.tone).collect();
    let models: Vec<&str> = drafts.iter().map(|draft| draft.model.as_str()).collect();
    let prompts: Vec<&str> = drafts.iter().map(|draft| draft.prompt.as_str()).collect();
    let digests: Vec<&str> = drafts
        .iter()
        .map(|draft| draft.inputs_digest.as_str())
        .collect();
    let inputs: Vec<Value> = drafts
        .iter()
        .map(|draft| json!(draft.interactions))
        .collect();
    let (workspace, now) = (scope.workspace, scope.now);
    sqlx::query!(
        "insert into generated_texts
           (id, workspace_id, kind, contact_id, suggestion_id, renewed_for, provider, model, prompt, inputs_digest,
            interaction_ids, units_read, units_written, cost, trigger, channel, variant, language, tone,
            made_subject, made_body, subject, body, created_at)
         select
           new.id, $1, 'draft', new.contact, s.id, s.id, 'offline', new.model, new.prompt, new.digest,
           array(select input::uuid from jsonb_array_elements_text(new.inputs) as one (input)), 0, 0, 0, new.kind,
           'mail', 'usual', new.language, new.tone, new.subject, new.body, new.subject, new.body, $2
         from unnest(
           $3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[],
           $11::text[], $12::text[], $13::jsonb[]
         ) as new (id, contact, kind, subject, body, language, tone, model, prompt, digest, inputs)
         join suggestions s on s.contact_id = new.contact and s.state = 'open' and s.kind = new.kind
         on conflict (renewed_for) where renewed_for is not null do update set
           contact_id = excluded.contact_id,
           model = excluded.model,
           prompt = excluded.prompt,
           inputs_digest = excluded.inputs_digest,
           interaction_ids = excluded.interaction_ids,
           trigger = excluded.trigger,
           language = excluded.language,
           tone = excluded.tone,
           made_subject = excluded.made_subject,
           made_body = excluded.made_body,
           subject = excluded.subject,
           body = excluded.body,
           created_at = excluded.created_at
         where (generated_texts.trigger, generated_texts.inputs_digest, generated_texts.made_body)
           is distinct from (excluded.trigger, excluded.inputs_digest, excluded.made_body)",
        workspace,
        now,
        &ids,
        &contacts,
        &kinds as &[&str],
        &subjects as &[&str],
        &bodies as &[&str],
        &languages as &[&str],
        &tones as &[&str],
        &models as &[&str],
        &prompts as &[&str],
        &digests as &[&str],
        &inputs,
    )
    .execute(scope.db())
    .await?;
    Ok(())
}
