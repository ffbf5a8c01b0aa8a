use leptos::prelude::*;
use uuid::Uuid;

use crate::error::Error;

/// Says that something happened (`confirmed`), that it did not (`wrong`), or takes either
/// back (`open`). `from` is the page to go back to.
#[server]
pub async fn judge_life_event(
    id: Uuid,
    decision: String,
    #[server(default)] from: String,
) -> Result<(), Error> {
    use super::{Judgement, judge_event};
    use crate::{
        context::viewer_who_may,
        error::FieldCode,
        forms::{Done, answer},
        routes::local_path,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::EditContacts)?.begin().await?;
        let (judgement, said) = match decision.as_str() {
            "confirmed" => (Judgement::Confirmed, "Confirmed."),
            "wrong" => (Judgement::Wrong, "Not told again."),
            "open" => (Judgement::Open, "As it was before."),
            _ => return Err(Error::invalid("decision", FieldCode::Unknown)),
        };
        let before = judge_event(&mut scope, id, judgement).await?;
        scope.commit().await?;
        let back = [
            ("id", id.to_string()),
            ("decision", before.as_str().to_owned()),
            ("from", from.clone()),
        ];
        Ok(Done::to(local_path(&from))
            .saying(said)
            .or_undo::<JudgeLifeEvent>(&back))
    })
    .await
}

/// Writes down the new job that an event tells of, and the end of the old one.
#[server]
pub async fn accept_job(id: Uuid, #[server(default)] from: String) -> Result<(), Error> {
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        routes::local_path,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::EditContacts)?.begin().await?;
        super::accept_job(&mut scope, id).await?;
        scope.commit().await?;
        let back = [
            ("id", id.to_string()),
            ("decision", "open".to_owned()),
            ("from", from.clone()),
        ];
        Ok(Done::to(local_path(&from))
            .saying("The new job is written down.")
            .or_undo::<JudgeLifeEvent>(&back))
    })
    .await
}
