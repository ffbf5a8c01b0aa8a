//! The document in OpenAPI is what programs are written against: a change of it is seen.

use std::collections::BTreeSet;

use serde_json::Value;

use super::operations;
use crate::testing::TestApp;

#[test]
fn the_document_is_as_it_was() {
    insta::with_settings!({ snapshot_path => "../snapshots", prepend_module_to_snapshot => false }, {
        insta::assert_json_snapshot!("openapi", serde_json::to_value(super::super::document()).unwrap());
    });
}

#[tokio::test]
async fn the_document_is_served_to_everybody() {
    let app = TestApp::start().await;
    let answer = app.anonymous().open("/api/v1/openapi.json").await;
    assert_eq!(answer.headers()["content-type"], "application/json");
    let served: Value = answer.json().await.unwrap();
    assert_eq!(
        served,
        serde_json::to_value(super::super::document()).unwrap()
    );
    assert!(served["openapi"].as_str().unwrap().starts_with("3.1."));
    assert_eq!(
        served["components"]["securitySchemes"]["key"]["scheme"],
        "bearer"
    );
}

#[test]
fn every_operation_says_what_it_does_and_answers_in_the_envelope() {
    let document = serde_json::to_value(super::super::document()).unwrap();
    let tags: BTreeSet<_> = document["tags"]
        .as_array()
        .unwrap()
        .iter()
        .map(|tag| tag["name"].clone().to_string())
        .collect();
    let mut names = BTreeSet::new();
    let found = operations();
    assert!(found.len() >= 17, "{}", found.len());
    for (method, path, operation) in &found {
        let place = format!("{method} {path}");
        assert!(
            operation["summary"]
                .as_str()
                .is_some_and(|words| !words.is_empty()),
            "{place} has no summary"
        );
        assert!(
            tags.contains(&operation["tags"][0].to_string()),
            "{place} has no tag that is described"
        );
        assert!(
            names.insert(operation["operationId"].to_string()),
            "{place} shares its id"
        );
        let responses = operation["responses"].as_object().unwrap();
        let (_, success) = responses
            .iter()
            .find(|(status, _)| status.starts_with('2'))
            .expect(&place);
        let files = ["text/csv", "image/jpeg", "application/zip"];
        if files
            .iter()
            .any(|kind| success["content"][kind].is_object())
        {
            continue;
        }
        let name = success["content"]["application/json"]["schema"]["$ref"]
            .as_str()
            .expect(&place);
        let schema = &document["components"]["schemas"][name.rsplit('/').next().unwrap()];
        let fields: Vec<_> = schema["properties"]
            .as_object()
            .expect(&place)
            .keys()
            .collect();
        assert_eq!(fields, ["data", "error", "meta"], "{place}");
    }
}

#[test]
fn every_reference_in_the_document_leads_somewhere() {
    fn references(value: &Value, found: &mut BTreeSet<String>) {
        match value {
            Value::Object(fields) => {
                found.extend(
                    fields
                        .get("$ref")
                        .and_then(Value::as_str)
                        .map(ToOwned::to_owned),
                );
                fields.values().for_each(|value| references(value, found));
            }
            Value::Array(items) => items.iter().for_each(|value| references(value, found)),
            _ => {}
        }
    }
    let document = serde_json::to_value(super::super::document()).unwrap();
    let mut found = BTreeSet::new();
    references(&document, &mut found);
    assert!(found.len() > 10, "{found:?}");
    for reference in found {
        let pointer = reference.strip_prefix('#').unwrap();
        assert!(document.pointer(pointer).is_some(), "{reference}");
    }
}

#[tokio::test]
async fn the_readable_page_lists_every_operation() {
    let app = TestApp::start().await;
    let page = app.anonymous().page("/api/docs").await;
    for (method, path, operation) in operations() {
        assert!(
            page.contains(&format!("{method} {path}<")),
            "{method} {path}"
        );
        let words = operation["summary"].as_str().unwrap().replace('&', "&amp;");
        assert!(page.contains(&words), "{words}");
    }
}
