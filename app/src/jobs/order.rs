//! The register: every kind of background work, in alphabetical order.

use apalis::prelude::TaskBuilder;
use serde::{Deserialize, Serialize};
use sqlx::PgConnection;
use uuid::Uuid;

use super::{
    store,
    worker::{ATTEMPTS, QUEUE, Stop},
};
use crate::{
    accounts, backups, bulk, companies,
    context::{Kith, Scope},
    error::{Result, internal},
    imports, life_events, notifications, photos, review, scoring, search, suggestions, tasks,
    taxonomy, transfers, trash,
};

/// A failure in words that are fit for the people who look after this: what is wrong, and
/// what to do. They stand where owners look.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Problem(pub String);

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "order", rename_all = "snake_case")]
pub enum Order {
    /// Writes a backup of the whole installation, and removes those that are too many.
    BackUp,
    /// Does one thing to many contacts, from where it stands to its end.
    ChangeMany {
        workspace: Uuid,
        change: Uuid,
        attempt: i32,
    },
    /// Asks the language model about everybody, which tags fit.
    ClassifyContacts { workspace: Uuid, reading: Uuid },
    /// Removes sessions and log-in attempts that are over.
    CleanSessions,
    /// Removes exports of workspaces whose time is over.
    CleanTransfers,
    /// Removes uploads of which no import was made.
    CleanUploads,
    /// Counts the figures of all companies of a workspace again.
    CountCompanies { workspace: Uuid },
    /// Turns the direction of mail by the addresses that are the members' own now.
    CorrectOwnAddresses { workspace: Uuid },
    /// Sends the mails, pushes and digests that are due.
    DeliverNotifications,
    /// Announces the reminders that became due, in every workspace.
    DeliverReminders,
    /// Finds tags to propose in a workspace's own data.
    DiscoverTags { workspace: Uuid, reading: Uuid },
    /// Orders `PurgeTrash` for every workspace.
    EmptyTrash,
    /// Orders `FindDoubles` for every workspace.
    FindAllDoubles,
    /// Compares all contacts of a workspace, and all companies: which of them may be one.
    FindDoubles { workspace: Uuid },
    /// Reads imports of a workspace for what happened in people's lives.
    FindLifeEvents { workspace: Uuid },
    /// Reads an uploaded mailbox from where it stands to its end.
    ImportMailbox {
        workspace: Uuid,
        import: Uuid,
        attempt: i32,
    },
    /// Orders `IndexMessages` for every workspace.
    IndexAll,
    /// Reads for search what is not read yet.
    IndexMessages { workspace: Uuid },
    /// Compares those who are new or changed with all contacts of a workspace.
    MatchArrivals { workspace: Uuid },
    /// Removes for good what lay in a workspace's trash long enough.
    PurgeTrash { workspace: Uuid },
    /// Counts every relationship of a workspace again.
    RefreshScores { workspace: Uuid },
    /// Decides again who is due in a workspace.
    RefreshSuggestions { workspace: Uuid },
    /// Makes contacts of those whom the workspace's rule takes in now.
    ResolveContacts { workspace: Uuid },
    /// Compares all contacts of a workspace with all, as somebody wants it.
    ScanContacts { workspace: Uuid, scan: Uuid },
    /// Orders `RefreshScores` for every workspace.
    ScoreAll,
    /// Seeks the logos of a workspace's companies, if it wants them.
    SeekLogos { workspace: Uuid },
    /// Orders `SeekLogos` for every workspace.
    SeekLogosAll,
    /// Orders `RefreshSuggestions` for every workspace.
    SuggestAll,
    /// Writes a whole workspace into a file, or loads one.
    TransferWorkspace { workspace: Uuid, transfer: Uuid },
    /// Takes a change of many contacts back.
    UndoBulkChange {
        workspace: Uuid,
        change: Uuid,
        attempt: i32,
    },
    /// Takes away what came by an import alone.
    UndoImport {
        workspace: Uuid,
        import: Uuid,
        attempt: i32,
    },
    /// Brings back the suggestions of a workspace whose time has come.
    WakeSnoozed { workspace: Uuid },
}

impl Order {
    pub fn name(&self) -> &'static str {
        match self {
            Self::BackUp => "back_up",
            Self::ChangeMany { .. } => "change_many",
            Self::ClassifyContacts { .. } => "classify_contacts",
            Self::CleanSessions => "clean_sessions",
            Self::CleanTransfers => "clean_transfers",
            Self::CleanUploads => "clean_uploads",
            Self::CorrectOwnAddresses { .. } => "correct_own_addresses",
            Self::CountCompanies { .. } => "count_companies",
            Self::DeliverNotifications => "deliver_notifications",
            Self::DeliverReminders => "deliver_reminders",
            Self::DiscoverTags { .. } => "discover_tags",
            Self::EmptyTrash => "empty_trash",
            Self::FindAllDoubles => "find_all_doubles",
            Self::FindDoubles { .. } => "find_doubles",
            Self::FindLifeEvents { .. } => "find_life_events",
            Self::ImportMailbox { .. } => "import_mailbox",
            Self::IndexAll => "index_all",
            Self::IndexMessages { .. } => "index_messages",
            Self::MatchArrivals { .. } => "match_arrivals",
            Self::PurgeTrash { .. } => "purge_trash",
            Self::RefreshScores { .. } => "refresh_scores",
            Self::RefreshSuggestions { .. } => "refresh_suggestions",
            Self::ResolveContacts { .. } => "resolve_contacts",
            Self::ScanContacts { .. } => "scan_contacts",
            Self::ScoreAll => "score_all",
            Self::SeekLogos { .. } => "seek_logos",
            Self::SeekLogosAll => "seek_logos_all",
            Self::SuggestAll => "suggest_all",
            Self::TransferWorkspace { .. } => "transfer_workspace",
            Self::UndoBulkChange { .. } => "undo_bulk_change",
            Self::UndoImport { .. } => "undo_import",
            Self::WakeSnoozed { .. } => "wake_snoozed",
        }
    }

    /// The workspace that it is about; none where it is about the installation.
    pub fn workspace(&self) -> Option<Uuid> {
        match self {
            Self::BackUp
            | Self::CleanSessions
            | Self::CleanTransfers
            | Self::CleanUploads
            | Self::DeliverNotifications
            | Self::DeliverReminders
            | Self::EmptyTrash
            | Self::FindAllDoubles
            | Self::IndexAll
            | Self::ScoreAll
            | Self::SeekLogosAll
            | Self::SuggestAll => None,
            Self::ChangeMany { workspace, .. }
            | Self::ClassifyContacts { workspace, .. }
            | Self::CorrectOwnAddresses { workspace }
            | Self::CountCompanies { workspace }
            | Self::DiscoverTags { workspace, .. }
            | Self::FindDoubles { workspace }
            | Self::FindLifeEvents { workspace }
            | Self::ImportMailbox { workspace, .. }
            | Self::IndexMessages { workspace }
            | Self::MatchArrivals { workspace }
            | Self::PurgeTrash { workspace }
            | Self::RefreshScores { workspace }
            | Self::RefreshSuggestions { workspace }
            | Self::ResolveContacts { workspace }
            | Self::ScanContacts { workspace, .. }
            | Self::SeekLogos { workspace }
            | Self::TransferWorkspace { workspace, .. }
            | Self::UndoBulkChange { workspace, .. }
            | Self::UndoImport { workspace, .. }
            | Self::WakeSnoozed { workspace } => Some(*workspace),
        }
    }

    pub async fn run(self, kith: &Kith, stop: &Stop) -> anyhow::Result<()> {
        match self {
            Self::BackUp => backups::back_up(kith, stop).await?,
            Self::ChangeMany {
                workspace,
                change,
                attempt,
            } => {
                bulk::run(kith, workspace, change, attempt, false, stop).await?;
            }
            Self::ClassifyContacts { workspace, reading } => {
                taxonomy::classify_contacts(kith, workspace, reading, stop).await?;
            }
            Self::CleanSessions => accounts::clean_sessions(kith).await?,
            Self::CleanTransfers => transfers::clean_transfers(kith).await?,
            Self::CleanUploads => imports::clean_uploads(kith).await?,
            Self::CorrectOwnAddresses { workspace } => {
                imports::correct_own_addresses(kith, workspace, stop).await?;
            }
            Self::CountCompanies { workspace } => {
                companies::count_all(kith, workspace).await?;
            }
            Self::DeliverNotifications => {
                notifications::deliver_notifications(kith, stop).await?;
                store::forget_done(kith, "deliver_notifications").await?;
            }
            Self::DeliverReminders => {
                tasks::deliver_reminders(kith).await?;
                store::forget_done(kith, "deliver_reminders").await?;
            }
            Self::DiscoverTags { workspace, reading } => {
                taxonomy::discover_tags(kith, workspace, reading, stop).await?;
            }
            Self::EmptyTrash => {
                each_workspace(kith, |workspace| Self::PurgeTrash { workspace }).await?
            }
            Self::FindAllDoubles => {
                each_workspace(kith, |workspace| Self::FindDoubles { workspace }).await?
            }
            Self::FindDoubles { workspace } => {
                review::find_doubles(kith, workspace, stop).await?;
                notifications::tell_of_review(kith, workspace).await?;
            }
            Self::FindLifeEvents { workspace } => {
                life_events::find_life_events(kith, workspace, stop).await?;
            }
            Self::ImportMailbox {
                workspace,
                import,
                attempt,
            } => {
                imports::run(kith, workspace, import, attempt, stop).await?;
            }
            Self::IndexAll => {
                each_workspace(kith, |workspace| Self::IndexMessages { workspace }).await?
            }
            Self::IndexMessages { workspace } => {
                search::index_messages(kith, workspace, stop).await?
            }
            Self::MatchArrivals { workspace } => {
                review::match_arrivals(kith, workspace, stop).await?;
            }
            Self::PurgeTrash { workspace } => {
                trash::purge_workspace(kith, workspace, stop).await?;
                photos::sweep_photos(kith, workspace).await?;
                notifications::forget_old(kith, workspace).await?;
            }
            Self::RefreshScores { workspace } => {
                scoring::refresh_workspace(kith, workspace).await?
            }
            Self::RefreshSuggestions { workspace } => {
                suggestions::refresh_workspace(kith, workspace).await?;
                notifications::tell_of_suggestions(kith, workspace).await?;
            }
            Self::ResolveContacts { workspace } => {
                imports::resolve_contacts(kith, workspace, stop).await?;
            }
            Self::ScanContacts { workspace, scan } => {
                review::run_scan(kith, workspace, scan, stop).await?;
            }
            Self::ScoreAll => {
                each_workspace(kith, |workspace| Self::RefreshScores { workspace }).await?
            }
            Self::SeekLogos { workspace } => {
                companies::logos::seek_logos(kith, workspace, stop).await?;
            }
            Self::SeekLogosAll => {
                each_workspace(kith, |workspace| Self::SeekLogos { workspace }).await?;
            }
            Self::SuggestAll => {
                each_workspace(kith, |workspace| Self::RefreshSuggestions { workspace }).await?;
            }
            Self::TransferWorkspace {
                workspace,
                transfer,
            } => {
                transfers::run_transfer(kith, workspace, transfer, stop).await?;
            }
            Self::UndoBulkChange {
                workspace,
                change,
                attempt,
            } => {
                bulk::run(kith, workspace, change, attempt, true, stop).await?;
            }
            Self::UndoImport {
                workspace,
                import,
                attempt,
            } => {
                imports::run_undo(kith, workspace, import, attempt, stop).await?;
            }
            Self::WakeSnoozed { workspace } => wake_snoozed(kith, workspace).await?,
        }
        Ok(())
    }
}

impl Order {
    /// What somebody asked for, and at which try of theirs; imports tell of themselves.
    pub fn asked(&self) -> Option<(Uuid, i32)> {
        match self {
            Self::ChangeMany {
                change, attempt, ..
            }
            | Self::UndoBulkChange {
                change, attempt, ..
            } => Some((*change, *attempt)),
            Self::ClassifyContacts { reading, .. } | Self::DiscoverTags { reading, .. } => {
                Some((*reading, 1))
            }
            Self::ImportMailbox {
                import, attempt, ..
            }
            | Self::UndoImport {
                import, attempt, ..
            } => Some((*import, *attempt)),
            Self::ScanContacts { scan, .. } => Some((*scan, 1)),
            Self::TransferWorkspace { transfer, .. } => Some((*transfer, 1)),
            _ => None,
        }
    }

    /// Says where people look that the last attempt failed, and tells whom it concerns.
    pub async fn give_up(&self, kith: &Kith) -> Result<()> {
        match self {
            Self::ChangeMany {
                workspace,
                change,
                attempt,
            }
            | Self::UndoBulkChange {
                workspace,
                change,
                attempt,
            } => bulk::give_up(kith, *workspace, *change, *attempt).await?,
            Self::ClassifyContacts { workspace, reading }
            | Self::DiscoverTags { workspace, reading } => {
                taxonomy::give_up(kith, *workspace, *reading).await?;
            }
            Self::ImportMailbox {
                workspace,
                import,
                attempt,
            }
            | Self::UndoImport {
                workspace,
                import,
                attempt,
            } => return imports::give_up(kith, *workspace, *import, *attempt).await,
            Self::ScanContacts { workspace, scan } => {
                review::give_up(kith, *workspace, *scan).await?;
            }
            Self::TransferWorkspace {
                workspace,
                transfer,
            } => transfers::give_up(kith, *workspace, *transfer).await?,
            _ => {}
        }
        notifications::tell_of_failure(kith, self).await
    }
}

/// Decides again who is due where somebody's time has come.
async fn wake_snoozed(kith: &Kith, workspace: Uuid) -> Result<()> {
    let now = kith.clock.now();
    let mut scope = Scope::open(&kith.pool, workspace, None, now).await?;
    let is_due = sqlx::query_scalar!(
        r#"select exists (
             select from suggestions
             where workspace_id = acting_workspace() and state = 'snoozed' and snoozed_until <= $1
           ) as "due!""#,
        now,
    )
    .fetch_one(scope.db())
    .await?;
    drop(scope);
    if is_due {
        suggestions::refresh_workspace(kith, workspace).await?;
    }
    Ok(())
}

async fn each_workspace(kith: &Kith, order: impl Fn(Uuid) -> Order) -> Result<()> {
    let mut transaction = kith.pool.begin().await?;
    let workspaces = sqlx::query_scalar!("select id from workspaces order by id")
        .fetch_all(&mut *transaction)
        .await?;
    for workspace in workspaces {
        enqueue(&mut transaction, &order(workspace), None).await?;
    }
    Ok(transaction.commit().await?)
}

/// Stores the order in the caller's transaction. A key that was used before is
/// refused by the database: choose one that names the work.
pub async fn enqueue(db: &mut PgConnection, order: &Order, key: Option<&str>) -> Result<()> {
    let mut task = TaskBuilder::new(serde_json::to_vec(order)?).max_attempts(ATTEMPTS);
    if let Some(key) = key {
        task = task.idempotency_key(key);
    }
    apalis_postgres::queries::push_tasks(db, QUEUE, vec![task.build()])
        .await
        .map_err(internal)
}
