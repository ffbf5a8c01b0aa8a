//! Moving a card of the board.

use leptos::prelude::*;
use uuid::Uuid;

use crate::error::Error;

/// Puts a contact into the group `to` of what the board goes by, and leads back to `from`.
#[server]
pub async fn move_contact(
    id: Uuid,
    group: String,
    #[server(default)] to: String,
    #[server(default)] seen: Option<String>,
    #[server(default)] from: String,
) -> Result<(), Error> {
    use crate::{
        contacts::{self, Grouping},
        context::viewer_who_may,
        error::FieldCode,
        forms::{Done, answer},
        routes::local_path,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::EditContacts)?.begin().await?;
        let grouping = Grouping::parse(&group);
        let grouping = grouping.ok_or_else(|| Error::invalid("group", FieldCode::Unknown))?;
        let moved = contacts::move_contact(&mut scope, id, &grouping, &to, seen.as_deref()).await?;
        scope.commit().await?;
        let mut back = vec![
            ("id", id.to_string()),
            ("group", group),
            ("from", from.clone()),
        ];
        let done = Done::to(local_path(&from));
        let done = done.saying(format!("{} moved to {}.", moved.name, moved.group));
        Ok(match moved.before {
            Some(before) => {
                back.extend([("to", before), ("seen", format!("={to}"))]);
                done.or_undo::<MoveContact>(&back)
            }
            None => done.or_undo::<MoveBack>(&back),
        })
    })
    .await
}

/// Lets the sources say again where a contact belongs.
#[server]
pub async fn move_back(
    id: Uuid,
    group: String,
    #[server(default)] from: String,
) -> Result<(), Error> {
    use crate::{
        contacts::{self, Grouping},
        context::viewer_who_may,
        error::FieldCode,
        forms::{Done, answer},
        routes::local_path,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::EditContacts)?.begin().await?;
        let grouping = Grouping::parse(&group);
        let grouping = grouping.ok_or_else(|| Error::invalid("group", FieldCode::Unknown))?;
        contacts::move_back(&mut scope, id, &grouping).await?;
        scope.commit().await?;
        Ok(Done::to(local_path(&from)).saying("The card is back where it was."))
    })
    .await
}
