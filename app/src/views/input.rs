//! What a view is made from, and what it must be.

use super::{
    store::View,
    types::{ColumnKey, Layout},
};
use crate::{
    contacts::{
        Grouping, ListOrder,
        query::{parse, unmet},
    },
    context::Scope,
    error::{Error, FieldCode, FieldErrors},
    fields::{self, types::Subject},
};

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ViewInput {
    pub name: String,
    pub is_shared: bool,
    pub query: String,
    pub sort: String,
    pub layout: String,
    pub group: String,
    pub columns: Vec<String>,
}

const LONGEST: usize = 80;

impl ViewInput {
    pub fn of(view: &View) -> Self {
        Self {
            name: view.name.clone(),
            is_shared: view.is_shared,
            query: view.query.clone(),
            sort: view.sort.clone(),
            layout: view.layout.clone(),
            group: view.group.clone().unwrap_or_default(),
            columns: view.columns.clone(),
        }
    }

    /// The same in the words that are kept.
    pub(super) async fn check(&self, scope: &mut Scope) -> Result<Self, Error> {
        let own = fields::fields(scope, Subject::Contact).await?;
        let is_own = |key: &str| own.iter().any(|field| field.key == key);
        let mut errors = FieldErrors::default();
        let name = self.name.trim().to_owned();
        match name.chars().count() {
            0 => errors.add("name", FieldCode::Required),
            1..=LONGEST => {}
            _ => errors.add("name", FieldCode::TooLong),
        }
        let query = parse(&self.query).map(|query| query.to_string());
        if query.is_err() || unmet(&self.query, &own).is_some() {
            errors.add("query", FieldCode::Unreadable);
        }
        if !self.layout.is_empty() && Layout::parse(&self.layout).is_none() {
            errors.add("layout", FieldCode::Unknown);
        }
        let sort: ListOrder = ListOrder::parse(&self.sort);
        if sort.field().is_some_and(|key| !is_own(key)) {
            errors.add("sort", FieldCode::Unknown);
        }
        let group = Grouping::parse(&self.group).filter(|group| group.is_there(&own));
        if !self.group.is_empty() && group.is_none() {
            errors.add("group", FieldCode::Unknown);
        }
        let is_known = |name: &String| {
            ColumnKey::parse(name).is_some_and(|column| column.field().is_none_or(is_own))
        };
        if !self.columns.iter().all(is_known) {
            errors.add("columns", FieldCode::Unknown);
        }
        errors.into_result()?;
        Ok(Self {
            name,
            is_shared: self.is_shared,
            query: query.unwrap_or_default(),
            sort: sort.to_string(),
            layout: Layout::parse(&self.layout)
                .unwrap_or_default()
                .as_str()
                .to_owned(),
            group: self.group.clone(),
            columns: self.columns.clone(),
        })
    }

    /// As the fields of a form.
    pub fn fields(&self) -> Vec<(&'static str, String)> {
        vec![
            ("name", self.name.clone()),
            ("shared", self.is_shared.to_string()),
            ("query", self.query.clone()),
            ("sort", self.sort.clone()),
            ("layout", self.layout.clone()),
            ("group", self.group.clone()),
            ("columns", self.columns.join(",")),
        ]
    }
}
