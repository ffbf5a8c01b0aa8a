//! The file to browsers and programs, and from them.

use axum::{
    Extension,
    body::Body,
    extract::{Multipart, Path},
    http::{HeaderValue, header},
    response::{IntoResponse, Redirect, Response},
};
use futures::{Stream, StreamExt};
use tokio::{fs, io::AsyncWriteExt};
use tokio_util::io::ReaderStream;
use tower_sessions::Session;
use uuid::Uuid;

use super::store::{start_load, transfer};
use crate::{
    context::Viewer,
    error::{Error, FieldCode, Result},
    forms::{FormState, failure_response, flash_form_error},
    ids,
    routes::paths,
    workspaces::Permission,
};

/// `GET /settings/transfers/{id}/workspace.zip`
pub async fn download_workspace(
    Extension(viewer): Extension<Viewer>,
    Path(id): Path<Uuid>,
) -> Response {
    workspace_file(&viewer, id)
        .await
        .unwrap_or_else(|error| failure_response(&error))
}

/// The file while it is kept.
pub async fn workspace_file(viewer: &Viewer, id: Uuid) -> Result<Response> {
    viewer.require(Permission::ManageWorkspace)?;
    let found = transfer(&mut viewer.begin().await?, id).await?;
    if !found.has_file() {
        return Err(Error::NotFound);
    }
    let place = viewer.kith.settings.transfer_file(id);
    let file = fs::File::open(place).await.map_err(|_| Error::NotFound)?;
    let headers = [
        (
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/zip"),
        ),
        (
            header::CONTENT_DISPOSITION,
            HeaderValue::from_static("attachment; filename=\"workspace.zip\""),
        ),
        (
            header::CONTENT_LENGTH,
            HeaderValue::from(file.metadata().await?.len()),
        ),
    ];
    Ok((headers, Body::from_stream(ReaderStream::new(file))).into_response())
}

/// `POST /settings/transfers/load`, as a plain form sends it.
pub async fn upload_workspace(
    Extension(viewer): Extension<Viewer>,
    session: Extension<Session>,
    form: Multipart,
) -> Response {
    match load_form(&viewer, form).await {
        Ok(_) => Redirect::to(paths::transfers()).into_response(),
        Err(error) => {
            let state = FormState {
                action: paths::load_workspace().to_owned(),
                values: Vec::new(),
                error: Some(error),
            };
            match flash_form_error(&session, state).await {
                Ok(()) => Redirect::to(paths::transfers()).into_response(),
                Err(error) => failure_response(&error),
            }
        }
    }
}

async fn load_form(viewer: &Viewer, mut form: Multipart) -> Result<Uuid> {
    while let Some(field) = form.next_field().await.map_err(|_| unreadable())? {
        if field.file_name().is_some_and(|name| !name.is_empty()) {
            return take_in(viewer, field).await;
        }
    }
    Err(Error::invalid("file", FieldCode::Required))
}

/// Keeps the file in its place and orders its loading.
pub async fn take_in<B: AsRef<[u8]>, E>(
    viewer: &Viewer,
    chunks: impl Stream<Item = std::result::Result<B, E>>,
) -> Result<Uuid> {
    viewer.require(Permission::ManageWorkspace)?;
    let id = ids::new(viewer.now);
    let place = viewer.kith.settings.transfer_file(id);
    let outcome = async {
        store(viewer, &place, chunks).await?;
        let mut scope = viewer.begin().await?;
        start_load(&mut scope, id).await?;
        scope.commit().await?;
        Ok(id)
    };
    let outcome = outcome.await;
    if outcome.is_err() {
        // Nobody will read it, if it is there at all.
        let _ = fs::remove_file(&place).await;
    }
    outcome
}

async fn store<B: AsRef<[u8]>, E>(
    viewer: &Viewer,
    place: &std::path::Path,
    chunks: impl Stream<Item = std::result::Result<B, E>>,
) -> Result<()> {
    if let Some(folder) = place.parent() {
        fs::create_dir_all(folder).await?;
    }
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true).mode(0o600);
    let mut file = options.open(place).await?;
    let mut chunks = std::pin::pin!(chunks);
    let mut size = 0;
    while let Some(chunk) = chunks.next().await {
        let chunk = chunk.map_err(|_| unreadable())?;
        size += chunk.as_ref().len() as u64;
        if size > viewer.kith.settings.upload_limit {
            return Err(Error::invalid("file", FieldCode::TooLarge));
        }
        file.write_all(chunk.as_ref()).await?;
    }
    if size == 0 {
        return Err(Error::invalid("file", FieldCode::Required));
    }
    file.flush().await?;
    Ok(file.sync_all().await?)
}

fn unreadable() -> Error {
    Error::invalid("file", FieldCode::Unreadable)
}
