//! The language in which contacts are looked for: `company:acme and (score>5 or not
//! has:phone) and last<90d`. Pure: text becomes a tree and a tree the same text again;
//! what cannot be read is refused with its place. Fields of the workspace's own stand in
//! it by their names; [`unmet`] says which of them cannot be asked. [`super::list`] makes
//! SQL of the tree. Companies are looked for in the same language, of which they know words
//! and their own fields ([`parse_about`]).

mod clause;
mod filter;
mod own;
mod parse;
mod print;
mod problem;
mod read;
#[cfg(test)]
mod tests;
mod time;
mod token;

use uuid::Uuid;

use crate::fields::types::Subject;

pub use clause::{
    Birthday, Clause, Compare, Deed, NumberField, OwnAsked, OwnClause, OwnCompare, Priority, State,
    TextField, TextTest, Thing, TimeField,
};
pub use own::{unmet, unmet_about};
pub use parse::{parse, parse_about};
pub use print::{name_written, written};
pub use problem::{Cause, Problem};
pub use time::{Moment, Stretch, Unit, ago, midnight};

/// Which contacts are meant. `All` of nothing is everybody.
#[derive(Clone, Debug, PartialEq)]
pub enum Query {
    All(Vec<Query>),
    Any(Vec<Query>),
    Not(Box<Query>),
    Clause(Clause),
    /// Free text: beginnings of words of the name, an address or the company.
    Text(String),
}

impl Default for Query {
    fn default() -> Self {
        Self::All(Vec::new())
    }
}

impl From<Clause> for Query {
    fn from(clause: Clause) -> Self {
        Self::Clause(clause)
    }
}

impl Query {
    /// Free text as it was typed, whatever stands in it.
    pub fn text(text: &str) -> Self {
        let text = text.trim();
        if text.is_empty() {
            Self::default()
        } else {
            Self::Text(text.to_owned())
        }
    }

    pub fn company(id: Uuid) -> Self {
        Self::Clause(Clause::CompanyId(id))
    }

    pub fn all(parts: Vec<Self>) -> Self {
        let mut flat = Vec::new();
        for part in parts {
            match part {
                Self::All(inner) => flat.extend(inner),
                other => flat.push(other),
            }
        }
        Self::alone_or(flat, Self::All)
    }

    pub fn any(parts: Vec<Self>) -> Self {
        let mut flat = Vec::new();
        for part in parts {
            match part {
                Self::Any(inner) => flat.extend(inner),
                other => flat.push(other),
            }
        }
        Self::alone_or(flat, Self::Any)
    }

    fn alone_or(mut parts: Vec<Self>, group: fn(Vec<Self>) -> Self) -> Self {
        match parts.len() {
            1 => parts.remove(0),
            _ => group(parts),
        }
    }

    pub fn is_everybody(&self) -> bool {
        *self == Self::default()
    }

    /// The query of an address or a form: what could be read, or all with what could not.
    pub fn read(text: &str) -> (Self, Option<Problem>) {
        Self::read_about(Subject::Contact, text)
    }

    pub fn read_about(about: Subject, text: &str) -> (Self, Option<Problem>) {
        match parse_about(about, text) {
            Ok(query) => (query, None),
            Err(problem) => (Self::default(), Some(problem)),
        }
    }

    /// What must all hold.
    pub fn parts(&self) -> &[Self] {
        match self {
            Self::All(parts) => parts,
            other => std::slice::from_ref(other),
        }
    }

    pub fn has(&self, part: &Self) -> bool {
        self.parts().contains(part)
    }

    #[must_use]
    pub fn with(&self, part: Self) -> Self {
        let mut parts = self.parts().to_vec();
        parts.push(part);
        Self::all(parts)
    }

    #[must_use]
    pub fn without(&self, part: &Self) -> Self {
        let kept = self.parts().iter().filter(|other| *other != part);
        Self::all(kept.cloned().collect())
    }

    /// Whether this clause stands anywhere in it.
    pub fn speaks_of(&self, clause: &Clause) -> bool {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().any(|part| part.speaks_of(clause)),
            Self::Not(inner) => inner.speaks_of(clause),
            Self::Clause(other) => other == clause,
            Self::Text(_) => false,
        }
    }

    /// What it asks of fields of the workspace's own, wherever that stands.
    pub fn own_clauses(&self) -> Vec<&OwnClause> {
        match self {
            Self::All(parts) | Self::Any(parts) => {
                parts.iter().flat_map(Self::own_clauses).collect()
            }
            Self::Not(inner) => inner.own_clauses(),
            Self::Clause(Clause::Own(own)) => vec![own],
            Self::Clause(_) | Self::Text(_) => Vec::new(),
        }
    }
}
