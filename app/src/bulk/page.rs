//! Pages of bulk changes: choosing what to do, seeing what it would do, and the report.

mod choose;
mod field;
mod list;
mod preview;
mod report;
mod words;

pub use choose::Choose;
pub use list::List;
pub use report::Report;
pub use words::{reason, told};

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use uuid::Uuid;

use super::{Asked, Selection};
use crate::{
    contacts::page::list_at,
    context::Viewer,
    error::{Error, FieldCode, Result},
    routes::paths,
};

/// What the address of the page says.
#[derive(Clone, Default)]
struct Address {
    ids: String,
    list: String,
    asked: Asked,
}

impl Address {
    fn read() -> Self {
        use_query_map().with_untracked(|query| {
            let all = |name: &str| query.get_all(name).unwrap_or_default();
            let text = |name: &str| query.get(name).unwrap_or_default();
            let ticked = [all("id"), all("id[]")].concat().join(",");
            Self {
                ids: Some(ticked)
                    .filter(|ids| !ids.is_empty())
                    .unwrap_or_else(|| text("ids")),
                list: text("list"),
                asked: Asked {
                    action: text("action"),
                    tag: text("tag"),
                    field: text("field"),
                    value: text("value"),
                    values: all("values[]"),
                },
            }
        })
    }

    /// The selection as a form sends it on.
    fn chosen(&self) -> [(&'static str, String); 2] {
        [("ids", self.ids.clone()), ("list", self.list.clone())]
    }

    /// Where one chooses anew what to do with them.
    fn anew(&self) -> String {
        let pairs = self.chosen().into_iter();
        let pairs = pairs.filter(|(_, value)| !value.is_empty());
        let pairs = pairs.map(|(name, value)| format!("{name}={}", paths::encode(&value)));
        format!("{}?{}", paths::bulk(), pairs.collect::<Vec<_>>().join("&"))
    }

    /// What is to be done, as a form sends it on.
    fn asked(&self) -> Vec<(&'static str, String)> {
        let asked = &self.asked;
        let single = [
            ("action", &asked.action),
            ("tag", &asked.tag),
            ("field", &asked.field),
            ("value", &asked.value),
        ];
        let several = asked.values.iter().map(|value| ("values[]", value));
        let pairs = single.into_iter().chain(several);
        pairs.map(|(name, value)| (name, value.clone())).collect()
    }
}

/// Stands for whom the member has ticked, in place of ids.
pub const TICKED: &str = "ticked";

/// Ids parted by commas, or those who are ticked; where there are none, the query of a list.
pub fn read_selection(ids: &str, list: &str, viewer: &Viewer) -> Result<Selection> {
    match ids {
        "" => of_list(list, viewer),
        TICKED => Ok(Selection::Ticked(viewer.user)),
        ids => Ok(Selection::Ids(read_ids(ids)?)),
    }
}

/// Parted by commas.
pub fn read_ids(ids: &str) -> Result<Vec<Uuid>> {
    let unreadable = |_| Error::invalid("ids", FieldCode::Unreadable);
    let ids = ids.split(',').filter(|id| !id.is_empty());
    let ids = ids.map(|id| id.trim().parse::<Uuid>());
    ids.collect::<Result<_, _>>().map_err(unreadable)
}

/// All that the list shows at the address with this query.
pub fn of_list(query: &str, viewer: &Viewer) -> Result<Selection> {
    let unreadable = || Error::invalid("list", FieldCode::Unreadable);
    let query = list_at(query, viewer.zone).ok_or_else(unreadable)?;
    Ok(Selection::List(Box::new(query)))
}
