//! What a contact may have many of: adding, changing, removing, each with a way back.
#![expect(
    clippy::too_many_arguments,
    reason = "a form posts its fields one by one"
)]

use leptos::prelude::*;
use uuid::Uuid;

use crate::{contacts::types::PointKind, error::Error};

#[server]
pub async fn add_point(
    id: Uuid,
    kind: PointKind,
    value: String,
    #[server(default)] label: String,
) -> Result<(), Error> {
    use crate::{
        contacts::{self, NewPoint},
        context::viewer_who_may,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::EditContacts)?.begin().await?;
        let mut new = NewPoint::plain(kind, &value);
        new.label = label;
        let made = contacts::add_point(&mut scope, id, new).await?;
        scope.commit().await?;
        Ok(Done::to(paths::contact(id))
            .saying(format!("{} added.", kind.label()))
            .or_undo::<RevertPoint>(&made.way_back(id, kind, "")))
    })
    .await
}

/// Adds an address, or puts it in the place of the one that is named.
#[server]
pub async fn save_address(
    id: Uuid,
    #[server(default)] value: String,
    #[server(default)] label: String,
    #[server(default)] street: String,
    #[server(default)] postal_code: String,
    #[server(default)] city: String,
    #[server(default)] region: String,
    #[server(default)] country: String,
    #[server(default)] seen: Option<String>,
) -> Result<(), Error> {
    use crate::{
        contacts::{self, NewPoint, PostalAddress},
        context::viewer_who_may,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::EditContacts)?.begin().await?;
        if !value.is_empty() {
            let (kind, seen) = (PointKind::Address, seen.as_deref());
            contacts::refuse_unseen_point(&mut scope, id, kind, &value, seen, &label).await?;
        }
        let mut new = NewPoint::plain(PointKind::Address, "");
        new.label = label;
        new.address = PostalAddress {
            street: Some(street),
            postal_code: Some(postal_code),
            city: Some(city),
            region: Some(region),
            country: Some(country),
            ..PostalAddress::default()
        };
        let (made, words) = if value.is_empty() {
            let made = contacts::add_point(&mut scope, id, new).await?;
            (made, "Address added.")
        } else {
            let made = contacts::change_point(&mut scope, id, &value, new).await?;
            (made, "Address saved.")
        };
        scope.commit().await?;
        let back = made.way_back(id, PointKind::Address, &value);
        Ok(Done::to(paths::contact(id))
            .saying(words)
            .or_undo::<RevertPoint>(&back))
    })
    .await
}

#[server]
pub async fn change_point(
    id: Uuid,
    kind: PointKind,
    value: String,
    to: String,
    #[server(default)] label: String,
    #[server(default)] seen: Option<String>,
) -> Result<(), Error> {
    use crate::{
        contacts::{self, NewPoint},
        context::viewer_who_may,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::EditContacts)?.begin().await?;
        let seen = seen.as_deref();
        contacts::refuse_unseen_point(&mut scope, id, kind, &value, seen, &label).await?;
        let mut new = NewPoint::plain(kind, &to);
        new.label = label;
        let made = contacts::change_point(&mut scope, id, &value, new).await?;
        scope.commit().await?;
        Ok(Done::to(paths::contact(id))
            .saying(format!("{} saved.", kind.label()))
            .or_undo::<RevertPoint>(&made.way_back(id, kind, &value)))
    })
    .await
}

/// Takes a change back: `value`, if there was one, stands there again in the place of what
/// was made of it.
#[server]
pub async fn revert_point(
    id: Uuid,
    kind: PointKind,
    value: String,
    made: String,
    #[server(default)] label: Option<String>,
) -> Result<(), Error> {
    use crate::{
        contacts::{self, Changed},
        context::viewer_who_may,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::EditContacts)?.begin().await?;
        let made = Changed { value: made, label };
        contacts::revert_point(&mut scope, id, kind, &value, &made).await?;
        scope.commit().await?;
        Ok(Done::to(paths::contact(id)).saying(format!("{} is as it was.", kind.label())))
    })
    .await
}

#[server]
pub async fn remove_point(id: Uuid, kind: PointKind, value: String) -> Result<(), Error> {
    use crate::{
        contacts,
        context::viewer_who_may,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::EditContacts)?.begin().await?;
        contacts::remove_point(&mut scope, id, &value).await?;
        scope.commit().await?;
        let back = [
            ("id", id.to_string()),
            ("kind", kind.as_str().to_owned()),
            ("value", value),
        ];
        Ok(Done::to(paths::contact(id))
            .saying(format!("{} removed.", kind.label()))
            .or_undo::<RestorePoint>(&back))
    })
    .await
}

/// Takes a removal back.
#[server]
pub async fn restore_point(id: Uuid, kind: PointKind, value: String) -> Result<(), Error> {
    use crate::{
        contacts,
        context::viewer_who_may,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::EditContacts)?.begin().await?;
        contacts::restore_point(&mut scope, id, &value).await?;
        scope.commit().await?;
        Ok(Done::to(paths::contact(id)).saying(format!("{} is back.", kind.label())))
    })
    .await
}
