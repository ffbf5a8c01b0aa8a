//! What the forms of companies that may be one do.

use leptos::prelude::*;
use uuid::Uuid;

use crate::error::Error;

/// The two companies are one.
#[server]
pub async fn merge_alike(
    one: Uuid,
    other: Uuid,
    #[server(default)] from: String,
) -> Result<(), Error> {
    use crate::{
        companies,
        context::viewer_who_may,
        forms::{Done, answer},
        identity::About,
        review::{self, page::companies_place},
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::EditContacts)?.begin().await?;
        let about = About::Companies;
        let (kept, joined) = review::merge_pair(&mut scope, about, one, other).await?;
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
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        identity::About,
        review::{self, page::companies_place},
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::EditContacts)?.begin().await?;
        review::reject_pair(&mut scope, About::Companies, one, other).await?;
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
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        identity::About,
        review::{self, page::companies_place},
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::EditContacts)?.begin().await?;
        let joined: Vec<Uuid> = joined.into_iter().collect();
        review::reopen(&mut scope, About::Companies, &joined, &[(one, other)]).await?;
        scope.commit().await?;
        Ok(Done::to(companies_place("")).saying("Taken back. It waits for an answer again."))
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
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        identity::About,
        review::{
            self,
            actions::ReturnSkipped,
            page::{LATER, companies_place},
            pairs::write_pairs,
        },
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::EditContacts)?.begin().await?;
        review::skip_pair(&mut scope, About::Companies, one, other).await?;
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
