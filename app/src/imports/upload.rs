//! Files in: streamed to the data folder, never held in memory. A plain form is led
//! to the import's page; a script or a program gets an answer in JSON.

use axum::{
    Extension, Json,
    extract::{Multipart, Path, State, multipart::Field},
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponse, Redirect, Response},
};
use serde::Serialize;
use tokio::{fs, io::AsyncWriteExt};
use tower_sessions::Session;
use uuid::Uuid;

use super::store::{NewImport, create_import, import, rejections};
use crate::{
    context::{Kith, Viewer},
    error::{Error, FieldCode, Result},
    forms::{FormState, failure_response, flash_form_error},
    ids,
    routes::paths,
    workspaces::Permission,
};

#[derive(Serialize)]
struct Accepted {
    imports: Vec<Uuid>,
    location: String,
}

/// `POST /imports/upload`
pub async fn upload(
    State(kith): State<Kith>,
    viewer: Option<Extension<Viewer>>,
    session: Extension<Session>,
    headers: HeaderMap,
    form: Multipart,
) -> Response {
    let wants_page = headers
        .get(header::ACCEPT)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|accept| accept.contains("text/html"));
    let outcome = match viewer {
        Some(Extension(viewer)) => store_files(&viewer, form).await,
        None => Err(Error::SignedOut),
    };
    match (outcome, wants_page) {
        (Ok(imports), true) => Redirect::to(&page_of(&imports)).into_response(),
        (Ok(imports), false) => {
            let location = page_of(&imports);
            Json(Accepted { imports, location }).into_response()
        }
        (Err(Error::SignedOut), true) => Redirect::to(&paths::login(None)).into_response(),
        (Err(error), true) => lead_back(&kith, &session, error).await,
        (Err(error), false) => failure_response(&error),
    }
}

fn page_of(imports: &[Uuid]) -> String {
    match imports {
        [only] => paths::import(*only),
        _ => paths::imports().to_owned(),
    }
}

async fn lead_back(_: &Kith, session: &Session, error: Error) -> Response {
    let state = FormState {
        action: paths::upload().to_owned(),
        values: Vec::new(),
        error: Some(error),
    };
    match flash_form_error(session, state).await {
        Ok(()) => Redirect::to(paths::imports()).into_response(),
        Err(error) => failure_response(&error),
    }
}

/// Stores every file of the form and orders its reading.
pub async fn store_files(viewer: &Viewer, mut form: Multipart) -> Result<Vec<Uuid>> {
    viewer.require(Permission::ImportFiles)?;
    let mut imports = Vec::new();
    while let Some(field) = form.next_field().await.map_err(|_| unreadable())? {
        let name = field
            .file_name()
            .map(ToOwned::to_owned)
            .filter(|name| !name.is_empty());
        let Some(name) = name else { continue };
        imports.push(store_file(viewer, name, field).await?);
    }
    if imports.is_empty() {
        return Err(Error::invalid("file", FieldCode::Required));
    }
    Ok(imports)
}

fn unreadable() -> Error {
    Error::invalid("file", FieldCode::Unreadable)
}

async fn store_file(viewer: &Viewer, file_name: String, mut field: Field<'_>) -> Result<Uuid> {
    let id = ids::new(viewer.now);
    let path = viewer.kith.settings.import_file(id);
    let limit = viewer.kith.settings.upload_limit;
    let written = async {
        let mut file = create(&path).await?;
        let mut size: u64 = 0;
        while let Some(chunk) = field.chunk().await.map_err(|_| unreadable())? {
            size += chunk.len() as u64;
            if size > limit {
                return Err(Error::invalid("file", FieldCode::TooLarge));
            }
            file.write_all(&chunk).await?;
        }
        file.sync_all().await?;
        Ok(size)
    };
    match written.await {
        Ok(size) => register(viewer, id, file_name, size).await,
        Err(error) => {
            // The upload failed: what lies there is of no use.
            let _ = fs::remove_file(&path).await;
            Err(error)
        }
    }
}

/// A new file for its owner's eyes only, in a folder of the same kind.
pub async fn create(path: &std::path::Path) -> Result<fs::File> {
    if let Some(folder) = path.parent() {
        let mut builder = fs::DirBuilder::new();
        builder.recursive(true).mode(0o700).create(folder).await?;
    }
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true).mode(0o600);
    Ok(options.open(path).await?)
}

/// Registers a file that lies in its place.
pub async fn register(viewer: &Viewer, id: Uuid, file_name: String, size: u64) -> Result<Uuid> {
    let mut scope = viewer.begin().await?;
    let file_size = i64::try_from(size).unwrap_or(i64::MAX);
    create_import(
        &mut scope,
        &NewImport {
            id,
            file_name,
            file_size,
        },
    )
    .await?;
    scope.commit().await?;
    Ok(id)
}

/// Copies a local file into its place and registers it.
pub async fn import_local_file(viewer: &Viewer, source: &std::path::Path) -> Result<Uuid> {
    let id = ids::new(viewer.now);
    let path = viewer.kith.settings.import_file(id);
    let mut file = create(&path).await?;
    let size = tokio::io::copy(&mut fs::File::open(source).await?, &mut file).await?;
    file.sync_all().await?;
    let name = source
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    register(viewer, id, name, size).await
}

/// `GET /imports/{id}/rejections.csv`: what an import could not use.
pub async fn download_rejections(
    Extension(viewer): Extension<Viewer>,
    Path(id): Path<Uuid>,
) -> Response {
    match rejections_csv(&viewer, id).await {
        Ok(text) => {
            let kind = (
                header::CONTENT_TYPE,
                HeaderValue::from_static("text/csv; charset=utf-8"),
            );
            let name = HeaderValue::from_static("attachment; filename=\"rejections.csv\"");
            ([kind, (header::CONTENT_DISPOSITION, name)], text).into_response()
        }
        Err(error) => failure_response(&error),
    }
}

async fn rejections_csv(viewer: &Viewer, id: Uuid) -> Result<String> {
    let mut scope = viewer.begin().await?;
    import(&mut scope, id).await?;
    let mut text = String::from("place,outcome,reason,sender,subject\r\n");
    let mut after = -1;
    loop {
        let rows = rejections(&mut scope, id, after, 5_000).await?;
        for row in &rows {
            let cells = [
                row.place.to_string(),
                row.outcome.clone(),
                row.reason.clone(),
                row.sender.clone().unwrap_or_default(),
                row.subject.clone().unwrap_or_default(),
            ];
            text.push_str(&cells.map(|cell| csv_cell(&cell)).join(","));
            text.push_str("\r\n");
        }
        match rows.last() {
            Some(last) if rows.len() > 5_000 => after = last.place,
            _ => return Ok(text),
        }
    }
}

/// Quoted, and without the power to be a formula in a spreadsheet.
fn csv_cell(text: &str) -> String {
    let guarded = if text.starts_with(['=', '+', '-', '@', '\t']) {
        format!("'{text}")
    } else {
        text.to_owned()
    };
    format!("\"{}\"", guarded.replace('"', "\"\""))
}
