//! `kith settings language`: who writes drafts. The key comes by standard input, so that it
//! stands neither in the list of processes nor in the shell's history.

use std::io::BufRead;

use anyhow::{Context, Result, anyhow};
use app::{
    context::Viewer,
    language_model::{
        Chosen, Kind, LanguageModel, NewKey, api::LanguageModelDetails, choose_model, dollars,
        has_lost_key, language_model, micro_dollars, spent_this_month, test_model,
    },
    workspaces::Permission,
};
use serde_json::{Value, json};

use super::account::in_words;
use crate::cli::LanguageArguments;

/// What holds then, for a program and in words.
pub async fn language(viewer: &Viewer, wanted: &LanguageArguments) -> Result<(Value, String)> {
    if wanted.chooses() {
        choose(viewer, wanted).await?;
    }
    let tested = match wanted.test {
        true => Some(test(viewer).await?),
        false => None,
    };
    let mut scope = viewer.begin().await?;
    let chosen = language_model(&mut scope).await?;
    let spent = spent_this_month(&mut scope).await?;
    let details = LanguageModelDetails::read(&viewer.kith, &mut scope).await?;
    let lost = has_lost_key(&viewer.kith, &mut scope).await?;
    let lost = lost.then(|| {
        "The key cannot be opened here, as where the data folder lost sealing.key: enter it again."
            .to_owned()
    });
    let words = [Some(in_a_sentence(&chosen, spent)), lost, tested];
    let words: Vec<String> = words.into_iter().flatten().collect();
    Ok((json!(details), words.join("\n")))
}

async fn choose(viewer: &Viewer, wanted: &LanguageArguments) -> Result<()> {
    viewer
        .require(Permission::ManageWorkspace)
        .map_err(|error| in_words(&error))?;
    let mut scope = viewer.begin().await?;
    let now = language_model(&mut scope).await?;
    let chosen = over(now, wanted)?;
    choose_model(&viewer.kith, &mut scope, chosen)
        .await
        .map_err(|error| in_words(&error))?;
    scope.commit().await?;
    Ok(())
}

/// What is said over what holds; another kind begins anew.
fn over(now: LanguageModel, wanted: &LanguageArguments) -> Result<Chosen> {
    let kind = match &wanted.kind {
        Some(kind) => {
            Kind::parse(kind).context("--kind is offline, anthropic or openai-compatible")?
        }
        None => now.kind,
    };
    let is_same = kind == now.kind;
    let kept = |text: String| if is_same { text } else { String::new() };
    let price = |new: &Option<String>, now: Option<i64>| match new {
        Some(text) => money(text).map(Some),
        None => Ok(now.filter(|_| is_same && wanted.model.is_none())),
    };
    Ok(Chosen {
        kind,
        base_url: wanted
            .base_url
            .clone()
            .unwrap_or_else(|| kept(now.base_url)),
        model: wanted.model.clone().unwrap_or_else(|| kept(now.model)),
        key: key(wanted)?,
        monthly_budget: match &wanted.budget {
            Some(text) => money(text)?,
            None => now.monthly_budget,
        },
        price_read: price(&wanted.price_read, now.price_read)?,
        price_written: price(&wanted.price_written, now.price_written)?,
    })
}

fn key(wanted: &LanguageArguments) -> Result<NewKey> {
    if wanted.forget_key {
        return Ok(NewKey::Forget);
    }
    if !wanted.key_stdin {
        return Ok(NewKey::Keep);
    }
    let mut key = String::new();
    std::io::stdin()
        .lock()
        .read_line(&mut key)
        .context("reading the key from standard input")?;
    match key.trim() {
        "" => Err(anyhow!("there is no key on standard input")),
        key => Ok(NewKey::Set(key.to_owned())),
    }
}

fn money(text: &str) -> Result<i64> {
    micro_dollars(text).with_context(|| format!("{text} is no amount of dollars, as 5 or 0.25"))
}

async fn test(viewer: &Viewer) -> Result<String> {
    viewer
        .require(Permission::ManageWorkspace)
        .map_err(|error| in_words(&error))?;
    match test_model(viewer).await.map_err(|error| in_words(&error))? {
        None => Ok("It works.".to_owned()),
        Some(trouble) => Err(anyhow!("it does not work: {}", trouble.words())),
    }
}

fn in_a_sentence(chosen: &LanguageModel, spent: i64) -> String {
    if chosen.is_offline() {
        return "offline: rules on this machine write drafts.".to_owned();
    }
    let key = if chosen.has_key { "a key" } else { "no key" };
    format!(
        "{}: {} at {}, with {key}. ${} of ${} are spent this month.",
        chosen.kind.as_str(),
        chosen.model,
        chosen.base_url,
        dollars(spent),
        dollars(chosen.monthly_budget)
    )
}
