//! Messages that were skipped and are asked for now: what was noted of them goes, and
//! they are read like any other.

use std::collections::{BTreeMap, HashSet};

use uuid::Uuid;

use crate::{context::Scope, error::Result, imports::reader::Item};

/// Those of the batch that are asked for, and how many of them stood under which reason.
pub async fn asked_for(
    scope: &mut Scope,
    import: Uuid,
    items: Vec<Item>,
) -> Result<(Vec<Item>, BTreeMap<String, i32>)> {
    let placed = || items.iter().filter_map(|item| Some((item, item.place?)));
    let containers: Vec<&str> = placed().map(|(item, _)| item.container.as_str()).collect();
    let places: Vec<i64> = placed().map(|(_, place)| place).collect();
    let noted = sqlx::query!(
        r#"delete from import_rejections r
           using unnest($2::text[], $3::bigint[]) as item (container, place), imports i
           where r.import_id = $1
             and i.id = $1
             and r.outcome = 'skipped'
             and r.reason = any(i.included)
             and r.container = item.container
             and r.place = item.place
           returning r.container, r.place as "place!", r.reason"#,
        import,
        &containers as &[&str],
        &places,
    )
    .fetch_all(scope.db())
    .await?;
    let mut reasons = BTreeMap::new();
    let mut found = HashSet::new();
    for row in noted {
        *reasons.entry(row.reason).or_default() += 1;
        found.insert((row.container, row.place));
    }
    let mut items = items;
    items.retain(|item| {
        item.place
            .is_some_and(|place| found.contains(&(item.container.clone(), place)))
    });
    Ok((items, reasons))
}
