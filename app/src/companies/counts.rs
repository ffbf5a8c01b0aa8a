//! The figures of companies, kept with their rows, so that lists are ordered by them.

use uuid::Uuid;

use crate::{
    context::{Kith, Scope},
    error::Result,
    scoring::LARGEST_CIRCLE,
};

/// Companies whose messages are counted by one statement.
const COUNTED_AT_ONCE: usize = 500;

/// Counts the companies of these contacts again; all of them where none is given.
pub async fn refresh_counts(scope: &mut Scope, contacts: Option<&[Uuid]>) -> Result<()> {
    let companies = match contacts {
        Some(contacts) => Some(companies_of(scope, contacts).await?),
        None => None,
    };
    count(scope, companies.as_deref()).await
}

/// Counts all companies of a workspace again, as the schedule does.
pub async fn count_all(kith: &Kith, workspace: Uuid) -> Result<()> {
    let mut scope = Scope::open(&kith.pool, workspace, None, kith.clock.now()).await?;
    refresh_counts(&mut scope, None).await?;
    scope.commit().await
}

/// Counts again where these contacts are and where they were, as [`companies_of`] said before.
pub async fn recount(scope: &mut Scope, contacts: &[Uuid], before: Vec<Uuid>) -> Result<()> {
    let mut companies = companies_of(scope, contacts).await?;
    companies.extend(before);
    count(scope, Some(&companies)).await
}

/// Where these contacts are, each once.
pub async fn companies_of(scope: &mut Scope, contacts: &[Uuid]) -> Result<Vec<Uuid>> {
    let found = sqlx::query_scalar!(
        r#"select distinct company_id as "company_id!"
           from contacts
           where id = any($1) and company_id is not null"#,
        contacts,
    );
    Ok(found.fetch_all(scope.db()).await?)
}

async fn count(scope: &mut Scope, companies: Option<&[Uuid]>) -> Result<()> {
    sqlx::query!(
        "with counted as (
           select
             k.id,
             count(c.id) as people,
             avg(c.score)::real as average,
             max(c.score) as strongest,
             max(c.last_contact_at) as last
           from companies k
           left join contacts c on c.company_id = k.id and c.deleted_at is null
           where k.id = any(coalesce(
             $1::uuid[],
             array(select id from companies where workspace_id = acting_workspace())
           ))
           group by k.id
         )
         update companies k set
           contact_count = counted.people,
           average_score = counted.average,
           strongest_score = counted.strongest,
           last_contact_at = counted.last
         from counted
         where counted.id = k.id
           and (k.contact_count, k.average_score, k.strongest_score, k.last_contact_at)
             is distinct from
             (counted.people, counted.average, counted.strongest, counted.last)",
        companies,
    )
    .execute(scope.db())
    .await?;
    count_messages(scope, companies).await
}

/// Counts the messages of those companies whose people, or what was exchanged with one of
/// them, are not as they were counted last.
async fn count_messages(scope: &mut Scope, companies: Option<&[Uuid]>) -> Result<()> {
    let changed = sqlx::query!(
        r#"select found.id as "id!", found.digest as "digest!"
           from (
             select
               k.id,
               k.counted_by,
               coalesce(
                 bit_xor(hashtextextended(
                   c.id::text || ' ' || c.inbound_count || ' ' || c.outbound_count,
                   0
                 )),
                 0
               ) as digest
             from companies k
             left join contacts c on c.company_id = k.id and c.deleted_at is null
             where k.id = any(coalesce(
               $1::uuid[],
               array(select id from companies where workspace_id = acting_workspace())
             ))
             group by k.id
           ) as found
           where found.counted_by is distinct from found.digest"#,
        companies,
    )
    .fetch_all(scope.db())
    .await?;
    let changed: Vec<(Uuid, i64)> = changed
        .into_iter()
        .map(|row| (row.id, row.digest))
        .collect();
    for some in changed.chunks(COUNTED_AT_ONCE) {
        let (ids, digests): (Vec<Uuid>, Vec<i64>) = some.iter().copied().unzip();
        write_messages(scope, &ids, &digests).await?;
    }
    Ok(())
}

/// Each message once, whoever of the company took part: what counts for a tie with one of
/// them counts for the company.
async fn write_messages(scope: &mut Scope, ids: &[Uuid], digests: &[i64]) -> Result<()> {
    let now = scope.now;
    sqlx::query!(
        "with counted as (
           select c.company_id, count(distinct i.id) as messages
           from contacts c
           join identity_links l on l.contact_id = c.id
           join participants p on p.source_record_id = l.source_record_id
           join interactions i on i.id = p.interaction_id
           where c.company_id = any($1)
             and c.deleted_at is null
             and i.deleted_at is null
             and i.kind <> 'note'
             and i.standing = 'contact'
             and i.recipients <= $3
             and i.occurred_at <= $4
             and i.direction <> 'none'
             and (i.direction = 'in') = (p.role = 'from')
           group by c.company_id
         )
         update companies k set
           interaction_count = coalesce(counted.messages, 0),
           counted_by = given.digest
         from unnest($1::uuid[], $2::bigint[]) as given (id, digest)
         left join counted on counted.company_id = given.id
         where k.id = given.id",
        ids,
        digests,
        LARGEST_CIRCLE,
        now,
    )
    .execute(scope.db())
    .await?;
    Ok(())
}
