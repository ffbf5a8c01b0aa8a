//! The Chat Completions API, as OpenAI, Ollama, llama.cpp, vLLM and others speak it, each a
//! little differently. Source: OpenAI's OpenAPI document 2.3.0, `/chat/completions` and
//! `/embeddings`.

mod assembly;
mod dialect;
mod thoughts;
mod wire;

use async_trait::async_trait;
use futures::{FutureExt, future::BoxFuture};
use reqwest::header::{AUTHORIZATION, HeaderMap};
use serde_json::{Value, json};
use tokio::time::Instant;

use crate::{
    connection::Connection,
    error::Error,
    prompt::Prompt,
    provider::{Answer, Embeddings, Pieces, Provider, Request},
    streaming::pieces,
};
use assembly::Chunks;
use dialect::Dialect;

pub const NAME: &str = "openai-compatible";
pub const BASE: &str = "https://api.openai.com/v1";
/// How often a request is said in another way at most.
const ADAPTATIONS: usize = 3;
/// Texts at once at most, as the document has it.
const MOST_TEXTS: usize = 2_048;

/// One attempt a call; see [`crate::Guarded`].
#[derive(Debug)]
pub struct OpenAi {
    connection: Connection,
    dialect: Dialect,
}

impl OpenAi {
    /// Without a key where the server wants none.
    pub fn new(connection: Connection) -> Self {
        let dialect = Dialect::of(connection.host());
        Self {
            connection,
            dialect,
        }
    }

    /// `http://localhost:11434` means `http://localhost:11434/v1`; any other path is taken as
    /// it stands.
    fn url(&self, place: &str) -> String {
        let base = self
            .connection
            .base_without(&["/chat/completions", "/embeddings"]);
        let version = if self.connection.has_path() {
            ""
        } else {
            "/v1"
        };
        format!("{base}{version}/{place}")
    }

    fn headers(&self) -> Result<HeaderMap, Error> {
        let mut headers = HeaderMap::new();
        if let Some(key) = &self.connection.key {
            headers.insert(AUTHORIZATION, key.header("Bearer ")?);
        }
        Ok(headers)
    }

    fn body(&self, prompt: &Prompt, longest: u32, is_stream: bool) -> Value {
        let mut body = json!({
            "model": self.connection.model,
            "messages": [
                {"role": "system", "content": prompt.system},
                {"role": "user", "content": prompt.user},
            ],
            "stream": is_stream,
        });
        self.dialect.complete(&mut body, prompt, longest, is_stream);
        body
    }

    async fn ask(&self, request: &Request) -> Result<Answer, Error> {
        let prompt = request.prompt();
        let body = self.body(&prompt, request.longest, false);
        let answer = self
            .connection
            .post_for_json(&self.url("chat/completions"), self.headers()?, &body)
            .await?;
        wire::answer(answer, &self.connection, &prompt)
    }

    async fn listen(&self, request: &Request) -> Result<Pieces, Error> {
        let prompt = request.prompt();
        let body = self.body(&prompt, request.longest, true);
        let begun = Instant::now();
        let connection = &self.connection;
        let response = connection
            .post(
                &self.url("chat/completions"),
                self.headers()?,
                &body,
                begun + connection.answer,
            )
            .await?;
        let chunks = Chunks::new(connection.clone(), prompt.version);
        Ok(pieces(
            connection,
            response,
            chunks,
            begun + connection.whole,
        ))
    }

    /// Again, as long as the server names a parameter that can be left out or said otherwise.
    async fn adapting<'a, T>(
        &self,
        mut attempt: impl FnMut() -> BoxFuture<'a, Result<T, Error>> + Send,
    ) -> Result<T, Error> {
        for _ in 0..ADAPTATIONS {
            match attempt().await {
                Err(Error::Request(words)) if self.dialect.adapts_to(&words) => {}
                answer => return answer,
            }
        }
        attempt().await
    }
}

#[async_trait]
impl Provider for OpenAi {
    fn name(&self) -> &'static str {
        NAME
    }

    fn model(&self) -> &str {
        &self.connection.model
    }

    async fn complete(&self, request: &Request) -> Result<Answer, Error> {
        self.adapting(|| self.ask(request).boxed()).await
    }

    async fn stream(&self, request: &Request) -> Result<Pieces, Error> {
        self.adapting(|| self.listen(request).boxed()).await
    }

    async fn embed(&self, texts: &[String]) -> Result<Embeddings, Error> {
        if texts.len() > MOST_TEXTS {
            return Err(Error::TooLong);
        }
        let body = json!({
            "model": self.connection.model,
            "input": texts,
            "encoding_format": "float",
        });
        let answer = self
            .connection
            .post_for_json(&self.url("embeddings"), self.headers()?, &body)
            .await?;
        wire::embeddings(answer, texts.len(), &self.connection.model)
    }
}
