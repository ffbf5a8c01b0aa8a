//! Which workspaces a person moves in, and what they are called.

use crate::{
    accounts,
    context::Viewer,
    error::{Error, FieldCode},
    testing::{Client, TestApp},
    workspaces::{self, Role},
};

const SWITCH: &str = "/do/app/workspaces/actions/switch_workspace";
const RENAME: &str = "/do/app/workspaces/actions/rename_workspace";

async fn joins(app: &TestApp, owner: &Viewer, user: &Viewer, role: Role) {
    let mut scope = app.scope(owner).await;
    let token = workspaces::invite(&mut scope, &user.email, role)
        .await
        .unwrap();
    workspaces::accept_invitation(&mut scope, &token, user.user, &user.email)
        .await
        .unwrap();
    scope.commit().await.unwrap();
}

async fn status(browser: &Client, path: &str, fields: &[(&str, &str)]) -> u16 {
    browser
        .request("POST", path)
        .form(fields)
        .send()
        .await
        .unwrap()
        .status()
        .as_u16()
}

#[tokio::test]
async fn one_goes_on_in_another_workspace_of_ones_own() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let bo = app.owner("bo@lind.example").await;
    let mut scope = app.scope(&ada).await;
    workspaces::rename_workspace(&mut scope, "North Sea")
        .await
        .unwrap();
    scope.commit().await.unwrap();
    joins(&app, &ada, &bo, Role::Viewer).await;
    let browser = app.browser(&bo).await;
    assert!(browser.page("/contacts/new").await.contains("</form>"));
    let there = ada.workspace.to_string();
    let answer = browser.post_form(SWITCH, &[("workspace", &there)]).await;
    assert_eq!(
        (answer.status().as_u16(), &answer.headers()["location"]),
        (302, &"/".parse().unwrap())
    );
    assert!(browser.page("/").await.contains("North Sea"));
    assert_eq!(
        status(&browser, RENAME, &[("name", "Mine")]).await,
        403,
        "a viewer there"
    );
    let names: Vec<_> = accounts::workspaces_of(&app.kith, bo.user).await.unwrap();
    assert_eq!(names.len(), 2);
}

#[tokio::test]
async fn a_workspace_of_others_is_not_found() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let bo = app.owner("bo@lind.example").await;
    let browser = app.browser(&bo).await;
    let there = ada.workspace.to_string();
    assert_eq!(
        status(&browser, SWITCH, &[("workspace", &there)]).await,
        404
    );
    assert!(
        browser.page("/settings").await.contains("bo@lind.example"),
        "still in the own one"
    );
    assert!(
        accounts::viewer_of(&app.kith, bo.user, ada.workspace)
            .await
            .unwrap()
            .is_none()
    );
}

#[tokio::test]
async fn the_owner_renames_the_workspace_and_an_admin_may_not() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let carl = app.colleague(&ada, "carl@kith.example", Role::Admin).await;
    assert_eq!(
        status(&app.browser(&carl).await, RENAME, &[("name", "Carl’s")]).await,
        403
    );
    let browser = app.browser(&ada).await;
    assert_eq!(
        browser
            .post_form(RENAME, &[("name", "  North Sea ")])
            .await
            .headers()["location"],
        "/settings#workspace"
    );
    let page = browser.page("/settings").await;
    assert!(page.contains("North Sea") && page.contains("Workspace renamed."));
}

#[tokio::test]
async fn a_workspace_has_a_name_of_at_most_eighty_letters() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let mut scope = app.scope(&ada).await;
    for (name, code) in [
        ("   ".to_owned(), FieldCode::Required),
        ("ä".repeat(81), FieldCode::TooLong),
    ] {
        let refused = workspaces::rename_workspace(&mut scope, &name).await;
        assert_eq!(refused, Err(Error::invalid("name", code)));
    }
    workspaces::rename_workspace(&mut scope, &"ä".repeat(80))
        .await
        .unwrap();
}

#[tokio::test]
async fn joining_twice_keeps_the_first_role() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    joins(&app, &ada, &ada, Role::Viewer).await;
    let again = accounts::viewer_of(&app.kith, ada.user, ada.workspace)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(again.role, Role::Owner);
}
