//! Imports over REST.

use axum::{
    body::Body,
    extract::{FromRequest, Multipart, Request},
    http::{StatusCode, header},
};
use futures::StreamExt;
use serde::Deserialize;
use tokio::io::AsyncWriteExt;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::{
    steer,
    store::{self, NewImport},
    types::ImportReport,
    upload::{Intake, create, register, store_files},
};
use crate::{
    api::{
        Answer, ApiJson, ApiPath, ApiQuery, Caller, Failure, Outcome, PageQuery, answer, listed,
    },
    context::{Scope, Viewer},
    error::{Error, FieldCode, Result},
    ids,
    workspaces::Permission,
};

#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(
    dead_code,
    reason = "describes the query in the document; names may occur again"
)]
pub struct UploadQuery {
    /// The file's name, where the body is the file itself.
    file_name: Option<String>,
    /// Addresses that are the member's own: again and again, or separated by commas.
    own_addresses: Option<String>,
    /// Wait for `POST /imports/{id}/addresses` where it is not clear whose mailbox this
    /// is; else the likeliest address is taken.
    ask: Option<bool>,
}

#[derive(ToSchema)]
#[expect(dead_code, reason = "describes the form in the document")]
struct UploadForm {
    #[schema(format = Binary, content_media_type = "application/mbox")]
    file: String,
}

/// Import a mailbox
///
/// Send the file as the part `file` of a form, or as the whole body: mbox, `.eml`,
/// `.emlx`, or a zip, tar or gzip of mailboxes or of a Maildir. It is read in the
/// background; follow it by its `import_id`.
#[utoipa::path(
    post, path = "/imports", tag = "imports", params(UploadQuery),
    request_body(content = UploadForm, content_type = "multipart/form-data"),
    responses((status = 202, body = Answer<ImportReport>)),
)]
pub async fn create_import(
    caller: Caller,
    ApiQuery(query): ApiQuery<Vec<(String, String)>>,
    request: Request,
) -> Outcome<ImportReport> {
    caller.0.require(Permission::ImportFiles)?;
    let intake = intake(&query);
    let kind = request
        .headers()
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    let id = if kind.is_some_and(|kind| kind.starts_with("multipart/form-data")) {
        let form = Multipart::from_request(request, &())
            .await
            .map_err(|refusal| {
                Failure::new(StatusCode::BAD_REQUEST, "unreadable", refusal.body_text())
            })?;
        *store_files(&caller.0, form, intake)
            .await?
            .first()
            .ok_or(Error::NotFound)?
    } else {
        let name = query.into_iter().find(|(name, _)| name == "file_name");
        let name = name.map_or_else(|| "mailbox".to_owned(), |(_, value)| value);
        store_body(&caller.0, name, request.into_body(), &intake).await?
    };
    let mut scope = caller.0.begin().await?;
    let report = store::import(&mut scope, id).await?.report();
    let (_, body) = answer(report)?;
    Ok((StatusCode::ACCEPTED, body))
}

fn intake(query: &[(String, String)]) -> Intake {
    let mut intake = Intake::default();
    for (name, value) in query {
        match name.as_str() {
            "own_addresses" => intake.add_addresses(value),
            "ask" => intake.ask = matches!(value.as_str(), "true" | "1"),
            _ => {}
        }
    }
    intake
}

async fn store_body(viewer: &Viewer, name: String, body: Body, intake: &Intake) -> Result<Uuid> {
    let id = ids::new(viewer.now);
    let path = viewer.kith.settings.import_file(id);
    let mut file = create(&path).await?;
    let mut chunks = body.into_data_stream();
    let mut size: u64 = 0;
    while let Some(chunk) = chunks.next().await {
        let chunk = chunk.map_err(|_| Error::invalid("file", FieldCode::Unreadable))?;
        size += chunk.len() as u64;
        if size > viewer.kith.settings.upload_limit {
            tokio::fs::remove_file(&path).await?;
            return Err(Error::invalid("file", FieldCode::TooLarge));
        }
        file.write_all(&chunk).await?;
    }
    file.sync_all().await?;
    if size == 0 {
        tokio::fs::remove_file(&path).await?;
        return Err(Error::invalid("file", FieldCode::Required));
    }
    register(viewer, NewImport::of(id, name, size), intake).await
}

/// List imports, newest first
#[utoipa::path(
    get, path = "/imports", tag = "imports", params(PageQuery),
    responses((status = 200, body = Answer<Vec<ImportReport>>)),
)]
pub async fn list_imports(
    caller: Caller,
    ApiQuery(page): ApiQuery<PageQuery>,
) -> Outcome<Vec<ImportReport>> {
    let mut scope = caller.begin(Permission::Read).await?;
    let before = page.cursor.as_deref().map(read_cursor).transpose()?;
    let mut rows = store::imports(&mut scope, before, page.size()).await?;
    let more = rows.len() as i64 > page.size();
    rows.truncate(page.size() as usize);
    let next = rows
        .last()
        .filter(|_| more)
        .map(|import| import.id.to_string());
    listed(rows.iter().map(store::Import::report).collect(), next)
}

fn read_cursor(text: &str) -> Result<Uuid> {
    text.parse()
        .map_err(|_| Error::invalid("cursor", FieldCode::Unreadable))
}

/// How far an import is, and what came of it
#[utoipa::path(
    get, path = "/imports/{id}", tag = "imports", params(("id" = Uuid, Path)),
    responses((status = 200, body = Answer<ImportReport>)),
)]
pub async fn get_import(caller: Caller, ApiPath(id): ApiPath<Uuid>) -> Outcome<ImportReport> {
    let mut scope = caller.begin(Permission::Read).await?;
    answer(store::import(&mut scope, id).await?.report())
}

/// Stop an import; what was stored stays
#[utoipa::path(
    post, path = "/imports/{id}/cancel", tag = "imports", params(("id" = Uuid, Path)),
    responses((status = 200, body = Answer<ImportReport>)),
)]
pub async fn cancel_import(caller: Caller, ApiPath(id): ApiPath<Uuid>) -> Outcome<ImportReport> {
    let mut scope = caller.begin(Permission::ImportFiles).await?;
    steer::cancel(&mut scope, id).await?;
    told(scope, id).await
}

/// Go on with an import that was stopped or failed
#[utoipa::path(
    post, path = "/imports/{id}/retry", tag = "imports", params(("id" = Uuid, Path)),
    responses((status = 200, body = Answer<ImportReport>)),
)]
pub async fn retry_import(caller: Caller, ApiPath(id): ApiPath<Uuid>) -> Outcome<ImportReport> {
    let mut scope = caller.begin(Permission::ImportFiles).await?;
    steer::retry(&mut scope, id).await?;
    told(scope, id).await
}

/// Stop at the next safe point, and wait
#[utoipa::path(
    post, path = "/imports/{id}/pause", tag = "imports", params(("id" = Uuid, Path)),
    responses((status = 200, body = Answer<ImportReport>)),
)]
pub async fn pause_import(caller: Caller, ApiPath(id): ApiPath<Uuid>) -> Outcome<ImportReport> {
    let mut scope = caller.begin(Permission::ImportFiles).await?;
    steer::pause(&mut scope, id).await?;
    told(scope, id).await
}

/// Go on with a paused import
#[utoipa::path(
    post, path = "/imports/{id}/resume", tag = "imports", params(("id" = Uuid, Path)),
    responses((status = 200, body = Answer<ImportReport>)),
)]
pub async fn resume_import(caller: Caller, ApiPath(id): ApiPath<Uuid>) -> Outcome<ImportReport> {
    let mut scope = caller.begin(Permission::ImportFiles).await?;
    steer::resume(&mut scope, id).await?;
    told(scope, id).await
}

/// Take away what came by this import alone; contacts that somebody edited stay
#[utoipa::path(
    post, path = "/imports/{id}/undo", tag = "imports", params(("id" = Uuid, Path)),
    responses((status = 200, body = Answer<ImportReport>)),
)]
pub async fn undo_import(caller: Caller, ApiPath(id): ApiPath<Uuid>) -> Outcome<ImportReport> {
    let mut scope = caller.begin(Permission::ImportFiles).await?;
    steer::undo(&mut scope, id).await?;
    told(scope, id).await
}

/// Import the kept file of an undone import again
#[utoipa::path(
    post, path = "/imports/{id}/redo", tag = "imports", params(("id" = Uuid, Path)),
    responses((status = 200, body = Answer<ImportReport>)),
)]
pub async fn redo_import(caller: Caller, ApiPath(id): ApiPath<Uuid>) -> Outcome<ImportReport> {
    let mut scope = caller.begin(Permission::ImportFiles).await?;
    steer::redo(&mut scope, id).await?;
    told(scope, id).await
}

#[derive(Deserialize, ToSchema)]
pub struct OwnAddresses {
    addresses: Vec<String>,
}

/// Say whose mailbox it is, where the import asks
#[utoipa::path(
    post, path = "/imports/{id}/addresses", tag = "imports", params(("id" = Uuid, Path)),
    request_body = OwnAddresses,
    responses((status = 200, body = Answer<ImportReport>)),
)]
pub async fn answer_import(
    caller: Caller,
    ApiPath(id): ApiPath<Uuid>,
    ApiJson(given): ApiJson<OwnAddresses>,
) -> Outcome<ImportReport> {
    let mut scope = caller.begin(Permission::ImportFiles).await?;
    steer::answer_addresses(&mut scope, id, &given.addresses).await?;
    told(scope, id).await
}

/// Commits, and answers how the import stands now.
async fn told(mut scope: Scope, id: Uuid) -> Outcome<ImportReport> {
    let report = store::import(&mut scope, id).await?.report();
    scope.commit().await?;
    answer(report)
}
