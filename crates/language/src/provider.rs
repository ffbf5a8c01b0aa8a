//! The one trait, and what goes in and comes out.

use std::sync::Arc;

use async_trait::async_trait;
use futures::stream::BoxStream;
use serde_json::Value;

use crate::{
    draft::DraftRequest,
    error::Error,
    price::MicroDollars,
    prompt::Prompt,
    schema::Schema,
    tasks::{ClassifyRequest, SummaryRequest},
};

/// Somebody who writes. The two that go over a network make one attempt a call; [`crate::Guarded`]
/// adds retries, the limit, the budget, prices and the check against the schema.
#[async_trait]
pub trait Provider: Send + Sync {
    /// `anthropic`, `openai-compatible` or `offline`.
    fn name(&self) -> &'static str;

    /// As the provider names it.
    fn model(&self) -> &str;

    async fn complete(&self, request: &Request) -> Result<Answer, Error>;

    /// The same piece by piece; the last piece is [`Piece::Done`], or the stream ends with an error.
    async fn stream(&self, request: &Request) -> Result<Pieces, Error>;

    /// A vector for each text, in their order.
    async fn embed(&self, texts: &[String]) -> Result<Embeddings, Error>;
}

#[derive(Clone, Debug)]
pub struct Request {
    pub task: Task,
    /// Tokens of the answer at most, what the model thinks to itself among them.
    pub longest: u32,
}

/// What is wanted, so that rules can do it too.
#[derive(Clone, Debug)]
pub enum Task {
    Draft(DraftRequest),
    Summary(SummaryRequest),
    Classify(ClassifyRequest),
    /// Which tags fit a person, by what is known of them.
    Tags(ClassifyRequest),
    /// A prompt that only a model can answer.
    Plain(Prompt),
}

/// Models that think before they write need most of it for that.
const LONGEST: u32 = 4_096;

impl Request {
    pub fn new(task: Task) -> Self {
        Self {
            task,
            longest: LONGEST,
        }
    }

    /// What a model is told.
    pub fn prompt(&self) -> Prompt {
        match &self.task {
            Task::Draft(request) => request.prompt(),
            Task::Summary(request) => request.prompt(),
            Task::Classify(request) => request.prompt(),
            Task::Tags(request) => request.tags_prompt(),
            Task::Plain(prompt) => prompt.clone(),
        }
    }

    pub(crate) fn schema(&self) -> Option<Arc<Schema>> {
        self.prompt().schema
    }
}

pub type Pieces = BoxStream<'static, Result<Piece, Error>>;

#[derive(Clone, Debug, PartialEq)]
pub enum Piece {
    /// Further text of the answer.
    Text(String),
    /// All of it, once, at the end.
    Done(Box<Answer>),
}

/// A text with where it comes from.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    pub text: String,
    /// What the text says, where the prompt has a schema and the answer follows it.
    pub value: Option<Value>,
    pub stop: Stop,
    /// None where the provider does not count.
    pub usage: Option<Usage>,
    /// None where usage or price is not known.
    pub cost: Option<MicroDollars>,
    pub provider: &'static str,
    /// The model that answered, in the provider's words.
    pub model: String,
    /// The version of the prompt, such as `draft.v1`.
    pub prompt: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    End,
    /// At the most tokens.
    Length,
    Declined,
}

/// Tokens, as the provider counts them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Usage {
    /// Read anew, without what came from a cache.
    pub input: u64,
    pub cache_read: u64,
    pub cache_write: u64,
    /// Written, thoughts included.
    pub output: u64,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Embeddings {
    /// All of one length.
    pub vectors: Vec<Vec<f32>>,
    pub usage: Option<Usage>,
    pub cost: Option<MicroDollars>,
    pub provider: &'static str,
    pub model: String,
}

impl Answer {
    /// The answer to this request, if it is whole and follows the schema of its prompt.
    pub(crate) fn checked(mut self, schema: Option<&Schema>) -> Result<Self, Error> {
        match self.stop {
            Stop::Declined => return Err(Error::Declined),
            Stop::Length => return Err(Error::Cut),
            Stop::End => {}
        }
        if let Some(schema) = schema {
            self.value = Some(schema.read(&self.text)?);
        }
        Ok(self)
    }
}
