//! The events of a stream of a message, put together.

use serde::{Deserialize, de::DeserializeOwned};
use serde_json::Value;

use super::{
    NAME,
    wire::{Block, Counted, Message, stop},
};
use crate::{
    connection::Connection, error::Error, provider::Answer, sse::Event, streaming::Assembly,
};

/// What was heard so far. Kinds of events, blocks and deltas that are not known are passed
/// over, as the reference asks for.
pub(super) struct Events {
    connection: Connection,
    prompt: String,
    model: String,
    text: String,
    stop_reason: Option<String>,
    counted: Counted,
    has_stopped: bool,
}

#[derive(Deserialize)]
struct Start {
    message: Message,
}

#[derive(Deserialize)]
struct BlockStart {
    content_block: Block,
}

#[derive(Deserialize)]
struct BlockDelta {
    delta: Block,
}

#[derive(Deserialize)]
struct MessageDelta {
    delta: Stopped,
    #[serde(default)]
    usage: Counted,
}

#[derive(Deserialize)]
struct Stopped {
    stop_reason: Option<String>,
}

impl Events {
    pub(super) fn new(connection: Connection, prompt: String) -> Self {
        Self {
            connection,
            prompt,
            model: String::new(),
            text: String::new(),
            stop_reason: None,
            counted: Counted::default(),
            has_stopped: false,
        }
    }

    fn add(&mut self, block: Block, kind: &str) -> Option<String> {
        let text = block.text.filter(|_| block.kind == kind)?;
        self.text.push_str(&text);
        Some(text)
    }
}

impl Assembly for Events {
    fn take(&mut self, event: &Event) -> Result<Option<String>, Error> {
        if event.data.is_empty() {
            return Ok(None);
        }
        let value: Value = read(&event.data)?;
        let kind = value.get("type").and_then(Value::as_str);
        match kind.unwrap_or(&event.name) {
            "message_start" => {
                let start: Start = of(value)?;
                self.model = start.message.model;
                self.counted = start.message.usage;
            }
            "content_block_start" => {
                return Ok(self.add(of::<BlockStart>(value)?.content_block, "text"));
            }
            "content_block_delta" => {
                return Ok(self.add(of::<BlockDelta>(value)?.delta, "text_delta"));
            }
            "message_delta" => {
                let delta: MessageDelta = of(value)?;
                self.stop_reason = delta.delta.stop_reason.or(self.stop_reason.take());
                self.counted = self.counted.later(delta.usage);
            }
            "message_stop" => self.has_stopped = true,
            "error" => return Err(self.connection.refusal_in_stream(&value)),
            _ => {}
        }
        Ok(None)
    }

    fn is_done(&self) -> bool {
        self.has_stopped
    }

    fn answer(&mut self) -> Result<Answer, Error> {
        let reason = self.stop_reason.take().filter(|_| self.has_stopped);
        Ok(Answer {
            stop: stop(&reason.ok_or(Error::Broken)?),
            text: std::mem::take(&mut self.text),
            value: None,
            usage: self.counted.usage(),
            cost: None,
            provider: NAME,
            model: std::mem::take(&mut self.model),
            prompt: std::mem::take(&mut self.prompt),
        })
    }
}

/// What is no JSON was cut off by the end of the stream, or never was an event.
fn read(data: &str) -> Result<Value, Error> {
    serde_json::from_str(data).map_err(|_| Error::Broken)
}

fn of<T: DeserializeOwned>(value: Value) -> Result<T, Error> {
    serde_json::from_value(value).map_err(|_| Error::Strange("it is no event of a message"))
}
