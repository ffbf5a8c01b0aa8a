//! Editing the taxonomy: tags by their names, categories by theirs.

use anyhow::{Result, anyhow, bail};
use app::{
    context::{Scope, Viewer},
    error::Error,
    taxonomy::{self, EntryInput, RuleField, RuleWords, api::TaxonomyTag, read_words},
};
use serde_json::json;
use uuid::Uuid;

use super::{line, named, who_may_edit};
use crate::{
    cli::{Global, TagWords, TaxonomyEdit},
    commands::{account::in_words, print},
};

pub async fn edit(global: &Global, viewer: &Viewer, wanted: &TaxonomyEdit) -> Result<()> {
    let mut scope = who_may_edit(viewer).await?;
    match wanted {
        TaxonomyEdit::Add {
            name,
            category,
            words,
        } => {
            let input = input(Some(name), Some(category), words)?;
            let id = taxonomy::add_entry(&mut scope, &input).await;
            let id = id.map_err(|error| in_words(&error))?;
            shown(global, scope, id).await
        }
        TaxonomyEdit::Change {
            tag,
            name,
            category,
            words,
        } => {
            let id = named(&mut scope, tag).await?;
            let input = input(name.as_ref(), category.as_ref(), words)?;
            let done = taxonomy::change_entry(&mut scope, id, &input).await;
            done.map_err(|error| in_words(&error))?;
            shown(global, scope, id).await
        }
        TaxonomyEdit::Remove { tag } => {
            let id = named(&mut scope, tag).await?;
            let entry = taxonomy::entry(&mut scope, id).await?;
            taxonomy::remove_entry(&mut scope, id).await?;
            scope.commit().await?;
            let words = format!(
                "{} is removed; kith tags restore {id} brings it back. What it set goes with the next kith tags apply.",
                entry.shown_name()
            );
            print(global, &TaxonomyTag::from(entry), &words);
            Ok(())
        }
        TaxonomyEdit::Restore { id } => {
            let done = taxonomy::restore_entry(&mut scope, *id).await;
            done.map_err(|error| refusal(&error))?;
            shown(global, scope, *id).await
        }
        TaxonomyEdit::RenameCategory { category, name } => {
            let id = category_named(&mut scope, category).await?;
            let done = taxonomy::rename_category(&mut scope, id, name).await;
            done.map_err(|error| in_words(&error))?;
            told(
                global,
                scope,
                id,
                &format!("{category} is called {name} now."),
            )
            .await
        }
        TaxonomyEdit::RemoveCategory { category } => {
            let id = category_named(&mut scope, category).await?;
            taxonomy::remove_category(&mut scope, id).await?;
            let words = format!(
                "{category} is removed with its tags; kith tags restore-category {id} brings them back."
            );
            told(global, scope, id, &words).await
        }
        TaxonomyEdit::RestoreCategory { id } => {
            let done = taxonomy::restore_category(&mut scope, *id).await;
            done.map_err(|error| refusal(&error))?;
            told(global, scope, *id, "The category is back.").await
        }
    }
}

async fn shown(global: &Global, mut scope: Scope, id: Uuid) -> Result<()> {
    let entry = taxonomy::entry(&mut scope, id).await?;
    scope.commit().await?;
    let words = line(&entry).trim_start().to_owned();
    print(global, &TaxonomyTag::from(entry), &words);
    Ok(())
}

async fn told(global: &Global, scope: Scope, id: Uuid, words: &str) -> Result<()> {
    scope.commit().await?;
    print(global, &json!({ "category": id }), words);
    Ok(())
}

fn refusal(error: &Error) -> anyhow::Error {
    match error {
        Error::NotFound => anyhow!("nothing with this id was removed"),
        Error::Conflict => anyhow!("another has its name by now"),
        other => in_words(other),
    }
}

async fn category_named(scope: &mut Scope, name: &str) -> Result<Uuid> {
    let categories = taxonomy::taxonomy(scope).await?;
    let mut categories = categories.iter();
    match categories.find(|one| one.name.to_lowercase() == name.to_lowercase()) {
        Some(category) => Ok(category.id),
        None => bail!("no category is called {name}"),
    }
}

fn input(name: Option<&String>, category: Option<&String>, given: &TagWords) -> Result<EntryInput> {
    let fields = [
        (RuleField::Title, &given.title),
        (RuleField::Company, &given.company),
        (RuleField::Place, &given.place),
        (RuleField::Topic, &given.topic),
        (RuleField::Relation, &given.relation),
    ];
    let mut words = RuleWords::new();
    for (field, line) in fields {
        let Some(line) = line else { continue };
        let read = read_words(line);
        let read = read.map_err(|code| anyhow!("{}: {}", field.as_str(), code.text()))?;
        words.insert(field, read);
    }
    Ok(EntryInput {
        name: name.cloned(),
        category: category.cloned(),
        words,
    })
}
