use language::{Anthropic, Error, Provider, Stop, Usage};
use serde_json::json;

use crate::{
    stand_in::{KEY, Reply, StandIn},
    world::{message, request, structured},
};

#[tokio::test]
async fn a_message_is_asked_for_and_read() {
    let stand_in = StandIn::with([Reply::json(200, message("Hello Bo.", "end_turn"))]).await;
    let anthropic = Anthropic::new(stand_in.connection());
    let answer = anthropic.complete(&request()).await.unwrap();
    assert_eq!(
        (answer.text.as_str(), answer.stop),
        ("Hello Bo.", Stop::End)
    );
    assert_eq!(
        (answer.provider, answer.model.as_str()),
        ("anthropic", "model-1-20260101")
    );
    let usage = Usage {
        input: 415,
        cache_read: 5,
        cache_write: 7,
        output: 76,
    };
    assert_eq!(
        (answer.usage, answer.prompt.as_str()),
        (Some(usage), "test.v1")
    );

    let asked = stand_in.last();
    assert_eq!(
        (asked.method.as_str(), asked.path.as_str()),
        ("POST", "/v1/messages")
    );
    assert_eq!(asked.headers["x-api-key"], KEY);
    assert_eq!(asked.headers["anthropic-version"], "2023-06-01");
    assert_eq!(asked.headers["content-type"], "application/json");
    let mut keys: Vec<&String> = asked.body.as_object().unwrap().keys().collect();
    keys.sort();
    assert_eq!(
        keys,
        ["max_tokens", "messages", "model", "stream", "system"]
    );
    assert_eq!(asked.body["messages"][0]["role"], "user");
    assert_eq!(asked.body["system"], "Be brief.");
}

#[tokio::test]
async fn a_schema_goes_along_unless_the_model_does_not_know_it() {
    let refused = json!({"type": "error", "error": {
        "type": "invalid_request_error", "message": "output_config: Extra inputs are not permitted"
    }});
    let label = || message(r#"{"label":"a"}"#, "end_turn");
    let replies = [
        Reply::json(200, label()),
        Reply::json(400, refused.clone()),
        Reply::json(200, label()),
        Reply::json(400, refused),
    ];
    let stand_in = StandIn::with(replies).await;
    let anthropic = Anthropic::new(stand_in.connection());
    anthropic.complete(&structured()).await.unwrap();
    let format = &stand_in.last().body["output_config"]["format"];
    assert_eq!(format["type"], "json_schema");
    assert_eq!(format["schema"]["required"], json!(["label"]));
    anthropic.complete(&structured()).await.unwrap();
    assert_eq!(stand_in.asked().len(), 3, "asked again without");
    assert!(stand_in.last().body.get("output_config").is_none());
    let refused = anthropic.complete(&structured()).await;
    assert!(
        matches!(refused, Err(Error::Request(_))),
        "once is enough: {refused:?}"
    );
}

#[tokio::test]
async fn what_is_no_message_is_told_apart() {
    let cases = [
        (
            Reply::json(200, json!({"type": "message"})),
            "it is no message",
        ),
        (
            Reply::json(200, json!({"model": "m", "content": []})),
            "it does not say why it stopped",
        ),
        (
            Reply::Whole(200, Vec::new(), "<html>".to_owned()),
            "no JSON",
        ),
        (
            Reply::json(307, json!({})).with("location", "http://evil.example/"),
            "it leads elsewhere",
        ),
    ];
    for (reply, expected) in cases {
        let stand_in = StandIn::with([reply]).await;
        let answer = Anthropic::new(stand_in.connection())
            .complete(&request())
            .await;
        assert_eq!(answer, Err(Error::Strange(expected)));
    }
}

#[tokio::test]
async fn no_key_no_embeddings_nobody_there() {
    let stand_in = StandIn::with([]).await;
    let anthropic = Anthropic::new(stand_in.connection());
    assert!(matches!(anthropic.embed(&[]).await, Err(Error::Unable(_))));
    let client = language::client().unwrap();
    let away = language::Connection::new(
        client,
        "http://127.0.0.1:9",
        Some(language::Key::new("k")),
        "m",
    );
    let answer = Anthropic::new(away.unwrap()).complete(&request()).await;
    assert_eq!(answer, Err(Error::Away));
    let client = language::client().unwrap();
    let keyless = language::Connection::new(client, &stand_in.address, None, "m").unwrap();
    assert_eq!(
        Anthropic::new(keyless).complete(&request()).await,
        Err(Error::Key)
    );
    assert!(stand_in.asked().is_empty());
}

#[test]
fn addresses_that_are_none_are_refused() {
    for address in [
        "",
        "api.example",
        "ftp://api.example",
        "https://ada:secret@api.example",
        "https://api.example/?key=1",
        "file:///etc/passwd",
    ] {
        let connection = language::Connection::new(language::client().unwrap(), address, None, "m");
        assert!(connection.is_err(), "{address}");
    }
}

#[test]
fn a_key_goes_over_https_or_not_far() {
    for (address, with_key, without) in [
        ("http://api.example/v1", false, true),
        ("https://api.example/v1", true, true),
        ("http://localhost:11434", true, true),
        ("http://192.168.1.20:8000/v1", true, true),
        ("http://[::1]:8080", true, true),
        ("http://203.0.113.7:8000", false, true),
        ("http://models:8000", true, true),
        ("http://models.internal", true, true),
    ] {
        let connects = |key: Option<language::Key>| {
            language::Connection::new(language::client().unwrap(), address, key, "m").is_ok()
        };
        let key = Some(language::Key::new(KEY));
        assert_eq!(
            (connects(key), connects(None)),
            (with_key, without),
            "{address}"
        );
    }
}

#[test]
fn a_connection_shows_no_key() {
    let key = Some(language::Key::new(KEY));
    let connection =
        language::Connection::new(language::client().unwrap(), "https://api.example", key, "m")
            .unwrap();
    let shown = format!("{connection:?} {:?}", Anthropic::new(connection.clone()));
    assert!(!shown.contains(KEY), "{shown}");
}
