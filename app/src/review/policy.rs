//! From which probability on two contacts are joined without a question: the workspace's
//! choice, which may be never.

use serde_json::json;

use super::RULES;
use crate::{
    context::Scope,
    error::{Error, FieldCode, Result},
    events::{EventKind, record},
    ui::percent,
};

/// Below, what a person should look at would be joined: a name alone, however rare, is held
/// under this.
const LEAST_JOINED: f64 = 0.9;

pub async fn join_from(scope: &mut Scope) -> Result<Option<f64>> {
    let workspace = scope.workspace;
    Ok(
        sqlx::query_scalar!("select join_from from workspaces where id = $1", workspace)
            .fetch_one(scope.db())
            .await?,
    )
}

/// Holds from the next comparison on; who is one already stays so.
pub async fn choose_join_from(scope: &mut Scope, from: Option<f64>) -> Result<()> {
    if from.is_some_and(|from| !(LEAST_JOINED..1.0).contains(&from)) {
        return Err(Error::invalid("join_from", FieldCode::OutOfRange));
    }
    let workspace = scope.workspace;
    sqlx::query!(
        "update workspaces set join_from = $2 where id = $1",
        workspace,
        from,
    )
    .execute(scope.db())
    .await?;
    let data = json!({ "join_from": from, "rule": RULES });
    record(scope, EventKind::JoiningChosen, workspace, data).await
}

/// As people read it: `95 %`, and `never`.
pub fn join_words(from: Option<f64>) -> String {
    match from {
        Some(from) => percent(percent_of(from)),
        None => "never".to_owned(),
    }
}

/// Without digits that say nothing: 95, 97.5.
pub fn percent_of(from: f64) -> f64 {
    (from * 1000.0).round() / 10.0
}
