//! Making a summary: the messages are read, the model is asked without a transaction and for a
//! bounded time, and what came of it is kept. Where the model cannot or may not, rules take
//! sentences as they stand, and the row says why.

use std::time::Duration;

use language::{Language, Offline, Request, SummaryRequest, Task, summarise};
use sha2::{Digest, Sha256};
use tokio::time::timeout;
use uuid::Uuid;

use super::store::{Written, written};
use crate::{
    contacts,
    context::{Scope, Viewer},
    error::Result,
    language_model::{Trouble, Writer, writer},
    workspaces::Permission,
};

/// Somebody waits for it.
const PATIENCE: Duration = Duration::from_secs(45);
const MESSAGES: i64 = 12;
const SENTENCES: usize = 4;

struct Question {
    contact: Uuid,
    request: SummaryRequest,
    interactions: Vec<Uuid>,
}

/// None where nothing that was written says enough.
pub async fn summarise_contact(viewer: &Viewer, contact: Uuid) -> Result<Option<Uuid>> {
    viewer.require(Permission::DecideSuggestions)?;
    let mut scope = viewer.begin().await?;
    let question = question(&mut scope, contact).await?;
    let writer = writer(&viewer.kith, &mut scope).await?;
    scope.commit().await?;
    if question.interactions.is_empty() {
        return Ok(None);
    }
    let Some((summary, trouble)) = answered(&writer, &question.request).await else {
        return Ok(None);
    };
    let mut scope = viewer.begin().await?;
    let id = keep(&mut scope, &question, &summary, trouble).await?;
    scope.commit().await?;
    Ok(Some(id))
}

async fn question(scope: &mut Scope, contact: Uuid) -> Result<Question> {
    let contact = contacts::contact(scope, contact).await?.id;
    let written = written(scope, contact, MESSAGES).await?;
    let language = written.iter().find_map(Written::language);
    Ok(Question {
        contact,
        request: SummaryRequest {
            language: language.unwrap_or(Language::English),
            messages: written.iter().map(Written::said).collect(),
            most: SENTENCES,
        },
        interactions: written.iter().map(|one| one.id).collect(),
    })
}

async fn answered(
    writer: &Writer,
    request: &SummaryRequest,
) -> Option<(language::Summary, Option<Trouble>)> {
    let trouble = match writer {
        Writer::Offline => None,
        Writer::Away(trouble) => Some(*trouble),
        Writer::Model(provider) => {
            match timeout(PATIENCE, summarise(provider.as_ref(), request)).await {
                Ok(Ok(summary)) if !summary.sentences.is_empty() => return Some((summary, None)),
                Ok(Ok(_)) => None,
                Ok(Err(error)) => Some(Trouble::from(&error)),
                Err(_) => Some(Trouble::Late),
            }
        }
    };
    let summary = summarise(&Offline, request).await.ok()?;
    (!summary.sentences.is_empty()).then_some((summary, trouble))
}

async fn keep(
    scope: &mut Scope,
    question: &Question,
    summary: &language::Summary,
    trouble: Option<Trouble>,
) -> Result<Uuid> {
    let (id, workspace, actor, now) = (scope.id(), scope.workspace, scope.actor, scope.now);
    let answer = &summary.answer;
    let whole = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
    let usage = answer.usage;
    let read = usage.map(|usage| whole(usage.input + usage.cache_read + usage.cache_write));
    let sentences: Vec<String> = summary
        .sentences
        .iter()
        .map(|sentence| sentence.replace('\n', " "))
        .collect();
    sqlx::query!(
        "insert into generated_texts
           (id, workspace_id, kind, contact_id, provider, model, prompt, trouble, inputs_digest, interaction_ids,
            units_read, units_written, cost, trigger, channel, variant, language, tone,
            made_subject, made_body, subject, body, created_at, created_by)
         values ($1, $2, 'summary', $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'summary', '', '', $13, '',
            '', $14, '', $14, $15, $16)",
        id,
        workspace,
        question.contact,
        answer.provider,
        answer.model,
        answer.prompt,
        trouble.map(Trouble::as_str),
        digest(&question.request),
        &question.interactions,
        read,
        usage.map(|usage| whole(usage.output)),
        answer.cost.map(|cost| whole(cost.0)),
        question.request.language.code(),
        sentences.join("\n"),
        now,
        actor,
    )
    .execute(scope.db())
    .await?;
    Ok(id)
}

/// Of all that a model was or would have been told.
fn digest(request: &SummaryRequest) -> String {
    let prompt = Request::new(Task::Summary(request.clone())).prompt();
    let all = format!("{}\n{}\n{}", prompt.version, prompt.system, prompt.user);
    hex::encode(Sha256::digest(all.as_bytes()))
}
