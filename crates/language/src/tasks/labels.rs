//! Which labels a text deserves, each with the place in it that says so.

use std::sync::{Arc, LazyLock};

use serde_json::{Value, json};

use super::ask;
use crate::{
    error::Error,
    prompt::{Filling, LONGEST_BLOCK, Prompt, Template, clean, of_file},
    provider::{Answer, Provider, Task},
    schema::Schema,
};

#[derive(Clone, Debug)]
pub struct ClassifyRequest {
    pub text: String,
    pub labels: Vec<Label>,
}

/// A label of the workspace's own, or one that comes along ([`Label::known`]).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    pub name: String,
    /// For a model: when it is deserved.
    pub meaning: String,
    /// For rules: what the text says then, in small letters, in whichever language.
    pub phrases: Vec<String>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    pub label: String,
    /// From 0 to 1.
    pub confidence: f64,
    /// A part of the text, letter by letter.
    pub evidence: String,
}

static TEMPLATE: LazyLock<Option<Template<'static>>> =
    LazyLock::new(|| Template::parse("classify.v1", include_str!("classify.v1.md")).ok());

static TAGS: LazyLock<Option<Template<'static>>> =
    LazyLock::new(|| Template::parse("tags.v1", include_str!("tags.v1.md")).ok());

static SCHEMA: LazyLock<Option<Arc<Schema>>> = LazyLock::new(|| {
    let found = json!({
        "type": "object",
        "additionalProperties": false,
        "required": ["label", "confidence", "evidence"],
        "properties": {
            "label": {"type": "string"},
            "confidence": {"type": "number"},
            "evidence": {"type": "string"},
        },
    });
    let value = json!({
        "type": "object",
        "additionalProperties": false,
        "required": ["labels"],
        "properties": {"labels": {"type": "array", "items": found}},
    });
    Schema::new("labels", value).ok().map(Arc::new)
});

static KNOWN: LazyLock<Vec<Label>> = LazyLock::new(|| {
    let mut known: Vec<Label> = Vec::new();
    for line in include_str!("labels.txt").lines() {
        let Some((name, rest)) = line.split_once(": ") else {
            continue;
        };
        match known.last_mut().filter(|_| line.starts_with(' ')) {
            Some(label) => label
                .phrases
                .extend(rest.split(" | ").map(ToOwned::to_owned)),
            None => known.push(Label {
                name: name.to_owned(),
                meaning: rest.to_owned(),
                phrases: Vec::new(),
            }),
        }
    }
    known
});

impl Label {
    /// Those that come along, with phrases in every language: `question`, `promise`, `meeting`,
    /// `thanks`, `out_of_office`, and the life events `job_change`, `promotion`, `fundraising`,
    /// `product_launch`, `milestone`, `event_attendance`, `move`.
    pub fn known() -> &'static [Self] {
        &KNOWN
    }
}

impl ClassifyRequest {
    pub(crate) fn prompt(&self) -> Prompt {
        self.rendered(&TEMPLATE, "text")
    }

    /// As tags of a person, by what is known of them.
    pub(crate) fn tags_prompt(&self) -> Prompt {
        self.rendered(&TAGS, "person")
    }

    fn rendered(&self, template: &Option<Template<'static>>, heading: &str) -> Prompt {
        let labels = self.labels.iter().map(|label| {
            let line = format!("- {}: {}", label.name, label.meaning);
            clean(&line, 200).replace('\n', " ")
        });
        let filling = Filling::default()
            .word("labels", labels.collect::<Vec<_>>().join("\n"))
            .block(heading, &self.text);
        of_file(template, &filling, &SCHEMA)
    }
}

/// Labels that were not asked for, and those whose evidence does not stand in the text, are
/// left out.
pub async fn classify(
    provider: &dyn Provider,
    request: &ClassifyRequest,
) -> Result<Vec<Found>, Error> {
    let answer = ask(provider, Task::Classify(request.clone())).await?;
    Ok(sound(request, &answer))
}

/// The tags that fit a person, and where they come from.
#[derive(Clone, Debug, PartialEq)]
pub struct Tagged {
    pub found: Vec<Found>,
    pub answer: Answer,
}

/// Tags that were not asked for, and those whose evidence does not stand in what is known of
/// the person, are left out.
pub async fn choose_tags(
    provider: &dyn Provider,
    request: &ClassifyRequest,
) -> Result<Tagged, Error> {
    let answer = ask(provider, Task::Tags(request.clone())).await?;
    let found = sound(request, &answer);
    Ok(Tagged { found, answer })
}

fn sound(request: &ClassifyRequest, answer: &Answer) -> Vec<Found> {
    let text = clean(&request.text, LONGEST_BLOCK);
    let value = answer.value.as_ref();
    let labels = value.and_then(|value| value["labels"].as_array());
    let found = labels.into_iter().flatten().filter_map(found);
    let is_sound = |found: &Found| {
        let is_asked = request.labels.iter().any(|label| label.name == found.label);
        is_asked && !found.evidence.is_empty() && text.contains(&found.evidence)
    };
    found.filter(is_sound).collect()
}

fn found(value: &Value) -> Option<Found> {
    Some(Found {
        label: value["label"].as_str()?.to_owned(),
        confidence: value["confidence"].as_f64()?.clamp(0.0, 1.0),
        evidence: value["evidence"].as_str()?.trim().to_owned(),
    })
}
