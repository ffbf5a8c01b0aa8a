//! Numbers as they stand in a text: runs of digits, each in one form, and those long ones that
//! may be of a telephone, an account or a card.

use super::context::is_without_case;

/// Digits of a long number at least.
const LONG: usize = 7;
/// Between digits of one number, date or time.
const JOINTS: [char; 8] = ['.', ',', ':', '/', '-', '\'', '’', '\u{202f}'];

#[derive(Default)]
pub(super) struct Numbers {
    /// In one form each.
    pub plain: Vec<String>,
    /// Their digits alone.
    pub long: Vec<String>,
}

struct Run<'a> {
    begin: usize,
    raw: &'a str,
    is_part_of_word: bool,
}

/// Long numbers may have spaces, brackets and such between their parts; dates and times are
/// never parts of one.
pub(super) fn numbers(text: &str) -> Numbers {
    let mut numbers = Numbers::default();
    let mut together: Vec<Run<'_>> = Vec::new();
    let mut end = 0;
    for run in runs(text) {
        let is_near = text[end..run.begin].chars().all(|letter| {
            matches!(
                letter,
                ' ' | '(' | ')' | '+' | '-' | '/' | '\u{a0}' | '\u{202f}'
            )
        });
        if !is_near || is_date_or_time(run.raw) {
            numbers.add(&together);
            together.clear();
        }
        end = run.begin + run.raw.len();
        if is_date_or_time(run.raw) {
            numbers.add(&[run]);
        } else {
            together.push(run);
        }
    }
    numbers.add(&together);
    numbers
}

impl Numbers {
    fn add(&mut self, runs: &[Run<'_>]) {
        let digits = runs.iter().flat_map(|run| run.raw.chars().map(ascii_digit));
        let digits: String = digits.filter(char::is_ascii_digit).collect();
        let is_date = matches!(runs, [run] if is_date_or_time(run.raw));
        if digits.len() >= LONG && !is_date {
            self.long.push(digits);
            return;
        }
        let alone = runs.iter().filter(|run| !run.is_part_of_word);
        self.plain
            .extend(alone.map(|run| plain(&run.raw.chars().map(ascii_digit).collect::<String>())));
    }
}

/// Runs of digits with single joints between them.
fn runs(text: &str) -> impl Iterator<Item = Run<'_>> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let begin = from + text[from..].find(is_digit)?;
        let mut end = begin;
        let mut letters = text[begin..].chars().peekable();
        while let Some(letter) = letters.next() {
            let next_is_digit = letters.peek().copied().is_some_and(is_digit);
            let joins = JOINTS.contains(&letter) && next_is_digit;
            if !is_digit(letter) && !joins {
                break;
            }
            end += letter.len_utf8();
        }
        from = end;
        let before = text[..begin].chars().next_back();
        let is_letter = |letter: char| letter.is_alphabetic() && !is_without_case(letter);
        Some(Run {
            begin,
            raw: &text[begin..end],
            is_part_of_word: before.is_some_and(is_letter),
        })
    })
}

/// Three numbers of which one may be a year, or hours and minutes.
fn is_date_or_time(raw: &str) -> bool {
    let parts: Vec<&str> = raw.split(['.', '/', '-', ':']).collect();
    let years = parts.iter().filter(|part| part.len() == 4).count();
    let fits = |part: &&str| matches!(part.len(), 1 | 2 | 4);
    let is_time = parts.len() == 2 && raw.contains(':');
    (parts.len() == 3 && years <= 1 || is_time) && parts.iter().all(fits)
}

/// `1,200`, `1.200` and `1’200` are 1200; `3,5` is 3.5; a time has a full stop; leading zeros go.
fn plain(number: &str) -> String {
    let parts: Vec<&str> = number.split(JOINTS).collect();
    let joints: Vec<char> = number
        .chars()
        .filter(|letter| JOINTS.contains(letter))
        .collect();
    let groups = |joint: char| matches!(joint, '.' | ',' | '\'' | '’' | '\u{202f}');
    let is_grouped = !joints.is_empty()
        && joints
            .iter()
            .all(|joint| groups(*joint) && joints[0] == *joint)
        && parts[0].len() <= 3
        && parts[0] != "0"
        && parts[1..].iter().all(|part| part.len() == 3);
    let text = if is_grouped {
        parts.concat()
    } else {
        number.replace([',', ':'], ".")
    };
    let bare = text.trim_start_matches('0');
    if bare.starts_with(|letter: char| letter.is_ascii_digit()) {
        bare.to_owned()
    } else {
        format!("0{bare}")
    }
}

fn is_digit(letter: char) -> bool {
    ascii_digit(letter).is_ascii_digit()
}

fn ascii_digit(letter: char) -> char {
    match letter {
        '０'..='９' => char::from_digit(letter as u32 - '０' as u32, 10).unwrap_or(letter),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_number_is_written_in_many_ways() {
        for (text, expected) in [
            ("1,200 or 1.200 or 1’200", vec!["1200", "1200", "1200"]),
            ("3,5 % and 3.5", vec!["3.5", "3.5"]),
            ("at 09:30, 9.30", vec!["9.30", "9.30"]),
            ("Q3 and 2nd and 2026-11-02.", vec!["2", "2026-11-02"]),
            ("０９月", vec!["9"]),
            ("007 and 0", vec!["7", "0"]),
        ] {
            assert_eq!(numbers(text).plain, expected, "{text}");
        }
    }

    #[test]
    fn long_numbers_are_told_apart() {
        for (text, expected) in [
            ("+49 (170) 123-45 67", vec!["491701234567"]),
            (
                "DE89 3704 0044, call 123456789",
                vec!["8937040044", "123456789"],
            ),
            ("2026-09-14 09:30, 14.09.2026 at 1,200", vec![]),
        ] {
            assert_eq!(numbers(text).long, expected, "{text}");
        }
    }
}
