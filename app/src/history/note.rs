//! Noting changes: what was known is looked at before contacts are derived, and compared
//! with what is known after, set by set.

use serde_json::Value;
use uuid::Uuid;

use crate::{context::Scope, error::Result};

/// What was known of contacts, by field, and which records said it.
#[derive(Default)]
pub struct Before {
    ids: Vec<Uuid>,
    facts: Vec<Value>,
    versions: Vec<i32>,
    provenance: Vec<Value>,
    /// No list and no company was looked at.
    fields_alone: bool,
}

impl Before {
    /// Of those contacts that have a history: not while they are made.
    pub async fn of(scope: &mut Scope, contacts: &[Uuid]) -> Result<Self> {
        Self::look(scope, contacts, false).await
    }

    /// The same where nothing but fields of one value, other than the company, can change.
    pub async fn of_fields(scope: &mut Scope, contacts: &[Uuid]) -> Result<Self> {
        Self::look(scope, contacts, true).await
    }

    async fn look(scope: &mut Scope, contacts: &[Uuid], fields_alone: bool) -> Result<Self> {
        let rows = sqlx::query!(
            r#"select
                 c.id,
                 case when $2 then contact_field_snapshot(c) else contact_snapshot(c) end as "facts!",
                 c.version,
                 c.provenance
               from contacts c
               where c.id = any($1)
                 and c.name <> ''
                 and not exists (
                   select from imports i
                   where i.id = c.import_id and i.state in ('queued', 'running', 'paused', 'asking')
                 )"#,
            contacts,
            fields_alone,
        )
        .fetch_all(scope.db())
        .await?;
        let mut before = Self {
            fields_alone,
            ..Self::default()
        };
        for row in rows {
            before.ids.push(row.id);
            before.facts.push(row.facts);
            before.versions.push(row.version);
            before.provenance.push(row.provenance);
        }
        Ok(before)
    }

    /// Writes down what is different now, and raises the version of those in whom nothing
    /// else did.
    pub async fn note_changes(self, scope: &mut Scope) -> Result<()> {
        if self.ids.is_empty() {
            return Ok(());
        }
        let (workspace, actor, now) = (scope.workspace, scope.actor, scope.now);
        sqlx::query!(
            "with compared as materialized (
               select
                 c.id,
                 c.provenance,
                 was.facts as old,
                 case when $8 then contact_field_snapshot(c) else contact_snapshot(c) end as new,
                 was.provenance as old_provenance
               from unnest($2::uuid[], $3::jsonb[], $4::jsonb[]) as was (id, facts, provenance)
               join contacts c on c.id = was.id
             ),
             changed as (
               select compared.*, field
               from compared
               cross join lateral jsonb_object_keys(old || new) as field
               where old <> new
                 and old -> field is distinct from new -> field
                 and (field <> 'company' or old #> '{company,id}' is distinct from new #> '{company,id}')
             ),
             noted as (
               insert into contact_changes
                 (workspace_id, contact_id, field, old, new, old_origin, origin, import_id, actor_id, at)
               select
                 $1,
                 changed.id,
                 changed.field,
                 changed.old -> changed.field,
                 changed.new -> changed.field,
                 before.origin,
                 coalesce(said.origin, by_hand.origin),
                 coalesce(said.import_id, by_hand.import_id),
                 $5,
                 $6
               from changed
               left join lateral (
                 select p.source_record_id
                 from contact_points p
                 where changed.field not like 'field:%'
                   and jsonb_typeof(changed.new -> changed.field) = 'array'
                   and p.contact_id = changed.id
                   and changed.new -> changed.field ? p.value
                   and not coalesce(changed.old -> changed.field ? p.value, false)
                 order by p.said_at desc
                 limit 1
               ) as reached on true
               left join lateral (
                 select e.source_record_id
                 from contact_employments e
                 where changed.field = 'employments'
                   and e.contact_id = changed.id
                 order by e.said_at desc
                 limit 1
               ) as employed on true
               left join lateral (
                 select r.id as source_record_id
                 from identity_links l
                 join source_records r on r.id = l.source_record_id and r.fields ? changed.field
                 where changed.field in ('tags', 'relations')
                   and l.contact_id = changed.id
                 order by r.source_updated_at desc
                 limit 1
               ) as listed on true
               left join source_records before on before.id = (changed.old_provenance ->> changed.field)::uuid
               left join source_records said
                 on said.id = coalesce(
                   reached.source_record_id,
                   employed.source_record_id,
                   listed.source_record_id,
                   (changed.provenance ->> changed.field)::uuid
                 )
               left join source_records by_hand
                 on by_hand.workspace_id = $1
                 and by_hand.origin = 'edit'
                 and by_hand.external_id = changed.id::text
                 and by_hand.updated_at = $6
               order by changed.id, changed.field
               returning contact_id
             )
             update contacts c set
               version = c.version + 1,
               updated_at = $6
             from (
               select distinct was.id, was.version
               from noted
               join unnest($2::uuid[], $7::integer[]) as was (id, version) on was.id = noted.contact_id
             ) as was
             where c.id = was.id and c.version = was.version",
            workspace,
            &self.ids,
            &self.facts,
            &self.provenance,
            actor,
            now,
            &self.versions,
            self.fields_alone,
        )
        .execute(scope.db())
        .await?;
        Ok(())
    }
}

/// Writes down what a person did with a contact that has no value before.
pub async fn note_come(scope: &mut Scope, field: &str, contact: Uuid, told: Value) -> Result<()> {
    note_items(scope, field, &[contact], &[Value::Null], &[told]).await
}

/// Writes down what a person put into a list or took out of it, of each of these contacts
/// in the same order, and raises their versions: lists that are not derived from records.
pub async fn note_items(
    scope: &mut Scope,
    field: &str,
    contacts: &[Uuid],
    gone: &[Value],
    come: &[Value],
) -> Result<()> {
    let (workspace, actor, now) = (scope.workspace, scope.actor, scope.now);
    sqlx::query!(
        "with noted as (
           insert into contact_changes
             (workspace_id, contact_id, field, old, new, old_origin, origin, actor_id, at)
           select $1, given.contact, $2, given.gone, given.come, 'edit', 'edit', $3, $4
           from unnest($5::uuid[], $6::jsonb[], $7::jsonb[]) as given (contact, gone, come)
         )
         update contacts set
           version = version + 1,
           updated_at = $4
         where id = any($5)",
        workspace,
        field,
        actor,
        now,
        contacts,
        gone,
        come,
    )
    .execute(scope.db())
    .await?;
    Ok(())
}
