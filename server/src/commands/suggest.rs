//! `kith suggest`: whom to write to now and why, and the drafts where they are wanted;
//! deciding about it, and taking that back; what is wanted of suggestions.

mod decide;
mod settings;
mod wish;

use anyhow::Result;
use app::{
    context::Kith,
    suggestions::{self, Suggestion, Why, api::SuggestionDetails},
};
use serde_json::{Value, json};

use super::{
    account::{in_words, member},
    print,
    score::only,
    with_kith,
};
use crate::cli::{Global, SuggestArguments, SuggestCommand};

const MOST: i64 = 200;

pub async fn suggest(global: &Global, arguments: SuggestArguments) -> Result<()> {
    let account = arguments.acting.account()?;
    with_kith(global, async |kith, _| match &arguments.command {
        Some(SuggestCommand::Why { contact }) => why(global, kith, account, contact).await,
        Some(SuggestCommand::Decide(command)) => {
            decide::decide(global, &member(kith, account).await?, command).await
        }
        Some(SuggestCommand::Settings(wanted)) => {
            settings::settings(global, &member(kith, account).await?, wanted).await
        }
        Some(SuggestCommand::Wish(wanted)) => {
            wish::wish(global, &member(kith, account).await?, wanted).await
        }
        Some(SuggestCommand::Learned { forget }) => {
            settings::learned(global, &member(kith, account).await?, *forget).await
        }
        None => list(global, kith, account, &arguments).await,
    })
    .await
}

async fn list(
    global: &Global,
    kith: &Kith,
    account: &str,
    arguments: &SuggestArguments,
) -> Result<()> {
    let mut scope = member(kith, account).await?.begin().await?;
    let mut found = suggestions::open(&mut scope, &arguments.state, None, MOST)
        .await
        .map_err(|error| in_words(&error))?;
    found.truncate(MOST as usize);
    let words = as_words(&found, arguments.draft);
    let listed = found
        .into_iter()
        .map(|found| as_json(found, arguments.draft));
    let listed: Vec<Value> = listed.collect();
    print(global, &json!({ "suggestions": listed }), &words);
    Ok(())
}

/// Why a contact is suggested now, or why not.
async fn why(global: &Global, kith: &Kith, account: &str, contact: &str) -> Result<()> {
    let viewer = member(kith, account).await?;
    let mut scope = viewer.begin().await?;
    let contact = only(&mut scope, contact).await?;
    let why = suggestions::why(&mut scope, contact.id)
        .await
        .map_err(|error| in_words(&error))?;
    let words = why.words(viewer.zone);
    let code = match &why {
        Why::Suggested(_) => None,
        Why::Not(held) => Some(held.code()),
    };
    let value = json!({ "contact": contact.id, "why_not": code, "words": words });
    print(global, &value, &format!("{}: {words}", contact.name));
    Ok(())
}

/// As over REST, without the draft where nobody asked for it.
fn as_json(found: Suggestion, with_draft: bool) -> Value {
    let mut value = json!(SuggestionDetails::from(found));
    if !with_draft && let Some(fields) = value.as_object_mut() {
        fields.remove("draft");
    }
    value
}

fn as_words(found: &[Suggestion], with_drafts: bool) -> String {
    if found.is_empty() {
        return "Nobody is waiting.".to_owned();
    }
    let people: Vec<String> = found
        .iter()
        .map(|found| person_in_words(found, with_drafts))
        .collect();
    people.join(if with_drafts { "\n\n" } else { "\n" })
}

fn person_in_words(found: &Suggestion, with_draft: bool) -> String {
    let email = found.email.iter().filter(|email| **email != found.name);
    let address: String = email.map(|email| format!(" <{email}>")).collect();
    let person = format!(
        "{}  {}{address}: {}",
        found.id,
        found.name,
        found.sentence()
    );
    if !with_draft {
        return person;
    }
    let draft = format!("{}\n\n{}", found.draft_subject, found.draft_body);
    let indented: Vec<String> = draft
        .lines()
        .map(|line| format!("    {line}").trim_end().to_owned())
        .collect();
    format!("{person}\n{}", indented.join("\n"))
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use uuid::Uuid;

    use super::*;

    fn found() -> Suggestion {
        Suggestion {
            id: Uuid::nil(),
            contact_id: Uuid::nil(),
            name: "Bo Lind".to_owned(),
            email: Some("bo@lind.example".to_owned()),
            photo: None,
            title: None,
            company: None,
            score: 6.5,
            last_contact_at: None,
            kind: "keep_in_touch".to_owned(),
            facts: json!({ "silence_days": 60, "rhythm_days": 14, "interactions": 9 }),
            draft_id: None,
            draft_subject: "Hello again".to_owned(),
            draft_body: "Hi Bo,\n\nHow are you?\n\nBest,\nAda".to_owned(),
            language: "en".to_owned(),
            tone: "casual".to_owned(),
            weight: 7.5,
            state: "open".to_owned(),
            snoozed_until: None,
            updated_at: DateTime::UNIX_EPOCH,
            prefers: None,
            phone: None,
        }
    }

    #[test]
    fn one_line_a_person_and_the_draft_beneath_it() {
        let line = "00000000-0000-0000-0000-000000000000  Bo Lind <bo@lind.example>: \
             You usually write every 2 weeks; it has been 2 months.";
        assert_eq!(
            as_words(&[found(), found()], false),
            format!("{line}\n{line}")
        );
        let draft = "    Hello again\n\n    Hi Bo,\n\n    How are you?\n\n    Best,\n    Ada";
        assert_eq!(as_words(&[found()], true), format!("{line}\n{draft}"));
        assert_eq!(as_words(&[], true), "Nobody is waiting.");
    }

    #[test]
    fn programs_get_the_draft_only_where_they_ask() {
        assert_eq!(as_json(found(), false)["draft"], Value::Null);
        assert_eq!(as_json(found(), true)["draft"]["language"], "en");
        assert_eq!(as_json(found(), true)["facts"]["rhythm_days"], 14);
    }
}
