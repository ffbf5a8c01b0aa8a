//! What servers of this API do not agree about, learned from their refusals.

use std::sync::atomic::{AtomicBool, Ordering};

use serde_json::{Value, json};

use crate::prompt::Prompt;

#[derive(Debug)]
pub(super) struct Dialect {
    /// `max_completion_tokens`, which OpenAI's newer models insist on, or `max_tokens`, which
    /// all others know.
    has_new_bound: AtomicBool,
    /// No `response_format`; the prompt asks for JSON, and the check remains.
    is_without_schema: AtomicBool,
    /// No `stream_options`; the usage of streams is not known then.
    is_without_options: AtomicBool,
}

impl Dialect {
    pub fn of(host: &str) -> Self {
        Self {
            has_new_bound: AtomicBool::new(host == "api.openai.com"),
            is_without_schema: AtomicBool::new(false),
            is_without_options: AtomicBool::new(false),
        }
    }

    pub fn complete(&self, body: &mut Value, prompt: &Prompt, longest: u32, is_stream: bool) {
        let bound = if self.has_new_bound.load(Ordering::Relaxed) {
            "max_completion_tokens"
        } else {
            "max_tokens"
        };
        body[bound] = json!(longest);
        let schema = prompt.schema.as_ref();
        if let Some(schema) = schema.filter(|_| !self.is_without_schema.load(Ordering::Relaxed)) {
            body["response_format"] = json!({
                "type": "json_schema",
                "json_schema": {"name": schema.name(), "schema": schema.value(), "strict": true},
            });
        }
        if is_stream && !self.is_without_options.load(Ordering::Relaxed) {
            body["stream_options"] = json!({"include_usage": true});
        }
    }

    /// Whether these words of a refusal name what can be said otherwise, from now on.
    pub fn adapts_to(&self, words: &str) -> bool {
        let words = words.to_lowercase();
        let names = |parts: &[&str]| parts.iter().any(|part| words.contains(part));
        if names(&["max_completion_tokens"]) {
            self.has_new_bound.fetch_not(Ordering::Relaxed);
            return true;
        }
        if names(&["stream_options", "include_usage"]) {
            return !self.is_without_options.swap(true, Ordering::Relaxed);
        }
        let of_schema = ["response_format", "json_schema", "guided", "grammar"];
        names(&of_schema) && !self.is_without_schema.swap(true, Ordering::Relaxed)
    }
}
