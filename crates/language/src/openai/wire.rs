//! Completions and embeddings as JSON, with what servers leave out.

use serde::Deserialize;
use serde_json::Value;

use super::{NAME, thoughts};
use crate::{
    connection::Connection,
    error::Error,
    prompt::Prompt,
    provider::{Answer, Embeddings, Stop, Usage},
};

#[derive(Deserialize)]
struct Completion {
    #[serde(default)]
    model: String,
    choices: Vec<Choice>,
    #[serde(default)]
    usage: Option<Counted>,
}

#[derive(Deserialize)]
struct Choice {
    message: Said,
    #[serde(default)]
    finish_reason: Option<String>,
}

#[derive(Default, Deserialize)]
pub(super) struct Said {
    #[serde(default)]
    pub content: Value,
    #[serde(default)]
    pub refusal: Option<String>,
}

impl Said {
    /// A text, or parts of one.
    pub fn text(&self) -> String {
        match &self.content {
            Value::String(text) => text.clone(),
            Value::Array(parts) => parts
                .iter()
                .filter_map(|part| part.get("text")?.as_str())
                .collect(),
            _ => String::new(),
        }
    }

    pub fn is_refusal(&self) -> bool {
        self.refusal.as_ref().is_some_and(|words| !words.is_empty())
    }
}

#[derive(Clone, Copy, Deserialize)]
pub(super) struct Counted {
    prompt_tokens: Option<u64>,
    completion_tokens: Option<u64>,
    #[serde(default)]
    prompt_tokens_details: Option<Details>,
}

#[derive(Clone, Copy, Deserialize)]
struct Details {
    #[serde(default)]
    cached_tokens: Option<u64>,
}

impl Counted {
    /// Cached tokens are among those of the prompt.
    pub fn usage(&self) -> Option<Usage> {
        let prompt = self.prompt_tokens?;
        let details = self.prompt_tokens_details;
        let cached = details.and_then(|details| details.cached_tokens);
        let cached = cached.unwrap_or_default().min(prompt);
        Some(Usage {
            input: prompt - cached,
            cache_read: cached,
            cache_write: 0,
            output: self.completion_tokens.unwrap_or_default(),
        })
    }
}

pub(super) fn stop(reason: Option<&str>) -> Stop {
    match reason {
        Some("length") => Stop::Length,
        Some("content_filter") => Stop::Declined,
        _ => Stop::End,
    }
}

pub(super) fn answer(
    body: Value,
    connection: &Connection,
    prompt: &Prompt,
) -> Result<Answer, Error> {
    if body.get("error").is_some_and(|error| !error.is_null()) {
        return Err(connection.refusal_in_stream(&body));
    }
    let completion: Completion =
        serde_json::from_value(body).map_err(|_| Error::Strange("it is no completion"))?;
    let choice = completion
        .choices
        .into_iter()
        .next()
        .ok_or(Error::Strange("it has no choice"))?;
    let stop = if choice.message.is_refusal() {
        Stop::Declined
    } else {
        stop(choice.finish_reason.as_deref())
    };
    let model = Some(completion.model).filter(|model| !model.is_empty());
    Ok(Answer {
        text: thoughts::without(&choice.message.text()),
        value: None,
        stop,
        usage: completion.usage.and_then(|counted| counted.usage()),
        cost: None,
        provider: NAME,
        model: model.unwrap_or_else(|| connection.model.clone()),
        prompt: prompt.version.clone(),
    })
}

#[derive(Deserialize)]
struct Vectors {
    data: Vec<Vector>,
    #[serde(default)]
    model: Option<String>,
    #[serde(default)]
    usage: Option<Counted>,
}

#[derive(Deserialize)]
struct Vector {
    #[serde(default)]
    index: Option<usize>,
    embedding: Vec<f32>,
}

pub(super) fn embeddings(body: Value, texts: usize, model: &str) -> Result<Embeddings, Error> {
    let mut found: Vectors =
        serde_json::from_value(body).map_err(|_| Error::Strange("these are no embeddings"))?;
    // Stable: where no index is said, they come in their order.
    found.data.sort_by_key(|vector| vector.index);
    let length = found
        .data
        .first()
        .map_or(0, |vector| vector.embedding.len());
    let is_whole = found.data.len() == texts
        && found
            .data
            .iter()
            .all(|vector| vector.embedding.len() == length)
        && found
            .data
            .iter()
            .flat_map(|vector| &vector.embedding)
            .all(|number| number.is_finite());
    if !is_whole {
        return Err(Error::Strange("these are not as many vectors as texts"));
    }
    Ok(Embeddings {
        vectors: found
            .data
            .into_iter()
            .map(|vector| vector.embedding)
            .collect(),
        usage: found.usage.and_then(|counted| counted.usage()),
        cost: None,
        provider: NAME,
        model: found.model.unwrap_or_else(|| model.to_owned()),
    })
}
