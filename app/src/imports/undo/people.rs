//! The people: what this import alone said of them is unsaid, and who is here by it
//! alone goes.

use std::collections::HashSet;

use serde_json::json;
use uuid::Uuid;

use super::{Undo, messages::mark_late, owner::release_address};
use crate::{
    context::{Scope, Turn},
    error::{Error, Result},
    fields, identity,
    imports::{auto_replies::forget_auto_replies, records, run::Halt},
    life_events,
};

impl Undo<'_> {
    /// In one transaction, which leads to the next stage.
    pub(super) async fn sweep(&self) -> Result<(), Halt> {
        let mut scope = self.scope().await?;
        scope.alone(Turn::Mail).await?;
        scope.alone(Turn::People).await?;
        mark_late(&mut scope, self.import.id).await?;
        forget(&mut scope, self.import.id).await?;
        let removed = records::forget_statements(&mut scope, self.import.id).await?;
        fields::unfile_companies(&mut scope, self.import.id).await?;
        identity::forget_signatures(&mut scope, self.import.id).await?;
        forget_auto_replies(&mut scope, self.import.id).await?;
        life_events::forget_life_events(&mut scope, self.import.id).await?;
        let lost = lost_contacts(&mut scope, self.import.id).await?;
        let kept = identity::sweep_contacts(&mut scope, &lost).await?;
        if self.import.is_records() {
            identity::part_unfounded(&mut scope, self.import.id).await?;
        }
        unlink_silent(&mut scope, self.import.id).await?;
        remove_records(&mut scope).await?;
        identity::sweep_joined(&mut scope, self.import.id).await?;
        scope.alone(Turn::Addresses).await?;
        release_address(&mut scope, self.import.id).await?;
        sqlx::query!(
            "update imports set kept = $2 where id = $1",
            self.import.id,
            json!(kept),
        )
        .execute(scope.db())
        .await
        .map_err(Error::from)?;
        self.advance(&mut scope, "recounting", removed).await?;
        Ok(scope.commit().await?)
    }
}

/// Deletes what the import said; what others say of the same addresses holds again.
async fn forget(scope: &mut Scope, import: Uuid) -> Result<()> {
    let unsaid = sqlx::query_scalar!(
        "delete from import_statements where import_id = $1 returning address",
        import,
    )
    .fetch_all(scope.db())
    .await?;
    sqlx::query!(
        r#"with best as (
             select distinct on (address) address, raw, fields, said_at, import_id
             from import_statements
             where workspace_id = acting_workspace() and address = any($1)
             order by address, said_at desc, coalesce(raw ->> 'name', '') collate "C" desc, import_id
           )
           update source_records r set
             raw = best.raw,
             fields = best.fields,
             source_updated_at = best.said_at,
             import_id = case when r.import_id = $2 then best.import_id else r.import_id end
           from best
           where r.workspace_id = acting_workspace() and r.origin = 'mail' and r.external_id = best.address"#,
        &unsaid,
        import,
    )
    .execute(scope.db())
    .await?;
    for table in ["import_known", "import_rejections"] {
        let sql = format!("delete from {table} where import_id = $1");
        sqlx::query(sqlx::AssertSqlSafe(sql))
            .bind(import)
            .execute(scope.db())
            .await?;
    }
    Ok(())
}

/// Contacts that have no mail any more, or that no mail makes contacts any more although
/// it did before; never those of whom another source speaks.
async fn lost_contacts(scope: &mut Scope, import: Uuid) -> Result<Vec<Uuid>> {
    let touched = sqlx::query!(
        r#"select
             t.contact_id,
             t.qualified,
             exists (
               select
               from identity_links l
               join source_records r on r.id = l.source_record_id and r.origin = 'mail'
               join participants p on p.source_record_id = r.id
               where l.contact_id = t.contact_id
             ) as "has_mail!"
           from import_touched t
           where t.import_id = $1
             and not exists (
               select
               from identity_links l
               join source_records r on r.id = l.source_record_id
               where l.contact_id = t.contact_id and r.origin not in ('mail', 'signature', 'edit')
             )"#,
        import,
    )
    .fetch_all(scope.db())
    .await?;
    let ids: Vec<Uuid> = touched.iter().map(|row| row.contact_id).collect();
    let still = identity::qualified(scope, &ids).await?;
    let still: HashSet<Uuid> = still.into_iter().collect();
    let lost = touched
        .into_iter()
        .filter(|row| !row.has_mail || (row.qualified && !still.contains(&row.contact_id)));
    Ok(lost.map(|row| row.contact_id).collect())
}

/// Parts contacts that stay from records of mail that have fallen silent, where another
/// source, or mail under another address, still says who they are.
async fn unlink_silent(scope: &mut Scope, import: Uuid) -> Result<()> {
    sqlx::query!(
        "delete from identity_links l
         using import_touched t, source_records r
         where t.import_id = $1
           and l.contact_id = t.contact_id
           and r.id = l.source_record_id
           and r.origin = 'mail'
           and not exists (select from participants p where p.source_record_id = r.id)
           and not exists (
             select from import_statements s
             where s.workspace_id = r.workspace_id and s.address = r.external_id
           )
           and exists (
             select
             from identity_links other
             join source_records o on o.id = other.source_record_id
             where other.contact_id = l.contact_id
               and (
                 o.origin not in ('mail', 'signature', 'edit')
                 or (o.origin = 'mail' and exists (select from participants p where p.source_record_id = o.id))
               )
           )",
        import,
    )
    .execute(scope.db())
    .await?;
    Ok(())
}

/// Records of mail of which nothing and nobody speaks any more. Those of contacts that
/// are kept stay: they hold the name and the address.
async fn remove_records(scope: &mut Scope) -> Result<()> {
    sqlx::query!(
        "delete from source_records r
         where r.workspace_id = acting_workspace()
           and r.origin = 'mail'
           and not exists (select from participants p where p.source_record_id = r.id)
           and not exists (
             select from import_statements s
             where s.workspace_id = r.workspace_id and s.address = r.external_id
           )
           and not exists (select from identity_links l where l.source_record_id = r.id)",
    )
    .execute(scope.db())
    .await?;
    Ok(())
}
