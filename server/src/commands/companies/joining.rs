//! `kith companies merge` and `kith companies part`.

use anyhow::{Result, anyhow, bail};
use app::{
    companies::{joined_called, merge_companies, part_companies},
    error::Error,
    identity::About,
    merging::Terms,
    workspaces::Permission,
};
use serde_json::json;
use uuid::Uuid;

use crate::{
    cli::Global,
    commands::{
        account::{in_words, member},
        print,
        review::{choices, named},
        with_kith,
    },
};

pub(super) async fn merge(
    global: &Global,
    account: &str,
    [kept, with]: [&str; 2],
    choose: &[String],
) -> Result<()> {
    with_kith(global, async |kith, _| {
        let viewer = member(kith, account).await?;
        viewer.require(Permission::EditContacts).map_err(refused)?;
        let mut scope = viewer.begin().await?;
        let (kept, name) = named(&mut scope, About::Companies, kept).await?;
        let (joined, other) = named(&mut scope, About::Companies, with).await?;
        if kept == joined {
            bail!("{name} and {other} are one company already");
        }
        let terms = Terms {
            choices: choices(&mut scope, About::Companies, choose).await?,
            ..Terms::default()
        };
        merge_companies(&mut scope, joined, kept, &terms)
            .await
            .map_err(refused)?;
        scope.commit().await?;
        let words = format!("{name} is one with {other} now.");
        print(global, &json!({ "kept": kept, "joined": joined }), &words);
        Ok(())
    })
    .await
}

pub(super) async fn part(global: &Global, account: &str, text: &str) -> Result<()> {
    with_kith(global, async |kith, _| {
        let viewer = member(kith, account).await?;
        viewer.require(Permission::EditContacts).map_err(refused)?;
        let mut scope = viewer.begin().await?;
        let found = joined_called(&mut scope, text).await.map_err(refused)?;
        let (parted, name) = only_one(text, found)?;
        let kept = part_companies(&mut scope, parted).await.map_err(refused)?;
        scope.commit().await?;
        let words = format!("{name} is a company of its own again.");
        print(global, &json!({ "parted": parted, "kept": kept }), &words);
        Ok(())
    })
    .await
}

fn only_one(text: &str, mut found: Vec<(Uuid, String)>) -> Result<(Uuid, String)> {
    if found.len() > 1 {
        let lines: Vec<String> = found
            .iter()
            .map(|(id, name)| format!("{id}  {name}"))
            .collect();
        bail!(
            "{text} may be one of these; say the id:\n{}",
            lines.join("\n")
        );
    }
    match found.pop() {
        Some(found) => Ok(found),
        None => bail!("no company of that name, domain or id was joined to another"),
    }
}

fn refused(error: Error) -> anyhow::Error {
    match error {
        Error::NotFound => anyhow!("one of them was joined or deleted meanwhile; nothing was done"),
        other => in_words(&other),
    }
}
