//! What our clients ask, and what the stand-in answers, against the contracts of the vendors:
//! what is used of them is restated in `contracts/`, and held to what they publish where
//! `KITH_VENDOR_CONTRACTS` names a folder that has it (`openai/openapi_subset.json`, and
//! `anthropic/` with recorded streams). A stream that somebody recorded is read by our client.

mod document;

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

use language::{Anthropic, Error, OpenAi, Provider, Stop, sse::Decoder};
use serde_json::{Value, json};

use crate::{
    stand_in::{Reply, StandIn},
    world::{chunks, completion, events, heard, message, request, structured},
};
use document::{Document, texts};

const TEXTS: [&str; 2] = ["Grüße an Бо", " 東京!"];

fn restated_openai() -> Document {
    Document::parse(include_str!("contracts/openai.json"))
}

fn restated_anthropic() -> Document {
    Document::parse(include_str!("contracts/anthropic.json"))
}

/// The folder of what is published, if this machine has it.
fn published() -> Option<PathBuf> {
    std::env::var_os("KITH_VENDOR_CONTRACTS").map(PathBuf::from)
}

fn read(folder: &Path, place: &str) -> String {
    let path = folder.join(place);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn json_of(folder: &Path, place: &str) -> Value {
    serde_json::from_str(&read(folder, place)).unwrap()
}

/// The restated contract, and the published one where it is here.
fn openai_documents() -> Vec<Document> {
    let mut documents = vec![restated_openai()];
    documents.extend(published().map(|folder| {
        let text = read(&folder, "openai/openapi_subset.json");
        Document::parse(&text)
    }));
    documents
}

fn holds(document: &Document, schema: &str, value: &Value) {
    let faults = document.faults(schema, value);
    assert!(faults.is_empty(), "{faults:#?} of {value}");
}

/// What each `data:` of a stream says, without the mark of its end.
fn data(stream: &str) -> Vec<Value> {
    let lines = stream
        .lines()
        .filter_map(|line| line.strip_prefix("data: "));
    let lines = lines.filter(|line| *line != "[DONE]");
    lines
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

fn embeddings() -> Value {
    json!({
        "object": "list", "model": "embed-1",
        "data": [{"object": "embedding", "index": 0, "embedding": [0.25, 2.0]}],
        "usage": {"prompt_tokens": 8, "total_tokens": 8}
    })
}

#[tokio::test]
async fn what_is_asked_of_openai_is_as_it_says() {
    let label = || completion(r#"{"label":"a"}"#);
    let refusal = json!({"error": {
        "message": "'max_tokens' is not supported. Use 'max_completion_tokens' instead.",
        "type": "invalid_request_error"
    }});
    let stand_in = StandIn::with([
        Reply::json(200, completion("Hi.")),
        Reply::json(200, label()),
        Reply::stream(&chunks(&TEXTS), 40),
        Reply::json(400, refusal),
        Reply::json(200, label()),
        Reply::json(200, embeddings()),
    ])
    .await;
    let openai = OpenAi::new(stand_in.connection());
    openai.complete(&request()).await.unwrap();
    openai.complete(&structured()).await.unwrap();
    heard(&openai, &structured()).await.1.unwrap();
    openai.complete(&structured()).await.unwrap();
    openai.embed(&["one".to_owned()]).await.unwrap();
    let asked = stand_in.asked();
    assert_eq!(asked.len(), 6);
    for document in openai_documents() {
        for asked in &asked {
            let schema = match asked.path.as_str() {
                "/v1/embeddings" => "CreateEmbeddingRequest",
                _ => "CreateChatCompletionRequest",
            };
            holds(&document, schema, &asked.body);
            let known = document.properties(schema);
            let names = asked.body.as_object().unwrap().keys();
            let unknown: Vec<_> = names.filter(|name| !known.contains(*name)).collect();
            assert!(unknown.is_empty(), "{unknown:?}");
        }
    }
}

#[test]
fn the_stand_in_answers_as_openai() {
    for document in openai_documents() {
        holds(
            &document,
            "CreateChatCompletionResponse",
            &completion("Hi."),
        );
        holds(&document, "CreateEmbeddingResponse", &embeddings());
        for chunk in data(&chunks(&TEXTS)) {
            holds(&document, "CreateChatCompletionStreamResponse", &chunk);
        }
    }
}

#[tokio::test]
async fn what_is_asked_of_anthropic_is_as_it_says() {
    let stand_in = StandIn::with([
        Reply::json(200, message("Hi.", "end_turn")),
        Reply::json(200, message(r#"{"label":"a"}"#, "end_turn")),
        Reply::stream(&events(&TEXTS, "end_turn"), 40),
    ])
    .await;
    let anthropic = Anthropic::new(stand_in.connection());
    anthropic.complete(&request()).await.unwrap();
    anthropic.complete(&structured()).await.unwrap();
    heard(&anthropic, &structured()).await.1.unwrap();
    let asked = stand_in.asked();
    assert_eq!(asked.len(), 3);
    for asked in asked {
        holds(&restated_anthropic(), "Request", &asked.body);
    }
}

#[test]
fn the_stand_in_answers_as_anthropic() {
    let document = restated_anthropic();
    for reason in ["end_turn", "max_tokens", "refusal"] {
        holds(&document, "Message", &message("Hi.", reason));
        let stream = events(&TEXTS, reason);
        let names = stream
            .lines()
            .filter_map(|line| line.strip_prefix("event: "));
        for (name, event) in names.zip(data(&stream)) {
            assert_eq!(event["type"], name);
            // One kind that nobody knows, as the reference says that they may come.
            if name != "something_new" {
                holds(&document, name, &event);
            }
        }
    }
    let overloaded =
        json!({"type": "error", "error": {"type": "overloaded_error", "message": "Overloaded"}});
    holds(&document, "error", &overloaded);
}

#[test]
fn a_contract_is_no_empty_word() {
    let mut request = json!({"model": "m", "messages": [{"role": "user", "content": "Hi."}]});
    holds(&restated_openai(), "CreateChatCompletionRequest", &request);
    request["max_token"] = json!(1);
    request["stream"] = json!("yes");
    request["messages"] = json!([]);
    let faults = restated_openai().faults("CreateChatCompletionRequest", &request);
    assert_eq!(faults.len(), 3, "{faults:?}");
}

/// What is restated says no other things than what is published.
#[test]
fn what_is_restated_is_what_is_published() {
    let Some(folder) = published() else { return };
    let (ours, theirs) = (
        restated_openai(),
        Document::parse(&read(&folder, "openai/openapi_subset.json")),
    );
    for schema in [
        "CreateChatCompletionResponse",
        "CreateChatCompletionStreamResponse",
        "CompletionUsage",
        "CreateEmbeddingRequest",
        "CreateEmbeddingResponse",
    ] {
        assert_eq!(ours.required(schema), theirs.required(schema), "{schema}");
        let unknown: Vec<_> = ours
            .properties(schema)
            .difference(&theirs.properties(schema))
            .cloned()
            .collect();
        assert!(unknown.is_empty(), "{schema}: {unknown:?}");
    }
    let reasons = "/properties/choices/items/properties/finish_reason";
    for schema in [
        "CreateChatCompletionResponse",
        "CreateChatCompletionStreamResponse",
    ] {
        assert_eq!(
            ours.choices(schema, reasons),
            theirs.choices(schema, reasons)
        );
    }

    let (ours, theirs) = (
        restated_anthropic(),
        json_of(&folder, "anthropic/messages_contract.json"),
    );
    let required = texts(&theirs["request_required"]);
    assert_eq!(ours.required("Request"), required);
    let known: BTreeSet<String> = &required | &texts(&theirs["request_optional"]);
    assert!(ours.properties("Request").is_subset(&known));
    assert_eq!(
        ours.choices("Message", "/properties/stop_reason"),
        texts(&theirs["stop_reason_values"])
    );
    assert_eq!(ours.properties("Usage"), texts(&theirs["usage_fields"]));
    for kind in texts(&theirs["stream_event_types"]) {
        assert!(ours.required(&kind).contains("type"), "{kind}");
    }
}

/// Each recorded stream comes to the text, the end and the counts that its owner's client makes
/// of it, however it is cut.
#[tokio::test]
async fn streams_that_were_recorded_are_understood() {
    let Some(folder) = published() else { return };
    let folder = folder.join("anthropic");
    let expected = json_of(&folder, "expected_assembled.json");
    for (place, expected) in expected.as_object().unwrap() {
        let stream = read(&folder, place);
        for size in [7, 1_000_000] {
            let stand_in = StandIn::with([Reply::stream(&stream, size)]).await;
            let (pieces, end) = heard(&Anthropic::new(stand_in.connection()), &request()).await;
            let answer = match end {
                Ok(answer) => answer,
                Err(error) => panic!("{place}: {error}"),
            };
            let blocks = expected["content"].as_array().unwrap();
            let texts = blocks.iter().filter(|block| block["type"] == "text");
            let whole: String = texts.filter_map(|block| block["text"].as_str()).collect();
            assert_eq!(
                (&answer.text, pieces.concat()),
                (&whole, whole.clone()),
                "{place}"
            );
            assert_eq!(answer.model, expected["model"], "{place}");
            let stop = match expected["stop_reason"].as_str().unwrap() {
                "max_tokens" => Stop::Length,
                "refusal" => Stop::Declined,
                _ => Stop::End,
            };
            assert_eq!(answer.stop, stop, "{place}");
            let usage = answer.usage.unwrap();
            let counted = &expected["usage_final"];
            assert_eq!(
                (json!(usage.input), json!(usage.output)),
                (
                    counted["input_tokens"].clone(),
                    counted["output_tokens"].clone()
                ),
                "{place}"
            );
        }
        let half = String::from_utf8_lossy(&stream.as_bytes()[..stream.len() / 2]);
        let stand_in = StandIn::with([Reply::stream(&half, 50)]).await;
        let (_, end) = heard(&Anthropic::new(stand_in.connection()), &request()).await;
        assert_eq!(end, Err(Error::Broken), "half of {place}");
    }
}

/// As text, or in hexadecimal digits where a letter is cut.
fn chunks_of(case: &Value) -> Vec<Vec<u8>> {
    let read = |name: &str| {
        let chunks = case[name].as_array().into_iter().flatten();
        chunks.filter_map(Value::as_str).collect::<Vec<_>>()
    };
    let texts = read("chunks")
        .into_iter()
        .map(|text| text.as_bytes().to_vec());
    let digits = read("chunks_hex")
        .into_iter()
        .map(|digits| hex::decode(digits).unwrap());
    texts.chain(digits).collect()
}

#[test]
fn events_are_told_apart_as_the_owners_client_does() {
    let Some(folder) = published() else { return };
    let cases = json_of(&folder, "anthropic/sse_decoder_cases.json");
    for case in cases["cases"].as_array().unwrap() {
        let mut decoder = Decoder::new();
        let mut found = Vec::new();
        for chunk in chunks_of(case) {
            found.extend(decoder.push(&chunk).unwrap());
        }
        let found: Vec<_> = found
            .into_iter()
            .map(|event| json!([event.name, event.data]))
            .collect();
        let expected = case["events"].as_array().unwrap().iter();
        let expected: Vec<_> = expected
            .map(|event| json!([event[0].as_str().unwrap_or_default(), event[1]]))
            .collect();
        assert_eq!(found, expected, "{}", case["name"]);
    }
}
