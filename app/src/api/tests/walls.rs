//! Every operation of the document as a stranger, as a reader, and with the ids of
//! another workspace.

use serde_json::{Value, json};

use super::operations;
use crate::{
    photos,
    testing::{Client, World},
    workspaces::Role,
};

/// The address of an operation in this world, below `/api/v1`.
fn address(world: &World, path: &str) -> String {
    let path = path.strip_prefix("/api/v1").unwrap();
    let name = match path.split('/').nth(1).unwrap() {
        "bulk-changes" if path.ends_with("/cancel") => "{queued_change}",
        "bulk-changes" if path.ends_with("/retry") => "{failed_change}",
        "bulk-changes" => "{change}",
        "companies" if path.ends_with("/restore") => "{deleted_company}",
        "companies" if path.ends_with("/part") => "{joined_company}",
        "companies" => "{company}",
        "tags" if path.ends_with("/restore") => "{deleted_tag}",
        "tags" => "{tag}",
        "taxonomy" if path.contains("/categories/") && path.ends_with("/restore") => {
            "{removed_category}"
        }
        "taxonomy" if path.contains("/categories/") => "{taxonomy_category}",
        "taxonomy" if path.contains("/readings/") => "{queued_reading}",
        "taxonomy" if path.ends_with("/restore") => "{removed_taxonomy_tag}",
        "taxonomy" => "{taxonomy_tag}",
        "contacts" if path.ends_with("/restore") => "{deleted}",
        "contacts" if path.ends_with("/unmerge") => "{joined_contact}",
        "contacts" if path.ends_with("/export") => return format!("{path}?format=csv"),
        "contacts" => "{contact}",
        "imports" if path.ends_with("{id}") => "{import}",
        "imports" if path.ends_with("/mapping") => "{columns}",
        "imports" if path.ends_with("/mend") => "{mended}",
        "imports" => "{queued}",
        "log" if path.ends_with("/restore") => "{deleted_log_entry}",
        "log" => "{log_entry}",
        "notes" if path.ends_with("/restore") => "{deleted_note}",
        "notes" => "{note}",
        "relations" if path.ends_with("/restore") => "{removed_relation}",
        "relations" => "{relation}",
        "fields" => "{field}",
        "suggestions" => "{suggestion}",
        "drafts" if path.ends_with("/restore") => "{discarded_draft}",
        "drafts" if path.ends_with("/retract") => "{sent_draft}",
        "drafts" => "{draft}",
        "life-events" => "{life_event}",
        "review" if path.ends_with("/cancel") => "{queued_scan}",
        "review" => "{scan}",
        "search" | "joining" => "",
        "sources" if path.ends_with("/return") => "{parted_source}",
        "sources" => "{source}",
        "workspace" => "{transfer}",
        "app-passwords" => "{device}",
        "contact-views" if path.ends_with("/restore") => "{deleted_view}",
        "contact-views" => "{view}",
        "language-model" | "follow-ups" | "own-addresses" | "contact-rule" | "company-logos"
        | "trash" => "",
        "notification-settings" => "",
        "notifications" => "{notification}",
        "tasks" if path.ends_with("/restore") => "{deleted_task}",
        "tasks" if path.ends_with("/reopen") => "{done_task}",
        "tasks" => "{task}",
        other => panic!("say in the test what {other} is"),
    };
    let path = path.replace("{address}", "ada@kith.example");
    let path = path.replace("{rejection}", "{broken}");
    let query = match path.rsplit('/').next() {
        Some("points") => "?kind=email&value=bo%40lind.example",
        Some("employments") => "?key=lind%7C%7C",
        Some("above") => "?probability=0.9",
        _ => "",
    };
    let path = path + query;
    let change = match name {
        "{company}" => "{company_change}",
        _ => "{field_change}",
    };
    let path = path.replace("{change}", change);
    world.fill(&path.replace("{id}", name))
}

async fn call(world: &World, program: &Client, method: &str, path: &str) -> (u16, Value) {
    let request = program.request(method, &format!("/api/v1{}", address(world, path)));
    let request = match (method, path) {
        ("POST" | "PATCH", "/api/v1/contacts" | "/api/v1/contacts/{id}") => {
            request.json(&json!({ "name": "Mole" }))
        }
        ("POST" | "PUT", "/api/v1/contact-views" | "/api/v1/contact-views/{id}") => {
            request.json(&json!({ "name": "Mole" }))
        }
        ("POST" | "PATCH", "/api/v1/tasks" | "/api/v1/tasks/{id}") => {
            request.json(&json!({ "title": "Mole" }))
        }
        ("POST", "/api/v1/companies/{id}/merge") => {
            request.json(&json!({ "into": world.fill("{other_company}") }))
        }
        ("POST", "/api/v1/contacts/{id}/merge") => {
            request.json(&json!({ "with": [world.fill("{other_contact}")] }))
        }
        ("POST", "/api/v1/sources/{id}/part") => request.json(&json!({})),
        ("POST", "/api/v1/life-events/{id}/decision") => {
            request.json(&json!({ "decision": "wrong" }))
        }
        ("POST", "/api/v1/review/above" | "/api/v1/review/companies/above") => {
            request.json(&json!({ "probability": 0.7 }))
        }
        ("POST", "/api/v1/review/decision") => request.json(&json!({
            "one": world.fill("{contact}"), "other": world.fill("{other_contact}"), "decision": "reject"
        })),
        ("POST", "/api/v1/review/companies/decision") => request.json(&json!({
            "one": world.fill("{company}"), "other": world.fill("{other_company}"), "decision": "reject"
        })),
        (_, "/api/v1/companies/{id}/aliases") => request.json(&json!({ "value": "Linden" })),
        ("POST", "/api/v1/companies") => request.json(&json!({ "name": "Mole" })),
        ("PATCH", "/api/v1/companies/{id}") => request.json(&json!({ "notes": "Mole" })),
        ("POST", "/api/v1/contacts/bulk") => {
            request.json(&json!({ "ids": [world.fill("{contact}")], "action": "archive" }))
        }
        ("POST", "/api/v1/taxonomy/tags") => {
            request.json(&json!({ "name": "Mole", "category": "Role" }))
        }
        ("PATCH", "/api/v1/taxonomy/tags/{id}" | "/api/v1/taxonomy/categories/{id}") => {
            request.json(&json!({ "name": "Mole" }))
        }
        ("POST" | "PATCH", path) if path.ends_with("/tags") || path == "/api/v1/tags/{id}" => {
            request.json(&json!({ "name": "Mole" }))
        }
        ("POST", path) if path.ends_with("/merge") => {
            request.json(&json!({ "into": world.fill("{other_tag}") }))
        }
        ("POST", path) if path.ends_with("/points") => {
            request.json(&json!({ "kind": "email", "value": "mole@x.example" }))
        }
        ("PATCH", path) if path.ends_with("/points") => request.json(&json!({
            "value": "bo@lind.example", "to": { "kind": "email", "value": "mole@x.example" }
        })),
        ("POST", path) if path.ends_with("/employments") => {
            request.json(&json!({ "title": "Mole" }))
        }
        ("PATCH", path) if path.ends_with("/employments") => {
            request.json(&json!({ "key": "lind||", "to": { "title": "Mole" } }))
        }
        ("POST", "/api/v1/fields") => request.json(&json!({
            "on": "contact", "label": "Mole", "kind": "text"
        })),
        ("PATCH", "/api/v1/fields/{id}") => request.json(&json!({ "label": "Mole" })),
        ("PATCH", path) if path.ends_with("/fields") => request.json(&json!({})),
        ("PATCH", "/api/v1/log/{id}") => request.json(&json!({ "text": "Mole" })),
        ("POST", path) if path.ends_with("/log") => request.json(&json!({
            "kind": "message", "direction": "in", "when": "2025-01-02"
        })),
        ("PATCH", "/api/v1/notes/{id}") => request.json(&json!({ "text": "Mole" })),
        ("POST", path) if path.ends_with("/notes") => request.json(&json!({ "text": "Mole" })),
        ("POST", path) if path.ends_with("/relations") => {
            request.json(&json!({ "kind": "child", "who": "Tim", "alone": true }))
        }
        ("POST", path) if path.ends_with("/decision") => {
            request.json(&json!({ "decision": "done" }))
        }
        ("POST", path) if path.ends_with("/include") => {
            request.json(&json!({ "reason": "newsletter" }))
        }
        ("POST", path) if path.ends_with("/addresses") => request.json(&json!({
            "addresses": ["mole@kith.example"], "contacts": "everyone"
        })),
        ("PUT", path) if path.ends_with("/mapping") => request.json(&json!({
            "columns": [{ "header": "Name", "field": "name" }]
        })),
        ("POST", path) if path.ends_with("/mend") => request.json(&json!({ "cells": ["Di Moe"] })),
        ("POST", "/api/v1/own-addresses") => {
            request.json(&json!({ "address": "mole@kith.example" }))
        }
        ("PUT", "/api/v1/contact-rule") => request.json(&json!({ "rule": "everyone" })),
        ("PUT", "/api/v1/notification-settings") => request.json(&json!({
            "kinds": [], "hours": { "digest": "off", "digest_hour": 8 }
        })),
        ("PUT", "/api/v1/joining") => request.json(&json!({ "join_from": 0.98 })),
        ("PUT", "/api/v1/company-logos") => request.json(&json!({ "wanted": true })),
        ("PUT", path) if path.ends_with("/keep-in-touch") => {
            request.json(&json!({ "never": true }))
        }
        ("PUT", "/api/v1/follow-ups") => request.json(&json!({
            "shortest_days": 7, "longest_days": 90, "patience": "much", "most_open": 3
        })),
        ("POST", path) if path.ends_with("/drafts") => request.json(&json!({})),
        ("PATCH", "/api/v1/drafts/{id}") => request.json(&json!({ "body": "Mole" })),
        ("POST", "/api/v1/drafts/{id}/sent") => request.json(&json!({})),
        ("PUT", "/api/v1/language-model") => request.json(&json!({ "kind": "offline" })),
        ("PUT", path) if path.ends_with("/photo") => request.body(photos::tests::camera_photo()),
        ("POST", "/api/v1/app-passwords") => request.json(&json!({ "name": "Phone" })),
        ("POST", "/api/v1/workspace/schedule/run") => {
            request.json(&json!({ "name": "refresh_scores" }))
        }
        ("PUT", "/api/v1/workspace/morning") => request.json(&json!({ "morning": "07:15" })),
        ("POST", "/api/v1/workspace/load") => request.body("no archive"),
        ("POST", "/api/v1/imports") => request.body("From x\n\n"),
        _ => request,
    };
    let answer = request.send().await.unwrap();
    let (status, is_json) = (answer.status().as_u16(), !is_file(&answer));
    let text = answer.text().await.unwrap();
    let body = is_json.then(|| serde_json::from_str(&text).unwrap());
    (status, body.unwrap_or_default())
}

fn is_file(answer: &reqwest::Response) -> bool {
    answer.headers()["content-type"]
        .to_str()
        .unwrap()
        .starts_with("text/csv")
        || answer.headers()["content-type"] == "image/jpeg"
}

#[tokio::test]
async fn a_stranger_is_refused_by_every_operation() {
    let world = World::new().await;
    let before = world.fingerprint().await;
    for (method, path, _) in operations() {
        for client in [
            world.app.anonymous(),
            Client::with_key(world.app.address, "kith_made_up"),
        ] {
            let (status, body) = call(&world, &client, &method, &path).await;
            assert_eq!(
                (status, &body["error"]["code"]),
                (401, &json!("unauthorized")),
                "{method} {path}"
            );
            assert_eq!(body["data"], Value::Null);
        }
    }
    assert_eq!(world.fingerprint().await, before);
}

#[tokio::test]
async fn a_reader_reads_everything_and_writes_nothing() {
    let world = World::new().await;
    let reader = world
        .app
        .colleague(&world.ada, "v@kith.example", Role::Viewer)
        .await;
    let program = world.app.program(&reader).await;
    call(&world, &program, "GET", "/api/v1/contacts").await;
    let before = world.fingerprint().await;
    let mut writes = 0;
    for (method, path, _) in operations() {
        let (status, body) = call(&world, &program, &method, &path).await;
        if method == "GET" && !path.contains("/workspace/") {
            assert_eq!(status, 200, "{path}: {body}");
        } else {
            assert_eq!(
                (status, &body["error"]["code"]),
                (403, &json!("forbidden")),
                "{method} {path}"
            );
            writes += 1;
        }
    }
    assert!(writes >= 10, "{writes}");
    assert_eq!(world.fingerprint().await, before);
}

#[tokio::test]
async fn another_workspace_finds_nothing_of_ours() {
    let world = World::new().await;
    let program = world
        .app
        .program(&world.app.owner("eve@other.example").await)
        .await;
    let before = world.fingerprint().await;
    let mut walked = 0;
    for (method, path, _) in operations() {
        let (status, body) = call(&world, &program, &method, &path).await;
        if path.contains('{') {
            assert_eq!(
                (status, &body["error"]["code"]),
                (404, &json!("not_found")),
                "{method} {path}"
            );
            walked += 1;
        } else if path.contains("/workspace/") {
            assert!(matches!(status, 200 | 202), "{method} {path}: Eve's own");
        } else if [
            "/app-passwords",
            "/follow-ups",
            "/language-model",
            "/language-model/test",
            "/own-addresses",
            "/contact-rule",
            "/company-logos",
            "/joining",
            "/notification-settings",
            "/contacts/count",
            "/review/counts",
            "/search",
            "/taxonomy/preview",
        ]
        .iter()
        .any(|own| path.ends_with(own))
        {
            assert!(matches!(status, 200 | 201), "{method} {path}: Eve's own");
        } else if path.ends_with("/export") {
            assert_eq!(
                (status, body),
                (200, Value::Null),
                "{path}: a file of nobody"
            );
        } else if method == "GET" {
            assert_eq!((status, &body["data"]), (200, &json!([])), "{path}");
        }
    }
    assert!(walked >= 13, "{walked}");
    assert_eq!(world.fingerprint().await, before);
}
