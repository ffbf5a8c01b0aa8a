//! Statuses and bodies of refusals, alike for both vendors.

use std::time::Duration;

use language::{Anthropic, Error, OpenAi, Provider};
use serde_json::{Value, json};

use crate::{
    stand_in::{KEY, Reply, StandIn},
    world::request,
};

type Headers<'a> = &'a [(&'static str, &'a str)];

async fn refused(status: u16, headers: Headers<'_>, body: &Value) -> [Error; 2] {
    let reply = || {
        let reply = Reply::json(status, body.clone());
        headers
            .iter()
            .fold(reply, |reply, (name, value)| reply.with(name, value))
    };
    let stand_in = StandIn::with([reply(), reply()]).await;
    let anthropic = Anthropic::new(stand_in.connection());
    let openai = OpenAi::new(stand_in.connection());
    let one = anthropic.complete(&request()).await.unwrap_err();
    let other = openai.complete(&request()).await.unwrap_err();
    [one, other]
}

#[tokio::test]
async fn each_status_means_one_thing() {
    let busy = |seconds: Option<u64>| Error::Busy {
        retry_after: seconds.map(Duration::from_secs),
    };
    let cases: [(u16, Headers<'_>, Error); 13] = [
        (400, &[], Error::Request("no".to_owned())),
        (401, &[], Error::Key),
        (402, &[], Error::Credit),
        (403, &[], Error::Key),
        (404, &[], Error::Model),
        (408, &[], busy(None)),
        (413, &[], Error::TooLong),
        (422, &[], Error::Request("no".to_owned())),
        (429, &[("retry-after", "7")], busy(Some(7))),
        (429, &[], busy(None)),
        (500, &[], busy(None)),
        (
            503,
            &[
                ("retry-after", "Fri, 21 Nov 2025 09:37:04 GMT"),
                ("date", "Fri, 21 Nov 2025 09:36:59 GMT"),
            ],
            busy(Some(5)),
        ),
        (529, &[], busy(None)),
    ];
    for (status, headers, expected) in cases {
        let body = json!({"error": {"message": "no", "type": "some_error"}});
        let [one, other] = refused(status, headers, &body).await;
        assert_eq!((&one, &other), (&expected, &expected), "{status}");
    }
}

#[tokio::test]
async fn words_are_found_in_each_shape() {
    for body in [
        json!({"type": "error", "error": {"type": "invalid_request_error", "message": "no"}, "request_id": "req_1"}),
        json!({"error": {"message": "no", "type": "invalid_request_error", "param": null, "code": null}}),
        json!({"error": {"code": 400, "message": "no", "type": "invalid_request_error"}}),
        json!({"error": "no"}),
        json!({"object": "error", "message": "no", "type": "BadRequestError", "param": null, "code": 400}),
        json!({"detail": "no"}),
    ] {
        let [one, other] = refused(400, &[], &body).await;
        let expected = Error::Request("no".to_owned());
        assert_eq!((&one, &other), (&expected, &expected), "{body}");
    }
}

#[tokio::test]
async fn an_account_without_credit_is_not_busy() {
    for (status, error) in [
        (
            429,
            json!({"code": "insufficient_quota", "message": "You exceeded your current quota"}),
        ),
        (
            400,
            json!({"type": "invalid_request_error", "message": "Your credit balance is too low to access the API."}),
        ),
        (402, json!({"type": "billing_error", "message": "Pay"})),
    ] {
        let [one, other] = refused(status, &[], &json!({"error": error})).await;
        assert_eq!((one, other), (Error::Credit, Error::Credit));
    }
}

#[tokio::test]
async fn a_prompt_may_be_too_long_for_a_model() {
    for error in [
        json!({"code": "context_length_exceeded", "message": "This model's maximum context length is 8192 tokens."}),
        json!({"type": "invalid_request_error", "message": "prompt is too long: 210000 tokens > 200000 maximum"}),
        json!({"code": 400, "type": "exceed_context_size_error", "message": "the request exceeds the available context size"}),
    ] {
        let [one, other] = refused(400, &[], &json!({"error": error})).await;
        assert_eq!((one, other), (Error::TooLong, Error::TooLong));
    }
}

#[tokio::test]
async fn a_key_that_comes_back_is_not_passed_on() {
    let words = format!("bad header “{KEY}”\nin line 1 {}", "x".repeat(1_000));
    let [one, other] = refused(400, &[], &json!({"error": {"message": words}})).await;
    for error in [one, other] {
        let told = format!("{error} {error:?}");
        assert!(!told.contains(KEY) && !told.contains('\n'), "{told}");
        assert!(told.len() < 1_000);
    }
    let words = format!("Incorrect API key provided: {KEY}");
    let [one, other] = refused(401, &[], &json!({"error": {"message": words}})).await;
    assert_eq!((one, other), (Error::Key, Error::Key));
}

#[tokio::test]
async fn a_refusal_that_is_no_json_or_never_ends_is_one_all_the_same() {
    let html = Reply::Whole(502, Vec::new(), "<html>Bad gateway</html>".repeat(20_000));
    let stand_in = StandIn::with([html]).await;
    let answer = OpenAi::new(stand_in.connection())
        .complete(&request())
        .await;
    assert_eq!(answer, Err(Error::Busy { retry_after: None }));
}
