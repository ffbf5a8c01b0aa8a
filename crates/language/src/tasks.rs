//! What the product asks for, whoever answers: a draft, a summary, labels, and whether a
//! provider works. Invariant: what comes back was checked against what was given.

mod labels;
mod summary;

use std::sync::LazyLock;

use serde_json::Value;

use crate::{
    check,
    draft::{Draft, DraftRequest},
    error::Error,
    prompt::{Filling, LONGEST_BLOCK, Template, clean, of_file},
    provider::{Answer, Provider, Request, Task},
};
pub use labels::{ClassifyRequest, Found, Label, Tagged, choose_tags, classify};
pub use summary::{Summary, SummaryRequest, summarise};

/// A draft that names nothing but what is known, and where it comes from.
#[derive(Clone, Debug, PartialEq)]
pub struct Drafted {
    pub draft: Draft,
    pub answer: Answer,
}

/// An error [`Error::Unsound`] where the text names what the request does not hold, is too long
/// or too short, or repeats what the model was told: such a text is not given out.
pub async fn write_draft(
    provider: &dyn Provider,
    request: &DraftRequest,
) -> Result<Drafted, Error> {
    let answer = ask(provider, Task::Draft(request.clone())).await?;
    let text = |name: &str| clean(text_of(&answer, name), LONGEST_BLOCK);
    let (subject, text) = (text("subject"), text("text"));
    let text = request.fitting(request.without_frame(&text));
    let findings = check::draft(request, &subject, text);
    if !findings.is_empty() {
        return Err(Error::Unsound(findings));
    }
    Ok(Drafted {
        draft: request.assembled(&subject, text),
        answer,
    })
}

/// Whether address, key and model work, by the smallest question there is.
pub async fn verify(provider: &dyn Provider) -> Result<(), Error> {
    if provider.name() == crate::offline::NAME {
        return Ok(());
    }
    let prompt = of_file(&VERIFY, &Filling::default(), &None);
    let request = Request {
        task: Task::Plain(prompt),
        longest: 32,
    };
    match provider.complete(&request).await {
        // Who thinks before writing does not get further with so little; it works all the same.
        Ok(_) | Err(Error::Cut) => Ok(()),
        Err(error) => Err(error),
    }
}

static VERIFY: LazyLock<Option<Template<'static>>> =
    LazyLock::new(|| Template::parse("verify.v1", include_str!("tasks/verify.v1.md")).ok());

/// An answer that follows its schema, also where the provider stands under no rules.
async fn ask(provider: &dyn Provider, task: Task) -> Result<Answer, Error> {
    let request = Request::new(task);
    let answer = provider.complete(&request).await?;
    answer.checked(request.schema().as_deref())
}

fn text_of<'a>(answer: &'a Answer, name: &str) -> &'a str {
    let value = answer.value.as_ref().and_then(|value| value.get(name));
    value.and_then(Value::as_str).unwrap_or_default()
}
