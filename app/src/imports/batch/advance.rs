//! The cursor and the counts: they move together, forward only, and only for the run
//! that knows where they stand.

use std::collections::BTreeMap;

use mail::source::Cursor;
use serde_json::json;

use crate::{
    context::Scope,
    error::{Error, Result},
    imports::store::Import,
};

pub struct Counted {
    pub listed: usize,
    pub stored: usize,
    pub known: usize,
    pub skipped: BTreeMap<String, i32>,
    pub failed: BTreeMap<String, i32>,
}

pub async fn advance(
    scope: &mut Scope,
    import: &mut Import,
    counted: &Counted,
    end: &Cursor,
    bytes: i64,
    seconds: f64,
) -> Result<()> {
    let count = |number: usize| i32::try_from(number).unwrap_or(i32::MAX);
    let offset = i64::try_from(end.offset).unwrap_or(i64::MAX);
    let container = end.container.replace('\0', "");
    let listed = sqlx::query_scalar!(
        r#"update imports set
             container = $2,
             cursor = $3,
             bytes_read = greatest(bytes_read, $4),
             listed = listed + $5,
             stored = stored + $6,
             known = known + $7,
             skipped = (
               select coalesce(jsonb_object_agg(key, total), '{}')
               from (
                 select key, sum(value::integer) as total
                 from (select * from jsonb_each_text(skipped) union all select * from jsonb_each_text($8)) as both_parts
                 group by key
                 having sum(value::integer) <> 0
               ) as summed
             ),
             failed = (
               select coalesce(jsonb_object_agg(key, total), '{}')
               from (
                 select key, sum(value::integer) as total
                 from (select * from jsonb_each_text(failed) union all select * from jsonb_each_text($9)) as both_parts
                 group by key
                 having sum(value::integer) <> 0
               ) as summed
             ),
             seconds = $10,
             updated_at = now()
           where id = $1 and state = 'running' and attempt = $11 and listed = $12
           returning listed"#,
        import.id,
        container,
        offset,
        bytes,
        count(counted.listed),
        count(counted.stored),
        count(counted.known),
        json!(counted.skipped),
        json!(counted.failed),
        seconds,
        import.attempt,
        import.listed,
    )
    .fetch_optional(scope.db())
    .await?
    .ok_or(Error::Conflict)?;
    (import.container, import.cursor, import.listed) = (container, offset, listed);
    Ok(())
}
