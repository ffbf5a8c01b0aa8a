//! Streams: whole, cut anywhere, with an error in them, broken off, and silent.

use std::time::Duration;

use language::{Anthropic, Connection, Error, OpenAi, Provider, Stop};
use serde_json::json;

use crate::{
    stand_in::{Reply, StandIn, Step},
    world::{chunks, events, heard, request},
};

const TEXTS: [&str; 3] = ["Grüße an Бо", " 👋🏽 und", " 東京!"];
const WHOLE: &str = "Grüße an Бо 👋🏽 und 東京!";

fn providers(connection: &Connection) -> [Box<dyn Provider>; 2] {
    [
        Box::new(Anthropic::new(connection.clone())),
        Box::new(OpenAi::new(connection.clone())),
    ]
}

fn streams() -> [String; 2] {
    [events(&TEXTS, "end_turn"), chunks(&TEXTS)]
}

#[tokio::test]
async fn a_stream_is_the_same_however_it_is_cut() {
    for (at, stream) in streams().iter().enumerate() {
        for size in [1, 2, 3, 7, 1_000_000] {
            let stand_in = StandIn::with([Reply::stream(stream, size)]).await;
            let provider = &providers(&stand_in.connection())[at];
            let (texts, end) = heard(provider.as_ref(), &request()).await;
            let answer = end.unwrap();
            assert_eq!(texts.concat(), WHOLE, "{size}");
            assert_eq!((answer.text.as_str(), answer.stop), (WHOLE, Stop::End));
            assert!(answer.usage.unwrap().output > 0);
            assert!(stand_in.last().body["stream"].as_bool().unwrap());
        }
    }
}

#[tokio::test]
async fn lines_may_end_as_on_windows() {
    let stream = events(&TEXTS, "end_turn").replace('\n', "\r\n");
    let stand_in = StandIn::with([Reply::stream(&stream, 5)]).await;
    let (texts, end) = heard(&Anthropic::new(stand_in.connection()), &request()).await;
    assert_eq!((texts.concat().as_str(), end.is_ok()), (WHOLE, true));
}

#[tokio::test]
async fn an_error_in_a_stream_is_one() {
    let overloaded =
        json!({"type": "error", "error": {"type": "overloaded_error", "message": "Overloaded"}});
    let [of_anthropic, of_openai] = streams();
    let (begin, _) = of_anthropic
        .split_once("event: content_block_stop\ndata: {\"index\":1")
        .unwrap();
    let stand_in = StandIn::with([Reply::stream(
        &format!("{begin}event: error\ndata: {overloaded}\n\n"),
        40,
    )])
    .await;
    let (texts, end) = heard(&Anthropic::new(stand_in.connection()), &request()).await;
    assert_eq!(texts.concat(), WHOLE);
    assert_eq!(end, Err(Error::Busy { retry_after: None }));

    let (begin, _) = of_openai.split_once("data: [DONE]").unwrap();
    let failed =
        json!({"error": {"message": "the context is full", "type": "invalid_request_error"}});
    let stand_in = StandIn::with([Reply::stream(&format!("{begin}data: {failed}\n\n"), 40)]).await;
    let (_, end) = heard(&OpenAi::new(stand_in.connection()), &request()).await;
    assert_eq!(end, Err(Error::Request("the context is full".to_owned())));
}

/// Wherever a stream ends too early, it is no answer: by a broken connection, or in good order.
#[tokio::test]
async fn half_a_stream_is_no_answer() {
    for (at, stream) in streams().iter().enumerate() {
        for share in [0, 30, 60, 80] {
            let mut cut = stream.len() * share / 100;
            while !stream.is_char_boundary(cut) {
                cut -= 1;
            }
            let half = &stream[..cut];
            for reply in [Reply::then(half, Step::Break), Reply::stream(half, 50)] {
                let stand_in = StandIn::with([reply]).await;
                let provider = &providers(&stand_in.connection())[at];
                let (_, end) = heard(provider.as_ref(), &request()).await;
                assert_eq!(end, Err(Error::Broken), "{} at {share} %", provider.name());
            }
        }
    }
}

#[tokio::test]
async fn a_stream_that_falls_silent_is_left() {
    for (at, stream) in streams().iter().enumerate() {
        let stand_in = StandIn::with([Reply::then(&stream[..300], Step::Hang)]).await;
        let mut connection = stand_in.connection();
        connection.silence = Duration::from_millis(40);
        let provider = &providers(&connection)[at];
        let (_, end) = heard(provider.as_ref(), &request()).await;
        assert_eq!(end, Err(Error::Late), "{}", provider.name());
    }
}

#[tokio::test]
async fn nobody_is_waited_for_for_ever() {
    let stand_in = StandIn::gated([], 0).await;
    let mut connection = stand_in.connection();
    connection.answer = Duration::from_millis(40);
    for provider in providers(&connection) {
        assert_eq!(provider.complete(&request()).await, Err(Error::Late));
        let (_, end) = heard(provider.as_ref(), &request()).await;
        assert_eq!(end, Err(Error::Late));
    }
}

/// What local servers do with the end of a stream, usage and thoughts.
#[tokio::test]
async fn streams_of_other_servers_are_understood() {
    let chunk = |delta: serde_json::Value, reason: serde_json::Value| {
        let choice = json!({"index": 0, "delta": delta, "finish_reason": reason});
        format!("data: {}\n\n", json!({"model": "m", "choices": [choice]}))
    };
    let said = |text: &str| chunk(json!({"content": text}), json!(null));
    let end = chunk(json!({}), json!("stop"));
    let cases = [
        ("no mark at the end", format!("{}{end}", said("Hi.")), "Hi."),
        (
            "no blank line at the end",
            format!("{}{}", said("Hi."), end.trim_end()),
            "Hi.",
        ),
        (
            "comments",
            format!(
                ": waiting\n\n{}: waiting\n\n{end}data: [DONE]\n\n",
                said("Hi.")
            ),
            "Hi.",
        ),
        (
            "thoughts",
            format!(
                "{}{}{}{end}",
                said("<thi"),
                said("nk>Bo?</think>\n"),
                said("Hi.")
            ),
            "Hi.",
        ),
        (
            "other fields",
            format!(
                "{}{}{end}",
                chunk(
                    json!({"reasoning_content": "Bo?", "content": null}),
                    json!("")
                ),
                said("Hi.")
            ),
            "Hi.",
        ),
    ];
    for (name, stream, expected) in cases {
        let stand_in = StandIn::with([Reply::stream(&stream, 9)]).await;
        let (texts, end) = heard(&OpenAi::new(stand_in.connection()), &request()).await;
        let answer = end.unwrap();
        assert_eq!(
            (texts.concat().as_str(), answer.text.as_str()),
            (expected, expected),
            "{name}"
        );
        assert_eq!(answer.usage, None, "{name}");
    }
}
