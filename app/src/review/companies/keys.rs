//! By what companies are found when another one comes: kept as each was compared last.

use matching::CompanyKeys;
use uuid::Uuid;

use super::find::Row;
use crate::{context::Scope, error::Result};

/// So many companies are written at once.
const WRITTEN: usize = 1_000;
/// So many that keep one key are looked at.
const MOST: i64 = 30;
/// A family of more than this is no larger for being counted.
const FAMILY: i64 = 8;

/// Keeps what these companies are found by; those of them who are not listed are found no more.
pub(super) async fn keep(scope: &mut Scope, companies: &[Uuid], listed: &[Row]) -> Result<()> {
    sqlx::query!(
        "delete from company_keys where company_id = any($1)",
        companies
    )
    .execute(scope.db())
    .await?;
    let workspace = scope.workspace;
    for some in listed.chunks(WRITTEN) {
        let (mut ids, mut keys) = (Vec::new(), Vec::new());
        for row in some {
            for key in CompanyKeys::of(&row.company()).kept {
                ids.push(row.id);
                keys.push(key.cast_signed());
            }
        }
        sqlx::query!(
            "insert into company_keys (workspace_id, company_id, key)
             select $1, kept.company, kept.key from unnest($2::uuid[], $3::bigint[]) as kept (company, key)
             on conflict do nothing",
            workspace,
            &ids,
            &keys,
        )
        .execute(scope.db())
        .await?;
    }
    Ok(())
}

/// One who looks, another one who is found, and how many have a word more than one of them.
pub(super) struct Met {
    pub one: Uuid,
    pub other: Uuid,
    pub family: i64,
}

/// Whom each of these is to be compared with.
pub(super) async fn met(scope: &mut Scope, asking: &[&Row]) -> Result<Vec<Met>> {
    let (mut ones, mut keys, mut families) = (Vec::new(), Vec::new(), Vec::new());
    for row in asking {
        for sought in CompanyKeys::of(&row.company()).sought {
            ones.push(row.id);
            keys.push(sought.key.cast_signed());
            families.push(sought.family.map(u64::cast_signed));
        }
    }
    Ok(sqlx::query_as!(
        Met,
        r#"select asked.one as "one!", kept.company_id as "other!", coalesce(max(family.size), 0) as "family!"
           from unnest($1::uuid[], $2::bigint[], $3::bigint[]) as asked (one, key, family)
           cross join lateral (
             select company_id
             from company_keys
             where workspace_id = acting_workspace() and key = asked.key and company_id <> asked.one
             order by company_id
             limit $4
           ) as kept
           left join lateral (
             select count(*) as size
             from (
               select
               from company_keys
               where workspace_id = acting_workspace() and key = asked.family
               limit $5
             ) as members
           ) as family on asked.family is not null
           group by asked.one, kept.company_id
           order by asked.one, kept.company_id"#,
        &ones,
        &keys,
        &families as &[Option<i64>],
        MOST,
        FAMILY,
    )
    .fetch_all(scope.db())
    .await?)
}
