//! The people in a batch: one source record for each address, and who took part in
//! which message in which role.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use mail::{
    domains::{company_domain, is_role_address},
    message::Message,
    names::person_name,
};
use serde_json::{Map, Value, json};
use uuid::Uuid;

use crate::{context::Scope, error::Result};

pub struct Participation {
    interaction: Uuid,
    role: &'static str,
    at: DateTime<Utc>,
    email: String,
    name: Option<String>,
}

impl Participation {
    /// Everybody in the message but the member, each once, in their first role.
    pub fn all_of(interaction: Uuid, message: &Message, own: &[String]) -> Vec<Self> {
        let roles = [
            ("to", &message.to),
            ("cc", &message.cc),
            ("bcc", &message.bcc),
        ];
        let others = roles
            .into_iter()
            .flat_map(|(role, list)| list.iter().map(move |address| (role, address)));
        let mut seen = Vec::new();
        let mut found = Vec::new();
        for (role, address) in [("from", &message.from)].into_iter().chain(others) {
            if own.contains(&address.email) || seen.contains(&&address.email) {
                continue;
            }
            seen.push(&address.email);
            found.push(Self {
                interaction,
                role,
                at: message.date,
                email: address.email.replace('\0', ""),
                name: address.name.clone(),
            });
        }
        found
    }

    fn fields(&self) -> Map<String, Value> {
        let mut fields = Map::new();
        fields.insert("emails".to_owned(), json!([self.email]));
        if let Some(name) = person_name(self.name.as_deref(), &self.email) {
            fields.insert("name".to_owned(), json!(name.full.replace('\0', "")));
            fields.insert("given_name".to_owned(), json!(name.given));
            fields.insert("family_name".to_owned(), json!(name.family));
        }
        if let Some(domain) = company_domain(&self.email) {
            fields.insert("company_domain".to_owned(), json!(domain));
        }
        fields
    }

    /// How much the name in this place is worth: people write their own best.
    fn said_at(&self) -> DateTime<Utc> {
        if self.role == "from" && self.name.is_some() {
            self.at
        } else {
            DateTime::UNIX_EPOCH
        }
    }
}

pub async fn store_people(scope: &mut Scope, import: Uuid, people: &[Participation]) -> Result<()> {
    let records = store_records(scope, import, people).await?;
    let rows: Vec<(&Participation, Uuid)> = people
        .iter()
        .filter_map(|person| records.get(&person.email).map(|record| (person, *record)))
        .collect();
    let interactions: Vec<Uuid> = rows.iter().map(|(person, _)| person.interaction).collect();
    let ids: Vec<Uuid> = rows.iter().map(|(_, record)| *record).collect();
    let roles: Vec<&str> = rows.iter().map(|(person, _)| person.role).collect();
    let times: Vec<DateTime<Utc>> = rows.iter().map(|(person, _)| person.at).collect();
    let workspace = scope.workspace;
    sqlx::query!(
        "insert into participants (interaction_id, source_record_id, workspace_id, role, occurred_at)
         select interaction, record, $1, role, at
         from unnest($2::uuid[], $3::uuid[], $4::text[], $5::timestamptz[]) as new (interaction, record, role, at)
         on conflict do nothing",
        workspace,
        &interactions,
        &ids,
        &roles as &[&str],
        &times,
    )
    .execute(scope.db())
    .await?;
    Ok(())
}

/// One record for each address: the newest own spelling of the name wins, whatever
/// the order of arrival. Returns the records by address.
async fn store_records(
    scope: &mut Scope,
    import: Uuid,
    people: &[Participation],
) -> Result<HashMap<String, Uuid>> {
    let mut best: HashMap<&str, &Participation> = HashMap::new();
    for person in people {
        let known = best.entry(person.email.as_str()).or_insert(person);
        if person.said_at() > known.said_at() || (known.name.is_none() && person.name.is_some()) {
            *known = person;
        }
    }
    let mut best: Vec<&Participation> = best.into_values().collect();
    best.sort_by(|a, b| a.email.cmp(&b.email));
    let ids: Vec<Uuid> = best.iter().map(|_| scope.id()).collect();
    let emails: Vec<&str> = best.iter().map(|person| person.email.as_str()).collect();
    let raw: Vec<Value> = best
        .iter()
        .map(|person| json!({ "name": person.name, "email": person.email }))
        .collect();
    let fields: Vec<Value> = best
        .iter()
        .map(|person| Value::Object(person.fields()))
        .collect();
    let are_people: Vec<bool> = best
        .iter()
        .map(|person| !is_role_address(&person.email))
        .collect();
    let said_at: Vec<DateTime<Utc>> = best.iter().map(|person| person.said_at()).collect();
    let (workspace, now) = (scope.workspace, scope.now);
    let rows = sqlx::query!(
        "insert into source_records
           (id, workspace_id, origin, external_id, import_id, raw, fields, is_person, source_updated_at, created_at, updated_at)
         select id, $1, 'mail', email, $2, raw, fields, is_person, said_at, $3, $3
         from unnest($4::uuid[], $5::text[], $6::jsonb[], $7::jsonb[], $8::boolean[], $9::timestamptz[])
           as new (id, email, raw, fields, is_person, said_at)
         on conflict (workspace_id, origin, external_id) do update set
           raw = case
             when excluded.source_updated_at > source_records.source_updated_at then excluded.raw
             else source_records.raw
           end,
           fields = case
             when excluded.source_updated_at > source_records.source_updated_at
             then source_records.fields || excluded.fields
             else excluded.fields || source_records.fields
           end,
           source_updated_at = greatest(source_records.source_updated_at, excluded.source_updated_at),
           updated_at = excluded.updated_at
         returning id, external_id",
        workspace,
        import,
        now,
        &ids,
        &emails as &[&str],
        &raw,
        &fields,
        &are_people,
        &said_at,
    )
    .fetch_all(scope.db())
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.external_id, row.id))
        .collect())
}
