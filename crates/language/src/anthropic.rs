//! Anthropic's Messages API.
//! Source: API reference, version 2023-06-01, “Messages” and “Streaming messages”.

mod assembly;
mod wire;

use std::sync::atomic::{AtomicBool, Ordering};

use async_trait::async_trait;
use reqwest::header::{HeaderMap, HeaderValue};
use serde_json::{Value, json};
use tokio::time::Instant;

use crate::{
    connection::Connection,
    error::Error,
    prompt::Prompt,
    provider::{Answer, Embeddings, Pieces, Provider, Request},
    streaming::pieces,
};
use assembly::Events;

pub const NAME: &str = "anthropic";
pub const BASE: &str = "https://api.anthropic.com";
const VERSION: HeaderValue = HeaderValue::from_static("2023-06-01");

/// One attempt a call; see [`crate::Guarded`].
#[derive(Debug)]
pub struct Anthropic {
    connection: Connection,
    /// Older models refuse `output_config`; the prompt asks for JSON then, and the check remains.
    is_without_schema: AtomicBool,
}

impl Anthropic {
    pub fn new(connection: Connection) -> Self {
        Self {
            connection,
            is_without_schema: AtomicBool::new(false),
        }
    }

    fn url(&self) -> String {
        format!(
            "{}/v1/messages",
            self.connection.base_without(&["/messages", "/v1"])
        )
    }

    fn headers(&self) -> Result<HeaderMap, Error> {
        let key = self.connection.key.as_ref().ok_or(Error::Key)?;
        let mut headers = HeaderMap::new();
        headers.insert("x-api-key", key.header("")?);
        headers.insert("anthropic-version", VERSION);
        Ok(headers)
    }

    /// No sampling parameters: newer models refuse them.
    fn body(&self, prompt: &Prompt, longest: u32, is_stream: bool) -> Value {
        let mut body = json!({
            "model": self.connection.model,
            "max_tokens": longest,
            "system": prompt.system,
            "messages": [{"role": "user", "content": prompt.user}],
            "stream": is_stream,
        });
        let schema = prompt.schema.as_ref();
        if let Some(schema) = schema.filter(|_| !self.is_without_schema.load(Ordering::Relaxed)) {
            body["output_config"] =
                json!({"format": {"type": "json_schema", "schema": schema.value()}});
        }
        body
    }

    /// Whether the request may be accepted when it is said in another way.
    fn adapts_to(&self, error: &Error) -> bool {
        let Error::Request(words) = error else {
            return false;
        };
        let is_of_schema = ["output_config", "json_schema", "structured output"]
            .iter()
            .any(|word| words.to_lowercase().contains(word));
        is_of_schema && !self.is_without_schema.swap(true, Ordering::Relaxed)
    }

    async fn ask(&self, request: &Request) -> Result<Answer, Error> {
        let prompt = request.prompt();
        let body = self.body(&prompt, request.longest, false);
        let answer = self
            .connection
            .post_for_json(&self.url(), self.headers()?, &body)
            .await?;
        wire::answer(answer, &prompt)
    }

    async fn listen(&self, request: &Request) -> Result<Pieces, Error> {
        let prompt = request.prompt();
        let body = self.body(&prompt, request.longest, true);
        let begun = Instant::now();
        let connection = &self.connection;
        let response = connection
            .post(
                &self.url(),
                self.headers()?,
                &body,
                begun + connection.answer,
            )
            .await?;
        let events = Events::new(connection.clone(), prompt.version);
        Ok(pieces(
            connection,
            response,
            events,
            begun + connection.whole,
        ))
    }
}

#[async_trait]
impl Provider for Anthropic {
    fn name(&self) -> &'static str {
        NAME
    }

    fn model(&self) -> &str {
        &self.connection.model
    }

    async fn complete(&self, request: &Request) -> Result<Answer, Error> {
        match self.ask(request).await {
            Err(error) if self.adapts_to(&error) => self.ask(request).await,
            answer => answer,
        }
    }

    async fn stream(&self, request: &Request) -> Result<Pieces, Error> {
        match self.listen(request).await {
            Err(error) if self.adapts_to(&error) => self.listen(request).await,
            pieces => pieces,
        }
    }

    async fn embed(&self, _texts: &[String]) -> Result<Embeddings, Error> {
        Err(Error::Unable("Anthropic makes no embeddings"))
    }
}
