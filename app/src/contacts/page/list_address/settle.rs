//! An address may name fields of the workspace's own that are gone.

use super::ListAddress;
use crate::{
    contacts::{
        Grouping, ListOrder,
        query::{Query, unmet},
    },
    fields::Field,
};

impl ListAddress {
    /// Sees that fields of the workspace's own are there: a query that asks another is
    /// unread, a column, an order or groups of another are left out.
    pub fn settle(&mut self, fields: &[Field]) {
        let is_own = |key: &str| fields.iter().any(|field| field.key == key);
        let typed = self.query.to_string();
        if let Some(problem) = unmet(&typed, fields) {
            self.unread = Some((typed, problem));
            self.query = Query::default();
        }
        if self.sort.field().is_some_and(|key| !is_own(key)) {
            self.sort = ListOrder::default();
        }
        let is_there = |group: &Grouping| group.is_there(fields);
        self.group = self.group.take().filter(is_there);
        self.columns
            .retain(|column| column.field().is_none_or(is_own));
    }
}
