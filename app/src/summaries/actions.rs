//! What the form of a summary does.

use leptos::prelude::*;
use uuid::Uuid;

use crate::error::Error;

#[server]
pub async fn summarise_contact(id: Uuid) -> Result<(), Error> {
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let viewer = viewer_who_may(Permission::DecideSuggestions)?;
        let said = match super::summarise_contact(&viewer, id).await? {
            Some(_) => "Summarised.",
            None => "What you wrote each other is too little for a summary.",
        };
        Ok(Done::to(paths::contact(id)).saying(said))
    })
    .await
}
