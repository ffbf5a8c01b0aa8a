//! The wire error: field errors from named constraints, and nothing private in it.

use leptos::server_fn::error::{FromServerFnError, ServerFnErrorErr};
use serde_json::{Value, json};
use sqlx::Executor;

use super::{Error, FieldCode, FieldErrors, internal};
use crate::testing::TestApp;

fn every_error() -> [Error; 7] {
    [
        Error::NotFound,
        Error::SignedOut,
        Error::Forbidden,
        Error::Invalid(FieldErrors::one("name", FieldCode::Required)),
        Error::Conflict,
        Error::Busy,
        Error::Internal("abc12345".to_owned()),
    ]
}

#[test]
fn every_error_has_a_status_and_a_code_of_its_own() {
    let statuses = every_error().map(|error| error.status());
    assert_eq!(statuses, [404, 401, 403, 422, 409, 429, 500]);
    let mut codes = every_error().map(|error| error.code()).to_vec();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), 7);
}

#[test]
fn every_error_comes_through_the_wire_unchanged() {
    for error in every_error() {
        assert_eq!(Error::de(error.ser()), error);
    }
}

#[test]
fn an_internal_error_carries_an_id_and_not_its_cause() {
    let error = internal("mail of jane@secret.example is broken");
    let Error::Internal(id) = &error else {
        panic!("{error:?}")
    };
    assert_eq!(id.len(), 8);
    assert_eq!(
        serde_json::to_value(&error).unwrap(),
        json!({ "Internal": id })
    );
    assert!(!format!("{error} {error:?}").contains("secret.example"));
}

#[test]
fn what_a_library_says_of_a_failed_call_is_not_passed_on() {
    let cause = ServerFnErrorErr::ServerError("password of jane is hunter2".to_owned());
    assert_eq!(
        Error::from_server_fn_error(cause),
        Error::Internal(String::new())
    );
    let unreadable = ServerFnErrorErr::Args("missing field `email`, jane typed hunter2".to_owned());
    assert_eq!(
        Error::from_server_fn_error(unreadable),
        Error::Invalid(FieldErrors::default())
    );
}

async fn failure(app: &TestApp, sql: &'static str) -> Error {
    app.kith
        .pool
        .execute(sql)
        .await
        .map(|_| ())
        .map_err(Error::from)
        .unwrap_err()
}

#[tokio::test]
async fn named_constraints_become_errors_of_their_field() {
    let app = TestApp::start().await;
    app.owner("ada@kith.example").await;
    let cause = failure(
        &app,
        "insert into users (id, email, name, password_hash, created_at, updated_at)
         select gen_random_uuid(), email, 'Other', '', now(), now() from users",
    );
    assert_eq!(cause.await, Error::invalid("email", FieldCode::Taken));
}

#[tokio::test]
async fn other_failures_of_the_database_are_internal_and_name_no_value() {
    let app = TestApp::start().await;
    for sql in [
        "insert into users (id, email, name, password_hash, created_at, updated_at)
         values (gen_random_uuid(), 'JANE@SECRET.EXAMPLE', '', '', now(), now())",
        "select 'jane@secret.example'::integer",
        "select nothing from nowhere",
    ] {
        let error = failure(&app, sql).await;
        let Error::Internal(id) = &error else {
            panic!("{sql}: {error:?}")
        };
        let wire: Value = serde_json::to_value(&error).unwrap();
        assert_eq!(wire, json!({ "Internal": id }), "{sql}");
    }
}

#[tokio::test]
async fn a_row_that_is_not_there_is_not_found() {
    let app = TestApp::start().await;
    let row = sqlx::query("select from users")
        .fetch_one(&app.kith.pool)
        .await;
    assert_eq!(Error::from(row.unwrap_err()), Error::NotFound);
}

#[test]
fn field_errors_are_collected_and_found_by_field() {
    let mut errors = FieldErrors::default();
    assert_eq!(errors.clone().into_result(), Ok(()));
    errors.add("name", FieldCode::Required);
    errors.add("email", FieldCode::NotAnEmail);
    assert_eq!(errors.get("email"), Some(FieldCode::NotAnEmail));
    assert_eq!(errors.get("title"), None);
    assert_eq!(errors.clone().into_result(), Err(Error::Invalid(errors)));
}
