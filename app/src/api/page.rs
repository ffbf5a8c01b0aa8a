//! The document as a page to read, rendered here: no foreign script, no script at all.

use leptos::prelude::*;
use serde_json::Value;

use super::document;
use crate::{
    routes::paths,
    shell::public,
    ui::{Disclosure, Section, Tag},
};

#[component]
pub fn ApiDocs() -> impl IntoView {
    let document = serde_json::to_value(document()).unwrap_or_default();
    let detail = document["info"]["description"]
        .as_str()
        .map(|text| text.replace('`', ""));
    let groups = document["tags"].as_array().cloned().unwrap_or_default();
    let sections = groups
        .iter()
        .map(|group| section(group, &document))
        .collect::<Vec<_>>();
    let content = view! {
        <div class="stack">
            <p><a class="link" href=paths::openapi()>"The document in OpenAPI 3.1 (JSON)"</a></p>
            {sections}
        </div>
    };
    public("API", detail, content.into_any(), ViewFn::default())
}

fn section(group: &Value, document: &Value) -> impl IntoView + use<> {
    let name = group["name"].as_str().unwrap_or_default().to_owned();
    let detail = group["description"].as_str().unwrap_or_default().to_owned();
    let operations: Vec<_> = operations(document)
        .into_iter()
        .filter(|(_, _, operation)| operation["tags"][0] == name.as_str())
        .map(|(path, method, operation)| entry(&path, &method, &operation, document))
        .collect();
    view! { <Section title=capitalised(&name) detail=detail>{operations}</Section> }
}

/// Address, method and description of each operation.
fn operations(document: &Value) -> Vec<(String, String, Value)> {
    let paths = document["paths"].as_object().into_iter().flatten();
    let found = paths.flat_map(|(path, methods)| {
        let methods = methods.as_object().into_iter().flatten();
        methods.map(move |(method, operation)| {
            (path.clone(), method.to_uppercase(), operation.clone())
        })
    });
    found.collect()
}

fn entry(path: &str, method: &str, operation: &Value, document: &Value) -> impl IntoView + use<> {
    let words = operation["summary"]
        .as_str()
        .or(operation["description"].as_str())
        .unwrap_or_default()
        .to_owned();
    let parameters = operation["parameters"]
        .as_array()
        .into_iter()
        .flatten()
        .map(parameter)
        .collect::<Vec<_>>();
    let body = operation["requestBody"]["content"]
        .as_object()
        .into_iter()
        .flatten()
        .next();
    let body = body.map(|(kind, content)| (kind.clone(), pretty(&content["schema"], document)));
    let success = operation["responses"]
        .as_object()
        .into_iter()
        .flatten()
        .next();
    let answer = success
        .map(|(_, response)| pretty(&response["content"]["application/json"]["schema"], document));
    view! {
        <Disclosure summary=format!("{method} {path}")>
            <p>{words}</p>
            {(!parameters.is_empty()).then(|| view! { <dl class="api-parameters">{parameters}</dl> })}
            {body.map(|(kind, text)| view! { <h4>"Body " <Tag label=kind/></h4><pre class="code" tabindex="0"><code>{text}</code></pre> })}
            {answer.map(|text| view! { <h4>"Answer"</h4><pre class="code" tabindex="0"><code>{text}</code></pre> })}
        </Disclosure>
    }
}

fn parameter(parameter: &Value) -> impl IntoView + use<> {
    let name = parameter["name"].as_str().unwrap_or_default().to_owned();
    let place = parameter["in"].as_str().unwrap_or_default().to_owned();
    let words = parameter["description"]
        .as_str()
        .unwrap_or_default()
        .to_owned();
    view! { <dt><code>{name}</code> " " <span class="muted">{place}</span></dt><dd>{words}</dd> }
}

/// An example-like outline of a schema: names and types, references followed.
fn pretty(schema: &Value, document: &Value) -> String {
    serde_json::to_string_pretty(&outline(schema, document, 0)).unwrap_or_default()
}

fn outline(schema: &Value, document: &Value, depth: usize) -> Value {
    const DEEPEST: usize = 6;
    if depth > DEEPEST {
        return Value::Null;
    }
    if let Some(name) = schema["$ref"]
        .as_str()
        .and_then(|path| path.rsplit('/').next())
    {
        return outline(
            &document["components"]["schemas"][name],
            document,
            depth + 1,
        );
    }
    if let Some(properties) = schema["properties"].as_object() {
        let fields = properties
            .iter()
            .map(|(name, field)| (name.clone(), outline(field, document, depth + 1)));
        return Value::Object(fields.collect());
    }
    if schema["items"].is_object() {
        return Value::Array(vec![outline(&schema["items"], document, depth + 1)]);
    }
    for alternatives in ["oneOf", "allOf", "anyOf"] {
        let real = schema[alternatives]
            .as_array()
            .into_iter()
            .flatten()
            .find(|option| option["type"] != "null");
        if let Some(option) = real {
            return outline(option, document, depth + 1);
        }
    }
    let kind = match &schema["type"] {
        Value::Array(kinds) => kinds
            .iter()
            .filter_map(Value::as_str)
            .collect::<Vec<_>>()
            .join(" | "),
        kind => kind.as_str().unwrap_or("any").to_owned(),
    };
    Value::String(
        schema["format"]
            .as_str()
            .map_or(kind.clone(), |format| format!("{kind} ({format})")),
    )
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars
        .next()
        .map(|first| first.to_uppercase().chain(chars).collect())
        .unwrap_or_default()
}
