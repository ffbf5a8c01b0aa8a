//! What an import could not use, by reason.

use uuid::Uuid;

use crate::{context::Scope, error::Result};

pub struct Rejection {
    pub id: i64,
    pub container: String,
    pub place: Option<i64>,
    pub outcome: String,
    pub reason: String,
    pub subject: Option<String>,
    pub sender: Option<String>,
    /// Of a record, which one in its file it is, counted from 1.
    pub number: Option<i64>,
    /// Of a record, why in more than a word.
    pub detail: Option<String>,
    /// Of a record, as it stands in the file.
    pub raw: Option<String>,
}

/// Which of them: those behind an id, and those of one outcome or reason only.
#[derive(Clone, Debug, Default)]
pub struct RejectionQuery {
    /// Only the rows of the table in this file.
    pub table: Option<String>,
    pub outcome: Option<String>,
    pub reason: Option<String>,
    pub after: i64,
    pub limit: i64,
}

/// In the order of the mailbox; one more than `limit` says that there is a next page.
pub async fn rejections(
    scope: &mut Scope,
    import: Uuid,
    query: &RejectionQuery,
) -> Result<Vec<Rejection>> {
    Ok(sqlx::query_as!(
        Rejection,
        "select id, container, place, outcome, reason, subject, sender, number, detail, raw
         from import_rejections
         where import_id = $1
           and id > $2
           and ($3::text is null or outcome = $3)
           and ($4::text is null or reason = $4)
           and ($6::text is null or container = $6 and raw <> '')
         order by id
         limit $5",
        import,
        query.after,
        query.outcome,
        query.reason,
        query.limit + 1,
        query.table,
    )
    .fetch_all(scope.db())
    .await?)
}

/// The tables of which rows were not imported, the first of many.
pub async fn rejected_tables(scope: &mut Scope, import: Uuid) -> Result<Vec<String>> {
    Ok(sqlx::query_scalar!(
        "select t.container
         from import_tables t
         where t.import_id = $1
           and case
             when exists (select from import_tables other where other.import_id = $1 and other.place > 0)
             then t.container in (
               select distinct container from import_rejections where import_id = $1 and raw <> ''
             )
             else exists (select from import_rejections where import_id = $1 and container = t.container and raw <> '')
           end
         order by t.place
         limit 50",
        import,
    )
    .fetch_all(scope.db())
    .await?)
}
