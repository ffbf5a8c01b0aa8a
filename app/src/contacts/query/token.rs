//! A query as brackets, words that join, clauses and free text.

use super::problem::{Cause, Problem};

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Open,
    Close,
    And,
    Or,
    Not,
    Text(String),
    Clause {
        field: String,
        /// The name of the field stood in quotes.
        is_quoted: bool,
        test: &'static str,
        value: String,
        /// Where the value begins.
        value_at: usize,
    },
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub at: usize,
    pub length: usize,
    pub kind: Kind,
}

/// Longer ones first.
const TESTS: [&str; 7] = ["!=", "<=", ">=", ":", "=", "<", ">"];

pub(super) fn tokens(text: &str) -> Result<Vec<Token>, Problem> {
    let chars: Vec<char> = text.chars().collect();
    let mut reader = Reader {
        chars: &chars,
        at: 0,
    };
    let mut found = Vec::new();
    while let Some(token) = reader.next()? {
        found.push(token);
    }
    Ok(found)
}

struct Reader<'a> {
    chars: &'a [char],
    at: usize,
}

impl Reader<'_> {
    fn next(&mut self) -> Result<Option<Token>, Problem> {
        while self.peek().is_some_and(char::is_whitespace) {
            self.at += 1;
        }
        let at = self.at;
        let kind = match self.peek() {
            None => return Ok(None),
            Some('(') => self.single(Kind::Open),
            Some(')') => self.single(Kind::Close),
            Some('"') => self.quoted_or_clause()?,
            Some('-') if self.negates() => self.single(Kind::Not),
            Some(_) => self.bare()?,
        };
        Ok(Some(Token {
            at,
            length: self.at - at,
            kind,
        }))
    }

    fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    fn single(&mut self, kind: Kind) -> Kind {
        self.at += 1;
        kind
    }

    /// A dash before something is "not", as elsewhere.
    fn negates(&self) -> bool {
        let next = self.chars.get(self.at + 1);
        next.is_some_and(|next| next.is_alphabetic() || matches!(next, '(' | '"'))
    }

    fn quoted(&mut self) -> Result<String, Problem> {
        let opened = self.at;
        self.at += 1;
        let mut text = String::new();
        while let Some(next) = self.peek() {
            self.at += 1;
            match next {
                '"' if text.trim().is_empty() => return Err(missing(opened, self.at - opened)),
                '"' => return Ok(text),
                '\\' => match self.peek() {
                    Some(escaped) => {
                        text.push(escaped);
                        self.at += 1;
                    }
                    None => break,
                },
                other => text.push(other),
            }
        }
        Err(Problem {
            at: opened,
            length: self.at - opened,
            cause: Cause::UnclosedQuote,
        })
    }

    /// Text, or the name of a field where a comparison follows at once.
    fn quoted_or_clause(&mut self) -> Result<Kind, Problem> {
        let begin = self.at;
        let text = self.quoted()?;
        let rest: String = self.chars[self.at..].iter().take(2).collect();
        let Some(test) = TESTS.into_iter().find(|test| rest.starts_with(test)) else {
            return Ok(Kind::Text(text));
        };
        self.at += test.len();
        let value_at = self.at;
        let value = match self.peek() {
            Some('"') => self.quoted()?,
            _ => self.word(),
        };
        if value.is_empty() {
            return Err(missing(begin, self.at - begin));
        }
        Ok(Kind::Clause {
            field: text,
            is_quoted: true,
            test,
            value,
            value_at,
        })
    }

    /// Up to the next space, bracket or quote.
    fn word(&mut self) -> String {
        let begin = self.at;
        while self
            .peek()
            .is_some_and(|next| !next.is_whitespace() && !matches!(next, '(' | ')' | '"'))
        {
            self.at += 1;
        }
        self.chars[begin..self.at].iter().collect()
    }

    fn bare(&mut self) -> Result<Kind, Problem> {
        let begin = self.at;
        let word = self.word();
        match word.to_lowercase().as_str() {
            "and" => return Ok(Kind::And),
            "or" => return Ok(Kind::Or),
            "not" => return Ok(Kind::Not),
            _ => {}
        }
        let Some((field, test, value)) = split(&word) else {
            return Ok(Kind::Text(word));
        };
        let value_at = begin + field.chars().count() + test.len();
        let value = match (value.is_empty(), self.peek()) {
            (true, Some('"')) => self.quoted()?,
            (true, _) => return Err(missing(begin, self.at - begin)),
            // `has:no-"Shoe size"`
            (false, Some('"')) if value.to_lowercase() == "no-" => format!("no-{}", self.quoted()?),
            (false, _) => value.to_owned(),
        };
        Ok(Kind::Clause {
            field: field.to_lowercase(),
            is_quoted: false,
            test,
            value,
            value_at,
        })
    }
}

fn missing(at: usize, length: usize) -> Problem {
    Problem {
        at,
        length,
        cause: Cause::MissingValue,
    }
}

/// Field, test and value, where a word is a clause. An address of the web is none.
fn split(word: &str) -> Option<(&str, &'static str, &str)> {
    let end = word.find(|next: char| !(next.is_alphanumeric() || "-_.".contains(next)))?;
    let (field, rest) = word.split_at(end);
    if !field.starts_with(char::is_alphabetic) || rest.starts_with("://") {
        return None;
    }
    let test = TESTS.into_iter().find(|test| rest.starts_with(test))?;
    Some((field, test, &rest[test.len()..]))
}
