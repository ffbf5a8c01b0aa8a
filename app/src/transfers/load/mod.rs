//! A workspace out of its file: first the whole archive is checked against its manifest, then
//! everything is stored in one transaction, then counted. A file that is refused leaves nothing.

mod archive;
mod ids;
mod refusal;
mod rows;

use std::{collections::BTreeMap, path::Path};

use tokio::task::spawn_blocking;
use uuid::Uuid;

use super::{
    manifest::{import_entry, table_entry},
    out::Watch,
    tables::{self, OF_MEMBERS, Table},
};
use crate::{
    context::{Scope, Viewer},
    error::{Error, Result},
    jobs::schedule::plan_anew,
};

use archive::Archive;
use ids::Ids;
pub use refusal::Refusal;

/// Loads this file, and says how many rows each table got; none where the watch ended it.
pub async fn load_workspace(
    viewer: &Viewer,
    file: &Path,
    watch: &mut impl Watch,
) -> Result<std::result::Result<Option<BTreeMap<String, u64>>, Refusal>> {
    let path = file.to_owned();
    let archive = match spawn_blocking(move || Archive::check(&path)).await? {
        Ok(archive) => archive,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let mut scope = viewer.begin().await?;
    let tables = tables::tables(&mut scope).await?;
    let known = |name: &String| tables.iter().any(|table| table.name == *name);
    if archive.manifest.schema > crate::schema::newest()
        || !archive.manifest.tables.keys().all(known)
    {
        return Ok(Err(Refusal::TooNew));
    }
    if !is_empty(&mut scope, &tables).await? {
        return Ok(Err(Refusal::NotEmpty));
    }
    // What changed comes with the rows: nothing is noted anew.
    sqlx::query("set local kith.loading = 'on'")
        .execute(scope.db())
        .await?;
    let loading = Loading {
        ids: Ids::new(&mut scope, &archive.manifest).await?,
        scope,
        archive,
        watch,
        done: 0,
    };
    loading.run(viewer, &tables).await
}

/// Apart from what a new workspace has.
async fn is_empty(scope: &mut Scope, tables: &[Table]) -> Result<bool> {
    for table in tables.iter().filter(|table| !may_be_filled(&table.name)) {
        let sql = format!(
            "select exists (select from \"{}\" where workspace_id = acting_workspace())",
            table.name
        );
        if sqlx::query_scalar(sqlx::AssertSqlSafe(sql))
            .fetch_one(scope.db())
            .await?
        {
            return Ok(false);
        }
    }
    Ok(true)
}

fn may_be_filled(table: &str) -> bool {
    OF_MEMBERS.contains(&table) || matches!(table, "events" | "own_addresses")
}

struct Loading<'a, W> {
    scope: Scope,
    archive: Archive,
    ids: Ids,
    watch: &'a mut W,
    done: u64,
}

type Loaded = std::result::Result<Option<BTreeMap<String, u64>>, Refusal>;

impl<W: Watch> Loading<'_, W> {
    async fn run(mut self, viewer: &Viewer, tables: &[Table]) -> Result<Loaded> {
        let mut counts = BTreeMap::new();
        let total = self.archive.manifest.tables.values().sum();
        for table in tables
            .iter()
            .filter(|table| !OF_MEMBERS.contains(&table.name.as_str()))
        {
            let Some(expected) = self.archive.manifest.tables.get(&table.name).copied() else {
                continue;
            };
            match self.table(table, total).await? {
                Ok(Some(rows)) if rows == expected => counts.insert(table.name.clone(), rows),
                Ok(Some(_)) => return Ok(Err(Refusal::Damaged)),
                Ok(None) => return Ok(Ok(None)),
                Err(refusal) => return Ok(Err(refusal)),
            };
        }
        for table in tables
            .iter()
            .filter(|table| table.columns.iter().any(|column| column.is_late))
        {
            self.late(table).await?;
        }
        self.settle(viewer).await?;
        let files = self.files(viewer).await?;
        match self.scope.commit().await {
            Ok(()) => Ok(Ok(Some(counts))),
            Err(error) => {
                files
                    .iter()
                    .for_each(|file| drop(std::fs::remove_file(file)));
                Err(error)
            }
        }
    }

    /// How many rows were stored.
    async fn table(
        &mut self,
        table: &Table,
        total: u64,
    ) -> Result<std::result::Result<Option<u64>, Refusal>> {
        let mut lines = match self.archive.lines(&table_entry(&table.name)) {
            Some(lines) => lines,
            None => return Ok(Err(Refusal::Damaged)),
        };
        let insert = rows::insert(table);
        let mut stored = 0;
        while let Some(batch) = lines.next().await? {
            let batch = match self.ids.rows(table, &batch) {
                Some(batch) => batch,
                None => return Ok(Err(Refusal::BadRow)),
            };
            let count = batch.as_array().map_or(0, Vec::len) as u64;
            let done = sqlx::query(sqlx::AssertSqlSafe(insert.clone()))
                .bind(batch)
                .execute(self.scope.db())
                .await;
            stored += match done {
                Ok(done) => done.rows_affected(),
                Err(error) if rows::is_bad(&error) => return Ok(Err(Refusal::BadRow)),
                Err(error) => return Err(error.into()),
            };
            self.done += count;
            if !self.watch.went_on(self.done, total).await? {
                return Ok(Ok(None));
            }
        }
        Ok(Ok(Some(stored)))
    }

    /// References that had to wait for their rows.
    async fn late(&mut self, table: &Table) -> Result<()> {
        let Some(mut lines) = self.archive.lines(&table_entry(&table.name)) else {
            return Ok(());
        };
        let update = rows::update(table);
        while let Some(batch) = lines.next().await? {
            if let Some(batch) = self.ids.rows(table, &batch) {
                sqlx::query(sqlx::AssertSqlSafe(update.clone()))
                    .bind(batch)
                    .execute(self.scope.db())
                    .await?;
            }
        }
        Ok(())
    }

    /// What the workspace says of itself; and no import runs that nobody ordered here.
    async fn settle(&mut self, viewer: &Viewer) -> Result<()> {
        let settings = serde_json::Value::Object(self.archive.manifest.workspace.clone());
        sqlx::query!(
            "update workspaces set
               contact_rule = coalesce($1::jsonb ->> 'contact_rule', contact_rule),
               join_from = case
                 when $1 ? 'join_from' then ($1 ->> 'join_from')::double precision
                 else join_from
               end,
               company_logos = coalesce(($1 ->> 'company_logos')::boolean, company_logos),
               morning = coalesce(($1 ->> 'morning')::time, morning),
               -- A zone that followed a member follows the owner here.
               zone = case when $1 -> 'zone_of' = 'null' then coalesce($1 ->> 'zone', zone) else zone end,
               zone_of = case when $1 -> 'zone_of' = 'null' then null else zone_of end
             where id = acting_workspace()",
            settings,
        )
        .execute(self.scope.db())
        .await?;
        plan_anew(&mut self.scope, viewer).await?;
        sqlx::query!(
            "update imports set state = 'cancelled'
             where workspace_id = acting_workspace()
               and state in ('queued', 'asking', 'running', 'paused', 'undoing')",
        )
        .execute(self.scope.db())
        .await?;
        Ok(())
    }

    /// The originals of imports, in their places.
    async fn files(&mut self, viewer: &Viewer) -> Result<Vec<std::path::PathBuf>> {
        let mut written = Vec::new();
        for old in self.archive.imports() {
            let id: Uuid = self.ids.mapped(old);
            let place = viewer.kith.settings.import_file(id);
            let written_here = self.archive.unpack(&import_entry(old), &place).await;
            written.push(place);
            if let Err(error) = written_here {
                written
                    .iter()
                    .for_each(|file| drop(std::fs::remove_file(file)));
                return Err(error);
            }
        }
        Ok(written)
    }
}

/// The archive was right when it was checked, and is not any more.
fn changed() -> Error {
    crate::error::internal("the archive changed while it was read")
}
