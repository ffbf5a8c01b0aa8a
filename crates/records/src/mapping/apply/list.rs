//! Several values in one cell, as a list of JSON: `["a@kith.example"]`, `[{"number": "…"}]`.

use serde_json::Value;

/// The values, if the cell is such a list.
pub(super) fn listed(cell: &str) -> Option<Vec<String>> {
    if !cell.starts_with('[') || cell.len() > super::LONGEST_LIST {
        return None;
    }
    let items: Vec<Value> = serde_json::from_str(cell).ok()?;
    items.iter().map(value_of).collect()
}

fn value_of(item: &Value) -> Option<String> {
    let text = |key| item.get(key).and_then(Value::as_str).map(str::trim);
    match (text("number"), text("callingCode")) {
        (Some(number), code) => Some(with_code(code.unwrap_or_default(), number)),
        _ => item.as_str().or(text("url")).map(str::to_owned),
    }
}

/// The number with the code of its country before it, where it has none.
pub(super) fn with_code(code: &str, number: &str) -> String {
    if code.starts_with('+') && !crate::phone::is_international(number) {
        format!("{code} {number}")
    } else {
        number.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_gives_its_values_and_nothing_else_is_one() {
        let numbers =
            r#"[{"number":"223 456","callingCode":"+351"},{"number":"+44 20 7946 0958"}]"#;
        let numbers = listed(numbers).unwrap_or_default();
        assert_eq!(numbers, ["+351 223 456", "+44 20 7946 0958"]);
        let links = r#"[{"url":"https://kith.example","label":"x"}, "https://lind.example"]"#;
        let links = listed(links).unwrap_or_default();
        assert_eq!(links, ["https://kith.example", "https://lind.example"]);
        assert_eq!(listed("[]"), Some(Vec::new()));
        for other in ["[1]", "[a]", "a@kith.example", r#"[{"city":"Porto"}]"#] {
            assert_eq!(listed(other), None, "{other}");
        }
    }
}
