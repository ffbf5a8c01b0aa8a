use leptos::prelude::*;
use uuid::Uuid;

use crate::error::Error;

/// Brings back what stood in a contact's field before the change.
#[server]
pub async fn revert_change(contact: Uuid, change: i64) -> Result<(), Error> {
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::EditContacts)?.begin().await?;
        let made = super::revert_change(&mut scope, contact, change).await?;
        scope.commit().await?;
        let done = Done::to(paths::history(contact));
        Ok(match made {
            Some(made) => {
                let back = [
                    ("contact", contact.to_string()),
                    ("change", made.to_string()),
                ];
                done.saying("It is as it was.")
                    .or_undo::<RevertChange>(&back)
            }
            None => done.saying("That stands there already."),
        })
    })
    .await
}
