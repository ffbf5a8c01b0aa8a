//! Rules and templates: no key, no network, the same answer each time. It says of itself that
//! it is offline, by its name in every answer.

mod classify;
mod draft;
mod phrases;
mod summary;
mod vector;

use async_trait::async_trait;
use futures::{StreamExt, stream};
use serde_json::Value;

use crate::{
    error::Error,
    provider::{Answer, Embeddings, Piece, Pieces, Provider, Request, Stop, Task, Usage},
};

pub(crate) const NAME: &str = "offline";
/// Changes whenever the same request gives another answer.
const MODEL: &str = "rules.v3";

#[derive(Clone, Copy, Debug, Default)]
pub struct Offline;

#[async_trait]
impl Provider for Offline {
    fn name(&self) -> &'static str {
        NAME
    }

    fn model(&self) -> &str {
        MODEL
    }

    /// [`Error::Unable`] for a plain prompt, which only a model understands.
    async fn complete(&self, request: &Request) -> Result<Answer, Error> {
        let (prompt, value): (&str, Value) = match &request.task {
            Task::Draft(request) => ("offline.draft.v1", draft::draft(request)),
            Task::Summary(request) => ("offline.summary.v1", summary::summary(request)),
            Task::Classify(request) => ("offline.classify.v1", classify::labels(request)),
            Task::Tags(request) => ("offline.tags.v1", classify::labels(request)),
            Task::Plain(_) => return Err(Error::Unable("this needs a language model")),
        };
        let answer = Answer {
            text: value.to_string(),
            value: None,
            stop: Stop::End,
            usage: Some(Usage::default()),
            cost: Some(crate::price::MicroDollars(0)),
            provider: NAME,
            model: MODEL.to_owned(),
            prompt: prompt.to_owned(),
        };
        answer.checked(request.schema().as_deref())
    }

    async fn stream(&self, request: &Request) -> Result<Pieces, Error> {
        let answer = self.complete(request).await?;
        let text = Piece::Text(answer.text.clone());
        let pieces = [Ok(text), Ok(Piece::Done(Box::new(answer)))];
        Ok(stream::iter(pieces).boxed())
    }

    /// Of words and parts of words; alike where the wording is alike, whatever it means.
    async fn embed(&self, texts: &[String]) -> Result<Embeddings, Error> {
        Ok(Embeddings {
            vectors: texts.iter().map(|text| vector::vector(text)).collect(),
            usage: Some(Usage::default()),
            cost: Some(crate::price::MicroDollars(0)),
            provider: NAME,
            model: MODEL.to_owned(),
        })
    }
}
