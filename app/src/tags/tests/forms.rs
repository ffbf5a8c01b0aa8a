//! Tags on pages and by forms and programs, without a script.

use serde_json::json;

use super::*;
use crate::workspaces::Role;

const DO: &str = "/do/app/tags/actions";

#[tokio::test]
async fn a_tag_is_put_on_narrowed_by_and_taken_off() {
    let (app, ada) = world().await;
    let mut scope = app.scope(&ada).await;
    let (bo, di) = (
        person(&mut scope, "Bo Lind").await,
        person(&mut scope, "Di Moe").await,
    );
    scope.commit().await.unwrap();
    let (browser, page) = (app.browser(&ada).await, format!("/contacts/{bo}"));
    let fields = [("id", &*bo.to_string()), ("name", "Sailing club")];
    let answer = browser.post_form(&format!("{DO}/add_tag"), &fields).await;
    assert_eq!(answer.headers()["location"], page.as_str());
    let html = browser.page(&page).await;
    assert!(
        html.contains("Tag added.") && html.contains("Sailing club"),
        "{html}"
    );
    let tag = tags_of(&mut app.scope(&ada).await, bo).await.unwrap()[0].id;
    let list = browser.page("/contacts?q=tag%3A%22sailing%20club%22").await;
    assert!(
        list.contains("Bo Lind") && !list.contains(&di.to_string()),
        "{list}"
    );
    let fields = [("id", bo.to_string()), ("tag", tag.to_string())];
    let fields = fields
        .each_ref()
        .map(|(name, value)| (*name, value.as_str()));
    browser
        .post_form(&format!("{DO}/remove_tag"), &fields)
        .await;
    let html = browser.page(&page).await;
    assert!(
        html.contains("Tag removed.") && html.contains("put_tag_back"),
        "{html}"
    );
}

#[tokio::test]
async fn settings_rename_join_and_delete_with_a_way_back() {
    let (app, ada) = world().await;
    let mut scope = app.scope(&ada).await;
    let tea = create_tag(&mut scope, "tea", None).await.unwrap();
    let taken = create_tag(&mut scope, "coffee", None).await.unwrap();
    scope.commit().await.unwrap();
    let browser = app.browser(&ada).await;
    let (tea, taken) = (tea.to_string(), taken.to_string());
    let edit = [("id", &*tea), ("name", "Coffee"), ("hue", "2")];
    let refused = browser.post_form(&format!("{DO}/edit_tag"), &edit).await;
    assert_eq!(refused.headers()["location"], "/contacts");
    let html = browser.page("/settings").await;
    assert!(html.contains("This is already in use."), "{html}");
    let merge = [("id", &*tea), ("into", &*taken)];
    browser.post_form(&format!("{DO}/merge_tags"), &merge).await;
    let html = browser.page("/settings").await;
    assert!(
        html.contains("The two tags are one.") && html.contains("restore_tag"),
        "{html}"
    );
    let reader = app.colleague(&ada, "v@kith.example", Role::Viewer).await;
    let theirs = app.browser(&reader).await.page("/settings").await;
    assert!(!theirs.contains("Create tag"), "{theirs}");
}

#[tokio::test]
async fn programs_put_tags_on_and_find_by_them() {
    let (app, ada) = world().await;
    let mut scope = app.scope(&ada).await;
    let bo = person(&mut scope, "Bo Lind").await;
    person(&mut scope, "Di Moe").await;
    scope.commit().await.unwrap();
    let program = app.program(&ada).await;
    let call = async |method: &str, path: &str, body: serde_json::Value| {
        let request = program
            .request(method, &format!("/api/v1{path}"))
            .json(&body);
        let answer = request.send().await.unwrap();
        answer.json::<serde_json::Value>().await.unwrap()["data"].clone()
    };
    let put = call(
        "POST",
        &format!("/contacts/{bo}/tags"),
        json!({ "name": "tea" }),
    )
    .await;
    let tag = put[0]["id"].as_str().unwrap();
    let found = call("GET", "/contacts?q=tag%3Dtea", json!({})).await;
    assert_eq!(found.as_array().unwrap().len(), 1);
    let one = call("GET", &format!("/contacts/{bo}"), json!({})).await;
    assert_eq!(one["tags"][0]["name"], "tea");
    let all = call("GET", "/tags", json!({})).await;
    assert_eq!(
        (&all[0]["name"], &all[0]["contacts"]),
        (&json!("tea"), &json!(1))
    );
    let off = call("DELETE", &format!("/contacts/{bo}/tags/{tag}"), json!({})).await;
    assert_eq!(off, json!([]));
}
