//! What an import could not use: page by page, and as a file for a spreadsheet.

use axum::response::Response;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::steering::told;
use crate::{
    api::{Answer, ApiJson, ApiPath, ApiQuery, Caller, Failure, Outcome, listed},
    error::{Error, FieldCode, Result},
    imports::{
        self, Rejection, RejectionQuery,
        download::{FileQuery, rejections_file},
        reasons::words_of_one,
        rejections,
        store::import,
        types::ImportReport,
    },
    workspaces::Permission,
};

#[derive(Serialize, ToSchema)]
pub struct RejectionDetails {
    id: i64,
    /// `skipped` or `failed`
    outcome: String,
    /// As in the counts of the import: `newsletter`, `no_sender` …
    reason: String,
    /// The reason in words.
    words: String,
    /// The file of the archive; empty where the import is one file.
    file: String,
    /// The byte in that file at which the message begins; absent for a whole file.
    place: Option<i64>,
    sender: Option<String>,
    subject: Option<String>,
    /// Of a record, which one in its file it is, counted from 1.
    number: Option<i64>,
    /// Of a record, why in more than a word.
    detail: Option<String>,
    /// Of a record, as it stands in the file.
    raw: Option<String>,
}

impl From<Rejection> for RejectionDetails {
    fn from(row: Rejection) -> Self {
        Self {
            id: row.id,
            words: words_of_one(&row.reason).to_owned(),
            outcome: row.outcome,
            reason: row.reason,
            file: row.container,
            place: row.place,
            sender: row.sender,
            subject: row.subject,
            number: row.number,
            detail: row.detail,
            raw: row.raw,
        }
    }
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct RejectionsQuery {
    /// `skipped` or `failed`
    outcome: Option<String>,
    /// `newsletter`, `list`, `automated`, `role`, `draft`, `no_sender` …
    reason: Option<String>,
    /// `meta.next_cursor` of the page before.
    cursor: Option<String>,
    /// 1 to 200, 50 where absent.
    limit: Option<i64>,
}

impl RejectionsQuery {
    fn read(self) -> Result<RejectionQuery> {
        let is_known = |outcome: &String| matches!(outcome.as_str(), "skipped" | "failed");
        if self
            .outcome
            .as_ref()
            .is_some_and(|outcome| !is_known(outcome))
        {
            return Err(Error::invalid("outcome", FieldCode::Unknown));
        }
        let cursor = self.cursor.as_deref().map(str::parse).transpose();
        Ok(RejectionQuery {
            table: None,
            outcome: self.outcome,
            reason: self.reason,
            after: cursor
                .map_err(|_| Error::invalid("cursor", FieldCode::Unreadable))?
                .unwrap_or_default(),
            limit: self.limit.unwrap_or(50).clamp(1, 200),
        })
    }
}

/// What an import could not use, in the order of the mailbox
#[utoipa::path(
    get, path = "/imports/{id}/rejections", tag = "imports", params(("id" = Uuid, Path), RejectionsQuery),
    responses((status = 200, body = Answer<Vec<RejectionDetails>>)),
)]
pub async fn list_rejections(
    caller: Caller,
    ApiPath(id): ApiPath<Uuid>,
    ApiQuery(query): ApiQuery<RejectionsQuery>,
) -> Outcome<Vec<RejectionDetails>> {
    let query = query.read()?;
    let mut scope = caller.begin(Permission::Read).await?;
    import(&mut scope, id).await?;
    let mut rows = rejections(&mut scope, id, &query).await?;
    let more = rows.len() as i64 > query.limit;
    rows.truncate(usize::try_from(query.limit).unwrap_or_default());
    let next = rows.last().filter(|_| more).map(|row| row.id.to_string());
    listed(rows.into_iter().map(RejectionDetails::from).collect(), next)
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MendedRow {
    /// As many as there are columns, in their order.
    cells: Vec<String>,
}

/// Import a row of a table that failed, with its cells corrected
#[utoipa::path(
    post, path = "/imports/{id}/rejections/{rejection}/mend", tag = "imports",
    params(("id" = Uuid, Path), ("rejection" = i64, Path)),
    request_body = MendedRow,
    responses((status = 200, body = Answer<ImportReport>)),
)]
pub async fn mend_row(
    caller: Caller,
    ApiPath((id, rejection)): ApiPath<(Uuid, i64)>,
    ApiJson(given): ApiJson<MendedRow>,
) -> Outcome<ImportReport> {
    let mut scope = caller.begin(Permission::ImportFiles).await?;
    imports::mend_row(&mut scope, &caller.0, id, rejection, &given.cells).await?;
    told(scope, id).await
}

/// What an import could not use, as a file for a spreadsheet
///
/// With `file`, the rows of one table as they stand, behind the reason: mended, the file can
/// be imported.
#[utoipa::path(
    get, path = "/imports/{id}/rejections.csv", tag = "imports", params(("id" = Uuid, Path), FileQuery),
    responses((status = 200, body = String, content_type = "text/csv")),
)]
pub async fn download_rejections(
    caller: Caller,
    ApiPath(id): ApiPath<Uuid>,
    ApiQuery(query): ApiQuery<FileQuery>,
) -> Result<Response, Failure> {
    caller.0.require(Permission::Read)?;
    Ok(rejections_file(&caller.0, id, query.file()).await?)
}
