//! Messages as JSON.

use serde::Deserialize;
use serde_json::Value;

use super::NAME;
use crate::{
    error::Error,
    prompt::Prompt,
    provider::{Answer, Stop, Usage},
};

#[derive(Deserialize)]
pub(super) struct Message {
    pub model: String,
    #[serde(default)]
    pub content: Vec<Block>,
    pub stop_reason: Option<String>,
    #[serde(default)]
    pub usage: Counted,
}

/// Blocks of other kinds (thoughts, tools, what was compacted) have no text for the reader.
#[derive(Deserialize)]
pub(super) struct Block {
    #[serde(rename = "type")]
    pub kind: String,
    #[serde(default)]
    pub text: Option<String>,
}

#[derive(Clone, Copy, Default, Deserialize)]
pub(super) struct Counted {
    pub input_tokens: Option<u64>,
    pub cache_creation_input_tokens: Option<u64>,
    pub cache_read_input_tokens: Option<u64>,
    pub output_tokens: Option<u64>,
}

impl Counted {
    /// Later counts are of all until then.
    pub fn later(self, later: Self) -> Self {
        Self {
            input_tokens: later.input_tokens.or(self.input_tokens),
            cache_creation_input_tokens: later
                .cache_creation_input_tokens
                .or(self.cache_creation_input_tokens),
            cache_read_input_tokens: later
                .cache_read_input_tokens
                .or(self.cache_read_input_tokens),
            output_tokens: later.output_tokens.or(self.output_tokens),
        }
    }

    pub fn usage(self) -> Option<Usage> {
        Some(Usage {
            input: self.input_tokens?,
            cache_read: self.cache_read_input_tokens.unwrap_or_default(),
            cache_write: self.cache_creation_input_tokens.unwrap_or_default(),
            output: self.output_tokens?,
        })
    }
}

pub(super) fn stop(reason: &str) -> Stop {
    match reason {
        "max_tokens" | "model_context_window_exceeded" => Stop::Length,
        "refusal" => Stop::Declined,
        _ => Stop::End,
    }
}

pub(super) fn answer(body: Value, prompt: &Prompt) -> Result<Answer, Error> {
    let message: Message =
        serde_json::from_value(body).map_err(|_| Error::Strange("it is no message"))?;
    let reason = message
        .stop_reason
        .ok_or(Error::Strange("it does not say why it stopped"))?;
    let texts = message.content.into_iter();
    let texts = texts.filter(|block| block.kind == "text");
    Ok(Answer {
        text: texts.filter_map(|block| block.text).collect(),
        value: None,
        stop: stop(&reason),
        usage: message.usage.usage(),
        cost: None,
        provider: NAME,
        model: message.model,
        prompt: prompt.version.clone(),
    })
}
