//! Values that were chosen as two companies became one. A name or a domain that gives way goes to
//! the hidden company, so that it leads here still. What both held is remembered at the join, and
//! parting brings it back where it was not changed meanwhile.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    choose::Chosen,
    edit::is_above,
    said::{ORIGIN, Said, put, said},
};
use crate::{
    context::Scope,
    error::{Error, FieldCode, Result},
};

/// What both held in a field before; the kept one holds what the joined one held.
#[derive(Deserialize, Serialize)]
struct Before {
    kept: Value,
    joined: Value,
}

type Remembered = BTreeMap<String, Before>;

/// Writes what was chosen of the joined one to the kept one.
pub(super) async fn write(
    scope: &mut Scope,
    merge: Uuid,
    [into, from]: [Uuid; 2],
    chosen: &[Chosen],
) -> Result<()> {
    if chosen.is_empty() {
        return Ok(());
    }
    let (mut kept, mut joined) = (said(scope, into).await?, said(scope, from).await?);
    let mut remembered = Remembered::new();
    for field in chosen {
        let key = field.key();
        let before = Before {
            kept: kept.value(&key),
            joined: joined.value(&key),
        };
        if before.kept == before.joined {
            continue;
        }
        if matches!(field, Chosen::Parent) {
            refuse_circle(scope, into, joined.parent_id).await?;
        }
        kept.set(&key, &before.joined);
        if gives_way(&key) {
            joined.set(&key, &before.kept);
        }
        remembered.insert(key, before);
    }
    if remembered.contains_key("name") {
        let before = Before {
            kept: kept.value(ORIGIN),
            joined: joined.value(ORIGIN),
        };
        remembered.insert(ORIGIN.to_owned(), before);
        for company in [&mut kept, &mut joined] {
            company.name_origin = "edit".to_owned();
        }
    }
    sqlx::query!(
        "update company_merges set chosen = $2 where id = $1",
        merge,
        json!(remembered),
    )
    .execute(scope.db())
    .await?;
    put(scope, [kept, joined]).await
}

/// Both say again what they said before, the kept one in those fields that still hold what was
/// chosen. Where a later join took the place of it, that one brings back what stood there before.
pub(super) async fn take_back(
    scope: &mut Scope,
    [into, id]: [Uuid; 2],
    chosen: Value,
) -> Result<()> {
    let Ok(remembered) = serde_json::from_value::<Remembered>(chosen) else {
        return Ok(());
    };
    let (mut kept, mut joined) = (said(scope, into).await?, said(scope, id).await?);
    let origin = remembered.get(ORIGIN);
    let (standing, replaced): (Vec<_>, Vec<_>) = remembered
        .iter()
        .filter(|(key, _)| key.as_str() != ORIGIN)
        .partition(|(key, before)| kept.value(key) == before.joined);
    for (key, before) in standing {
        kept.set(key, &before.kept);
        if let Some(origin) = origin.filter(|_| key == "name") {
            kept.set(ORIGIN, &origin.kept);
        }
    }
    let mut later: BTreeMap<Uuid, Said> = BTreeMap::new();
    for (key, before) in replaced {
        for company in pass_on(scope, [into, id], (key, before), origin).await? {
            let mut hidden = match later.remove(&company) {
                Some(hidden) => hidden,
                None => said(scope, company).await?,
            };
            if gives_way(key) {
                hidden.set(key, &before.kept);
            }
            later.insert(company, hidden);
        }
    }
    for (key, before) in &remembered {
        if gives_way(key) || key == ORIGIN {
            joined.set(key, &before.joined);
        }
    }
    put(scope, [kept, joined].into_iter().chain(later.into_values())).await
}

/// Whether what gives way goes to the hidden company.
fn gives_way(key: &str) -> bool {
    matches!(key, "name" | "domain")
}

/// Gives what stood in a field before to the join that took the place of this one there; says
/// which companies were joined by it.
async fn pass_on(
    scope: &mut Scope,
    [into, id]: [Uuid; 2],
    (key, before): (&str, &Before),
    origin: Option<&Before>,
) -> Result<Vec<Uuid>> {
    let origin = origin.map_or(Value::Null, |origin| origin.kept.clone());
    let passed = sqlx::query_scalar!(
        r#"update company_merges m set
             chosen = jsonb_set(m.chosen, array[$3::text, 'kept'], $5) || case
               when $3 = 'name' then jsonb_build_object(
                 'name_origin',
                 jsonb_set(m.chosen -> 'name_origin', '{kept}', $6)
               )
               else '{}'
             end
           from companies k
           where m.workspace_id = acting_workspace()
             and m.into_id = $1
             and m.company_id <> $2
             and k.id = m.company_id
             and k.merged_into = $1
             and m.chosen -> $3 -> 'kept' = $4
           returning m.company_id as "company_id!""#,
        into,
        id,
        key,
        before.joined,
        before.kept,
        origin,
    );
    Ok(passed.fetch_all(scope.db()).await?)
}

/// A company never belongs to one that belongs to it.
async fn refuse_circle(scope: &mut Scope, id: Uuid, parent: Option<Uuid>) -> Result<()> {
    match parent {
        Some(parent) if is_above(scope, id, parent).await? => {
            Err(Error::invalid("choose", FieldCode::Circular))
        }
        _ => Ok(()),
    }
}
