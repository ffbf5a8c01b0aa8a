//! What an answer must look like, as a JSON schema, and reading it from what a model wrote.

use serde_json::Value;

use crate::error::Error;

/// Use what both vendors accept in strict mode: every object with `additionalProperties: false`
/// and all its properties required, no lengths, no bounds, no recursion.
pub struct Schema {
    name: String,
    value: Value,
    validator: jsonschema::Validator,
}

impl Schema {
    /// `name` of letters, digits, `_` and `-`, at most 64. An error where `value` is no schema.
    pub fn new(name: &str, value: Value) -> Result<Self, Error> {
        let validator = jsonschema::validator_for(&value)
            .map_err(|error| Error::Schema(error.schema_path().to_string()))?;
        Ok(Self {
            name: name.to_owned(),
            value,
            validator,
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
        match self.validator.iter_errors(instance).next() {
            None => Ok(()),
            Some(error) => Err(Error::Schema(format!(
                "{} at “{}”",
                error.schema_path(),
                error.instance_path()
            ))),
        }
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
            (r#"{"label":"a","more":"secret"}"#, "additionalProperties"),
            (r#"{}"#, "required"),
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
    fn what_is_no_schema_is_refused() {
        assert!(Schema::new("bad", json!({"type": "nothing"})).is_err());
    }
}
