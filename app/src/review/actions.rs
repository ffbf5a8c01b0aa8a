//! What the forms of the review do.

pub mod scans;

use std::collections::BTreeMap;

use leptos::prelude::*;
use uuid::Uuid;

use crate::error::Error;

/// Those of the group that are ticked are one person, or one company where `of` says companies;
/// in each field of `choose` the value of the one that is named survives.
#[server]
pub async fn merge_group(
    #[server(default)] with: Vec<Uuid>,
    #[server(default)] kept: Option<Uuid>,
    #[server(default)] choose: BTreeMap<String, Uuid>,
    #[server(default)] from: String,
    #[server(default)] of: String,
) -> Result<(), Error> {
    use super::{
        page::{about_of, place, returning},
        pairs::write_pairs,
    };
    use crate::{
        companies, contacts,
        context::viewer_who_may,
        forms::{Done, answer},
        identity::About,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::EditContacts)?.begin().await?;
        let about = about_of(&of);
        let done = super::merge_group(&mut scope, about, kept, &with, choose).await?;
        let text = match about {
            About::Contacts => {
                let name = contacts::contact(&mut scope, done.kept).await?.name;
                format!("{name} is one contact now.")
            }
            About::Companies => {
                let name = companies::find(&mut scope, done.kept).await?.name;
                format!("{name} is one company now.")
            }
        };
        scope.commit().await?;
        let joined: Vec<String> = done.joined.iter().map(Uuid::to_string).collect();
        let back = [
            ("pairs", write_pairs(&done.pairs)),
            ("joined", joined.join(",")),
            ("of", of),
            ("from", returning(&from)),
        ];
        Ok(Done::to(place(about, &from))
            .saying(text)
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
    #[server(default)] of: String,
) -> Result<(), Error> {
    use super::{
        page::{about_of, place, returning},
        pairs::write_pairs,
    };
    use crate::{
        bulk::page::read_ids,
        context::viewer_who_may,
        forms::{Done, answer},
        identity::About,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::EditContacts)?.begin().await?;
        let about = about_of(&of);
        let members = read_ids(only.as_ref().unwrap_or(&ids))?;
        let pairs = super::reject_group(&mut scope, about, &members).await?;
        scope.commit().await?;
        let many = match members.len() {
            2 => "two".to_owned(),
            many => many.to_string(),
        };
        let what = match about {
            About::Contacts => "",
            About::Companies => " companies",
        };
        let back = [
            ("pairs", write_pairs(&pairs)),
            ("of", of),
            ("from", returning(&from)),
        ];
        Ok(Done::to(place(about, &from))
            .saying(format!("They stay {many}{what}. Kith does not ask again."))
            .or_undo::<ReopenGroup>(&back))
    })
    .await
}

/// Takes an answer back: parts those who were joined, and lets the pairs wait again.
#[server]
pub async fn reopen_group(
    pairs: String,
    #[server(default)] joined: String,
    #[server(default)] of: String,
    #[server(default)] from: String,
) -> Result<(), Error> {
    use super::{
        page::{about_of, place},
        pairs::read_pairs,
    };
    use crate::{
        bulk::page::read_ids,
        context::viewer_who_may,
        forms::{Done, answer},
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::EditContacts)?.begin().await?;
        let (joined, pairs) = (read_ids(&joined)?, read_pairs(&pairs)?);
        let about = about_of(&of);
        super::reopen(&mut scope, about, &joined, &pairs).await?;
        scope.commit().await?;
        Ok(Done::to(place(about, &from)).saying("Taken back. It waits for an answer again."))
    })
    .await
}

/// Merges what is this probable, in percent, or more.
#[server]
pub async fn merge_above(percent: u32, #[server(default)] of: String) -> Result<(), Error> {
    use super::{
        page::{about_of, place},
        pairs::write_pairs,
    };
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::EditContacts)?.begin().await?;
        let about = about_of(&of);
        let merged = super::merge_above(&mut scope, about, f64::from(percent) / 100.0).await?;
        scope.commit().await?;
        let joined = merged.iter().flat_map(|done| &done.joined);
        let joined: Vec<String> = joined.map(Uuid::to_string).collect();
        let pairs: Vec<(Uuid, Uuid)> = merged.iter().flat_map(|done| done.pairs.clone()).collect();
        let done = Done::to(place(about, "")).saying(format!("{} merged.", joined.len()));
        Ok(if joined.is_empty() {
            done
        } else {
            let back = [
                ("pairs", write_pairs(&pairs)),
                ("joined", joined.join(",")),
                ("of", of),
            ];
            done.or_undo::<ReopenGroup>(&back)
        })
    })
    .await
}

/// Leaves a group, by ids parted by commas, for later.
#[server]
pub async fn skip_group(
    ids: String,
    #[server(default)] from: String,
    #[server(default)] of: String,
) -> Result<(), Error> {
    use super::{
        page::{LATER, about_of, place},
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
        let about = about_of(&of);
        let pairs = super::skip_group(&mut scope, about, &read_ids(&ids)?).await?;
        scope.commit().await?;
        let back = [("pairs", write_pairs(&pairs)), ("of", of)];
        Ok(Done::to(place(about, &from))
            .saying(LATER)
            .or_undo::<ReturnSkipped>(&back))
    })
    .await
}

/// Puts pairs that were left for later back to their place; `of` says companies where they are.
#[server]
pub async fn return_skipped(pairs: String, #[server(default)] of: String) -> Result<(), Error> {
    use super::{
        page::{about_of, place},
        pairs::read_pairs,
    };
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::EditContacts)?.begin().await?;
        let about = about_of(&of);
        super::skip(&mut scope, about, &read_pairs(&pairs)?, false).await?;
        scope.commit().await?;
        Ok(Done::to(place(about, "")).saying("It waits at its place again."))
    })
    .await
}
