//! Words, numbers and the days that they make.

use chrono::{Datelike, Days, NaiveDate};

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Token {
    Word(String),
    /// With how many digits it was written.
    Number(u32, usize),
    /// Between numbers, without a space: `.`, `/` or `-`.
    Joint(char),
    /// Of a sentence.
    End,
}

impl Token {
    pub fn word(&self) -> Option<&str> {
        match self {
            Self::Word(word) => Some(word),
            _ => None,
        }
    }
}

/// The months in the order of the year, each by the beginnings of its names.
const MONTHS: [&[&str]; 12] = [
    &["jan", "ener", "gen", "stycz", "янв", "一月"],
    &["feb", "fév", "fev", "lut", "фев", "二月"],
    &["mar", "mär", "maar", "мар", "三月"],
    &["apr", "avr", "abr", "kwi", "апр", "四月"],
    &[
        "may", "mai", "mag", "mei", "maj", "мая", "май", "mayo", "maio", "五月",
    ],
    &["jun", "juin", "giu", "czerw", "июн", "六月"],
    &["jul", "juil", "lug", "lip", "июл", "七月"],
    &["aug", "aoû", "ago", "sierp", "авг", "八月"],
    &["sep", "set", "wrz", "сен", "九月"],
    &["oct", "okt", "out", "ott", "paźdz", "окт", "十月"],
    &["nov", "lis", "ноя", "十一月"],
    &["dec", "dez", "déc", "dic", "grud", "дек", "十二月"],
];
/// Words that begin like a month and are none.
const NO_MONTHS: &[&str] = &[
    "market",
    "marketing",
    "mark",
    "mario",
    "maria",
    "maybe",
    "mail",
    "main",
    "mailbox",
    "mainly",
    "magazine",
    "agora",
    "setting",
    "settings",
    "set",
    "general",
    "generally",
    "generale",
    "listen",
    "list",
    "lista",
    "outlook",
    "out",
    "outside",
    "decision",
];
const LONGEST_MONTH: usize = 12;

/// In small letters; signs that are neither within a number nor an end are left out.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        if letter.is_ascii_digit() {
            let mut digits = letter.to_string();
            while let Some(digit) = letters.next_if(char::is_ascii_digit) {
                digits.push(digit);
            }
            if let Ok(number) = digits.parse() {
                tokens.push(Token::Number(number, digits.len()));
            }
            if let Some(joint) = letters.next_if(|next| matches!(next, '.' | '/' | '-')) {
                let joins = letters.peek().is_some_and(char::is_ascii_digit);
                if joins {
                    tokens.push(Token::Joint(joint));
                } else if joint == '-' {
                    tokens.push(Token::Word("-".to_owned()));
                }
            }
        } else if letter.is_alphabetic() {
            let is_wide =
                |letter: char| matches!(letter, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}');
            let wide = is_wide(letter);
            let is_mark = |letter: char| matches!(letter, '年' | '月' | '日');
            let mut word: String = letter.to_lowercase().collect();
            if !is_mark(letter) {
                while let Some(next) = letters.next_if(|next| {
                    (next.is_alphabetic() && is_wide(*next) == wide && !is_mark(*next))
                        || matches!(next, '\'' | '’') && !wide
                }) {
                    let next = if next == '’' { '\'' } else { next };
                    word.extend(next.to_lowercase());
                }
            }
            tokens.push(Token::Word(word));
        } else if matches!(letter, '!' | '?' | '\n' | '。' | '.') {
            tokens.push(Token::End);
        } else if matches!(letter, '–' | '—' | '~' | '〜' | '-') {
            tokens.push(Token::Word(letter.to_string()));
        }
    }
    tokens
}

/// The day that begins here, with how many tokens it takes. A year that is not said is the
/// one in which the day comes next, or came within the last weeks.
pub fn day_at(tokens: &[Token], said_on: NaiveDate) -> Option<(NaiveDate, usize)> {
    iso(tokens)
        .or_else(|| numeric(tokens, said_on))
        .or_else(|| wide(tokens, said_on))
        .or_else(|| day_then_month(tokens, said_on))
        .or_else(|| month_then_day(tokens, said_on))
}

fn iso(tokens: &[Token]) -> Option<(NaiveDate, usize)> {
    match tokens {
        [
            Token::Number(year, 4),
            Token::Joint('-'),
            Token::Number(month, _),
            Token::Joint('-'),
            Token::Number(day, _),
            ..,
        ] => Some((
            NaiveDate::from_ymd_opt(i32::try_from(*year).ok()?, *month, *day)?,
            5,
        )),
        _ => None,
    }
}

/// `16.03.2026`, `16.3.`, `16/03/2026`; not `03/04/2026`, which may be two days.
fn numeric(tokens: &[Token], said_on: NaiveDate) -> Option<(NaiveDate, usize)> {
    let (one, joint, other, year, length) = match tokens {
        [
            Token::Number(one, ..=2),
            Token::Joint(joint),
            Token::Number(other, ..=2),
            Token::Joint(again),
            Token::Number(year, digits @ (2 | 4)),
            ..,
        ] if joint == again => {
            let year = if *digits == 2 { 2000 + year } else { *year };
            (*one, *joint, *other, Some(year), 5)
        }
        [
            Token::Number(one, ..=2),
            Token::Joint(joint @ ('.' | '/')),
            Token::Number(other, ..=2),
            ..,
        ] => (*one, *joint, *other, None, 3),
        _ => return None,
    };
    let (day, month) = match joint {
        '.' | '-' => (one, other),
        _ if one > 12 => (one, other),
        _ if other > 12 => (other, one),
        _ if one == other => (one, other),
        _ => return None,
    };
    Some((dated(day, month, year, said_on)?, length))
}

/// `2026年3月16日`, `3月16日`
fn wide(tokens: &[Token], said_on: NaiveDate) -> Option<(NaiveDate, usize)> {
    let is = |token: &Token, mark: &str| token.word() == Some(mark);
    match tokens {
        [
            Token::Number(year, 4),
            y,
            Token::Number(month, _),
            m,
            Token::Number(day, _),
            d,
            ..,
        ] if is(y, "年") && is(m, "月") && is(d, "日") => {
            Some((dated(*day, *month, Some(*year), said_on)?, 6))
        }
        [
            Token::Number(month, ..=2),
            m,
            Token::Number(day, ..=2),
            d,
            ..,
        ] if is(m, "月") && is(d, "日") => Some((dated(*day, *month, None, said_on)?, 4)),
        _ => None,
    }
}

/// `16 March 2026`, `16. März`, `16th of March`, `16 de marzo de 2026`
fn day_then_month(tokens: &[Token], said_on: NaiveDate) -> Option<(NaiveDate, usize)> {
    let Some(Token::Number(day, ..=2)) = tokens.first() else {
        return None;
    };
    let mut at = 1;
    let is_between = |token: &Token| {
        matches!(token, Token::End)
            || token.word().is_some_and(|word| {
                matches!(
                    word,
                    "st" | "nd" | "rd" | "th" | "of" | "de" | "er" | "º" | "ª"
                )
            })
    };
    while at < 3 && tokens.get(at).is_some_and(is_between) {
        at += 1;
    }
    let month = month(tokens.get(at)?.word()?)?;
    at += 1;
    let (year, length) = year_after(&tokens[at..]);
    Some((dated(*day, month, year, said_on)?, at + length))
}

/// `March 16th, 2026`
fn month_then_day(tokens: &[Token], said_on: NaiveDate) -> Option<(NaiveDate, usize)> {
    let month = month(tokens.first()?.word()?)?;
    let Some(Token::Number(day, ..=2)) = tokens.get(1) else {
        return None;
    };
    let mut at = 2;
    let is_ordinal = |word: &str| matches!(word, "st" | "nd" | "rd" | "th");
    if tokens.get(at).and_then(Token::word).is_some_and(is_ordinal) {
        at += 1;
    }
    let (year, length) = year_after(&tokens[at..]);
    Some((dated(*day, month, year, said_on)?, at + length))
}

fn year_after(tokens: &[Token]) -> (Option<u32>, usize) {
    let is_of = |token: &Token| {
        token
            .word()
            .is_some_and(|word| matches!(word, "de" | "del"))
    };
    match tokens {
        [Token::Number(year, 4), ..] => (Some(*year), 1),
        [of, Token::Number(year, 4), ..] if is_of(of) => (Some(*year), 2),
        _ => (None, 0),
    }
}

fn month(word: &str) -> Option<u32> {
    if NO_MONTHS.contains(&word) || word.chars().count() > LONGEST_MONTH {
        return None;
    }
    let place = MONTHS
        .iter()
        .rposition(|names| names.iter().any(|name| word.starts_with(name)))?;
    u32::try_from(place + 1).ok()
}

fn dated(day: u32, month: u32, year: Option<u32>, said_on: NaiveDate) -> Option<NaiveDate> {
    if let Some(year) = year {
        return NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day);
    }
    let earliest = said_on.checked_sub_days(Days::new(60))?;
    (said_on.year() - 1..=said_on.year() + 1)
        .filter_map(|year| NaiveDate::from_ymd_opt(year, month, day))
        .find(|day| *day >= earliest)
}
