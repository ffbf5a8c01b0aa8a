//! `kith companies history` and `kith companies revert`.

use anyhow::Result;
use app::{
    companies::{
        api::{CompanyChangeDetails, company_changes_of},
        revert_change,
    },
    identity::About,
    workspaces::Permission,
};

use crate::{
    cli::Global,
    commands::{
        account::{in_words, member},
        contact::{print_reverted, unreverted},
        print,
        review::named,
        with_kith,
    },
};

pub(super) async fn history(
    global: &Global,
    account: &str,
    company: &str,
    before: Option<i64>,
    limit: i64,
) -> Result<()> {
    with_kith(global, async |kith, _| {
        let viewer = member(kith, account).await?;
        let mut scope = viewer.begin().await?;
        let (id, name) = named(&mut scope, About::Companies, company).await?;
        let (changes, next) = company_changes_of(&mut scope, id, before, limit)
            .await
            .map_err(|error| in_words(&error))?;
        let mut lines: Vec<String> = changes.iter().map(CompanyChangeDetails::line).collect();
        if lines.is_empty() {
            lines.push(format!("Nothing of {name} was changed."));
        }
        if let Some(next) = next {
            lines.push(format!("There are more: --before {next}"));
        }
        print(global, &changes, &lines.join("\n"));
        Ok(())
    })
    .await
}

pub(super) async fn revert(
    global: &Global,
    account: &str,
    company: &str,
    change: i64,
) -> Result<()> {
    with_kith(global, async |kith, _| {
        let viewer = member(kith, account).await?;
        let may = viewer.require(Permission::EditContacts);
        may.map_err(|error| in_words(&error))?;
        let mut scope = viewer.begin().await?;
        let (id, _) = named(&mut scope, About::Companies, company).await?;
        let made = revert_change(&mut scope, id, change)
            .await
            .map_err(|error| unreverted(&error, "companies"))?;
        scope.commit().await?;
        print_reverted(global, made);
        Ok(())
    })
    .await
}
