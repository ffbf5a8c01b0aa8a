//! What the address of the list of companies says, and the addresses of its neighbours.

use leptos::prelude::*;
use leptos_router::{hooks::use_query_map, params::ParamsMap};

use crate::{
    companies::{
        CompanyQuery,
        types::{CompanyColumn, CompanySort},
    },
    contacts::{
        ListOrder,
        query::{Problem, Query, parse_about, unmet_about, written},
    },
    context::Viewer,
    fields::{Field, types::Subject},
    routes::paths,
};

pub(super) const PAGE: i64 = 50;
const LAST_PAGE: i64 = 2_000;

/// The search, the order, the columns, and which page, counted from 1.
#[derive(Clone)]
pub(super) struct Address {
    pub typed: String,
    pub query: Query,
    /// Why what was typed cannot be read.
    pub problem: Option<Problem>,
    pub sort: ListOrder<CompanySort>,
    /// None where nobody chose.
    columns: Vec<CompanyColumn>,
    pub page: i64,
}

impl Address {
    pub fn read() -> Self {
        use_query_map().with_untracked(Self::of)
    }

    pub fn of(params: &ParamsMap) -> Self {
        let text = |name| params.get(name).unwrap_or_default();
        let typed = text("q").trim().to_owned();
        let (query, problem) = Query::read_about(Subject::Company, &typed);
        let named = params.get_all("columns").unwrap_or_default();
        let named = named.iter().flat_map(|names| names.split(','));
        let mut columns = Vec::new();
        for column in named.filter_map(CompanyColumn::parse) {
            if !columns.contains(&column) {
                columns.push(column);
            }
        }
        Self {
            typed,
            query,
            problem,
            sort: ListOrder::parse(&text("sort")),
            columns,
            page: text("page").parse().unwrap_or(1).clamp(1, LAST_PAGE),
        }
    }

    /// Where the form that adds a filter leads, if it was sent.
    pub fn with_added() -> Option<String> {
        use_query_map().with_untracked(|params| {
            let field = params.get("field")?;
            let text = |name| params.get(name).unwrap_or_default();
            let clause = written(&field, &text("test"), &text("value"));
            let here = Self::of(params);
            Some(match parse_about(Subject::Company, &clause) {
                Ok(part) => here.asking(here.query.with(part)),
                Err(_) => here.with(|other| other.typed = format!("{} {clause}", here.query)),
            })
        })
    }

    /// Sees that fields of the workspace's own are there: a query that asks another is
    /// unread, a column or an order of another is left out.
    pub fn settle(&mut self, fields: &[Field]) {
        let is_own = |key: &str| fields.iter().any(|field| field.key == key);
        if self.problem.is_none() {
            self.problem = unmet_about(Subject::Company, &self.typed, fields);
        }
        if self.sort.field().is_some_and(|key| !is_own(key)) {
            self.sort = ListOrder::default();
        }
        self.columns
            .retain(|column| column.field().is_none_or(is_own));
    }

    pub fn query(&self, viewer: &Viewer) -> CompanyQuery {
        CompanyQuery {
            query: self.query.clone(),
            sort: self.sort.clone(),
            offset: (self.page - 1) * PAGE,
            limit: PAGE,
            zone: viewer.zone,
        }
    }

    pub fn shown_columns(&self) -> Vec<CompanyColumn> {
        match self.columns.is_empty() {
            true => CompanyColumn::USUAL.to_vec(),
            false => self.columns.clone(),
        }
    }

    /// The first page of the list with one thing changed.
    pub fn with(&self, change: impl FnOnce(&mut Self)) -> String {
        let mut other = Self {
            page: 1,
            ..self.clone()
        };
        change(&mut other);
        other.href()
    }

    pub fn asking(&self, query: Query) -> String {
        self.with(|other| other.typed = query.to_string())
    }

    pub fn at(&self, page: i64) -> String {
        self.with(|other| other.page = page)
    }

    /// What a form other than that of the named field sends along.
    pub fn kept_but(&self, field: &str) -> Vec<(&'static str, String)> {
        let mut pairs = self.pairs();
        pairs.retain(|(name, _)| *name != field && *name != "page");
        pairs
    }

    fn pairs(&self) -> Vec<(&'static str, String)> {
        let sort = (self.sort != ListOrder::default()).then(|| self.sort.to_string());
        let columns: Vec<String> = self.columns.iter().map(CompanyColumn::name).collect();
        let pairs = [
            ("q", Some(self.typed.clone())),
            ("sort", sort),
            ("columns", Some(columns.join(","))),
            ("page", (self.page > 1).then(|| self.page.to_string())),
        ];
        let filled = pairs.into_iter();
        filled
            .filter_map(|(name, value)| Some((name, value.filter(|value| !value.is_empty())?)))
            .collect()
    }

    fn href(&self) -> String {
        let pairs = self
            .pairs()
            .into_iter()
            .map(|(name, value)| format!("{name}={}", paths::encode(&value)));
        let query = pairs.collect::<Vec<_>>().join("&");
        match query.is_empty() {
            true => paths::companies().to_owned(),
            false => format!("{}?{query}", paths::companies()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(params: &[(&'static str, &str)]) -> Address {
        let pairs = params
            .iter()
            .map(|(name, value)| (*name, (*value).to_owned()));
        Address::of(&pairs.collect())
    }

    #[test]
    fn all_of_the_list_stands_in_its_address() {
        let here = address(&[
            ("q", "tier:gold"),
            ("sort", "-field.size"),
            ("columns", "people,field.tier,people"),
            ("page", "3"),
        ]);
        assert_eq!(
            here.href(),
            "/companies?q=tier%3Agold&sort=-field.size&columns=people%2Cfield.tier&page=3"
        );
        assert_eq!(address(&[]).href(), "/companies");
        assert_eq!(
            here.asking(Query::default()),
            "/companies?sort=-field.size&columns=people%2Cfield.tier"
        );
        assert_eq!(address(&[]).shown_columns(), CompanyColumn::USUAL);
    }

    #[test]
    fn what_is_gone_is_left_out_and_named() {
        let mut here = address(&[
            ("q", "acme tier:gold"),
            ("sort", "field.tier"),
            ("columns", "people,field.tier"),
        ]);
        here.settle(&[]);
        assert_eq!(here.problem.as_ref().map(|problem| problem.at), Some(5));
        assert_eq!(here.sort, ListOrder::default());
        assert_eq!(here.shown_columns(), [CompanyColumn::People]);
    }
}
