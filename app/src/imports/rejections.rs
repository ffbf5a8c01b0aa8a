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
         order by id
         limit $5",
        import,
        query.after,
        query.outcome,
        query.reason,
        query.limit + 1,
    )
    .fetch_all(scope.db())
    .await?)
}
