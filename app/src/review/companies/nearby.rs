//! Some companies compared with all others: with those alone that keep what they look for.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use matching::compare_companies;
use serde_json::json;
use uuid::Uuid;

use super::{
    find::{Row, is_family, read_some},
    keys::{Met, met},
};
use crate::{
    context::Scope,
    error::Result,
    review::{LEAST, crowd::Found, verdict::in_order},
};

/// How far from those who changed: their pairs, the pairs of those they were found with, and
/// so on. Who hang together are judged together.
const REACH: usize = 3;

/// The pairs of these companies, and of those they are found with.
pub(super) async fn nearby(scope: &mut Scope, changed: Vec<Row>) -> Result<Vec<Found>> {
    let mut near = Near::default();
    let mut next: Vec<Uuid> = changed.iter().map(|row| row.id).collect();
    near.add(changed);
    for _ in 0..REACH {
        next = near.ask(scope, &next).await?;
        if next.is_empty() {
            break;
        }
    }
    Ok(near.found.into_values().flatten().collect())
}

#[derive(Default)]
struct Near {
    rows: BTreeMap<Uuid, Row>,
    asked: HashSet<Uuid>,
    /// What was compared, and what was found alike.
    found: BTreeMap<(Uuid, Uuid), Option<Found>>,
}

impl Near {
    fn add(&mut self, rows: Vec<Row>) {
        self.rows.extend(rows.into_iter().map(|row| (row.id, row)));
    }

    /// Compares these with whom they meet; gives those they are like who were not asked yet.
    async fn ask(&mut self, scope: &mut Scope, ids: &[Uuid]) -> Result<Vec<Uuid>> {
        let asking: Vec<&Row> = ids.iter().filter_map(|id| self.rows.get(id)).collect();
        let met = met(scope, &asking).await?;
        self.asked.extend(ids);
        let strangers: BTreeSet<Uuid> = met.iter().map(|met| met.other).collect();
        let strangers: Vec<Uuid> = strangers
            .into_iter()
            .filter(|id| !self.rows.contains_key(id))
            .collect();
        self.add(read_some(scope, &strangers).await?);
        let mut next = BTreeSet::new();
        for met in met {
            let couple = in_order(met.one, met.other);
            if self.found.contains_key(&couple) {
                continue;
            }
            let found = self.compare(couple, &met);
            if found.is_some() && !self.asked.contains(&met.other) {
                next.insert(met.other);
            }
            self.found.insert(couple, found);
        }
        Ok(next.into_iter().collect())
    }

    fn compare(&self, (one, other): (Uuid, Uuid), met: &Met) -> Option<Found> {
        let (first, second) = (self.rows.get(&one)?, self.rows.get(&other)?);
        let family = usize::try_from(met.family).unwrap_or_default();
        let likeness = compare_companies(&first.company(), &second.company(), family)?;
        let is_proposed = likeness.probability >= LEAST && !is_family(first, second);
        is_proposed.then(|| Found {
            one,
            other,
            probability: likeness.probability,
            evidence: json!(likeness.reasons),
        })
    }
}
