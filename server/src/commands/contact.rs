//! `kith contacts create`, `history` and `revert`.

use anyhow::{Result, anyhow, bail};
use app::{
    contacts::{self, ContactInput},
    error::Error,
    history::{
        api::{ChangeDetails, changes_of},
        revert_change,
    },
    review,
    workspaces::Permission,
};
use serde_json::json;
use uuid::Uuid;

use super::{
    account::{in_words, member},
    print,
    score::{candidate, only},
    with_kith,
};
use crate::cli::{Global, NewContactArguments};

pub async fn create(global: &Global, account: &str, new: NewContactArguments) -> Result<()> {
    with_kith(global, async |kith, _| {
        let viewer = member(kith, account).await?;
        viewer.require(Permission::EditContacts).map_err(refused)?;
        let mut scope = viewer.begin().await?;
        let is_anyway = new.anyway;
        let input = input(new);
        let likely = review::likely_same(&mut scope, &input)
            .await
            .map_err(refused)?;
        if !is_anyway && !likely.is_empty() {
            let lines: Vec<String> = likely.iter().map(candidate).collect();
            bail!(
                "somebody here looks the same; say --anyway if none of these is meant:\n{}",
                lines.join("\n")
            );
        }
        let id = contacts::create_contact(&mut scope, input)
            .await
            .map_err(refused)?;
        let others: Vec<Uuid> = likely.iter().map(|one| one.id).collect();
        review::keep_apart(&mut scope, id, &others)
            .await
            .map_err(refused)?;
        let name = contacts::contact(&mut scope, id)
            .await
            .map_err(refused)?
            .name;
        scope.commit().await?;
        let words = format!("{name} is a contact now: {id}");
        print(global, &json!({ "id": id, "name": name }), &words);
        Ok(())
    })
    .await
}

fn input(new: NewContactArguments) -> ContactInput {
    let list = |values: Vec<String>| Some(values).filter(|values| !values.is_empty());
    ContactInput {
        name: new.name,
        emails: list(new.email),
        phones: list(new.phone),
        handles: list(new.handle),
        title: new.title,
        company: new.company,
        location: new.location,
        birthday: new.birthday,
        ..ContactInput::default()
    }
}

pub async fn history(
    global: &Global,
    account: &str,
    contact: &str,
    before: Option<i64>,
    limit: i64,
) -> Result<()> {
    with_kith(global, async |kith, _| {
        let viewer = member(kith, account).await?;
        let mut scope = viewer.begin().await?;
        let contact = only(&mut scope, contact).await?;
        let (changes, next) = changes_of(&mut scope, contact.id, before, limit)
            .await
            .map_err(refused)?;
        let mut lines: Vec<String> = changes.iter().map(ChangeDetails::line).collect();
        if lines.is_empty() {
            lines.push(format!("Nothing of {} was changed.", contact.name));
        }
        if let Some(next) = next {
            lines.push(format!("There are more: --before {next}"));
        }
        print(global, &changes, &lines.join("\n"));
        Ok(())
    })
    .await
}

pub async fn revert(global: &Global, account: &str, contact: &str, change: i64) -> Result<()> {
    with_kith(global, async |kith, _| {
        let viewer = member(kith, account).await?;
        viewer.require(Permission::EditContacts).map_err(refused)?;
        let mut scope = viewer.begin().await?;
        let contact = only(&mut scope, contact).await?;
        let made = revert_change(&mut scope, contact.id, change)
            .await
            .map_err(|error| unreverted(&error, "contacts"))?;
        scope.commit().await?;
        print_reverted(global, made);
        Ok(())
    })
    .await
}

/// Says which change brought back what stood there before; none where it stands there already.
pub(super) fn print_reverted(global: &Global, made: Option<i64>) {
    let words = match made {
        Some(made) => format!("Brought back. Change {made} takes that back in turn."),
        None => "It stands there already.".to_owned(),
    };
    print(global, &json!({ "change": made }), &words);
}

/// `of`: the word of the command whose history was asked.
pub(super) fn unreverted(error: &Error, of: &str) -> anyhow::Error {
    match error {
        Error::NotFound => anyhow!("there is no such change; see kith {of} history"),
        Error::Conflict => anyhow!("that cannot be taken back any more"),
        other => in_words(other),
    }
}

fn refused(error: Error) -> anyhow::Error {
    in_words(&error)
}
