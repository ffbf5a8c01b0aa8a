//! Whether a value follows a schema of an OpenAPI document, by the keywords that say so.

use std::collections::BTreeSet;

use serde_json::Value;

pub struct Document(Value);

impl Document {
    pub fn parse(text: &str) -> Self {
        Self(serde_json::from_str(text).unwrap())
    }

    fn named(&self, name: &str) -> &Value {
        let schema = &self.0["components"]["schemas"][name];
        assert!(schema.is_object(), "no schema {name}");
        schema
    }

    /// Each place where the value does not follow the schema, with what is wrong there.
    pub fn faults(&self, name: &str, value: &Value) -> Vec<String> {
        let mut faults = Vec::new();
        self.check(self.named(name), value, name, &mut faults);
        faults
    }

    /// What an object of this schema may hold.
    pub fn properties(&self, name: &str) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        self.collect(self.named(name), &mut found);
        found
    }

    /// The values that a schema allows at this place of an object.
    pub fn choices(&self, name: &str, pointer: &str) -> BTreeSet<String> {
        let place = self.named(name).pointer(pointer).unwrap();
        texts(&self.followed(place)["enum"])
    }

    pub fn required(&self, name: &str) -> BTreeSet<String> {
        texts(&self.named(name)["required"])
    }

    fn followed<'a>(&'a self, schema: &'a Value) -> &'a Value {
        match schema["$ref"].as_str() {
            Some(place) => {
                let place = place.strip_prefix("#/components/schemas/").unwrap();
                self.followed(self.named(place))
            }
            None => schema,
        }
    }

    fn collect(&self, schema: &Value, found: &mut BTreeSet<String>) {
        let schema = self.followed(schema);
        if let Some(properties) = schema["properties"].as_object() {
            found.extend(properties.keys().cloned());
        }
        for part in list(&schema["allOf"]) {
            self.collect(part, found);
        }
    }

    fn follows(&self, schema: &Value, value: &Value) -> bool {
        let mut faults = Vec::new();
        self.check(schema, value, "", &mut faults);
        faults.is_empty()
    }

    fn check(&self, given: &Value, value: &Value, at: &str, faults: &mut Vec<String>) {
        if value.is_null() && given["nullable"] == true {
            return;
        }
        let schema = self.followed(given);
        if value.is_null() && schema["nullable"] == true {
            return;
        }
        let mut wrong = |what: String| faults.push(format!("{at}: {what}"));
        if !is_of_type(&schema["type"], value) {
            wrong(format!("{value} is not {}", schema["type"]));
            return;
        }
        let choices = list(&schema["enum"]);
        if !choices.is_empty() && !choices.contains(value) {
            wrong(format!("{value} is none of {choices:?}"));
        }
        for (keyword, holds) in [
            ("minimum", at_least(value.as_f64(), &schema["minimum"])),
            ("maximum", at_most(value.as_f64(), &schema["maximum"])),
            ("minItems", at_least(length(value), &schema["minItems"])),
            ("maxItems", at_most(length(value), &schema["maxItems"])),
            ("maxLength", at_most(letters(value), &schema["maxLength"])),
        ] {
            if !holds {
                wrong(format!("{value} against {keyword} {}", schema[keyword]));
            }
        }
        for name in list(&schema["required"]) {
            if value.is_object() && value.get(name.as_str().unwrap()).is_none() {
                wrong(format!("{name} is missing"));
            }
        }
        let any = list(&schema["anyOf"]);
        if !any.is_empty() && !any.iter().any(|part| self.follows(part, value)) {
            wrong(format!("{value} follows none of anyOf"));
        }
        let one = list(&schema["oneOf"]);
        if !one.is_empty() && one.iter().filter(|part| self.follows(part, value)).count() != 1 {
            wrong(format!("{value} does not follow exactly one of oneOf"));
        }
        for part in list(&schema["allOf"]) {
            self.check(part, value, at, faults);
        }
        if let Some(items) = value.as_array().filter(|_| schema["items"].is_object()) {
            for (number, item) in items.iter().enumerate() {
                self.check(&schema["items"], item, &format!("{at}/{number}"), faults);
            }
        }
        for (name, inner) in value.as_object().into_iter().flatten() {
            let at = format!("{at}/{name}");
            match &schema["properties"][name] {
                Value::Null if schema["additionalProperties"] == false => {
                    faults.push(format!("{at}: no such property"));
                }
                Value::Null => {}
                property => self.check(property, inner, &at, faults),
            }
        }
    }
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

pub fn texts(value: &Value) -> BTreeSet<String> {
    let texts = list(value).iter().filter_map(Value::as_str);
    texts.map(str::to_owned).collect()
}

fn is_of_type(kinds: &Value, value: &Value) -> bool {
    let is = |kind: &str| match kind {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        _ => panic!("no type {kind}"),
    };
    match kinds {
        Value::String(kind) => is(kind),
        Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).any(is),
        _ => true,
    }
}

fn length(value: &Value) -> Option<f64> {
    value.as_array().map(|items| items.len() as f64)
}

fn letters(value: &Value) -> Option<f64> {
    value.as_str().map(|text| text.chars().count() as f64)
}

fn at_least(number: Option<f64>, bound: &Value) -> bool {
    let both = number.zip(bound.as_f64());
    both.is_none_or(|(number, bound)| number >= bound)
}

fn at_most(number: Option<f64>, bound: &Value) -> bool {
    let both = number.zip(bound.as_f64());
    both.is_none_or(|(number, bound)| number <= bound)
}
