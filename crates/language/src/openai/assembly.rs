//! The chunks of a streamed completion, put together.

use serde::Deserialize;
use serde_json::Value;

use super::{
    NAME,
    thoughts::Thoughts,
    wire::{Counted, Said, stop},
};
use crate::{
    connection::Connection,
    error::Error,
    provider::{Answer, Stop},
    sse::Event,
    streaming::Assembly,
};

/// The mark of the end, which is no JSON.
const DONE: &str = "[DONE]";

pub(super) struct Chunks {
    connection: Connection,
    prompt: String,
    model: Option<String>,
    text: String,
    thoughts: Thoughts,
    has_refused: bool,
    finish_reason: Option<String>,
    counted: Option<Counted>,
    is_done: bool,
}

#[derive(Deserialize)]
struct Chunk {
    #[serde(default)]
    model: Option<String>,
    /// Empty in the chunk that brings the usage.
    #[serde(default)]
    choices: Vec<Choice>,
    #[serde(default)]
    usage: Option<Counted>,
}

#[derive(Deserialize)]
struct Choice {
    #[serde(default)]
    delta: Said,
    #[serde(default)]
    finish_reason: Option<String>,
}

impl Chunks {
    pub(super) fn new(connection: Connection, prompt: String) -> Self {
        Self {
            connection,
            prompt,
            model: None,
            text: String::new(),
            thoughts: Thoughts::default(),
            has_refused: false,
            finish_reason: None,
            counted: None,
            is_done: false,
        }
    }

    fn add(&mut self, chunk: Chunk) -> Option<String> {
        self.model = chunk.model.or(self.model.take());
        self.counted = chunk.usage.or(self.counted);
        let choice = chunk.choices.into_iter().next()?;
        self.has_refused |= choice.delta.is_refusal();
        let reason = choice.finish_reason.filter(|reason| !reason.is_empty());
        self.finish_reason = reason.or(self.finish_reason.take());
        let text = self.thoughts.pass(&choice.delta.text());
        self.text.push_str(&text);
        Some(text)
    }
}

impl Assembly for Chunks {
    fn take(&mut self, event: &Event) -> Result<Option<String>, Error> {
        match event.data.trim() {
            "" => return Ok(None),
            DONE => {
                self.is_done = true;
                let rest = self.thoughts.rest();
                self.text.push_str(&rest);
                return Ok(None);
            }
            _ => {}
        }
        let value: Value = serde_json::from_str(&event.data).map_err(|_| Error::Broken)?;
        if event.name == "error" || value.get("error").is_some_and(|error| !error.is_null()) {
            return Err(self.connection.refusal_in_stream(&value));
        }
        let chunk = serde_json::from_value(value)
            .map_err(|_| Error::Strange("it is no chunk of a completion"))?;
        Ok(self.add(chunk))
    }

    fn is_done(&self) -> bool {
        self.is_done
    }

    /// Some servers end without the mark, after they said why.
    fn answer(&mut self) -> Result<Answer, Error> {
        let reason = self.finish_reason.take();
        if !self.is_done && reason.is_none() {
            return Err(Error::Broken);
        }
        let rest = self.thoughts.rest();
        self.text.push_str(&rest);
        let stop = if self.has_refused {
            Stop::Declined
        } else {
            stop(reason.as_deref())
        };
        Ok(Answer {
            text: std::mem::take(&mut self.text),
            value: None,
            stop,
            usage: self.counted.and_then(|counted| counted.usage()),
            cost: None,
            provider: NAME,
            model: self
                .model
                .take()
                .unwrap_or_else(|| self.connection.model.clone()),
            prompt: std::mem::take(&mut self.prompt),
        })
    }
}
