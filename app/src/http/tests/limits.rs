//! What is too large is turned away, and a panic says nothing.

use axum::{
    Router, body::Body, extract::Request, http::StatusCode, response::Response, routing::get,
};
use tower::ServiceExt;
use tower_http::catch_panic::CatchPanicLayer;

use super::super::{BODY_LIMIT, layers::panic_page, router};
use crate::testing::TestApp;

async fn text(answer: Response) -> String {
    let bytes = axum::body::to_bytes(answer.into_body(), 1 << 20)
        .await
        .unwrap();
    String::from_utf8(bytes.to_vec()).unwrap()
}

async fn post(app: &TestApp, path: &str, kind: &str, body: Body) -> Response {
    let request = Request::post(path)
        .header("content-type", kind)
        .header("host", "kith.example");
    router(app.kith.clone())
        .oneshot(request.body(body).unwrap())
        .await
        .unwrap()
}

/// A body whose length nobody has said beforehand.
fn stream(length: usize) -> Body {
    let chunks = std::iter::repeat_n(
        Ok::<_, std::convert::Infallible>(vec![b'a'; 1 << 16]),
        length.div_ceil(1 << 16),
    );
    Body::from_stream(futures::stream::iter(chunks))
}

#[tokio::test]
async fn a_body_beyond_the_limit_is_refused_whatever_it_is_called() {
    let app = TestApp::start().await;
    let login = "/do/app/accounts/actions/login";
    let form = "application/x-www-form-urlencoded";
    for body in [
        Body::from(vec![b'a'; BODY_LIMIT + 1]),
        stream(BODY_LIMIT + 1),
    ] {
        assert_eq!(
            post(&app, login, form, body).await.status(),
            StatusCode::PAYLOAD_TOO_LARGE
        );
    }
    for kind in ["text/plain", "application/json"] {
        let answer = post(&app, login, kind, stream(BODY_LIMIT + 1)).await;
        assert!(!answer.status().is_success(), "{kind}");
        assert_eq!(
            text(answer).await,
            r#"{"Internal":""}"#,
            "it was not read to its end"
        );
    }
}

#[tokio::test]
async fn a_large_call_of_the_api_is_refused_in_the_envelope() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let program = app.program(&ada).await;
    let about = "a".repeat(BODY_LIMIT);
    let (status, body) = program
        .api(
            "POST",
            "/contacts",
            Some(serde_json::json!({ "about": about })),
        )
        .await;
    assert_eq!(
        (status, &body["error"]["code"]),
        (413, &"unreadable".into())
    );
}

#[tokio::test]
async fn an_upload_may_be_larger_than_a_form_but_not_than_the_setting() {
    let app = TestApp::start_with(|settings| settings.upload_limit = 3 << 20).await;
    let ada = app.owner("ada@kith.example").await;
    let program = app.program(&ada).await;
    for (size, expected) in [(BODY_LIMIT + 1, 202), ((3 << 20) + 1, 422)] {
        let call = program
            .request("POST", "/api/v1/imports")
            .body(vec![b'a'; size]);
        assert_eq!(call.send().await.unwrap().status(), expected, "{size}");
    }
    let files = std::fs::read_dir(app.folder().join("files").join("imports")).unwrap();
    assert_eq!(files.count(), 1, "nothing is left of the refused one");
}

#[tokio::test]
async fn more_headers_than_a_browser_sends_are_refused() {
    let app = TestApp::start().await;
    for (size, expected) in [(1_000, 200), (33_000, 431)] {
        let request = Request::get("/api/docs")
            .header("x-long", "a".repeat(size))
            .body(Body::empty())
            .unwrap();
        let answer = router(app.kith.clone()).oneshot(request).await.unwrap();
        assert_eq!(answer.status(), expected);
    }
}

async fn fails() -> &'static str {
    panic!("jane@secret.example is not where she should be")
}

#[tokio::test]
async fn a_panic_is_answered_by_a_page_that_names_an_id_only() {
    let app: Router = Router::new()
        .route("/", get(fails))
        .layer(CatchPanicLayer::custom(panic_page));
    let answer = app
        .oneshot(Request::get("/").body(Body::empty()).unwrap())
        .await
        .unwrap();
    assert_eq!(answer.status(), StatusCode::INTERNAL_SERVER_ERROR);
    assert_eq!(answer.headers()["content-type"], "text/html; charset=utf-8");
    let page = text(answer).await;
    assert!(
        !page.contains("secret.example") && !page.contains("panic"),
        "{page}"
    );
    let id = super::between(&page, "Error ", "<").next().unwrap();
    assert_eq!(id.len(), 8, "{page}");
}
