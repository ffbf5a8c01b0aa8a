//! Open pages hear what happens in their own workspace.

use std::time::Duration;

use reqwest::Response;
use tokio::time::timeout;

use crate::testing::{Client, TestApp};

async fn create(program: &Client, name: &str) -> String {
    let (_, body) = program
        .api(
            "POST",
            "/contacts",
            Some(serde_json::json!({ "name": name })),
        )
        .await;
    body["data"]["id"].as_str().unwrap().to_owned()
}

/// How long a test waits before it is taken to hang.
const PATIENCE: Duration = Duration::from_secs(60);

/// Reads on until this stands in what was heard.
async fn hear(stream: &mut Response, heard: &mut String, text: &str) {
    while !heard.contains(text) {
        let chunk = timeout(PATIENCE, stream.chunk())
            .await
            .expect(text)
            .unwrap()
            .unwrap();
        heard.push_str(std::str::from_utf8(&chunk).unwrap());
    }
}

#[tokio::test]
async fn an_event_reaches_the_pages_of_its_workspace_and_no_others() {
    let app = TestApp::start().await;
    let (ada, eve) = (
        app.owner("ada@kith.example").await,
        app.owner("eve@other.example").await,
    );
    let (ours, theirs) = (app.program(&ada).await, app.program(&eve).await);
    let mut here = app.browser(&ada).await.open("/events").await;
    let mut there = app.browser(&eve).await.open("/events").await;
    // The listener of the process may still be on its way: wait for a first sign of life.
    let (mut heard, mut elsewhere) = (String::new(), String::new());
    let first = create(&ours, "Bo").await;
    hear(&mut here, &mut heard, &first).await;
    let second = create(&theirs, "Cy").await;
    hear(&mut there, &mut elsewhere, &second).await;
    let third = create(&ours, "Di").await;
    hear(&mut here, &mut heard, &third).await;
    assert!(heard.contains("event: contact.created"), "{heard}");
    assert!(!heard.contains(&second), "{heard}");
    assert!(
        !elsewhere.contains(&first) && !elsewhere.contains(&third),
        "{elsewhere}"
    );
    app.kith.hub.close();
    let ended = timeout(PATIENCE, async {
        while here.chunk().await.unwrap().is_some() {}
    });
    ended.await.expect("the stream ends when the process stops");
}
