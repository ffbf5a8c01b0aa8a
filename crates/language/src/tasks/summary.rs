//! What messages were about, in a few sentences.

use std::sync::{Arc, LazyLock};

use serde_json::{Value, json};

use super::ask;
use crate::{
    check::{self, Context},
    draft::{Direction, Said},
    error::Error,
    languages::Language,
    prompt::{Filling, LONGEST_BLOCK, Prompt, Template, clean, of_file},
    provider::{Answer, Provider, Task},
    schema::Schema,
};

#[derive(Clone, Debug)]
pub struct SummaryRequest {
    /// Of the summary; rules can only give sentences as they stand.
    pub language: Language,
    /// The newest first.
    pub messages: Vec<Said>,
    /// Sentences at most.
    pub most: usize,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Summary {
    pub sentences: Vec<String>,
    pub answer: Answer,
}

static TEMPLATE: LazyLock<Option<Template<'static>>> =
    LazyLock::new(|| Template::parse("summary.v1", include_str!("summary.v1.md")).ok());

static SCHEMA: LazyLock<Option<Arc<Schema>>> = LazyLock::new(|| {
    let value = json!({
        "type": "object",
        "additionalProperties": false,
        "required": ["sentences"],
        "properties": {"sentences": {"type": "array", "items": {"type": "string"}}},
    });
    Schema::new("summary", value).ok().map(Arc::new)
});

/// Messages that a model is shown.
const SHOWN: usize = 12;

impl SummaryRequest {
    pub(crate) fn prompt(&self) -> Prompt {
        let mut filling = Filling::default()
            .word("language", self.language.name())
            .word("most", self.most);
        for said in self.messages.iter().take(SHOWN) {
            let by = match said.direction {
                Direction::Out => "by the user",
                Direction::In => "by the other",
            };
            filling = filling.block(format!("message of {} {by}", said.day), &said.text);
        }
        of_file(&TEMPLATE, &filling, &SCHEMA)
    }

    fn context(&self) -> Context {
        self.messages
            .iter()
            .fold(Context::default(), |context, said| {
                context.own(&said.day.to_string()).own(&said.text)
            })
    }
}

/// Sentences that name what no message holds are left out; [`Error::Unsound`] where none stays.
pub async fn summarise(
    provider: &dyn Provider,
    request: &SummaryRequest,
) -> Result<Summary, Error> {
    let answer = ask(provider, Task::Summary(request.clone())).await?;
    let context = request.context();
    let (mut sentences, mut findings) = (Vec::new(), Vec::new());
    let value = answer.value.as_ref();
    let found = value.and_then(|value| value["sentences"].as_array());
    for sentence in found.into_iter().flatten().filter_map(Value::as_str) {
        let sentence = clean(sentence, LONGEST_BLOCK);
        let strange = check::facts(&sentence, request.language, &context);
        if strange.is_empty() && !sentence.is_empty() {
            sentences.push(sentence);
        }
        findings.extend(strange);
    }
    if sentences.is_empty() && !findings.is_empty() {
        return Err(Error::Unsound(findings));
    }
    sentences.truncate(request.most);
    Ok(Summary { sentences, answer })
}
