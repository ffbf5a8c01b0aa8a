//! `kith summarise`: what a member and a contact wrote lately, in a few sentences.

use anyhow::Result;
use app::summaries::{self, api::SummaryOfContact};
use serde_json::json;

use super::{
    account::{in_words, member},
    print,
    score::only,
    with_kith,
};
use crate::cli::{Global, SummariseArguments};

pub async fn summarise(global: &Global, arguments: SummariseArguments) -> Result<()> {
    with_kith(global, async |kith, _| {
        let viewer = member(kith, &arguments.account).await?;
        let mut scope = viewer.begin().await?;
        let contact = only(&mut scope, &arguments.contact).await?;
        drop(scope);
        let made = summaries::summarise_contact(&viewer, contact.id).await;
        let made = made.map_err(|error| in_words(&error))?;
        let found = summaries::summary_of(&mut viewer.begin().await?, contact.id).await;
        let found = found.map_err(|error| in_words(&error))?;
        let found = found.filter(|summary| Some(summary.id) == made);
        let words = found.as_ref().map_or_else(
            || "What you wrote each other is too little for a summary.".to_owned(),
            |summary| summary.body.clone(),
        );
        print(global, &json!(SummaryOfContact::from(found)), &words);
        Ok(())
    })
    .await
}
