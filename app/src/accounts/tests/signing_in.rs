//! Proving who one is: a stranger learns nothing, guessing is slowed down.

use chrono::Duration;
use reqwest::Response;

use super::{LOGIN, LOGOUT};
use crate::{
    accounts::{sign_in, throttle::Gate},
    context::{Clock, Kith},
    error::{Error, FieldCode},
    testing::{Client, PASSWORD, TestApp, now},
};

async fn sign_in_form(browser: &Client, email: &str, password: &str) -> Response {
    browser
        .post_form(LOGIN, &[("email", email), ("password", password)])
        .await
}

async fn guess(kith: &Kith, email: &str, address: &str) -> Error {
    sign_in(kith, email, "not the password".to_owned(), address)
        .await
        .unwrap_err()
}

fn wrong() -> Error {
    Error::invalid("password", FieldCode::Wrong)
}

#[tokio::test]
async fn an_unknown_address_and_a_wrong_password_are_answered_alike() {
    let app = TestApp::start().await;
    app.owner("ada@kith.example").await;
    let mut seen = Vec::new();
    for email in ["ada@kith.example", "nobody@kith.example", "not an address"] {
        let browser = app.anonymous();
        let answer = sign_in_form(&browser, email, "not the password").await;
        let (status, location) = (answer.status(), answer.headers()["location"].clone());
        let page = browser.page("/login").await;
        let error = page
            .split("id=\"password-error\"")
            .nth(1)
            .unwrap()
            .split("</p>")
            .next()
            .unwrap()
            .to_owned();
        let script = app.anonymous();
        let fields = [("email", email), ("password", "not the password")];
        let call = script
            .request("POST", LOGIN)
            .form(&fields)
            .send()
            .await
            .unwrap();
        seen.push((
            status,
            location,
            error,
            call.status(),
            call.text().await.unwrap(),
        ));
    }
    assert!(
        seen[0]
            .2
            .contains("The e-mail address or the password is wrong."),
        "{seen:?}"
    );
    assert_eq!(seen[0], seen[1]);
    assert_eq!(seen[0], seen[2]);
}

#[tokio::test]
async fn the_right_password_leads_in_whatever_the_case_of_the_address() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let found = sign_in(
        &app.kith,
        " ADA@kith.example",
        PASSWORD.to_owned(),
        "10.0.0.1",
    )
    .await
    .unwrap();
    assert_eq!(found, (ada.user, ada.workspace));
}

#[tokio::test]
async fn an_account_is_shut_after_eight_failures_even_for_the_right_password() {
    let app = TestApp::start().await;
    app.owner("ada@kith.example").await;
    for attempt in 1..=8 {
        assert_eq!(
            guess(&app.kith, "ada@kith.example", "10.0.0.1").await,
            wrong(),
            "{attempt}"
        );
    }
    let right = sign_in(
        &app.kith,
        "ada@kith.example",
        PASSWORD.to_owned(),
        "10.0.0.2",
    )
    .await;
    assert_eq!(right, Err(Error::Busy));
    let browser = app.anonymous();
    let call = browser
        .request("POST", LOGIN)
        .form(&[("email", "ada@kith.example"), ("password", PASSWORD)]);
    assert_eq!(call.send().await.unwrap().status(), 429);
    sign_in_form(&browser, "ada@kith.example", PASSWORD).await;
    let later = browser.page("/login").await;
    assert!(later.contains("Too many attempts"), "{later}");
}

#[tokio::test]
async fn an_unknown_account_is_shut_just_the_same() {
    let app = TestApp::start().await;
    for _ in 0..8 {
        assert_eq!(
            guess(&app.kith, "nobody@kith.example", "10.0.0.1").await,
            wrong()
        );
    }
    assert_eq!(
        guess(&app.kith, "nobody@kith.example", "10.0.0.1").await,
        Error::Busy
    );
}

#[tokio::test]
async fn a_gate_opens_again_after_a_quarter_of_an_hour() {
    let app = TestApp::start().await;
    app.owner("ada@kith.example").await;
    for _ in 0..8 {
        guess(&app.kith, "ada@kith.example", "10.0.0.1").await;
    }
    let at = |minutes| Kith {
        clock: Clock::Fixed(now() + Duration::minutes(minutes)),
        ..app.kith.clone()
    };
    assert_eq!(
        guess(&at(14), "ada@kith.example", "10.0.0.1").await,
        Error::Busy
    );
    assert!(
        sign_in(&at(15), "ada@kith.example", PASSWORD.to_owned(), "10.0.0.1")
            .await
            .is_ok()
    );
}

#[tokio::test]
async fn an_address_is_shut_after_forty_failures_over_many_accounts() {
    let app = TestApp::start().await;
    app.owner("ada@kith.example").await;
    for number in 0..40 {
        let email = format!("nobody{number}@kith.example");
        let gate = Gate {
            pool: &app.kith.pool,
            email: &email,
            address: "10.0.0.1",
            now: now(),
        };
        gate.check().await.unwrap();
        gate.count_failure().await.unwrap();
    }
    let from = |address: &'static str| {
        sign_in(&app.kith, "ada@kith.example", PASSWORD.to_owned(), address)
    };
    assert_eq!(from("10.0.0.1").await, Err(Error::Busy));
    assert!(from("10.0.0.2").await.is_ok());
}

#[tokio::test]
async fn success_forgets_the_failures_of_the_account() {
    let app = TestApp::start().await;
    app.owner("ada@kith.example").await;
    for _ in 0..2 {
        for _ in 0..7 {
            assert_eq!(
                guess(&app.kith, "ada@kith.example", "10.0.0.1").await,
                wrong()
            );
        }
        sign_in(
            &app.kith,
            "ada@kith.example",
            PASSWORD.to_owned(),
            "10.0.0.1",
        )
        .await
        .unwrap();
    }
}

#[tokio::test]
async fn a_forwarded_address_counts_only_behind_a_proxy() {
    for (behind_proxy, expected) in [(false, "127.0.0.1"), (true, "203.0.113.9")] {
        let app = TestApp::start_with(|settings| settings.behind_proxy = behind_proxy).await;
        app.owner("ada@kith.example").await;
        let call = app
            .anonymous()
            .request("POST", LOGIN)
            .header("x-forwarded-for", "198.51.100.1, 203.0.113.9");
        let fields = [("email", "ada@kith.example"), ("password", PASSWORD)];
        assert_eq!(call.form(&fields).send().await.unwrap().status(), 200);
        let address: String =
            sqlx::query_scalar("select address from sessions where user_id is not null")
                .fetch_one(&app.kith.pool)
                .await
                .unwrap();
        assert_eq!(address, expected);
    }
}

#[tokio::test]
async fn signing_in_leads_on_to_a_path_of_this_site_only() {
    let app = TestApp::start().await;
    app.owner("ada@kith.example").await;
    let cases = [
        ("/contacts?q=bo", "/contacts?q=bo"),
        ("", "/"),
        ("https://evil.example", "/"),
        ("//evil.example", "/"),
        ("/\\evil.example", "/"),
        ("/\t/evil.example", "/"),
    ];
    for (next, expected) in cases {
        let fields = [
            ("email", "ada@kith.example"),
            ("password", PASSWORD),
            ("next", next),
        ];
        let answer = app.anonymous().post_form(LOGIN, &fields).await;
        assert_eq!(answer.headers()["location"], expected, "{next:?}");
    }
}

#[tokio::test]
async fn a_refused_sign_in_keeps_the_address_and_the_way_on() {
    let app = TestApp::start().await;
    app.owner("ada@kith.example").await;
    let browser = app.anonymous();
    let fields = [
        ("email", "ada@kith.example"),
        ("password", "kept nowhere 77"),
        ("next", "/companies"),
    ];
    browser.post_form(LOGIN, &fields).await;
    let page = browser.page("/login").await;
    assert!(page.contains("value=\"ada@kith.example\"") && page.contains("value=\"/companies\""));
    assert!(!page.contains("kept nowhere"));
}

#[tokio::test]
async fn one_who_is_signed_in_is_led_away_from_the_sign_in_page() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let browser = app.browser(&ada).await;
    assert_eq!(browser.open("/login").await.headers()["location"], "/");
    browser.post_form(LOGOUT, &[]).await;
    assert_eq!(browser.open("/login").await.status(), 200);
}
