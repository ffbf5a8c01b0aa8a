//! The addresses that are a member's own.

use crate::{
    error::{Error, FieldCode},
    testing::TestApp,
    workspaces::{add_own_address, own_addresses, remove_own_address},
};

const ADD: &str = "/do/app/workspaces/actions/add_own_address";
const REMOVE: &str = "/do/app/workspaces/actions/remove_own_address";

#[tokio::test]
async fn an_address_is_added_once_in_lower_case() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let mut scope = app.scope(&ada).await;
    assert_eq!(
        add_own_address(&mut scope, "  Ada@Work.Example ")
            .await
            .unwrap(),
        "ada@work.example"
    );
    add_own_address(&mut scope, "ada@work.example")
        .await
        .unwrap();
    assert_eq!(
        own_addresses(&mut scope).await.unwrap(),
        ["ada@kith.example", "ada@work.example"]
    );
}

#[tokio::test]
async fn what_is_not_an_address_is_refused() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let mut scope = app.scope(&ada).await;
    for text in [
        "",
        "ada",
        "ada@",
        "@kith.example",
        "a b@kith.example",
        "a@b@c",
    ] {
        let refused = add_own_address(&mut scope, text).await;
        assert_eq!(
            refused,
            Err(Error::invalid("email", FieldCode::NotAnEmail)),
            "{text:?}"
        );
    }
}

#[tokio::test]
async fn an_address_of_another_workspace_is_neither_seen_nor_removed() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let eve = app.owner("eve@other.example").await;
    let mut scope = app.scope(&eve).await;
    assert_eq!(
        own_addresses(&mut scope).await.unwrap(),
        ["eve@other.example"]
    );
    assert_eq!(
        remove_own_address(&mut scope, "ada@kith.example").await,
        Err(Error::NotFound)
    );
    drop(scope);
    assert_eq!(
        own_addresses(&mut app.scope(&ada).await).await.unwrap(),
        ["ada@kith.example"]
    );
}

#[tokio::test]
async fn removing_an_address_offers_the_way_back() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let browser = app.browser(&ada).await;
    let email = [("email", "ada@work.example")];
    browser.post_form(ADD, &email).await;
    assert!(
        browser
            .page("/settings")
            .await
            .contains("ada@work.example is yours.")
    );
    browser.post_form(REMOVE, &email).await;
    let page = browser.page("/settings").await;
    assert!(page.contains("ada@work.example removed."));
    let undo = page
        .split("<form")
        .find(|form| form.contains("Undo"))
        .unwrap();
    assert!(
        undo.contains(ADD) && undo.contains("value=\"ada@work.example\""),
        "{undo}"
    );
    browser.post_form(ADD, &email).await;
    let own = own_addresses(&mut app.scope(&ada).await).await.unwrap();
    assert_eq!(own, ["ada@kith.example", "ada@work.example"]);
}
