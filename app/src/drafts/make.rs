//! Making a draft: what is known is read, the model is asked without a transaction and for a
//! bounded time, and what came of it is kept. Where the model cannot or may not, rules write,
//! and the row says why.

use std::time::Duration;

use language::{Drafted, Formality, Offline, write_draft};
use serde_json::json;
use tokio::time::timeout;
use uuid::Uuid;

use super::{
    context::{Known, known},
    wanted::{Wanted, channel_code, variant_code},
};
use crate::{
    context::{Scope, Viewer},
    error::{Result, internal},
    events::{EventKind, record},
    language_model::{Trouble, Writer, writer},
    suggestions,
    workspaces::Permission,
};

/// Somebody waits for it.
const PATIENCE: Duration = Duration::from_secs(45);

pub async fn make_draft(viewer: &Viewer, wanted: &Wanted) -> Result<Uuid> {
    viewer.require(Permission::DecideSuggestions)?;
    let mut scope = viewer.begin().await?;
    let known = known(&mut scope, wanted).await?;
    let writer = writer(&viewer.kith, &mut scope).await?;
    scope.commit().await?;
    let (drafted, trouble) = write(&writer, &known).await?;
    let mut scope = viewer.begin().await?;
    let id = keep(&mut scope, wanted, &known, &drafted, trouble).await?;
    scope.commit().await?;
    Ok(id)
}

async fn write(writer: &Writer, known: &Known) -> Result<(Drafted, Option<Trouble>)> {
    let trouble = match writer {
        Writer::Offline => None,
        Writer::Away(trouble) => Some(*trouble),
        Writer::Model(provider) => {
            match timeout(PATIENCE, write_draft(provider.as_ref(), &known.request)).await {
                Ok(Ok(drafted)) => return Ok((drafted, None)),
                Ok(Err(error)) => Some(Trouble::from(&error)),
                Err(_) => Some(Trouble::Late),
            }
        }
    };
    let drafted = write_draft(&Offline, &known.request).await;
    let drafted = drafted.map_err(|_| internal("rules wrote what does not hold"))?;
    Ok((drafted, trouble))
}

async fn keep(
    scope: &mut Scope,
    wanted: &Wanted,
    known: &Known,
    drafted: &Drafted,
    trouble: Option<Trouble>,
) -> Result<Uuid> {
    let (id, workspace, actor, now) = (scope.id(), scope.workspace, scope.actor, scope.now);
    let (answer, request) = (&drafted.answer, &known.request);
    let usage = answer.usage;
    let read = usage.map(|usage| whole(usage.input + usage.cache_read + usage.cache_write));
    sqlx::query!(
        "insert into generated_texts
           (id, workspace_id, kind, contact_id, suggestion_id, provider, model, prompt, trouble, inputs_digest,
            interaction_ids, units_read, units_written, cost, trigger, channel, variant, instruction, language, tone,
            made_subject, made_body, subject, body, created_at, created_by)
         values ($1, $2, 'draft', $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19,
            $20, $21, $20, $21, $22, $23)",
        id,
        workspace,
        wanted.contact,
        known.suggestion,
        answer.provider,
        answer.model,
        answer.prompt,
        trouble.map(Trouble::as_str),
        suggestions::digest(request),
        &known.interactions,
        read,
        usage.map(|usage| whole(usage.output)),
        answer.cost.map(|cost| whole(cost.0)),
        known.trigger,
        channel_code(request.channel),
        variant_code(request.variant),
        request.instruction.as_deref().unwrap_or_default(),
        request.language.code(),
        match request.formality {
            Formality::Casual => "casual",
            Formality::Formal => "formal",
        },
        drafted.draft.subject,
        drafted.draft.body,
        now,
        actor,
    )
    .execute(scope.db())
    .await?;
    let data = json!({ "draft": id, "provider": answer.provider });
    record(scope, EventKind::DraftMade, wanted.contact, data).await?;
    Ok(id)
}

fn whole(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
