//! All companies compared with all.

use matching::{Company, CompanyPair, alike_companies};
use serde_json::{Value, json};
use uuid::Uuid;

use super::RULES;
use crate::{
    context::{Kith, Scope, Turn},
    error::Result,
    jobs::Stop,
    review::LEAST,
};

/// At most so many pairs wait.
const MOST: usize = 10_000;

struct Row {
    id: Uuid,
    parent_id: Option<Uuid>,
    names: Value,
    domains: Value,
    pages: Value,
}

/// Finds the companies of a workspace anew that may be one. What nobody decided and is not
/// found any more goes; what a person rejected, or put one below the other, stays two.
pub async fn find_alike(kith: &Kith, workspace: Uuid, stop: &Stop) -> Result<()> {
    let mut scope = Scope::open(&kith.pool, workspace, None, kith.clock.now()).await?;
    let rows = read(&mut scope).await?;
    scope.commit().await?;
    let found = tokio::task::spawn_blocking(move || {
        let companies: Vec<Company> = rows.iter().map(Row::company).collect();
        let mut found = alike_companies(&companies);
        found.retain(|pair| pair.likeness.probability >= LEAST && !is_family(&rows, pair));
        found.sort_by(|one, other| {
            other
                .likeness
                .probability
                .total_cmp(&one.likeness.probability)
        });
        found.truncate(MOST);
        (rows, found)
    });
    let (rows, found) = found.await?;
    if stop.is_cancelled() {
        return Ok(());
    }
    let mut scope = Scope::open(&kith.pool, workspace, None, kith.clock.now()).await?;
    scope.alone(Turn::People).await?;
    sqlx::query!(
        "delete from company_candidates where workspace_id = acting_workspace() and state = 'open'"
    )
    .execute(scope.db())
    .await?;
    propose(&mut scope, &rows, &found).await?;
    scope.commit().await
}

/// Whoever is listed: companies with people.
async fn read(scope: &mut Scope) -> Result<Vec<Row>> {
    Ok(sqlx::query_as!(
        Row,
        r#"select
             k.id,
             k.parent_id,
             jsonb_build_array(k.name) || coalesce(
               jsonb_agg(a.value order by a.value) filter (where a.kind = 'name'), '[]'
             ) as "names!",
             coalesce(to_jsonb(array_remove(array[k.domain], null)), '[]') || coalesce(
               jsonb_agg(a.value order by a.value) filter (where a.kind = 'domain'), '[]'
             ) as "domains!",
             (
               select coalesce(jsonb_agg(own.value order by own.value), '[]')
               from jsonb_each_text(k.custom) own
               where own.value ilike '%linkedin.com/%'
             ) as "pages!"
           from companies k
           left join company_aliases a on a.company_id = k.id
           where k.workspace_id = acting_workspace() and k.deleted_at is null and k.contact_count > 0
           group by k.id
           order by k.id"#,
    )
    .fetch_all(scope.db())
    .await?)
}

impl Row {
    fn company(&self) -> Company {
        let texts = |list: &Value| {
            let list = list.as_array().into_iter().flatten();
            list.filter_map(|text| text.as_str().map(str::to_owned))
                .collect()
        };
        Company {
            names: texts(&self.names),
            domains: texts(&self.domains),
            pages: texts(&self.pages),
        }
    }
}

/// Whether somebody said that one belongs to the other, or both to a third.
fn is_family(rows: &[Row], pair: &CompanyPair) -> bool {
    let (one, other) = (&rows[pair.one], &rows[pair.other]);
    one.parent_id == Some(other.id)
        || other.parent_id == Some(one.id)
        || (one.parent_id.is_some() && one.parent_id == other.parent_id)
}

/// Puts these into the queue, but for those that were decided, also of those that were joined
/// to them since.
async fn propose(scope: &mut Scope, rows: &[Row], found: &[CompanyPair]) -> Result<()> {
    // Rows are in the order of their ids, and so are the two of a pair.
    let ones: Vec<Uuid> = found.iter().map(|pair| rows[pair.one].id).collect();
    let others: Vec<Uuid> = found.iter().map(|pair| rows[pair.other].id).collect();
    let probabilities = found.iter().map(|pair| pair.likeness.probability as f32);
    let evidence: Vec<Value> = found
        .iter()
        .map(|pair| json!(pair.likeness.reasons))
        .collect();
    let (workspace, now) = (scope.workspace, scope.now);
    sqlx::query!(
        "with rejected as materialized (
           select standing_company(one_id) as one_id, standing_company(other_id) as other_id
           from company_candidates
           where workspace_id = acting_workspace() and state = 'rejected'
         )
         insert into company_candidates
           (workspace_id, one_id, other_id, probability, evidence, rule_version, created_at)
         select $1, one, other, probability, evidence, $2, $3
         from unnest($4::uuid[], $5::uuid[], $6::real[], $7::jsonb[]) as found (one, other, probability, evidence)
         join companies a on a.id = one and a.deleted_at is null
         join companies b on b.id = other and b.deleted_at is null
         where not exists (
           select from rejected r
           where (r.one_id, r.other_id) in ((one, other), (other, one))
         )
         on conflict (one_id, other_id) do update set
           probability = excluded.probability,
           evidence = excluded.evidence,
           rule_version = excluded.rule_version,
           state = 'open',
           decided_at = null,
           decided_by = null
         where company_candidates.state <> 'rejected'",
        workspace,
        RULES,
        now,
        &ones,
        &others,
        &probabilities.collect::<Vec<f32>>(),
        &evidence,
    )
    .execute(scope.db())
    .await?;
    Ok(())
}
