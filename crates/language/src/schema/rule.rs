//! The part of JSON Schema (draft 2020-12) that both vendors accept in strict mode: `type`,
//! `enum`, `const`, `properties` with `required` and `additionalProperties: false`, `items`,
//! `anyOf`, and `title` and `description`, which check nothing. Anything else is no schema here,
//! so that what is sent is also what is checked.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

#[derive(Debug)]
pub(super) enum Rule {
    /// Any value of these kinds.
    Kinds(Vec<Kind>),
    OneOf(Vec<Value>),
    /// All of these, and no others.
    Object(BTreeMap<String, Rule>),
    Array(Box<Rule>),
    AnyOf(Vec<Rule>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    String,
    Number,
    Integer,
    Boolean,
    Null,
}

/// Which keyword, or which place and what is wanted there.
pub(super) type Problem = String;

impl Rule {
    pub fn read(schema: &Value) -> Result<Self, Problem> {
        let schema = schema.as_object().ok_or("a schema is an object")?;
        let says = |keyword: &str| schema.get(keyword);
        if let Some(choices) = says("anyOf") {
            only(schema, &["anyOf"])?;
            let choices = choices.as_array().filter(|choices| !choices.is_empty());
            let rules = choices.ok_or("anyOf")?.iter().map(Self::read);
            return Ok(Self::AnyOf(rules.collect::<Result<_, _>>()?));
        }
        if let Some(values) = says("enum") {
            only(schema, &["enum", "type"])?;
            let values = values.as_array().filter(|values| !values.is_empty());
            return Ok(Self::OneOf(values.ok_or("enum")?.clone()));
        }
        if let Some(value) = says("const") {
            only(schema, &["const", "type"])?;
            return Ok(Self::OneOf(vec![value.clone()]));
        }
        match says("type") {
            Some(Value::String(kind)) if kind == "object" => Self::object(schema),
            Some(Value::String(kind)) if kind == "array" => {
                only(schema, &["type", "items"])?;
                let items = says("items").ok_or("items")?;
                Ok(Self::Array(Box::new(Self::read(items)?)))
            }
            Some(Value::String(kind)) => {
                only(schema, &["type"])?;
                Ok(Self::Kinds(vec![Kind::read(kind)?]))
            }
            Some(Value::Array(kinds)) if !kinds.is_empty() => {
                only(schema, &["type"])?;
                let kinds = kinds
                    .iter()
                    .map(|kind| Kind::read(kind.as_str().unwrap_or_default()));
                Ok(Self::Kinds(kinds.collect::<Result<_, _>>()?))
            }
            _ => Err("type".to_owned()),
        }
    }

    /// All properties are required, and there are no others.
    fn object(schema: &Map<String, Value>) -> Result<Self, Problem> {
        only(
            schema,
            &["type", "properties", "required", "additionalProperties"],
        )?;
        if schema.get("additionalProperties") != Some(&Value::Bool(false)) {
            return Err("additionalProperties".to_owned());
        }
        let properties = schema.get("properties").and_then(Value::as_object);
        let properties = properties.ok_or("properties")?;
        let required = schema.get("required").and_then(Value::as_array);
        let mut required: Vec<&str> = required
            .ok_or("required")?
            .iter()
            .filter_map(Value::as_str)
            .collect();
        required.sort_unstable();
        required.dedup();
        let mut names: Vec<&str> = properties.keys().map(String::as_str).collect();
        names.sort_unstable();
        if required != names {
            return Err("required".to_owned());
        }
        let rules = properties
            .iter()
            .map(|(name, schema)| Ok((name.clone(), Self::read(schema)?)));
        Ok(Self::Object(rules.collect::<Result<_, Problem>>()?))
    }

    /// `place` is a JSON pointer (RFC 6901).
    pub fn check(&self, value: &Value, place: &str) -> Result<(), Problem> {
        let wants = |what: &str| Err(format!("{what} at “{place}”"));
        match self {
            Self::Kinds(kinds) => {
                if kinds.iter().any(|kind| kind.fits(value)) {
                    return Ok(());
                }
                wants("another type")
            }
            Self::OneOf(values) if values.contains(value) => Ok(()),
            Self::OneOf(_) => wants("another value"),
            Self::AnyOf(rules) if rules.iter().any(|rule| rule.check(value, place).is_ok()) => {
                Ok(())
            }
            Self::AnyOf(_) => wants("another form"),
            Self::Array(rule) => {
                let Some(items) = value.as_array() else {
                    return wants("an array");
                };
                let mut items = items.iter().enumerate();
                items.try_for_each(|(at, item)| rule.check(item, &format!("{place}/{at}")))
            }
            Self::Object(rules) => {
                let Some(object) = value.as_object() else {
                    return wants("an object");
                };
                if object.keys().any(|name| !rules.contains_key(name)) {
                    return wants("no other properties");
                }
                rules
                    .iter()
                    .try_for_each(|(name, rule)| match object.get(name) {
                        Some(value) => rule.check(value, &format!("{place}/{name}")),
                        None => wants(&format!("“{name}”")),
                    })
            }
        }
    }
}

fn only(schema: &Map<String, Value>, keywords: &[&str]) -> Result<(), Problem> {
    let mut names = schema.keys();
    let is_known = |name: &str| keywords.contains(&name) || matches!(name, "title" | "description");
    match names.find(|name| !is_known(name)) {
        Some(name) => Err(name.clone()),
        None => Ok(()),
    }
}

impl Kind {
    fn read(name: &str) -> Result<Self, Problem> {
        Ok(match name {
            "string" => Self::String,
            "number" => Self::Number,
            "integer" => Self::Integer,
            "boolean" => Self::Boolean,
            "null" => Self::Null,
            _ => return Err("type".to_owned()),
        })
    }

    /// A number without a fraction is whole, however it is written.
    fn fits(self, value: &Value) -> bool {
        match self {
            Self::String => value.is_string(),
            Self::Number => value.is_number(),
            Self::Integer => {
                let is_whole = |number: f64| number.fract() == 0.0;
                value.is_i64() || value.is_u64() || value.as_f64().is_some_and(is_whole)
            }
            Self::Boolean => value.is_boolean(),
            Self::Null => value.is_null(),
        }
    }
}
