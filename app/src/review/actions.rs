//! What the forms of the review do.

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

/// The two companies are one.
#[server]
pub async fn merge_alike(
    one: Uuid,
    other: Uuid,
    #[server(default)] from: String,
) -> Result<(), Error> {
    use super::page::companies_place;
    use crate::{
        companies,
        context::viewer_who_may,
        forms::{Done, answer},
        identity::About,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::EditContacts)?.begin().await?;
        let about = About::Companies;
        let (kept, joined) = super::merge_pair(&mut scope, about, one, other).await?;
        let name = companies::find(&mut scope, kept).await?.name;
        scope.commit().await?;
        let back = [
            ("one", one.to_string()),
            ("other", other.to_string()),
            ("joined", joined.to_string()),
        ];
        Ok(Done::to(companies_place(&from))
            .saying(format!("{name} is one company now."))
            .or_undo::<ReopenAlike>(&back))
    })
    .await
}

/// The two companies are not one, and are not proposed again.
#[server]
pub async fn reject_alike(
    one: Uuid,
    other: Uuid,
    #[server(default)] from: String,
) -> Result<(), Error> {
    use super::page::companies_place;
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        identity::About,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::EditContacts)?.begin().await?;
        super::reject_pair(&mut scope, About::Companies, one, other).await?;
        scope.commit().await?;
        let back = [("one", one.to_string()), ("other", other.to_string())];
        Ok(Done::to(companies_place(&from))
            .saying("They stay two companies. Kith does not ask again.")
            .or_undo::<ReopenAlike>(&back))
    })
    .await
}

/// Takes an answer about two companies back: parts them if the one was joined, and lets them
/// wait again.
#[server]
pub async fn reopen_alike(
    one: Uuid,
    other: Uuid,
    #[server(default)] joined: Option<Uuid>,
) -> Result<(), Error> {
    use super::page::companies_place;
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        identity::About,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::EditContacts)?.begin().await?;
        let joined: Vec<Uuid> = joined.into_iter().collect();
        super::reopen(&mut scope, About::Companies, &joined, &[(one, other)]).await?;
        scope.commit().await?;
        Ok(Done::to(companies_place("")).saying("Taken back. It waits for an answer again."))
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

/// Leaves two companies for later.
#[server]
pub async fn skip_alike(
    one: Uuid,
    other: Uuid,
    #[server(default)] from: String,
) -> Result<(), Error> {
    use super::{
        page::{LATER, companies_place},
        pairs::write_pairs,
    };
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        identity::About,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::EditContacts)?.begin().await?;
        super::skip_pair(&mut scope, About::Companies, one, other).await?;
        scope.commit().await?;
        let back = [
            ("pairs", write_pairs(&[(one, other)])),
            ("of", "companies".to_owned()),
        ];
        Ok(Done::to(companies_place(&from))
            .saying(LATER)
            .or_undo::<ReturnSkipped>(&back))
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

/// Compares all contacts anew, in the background; to try it out, without joining anybody.
#[server]
pub async fn find_doubles(#[server(default)] dry_run: bool) -> Result<(), Error> {
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::EditContacts)?.begin().await?;
        let started = super::start_scan(&mut scope, dry_run).await;
        scope.commit().await?;
        let done = Done::to(format!("{}?scan=follow#scan", paths::review()));
        match started {
            Ok(_) => Ok(done.saying("Kith compares all contacts.")),
            Err(Error::Conflict) => Ok(done.saying("Kith compares all contacts already.")),
            Err(error) => Err(error),
        }
    })
    .await
}

/// Stops comparing all contacts. Who was joined by then stays so.
#[server]
pub async fn stop_scan(id: Uuid) -> Result<(), Error> {
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::EditContacts)?.begin().await?;
        super::cancel_scan(&mut scope, id).await?;
        scope.commit().await?;
        Ok(Done::to(paths::review()).saying("Stopped."))
    })
    .await
}

/// Whether Kith joins by itself, and from which probability on, in percent.
#[server]
pub async fn choose_joining(
    #[server(default)] joins: bool,
    #[server(default)] percent: String,
) -> Result<(), Error> {
    use crate::{
        context::viewer_who_may,
        error::FieldCode,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let read = || percent.trim().parse::<f64>().ok();
        let wrong = |code| Error::invalid("percent", code);
        let from = match joins {
            true => Some(read().ok_or_else(|| wrong(FieldCode::NotANumber))? / 100.0),
            false => None,
        };
        let mut scope = viewer_who_may(Permission::ManageWorkspace)?.begin().await?;
        super::choose_join_from(&mut scope, from)
            .await
            .map_err(|error| match error {
                Error::Invalid(_) => wrong(FieldCode::OutOfRange),
                error => error,
            })?;
        scope.commit().await?;
        Ok(Done::to(paths::settings()).saying(match from {
            Some(_) => "Saved. It holds from the next comparison on.",
            None => "Saved. Kith joins nobody by itself any more.",
        }))
    })
    .await
}
