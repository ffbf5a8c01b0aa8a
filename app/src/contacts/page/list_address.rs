//! What the address of the list says, and the addresses of its neighbours: every
//! state of the list can be linked to, and a link changes one thing only.

use chrono::NaiveDate;
use chrono_tz::Tz;
use leptos::prelude::*;
use leptos_router::{hooks::use_query_map, params::ParamsMap};
use uuid::Uuid;

use crate::{
    contacts::{
        Cursor, ListOrder, ListQuery,
        query::{Problem, Query, parse, unmet, written},
        types::ContactFilter,
    },
    fields::Field,
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

    /// Sees that fields of the workspace's own are there: a query that asks another is
    /// unread, a column or an order of another is left out.
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
        self.columns
            .retain(|column| column.field().is_none_or(is_own));
    }

    /// Where the form that adds a filter leads, if it was sent.
    pub fn with_added() -> Option<String> {
        use_query_map().with_untracked(|params| {
            let field = params.get("field")?;
            let test = params.get("test").unwrap_or_default();
            let value = params.get("value").unwrap_or_default();
            Some(Self::of(params).with_clause(&written(&field, &test, &value)))
        })
    }

    fn with_clause(&self, clause: &str) -> String {
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

    pub fn query(&self, zone: Tz) -> ListQuery {
        ListQuery {
            query: self.query.clone(),
            sort: self.sort.clone(),
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

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn address(params: &[(&'static str, &str)]) -> ListAddress {
        let pairs = params
            .iter()
            .map(|(name, value)| (*name, (*value).to_owned()));
        ListAddress::of(&pairs.collect())
    }

    #[test]
    fn a_link_changes_one_thing_and_begins_at_the_first_page() {
        let after = Cursor {
            key: "b".to_owned(),
            id: Uuid::nil(),
        };
        let here = address(&[
            ("q", "ada & co"),
            ("sort", "name"),
            ("after", &after.encode()),
        ]);
        assert_eq!(here.after, Some(after));
        let strong = here.including(ContactFilter::Strong.into());
        assert_eq!(strong, "/contacts?q=ada%20%26%20co%20is%3Astrong&sort=name");
        let both = address(&[("q", "ada is:strong score>3")]);
        assert_eq!(
            both.without(&ContactFilter::Strong.into()),
            "/contacts?q=ada%20score%3E3"
        );
        assert_eq!(ListAddress::default().with(|_| {}), "/contacts");
        assert_eq!(
            here.export("csv"),
            "/contacts/export?format=csv&q=ada%20%26%20co&sort=name"
        );
        assert_eq!(
            ListAddress::default().export("vcard"),
            "/contacts/export?format=vcard"
        );
        assert_eq!(here.kept_but("q"), [("sort", "name".to_owned())]);
    }

    #[test]
    fn what_older_links_say_is_part_of_the_query() {
        let company = Uuid::from_u128(7);
        let here = address(&[("filter", "strong"), ("company", &company.to_string())]);
        assert_eq!(here.typed(), format!("is:strong company-id:{company}"));
    }

    #[test]
    fn a_clause_is_added_to_all_of_the_query() {
        let here = address(&[("q", "a or b")]);
        assert_eq!(
            here.with_clause("score>5"),
            "/contacts?q=%28a%20or%20b%29%20score%3E5"
        );
        assert_eq!(
            here.with_clause("score>x"),
            "/contacts?q=%28a%20or%20b%29%20score%3Ex"
        );
    }

    #[test]
    fn all_of_a_view_stands_in_the_address() {
        let written = [
            ("q", "score>5"),
            ("layout", "birthdays"),
            ("columns", "email,sent"),
            ("month", "2026-03"),
            ("view", "00000000-0000-0000-0000-000000000007"),
        ];
        let here = address(&written);
        assert_eq!(
            here.with(|_| {}),
            "/contacts?q=score%3E5&layout=birthdays&columns=email%2Csent&month=2026-03\
             &view=00000000-0000-0000-0000-000000000007"
        );
        assert_eq!(here.names_a_view_only(), None);
        let bare = address(&written[4..]);
        assert_eq!(bare.names_a_view_only(), Some(Uuid::from_u128(7)));
    }

    #[test]
    fn what_cannot_be_read_stays_as_it_was_typed() {
        let here = address(&[("q", "ada (")]);
        assert_eq!(here.typed(), "ada (");
        assert!(here.unread.is_some() && here.query.is_everybody());
    }
}
