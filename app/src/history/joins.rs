//! Whether what the history tells of a join can still be taken back, and if not, why.

use std::collections::HashMap;

use uuid::Uuid;

use super::Change;
use crate::{
    context::Scope,
    error::Result,
    merging::{Other, Whereabouts, other_of, whereabouts},
};

/// What became of all of whom some changes of a contact tell that they were joined or parted.
pub struct Joins(HashMap<Uuid, Whereabouts>);

impl Joins {
    pub async fn of(scope: &mut Scope, contact: Uuid, changes: &[Change]) -> Result<Self> {
        let others = changes.iter().filter_map(other_of);
        let others: Vec<Uuid> = others
            .map(|other| match other {
                Other::Joined(id) | Other::Parted(id) => id,
            })
            .collect();
        if others.is_empty() {
            return Ok(Self(HashMap::new()));
        }
        whereabouts(scope, contact, &others).await.map(Self)
    }

    /// Why the change can not be taken back, if it can not.
    pub fn settled(&self, change: &Change) -> Option<&'static str> {
        let place = |id: &Uuid| self.0.get(id).copied().unwrap_or(Whereabouts::Gone);
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
