//! Answers in the shapes of the vendors.

use serde_json::{Value, json};

/// A message of Anthropic's with this text.
pub fn message(text: &str, stop_reason: &str) -> Value {
    json!({
        "id": "msg_0123", "type": "message", "role": "assistant", "model": "model-1-20260101",
        "content": [{"type": "text", "text": text}],
        "stop_reason": stop_reason, "stop_sequence": null,
        "usage": {
            "input_tokens": 415, "cache_creation_input_tokens": 7, "cache_read_input_tokens": 5,
            "cache_creation": {"ephemeral_5m_input_tokens": 7, "ephemeral_1h_input_tokens": 0},
            "output_tokens": 76, "service_tier": "standard"
        }
    })
}

/// The same as a stream, with the kinds of events and blocks that there are.
pub fn events(texts: &[&str], stop_reason: &str) -> String {
    let event = |value: Value| {
        let name = value["type"].as_str().unwrap().to_owned();
        format!("event: {name}\ndata: {value}\n\n")
    };
    let mut all = event(json!({"type": "message_start", "message": {
        "id": "msg_0123", "type": "message", "role": "assistant", "model": "model-1-20260101", "content": [],
        "stop_reason": null, "stop_sequence": null,
        "usage": {"input_tokens": 415, "cache_creation_input_tokens": 0, "cache_read_input_tokens": 0, "output_tokens": 1}
    }}));
    all += &event(
        json!({"type": "content_block_start", "index": 0, "content_block": {"type": "thinking", "thinking": "", "signature": ""}}),
    );
    all += &event(
        json!({"type": "content_block_delta", "index": 0, "delta": {"type": "thinking_delta", "thinking": "Hm."}}),
    );
    all += &event(
        json!({"type": "content_block_delta", "index": 0, "delta": {"type": "signature_delta", "signature": "c2ln"}}),
    );
    all += &event(json!({"type": "content_block_stop", "index": 0}));
    all += &event(
        json!({"type": "content_block_start", "index": 1, "content_block": {"type": "text", "text": ""}}),
    );
    all += &event(json!({"type": "ping"}));
    for text in texts {
        all += &event(
            json!({"type": "content_block_delta", "index": 1, "delta": {"type": "text_delta", "text": text}}),
        );
    }
    all += &event(json!({"type": "content_block_stop", "index": 1}));
    all += &event(json!({"type": "something_new", "field": [1, 2]}));
    all += &event(
        json!({"type": "message_delta", "delta": {"stop_reason": stop_reason, "stop_sequence": null}, "usage": {"output_tokens": 76}}),
    );
    all + &event(json!({"type": "message_stop"}))
}

/// A completion of OpenAI's with this text.
pub fn completion(text: &str) -> Value {
    json!({
        "id": "chatcmpl-B9MH", "object": "chat.completion", "created": 1_741_570_283, "model": "model-1-2026-01-01",
        "choices": [{
            "index": 0, "finish_reason": "stop", "logprobs": null,
            "message": {"role": "assistant", "content": text, "refusal": null, "annotations": []}
        }],
        "usage": {
            "prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120,
            "prompt_tokens_details": {"cached_tokens": 40, "audio_tokens": 0},
            "completion_tokens_details": {"reasoning_tokens": 4}
        }
    })
}

/// The same as a stream.
pub fn chunks(texts: &[&str]) -> String {
    let chunk = |choices: Value, usage: Value| {
        let value = json!({
            "id": "chatcmpl-B9MH", "object": "chat.completion.chunk", "created": 1_741_570_283,
            "model": "model-1-2026-01-01", "choices": choices, "usage": usage
        });
        format!("data: {value}\n\n")
    };
    let choice = |delta: Value, reason: Value| json!([{"index": 0, "delta": delta, "logprobs": null, "finish_reason": reason}]);
    let mut all = chunk(
        choice(
            json!({"role": "assistant", "content": "", "refusal": null}),
            Value::Null,
        ),
        Value::Null,
    );
    for text in texts {
        all += &chunk(choice(json!({"content": text}), Value::Null), Value::Null);
    }
    all += &chunk(choice(json!({}), json!("stop")), Value::Null);
    let usage = json!({"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120});
    all + &chunk(json!([]), usage) + "data: [DONE]\n\n"
}
