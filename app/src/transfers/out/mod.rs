//! The file as it is written: from one moment of the workspace, row by row, so that memory
//! does not grow with it.

mod mails;
mod pack;

use std::path::{Path, PathBuf};

use futures::TryStreamExt;
use serde_json::{Map, Value};
use uuid::Uuid;

use super::{
    manifest::{FORMAT, Manifest, Member, VERSION, import_entry, table_entry},
    tables::{self, Table},
};
use crate::{
    contacts::export::{ExportFormat, Writer},
    context::{Scope, Viewer},
    error::{Error, Result},
    schema,
};

use pack::Packer;

/// Rows between two reports.
const STEP: u64 = 2_000;
const PEOPLE: usize = 500;

/// Is asked again and again whether to go on, with the rows done and all rows.
pub trait Watch {
    fn went_on(&mut self, done: u64, total: u64) -> impl Future<Output = Result<bool>> + Send;
}

/// For whom nobody waits.
impl Watch for () {
    async fn went_on(&mut self, _: u64, _: u64) -> Result<bool> {
        Ok(true)
    }
}

/// Writes the workspace into this file, and says what is in it. None where the watch ended it;
/// then, and where it fails, no file is left.
pub async fn write_workspace(
    viewer: &Viewer,
    file: &Path,
    watch: &mut impl Watch,
) -> Result<Option<Manifest>> {
    let unfinished = file.with_extension("unfinished");
    let written = write(viewer, &unfinished, watch).await;
    match &written {
        Ok(Some(_)) => tokio::fs::rename(&unfinished, file).await?,
        _ => drop(std::fs::remove_file(&unfinished)),
    }
    written
}

async fn write(viewer: &Viewer, file: &Path, watch: &mut impl Watch) -> Result<Option<Manifest>> {
    let mut scope = Scope::snapshot(&viewer.kith.pool, viewer.workspace, viewer.now).await?;
    let tables = tables::tables(&mut scope).await?;
    let mut manifest = begin(&mut scope, viewer, &tables).await?;
    let total = manifest.tables.values().sum();
    let mut leaving = Leaving {
        scope,
        packer: Packer::create(file)?,
        done: 0,
        total,
        watch,
    };
    for table in &tables {
        if !leaving.table(table).await? {
            return Ok(None);
        }
    }
    manifest.contacts = leaving.contacts().await?;
    let Some(mails) = leaving.mails().await? else {
        return Ok(None);
    };
    manifest.mails = mails;
    leaving.imports(viewer).await?;
    manifest.files = leaving.packer.finish(manifest.clone()).await?;
    Ok(Some(manifest))
}

async fn begin(scope: &mut Scope, viewer: &Viewer, tables: &[Table]) -> Result<Manifest> {
    let mut manifest = Manifest {
        format: FORMAT.to_owned(),
        version: VERSION,
        schema: schema::newest(),
        made_at: viewer.now,
        workspace: settings(scope).await?,
        members: members(scope).await?,
        tables: Default::default(),
        contacts: 0,
        mails: 0,
        left_out: tables::LEFT_OUT
            .iter()
            .map(|(table, why)| ((*table).to_owned(), (*why).to_owned()))
            .collect(),
        files: Default::default(),
    };
    let passwords = "Passwords are the accounts', and stay with this installation.";
    manifest
        .left_out
        .insert("users".to_owned(), passwords.to_owned());
    for table in tables {
        let sql = format!(
            "select count(*) from \"{}\" where workspace_id = acting_workspace()",
            table.name
        );
        let rows: i64 = sqlx::query_scalar(sqlx::AssertSqlSafe(sql))
            .fetch_one(scope.db())
            .await?;
        manifest
            .tables
            .insert(table.name.clone(), rows.unsigned_abs());
    }
    Ok(manifest)
}

async fn settings(scope: &mut Scope) -> Result<Map<String, Value>> {
    let row = sqlx::query_scalar!(
        r#"select to_jsonb(w) - array['id', 'created_at'] as "row!" from workspaces w where id = acting_workspace()"#
    )
    .fetch_one(scope.db())
    .await?;
    Ok(row.as_object().cloned().unwrap_or_default())
}

async fn members(scope: &mut Scope) -> Result<Vec<Member>> {
    Ok(sqlx::query_as!(
        Member,
        "select u.id, u.email, u.name, m.role
         from memberships m
         join users u on u.id = m.user_id
         where m.workspace_id = acting_workspace()
         order by m.created_at, u.id",
    )
    .fetch_all(scope.db())
    .await?)
}

struct Leaving<'a, W> {
    scope: Scope,
    packer: Packer,
    done: u64,
    total: u64,
    watch: &'a mut W,
}

impl<W: Watch> Leaving<'_, W> {
    /// False where the watch ended it.
    async fn table(&mut self, table: &Table) -> Result<bool> {
        self.packer.open(&table_entry(&table.name)).await?;
        let order = table.key.iter().map(|key| format!("\"{key}\""));
        let order: Vec<String> = order.collect();
        let order = if order.is_empty() {
            String::new()
        } else {
            format!("order by {}", order.join(", "))
        };
        let sql = format!(
            "select (to_jsonb(t) - $1::text[])::text from \"{}\" t where workspace_id = acting_workspace() {order}",
            table.name
        );
        let mut rows = sqlx::query_scalar::<_, String>(sqlx::AssertSqlSafe(sql))
            .bind(&table.generated)
            .fetch(self.scope.db());
        let mut text = String::new();
        while let Some(row) = rows.try_next().await? {
            text.push_str(&row);
            text.push('\n');
            self.done += 1;
            if text.len() > pack::CHUNK {
                self.packer.write(std::mem::take(&mut text)).await?;
            }
            if self.done.is_multiple_of(STEP) && !self.watch.went_on(self.done, self.total).await? {
                return Ok(false);
            }
        }
        drop(rows);
        self.packer.write(text).await?;
        self.watch.went_on(self.done, self.total).await
    }

    /// All that are not in the trash, archived ones too.
    async fn contacts(&mut self) -> Result<u64> {
        let ids = sqlx::query_scalar!(
            "select id from contacts
             where workspace_id = acting_workspace() and deleted_at is null
             order by name_folded, id"
        )
        .fetch_all(self.scope.db())
        .await?;
        for format in ExportFormat::ALL {
            self.packer.open(format.file_name()).await?;
            let writer = Writer::new(&mut self.scope, format).await?;
            self.packer.write(writer.head()).await?;
            for some in ids.chunks(PEOPLE) {
                let text = writer.write(&mut self.scope, some).await?;
                self.packer.write(text).await?;
            }
        }
        Ok(ids.len() as u64)
    }

    async fn mails(&mut self) -> Result<Option<u64>> {
        self.packer.open("mails.mbox").await?;
        let mut after = Uuid::nil();
        let mut mails = 0;
        loop {
            let page = mails::page(&mut self.scope, after).await?;
            let Some(last) = page.last() else {
                return Ok(Some(mails));
            };
            after = last.id;
            mails += page.len() as u64;
            let text = page.iter().map(mails::Mail::message).collect();
            self.packer.write(text).await?;
            if !self.watch.went_on(self.done, self.total).await? {
                return Ok(None);
            }
        }
    }

    /// The originals of imports, as far as they are still there.
    async fn imports(&mut self, viewer: &Viewer) -> Result<()> {
        let ids = sqlx::query_scalar!(
            "select id from imports where workspace_id = acting_workspace() order by id"
        )
        .fetch_all(self.scope.db())
        .await?;
        for id in ids {
            let path: PathBuf = viewer.kith.settings.import_file(id);
            if path.is_file() {
                self.packer.file(&import_entry(id), path).await?;
            }
        }
        Ok(())
    }
}

/// The writer ended before everything was handed to it.
fn broke_off() -> Error {
    crate::error::internal("the archive could not be written")
}
