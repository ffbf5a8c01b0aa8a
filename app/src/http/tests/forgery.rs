//! Other sites can neither post here nor be led to from here.

use serde_json::Value;

use super::catalogue::{FUNCTIONS, Kind};
use crate::testing::{Client, PASSWORD, TestApp, World};

const LOGIN: &str = "/do/app/accounts/actions/login";

async fn login(app: &TestApp, headers: &[(&str, &str)]) -> u16 {
    let form = app
        .anonymous()
        .request("POST", LOGIN)
        .form(&[("email", "ada@kith.example"), ("password", PASSWORD)]);
    let request = headers
        .iter()
        .fold(form, |request, (name, value)| request.header(*name, *value));
    request.send().await.unwrap().status().as_u16()
}

#[tokio::test]
async fn every_function_refuses_to_be_posted_to_from_another_site() {
    let world = World::new().await;
    let browser = world.app.browser(&world.ada).await;
    let before = world.fingerprint().await;
    for entry in FUNCTIONS.iter().filter(|entry| entry.kind != Kind::Reads) {
        for (name, value) in [
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-site", "same-site"),
            ("origin", "https://evil.example"),
            ("origin", "null"),
        ] {
            let answer = entry
                .request(&world, &browser)
                .header(name, value)
                .send()
                .await
                .unwrap();
            assert_eq!(answer.status(), 403, "{} with {name}: {value}", entry.name);
        }
    }
    assert_eq!(world.fingerprint().await, before);
    assert_eq!(
        browser.open("/settings").await.status(),
        200,
        "still signed in"
    );
}

#[tokio::test]
async fn uploads_and_the_api_refuse_other_sites_too() {
    let world = World::new().await;
    let browser = world.app.browser(&world.ada).await;
    for path in [
        "/imports/upload",
        "/contacts/{contact}/photo",
        "/api/v1/imports",
        "/api/v1/contacts",
    ] {
        let path = &world.fill(path);
        let call = browser
            .request("POST", path)
            .header("sec-fetch-site", "cross-site")
            .body("x");
        assert_eq!(call.send().await.unwrap().status(), 403, "{path}");
    }
}

#[tokio::test]
async fn the_own_site_may_post_also_behind_a_proxy_that_changes_the_host() {
    let app =
        TestApp::start_with(|settings| settings.base_url = "http://kith.example".to_owned()).await;
    app.owner("ada@kith.example").await;
    let here = format!("http://{}", app.address);
    for headers in [
        &[][..],
        &[("sec-fetch-site", "same-origin")][..],
        &[("sec-fetch-site", "none")][..],
        &[("origin", here.as_str())][..],
        &[
            ("origin", "http://kith.example"),
            ("sec-fetch-site", "same-origin"),
        ][..],
        &[("origin", "http://kith.example")][..],
    ] {
        assert_eq!(login(&app, headers).await, 200, "{headers:?}");
    }
    assert_eq!(
        login(&app, &[("origin", "https://kith.example")]).await,
        403
    );
}

async fn location(client: &Client, path: &str, fields: &[(&str, &str)], referer: &str) -> String {
    let form = client
        .request("POST", path)
        .header("accept", "text/html")
        .header("referer", referer);
    let answer = form.form(fields).send().await.unwrap();
    answer.headers()["location"].to_str().unwrap().to_owned()
}

#[tokio::test]
async fn no_answer_leads_to_another_site_whatever_the_referer_says() {
    let app = TestApp::start().await;
    app.owner("ada@kith.example").await;
    let wrong = [
        ("email", "ada@kith.example"),
        ("password", "not the password"),
    ];
    let unreadable = [("email", "ada@kith.example")];
    let cases = [
        ("https://evil.example/trap?a=b", "/trap?a=b"),
        ("https://evil.example", "/"),
        ("https://evil.example//evil.example/x", "/"),
        ("//evil.example/x", "/"),
        ("https://evil.example/\\evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("not an address at all", "/"),
        ("/login?next=%2Fcontacts", "/login?next=%2Fcontacts"),
    ];
    for (referer, expected) in cases {
        assert_eq!(
            location(&app.anonymous(), LOGIN, &wrong, referer).await,
            expected,
            "{referer}"
        );
        assert_eq!(
            location(&app.anonymous(), LOGIN, &unreadable, referer).await,
            expected,
            "{referer}"
        );
    }
    let link = app
        .anonymous()
        .request("GET", "/do/app/search/actions/find?query=bo")
        .header("accept", "text/html");
    let answer = link
        .header("referer", "https://evil.example/trap")
        .send()
        .await
        .unwrap();
    let location = answer
        .headers()
        .get("location")
        .map(|value| value.to_str().unwrap().to_owned());
    assert!(location.is_none_or(|location| location.starts_with("/trap")));
}

#[tokio::test]
async fn a_program_needs_its_key_and_not_a_site() {
    let world = World::new().await;
    let program = world.app.program(&world.ada).await;
    let (status, body) = program
        .api(
            "POST",
            "/contacts",
            Some(serde_json::json!({ "name": "Cy" })),
        )
        .await;
    assert_eq!((status, &body["error"]), (201, &Value::Null));
}
