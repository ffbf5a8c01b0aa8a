//! What the database knows about how much is there. By itself it would see what an import
//! wrote a minute later, and until then plan for an almost empty workspace: with row-level
//! security, every index that begins with the workspace then looks as good as the right one.

use super::Run;
use crate::error::Result;

/// A mailbox from this size on may change how queries are best planned.
const MANY_BYTES: i64 = 1 << 20;

/// How finely the values of a column are told apart. The usual hundred reads five times as
/// many rows as it takes to know which index is the right one.
const GRAIN: &str = "set local default_statistics_target = 20";

#[derive(Clone, Copy)]
pub(super) enum Written {
    Mail,
    Records,
    Companies,
    People,
}

impl Written {
    fn analyze(self) -> &'static str {
        match self {
            Self::Mail => {
                "analyze source_records, record_statements, interactions, participants, identity_links"
            }
            // By these columns they are looked for; of what records hold nothing is asked.
            Self::Records => {
                "analyze \
                   source_records (id, workspace_id, origin, external_id, is_person), \
                   record_statements (import_id, source_record_id, workspace_id, is_listed), \
                   interactions, participants, identity_links"
            }
            Self::Companies => {
                "analyze companies (id, workspace_id, domain, name_folded, name_key, deleted_at)"
            }
            Self::People => {
                "analyze \
                   contacts (id, workspace_id, company_id, import_id, name_folded, deleted_at), \
                   contact_points (contact_id, workspace_id, kind, value), \
                   companies (id, workspace_id, domain, name_folded, name_key, deleted_at), \
                   identity_links"
            }
        }
    }
}

/// How many there are beside how many the statistics know.
#[derive(Default)]
pub(super) struct Growth {
    present: usize,
    known: usize,
}

impl Growth {
    pub(super) fn has_doubled(&mut self, more: usize) -> bool {
        self.present += more;
        let has_doubled = more > 0 && self.present >= 2 * self.known;
        if has_doubled {
            self.known = self.present;
        }
        has_doubled
    }
}

impl Run<'_> {
    pub(super) async fn take_statistics(&self, written: Written) -> Result<()> {
        if self.import.file_size < MANY_BYTES {
            return Ok(());
        }
        let mut scope = self.scope().await?;
        sqlx::query(GRAIN).execute(scope.db()).await?;
        sqlx::query(written.analyze()).execute(scope.db()).await?;
        scope.commit().await
    }

    /// As an import goes on: plans that were made for a table half its size look at all of
    /// what the workspace has.
    pub(super) async fn renew_statistics(&self) -> Result<()> {
        let mut scope = self.scope().await?;
        let is_outgrown: bool = sqlx::query_scalar(
            "select pg_relation_size(oid) >= 2 * relpages * current_setting('block_size')::bigint
             from pg_class
             where oid = 'interactions'::regclass",
        )
        .fetch_one(scope.db())
        .await?;
        scope.commit().await?;
        if is_outgrown {
            self.take_statistics(Written::Mail).await?;
        }
        Ok(())
    }
}
