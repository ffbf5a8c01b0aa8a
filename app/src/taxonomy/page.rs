//! Pages of the taxonomy: itself, with the form of one tag; what applying it would do; and
//! which tags fit one contact.

mod apply;
mod contact;
mod entry;
mod form;
mod reading;
mod show;

pub use apply::Apply;
pub use contact::OfContact;
pub use form::as_fields;
pub use show::Show;

use super::Kind;
use crate::{
    context::viewer_who_may,
    error::Result,
    forms::Done,
    routes::{local_path, paths},
    workspaces::Permission,
};

/// The page of the taxonomy that a form names, or the first one.
pub fn back(from: &str) -> String {
    let first = paths::taxonomy();
    match from.split('?').next() {
        Some(path) if path == first => local_path(from),
        _ => first.to_owned(),
    }
}

/// Orders work in the background, for a form.
pub async fn begun(kind: Kind) -> Result<Done> {
    let mut scope = viewer_who_may(Permission::EditContacts)?.begin().await?;
    super::start_reading(&mut scope, kind).await?;
    scope.commit().await?;
    Ok(Done::to(paths::taxonomy()).saying("It began."))
}
