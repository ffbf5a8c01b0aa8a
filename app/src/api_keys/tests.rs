//! Keys: shown once, kept as a digest, worth something in one workspace until revoked.

use uuid::Uuid;

use super::{create_key, keys, revoke_key};
use crate::{
    context::{Clock, Kith},
    error::{Error, FieldCode},
    testing::{Client, TestApp, now},
    workspaces::Role,
};

const CREATE: &str = "/do/app/api_keys/actions/create_api_key";
const REVOKE: &str = "/do/app/api_keys/actions/revoke_api_key";

async fn status(client: &Client) -> u16 {
    client.api("GET", "/contacts", None).await.0
}

/// The only key that the settings page offers to revoke.
fn id_on(page: &str) -> String {
    page.split(REVOKE)
        .nth(1)
        .unwrap()
        .split("value=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap()
        .to_owned()
}

#[tokio::test]
async fn a_key_is_shown_on_one_page_and_works_until_it_is_revoked() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let browser = app.browser(&ada).await;
    let answer = browser
        .post_form(CREATE, &[("name", "Backup script")])
        .await;
    assert_eq!(answer.headers()["location"], "/settings");
    let page = browser.page("/settings").await;
    let key = page
        .split("<code>")
        .find(|text| text.starts_with("kith_"))
        .unwrap();
    let key = key.split('<').next().unwrap().to_owned();
    assert_eq!(key.len(), 48);
    let again = browser.page("/settings").await;
    assert!(!again.contains(&key), "shown twice");
    assert!(
        again.contains("Backup script")
            && again.contains(&key[..10])
            && again.contains("never used")
    );
    let program = Client::with_key(app.address, &key);
    assert_eq!(status(&program).await, 200);
    assert!(
        browser.page("/settings").await.contains("used "),
        "its use is noted"
    );
    browser.post_form(REVOKE, &[("id", &id_on(&again))]).await;
    let (status, body) = program.api("GET", "/contacts", None).await;
    assert_eq!(
        (status, &body["error"]["code"]),
        (401, &"unauthorized".into())
    );
    assert!(!browser.page("/settings").await.contains("Backup script"));
}

#[tokio::test]
async fn a_key_is_stored_as_a_digest_only() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let mut scope = app.scope(&ada).await;
    let key = create_key(&mut scope, "script").await.unwrap();
    let row: String = sqlx::query_scalar("select row_to_json(k)::text from api_keys k")
        .fetch_one(scope.db())
        .await
        .unwrap();
    assert!(row.contains(&key[..10]), "{row}");
    assert!(!row.contains(&key[..11]), "{row}");
    let events: String = sqlx::query_scalar("select string_agg(e::text, ' ') from events e")
        .fetch_one(scope.db())
        .await
        .unwrap();
    assert!(
        events.contains("api_key.created") && !events.contains(&key[..11]),
        "{events}"
    );
}

#[tokio::test]
async fn a_key_acts_in_its_own_workspace_as_its_member() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let eve = app.owner("eve@other.example").await;
    let body = serde_json::json!({ "name": "Bo Lind" });
    let (_, created) = app
        .program(&ada)
        .await
        .api("POST", "/contacts", Some(body))
        .await;
    let path = format!("/contacts/{}", created["data"]["id"].as_str().unwrap());
    assert_eq!(app.program(&ada).await.api("GET", &path, None).await.0, 200);
    assert_eq!(app.program(&eve).await.api("GET", &path, None).await.0, 404);
}

#[tokio::test]
async fn what_is_not_a_key_opens_nothing() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let mut scope = app.scope(&ada).await;
    let key = create_key(&mut scope, "script").await.unwrap();
    scope.commit().await.unwrap();
    for wrong in [
        "",
        "kith_",
        &key[..47],
        &format!("{key}x"),
        &key.to_lowercase(),
        "' or true --",
    ] {
        assert_eq!(
            status(&Client::with_key(app.address, wrong)).await,
            401,
            "{wrong:?}"
        );
    }
    assert_eq!(status(&Client::with_key(app.address, &key)).await, 200);
}

#[tokio::test]
async fn a_key_dies_with_the_membership_of_its_member() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let carl = app.colleague(&ada, "carl@kith.example", Role::Member).await;
    let program = app.program(&carl).await;
    assert_eq!(status(&program).await, 200);
    let mut scope = app.scope(&ada).await;
    sqlx::query("delete from memberships where user_id = $1")
        .bind(carl.user)
        .execute(scope.db())
        .await
        .unwrap();
    scope.commit().await.unwrap();
    assert_eq!(status(&program).await, 401);
}

#[tokio::test]
async fn members_see_and_revoke_their_own_keys_only() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let carl = app.colleague(&ada, "carl@kith.example", Role::Member).await;
    let mut scope = app.scope(&carl).await;
    create_key(&mut scope, "Carl’s").await.unwrap();
    let id = keys(&mut scope).await.unwrap()[0].id;
    scope.commit().await.unwrap();
    let mut scope = app.scope(&ada).await;
    assert!(keys(&mut scope).await.unwrap().is_empty());
    assert_eq!(revoke_key(&mut scope, id).await, Err(Error::NotFound));
    assert_eq!(
        revoke_key(&mut scope, Uuid::from_u128(1)).await,
        Err(Error::NotFound)
    );
    let mut scope = app.scope(&carl).await;
    revoke_key(&mut scope, id).await.unwrap();
    assert_eq!(
        revoke_key(&mut scope, id).await,
        Err(Error::NotFound),
        "twice"
    );
}

#[tokio::test]
async fn a_key_has_a_name() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let mut scope = app.scope(&ada).await;
    for (name, code) in [
        (" ".to_owned(), FieldCode::Required),
        ("x".repeat(81), FieldCode::TooLong),
    ] {
        assert_eq!(
            create_key(&mut scope, &name).await,
            Err(Error::invalid("name", code))
        );
    }
}

#[tokio::test]
async fn the_last_use_is_noted_to_the_minute() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let mut scope = app.scope(&ada).await;
    let key = create_key(&mut scope, "script").await.unwrap();
    scope.commit().await.unwrap();
    for (seconds, noted) in [(0, 0), (59, 0), (61, 61)] {
        let at = now() + chrono::Duration::seconds(seconds);
        let later = Kith {
            clock: Clock::Fixed(at),
            ..app.kith.clone()
        };
        assert!(super::viewer_of_key(&later, &key).await.unwrap().is_some());
        let used = keys(&mut app.scope(&ada).await).await.unwrap()[0]
            .used_at
            .unwrap();
        assert_eq!((used - now()).num_seconds(), noted);
    }
}
