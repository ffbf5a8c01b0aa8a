//! Dollars as people write them, and as they are counted: in millionths.

/// `12`, `0.25`, `$3`: at most six digits after the point.
pub fn micro_dollars(text: &str) -> Option<i64> {
    let text = text.trim().trim_start_matches('$').trim();
    let (whole, rest) = text.split_once(['.', ',']).unwrap_or((text, ""));
    let is_number = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() && rest.is_empty() || !is_number(whole) || !is_number(rest) {
        return None;
    }
    let rest = rest.trim_end_matches('0');
    if whole.len() > 9 || rest.len() > 6 {
        return None;
    }
    let number = |digits: &str| digits.parse::<i64>().unwrap_or_default();
    Some(number(whole) * 1_000_000 + number(&format!("{rest:0<6}")))
}

/// With two digits after the point, or as many as it takes.
pub fn dollars(micro: i64) -> String {
    let (whole, rest) = (micro / 1_000_000, micro % 1_000_000);
    let digits = format!("{rest:06}");
    let digits = digits.trim_end_matches('0');
    format!("{whole}.{digits:0<2}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dollars_are_read_as_people_write_them() {
        for (text, expected) in [
            ("12", Some(12_000_000)),
            ("$ 0.25", Some(250_000)),
            ("3,5", Some(3_500_000)),
            (".5", Some(500_000)),
            ("0.000001", Some(1)),
            ("1.500000000", Some(1_500_000)),
            ("0", Some(0)),
            ("0.0000001", None),
            ("-1", None),
            ("1e3", None),
            ("", None),
            (".", None),
            ("1234567890", None),
        ] {
            assert_eq!(micro_dollars(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_written_reads_the_same() {
        for micro in [0, 1, 250_000, 1_230_000, 12_000_000, 999_999_999_999_999] {
            assert_eq!(micro_dollars(&dollars(micro)), Some(micro));
        }
        assert_eq!(dollars(5_000_000), "5.00");
        assert_eq!(dollars(1), "0.000001");
    }
}
