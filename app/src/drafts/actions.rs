//! What the forms of drafts do.

use leptos::prelude::*;
use uuid::Uuid;

use crate::error::Error;

#[server]
pub async fn make_draft(
    id: Uuid,
    #[server(default)] suggestion: String,
    #[server(default)] channel: String,
    #[server(default)] language: String,
    #[server(default)] variant: String,
    #[server(default)] instruction: String,
) -> Result<(), Error> {
    use super::Wanted;
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let viewer = viewer_who_may(Permission::DecideSuggestions)?;
        let words = [&channel, &language, &variant, &instruction].map(String::as_str);
        let wanted = Wanted::read(id, suggestion.parse().ok(), words)?;
        let draft = super::make_draft(&viewer, &wanted).await?;
        Ok(Done::to(paths::draft(id, draft)))
    })
    .await
}

#[server]
pub async fn edit_draft(
    id: Uuid,
    #[server(default)] subject: String,
    #[server(default)] body: String,
) -> Result<(), Error> {
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::DecideSuggestions)?
            .begin()
            .await?;
        super::edit_draft(&mut scope, id, &subject, &body).await?;
        let draft = super::draft(&mut scope, id).await?;
        scope.commit().await?;
        let said = match draft.too_long() {
            Some(words) => format!("Saved. {words}"),
            None => "Saved.".to_owned(),
        };
        Ok(Done::to(paths::draft(draft.contact_id, id)).saying(said))
    })
    .await
}

/// It was sent as it stands in the form.
#[server]
pub async fn accept_draft(
    id: Uuid,
    #[server(default)] subject: Option<String>,
    #[server(default)] body: Option<String>,
) -> Result<(), Error> {
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::DecideSuggestions)?
            .begin()
            .await?;
        let subject = subject.unwrap_or_default();
        let text = body.as_deref().map(|body| (subject.as_str(), body));
        let contact = super::accept_draft(&mut scope, id, text).await?.contact_id;
        scope.commit().await?;
        Ok(Done::to(paths::contact(contact))
            .saying("Noted as sent.")
            .or_undo::<RetractDraft>(&[("id", id.to_string())]))
    })
    .await
}

#[server]
pub async fn retract_draft(id: Uuid) -> Result<(), Error> {
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::DecideSuggestions)?
            .begin()
            .await?;
        let contact = super::retract_draft(&mut scope, id).await?.contact_id;
        scope.commit().await?;
        Ok(Done::to(paths::draft(contact, id)).saying("Not sent."))
    })
    .await
}

#[server]
pub async fn discard_draft(id: Uuid) -> Result<(), Error> {
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::DecideSuggestions)?
            .begin()
            .await?;
        let contact = super::discard_draft(&mut scope, id).await?;
        scope.commit().await?;
        Ok(Done::to(paths::write_to(contact))
            .saying("Discarded.")
            .or_undo::<RestoreDraft>(&[("id", id.to_string())]))
    })
    .await
}

#[server]
pub async fn restore_draft(id: Uuid) -> Result<(), Error> {
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::DecideSuggestions)?
            .begin()
            .await?;
        let contact = super::restore_draft(&mut scope, id).await?;
        scope.commit().await?;
        Ok(Done::to(paths::draft(contact, id)).saying("Back."))
    })
    .await
}
