//! REST: one envelope for every answer, a document that is true, and the same walls as
//! everywhere.

mod contacts;
mod document;
mod envelope;
mod imports;
mod rejections;
mod suggestions;
mod walls;
mod workspace;

use serde_json::{Value, json};

use crate::testing::Client;

/// Every operation of the document: method, address and description.
fn operations() -> Vec<(String, String, Value)> {
    let document = serde_json::to_value(super::document()).unwrap();
    let paths = document["paths"].as_object().unwrap().clone();
    let found = paths.into_iter().flat_map(|(path, methods)| {
        let methods = methods.as_object().unwrap().clone();
        methods
            .into_iter()
            .map(move |(method, operation)| (method.to_uppercase(), path.clone(), operation))
    });
    found.collect()
}

/// What stands at `meta.next_cursor` leads through all pages; returns the ids in order.
async fn walk(program: &Client, path: &str) -> Vec<String> {
    let (mut ids, mut cursor) = (Vec::new(), String::new());
    loop {
        let (status, page) = program.api("GET", &format!("{path}{cursor}"), None).await;
        assert_eq!(status, 200, "{page}");
        let key = if page["data"][0]["import_id"].is_string() {
            "import_id"
        } else {
            "id"
        };
        ids.extend(page["data"].as_array().unwrap().iter().map(|row| {
            row[key]
                .as_str()
                .map_or_else(|| row[key].to_string(), ToOwned::to_owned)
        }));
        match page["meta"]["next_cursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => return ids,
        }
    }
}

fn fields(body: &Value) -> Value {
    body["error"]["details"]["fields"].clone()
}

fn code(code: &str, message: &str) -> Value {
    json!({ "code": code, "message": message })
}
