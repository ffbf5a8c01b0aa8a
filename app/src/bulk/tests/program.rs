//! Bulk changes by a program.

use serde_json::{Value, json};

use super::*;
use crate::testing::Client;

async fn call(program: &Client, method: &str, path: &str, body: Value) -> (u16, Value) {
    let request = program
        .request(method, &format!("/api/v1{path}"))
        .json(&body);
    let answer = request.send().await.unwrap();
    let status = answer.status().as_u16();
    let body = answer.json::<Value>().await.unwrap();
    (
        status,
        if body["data"].is_null() {
            body["error"].clone()
        } else {
            body["data"].clone()
        },
    )
}

#[tokio::test]
async fn a_program_looks_changes_reads_the_report_and_takes_it_back() {
    let (app, ada) = world().await;
    let mut scope = app.scope(&ada).await;
    let people = people(&mut scope, 3).await;
    scope.commit().await.unwrap();
    let program = app.program(&ada).await;
    let chosen = [people.clone(), vec![Uuid::from_u128(7)]].concat();
    let body = json!({ "ids": chosen, "action": "add_tag", "tag": "tea", "preview": true });
    let (status, shown) = call(&program, "POST", "/contacts/bulk", body.clone()).await;
    assert_eq!(
        (status, &shown["state"], &shown["done"]),
        (200, &json!("preview"), &json!(3))
    );
    let (_, list) = call(&program, "GET", "/bulk-changes", json!({})).await;
    assert_eq!(list, json!([]));
    let mut body = body;
    body["preview"] = json!(false);
    let (status, report) = call(&program, "POST", "/contacts/bulk", body).await;
    assert_eq!(
        (status, &report["state"], &report["failed"]),
        (201, &json!("done"), &json!(1))
    );
    assert_eq!(report["failures"][0]["reason"], "gone");
    let path = format!("/bulk-changes/{}", report["id"].as_str().unwrap());
    let (status, undone) = call(&program, "POST", &format!("{path}/undo"), json!({})).await;
    assert_eq!((status, &undone["undone"]), (200, &json!(3)));
    let (status, _) = call(&program, "POST", &format!("{path}/undo"), json!({})).await;
    assert_eq!(status, 409);
    let (status, _) = call(&program, "POST", &format!("{path}/retry"), json!({})).await;
    assert_eq!(status, 201, "who failed is tried again");
}

#[tokio::test]
async fn a_program_chooses_by_the_query_of_a_list() {
    let (app, ada) = world().await;
    let mut scope = app.scope(&ada).await;
    people(&mut scope, 2).await;
    scope.commit().await.unwrap();
    let program = app.program(&ada).await;
    let body = json!({ "list": "q=001", "action": "set", "field": "title", "value": "Cook" });
    let (status, report) = call(&program, "POST", "/contacts/bulk", body).await;
    assert_eq!((status, &report["total"]), (201, &json!(1)), "{report}");
    let body = json!({ "list": "", "action": "set", "field": "name", "value": "Bo" });
    let (status, error) = call(&program, "POST", "/contacts/bulk", body).await;
    assert_eq!((status, &error["code"]), (422, &json!("invalid")));
}
