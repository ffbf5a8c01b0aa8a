//! Calls as the product makes them: in line with others of the workspace, after their price at
//! most is reserved, again where that is of use, counted, priced, and checked.

use std::{
    hash::Hash,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use async_trait::async_trait;
use futures::{StreamExt, future::BoxFuture};

use crate::{
    budget::{Budget, Estimate, Reservation, Spent},
    error::Error,
    limiter::{Limiter, Permit},
    price::{Price, Prices},
    prompt::Prompt,
    provider::{Answer, Embeddings, Piece, Pieces, Provider, Request, Usage},
    retry::Retry,
    schema::Schema,
};

/// Tokens that the API adds around a prompt, at most.
const AROUND: u64 = 1_024;

/// What calls of one workspace go by.
#[derive(Clone)]
pub struct Rules<K> {
    pub workspace: K,
    pub limiter: Arc<Limiter<K>>,
    pub budget: Arc<dyn Budget>,
    pub prices: Arc<Prices>,
    pub retry: Retry,
    /// From 0 to 1, for the pauses.
    pub chance: Arc<dyn Fn() -> f64 + Send + Sync>,
}

/// A provider under these rules. Offline stands under them too, and costs nothing.
pub struct Guarded<K> {
    provider: Arc<dyn Provider>,
    rules: Rules<K>,
}

/// A call that is allowed, until it is settled.
struct Call {
    _permit: Permit,
    budget: Arc<dyn Budget>,
    reservation: Reservation,
    price: Option<Price>,
    is_settled: AtomicBool,
}

impl<K: Eq + Hash + Clone + Send + Sync> Guarded<K> {
    pub fn new(provider: Arc<dyn Provider>, rules: Rules<K>) -> Self {
        Self { provider, rules }
    }

    async fn begin(&self, input: u64, output: u64) -> Result<Call, Error> {
        let rules = &self.rules;
        let permit = rules.limiter.enter(&rules.workspace).await?;
        let (provider, model) = (self.provider.name(), self.provider.model());
        let price = rules.prices.price(provider, model);
        let estimate = Estimate {
            provider,
            model: model.to_owned(),
            tokens: input.saturating_add(output),
            cost: price.map(|price| price.at_most(input, output)),
        };
        let reservation = rules.budget.reserve(&estimate).await?;
        Ok(Call {
            _permit: permit,
            budget: rules.budget.clone(),
            reservation,
            price,
            is_settled: AtomicBool::new(false),
        })
    }

    /// Until it succeeds, or trying again is of no use.
    async fn trying<'a, T>(
        &self,
        mut attempt: impl FnMut() -> BoxFuture<'a, Result<T, Error>> + Send,
    ) -> Result<T, Error> {
        let mut failed = 0;
        loop {
            let error = match attempt().await {
                Ok(answer) => return Ok(answer),
                Err(error) => error,
            };
            failed += 1;
            let chance = (self.rules.chance)();
            let Some(pause) = self.rules.retry.pause(failed, &error, chance) else {
                return Err(error);
            };
            tracing::debug!(provider = self.provider.name(), %error, failed, ?pause, "trying again");
            tokio::time::sleep(pause).await;
        }
    }
}

impl Call {
    async fn settle(&self, spent: Spent) {
        self.budget.settle(self.reservation, spent).await;
        self.is_settled.store(true, Ordering::Relaxed);
    }

    fn spent(&self, usage: Option<&Usage>) -> Spent {
        match (usage, self.price) {
            (Some(usage), Some(price)) => Spent::Known {
                tokens: usage.all(),
                cost: price.of(usage),
            },
            _ => Spent::All,
        }
    }

    async fn failed(&self, error: Error) -> Error {
        let spent = if error.may_have_cost() {
            Spent::All
        } else {
            Spent::Nothing
        };
        self.settle(spent).await;
        error
    }

    async fn done(&self, mut answer: Answer, schema: Option<&Schema>) -> Result<Answer, Error> {
        self.settle(self.spent(answer.usage.as_ref())).await;
        answer.cost = self
            .price
            .zip(answer.usage)
            .map(|(price, usage)| price.of(&usage));
        answer.checked(schema)
    }
}

impl Drop for Call {
    /// Nobody waits for it any more: what it did cost will not become known.
    fn drop(&mut self) {
        if self.is_settled.load(Ordering::Relaxed) {
            return;
        }
        let (budget, reservation) = (self.budget.clone(), self.reservation);
        if let Ok(runtime) = tokio::runtime::Handle::try_current() {
            runtime.spawn(async move { budget.settle(reservation, Spent::All).await });
        }
    }
}

impl Usage {
    pub fn all(&self) -> u64 {
        [self.input, self.cache_read, self.cache_write, self.output]
            .into_iter()
            .fold(0, u64::saturating_add)
    }
}

/// At most: byte-pair encodings make no more tokens than there are bytes.
fn tokens_of(prompt: &Prompt) -> u64 {
    let schema = prompt.schema.as_ref();
    let schema = schema.map_or(0, |schema| schema.value().to_string().len());
    (prompt.system.len() + prompt.user.len() + schema) as u64 + AROUND
}

#[async_trait]
impl<K: Eq + Hash + Clone + Send + Sync> Provider for Guarded<K> {
    fn name(&self) -> &'static str {
        self.provider.name()
    }

    fn model(&self) -> &str {
        self.provider.model()
    }

    async fn complete(&self, request: &Request) -> Result<Answer, Error> {
        let prompt = request.prompt();
        prompt.fits()?;
        let call = self
            .begin(tokens_of(&prompt), u64::from(request.longest))
            .await?;
        match self.trying(|| self.provider.complete(request)).await {
            Ok(answer) => call.done(answer, prompt.schema.as_deref()).await,
            Err(error) => Err(call.failed(error).await),
        }
    }

    async fn stream(&self, request: &Request) -> Result<Pieces, Error> {
        let prompt = request.prompt();
        prompt.fits()?;
        let call = self
            .begin(tokens_of(&prompt), u64::from(request.longest))
            .await?;
        let pieces = match self.trying(|| self.provider.stream(request)).await {
            Ok(pieces) => pieces,
            Err(error) => return Err(call.failed(error).await),
        };
        let call = Arc::new(call);
        let settled = pieces.then(move |piece| {
            let (call, schema) = (call.clone(), prompt.schema.clone());
            async move {
                match piece {
                    Ok(Piece::Done(answer)) => {
                        let answer = call.done(*answer, schema.as_deref()).await?;
                        Ok(Piece::Done(Box::new(answer)))
                    }
                    Err(error) => {
                        call.settle(Spent::All).await;
                        Err(error)
                    }
                    text => text,
                }
            }
        });
        Ok(settled.boxed())
    }

    async fn embed(&self, texts: &[String]) -> Result<Embeddings, Error> {
        let bytes: usize = texts.iter().map(String::len).sum();
        let call = self.begin(bytes as u64 + AROUND, 0).await?;
        match self.trying(|| self.provider.embed(texts)).await {
            Ok(mut embeddings) => {
                call.settle(call.spent(embeddings.usage.as_ref())).await;
                embeddings.cost = call
                    .price
                    .zip(embeddings.usage)
                    .map(|(price, usage)| price.of(&usage));
                Ok(embeddings)
            }
            Err(error) => Err(call.failed(error).await),
        }
    }
}
