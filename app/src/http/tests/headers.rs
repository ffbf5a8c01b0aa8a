//! What every answer tells the browser.

use std::{collections::HashSet, fs};

use reqwest::header::HeaderMap;

use super::{between, pages::address};
use crate::{
    routes::PAGES,
    testing::{TestApp, World},
};

const FIXED: &[(&str, &str)] = &[
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    (
        "permissions-policy",
        "camera=(), microphone=(), geolocation=()",
    ),
    ("x-frame-options", "DENY"),
];

fn policy(headers: &HeaderMap) -> String {
    headers["content-security-policy"]
        .to_str()
        .unwrap()
        .to_owned()
}

fn directive(policy: &str, name: &str) -> String {
    let found = policy
        .split(';')
        .find_map(|part| part.trim().strip_prefix(name));
    found
        .unwrap_or_else(|| panic!("no {name} in {policy}"))
        .trim()
        .to_owned()
}

#[tokio::test]
async fn every_answer_carries_the_headers_that_keep_browsers_safe() {
    let world = World::new().await;
    let browser = world.app.browser(&world.ada).await;
    let mut paths: Vec<String> = PAGES
        .iter()
        .map(|(pattern, _)| address(&world, pattern))
        .collect();
    let others = [
        "/nowhere",
        "/api/v1/contacts",
        "/api/v1/nothing",
        "/api/v1/openapi.json",
        "/events",
        "/imports/{import}/rejections.csv",
        "/photos/{photo}-96.jpg",
        "/do/app/search/actions/find?query=bo",
    ];
    paths.extend(others.map(|path| world.fill(path)));
    for path in paths {
        for client in [&browser, &world.app.anonymous()] {
            let answer = client.open(&path).await;
            for (name, value) in FIXED {
                assert_eq!(
                    answer
                        .headers()
                        .get(*name)
                        .map(|found| found.to_str().unwrap()),
                    Some(*value),
                    "{path}"
                );
            }
            let policy = policy(answer.headers());
            assert_eq!(directive(&policy, "default-src"), "'none'", "{path}");
            assert_eq!(directive(&policy, "frame-ancestors"), "'none'", "{path}");
        }
    }
}

#[tokio::test]
async fn scripts_run_by_a_nonce_of_this_answer_and_by_nothing_else() {
    let world = World::new().await;
    let browser = world.app.browser(&world.ada).await;
    let mut nonces = HashSet::new();
    for (pattern, _) in PAGES {
        let answer = browser.open(&address(&world, pattern)).await;
        let policy = policy(answer.headers());
        let script = directive(&policy, "script-src");
        assert!(
            !script.contains("unsafe-inline") && !script.contains("'unsafe-eval'"),
            "{policy}"
        );
        assert!(
            !script.contains('*') && !script.contains("http"),
            "{policy}"
        );
        assert_eq!(directive(&policy, "base-uri"), "'none'");
        assert_eq!(directive(&policy, "form-action"), "'self'");
        let nonce = between(&script, "'nonce-", "'").next().unwrap().to_owned();
        assert!(nonce.len() >= 16, "{nonce}");
        let page = answer.text().await.unwrap();
        for tag in between(&page, "<script", ">") {
            assert!(
                tag.contains(&format!("nonce=\"{nonce}\"")),
                "{pattern}: <script{tag}>"
            );
        }
        assert!(
            nonces.insert(nonce),
            "{pattern} has the nonce of another answer"
        );
    }
}

#[tokio::test]
async fn pages_are_kept_by_no_cache() {
    let world = World::new().await;
    let browser = world.app.browser(&world.ada).await;
    for (pattern, _) in PAGES {
        let answer = browser.open(&address(&world, pattern)).await;
        assert_eq!(answer.headers()["cache-control"], "no-store", "{pattern}");
    }
}

#[tokio::test]
async fn built_files_are_kept_for_ever_and_missing_ones_are_not() {
    let app = TestApp::start().await;
    let site = app.folder().join("site");
    for folder in ["pkg", "fonts"] {
        fs::create_dir_all(site.join(folder)).unwrap();
        fs::write(site.join(folder).join("a.css"), "a{}").unwrap();
    }
    fs::write(site.join("favicon.svg"), "<svg/>").unwrap();
    let client = app.anonymous();
    for path in ["/pkg/a.css", "/fonts/a.css"] {
        let answer = client.open(path).await;
        assert_eq!(answer.status(), 200, "{path}");
        assert_eq!(
            answer.headers()["cache-control"],
            "public, max-age=31536000, immutable"
        );
        assert_eq!(answer.headers()["x-content-type-options"], "nosniff");
    }
    assert_eq!(
        client.open("/favicon.svg").await.headers()["x-content-type-options"],
        "nosniff"
    );
    let missing = client.open("/pkg/b.css").await;
    assert_eq!(missing.status(), 404);
    assert_eq!(missing.headers().get("cache-control"), None);
    for path in [
        "/pkg/../../kith.key",
        "/pkg/%2e%2e/%2e%2e/etc/passwd",
        "/pkg/..%2f..%2fetc/passwd",
    ] {
        assert_eq!(client.open(path).await.status(), 404, "{path}");
    }
}

#[tokio::test]
async fn https_is_insisted_on_where_the_site_has_it() {
    for (base, expected) in [
        ("http://kith.example", None),
        (
            "https://kith.example",
            Some("max-age=63072000; includeSubDomains"),
        ),
    ] {
        let app = TestApp::start_with(|settings| settings.base_url = base.to_owned()).await;
        for path in ["/register", "/api/v1/contacts"] {
            let answer = app.anonymous().open(path).await;
            let found = answer
                .headers()
                .get("strict-transport-security")
                .map(|value| value.to_str().unwrap());
            assert_eq!(found, expected, "{base}{path}");
        }
    }
}

#[tokio::test]
async fn every_answer_has_an_id_of_its_own() {
    let app = TestApp::start().await;
    let mut ids = HashSet::new();
    for path in [
        "/register",
        "/register",
        "/nowhere",
        "/api/v1/contacts",
        "/events",
    ] {
        let answer = app.anonymous().open(path).await;
        let id = answer.headers()["x-request-id"]
            .to_str()
            .unwrap()
            .to_owned();
        assert_eq!(id.len(), 8, "{path}");
        assert!(ids.insert(id), "{path}");
    }
}

#[tokio::test]
async fn what_is_said_waits_for_a_person_not_for_a_script() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let browser = app.browser(&ada).await;
    let find = "/do/app/review/actions/scans/find_doubles";
    browser.post_form(find, &[("dry_run", "true")]).await;
    let said = "Kith compares all contacts.";
    let by_script = browser
        .request("GET", "/review")
        .header("accept", "text/html")
        .header("sec-fetch-dest", "empty")
        .send()
        .await
        .unwrap();
    assert!(!by_script.text().await.unwrap().contains(said));
    assert!(browser.page("/review").await.contains(said));
    assert!(!browser.page("/review").await.contains(said));
}
