//! The record of what somebody's signatures say: origin `signature`, one for each address
//! that belongs to a contact, folded from the rows in `signatures`. It is linked to the
//! contact of the address' record of mail, and goes when no signature is left.

mod fold;
mod spelling;
#[cfg(test)]
mod tests;

use chrono::{DateTime, Utc};
use serde_json::Value;
use uuid::Uuid;

pub use spelling::spell_companies;

use self::fold::{Folded, Statement, fold};
use super::companies::ensure_named;
use crate::{context::Scope, error::Result};

/// So many different blocks of one address are looked at, the newest.
const BLOCKS: i64 = 20;

/// Contacts that were here before and whose signatures this import carried.
pub async fn signers(scope: &mut Scope, import: Uuid) -> Result<Vec<Uuid>> {
    let found = sqlx::query_scalar!(
        "select distinct l.contact_id
         from signatures s
         join source_records r
           on r.workspace_id = s.workspace_id
           and r.origin = 'mail'
           and r.external_id = s.address
         join identity_links l on l.source_record_id = r.id
         join contacts c on c.id = l.contact_id
         where s.import_id = $1 and c.import_id is distinct from $1",
        import,
    );
    Ok(found.fetch_all(scope.db()).await?)
}

/// Forgets what the signatures in this import said. Its contacts have to be derived again.
pub async fn forget_signatures(scope: &mut Scope, import: Uuid) -> Result<()> {
    sqlx::query!(
        "with gone as (
           delete from signatures where import_id = $1 returning address
         )
         delete from source_records r
         where r.workspace_id = acting_workspace()
           and r.origin = 'signature'
           and r.external_id in (select address from gone)
           and not exists (
             select from signatures s
             where s.workspace_id = acting_workspace()
               and s.address = r.external_id
               and s.import_id <> $1
           )",
        import,
    )
    .execute(scope.db())
    .await?;
    Ok(())
}

/// Folds the signatures of these contacts' addresses into their records, and links them.
/// Returns how many companies were made, for people whose address names none.
pub(super) async fn refresh_signatures(scope: &mut Scope, contacts: &[Uuid]) -> Result<u64> {
    let seen = seen(scope, contacts).await?;
    let folded: Vec<(Owner, &str, Folded)> = seen
        .chunk_by(|one, other| one.address == other.address)
        .filter_map(|rows| {
            let statements: Vec<Statement> = rows.iter().filter_map(Row::statement).collect();
            let address = rows[0].address.as_str();
            let owner = (rows[0].contact_id, rows[0].home_id);
            Some((owner, address, fold(address, &statements)?))
        })
        .collect();
    if folded.is_empty() {
        return Ok(0);
    }
    store(scope, &folded).await?;
    let nameless = folded
        .iter()
        .filter(|(_, _, folded)| !folded.fields.contains_key("company_domain"));
    let names: Vec<String> = nameless
        .filter_map(|(_, _, folded)| Some(folded.fields.get("company_name")?.as_str()?.to_owned()))
        .collect();
    ensure_named(scope, &names).await
}

struct Row {
    contact_id: Uuid,
    home_id: Option<Uuid>,
    address: String,
    block: String,
    person: Value,
    first_at: DateTime<Utc>,
    last_at: DateTime<Utc>,
    message: String,
}

impl Row {
    fn statement(&self) -> Option<Statement> {
        Some(Statement {
            block: self.block.clone(),
            person: serde_json::from_value(self.person.clone()).ok()?,
            first_at: self.first_at,
            last_at: self.last_at,
            message: self.message.clone(),
        })
    }
}

/// The newest blocks of each address, whichever import carried them.
async fn seen(scope: &mut Scope, contacts: &[Uuid]) -> Result<Vec<Row>> {
    Ok(sqlx::query_as!(
        Row,
        r#"select
             l.contact_id,
             l.home_id,
             s.address,
             s.block as "block!",
             s.person as "person!",
             s.first_at as "first_at!",
             s.last_at as "last_at!",
             s.message as "message!"
           from identity_links l
           join source_records r on r.id = l.source_record_id and r.origin = 'mail'
           cross join lateral (
             select address, block, person, first_at, last_at, message
             from signatures
             where workspace_id = r.workspace_id and address = r.external_id
             order by last_at desc, message desc, block_id, import_id
             limit $2
           ) s
           where l.contact_id = any($1)
           order by s.address"#,
        contacts,
        BLOCKS,
    )
    .fetch_all(scope.db())
    .await?)
}

/// The contact of the address' record of mail, and where that is at home.
type Owner = (Uuid, Option<Uuid>);

async fn store(scope: &mut Scope, folded: &[(Owner, &str, Folded)]) -> Result<()> {
    let ids: Vec<Uuid> = folded.iter().map(|_| scope.id()).collect();
    let (contacts, homes): (Vec<Uuid>, Vec<Option<Uuid>>) = folded.iter().map(|row| row.0).unzip();
    let addresses: Vec<&str> = folded.iter().map(|row| row.1).collect();
    let raw: Vec<Value> = folded.iter().map(|row| row.2.raw.clone()).collect();
    let fields: Vec<Value> = folded
        .iter()
        .map(|row| Value::Object(row.2.fields.clone()))
        .collect();
    let evidence: Vec<Value> = folded
        .iter()
        .map(|row| Value::Object(row.2.evidence.clone()))
        .collect();
    let at: Vec<DateTime<Utc>> = folded.iter().map(|row| row.2.at).collect();
    let (workspace, now) = (scope.workspace, scope.now);
    sqlx::query!(
        "with said as (
           select *
           from unnest(
             $3::uuid[], $4::uuid[], $5::text[], $6::jsonb[], $7::jsonb[], $8::jsonb[], $9::timestamptz[], $10::uuid[]
           ) as said (id, contact_id, address, raw, fields, evidence, at, home_id)
         ),
         record as (
           insert into source_records
             (id, workspace_id, origin, external_id, raw, fields, evidence, source_updated_at, created_at, updated_at)
           select id, $1, 'signature', address, raw, fields, evidence, at, $2, $2
           from said
           on conflict (workspace_id, origin, external_id) do update set
             raw = excluded.raw,
             fields = excluded.fields,
             evidence = excluded.evidence,
             source_updated_at = excluded.source_updated_at,
             updated_at = excluded.updated_at
           returning id, external_id
         )
         insert into identity_links
           (source_record_id, workspace_id, contact_id, home_id, rule, probability, created_at)
         select record.id, $1, said.contact_id, said.home_id, 'signature', 1, $2
         from record
         join said on said.address = record.external_id
         on conflict (source_record_id) do update set
           contact_id = excluded.contact_id,
           home_id = excluded.home_id",
        workspace,
        now,
        &ids,
        &contacts,
        &addresses as &[&str],
        &raw,
        &fields,
        &evidence,
        &at,
        &homes as &[Option<Uuid>],
    )
    .execute(scope.db())
    .await?;
    Ok(())
}
