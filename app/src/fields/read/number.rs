//! Numbers as people and tables write them: `1,234.50`, `1.234,50 €`, `12 %`.

use serde_json::Value;

/// Beyond it, not every whole number is one of a program's.
const LARGEST: f64 = 1e15;

/// The number, exact to what JSON holds.
pub fn number(text: &str) -> Option<Value> {
    let is_sign = |letter: char| "$€£¥%".contains(letter) || letter.is_whitespace();
    let plain: String = text
        .chars()
        .filter(|letter| !is_sign(*letter) && *letter != '\'')
        .collect();
    let plain = plain.replace('\u{2212}', "-");
    let number: f64 = with_point(&plain)?.parse().ok()?;
    if !number.is_finite() || number.abs() > LARGEST {
        return None;
    }
    if number.fract() == 0.0 {
        return Some(Value::from(number as i64));
    }
    Some(Value::from(number))
}

/// What stands last is the point, unless three digits follow a single comma.
fn with_point(text: &str) -> Option<String> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let is_plain = digits
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'.' || byte == b',');
    if !is_plain || !digits.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let (points, commas) = (text.matches('.').count(), text.matches(',').count());
    match (points, commas) {
        (0 | 1, 0) => Some(text.to_owned()),
        (0, 1) => {
            let (before, after) = text.split_once(',')?;
            let groups = after.len() == 3 && before.trim_start_matches('-') != "0";
            Some(format!("{before}{}{after}", if groups { "" } else { "." }))
        }
        (_, 0) => Some(text.replace('.', "")),
        (0, _) => Some(text.replace(',', "")),
        (_, 1) if text.rfind(',') > text.rfind('.') => {
            Some(text.replace('.', "").replace(',', "."))
        }
        (1, _) if text.rfind('.') > text.rfind(',') => Some(text.replace(',', "")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn numbers_are_read_as_they_are_written() {
        for (text, value) in [
            ("12", json!(12)),
            ("-3.25", json!(-3.25)),
            ("1,5", json!(1.5)),
            ("0,125", json!(0.125)),
            ("1,234", json!(1234)),
            ("1,234.50", json!(1234.5)),
            ("1.234,50 €", json!(1234.5)),
            ("$1,234,567", json!(1_234_567)),
            ("1 234,5", json!(1234.5)),
            ("12 %", json!(12)),
            ("1'000", json!(1000)),
        ] {
            assert_eq!(number(text), Some(value), "{text}");
        }
    }

    #[test]
    fn what_is_no_number_is_none() {
        for text in [
            "",
            "-",
            ".",
            "a dozen",
            "1e5",
            "12a",
            "1.2.3,4,5",
            "inf",
            "9999999999999999",
        ] {
            assert_eq!(number(text), None, "{text}");
        }
    }
}
