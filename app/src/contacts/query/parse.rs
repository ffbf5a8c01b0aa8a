//! The tree of a query: "or" binds least, then "and" (which may be left out), then "not".

use super::{
    Query,
    problem::{Cause, Problem},
    read::clause,
    token::{Kind, Token, tokens},
};
use crate::fields::types::Subject;

const LONGEST: usize = 2_000;
const DEEPEST: usize = 20;

/// A query of contacts.
pub fn parse(text: &str) -> Result<Query, Problem> {
    parse_about(Subject::Contact, text)
}

/// A query of companies knows no fields but those of the workspace's own.
pub fn parse_about(about: Subject, text: &str) -> Result<Query, Problem> {
    let length = text.chars().count();
    if length > LONGEST {
        return Err(Problem {
            at: LONGEST,
            length: length - LONGEST,
            cause: Cause::TooLong,
        });
    }
    let tokens = tokens(text)?;
    if tokens.is_empty() {
        return Ok(Query::default());
    }
    let mut parser = Parser {
        tokens: &tokens,
        about,
        at: 0,
        depth: 0,
    };
    let query = parser.any()?;
    match parser.peek() {
        Some(token) => Err(problem(token, Cause::StrayClose)),
        None => Ok(query),
    }
}

struct Parser<'a> {
    tokens: &'a [Token],
    about: Subject,
    at: usize,
    depth: usize,
}

impl<'a> Parser<'a> {
    fn peek(&self) -> Option<&'a Token> {
        self.tokens.get(self.at)
    }

    fn takes(&mut self, kind: &Kind) -> bool {
        let fits = self.peek().is_some_and(|token| token.kind == *kind);
        self.at += usize::from(fits);
        fits
    }

    fn any(&mut self) -> Result<Query, Problem> {
        let mut parts = vec![self.all()?];
        while self.takes(&Kind::Or) {
            parts.push(self.all()?);
        }
        Ok(Query::any(parts))
    }

    fn all(&mut self) -> Result<Query, Problem> {
        let mut parts = vec![self.one()?];
        while let Some(token) = self.peek() {
            match token.kind {
                Kind::Or | Kind::Close => break,
                Kind::And => self.at += 1,
                _ => {}
            }
            parts.push(self.one()?);
        }
        Ok(Query::all(parts))
    }

    fn one(&mut self) -> Result<Query, Problem> {
        let Some(token) = self.peek() else {
            return Err(self.missing_side());
        };
        match &token.kind {
            Kind::Not => {
                self.at += 1;
                let inner = self.deeper(token, Self::one)?;
                Ok(Query::Not(Box::new(inner)))
            }
            Kind::Open => {
                self.at += 1;
                let inner = self.deeper(token, Self::any)?;
                if self.takes(&Kind::Close) {
                    Ok(inner)
                } else {
                    Err(problem(token, Cause::UnclosedGroup))
                }
            }
            Kind::Text(text) => {
                self.at += 1;
                Ok(Query::Text(text.clone()))
            }
            Kind::Clause { .. } => {
                self.at += 1;
                clause(token, self.about).map(Query::Clause)
            }
            Kind::Close if self.depth == 0 => Err(problem(token, Cause::StrayClose)),
            Kind::Close | Kind::And | Kind::Or => Err(problem(token, Cause::MissingSide)),
        }
    }

    fn deeper(
        &mut self,
        token: &Token,
        read: fn(&mut Self) -> Result<Query, Problem>,
    ) -> Result<Query, Problem> {
        if self.depth == DEEPEST {
            return Err(problem(token, Cause::TooDeep));
        }
        self.depth += 1;
        let inner = read(self);
        self.depth -= 1;
        inner
    }

    /// The query ends where something should follow the last word.
    fn missing_side(&self) -> Problem {
        let last = self.tokens.last();
        Problem {
            at: last.map_or(0, |token| token.at),
            length: last.map_or(0, |token| token.length),
            cause: match last.map(|token| &token.kind) {
                Some(Kind::Open) => Cause::UnclosedGroup,
                _ => Cause::MissingSide,
            },
        }
    }
}

pub(super) fn problem(token: &Token, cause: Cause) -> Problem {
    Problem {
        at: token.at,
        length: token.length,
        cause,
    }
}
