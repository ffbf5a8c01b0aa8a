//! What the form that adds a filter says, added to the query.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::ListAddress;
use crate::contacts::query::{Query, parse, written};

impl ListAddress {
    /// Where the form that adds a filter leads, if it was sent.
    pub fn with_added() -> Option<String> {
        use_query_map().with_untracked(|params| {
            let field = params.get("field")?;
            let test = params.get("test").unwrap_or_default();
            let value = params.get("value").unwrap_or_default();
            Some(Self::of(params).with_clause(&written(&field, &test, &value)))
        })
    }

    pub(super) fn with_clause(&self, clause: &str) -> String {
        match parse(clause) {
            Ok(part) => self.with(|other| other.query = other.query.with(part)),
            Err(problem) => {
                let typed = match &self.query {
                    Query::Any(_) => format!("({}) {clause}", self.query),
                    query => format!("{query} {clause}"),
                };
                self.with(|other| other.unread = Some((typed, problem)))
            }
        }
    }
}
