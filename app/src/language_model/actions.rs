//! What the form of the language model does.

#![expect(
    clippy::too_many_arguments,
    reason = "each field of a form is an argument"
)]

use leptos::prelude::*;

use crate::error::Error;

/// A key that is left empty stays as it is, unless the address is another.
#[server]
pub async fn choose_language_model(
    kind: String,
    #[server(default)] base_url: String,
    #[server(default)] model: String,
    #[server(default)] key_password: String,
    #[server(default)] forget_key: bool,
    #[server(default)] monthly_budget: String,
    #[server(default)] price_read: String,
    #[server(default)] price_written: String,
) -> Result<(), Error> {
    use super::{Chosen, Kind, NewKey, choose_model, micro_dollars};
    use crate::{
        context::viewer_who_may,
        error::FieldCode,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let viewer = viewer_who_may(Permission::ManageWorkspace)?;
        let money = |name: &str, text: &str| match text.trim() {
            "" => Ok(None),
            text => micro_dollars(text)
                .map(Some)
                .ok_or_else(|| Error::invalid(name, FieldCode::NotANumber)),
        };
        let key = match key_password.trim() {
            _ if forget_key => NewKey::Forget,
            "" => NewKey::Keep,
            key => NewKey::Set(key.to_owned()),
        };
        let chosen = Chosen {
            kind: Kind::parse(&kind).ok_or_else(|| Error::invalid("kind", FieldCode::Unknown))?,
            base_url,
            model,
            key,
            monthly_budget: money("monthly_budget", &monthly_budget)?.unwrap_or_default(),
            price_read: money("price_read", &price_read)?,
            price_written: money("price_written", &price_written)?,
        };
        let is_offline = chosen.kind == Kind::Offline;
        let mut scope = viewer.begin().await?;
        choose_model(&viewer.kith, &mut scope, chosen)
            .await
            .map_err(|error| error.renamed("key", "key_password"))?;
        scope.commit().await?;
        Ok(Done::to(paths::language_model()).saying(if is_offline {
            "Offline: no text leaves this machine."
        } else {
            "Saved. Test it now."
        }))
    })
    .await
}

#[server]
pub async fn test_language_model() -> Result<(), Error> {
    use super::test_model;
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let viewer = viewer_who_may(Permission::ManageWorkspace)?;
        let trouble = test_model(&viewer).await?;
        Ok(Done::to(paths::language_model()).saying(match trouble {
            None => "It works.",
            Some(_) => "It does not work yet.",
        }))
    })
    .await
}
