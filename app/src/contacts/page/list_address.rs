//! What the address of the list says, and the addresses of its neighbours: every
//! state of the list can be linked to, and a link changes one thing only.

mod clauses;
mod settle;
#[cfg(test)]
mod tests;

use chrono::NaiveDate;
use chrono_tz::Tz;
use leptos::prelude::*;
use leptos_router::{hooks::use_query_map, params::ParamsMap};
use uuid::Uuid;

use crate::{
    contacts::{
        Cursor, Grouping, ListOrder, ListQuery,
        query::{Problem, Query},
        types::ContactFilter,
    },
    routes::paths,
    views::{
        View,
        types::{ColumnKey, Layout},
    },
};

pub(super) const PAGE: i64 = 50;

#[derive(Clone, Default)]
pub(super) struct ListAddress {
    /// What could not be read, as it was typed, and why.
    pub unread: Option<(String, Problem)>,
    pub query: Query,
    pub sort: ListOrder,
    pub layout: Layout,
    /// Of the table and the board.
    pub group: Option<Grouping>,
    /// Of the table; none where nobody chose.
    pub columns: Vec<ColumnKey>,
    /// The month of the calendar, by its first day.
    pub month: Option<NaiveDate>,
    /// The saved view that this began with.
    pub view: Option<Uuid>,
    pub after: Option<Cursor>,
}

impl ListAddress {
    pub fn read() -> Self {
        use_query_map().with_untracked(Self::of)
    }

    pub fn of(params: &ParamsMap) -> Self {
        let text = |name| params.get(name).unwrap_or_default();
        let typed = text("q").trim().to_owned();
        let (query, problem) = Query::read(&typed);
        let filter = ContactFilter::parse(&text("filter")).map(Query::from);
        let company = text("company").parse().ok().map(Query::company);
        let further = [filter, company].into_iter().flatten();
        Self {
            unread: problem.map(|problem| (typed, problem)),
            query: further.fold(query, |query, part| query.with(part)),
            sort: ListOrder::parse(&text("sort")),
            layout: Layout::parse(&text("layout")).unwrap_or_default(),
            group: Grouping::parse(&text("group")),
            columns: columns_of(&params.get_all("columns").unwrap_or_default()),
            month: format!("{}-01", text("month")).parse().ok(),
            view: text("view").parse().ok(),
            after: Cursor::decode(&text("after")),
        }
    }

    /// What a saved view shows, with all that it says in the address.
    pub fn of_view(view: &View) -> Self {
        Self {
            query: view.query(),
            sort: view.sort(),
            layout: view.layout(),
            group: view.group(),
            columns: columns_of(&view.columns),
            view: Some(view.id),
            ..Self::default()
        }
    }

    /// The address says no more than which view.
    pub fn names_a_view_only(&self) -> Option<Uuid> {
        let bare = Self {
            view: self.view,
            ..Self::default()
        };
        self.view.filter(|_| self.pairs() == bare.pairs())
    }

    pub fn query(&self, zone: Tz) -> ListQuery {
        ListQuery {
            query: self.query.clone(),
            sort: self.sort.clone(),
            group: self.group.clone(),
            after: self.after.clone(),
            limit: PAGE,
            zone,
        }
    }

    /// The same selection as a file.
    pub fn export(&self, format: &str) -> String {
        let list = self.with(|_| {});
        let query = list.split_once('?').map(|(_, query)| query);
        let query = query.map(|query| format!("&{query}")).unwrap_or_default();
        format!("{}?format={format}{query}", paths::export_contacts())
    }

    pub fn is_narrowed(&self) -> bool {
        !self.query.is_everybody()
    }

    /// The query as it stands in the search field.
    pub fn typed(&self) -> String {
        match &self.unread {
            Some((typed, _)) => typed.clone(),
            None => self.query.to_string(),
        }
    }

    /// The first page of the list with one thing changed.
    pub fn with(&self, change: impl FnOnce(&mut Self)) -> String {
        let mut other = Self {
            after: None,
            ..self.clone()
        };
        change(&mut other);
        other.href()
    }

    pub fn at(&self, after: Cursor) -> String {
        self.with(|other| other.after = Some(after))
    }

    pub fn including(&self, part: Query) -> String {
        self.with(|other| other.query = other.query.with(part))
    }

    pub fn without(&self, part: &Query) -> String {
        self.with(|other| other.query = other.query.without(part))
    }

    pub fn column_names(&self) -> String {
        let names: Vec<String> = self.columns.iter().map(ColumnKey::name).collect();
        names.join(",")
    }

    /// The columns that the table shows.
    pub fn shown_columns(&self) -> Vec<ColumnKey> {
        if self.columns.is_empty() {
            ColumnKey::USUAL.to_vec()
        } else {
            self.columns.clone()
        }
    }

    /// What a form other than that of the named field sends along.
    pub fn kept_but(&self, field: &str) -> Vec<(&'static str, String)> {
        let mut pairs = self.pairs();
        pairs.retain(|(name, _)| *name != field && *name != "after");
        pairs
    }

    fn pairs(&self) -> Vec<(&'static str, String)> {
        let sort = (self.sort != ListOrder::default()).then(|| self.sort.to_string());
        let pairs = [
            ("q", Some(self.typed()).filter(|typed| !typed.is_empty())),
            ("sort", sort),
            (
                "layout",
                (self.layout != Layout::default()).then(|| self.layout.as_str().to_owned()),
            ),
            ("group", self.group.as_ref().map(Grouping::to_string)),
            (
                "columns",
                Some(self.column_names()).filter(|names| !names.is_empty()),
            ),
            (
                "month",
                self.month.map(|month| month.format("%Y-%m").to_string()),
            ),
            ("view", self.view.map(|view| view.to_string())),
            ("after", self.after.as_ref().map(Cursor::encode)),
        ];
        pairs
            .into_iter()
            .filter_map(|(name, value)| Some((name, value?)))
            .collect()
    }

    /// Where all that the list shows is changed at once.
    pub fn bulk(&self) -> String {
        let query = self.query_string();
        format!("{}?list={}", paths::bulk(), paths::encode(&query))
    }

    /// This very page of the list.
    pub fn here(&self) -> String {
        self.href()
    }

    /// Which list it is, without where its page begins.
    pub fn query_string(&self) -> String {
        let list = self.with(|_| {});
        let query = list.split_once('?').map(|(_, query)| query);
        query.unwrap_or_default().to_owned()
    }

    fn href(&self) -> String {
        let pairs = self
            .pairs()
            .into_iter()
            .map(|(name, value)| format!("{name}={}", paths::encode(&value)));
        let query = pairs.collect::<Vec<_>>().join("&");
        if query.is_empty() {
            paths::contacts().to_owned()
        } else {
            format!("{}?{query}", paths::contacts())
        }
    }
}

fn columns_of(names: &[String]) -> Vec<ColumnKey> {
    let names = names.iter().flat_map(|names| names.split(','));
    let known: Vec<&str> = names.filter(|name| !name.is_empty()).collect();
    if known.is_empty() {
        Vec::new()
    } else {
        ColumnKey::list(known)
    }
}
