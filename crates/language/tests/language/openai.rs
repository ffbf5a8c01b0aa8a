use language::{Connection, Error, OpenAi, Provider, Stop, Usage, client};
use serde_json::{Value, json};

use crate::{
    stand_in::{KEY, Reply, StandIn},
    world::{completion, request, structured},
};

#[tokio::test]
async fn a_completion_is_asked_for_and_read() {
    let stand_in = StandIn::with([Reply::json(200, completion("Hello Bo."))]).await;
    let answer = OpenAi::new(stand_in.connection())
        .complete(&request())
        .await
        .unwrap();
    assert_eq!(
        (answer.text.as_str(), answer.stop),
        ("Hello Bo.", Stop::End)
    );
    assert_eq!(
        (answer.provider, answer.model.as_str()),
        ("openai-compatible", "model-1-2026-01-01")
    );
    let usage = Usage {
        input: 60,
        cache_read: 40,
        cache_write: 0,
        output: 20,
    };
    assert_eq!(answer.usage, Some(usage));

    let asked = stand_in.last();
    assert_eq!(
        (asked.method.as_str(), asked.path.as_str()),
        ("POST", "/v1/chat/completions")
    );
    assert_eq!(asked.headers["authorization"], format!("Bearer {KEY}"));
    let mut keys: Vec<&String> = asked.body.as_object().unwrap().keys().collect();
    keys.sort();
    assert_eq!(keys, ["max_tokens", "messages", "model", "stream"]);
    assert_eq!(
        asked.body["messages"][0],
        json!({"role": "system", "content": "Be brief."})
    );
}

#[tokio::test]
async fn addresses_as_servers_document_them() {
    for (path, expected) in [
        ("", "/v1/chat/completions"),
        ("/", "/v1/chat/completions"),
        ("/v1", "/v1/chat/completions"),
        ("/v1/", "/v1/chat/completions"),
        ("/v1/chat/completions", "/v1/chat/completions"),
        ("/api/openai/v2", "/api/openai/v2/chat/completions"),
    ] {
        let stand_in = StandIn::with([Reply::json(200, completion("Hi."))]).await;
        OpenAi::new(stand_in.connection_at(path))
            .complete(&request())
            .await
            .unwrap();
        assert_eq!(stand_in.last().path, expected, "{path}");
    }
}

#[tokio::test]
async fn a_server_without_keys_gets_none() {
    let stand_in = StandIn::with([Reply::json(200, completion("Hi."))]).await;
    let connection =
        Connection::new(client().unwrap(), &stand_in.address, None, "llama3.2").unwrap();
    OpenAi::new(connection).complete(&request()).await.unwrap();
    assert!(!stand_in.last().headers.contains_key("authorization"));
}

/// As others than OpenAI answer, and what comes of it.
#[tokio::test]
async fn answers_of_other_servers_are_understood() {
    let whole = completion("Hi.");
    let with = |place: &str, value: Value| {
        let mut body = whole.clone();
        *body.pointer_mut(place).unwrap() = value;
        body
    };
    let without_usage = json!({"choices": [{"message": {"content": "Hi."}}]});
    let cases = [
        ("no usage, model or reason", without_usage, "Hi.", Stop::End),
        (
            "parts",
            with(
                "/choices/0/message/content",
                json!([{"type": "text", "text": "H"}, {"type": "text", "text": "i."}]),
            ),
            "Hi.",
            Stop::End,
        ),
        (
            "nothing",
            with("/choices/0/message/content", Value::Null),
            "",
            Stop::End,
        ),
        (
            "thoughts",
            with(
                "/choices/0/message/content",
                json!("<think>\nBo?\n</think>\n\nHi."),
            ),
            "Hi.",
            Stop::End,
        ),
        (
            "length",
            with("/choices/0/finish_reason", json!("length")),
            "Hi.",
            Stop::Length,
        ),
        (
            "filter",
            with("/choices/0/finish_reason", json!("content_filter")),
            "Hi.",
            Stop::Declined,
        ),
        (
            "refusal",
            with("/choices/0/message/refusal", json!("I cannot.")),
            "Hi.",
            Stop::Declined,
        ),
        (
            "a null usage",
            with("/usage", Value::Null),
            "Hi.",
            Stop::End,
        ),
    ];
    for (name, body, text, stop) in cases {
        let stand_in = StandIn::with([Reply::json(200, body)]).await;
        let answer = OpenAi::new(stand_in.connection())
            .complete(&request())
            .await
            .unwrap();
        assert_eq!((answer.text.as_str(), answer.stop), (text, stop), "{name}");
    }
}

/// Words of refusals as servers write them, and how the next request differs.
#[tokio::test]
async fn parameters_are_said_otherwise_where_they_are_refused() {
    let refusal = |words: &str| {
        Reply::json(
            400,
            json!({"error": {"message": words, "type": "invalid_request_error"}}),
        )
    };
    let stand_in = StandIn::with([
        refusal("Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead."),
        refusal("response_format.type must be one of text, json_object"),
        Reply::json(200, completion(r#"{"label":"a"}"#)),
        Reply::json(200, completion(r#"{"label":"b"}"#)),
    ])
    .await;
    let openai = OpenAi::new(stand_in.connection());
    openai.complete(&structured()).await.unwrap();
    openai.complete(&structured()).await.unwrap();
    let bodies: Vec<Value> = stand_in
        .asked()
        .into_iter()
        .map(|asked| asked.body)
        .collect();
    let has = |at: usize, name: &str| bodies[at].get(name).is_some();
    assert!(has(0, "max_tokens") && has(0, "response_format"));
    assert_eq!(bodies[0]["response_format"]["json_schema"]["strict"], true);
    assert!(has(1, "max_completion_tokens") && !has(1, "max_tokens") && has(1, "response_format"));
    assert!(!has(2, "response_format"));
    assert!(
        !has(3, "response_format") && has(3, "max_completion_tokens"),
        "remembered"
    );
}

#[tokio::test]
async fn a_server_that_refuses_all_is_not_asked_for_ever() {
    let refusals = (0..9).map(|_| Reply::json(400, json!({"error": "max_completion_tokens? no"})));
    let stand_in = StandIn::with(refusals).await;
    let answer = OpenAi::new(stand_in.connection())
        .complete(&request())
        .await;
    assert!(matches!(answer, Err(Error::Request(_))));
    assert_eq!(stand_in.asked().len(), 4);
}

#[tokio::test]
async fn embeddings_come_in_the_order_of_their_texts() {
    let body = json!({
        "object": "list", "model": "embed-1",
        "data": [
            {"object": "embedding", "index": 1, "embedding": [0.5, -1.0]},
            {"object": "embedding", "index": 0, "embedding": [0.25, 2]}
        ],
        "usage": {"prompt_tokens": 8, "total_tokens": 8}
    });
    let stand_in = StandIn::with([Reply::json(200, body)]).await;
    let openai = OpenAi::new(stand_in.connection());
    let texts = ["one".to_owned(), "two".to_owned()];
    let found = openai.embed(&texts).await.unwrap();
    assert_eq!(found.vectors, [[0.25, 2.0], [0.5, -1.0]]);
    assert_eq!(
        found.usage,
        Some(Usage {
            input: 8,
            ..Usage::default()
        })
    );
    let asked = stand_in.last();
    assert_eq!(asked.path, "/v1/embeddings");
    assert_eq!(
        asked.body,
        json!({"model": "model-1", "input": ["one", "two"], "encoding_format": "float"})
    );
}

#[tokio::test]
async fn vectors_that_do_not_fit_are_refused() {
    for data in [
        json!([{"index": 0, "embedding": [1.0]}]),
        json!([{"index": 0, "embedding": [1.0]}, {"index": 1, "embedding": [1.0, 2.0]}]),
        json!([{"index": 0, "embedding": "AACAPw=="}, {"index": 1, "embedding": "AACAPw=="}]),
    ] {
        let stand_in = StandIn::with([Reply::json(200, json!({"data": data}))]).await;
        let texts = ["one".to_owned(), "two".to_owned()];
        let found = OpenAi::new(stand_in.connection()).embed(&texts).await;
        assert!(matches!(found, Err(Error::Strange(_))), "{found:?}");
    }
}
