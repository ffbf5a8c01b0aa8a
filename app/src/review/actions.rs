//! What the forms of the review do.

pub mod companies;
pub mod scans;

use std::collections::BTreeMap;

use leptos::prelude::*;
use uuid::Uuid;

use crate::error::Error;

/// Those of the group that are ticked are one person; in each field of `choose` the value of
/// the contact that is named survives.
#[server]
pub async fn merge_group(
    #[server(default)] with: Vec<Uuid>,
    #[server(default)] kept: Option<Uuid>,
    #[server(default)] choose: BTreeMap<String, Uuid>,
    #[server(default)] from: String,
) -> Result<(), Error> {
    use super::{page::place, pairs::write_pairs};
    use crate::{
        contacts,
        context::viewer_who_may,
        forms::{Done, answer},
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::EditContacts)?.begin().await?;
        let done = super::merge_group(&mut scope, kept, &with, choose).await?;
        let name = contacts::contact(&mut scope, done.kept).await?.name;
        scope.commit().await?;
        let joined: Vec<String> = done.joined.iter().map(Uuid::to_string).collect();
        let back = [
            ("pairs", write_pairs(&done.pairs)),
            ("joined", joined.join(",")),
        ];
        Ok(Done::to(place(&from))
            .saying(format!("{name} is one contact now."))
            .or_undo::<ReopenGroup>(&back))
    })
    .await
}

/// Nobody of these, by ids parted by commas, or of `only` some of them, is the same as another,
/// and none of the pairs is proposed again.
#[server]
pub async fn reject_group(
    ids: String,
    #[server(default)] only: Option<String>,
    #[server(default)] from: String,
) -> Result<(), Error> {
    use super::{page::place, pairs::write_pairs};
    use crate::{
        bulk::page::read_ids,
        context::viewer_who_may,
        forms::{Done, answer},
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::EditContacts)?.begin().await?;
        let contacts = read_ids(only.as_ref().unwrap_or(&ids))?;
        let pairs = super::reject_group(&mut scope, &contacts).await?;
        scope.commit().await?;
        let text = match contacts.len() {
            2 => "They stay two. Kith does not ask again.".to_owned(),
            many => format!("They stay {many}. Kith does not ask again."),
        };
        Ok(Done::to(place(&from))
            .saying(text)
            .or_undo::<ReopenGroup>(&[("pairs", write_pairs(&pairs))]))
    })
    .await
}

/// Takes an answer back: parts those who were joined, and lets the pairs wait again.
#[server]
pub async fn reopen_group(pairs: String, #[server(default)] joined: String) -> Result<(), Error> {
    use super::{page::place, pairs::read_pairs};
    use crate::{
        bulk::page::read_ids,
        context::viewer_who_may,
        forms::{Done, answer},
        identity::About,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::EditContacts)?.begin().await?;
        let (joined, pairs) = (read_ids(&joined)?, read_pairs(&pairs)?);
        super::reopen(&mut scope, About::Contacts, &joined, &pairs).await?;
        scope.commit().await?;
        Ok(Done::to(place("")).saying("Taken back. It waits for an answer again."))
    })
    .await
}

/// Merges what is this probable, in percent, or more.
#[server]
pub async fn merge_above(percent: u32) -> Result<(), Error> {
    use super::{page::place, pairs::write_pairs};
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::EditContacts)?.begin().await?;
        let merged = super::merge_above(&mut scope, f64::from(percent) / 100.0).await?;
        scope.commit().await?;
        let joined = merged.iter().flat_map(|done| &done.joined);
        let joined: Vec<String> = joined.map(Uuid::to_string).collect();
        let pairs: Vec<(Uuid, Uuid)> = merged.iter().flat_map(|done| done.pairs.clone()).collect();
        let done = Done::to(place("")).saying(format!("{} merged.", joined.len()));
        Ok(if joined.is_empty() {
            done
        } else {
            let back = [("pairs", write_pairs(&pairs)), ("joined", joined.join(","))];
            done.or_undo::<ReopenGroup>(&back)
        })
    })
    .await
}

/// Leaves a group, by ids parted by commas, for later.
#[server]
pub async fn skip_group(ids: String, #[server(default)] from: String) -> Result<(), Error> {
    use super::{
        page::{LATER, place},
        pairs::write_pairs,
    };
    use crate::{
        bulk::page::read_ids,
        context::viewer_who_may,
        forms::{Done, answer},
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::EditContacts)?.begin().await?;
        let pairs = super::skip_group(&mut scope, &read_ids(&ids)?).await?;
        scope.commit().await?;
        Ok(Done::to(place(&from))
            .saying(LATER)
            .or_undo::<ReturnSkipped>(&[("pairs", write_pairs(&pairs))]))
    })
    .await
}

/// Puts pairs that were left for later back to their place; `of` says companies where they are.
#[server]
pub async fn return_skipped(pairs: String, #[server(default)] of: String) -> Result<(), Error> {
    use super::{
        page::{companies_place, place},
        pairs::read_pairs,
    };
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        identity::About,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::EditContacts)?.begin().await?;
        let (about, to) = match of.as_str() {
            "companies" => (About::Companies, companies_place("")),
            _ => (About::Contacts, place("")),
        };
        super::skip(&mut scope, about, &read_pairs(&pairs)?, false).await?;
        scope.commit().await?;
        Ok(Done::to(to).saying("It waits at its place again."))
    })
    .await
}
