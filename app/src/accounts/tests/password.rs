//! Passwords: how they are kept, and changing one.

use super::CHANGE_PASSWORD;
use crate::{
    accounts::{change_password, password, sign_in},
    error::{Error, FieldCode},
    testing::{PASSWORD, TestApp},
};

#[tokio::test]
async fn a_password_is_kept_as_argon2id_with_a_salt_of_its_own() {
    let (one, other) = (
        password::hash(PASSWORD.to_owned()).await.unwrap(),
        password::hash(PASSWORD.to_owned()).await.unwrap(),
    );
    assert!(one.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{one}");
    assert_ne!(one, other);
    assert!(
        password::is_right(PASSWORD.to_owned(), Some(one.clone()))
            .await
            .unwrap()
    );
    assert!(
        !password::is_right("another password".to_owned(), Some(one))
            .await
            .unwrap()
    );
    assert!(
        !password::is_right("nobody signs in with this".to_owned(), None)
            .await
            .unwrap()
    );
}

#[tokio::test]
async fn a_password_has_ten_to_256_letters() {
    let cases = [
        (9, Some(FieldCode::TooShort)),
        (10, None),
        (256, None),
        (257, Some(FieldCode::TooLong)),
    ];
    for (length, expected) in cases {
        let outcome = password::hash("ü".repeat(length)).await;
        assert_eq!(
            outcome.err(),
            expected.map(|code| Error::invalid("password", code)),
            "{length}"
        );
    }
}

#[tokio::test]
async fn changing_the_password_requires_the_current_one() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let change = |current: &str, new: &str| {
        change_password(&app.kith, ada.user, current.to_owned(), new.to_owned())
    };
    let refused = change("not the password", "a new password").await;
    assert_eq!(
        refused,
        Err(Error::invalid("current_password", FieldCode::Wrong))
    );
    assert_eq!(
        change(PASSWORD, "short").await,
        Err(Error::invalid("password", FieldCode::TooShort))
    );
    assert!(
        sign_in(&app.kith, &ada.email, PASSWORD.to_owned(), "")
            .await
            .is_ok(),
        "nothing changed"
    );
    change(PASSWORD, "a new password").await.unwrap();
    assert!(
        sign_in(&app.kith, &ada.email, PASSWORD.to_owned(), "")
            .await
            .is_err()
    );
    assert!(
        sign_in(&app.kith, &ada.email, "a new password".to_owned(), "")
            .await
            .is_ok()
    );
}

#[tokio::test]
async fn guessing_the_current_password_is_slowed_down_too() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    for _ in 0..8 {
        change_password(
            &app.kith,
            ada.user,
            "guess".to_owned(),
            "a new password".to_owned(),
        )
        .await
        .unwrap_err();
    }
    let right = change_password(
        &app.kith,
        ada.user,
        PASSWORD.to_owned(),
        "a new password".to_owned(),
    )
    .await;
    assert_eq!(right, Err(Error::Busy));
}

#[tokio::test]
async fn changing_the_password_ends_the_other_sessions() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let (here, other) = (app.browser(&ada).await, app.browser(&ada).await);
    let foreign = app.browser(&app.owner("bo@lind.example").await).await;
    let fields = [
        ("current_password", PASSWORD),
        ("password", "a new password"),
    ];
    let answer = here.post_form(CHANGE_PASSWORD, &fields).await;
    assert_eq!(answer.headers()["location"], "/settings#password");
    assert!(here.page("/settings").await.contains("Password changed."));
    assert_eq!(other.open("/settings").await.status(), 302);
    assert_eq!(foreign.open("/settings").await.status(), 200);
}

#[tokio::test]
async fn a_refused_change_keeps_no_password_anywhere() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let browser = app.browser(&ada).await;
    let fields = [
        ("current_password", "guessed secret one"),
        ("password", "wanted secret two"),
    ];
    browser.post_form(CHANGE_PASSWORD, &fields).await;
    let stored: String = sqlx::query_scalar("select string_agg(data::text, ' ') from sessions")
        .fetch_one(&app.kith.pool)
        .await
        .unwrap();
    assert!(stored.contains("change_password"), "{stored}");
    let page = browser.page("/settings").await;
    assert!(page.contains("The e-mail address or the password is wrong."));
    for text in [stored, page] {
        assert!(
            !text.contains("guessed secret") && !text.contains("wanted secret"),
            "{text}"
        );
    }
}
