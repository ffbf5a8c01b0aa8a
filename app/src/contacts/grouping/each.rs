//! The first people of every group, as a board shows them.

use super::{
    Group,
    in_order::InOrder,
    statement::{COUNTED, Parts, TOGETHER, counts, known, within},
};
use crate::{
    contacts::{ListQuery, Listed},
    context::Scope,
    error::Result,
};

pub struct Column {
    pub group: Group,
    pub people: Vec<Listed>,
    /// Up to [`Column::COUNTED`]; one more says that there are more.
    pub count: i64,
}

impl Column {
    pub const COUNTED: i64 = COUNTED;

    pub fn has_more(&self) -> bool {
        i64::try_from(self.people.len()).is_ok_and(|shown| shown < self.count)
    }
}

/// As many of each group as the list has on a page.
pub async fn columns(
    scope: &mut Scope,
    list: &ListQuery,
    groups: Vec<Group>,
) -> Result<Vec<Column>> {
    let mut columns = Vec::new();
    for some in groups.chunks(TOGETHER) {
        let known = known(scope, list, some).await?;
        let order = InOrder::of(&list.sort, known.order.as_ref())?;
        let mut parts = Parts::new(&known, &order, scope.now);
        for group in some {
            parts.push(&within(list, group), None, list.limit);
        }
        let all = list
            .limit
            .saturating_mul(some.len().try_into().unwrap_or(i64::MAX));
        let found = parts.fetch(scope, all).await?;
        let counts = counts(scope, list, &known, some).await?;
        let first = columns.len();
        columns.extend(some.iter().zip(counts).map(|(group, count)| Column {
            group: group.clone(),
            people: Vec::new(),
            count,
        }));
        for row in found {
            let part = usize::try_from(row.part).unwrap_or_default();
            if let Some(column) = columns.get_mut(first + part) {
                column.people.push(row.person);
            }
        }
    }
    Ok(columns)
}
