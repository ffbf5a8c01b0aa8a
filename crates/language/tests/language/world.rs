//! One request for a draft, and the events of one answer.

use std::sync::Arc;

use chrono::NaiveDate;
use futures::StreamExt;
use language::{
    Answer, Channel, Direction, DraftRequest, Error, Fact, Formality, Language, Piece, Provider,
    Request, Said, Schema, Task, Trigger, Variant,
    prompt::{Filling, Prompt, Template},
};
use serde_json::json;

pub use crate::vendors::{chunks, completion, events, message};

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Ada Berg writes to Bo Lind, who asked about a boat.
pub fn to_bo() -> DraftRequest {
    DraftRequest {
        language: Language::English,
        formality: Formality::Casual,
        channel: Channel::Mail,
        greeting: "Hi Bo,".to_owned(),
        sign_off: "Best,".to_owned(),
        signature: "Ada".to_owned(),
        trigger: Trigger::KeepInTouch { days: 77 },
        subject: "Sailing in May".to_owned(),
        person: vec![
            Fact { label: "name", value: "Bo Lind".to_owned() },
            Fact { label: "company", value: "Lindwerk AB".to_owned() },
            Fact { label: "place", value: "Malmö".to_owned() },
        ],
        thread: vec![
            Said {
                direction: Direction::In,
                day: day("2026-09-14"),
                text: "The boat is ready, shall we sail to Ystad on 2 May? Call me at +46 70 123 45 67.".to_owned(),
            },
            Said {
                direction: Direction::Out,
                day: day("2026-09-02"),
                text: "Gladly! I am reading https://kith.example/boats at the moment.".to_owned(),
            },
        ],
        contacts: Vec::new(),
        promises: Vec::new(),
        usual_words: Some(40),
        instruction: None,
        variant: Variant::Usual,
    }
}

pub fn plain(system: &str, schema: Option<Arc<Schema>>) -> Prompt {
    let file = format!("# system\n{system}\n\n# user\nSay it.\n{{{{data}}}}\n");
    let template = Template::parse("test.v1", &file).unwrap();
    template
        .render(&Filling::default().block("text", "Grüße 👋"), schema)
        .unwrap()
}

pub fn request() -> Request {
    Request::new(Task::Plain(plain("Be brief.", None)))
}

pub fn structured() -> Request {
    let schema = json!({
        "type": "object",
        "additionalProperties": false,
        "required": ["label"],
        "properties": {"label": {"type": "string"}},
    });
    let schema = Schema::new("test", schema).unwrap();
    Request::new(Task::Plain(plain("Be brief.", Some(Arc::new(schema)))))
}

/// The texts of a stream, and how it ends.
pub async fn heard(
    provider: &dyn Provider,
    request: &Request,
) -> (Vec<String>, Result<Answer, Error>) {
    let mut pieces = match provider.stream(request).await {
        Ok(pieces) => pieces,
        Err(error) => return (Vec::new(), Err(error)),
    };
    let mut texts = Vec::new();
    while let Some(piece) = pieces.next().await {
        match piece {
            Ok(Piece::Text(text)) => texts.push(text),
            Ok(Piece::Done(answer)) => {
                assert!(pieces.next().await.is_none(), "nothing follows the end");
                return (texts, Ok(*answer));
            }
            Err(error) => {
                assert!(pieces.next().await.is_none(), "nothing follows an error");
                return (texts, Err(error));
            }
        }
    }
    panic!("a stream ends with an answer or an error");
}
