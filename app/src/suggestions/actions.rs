use leptos::prelude::*;
use uuid::Uuid;

use crate::error::Error;

/// Marks as done, dismisses, or snoozes for a number of days. `from` is the page to
/// go back to.
#[server]
pub async fn decide_suggestion(
    id: Uuid,
    decision: String,
    #[server(default)] days: Option<u32>,
    #[server(default)] from: String,
) -> Result<(), Error> {
    use super::{Decision, decide};
    use crate::{
        context::viewer_who_may,
        error::FieldCode,
        forms::{Done, answer},
        routes::local_path,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::DecideSuggestions)?
            .begin()
            .await?;
        let days = days.unwrap_or(14).clamp(1, 3650);
        let (decision, text) = match decision.as_str() {
            "done" => (Decision::Done, "Marked as done."),
            "dismiss" => (Decision::Dismissed, "Dismissed."),
            "snooze" => (
                Decision::Snoozed(scope.now + chrono::Duration::days(i64::from(days))),
                "Snoozed.",
            ),
            _ => return Err(Error::invalid("decision", FieldCode::Unknown)),
        };
        decide(&mut scope, id, decision).await?;
        scope.commit().await?;
        let back = [("id", id.to_string()), ("from", from.clone())];
        Ok(Done::to(local_path(&from))
            .saying(text)
            .or_undo::<ReopenSuggestion>(&back))
    })
    .await
}

#[server]
pub async fn reopen_suggestion(id: Uuid, #[server(default)] from: String) -> Result<(), Error> {
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        routes::local_path,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::DecideSuggestions)?
            .begin()
            .await?;
        super::reopen(&mut scope, id).await?;
        scope.commit().await?;
        Ok(Done::to(local_path(&from)).saying("Back in the list."))
    })
    .await
}
