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
    provenance: Vec<Value>,
}

impl Before {
    /// Of those contacts that have a history: not while they are made.
    pub async fn of(scope: &mut Scope, contacts: &[Uuid]) -> Result<Self> {
        let rows = sqlx::query!(
            r#"select c.id, contact_snapshot(c) as "facts!", c.provenance
               from contacts c
               where c.id = any($1)
                 and c.name <> ''
                 and not exists (
                   select from imports i
                   where i.id = c.import_id and i.state in ('queued', 'running', 'paused', 'asking')
                 )"#,
            contacts,
        )
        .fetch_all(scope.db())
        .await?;
        let mut before = Self::default();
        for row in rows {
            before.ids.push(row.id);
            before.facts.push(row.facts);
            before.provenance.push(row.provenance);
        }
        Ok(before)
    }

    /// Writes down what is different now.
    pub async fn note_changes(self, scope: &mut Scope) -> Result<()> {
        if self.ids.is_empty() {
            return Ok(());
        }
        let (workspace, actor, now) = (scope.workspace, scope.actor, scope.now);
        sqlx::query!(
            "with compared as (
               select c.id, c.provenance, was.facts as old, contact_snapshot(c) as new, was.provenance as old_provenance
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
             )
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
             left join source_records before on before.id = (changed.old_provenance ->> changed.field)::uuid
             left join source_records said
               on said.id = coalesce(reached.source_record_id, (changed.provenance ->> changed.field)::uuid)
             left join source_records by_hand
               on by_hand.workspace_id = $1
               and by_hand.origin = 'edit'
               and by_hand.external_id = changed.id::text
               and by_hand.updated_at = $6
             order by changed.id, changed.field",
            workspace,
            &self.ids,
            &self.facts,
            &self.provenance,
            actor,
            now,
        )
        .execute(scope.db())
        .await?;
        Ok(())
    }
}
