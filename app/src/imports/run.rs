//! The run of an import, stage by stage. Each stage may be entered again: after a
//! kill the job starts over and finds the cursor and the stage where they stand.

use std::time::Instant;

use serde_json::json;
use uuid::Uuid;

use super::{
    batch::store_batch,
    detect::detect_owner,
    reader::read,
    signatures::Signatures,
    store::{self, Import},
};
use crate::{
    companies,
    context::{Kith, Scope},
    error::{Error, Result},
    events::{EventKind, announce, record},
    identity,
    jobs::Stop,
    scoring, suggestions, workspaces,
};

const SCORED_AT_ONCE: usize = 5_000;
/// A mailbox from this size on may change how queries are best planned.
const MANY_BYTES: i64 = 1 << 20;

struct Run<'a> {
    kith: &'a Kith,
    workspace: Uuid,
    import: Import,
    stop: &'a Stop,
    clock: Instant,
}

/// Why a run ended before its end.
enum Halt {
    /// A person cancelled the import.
    Cancelled,
    /// Nothing will be different at another try.
    Hopeless(&'static str),
    /// The process stops: the order is handed back.
    Stopped,
    Failed(Error),
}

impl From<Error> for Halt {
    fn from(error: Error) -> Self {
        if error == Error::Conflict {
            Self::Cancelled
        } else {
            Self::Failed(error)
        }
    }
}

pub async fn run(kith: &Kith, workspace: Uuid, import: Uuid, stop: &Stop) -> anyhow::Result<()> {
    let Some(import) = start(kith, workspace, import).await? else {
        return Ok(());
    };
    let id = import.id;
    let mut run = Run {
        kith,
        workspace,
        import,
        stop,
        clock: Instant::now(),
    };
    match run.all_stages().await {
        Ok(()) | Err(Halt::Cancelled) => Ok(()),
        Err(Halt::Hopeless(reason)) => Ok(fail(kith, workspace, id, reason).await?),
        Err(Halt::Stopped) => Err(anyhow::anyhow!("stopped")),
        Err(Halt::Failed(error)) => Err(error.into()),
    }
}

/// Says on the import's page that the last attempt failed.
pub async fn give_up(kith: &Kith, workspace: Uuid, import: Uuid) -> Result<()> {
    fail(kith, workspace, import, "internal").await
}

/// None where there is nothing to do any more.
async fn start(kith: &Kith, workspace: Uuid, import: Uuid) -> Result<Option<Import>> {
    let mut scope = open(kith, workspace, None).await?;
    let now = scope.now;
    let done = sqlx::query!(
        "update imports set
           state = 'running',
           stage = case when stage = 'waiting' then 'reading' else stage end,
           started_at = coalesce(started_at, $2),
           updated_at = $2
         where id = $1 and state in ('queued', 'running')",
        import,
        now,
    )
    .execute(scope.db())
    .await?;
    if done.rows_affected() == 0 {
        return Ok(None);
    }
    let import = store::import(&mut scope, import).await?;
    scope.commit().await?;
    Ok(Some(import))
}

async fn open(kith: &Kith, workspace: Uuid, user: Option<Uuid>) -> Result<Scope> {
    Scope::open(&kith.pool, workspace, user, kith.clock.now()).await
}

impl Run<'_> {
    async fn scope(&self) -> Result<Scope> {
        open(self.kith, self.workspace, self.import.user_id).await
    }

    /// Working time so far, over all runs of this import.
    fn seconds(&self) -> f64 {
        self.import.seconds + self.clock.elapsed().as_secs_f64()
    }

    async fn all_stages(&mut self) -> Result<(), Halt> {
        self.find_owner().await?;
        self.read_messages().await?;
        self.enter("people").await?;
        self.resolve_people().await?;
        self.enter("scores").await?;
        self.weigh().await?;
        self.enter("suggestions").await?;
        self.finish().await
    }

    /// Takes the mailbox's owner for the member where none of their addresses occurs.
    async fn find_owner(&mut self) -> Result<(), Halt> {
        if self.import.cursor > 0 {
            return Ok(());
        }
        let path = self.kith.settings.import_file(self.import.id);
        let found = detect_owner(&path, &self.import.own_addresses)
            .await
            .map_err(|_| Halt::Hopeless("file_missing"))?;
        let Some(address) = found else { return Ok(()) };
        let mut scope = self.scope().await?;
        workspaces::add_own_address(&mut scope, &address).await?;
        self.import.own_addresses.push(address);
        sqlx::query!(
            "update imports set own_addresses = $2 where id = $1",
            self.import.id,
            &self.import.own_addresses,
        )
        .execute(scope.db())
        .await
        .map_err(Error::from)?;
        Ok(scope.commit().await?)
    }

    async fn read_messages(&mut self) -> Result<(), Halt> {
        let path = self.kith.settings.import_file(self.import.id);
        let signatures = Signatures::of_others(&self.import.own_addresses);
        let mut batches = read(&path, self.import.cursor, Some(signatures))
            .map_err(|_| Halt::Hopeless("file_missing"))?;
        while let Some(batch) = batches.recv().await {
            if self.stop.is_cancelled() {
                return Err(Halt::Stopped);
            }
            let batch = batch.map_err(|cause| Halt::Failed(cause.into()))?;
            let mut scope = self.scope().await?;
            store_batch(&mut scope, &self.import, &batch, self.seconds()).await?;
            scope.commit().await?;
            self.import.cursor = batch.end;
        }
        if self.found_mail().await? {
            Ok(self.take_statistics().await?)
        } else {
            Err(Halt::Hopeless("no_messages"))
        }
    }

    /// The next stages are planned by how much is there; by itself the database would see
    /// what this import wrote a minute later, and plan for an almost empty workspace.
    async fn take_statistics(&self) -> Result<()> {
        if self.import.cursor < MANY_BYTES {
            return Ok(());
        }
        let mut scope = self.scope().await?;
        sqlx::query("analyze source_records, interactions, participants, identity_links")
            .execute(scope.db())
            .await?;
        scope.commit().await
    }

    /// Whether anything in the file was mail at all.
    async fn found_mail(&self) -> Result<bool> {
        let mut scope = self.scope().await?;
        let report = store::import(&mut scope, self.import.id).await?.report();
        Ok(report.stored + report.known > 0 || !report.skipped.is_empty())
    }

    async fn enter(&self, stage: &str) -> Result<(), Halt> {
        if self.stop.is_cancelled() {
            return Err(Halt::Stopped);
        }
        let mut scope = self.scope().await?;
        let done = sqlx::query!(
            "update imports set stage = $2, updated_at = now() where id = $1 and state = 'running'",
            self.import.id,
            stage,
        )
        .execute(scope.db())
        .await
        .map_err(Error::from)?;
        if done.rows_affected() == 0 {
            return Err(Halt::Cancelled);
        }
        announce(&mut scope, "import.progress", self.import.id).await?;
        Ok(scope.commit().await?)
    }

    async fn resolve_people(&self) -> Result<(), Halt> {
        loop {
            let mut scope = self.scope().await?;
            let resolved = identity::resolve_addresses(&mut scope, self.import.id).await?;
            sqlx::query!(
                "update imports set
                   contacts_created = contacts_created + $2,
                   companies_created = companies_created + $3
                 where id = $1",
                self.import.id,
                count(resolved.contacts_created),
                count(resolved.companies_created),
            )
            .execute(scope.db())
            .await
            .map_err(Error::from)?;
            scope.commit().await?;
            if !resolved.more {
                break;
            }
        }
        self.derive_known().await?;
        Ok(self.count_updated().await?)
    }

    /// What the import says about contacts that were here before may change them.
    async fn derive_known(&self) -> Result<()> {
        let mut known = self.touched(false).await?;
        let mut scope = self.scope().await?;
        known.extend(identity::signers(&mut scope, self.import.id).await?);
        known.sort_unstable();
        known.dedup();
        scope.commit().await?;
        for chunk in known.chunks(SCORED_AT_ONCE) {
            let mut scope = self.scope().await?;
            identity::derive_contacts(&mut scope, chunk).await?;
            scope.commit().await?;
        }
        let mut scope = self.scope().await?;
        identity::spell_companies(&mut scope).await?;
        scope.commit().await
    }

    /// Contacts that were here before and have something new in this import.
    async fn count_updated(&self) -> Result<()> {
        let mut scope = self.scope().await?;
        sqlx::query!(
            "update imports set
               seconds = $2,
               interactions = (
                 select count(distinct i.id)
                 from interactions i
                 join participants p on p.interaction_id = i.id
                 join identity_links l on l.source_record_id = p.source_record_id
                 where i.import_id = $1
               ),
               contacts_updated = (
                 select count(distinct c.id)
                 from interactions i
                 join participants p on p.interaction_id = i.id
                 join identity_links l on l.source_record_id = p.source_record_id
                 join contacts c on c.id = l.contact_id
                 where i.import_id = $1 and c.import_id is distinct from $1
               )
             where id = $1",
            self.import.id,
            self.seconds(),
        )
        .execute(scope.db())
        .await?;
        scope.commit().await
    }

    async fn weigh(&self) -> Result<(), Halt> {
        let contacts = self.touched(true).await?;
        for chunk in contacts.chunks(SCORED_AT_ONCE) {
            let mut scope = self.scope().await?;
            scoring::refresh_contacts(&mut scope, chunk).await?;
            scope.commit().await?;
        }
        let mut scope = self.scope().await?;
        companies::refresh_counts(&mut scope, Some(&contacts)).await?;
        sqlx::query!(
            "update imports set seconds = $2 where id = $1",
            self.import.id,
            self.seconds(),
        )
        .execute(scope.db())
        .await
        .map_err(Error::from)?;
        Ok(scope.commit().await?)
    }

    /// The contacts that take part in what was imported, with or without the new ones.
    async fn touched(&self, with_new: bool) -> Result<Vec<Uuid>> {
        let mut scope = self.scope().await?;
        let contacts = sqlx::query_scalar!(
            "select distinct l.contact_id
             from interactions i
             join participants p on p.interaction_id = i.id
             join identity_links l on l.source_record_id = p.source_record_id
             join contacts c on c.id = l.contact_id
             where i.import_id = $1 and ($2 or c.import_id is distinct from $1)",
            self.import.id,
            with_new,
        );
        Ok(contacts.fetch_all(scope.db()).await?)
    }

    async fn finish(&self) -> Result<(), Halt> {
        let mut scope = self.scope().await?;
        suggestions::refresh(&mut scope).await?;
        let now = scope.now;
        sqlx::query!(
            "update imports set
               state = 'done',
               stage = 'done',
               seconds = $3,
               finished_at = $2,
               updated_at = $2
             where id = $1 and state = 'running'",
            self.import.id,
            now,
            self.seconds(),
        )
        .execute(scope.db())
        .await
        .map_err(Error::from)?;
        record(
            &mut scope,
            EventKind::ImportFinished,
            self.import.id,
            json!({}),
        )
        .await?;
        Ok(scope.commit().await?)
    }
}

async fn fail(kith: &Kith, workspace: Uuid, import: Uuid, reason: &str) -> Result<()> {
    let mut scope = open(kith, workspace, None).await?;
    let now = scope.now;
    sqlx::query!(
        "update imports set state = 'failed', error = $2, finished_at = $3, updated_at = $3
         where id = $1 and state in ('queued', 'running')",
        import,
        reason,
        now,
    )
    .execute(scope.db())
    .await?;
    record(
        &mut scope,
        EventKind::ImportFailed,
        import,
        json!({ "reason": reason }),
    )
    .await?;
    scope.commit().await
}

fn count(number: u64) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}
