//! Durations (RFC 5545, 3.3.6): `P1W`, `P1DT2H`, `PT30M`.

use chrono::Duration;

pub(super) fn duration(text: &str) -> Option<Duration> {
    let rest = text.trim().trim_start_matches('+').strip_prefix('P')?;
    let mut seconds: i64 = 0;
    let mut digits = String::new();
    for letter in rest.chars() {
        let unit = match letter {
            '0'..='9' if digits.len() < 9 => {
                digits.push(letter);
                continue;
            }
            'T' if digits.is_empty() => continue,
            'W' => 7 * 86_400,
            'D' => 86_400,
            'H' => 3_600,
            'M' => 60,
            'S' => 1,
            _ => return None,
        };
        seconds = seconds.checked_add(digits.parse::<i64>().ok()?.checked_mul(unit)?)?;
        digits.clear();
    }
    let years = 10 * 366 * 86_400;
    (digits.is_empty() && seconds <= years).then(|| Duration::seconds(seconds))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_read() {
        assert_eq!(duration("P1DT2H30M"), Some(Duration::minutes(26 * 60 + 30)));
        assert_eq!(duration("P2W"), Some(Duration::days(14)));
        assert_eq!(duration("-PT5M"), None);
        assert_eq!(duration("PT"), Some(Duration::zero()));
        assert_eq!(duration("P99999999999W"), None);
    }
}
