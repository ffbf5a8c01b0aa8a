//! Whether what the history tells of a join can still be taken back, and if not, why.

use std::collections::{HashMap, HashSet};

use uuid::Uuid;

use super::Change;
use crate::{
    context::Scope,
    error::Result,
    merging::{
        Other, Whereabouts, other_of,
        records::{PARTED, RETURNED, standing_partings},
        whereabouts,
    },
};

/// What became of all of whom some changes of a contact tell that they were joined or parted.
#[derive(Default)]
pub struct Joins {
    others: HashMap<Uuid, Whereabouts>,
    /// The partings of records that can be taken back.
    records: HashSet<Uuid>,
}

impl Joins {
    pub async fn of(scope: &mut Scope, contact: Uuid, changes: &[Change]) -> Result<Self> {
        let others = changes.iter().filter_map(other_of);
        let others: Vec<Uuid> = others
            .map(|other| match other {
                Other::Joined(id) | Other::Parted(id) => id,
            })
            .collect();
        let mut joins = Self::default();
        if !others.is_empty() {
            joins.others = whereabouts(scope, contact, &others).await?;
        }
        let records: Vec<Uuid> = changes.iter().filter_map(parting_of).collect();
        if !records.is_empty() {
            joins.records = standing_partings(scope, &records).await?;
        }
        Ok(joins)
    }

    /// Why the change can not be taken back, if it can not.
    pub fn settled(&self, change: &Change) -> Option<&'static str> {
        match (change.field.as_str(), parting_of(change)) {
            (RETURNED, _) => return Some("shown under Sources"),
            (_, Some(id)) if !self.records.contains(&id) => return Some("elsewhere since"),
            _ => {}
        }
        let place = |id: &Uuid| self.others.get(id).copied().unwrap_or(Whereabouts::Gone);
        match other_of(change)? {
            Other::Joined(id) => match place(&id) {
                Whereabouts::Joined => None,
                Whereabouts::Alone => Some("parted since"),
                Whereabouts::Elsewhere => Some("elsewhere since"),
                Whereabouts::Gone => Some("not here any more"),
            },
            Other::Parted(id) => match place(&id) {
                Whereabouts::Alone => None,
                Whereabouts::Joined => Some("joined again since"),
                Whereabouts::Elsewhere => Some("elsewhere since"),
                Whereabouts::Gone => Some("not here any more"),
            },
        }
    }
}

fn parting_of(change: &Change) -> Option<Uuid> {
    let told = change.new.as_ref().filter(|_| change.field == PARTED);
    told?.get("id")?.as_str()?.parse().ok()
}
