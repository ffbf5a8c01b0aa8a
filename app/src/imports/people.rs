//! The people in a batch: one source record for each address, and who took part in
//! which message in which role.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::{DateTime, Utc};
use mail::{
    domains::{company_domain, is_role_address},
    message::{Address, Message},
    names::{PersonName, person_name, through_group},
};
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::batch::Usable;
use crate::{context::Scope, error::Result};

pub struct Participation {
    interaction: Uuid,
    role: &'static str,
    at: DateTime<Utc>,
    email: String,
    name: Option<String>,
}

/// Everybody in a message, each once, in their first role.
fn parts(message: &Message) -> Vec<(&'static str, &Address)> {
    let roles = [
        ("to", &message.to),
        ("cc", &message.cc),
        ("bcc", &message.bcc),
    ];
    let others = roles
        .into_iter()
        .flat_map(|(role, list)| list.iter().map(move |address| (role, address)));
    let mut seen = HashSet::new();
    [("from", &message.from)]
        .into_iter()
        .chain(others)
        .filter(|(_, address)| seen.insert(&address.email))
        .collect()
}

/// The member's own part in a message, by address.
pub fn own_parts(message: &Message, own: &[String]) -> Value {
    let mine = parts(message)
        .into_iter()
        .filter(|(_, address)| own.contains(&address.email));
    let mine = mine.map(|(role, address)| {
        let name = address.name.as_ref().map(|name| name.replace('\0', ""));
        (address.email.clone(), json!({ "role": role, "name": name }))
    });
    Value::Object(mine.collect())
}

impl Participation {
    /// Everybody in these messages but the member.
    pub fn of_all(usable: &[Usable<'_>], interactions: &[Uuid], own: &[String]) -> Vec<Self> {
        usable
            .iter()
            .zip(interactions)
            .flat_map(|(usable, interaction)| Self::of(*interaction, usable.message, own))
            .collect()
    }

    fn of(interaction: Uuid, message: &Message, own: &[String]) -> Vec<Self> {
        parts(message)
            .into_iter()
            .filter(|(_, address)| !own.contains(&address.email))
            .map(|(role, address)| Self {
                interaction,
                role,
                at: message.date,
                email: address.email.replace('\0', ""),
                name: address.name.as_ref().map(|name| name.replace('\0', "")),
            })
            .collect()
    }

    /// Somebody's part in a message, as it was noted down.
    pub fn said(
        (interaction, at): (Uuid, DateTime<Utc>),
        role: &str,
        email: String,
        name: Option<String>,
    ) -> Self {
        let role = ["from", "cc", "bcc"]
            .into_iter()
            .find(|known| *known == role)
            .unwrap_or("to");
        Self {
            interaction,
            role,
            at,
            email,
            name,
        }
    }

    fn raw(&self) -> Value {
        json!({ "name": self.name, "email": self.email })
    }

    fn fields(&self) -> Map<String, Value> {
        let mut fields = Map::new();
        fields.insert("emails".to_owned(), json!([self.email]));
        if let Some(name) = self.person_name() {
            fields.insert("name".to_owned(), json!(name.full.replace('\0', "")));
            fields.insert("given_name".to_owned(), json!(name.given));
            fields.insert("family_name".to_owned(), json!(name.family));
        }
        if let Some(domain) = company_domain(&self.email) {
            fields.insert("company_domain".to_owned(), json!(domain));
        }
        fields
    }

    /// An address does not bear the names of those who write through it.
    fn person_name(&self) -> Option<PersonName> {
        let display = self.name.as_deref();
        let is_groups = through_group(display, &self.email).is_some();
        (!is_groups).then(|| person_name(display, &self.email))?
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

/// What is worth most about an address: the newest own spelling of the name; among
/// equals the name decides, so that the order of arrival does not.
fn best(people: &[Participation]) -> Vec<&Participation> {
    let mut best: BTreeMap<&str, &Participation> = BTreeMap::new();
    for person in people {
        let known = best.entry(person.email.as_str()).or_insert(person);
        if (person.said_at(), &person.name) > (known.said_at(), &known.name) {
            *known = person;
        }
    }
    best.into_values().collect()
}

/// Keeps what this import says about each address, apart from what others say.
pub async fn store_statements(
    scope: &mut Scope,
    import: Uuid,
    people: &[Participation],
) -> Result<()> {
    let best = best(people);
    let emails: Vec<&str> = best.iter().map(|person| person.email.as_str()).collect();
    let raw: Vec<Value> = best.iter().map(|person| person.raw()).collect();
    let fields: Vec<Value> = best
        .iter()
        .map(|person| Value::Object(person.fields()))
        .collect();
    let said_at: Vec<DateTime<Utc>> = best.iter().map(|person| person.said_at()).collect();
    let workspace = scope.workspace;
    sqlx::query!(
        r#"insert into import_statements (import_id, workspace_id, address, raw, fields, said_at)
           select $1, $2, address, raw, fields, said_at
           from unnest($3::text[], $4::jsonb[], $5::jsonb[], $6::timestamptz[]) as new (address, raw, fields, said_at)
           on conflict (import_id, address) do update set
             raw = excluded.raw,
             fields = excluded.fields,
             said_at = excluded.said_at
           where (excluded.said_at, coalesce(excluded.raw ->> 'name', '') collate "C")
             > (import_statements.said_at, coalesce(import_statements.raw ->> 'name', '') collate "C")"#,
        import,
        workspace,
        &emails as &[&str],
        &raw,
        &fields,
        &said_at,
    )
    .execute(scope.db())
    .await?;
    Ok(())
}

/// Updates the record of each address, and says who took part in what was stored.
pub async fn store_people(
    scope: &mut Scope,
    import: Option<Uuid>,
    people: &[Participation],
    stored: &HashSet<Uuid>,
) -> Result<()> {
    let records = store_records(scope, import, people).await?;
    let rows: Vec<(&Participation, Uuid)> = people
        .iter()
        .filter(|person| stored.contains(&person.interaction))
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

/// One record for each address, of the best that was said. Returns the records by address.
async fn store_records(
    scope: &mut Scope,
    import: Option<Uuid>,
    people: &[Participation],
) -> Result<HashMap<String, Uuid>> {
    let best = best(people);
    let ids: Vec<Uuid> = best.iter().map(|_| scope.id()).collect();
    let emails: Vec<&str> = best.iter().map(|person| person.email.as_str()).collect();
    let raw: Vec<Value> = best.iter().map(|person| person.raw()).collect();
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
        r#"insert into source_records
           (id, workspace_id, origin, external_id, import_id, raw, fields, is_person, source_updated_at, created_at, updated_at)
         select id, $1, 'mail', email, $2, raw, fields, is_person, said_at, $3, $3
         from unnest($4::uuid[], $5::text[], $6::jsonb[], $7::jsonb[], $8::boolean[], $9::timestamptz[])
           as new (id, email, raw, fields, is_person, said_at)
         on conflict (workspace_id, origin, external_id) do update set
           raw = case
             when (excluded.source_updated_at, coalesce(excluded.raw ->> 'name', '') collate "C")
               > (source_records.source_updated_at, coalesce(source_records.raw ->> 'name', '') collate "C")
             then excluded.raw
             else source_records.raw
           end,
           fields = case
             when (excluded.source_updated_at, coalesce(excluded.raw ->> 'name', '') collate "C")
               > (source_records.source_updated_at, coalesce(source_records.raw ->> 'name', '') collate "C")
             then source_records.fields || excluded.fields
             else excluded.fields || source_records.fields
           end,
           source_updated_at = greatest(source_records.source_updated_at, excluded.source_updated_at),
           updated_at = excluded.updated_at
         returning id, external_id"#,
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
