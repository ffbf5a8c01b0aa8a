//! What the address of the list says, and the addresses of its neighbours: every
//! state of the list can be linked to, and a link changes one thing only.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use uuid::Uuid;

use crate::{
    contacts::{
        Cursor, ListQuery,
        types::{ContactFilter, ContactSort},
    },
    routes::paths,
};

pub(super) const PAGE: i64 = 50;

#[derive(Clone, Default)]
pub(super) struct ListAddress {
    pub search: String,
    pub sort: ContactSort,
    pub filter: Option<ContactFilter>,
    pub company: Option<Uuid>,
    pub after: Option<Cursor>,
}

impl ListAddress {
    pub fn read() -> Self {
        use_query_map().with_untracked(|query| {
            let text = |name| query.get(name).unwrap_or_default();
            Self {
                search: text("q").trim().to_owned(),
                sort: ContactSort::parse(&text("sort")),
                filter: ContactFilter::parse(&text("filter")),
                company: text("company").parse().ok(),
                after: Cursor::decode(&text("after")),
            }
        })
    }

    pub fn query(&self) -> ListQuery {
        ListQuery {
            search: self.search.clone(),
            sort: self.sort,
            filter: self.filter,
            company: self.company,
            after: self.after.clone(),
            limit: PAGE,
        }
    }

    pub fn is_narrowed(&self) -> bool {
        !self.search.is_empty() || self.filter.is_some() || self.company.is_some()
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

    /// What a search form sends along.
    pub fn kept_by_search(&self) -> Vec<(&'static str, String)> {
        let mut pairs = self.pairs();
        pairs.retain(|(name, _)| *name != "q" && *name != "after");
        pairs
    }

    fn pairs(&self) -> Vec<(&'static str, String)> {
        let sort = (self.sort != ContactSort::default()).then(|| self.sort.as_str().to_owned());
        let pairs = [
            (
                "q",
                Some(self.search.clone()).filter(|search| !search.is_empty()),
            ),
            ("sort", sort),
            (
                "filter",
                self.filter.map(|filter| filter.as_str().to_owned()),
            ),
            ("company", self.company.map(|company| company.to_string())),
            ("after", self.after.as_ref().map(Cursor::encode)),
        ];
        pairs
            .into_iter()
            .filter_map(|(name, value)| Some((name, value?)))
            .collect()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_changes_one_thing_and_begins_at_the_first_page() {
        let here = ListAddress {
            search: "ada & co".to_owned(),
            sort: ContactSort::Name,
            after: Some(Cursor {
                key: "b".to_owned(),
                id: Uuid::nil(),
            }),
            ..ListAddress::default()
        };
        let strong = here.with(|other| other.filter = Some(ContactFilter::Strong));
        assert_eq!(strong, "/contacts?q=ada%20%26%20co&sort=name&filter=strong");
        assert_eq!(ListAddress::default().with(|_| {}), "/contacts");
        assert_eq!(here.kept_by_search(), [("sort", "name".to_owned())]);
    }
}
