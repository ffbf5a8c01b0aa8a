//! `kith contacts merge` and `kith contacts unmerge`.

use anyhow::{Result, bail};
use app::{
    error::Error,
    identity::About,
    merging::{Joined, Terms, joined_called, merge_contacts, part_contact},
    workspaces::Permission,
};
use serde_json::json;

use super::{
    account::{in_words, member},
    print,
    review::choices,
    score::only,
    with_kith,
};
use crate::cli::Global;

pub async fn merge(
    global: &Global,
    account: &str,
    kept: &str,
    with: &[String],
    choose: &[String],
) -> Result<()> {
    with_kith(global, async |kith, _| {
        let viewer = member(kith, account).await?;
        viewer.require(Permission::EditContacts).map_err(refused)?;
        let mut scope = viewer.begin().await?;
        let kept = only(&mut scope, kept).await?;
        let mut joined = Vec::new();
        for text in with {
            joined.push(only(&mut scope, text).await?);
        }
        let ids: Vec<_> = joined.iter().map(|one| one.id).collect();
        let terms = Terms {
            choices: choices(&mut scope, About::Contacts, choose).await?,
            ..Terms::default()
        };
        merge_contacts(&mut scope, kept.id, &ids, &terms)
            .await
            .map_err(refused)?;
        scope.commit().await?;
        let names: Vec<&str> = joined.iter().map(|one| one.name.as_str()).collect();
        let words = format!("{} is one with {} now.", kept.name, names.join(", "));
        print(global, &json!({ "kept": kept.id, "joined": ids }), &words);
        Ok(())
    })
    .await
}

pub async fn unmerge(global: &Global, account: &str, text: &str) -> Result<()> {
    with_kith(global, async |kith, _| {
        let viewer = member(kith, account).await?;
        viewer.require(Permission::EditContacts).map_err(refused)?;
        let mut scope = viewer.begin().await?;
        let found = joined_called(&mut scope, text).await.map_err(refused)?;
        let joined = only_one(text, found)?;
        let kept = part_contact(&mut scope, joined.id).await.map_err(refused)?;
        scope.commit().await?;
        let words = format!("{} is a contact of its own again.", joined.name);
        print(
            global,
            &json!({ "parted": joined.id, "kept": kept }),
            &words,
        );
        Ok(())
    })
    .await
}

fn only_one(text: &str, mut found: Vec<Joined>) -> Result<Joined> {
    if found.len() > 1 {
        let lines: Vec<String> = found
            .iter()
            .map(|one| format!("{}  {}", one.id, one.name))
            .collect();
        bail!(
            "{text} may be one of these; say the id:\n{}",
            lines.join("\n")
        );
    }
    match found.pop() {
        Some(found) => Ok(found),
        None => bail!("no contact of that name, address or id was joined to another"),
    }
}

fn refused(error: Error) -> anyhow::Error {
    match error {
        Error::Conflict => {
            anyhow::anyhow!("one of them was joined to another meanwhile; nothing was done")
        }
        other => in_words(&other),
    }
}
