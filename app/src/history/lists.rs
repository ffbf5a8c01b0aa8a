//! Bringing back tags, employments and relations: what came goes, what went comes back.

use serde_json::Value;
use uuid::Uuid;

use crate::{
    contacts::{self, EmploymentInput, day_words},
    context::Scope,
    error::{Error, Result},
    relations::{self, types::RelationKind},
    tags,
};

/// Whether this list is brought back item by item, and was.
pub(super) async fn bring_back(
    scope: &mut Scope,
    contact: Uuid,
    field: &str,
    came: &[Value],
    went: &[Value],
) -> Result<bool> {
    match field {
        "tags" => tags_back(scope, contact, came, went).await?,
        "employments" => employments_back(scope, contact, came, went).await?,
        "relations" => relations_back(scope, came, went).await?,
        _ => return Ok(false),
    }
    Ok(true)
}

async fn tags_back(scope: &mut Scope, contact: Uuid, came: &[Value], went: &[Value]) -> Result<()> {
    for name in came.iter().filter_map(Value::as_str) {
        if let Some(tag) = on_contact(scope, contact, name).await? {
            tags::untag_contact(scope, contact, tag).await?;
        }
    }
    for name in went.iter().filter_map(Value::as_str) {
        if let Some(tag) = tags::tag_called(scope, name).await? {
            tags::put_back(scope, contact, tag.id, tags::Was::default()).await?;
        }
        if on_contact(scope, contact, name).await?.is_none() {
            tags::tag_contact(scope, contact, name).await?;
        }
    }
    Ok(())
}

async fn on_contact(scope: &mut Scope, contact: Uuid, name: &str) -> Result<Option<Uuid>> {
    let Some(called) = tags::tag_called(scope, name).await? else {
        return Ok(None);
    };
    let all = tags::tags_of(scope, contact).await?;
    Ok(all
        .iter()
        .any(|tag| tag.id == called.id)
        .then_some(called.id))
}

async fn employments_back(
    scope: &mut Scope,
    contact: Uuid,
    came: &[Value],
    went: &[Value],
) -> Result<()> {
    for item in came
        .iter()
        .filter(|item| !went.iter().any(|old| old["key"] == item["key"]))
    {
        let key = item["key"].as_str().unwrap_or_default();
        match contacts::remove_employment(scope, contact, key).await {
            Ok(_) | Err(Error::NotFound) => {}
            Err(error) => return Err(error),
        }
    }
    for item in went {
        let standing = contacts::employments(scope, contact).await?;
        let key = item["key"].as_str();
        let key = key.filter(|key| standing.iter().any(|one| one.key == *key));
        contacts::set_employment(scope, contact, key, employment(item)).await?;
    }
    Ok(())
}

fn employment(item: &Value) -> EmploymentInput {
    let text = |key: &str| item[key].as_str().unwrap_or_default().to_owned();
    EmploymentInput {
        company: text("company"),
        title: text("title"),
        department: text("department"),
        since: text("since"),
        until: text("until"),
    }
}

async fn relations_back(scope: &mut Scope, came: &[Value], went: &[Value]) -> Result<()> {
    let id = |item: &Value| item["id"].as_str()?.parse::<Uuid>().ok();
    for id in came.iter().filter_map(id) {
        match relations::remove_relation(scope, id).await {
            Ok(()) | Err(Error::NotFound) => {}
            Err(error) => return Err(error),
        }
    }
    for id in went.iter().filter_map(id) {
        match relations::restore_relation(scope, id).await {
            Err(Error::NotFound) => return Err(Error::Conflict),
            done => done?,
        }
    }
    Ok(())
}

/// An item of a list in words: a value, an employment, or what somebody is.
pub(super) fn item_words(item: &Value) -> String {
    let text = |key: &str| item[key].as_str().filter(|text| !text.is_empty());
    if let Value::String(text) = item {
        return text.clone();
    }
    if let Some(kind) = text("kind").and_then(RelationKind::parse) {
        let label = text("word").unwrap_or_else(|| kind.label());
        return format!("{label}: {}", text("name").unwrap_or_default());
    }
    let parts = ["title", "department", "company"].map(text);
    let parts: Vec<&str> = parts.into_iter().flatten().collect();
    let day = |key: &str| text(key).map(day_words);
    let span = match (day("since"), day("until")) {
        (Some(since), Some(until)) => format!(" ({since} – {until})"),
        (Some(since), None) => format!(" (since {since})"),
        (None, Some(until)) => format!(" (until {until})"),
        (None, None) => String::new(),
    };
    format!("{}{span}", parts.join(", "))
}
