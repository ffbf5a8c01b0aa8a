//! `kith draft`: a message to a contact, made as the workspace has it, and printed.

use anyhow::Result;
use app::{
    drafts::{self, Draft, Wanted, api::DraftRecord},
    language_model::dollars,
};
use serde_json::json;

use super::{
    account::{in_words, member},
    print,
    score::only,
    with_kith,
};
use crate::cli::{DraftArguments, Global};

pub async fn draft(global: &Global, arguments: DraftArguments) -> Result<()> {
    with_kith(global, async |kith, _| {
        let viewer = member(kith, &arguments.account).await?;
        let mut scope = viewer.begin().await?;
        let contact = only(&mut scope, &arguments.contact).await?;
        drop(scope);
        let words = [
            &arguments.channel,
            &arguments.language,
            &arguments.variant,
            &arguments.instruction,
        ];
        let wanted = Wanted::read(contact.id, None, words.map(String::as_str))
            .map_err(|error| in_words(&error))?;
        let made = drafts::make_draft(&viewer, &wanted).await;
        let made = made.map_err(|error| in_words(&error))?;
        let found = drafts::draft(&mut viewer.begin().await?, made).await;
        let found = found.map_err(|error| in_words(&error))?;
        eprintln!("{}", about(&found));
        let text = found.whole();
        print(global, &json!(DraftRecord::from(found)), &text);
        Ok(())
    })
    .await
}

/// Who wrote it, beside the text and not in it.
fn about(draft: &Draft) -> String {
    let trouble = draft
        .trouble()
        .map(|trouble| format!(" {}", trouble.words()));
    let by = if draft.is_by_rules() {
        format!("By rules, offline.{}", trouble.unwrap_or_default())
    } else {
        let cost = draft.cost.map(|cost| format!(", ${}", dollars(cost)));
        format!("By {}{}.", draft.model, cost.unwrap_or_default())
    };
    format!(
        "{} {}, {}. Nothing was sent.",
        by,
        draft.language_name(),
        draft.tone
    )
}
