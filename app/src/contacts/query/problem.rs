//! What cannot be read in a query, where, and how to say so.

use std::fmt;

/// `at` and `length` count characters of the query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    pub at: usize,
    pub length: usize,
    pub cause: Cause,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cause {
    UnknownField(String),
    /// The field, and what may stand there.
    UnknownValue(String, String),
    NotANumber(String),
    NotATime(String),
    /// The field, and the comparisons that it knows.
    WrongComparison(String, &'static str),
    MissingValue,
    UnclosedQuote,
    UnclosedGroup,
    StrayClose,
    MissingSide,
    TooLong,
    TooDeep,
}

impl fmt::Display for Cause {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownField(name) => write!(
                out,
                "there is no field “{name}”. To search for these words, put them in quotes"
            ),
            Self::UnknownValue(field, choices) => write!(out, "“{field}” takes {choices}"),
            Self::NotANumber(field) => write!(out, "“{field}” takes a number"),
            Self::NotATime(field) => write!(
                out,
                "“{field}” takes a time, like 90d, 2026-01 or this-month"
            ),
            Self::WrongComparison(field, known) => write!(out, "“{field}” is compared by {known}"),
            Self::MissingValue => out.write_str("a value is missing here"),
            Self::UnclosedQuote => out.write_str("this quote does not end"),
            Self::UnclosedGroup => out.write_str("this bracket is not closed"),
            Self::StrayClose => out.write_str("this bracket was not opened"),
            Self::MissingSide => out.write_str("something is missing beside this word"),
            Self::TooLong => out.write_str("the query is too long"),
            Self::TooDeep => out.write_str("too many brackets are within each other"),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "At character {}: {}.", self.at + 1, self.cause)
    }
}
