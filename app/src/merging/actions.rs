//! What the forms of joining and parting do.

use std::collections::BTreeMap;

use leptos::prelude::*;
use uuid::Uuid;

use crate::error::Error;

/// Makes one of those of `ids`, parted by commas; in each field of `choose` the value of the
/// contact that is named survives.
#[server]
pub async fn merge_contacts(
    kept: Uuid,
    ids: String,
    #[server(default)] choose: BTreeMap<String, Uuid>,
) -> Result<(), Error> {
    use super::Terms;
    use crate::{
        bulk::{self, page::read_ids},
        contacts,
        context::viewer_who_may,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let viewer = viewer_who_may(Permission::EditContacts)?;
        let mut scope = viewer.begin().await?;
        let mut joined = read_ids(&ids)?;
        joined.retain(|id| *id != kept);
        let terms = Terms {
            choices: choose,
            ..Terms::default()
        };
        super::merge_contacts(&mut scope, kept, &joined, &terms).await?;
        let name = contacts::contact(&mut scope, kept).await?.name;
        let merged = [&joined[..], &[kept]].concat();
        bulk::forget_ticks(&mut scope, viewer.user, &merged).await?;
        scope.commit().await?;
        let joined: Vec<String> = joined.iter().map(Uuid::to_string).collect();
        Ok(Done::to(paths::contact(kept))
            .saying(format!("{name} is one contact now."))
            .or_undo::<PartContacts>(&[("ids", joined.join(","))]))
    })
    .await
}

/// Parts those of `ids`, parted by commas, from the one that they were joined to.
#[server]
pub async fn part_contacts(ids: String) -> Result<(), Error> {
    use crate::{
        bulk::page::read_ids,
        context::viewer_who_may,
        error::FieldCode,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::EditContacts)?.begin().await?;
        let parted = read_ids(&ids)?;
        let mut kept = None;
        for id in &parted {
            kept = Some(super::part_contact(&mut scope, *id).await?);
        }
        let kept = kept.ok_or_else(|| Error::invalid("ids", FieldCode::Required))?;
        scope.commit().await?;
        let to = parted.first().copied().unwrap_or(kept);
        Ok(Done::to(paths::contact(to))
            .saying("They are contacts of their own again.")
            .or_undo::<MergeContacts>(&[("kept", kept.to_string()), ("ids", ids)]))
    })
    .await
}

/// The record is somebody else's: of `to`, or of a contact of its own.
#[server]
pub async fn part_record(record: Uuid, #[server(default)] to: Option<Uuid>) -> Result<(), Error> {
    use crate::{
        contacts,
        context::viewer_who_may,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::EditContacts)?.begin().await?;
        let taken = super::records::part_record(&mut scope, record, to).await?;
        let name = contacts::contact(&mut scope, taken.to).await?.name;
        scope.commit().await?;
        Ok(Done::to(paths::contact(taken.to))
            .saying(format!("It is {name}'s now."))
            .or_undo::<ReturnRecord>(&[("record", record.to_string())]))
    })
    .await
}

/// Brings a record back to the contact from which it was taken last.
#[server]
pub async fn return_record(record: Uuid) -> Result<(), Error> {
    use crate::{
        contacts,
        context::viewer_who_may,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::EditContacts)?.begin().await?;
        let taken = super::records::return_record(&mut scope, record).await?;
        let name = contacts::contact(&mut scope, taken.to).await?.name;
        scope.commit().await?;
        Ok(Done::to(paths::contact(taken.to)).saying(format!("It is {name}'s again.")))
    })
    .await
}
