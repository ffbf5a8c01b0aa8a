//! Sessions: the cookie, the row behind it, and what ends it.

use reqwest::header::SET_COOKIE;

use super::{LOGIN, LOGOUT};
use crate::{
    accounts::{clean_sessions, sessions_of},
    testing::{Client, PASSWORD, TestApp},
};

const END: &str = "/do/app/accounts/actions/end_session";

async fn cookie(browser: &Client, email: &str, password: &str) -> String {
    let answer = browser
        .post_form(LOGIN, &[("email", email), ("password", password)])
        .await;
    answer.headers()[SET_COOKIE].to_str().unwrap().to_owned()
}

fn value(cookie: &str) -> &str {
    cookie.split(';').next().unwrap()
}

async fn is_signed_in(browser: &Client) -> bool {
    browser.open("/settings").await.status() == 200
}

#[tokio::test]
async fn the_cookie_is_out_of_reach_for_scripts_and_other_sites() {
    let app = TestApp::start().await;
    app.owner("ada@kith.example").await;
    let plain = cookie(&app.anonymous(), "ada@kith.example", PASSWORD).await;
    assert!(plain.starts_with("kith_session="), "{plain}");
    assert!(
        plain.contains("; HttpOnly")
            && plain.contains("; SameSite=Lax")
            && plain.contains("; Path=/"),
        "{plain}"
    );
    assert!(!plain.contains("Secure"), "{plain}");
    let app =
        TestApp::start_with(|settings| settings.base_url = "https://kith.example".to_owned()).await;
    app.owner("ada@kith.example").await;
    let secure = cookie(&app.anonymous(), "ada@kith.example", PASSWORD).await;
    assert!(
        secure.contains("; HttpOnly") && secure.contains("; SameSite=Lax"),
        "{secure}"
    );
    assert!(secure.contains("; Secure"), "{secure}");
}

#[tokio::test]
async fn signing_in_changes_the_name_of_the_session() {
    let app = TestApp::start().await;
    app.owner("ada@kith.example").await;
    let browser = app.anonymous();
    let before = cookie(&browser, "ada@kith.example", "not the password").await;
    let after = cookie(&browser, "ada@kith.example", PASSWORD).await;
    assert_ne!(value(&before), value(&after));
    for (cookie, status) in [(&before, 302), (&after, 200)] {
        let page = app
            .anonymous()
            .request("GET", "/settings")
            .header("accept", "text/html");
        let answer = page.header("cookie", value(cookie)).send().await.unwrap();
        assert_eq!(
            answer.status(),
            status,
            "the old name is worth nothing, the new one is"
        );
    }
}

#[tokio::test]
async fn the_secret_of_the_cookie_is_not_stored() {
    let app = TestApp::start().await;
    app.owner("ada@kith.example").await;
    let cookie = cookie(&app.anonymous(), "ada@kith.example", PASSWORD).await;
    let secret = value(&cookie).strip_prefix("kith_session=").unwrap();
    let rows: String =
        sqlx::query_scalar("select string_agg(row_to_json(s)::text, ' ') from sessions s")
            .fetch_one(&app.kith.pool)
            .await
            .unwrap();
    assert!(rows.contains("127.0.0.1"), "{rows}");
    assert!(!rows.contains(secret), "{rows}");
}

#[tokio::test]
async fn signing_out_ends_the_session_and_its_row() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let browser = app.browser(&ada).await;
    let again = app.browser(&ada).await;
    let answer = browser.post_form(LOGOUT, &[]).await;
    assert_eq!(answer.headers()["location"], "/login");
    assert!(!is_signed_in(&browser).await);
    assert!(is_signed_in(&again).await, "only the one");
    assert_eq!(sessions_of(&app.kith, ada.user).await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_person_sees_and_ends_the_own_sessions_only() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let bo = app.owner("bo@lind.example").await;
    let (here, lost) = (app.browser(&ada).await, app.browser(&ada).await);
    let foreign = app.browser(&bo).await;
    let page = here.page("/settings").await;
    assert_eq!(page.matches("End session").count(), 1);
    assert!(page.contains("This one"));
    let id = page
        .split(END)
        .nth(1)
        .unwrap()
        .split("value=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    let call = foreign
        .request("POST", END)
        .form(&[("id", id)])
        .send()
        .await
        .unwrap();
    assert_eq!(call.status(), 404, "a session of somebody else");
    assert!(is_signed_in(&lost).await);
    assert_eq!(
        here.post_form(END, &[("id", id)]).await.headers()["location"],
        "/settings#sessions"
    );
    assert!(!is_signed_in(&lost).await);
    assert!(is_signed_in(&here).await && is_signed_in(&foreign).await);
}

#[tokio::test]
async fn a_session_that_is_over_opens_nothing_and_is_cleaned_away() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let browser = app.browser(&ada).await;
    sqlx::query("update sessions set expires_at = '2026-01-01'")
        .execute(&app.kith.pool)
        .await
        .unwrap();
    assert!(!is_signed_in(&browser).await);
    assert_eq!(sessions_of(&app.kith, ada.user).await.unwrap().len(), 0);
    clean_sessions(&app.kith).await.unwrap();
    let left: i64 = sqlx::query_scalar("select count(*) from sessions where user_id is not null")
        .fetch_one(&app.kith.pool)
        .await
        .unwrap();
    assert_eq!(left, 0);
}

#[tokio::test]
async fn one_who_is_no_member_any_more_is_signed_out() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let browser = app.browser(&ada).await;
    let mut scope = app.scope(&ada).await;
    sqlx::query("delete from memberships")
        .execute(scope.db())
        .await
        .unwrap();
    scope.commit().await.unwrap();
    assert!(!is_signed_in(&browser).await);
}
