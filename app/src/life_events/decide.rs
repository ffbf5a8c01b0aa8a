//! What a person says of an event: that it is so, or that it is not; writing down the new
//! job that it tells of; and each way back.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use uuid::Uuid;

use super::store::{LifeEvent, life_event};
use crate::{
    contacts::{
        Employment, EmploymentInput, Replaced, employments, restore_employment, set_employment,
    },
    context::Scope,
    error::{Error, Result},
    events::{EventKind, record},
    suggestions,
};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Judgement {
    Confirmed,
    /// It is not so: never told again, and its source is believed less.
    Wrong,
    /// Nobody decided.
    Open,
}

impl Judgement {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed",
            Self::Wrong => "wrong",
            Self::Open => "open",
        }
    }
}

/// Returns what stood before.
pub async fn judge_event(scope: &mut Scope, id: Uuid, judgement: Judgement) -> Result<Judgement> {
    let event = life_event(scope, id).await?;
    if event.accepted.is_some() && judgement != Judgement::Confirmed {
        take_back(scope, &event).await?;
    }
    let (actor, now) = (scope.actor, scope.now);
    let decided = (judgement != Judgement::Open).then_some(now);
    sqlx::query!(
        "update life_events set
           state = $2,
           accepted = case when $2 = 'confirmed' then accepted end,
           decided_at = $3,
           decided_by = case when $3::timestamptz is not null then $4::uuid end,
           updated_at = $5
         where id = $1",
        id,
        judgement.as_str(),
        decided,
        actor,
        now,
    )
    .execute(scope.db())
    .await?;
    record(
        scope,
        EventKind::LifeEventDecided,
        id,
        json!({ "state": judgement.as_str() }),
    )
    .await?;
    suggestions::refresh(scope).await?;
    Ok(match event.state.as_str() {
        "confirmed" => Judgement::Confirmed,
        "wrong" => Judgement::Wrong,
        _ => Judgement::Open,
    })
}

/// Writes down the new job and the end of the old one, and confirms the event.
pub async fn accept_job(scope: &mut Scope, id: Uuid) -> Result<()> {
    let event = life_event(scope, id).await?;
    if !event.proposes_job() || event.accepted.is_some() {
        return Err(Error::Conflict);
    }
    let month = event.happened_on.format("%B %Y").to_string();
    let known = employments(scope, event.contact_id).await?;
    let mut done: Vec<Replaced> = Vec::new();
    if let Some(old) = old_job(&known, &event) {
        let ended = EmploymentInput {
            company: old.company.clone().unwrap_or_default(),
            title: old.title.clone().unwrap_or_default(),
            department: old.department.clone().unwrap_or_default(),
            since: old
                .since
                .clone()
                .filter(|_| !old.observed)
                .unwrap_or_default(),
            until: month.clone(),
        };
        done.push(set_employment(scope, event.contact_id, Some(&old.key), ended).await?);
    }
    let details = event.details();
    if details.company.is_some() || details.title.is_some() {
        let new = EmploymentInput {
            company: details.company.unwrap_or_default(),
            title: details.title.unwrap_or_default(),
            since: month,
            ..EmploymentInput::default()
        };
        let shown = employments(scope, event.contact_id).await?;
        let key = shown
            .iter()
            .find(|one| is_same(one, &new))
            .map(|one| one.key.clone());
        done.push(set_employment(scope, event.contact_id, key.as_deref(), new).await?);
    }
    judge_event(scope, id, Judgement::Confirmed).await?;
    let accepted = serde_json::to_value(&done)?;
    sqlx::query!(
        "update life_events set accepted = $2 where id = $1",
        id,
        accepted
    )
    .execute(scope.db())
    .await?;
    Ok(())
}

async fn take_back(scope: &mut Scope, event: &LifeEvent) -> Result<()> {
    let accepted = event.accepted.clone().unwrap_or(Value::Null);
    let done: Vec<Replaced> = serde_json::from_value(accepted)?;
    for replaced in done.into_iter().rev() {
        restore_employment(scope, event.contact_id, replaced).await?;
    }
    Ok(())
}

/// The one that goes on and that the event says is over: by its company, or by its title
/// where the company stays the same.
fn old_job<'a>(known: &'a [Employment], event: &LifeEvent) -> Option<&'a Employment> {
    let details = event.details();
    let is = |said: &Option<String>, other: &Option<String>| {
        let plain = |text: &Option<String>| text.as_deref().map(str::to_lowercase);
        said.is_some() && plain(said) == plain(other)
    };
    // One that only mail speaks of has no end but the last mail.
    let mut running = known
        .iter()
        .filter(|one| one.until.is_none() || one.observed);
    running.find(|one| {
        is(&one.company, &details.old_company)
            && (details.old_title.is_none()
                || one.title.is_none()
                || is(&one.title, &details.old_title))
    })
}

fn is_same(known: &Employment, new: &EmploymentInput) -> bool {
    let plain = |text: &Option<String>| text.clone().unwrap_or_default().to_lowercase();
    plain(&known.company) == new.company.to_lowercase()
        && plain(&known.title) == new.title.to_lowercase()
}
