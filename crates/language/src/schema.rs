//! What an answer must look like, as a JSON schema, and reading it from what a model wrote.

mod rule;

use serde_json::Value;

use crate::error::Error;
use rule::Rule;

/// A schema of the part of JSON Schema that vendors accept in strict mode: see `rule.rs`.
pub struct Schema {
    name: String,
    value: Value,
    rule: Rule,
}

impl Schema {
    /// `name` of letters, digits, `_` and `-`, at most 64. An error where `value` is no schema,
    /// or says more than vendors accept; it names the keyword.
    pub fn new(name: &str, value: Value) -> Result<Self, Error> {
        let rule = Rule::read(&value).map_err(Error::Schema)?;
        Ok(Self {
            name: name.to_owned(),
            value,
            rule,
        })
    }

    pub fn name(&self) -> &str {
        &self.name
    }

    pub fn value(&self) -> &Value {
        &self.value
    }

    /// Only places and rules are told: what stands there may be anything.
    pub fn check(&self, instance: &Value) -> Result<(), Error> {
        self.rule.check(instance, "").map_err(Error::Schema)
    }

    /// The value in `text`: alone, in a fence of Markdown, or with words around it, as models
    /// write that are not held to a schema.
    pub(crate) fn read(&self, text: &str) -> Result<Value, Error> {
        let whole = text.trim();
        let inner = whole
            .find('{')
            .zip(whole.rfind('}'))
            .and_then(|(from, to)| whole.get(from..=to));
        let value = [Some(whole), inner]
            .into_iter()
            .flatten()
            .find_map(|text| serde_json::from_str::<Value>(text).ok())
            .ok_or_else(|| Error::Schema("it is no JSON".to_owned()))?;
        self.check(&value)?;
        Ok(value)
    }
}

impl std::fmt::Debug for Schema {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Schema({})", self.name)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn schema() -> Schema {
        let value = json!({
            "type": "object",
            "additionalProperties": false,
            "required": ["label"],
            "properties": {"label": {"enum": ["a", "b"]}},
        });
        Schema::new("test", value).unwrap()
    }

    #[test]
    fn a_value_is_found_however_it_is_wrapped() {
        for text in [
            r#"{"label":"a"}"#,
            "\n  {\"label\":\"a\"}\n",
            "```json\n{\"label\": \"a\"}\n```",
            "Here it is: {\"label\":\"a\"} I hope that helps.",
        ] {
            assert_eq!(schema().read(text), Ok(json!({"label": "a"})), "{text}");
        }
    }

    #[test]
    fn what_does_not_follow_is_refused_by_place() {
        for (text, place) in [
            (r#"{"label":"c"}"#, "/label"),
            (r#"{"label":"a","more":"secret"}"#, "no other properties"),
            (r#"{}"#, "“label”"),
            ("no", "no JSON"),
            (r#"{"label":"a""#, "no JSON"),
        ] {
            let Err(Error::Schema(told)) = schema().read(text) else {
                panic!("{text}");
            };
            assert!(told.contains(place), "{told}");
            assert!(!told.contains("secret"), "{told}");
        }
    }

    #[test]
    fn what_vendors_do_not_accept_is_no_schema() {
        let object = |more: Value| {
            let mut schema = json!({
                "type": "object", "additionalProperties": false,
                "required": ["a"], "properties": {"a": {"type": "string"}},
            });
            for (name, value) in more.as_object().unwrap() {
                schema[name] = value.clone();
            }
            schema
        };
        for (schema, keyword) in [
            (json!({"type": "nothing"}), "type"),
            (json!({}), "type"),
            (json!(true), "a schema is an object"),
            (json!({"type": "string", "minLength": 1}), "minLength"),
            (json!({"type": "array"}), "items"),
            (json!({"$ref": "https://evil.example/schema"}), "type"),
            (json!({"enum": []}), "enum"),
            (
                object(json!({"additionalProperties": true})),
                "additionalProperties",
            ),
            (object(json!({"required": []})), "required"),
            (object(json!({"required": ["a", "b"]})), "required"),
            (
                object(json!({"properties": {"a": {"type": "string", "format": "uri"}}})),
                "format",
            ),
        ] {
            let told = Schema::new("bad", schema.clone()).err();
            assert_eq!(told, Some(Error::Schema(keyword.to_owned())), "{schema}");
        }
        assert!(Schema::new("good", object(json!({"title": "A"}))).is_ok());
    }

    #[test]
    fn values_of_each_kind() {
        let cases = [
            (
                json!({"type": "string"}),
                vec![json!("a")],
                vec![json!(1), json!(null)],
            ),
            (
                json!({"type": "integer"}),
                vec![json!(1), json!(-2), json!(3.0)],
                vec![json!(1.5), json!("1")],
            ),
            (
                json!({"type": "number"}),
                vec![json!(1), json!(1.5)],
                vec![json!("1"), json!(true)],
            ),
            (
                json!({"type": ["string", "null"]}),
                vec![json!("a"), json!(null)],
                vec![json!(false)],
            ),
            (
                json!({"type": "boolean", "description": "Whether"}),
                vec![json!(true)],
                vec![json!(0)],
            ),
            (json!({"const": 7}), vec![json!(7)], vec![json!(8)]),
            (
                json!({"type": "array", "items": {"enum": ["a", 1]}}),
                vec![json!([]), json!(["a", 1])],
                vec![json!(["b"]), json!("a"), json!({})],
            ),
            (
                json!({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}),
                vec![json!("a"), json!(["a"])],
                vec![json!([1]), json!(1)],
            ),
        ];
        for (schema, good, bad) in cases {
            let checked = Schema::new("test", schema.clone()).unwrap();
            assert!(
                good.iter().all(|value| checked.check(value).is_ok()),
                "{schema}"
            );
            assert!(
                bad.iter().all(|value| checked.check(value).is_err()),
                "{schema}"
            );
        }
    }
}
