//! `kith suggest`: whom to write to now and why, and the drafts where they are wanted.

use anyhow::Result;
use app::suggestions::{self, Suggestion};
use serde_json::{Value, json};

use super::{
    account::{in_words, member},
    print, with_kith,
};
use crate::cli::Global;

const MOST: i64 = 200;

pub async fn suggest(global: &Global, account: &str, with_drafts: bool) -> Result<()> {
    let found = with_kith(global, async |kith, _| {
        let viewer = member(kith, account).await?;
        let mut scope = viewer.begin().await?;
        suggestions::open(&mut scope, "open", None, MOST)
            .await
            .map_err(|error| in_words(&error))
    })
    .await?;
    let listed: Vec<Value> = found
        .iter()
        .map(|found| as_json(found, with_drafts))
        .collect();
    print(
        global,
        &json!({ "suggestions": listed }),
        &as_words(&found, with_drafts),
    );
    Ok(())
}

fn as_json(found: &Suggestion, with_draft: bool) -> Value {
    let mut value = json!({
        "id": found.id,
        "contact_id": found.contact_id,
        "name": found.name,
        "email": found.email,
        "score": found.score,
        "kind": found.kind,
        "reason": found.sentence(),
        "facts": found.facts(),
        "weight": found.weight,
    });
    if with_draft {
        value["draft"] = json!({
            "subject": found.draft_subject,
            "body": found.draft_body,
            "language": found.language,
            "tone": found.tone,
        });
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
    let person = format!("{}{address}: {}", found.name, found.sentence());
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
            title: None,
            company: None,
            score: 6.5,
            last_contact_at: None,
            kind: "keep_in_touch".to_owned(),
            facts: json!({ "silence_days": 60, "rhythm_days": 14, "interactions": 9 }),
            draft_subject: "Hello again".to_owned(),
            draft_body: "Hi Bo,\n\nHow are you?\n\nBest,\nAda".to_owned(),
            language: "en".to_owned(),
            tone: "casual".to_owned(),
            weight: 7.5,
            state: "open".to_owned(),
            snoozed_until: None,
            updated_at: DateTime::UNIX_EPOCH,
        }
    }

    #[test]
    fn one_line_a_person_and_the_draft_beneath_it() {
        let line =
            "Bo Lind <bo@lind.example>: You usually write every 2 weeks; it has been 2 months.";
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
        assert_eq!(as_json(&found(), false)["draft"], Value::Null);
        assert_eq!(as_json(&found(), true)["draft"]["language"], "en");
        assert_eq!(as_json(&found(), true)["facts"]["rhythm_days"], 14);
    }
}
