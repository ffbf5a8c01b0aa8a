//! Every server function is a public endpoint: called as a stranger, as a reader, and
//! with the ids of another workspace.

use leptos::server_fn::axum::server_fn_paths;

use super::catalogue::{
    FUNCTIONS,
    Kind::{Operates, Public, Reads, Writes},
};
use crate::{error::Error, testing::World, workspaces::Role};

#[test]
fn the_list_of_functions_is_what_is_served() {
    let mut served: Vec<_> = server_fn_paths()
        .map(|(path, method)| (path.to_owned(), method.to_string()))
        .collect();
    served.sort();
    let method = |kind| if kind == Reads { "GET" } else { "POST" };
    let listed: Vec<_> = FUNCTIONS
        .iter()
        .map(|entry| (entry.path(), method(entry.kind).to_owned()))
        .collect();
    assert_eq!(served, listed);
}

#[tokio::test]
async fn a_stranger_gets_the_typed_error_or_is_led_to_sign_in() {
    let world = World::new().await;
    let before = world.fingerprint().await;
    for entry in FUNCTIONS.iter().filter(|entry| entry.kind != Public) {
        let stranger = world.app.anonymous();
        let answer = entry.call(&world, &stranger).await;
        assert_eq!(answer.status(), 401, "{}", entry.name);
        assert_eq!(
            answer.json::<Error>().await.unwrap(),
            Error::SignedOut,
            "{}",
            entry.name
        );
        if entry.kind == Reads {
            continue;
        }
        let form = entry
            .request(&world, &stranger)
            .header("accept", "text/html");
        let answer = form.header("referer", "/contacts").send().await.unwrap();
        assert_eq!(answer.status(), 302, "{}", entry.name);
        assert_eq!(answer.headers()["location"], "/login", "{}", entry.name);
    }
    assert_eq!(world.fingerprint().await, before);
}

#[tokio::test]
async fn a_reader_changes_nothing_but_what_is_personal() {
    let world = World::new().await;
    let reader = world
        .app
        .colleague(&world.ada, "v@kith.example", Role::Viewer)
        .await;
    let before = world.fingerprint().await;
    for entry in FUNCTIONS.iter().filter(|entry| entry.kind != Public) {
        let answer = entry.call(&world, &world.app.browser(&reader).await).await;
        let status = answer.status().as_u16();
        match entry.kind {
            Writes | Operates => {
                assert_eq!(status, 403, "{}", entry.name);
                assert_eq!(
                    answer.json::<Error>().await.unwrap(),
                    Error::Forbidden,
                    "{}",
                    entry.name
                );
            }
            _ if entry.name.ends_with("end_session") => assert_eq!(status, 404),
            _ => assert_eq!(status, 200, "{}", entry.name),
        }
    }
    assert_eq!(world.fingerprint().await, before);
}

#[tokio::test]
async fn the_ids_of_another_workspace_are_not_found() {
    let world = World::new().await;
    let eve = world.app.owner("eve@other.example").await;
    let browser = world.app.browser(&eve).await;
    let before = world.fingerprint().await;
    let mut walked = 0;
    for entry in FUNCTIONS.iter().filter(|entry| entry.names_an_id()) {
        let answer = entry.call(&world, &browser).await;
        assert_eq!(answer.status(), 404, "{}", entry.name);
        assert_eq!(
            answer.json::<Error>().await.unwrap(),
            Error::NotFound,
            "{}",
            entry.name
        );
        walked += 1;
    }
    assert!(walked >= 18, "{walked}");
    assert_eq!(world.fingerprint().await, before);
}

#[tokio::test]
async fn the_same_calls_of_the_owner_do_their_work() {
    for entry in FUNCTIONS
        .iter()
        .filter(|entry| entry.kind == Writes && !entry.name.contains("/re"))
    {
        let world = World::new().await;
        let before = world.fingerprint().await;
        let answer = entry
            .call(&world, &world.app.browser(&world.ada).await)
            .await;
        assert_eq!(answer.status(), 200, "{}", entry.name);
        assert_ne!(world.fingerprint().await, before, "{}", entry.name);
    }
}

#[tokio::test]
async fn fields_that_cannot_be_read_are_refused_without_a_word_about_them() {
    let world = World::new().await;
    let browser = world.app.browser(&world.ada).await;
    let path = "/do/app/contacts/actions/edit_contact";
    let fields = [("id", "not an id"), ("field", "title")];
    let answer = browser
        .request("POST", path)
        .form(&fields)
        .send()
        .await
        .unwrap();
    let body = answer.text().await.unwrap();
    assert_eq!(body, r#"{"Invalid":[]}"#);
}
