//! Files in: streamed to the data folder, never held in memory. A plain form is led
//! to the import's page; a script or a program gets an answer in JSON.

use axum::{
    Extension, Json,
    extract::{Multipart, State, multipart::Field},
    http::{HeaderMap, header},
    response::{IntoResponse, Redirect, Response},
};
use serde::Serialize;
use tokio::{fs, io::AsyncWriteExt};
use tower_sessions::Session;
use uuid::Uuid;

use super::store::{NewImport, create_import};
use crate::{
    context::{Kith, Viewer},
    error::{Error, FieldCode, Result},
    forms::{FormState, failure_response, flash_form_error},
    ids,
    routes::paths,
    workspaces::{self, Permission},
};

/// How a mailbox is to be taken in.
#[derive(Clone, Debug, Default)]
pub struct Intake {
    /// Ask a person where it is not clear whose mailbox this is; else the likeliest
    /// address is taken.
    pub ask: bool,
    /// Addresses that are the member's own.
    pub own_addresses: Vec<String>,
}

impl Intake {
    /// What the browser's forms want.
    fn asking() -> Self {
        Self {
            ask: true,
            ..Self::default()
        }
    }

    /// Takes addresses apart that stand in one text.
    pub fn add_addresses(&mut self, text: &str) {
        let parts = text
            .split([',', ';', ' ', '\n'])
            .filter(|part| !part.trim().is_empty());
        self.own_addresses
            .extend(parts.map(|part| part.trim().to_owned()));
    }
}

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
        Some(Extension(viewer)) => store_files(&viewer, form, Intake::asking()).await,
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

/// Stores every file of the form and orders its reading. Fields before a file say how.
pub async fn store_files(
    viewer: &Viewer,
    mut form: Multipart,
    mut intake: Intake,
) -> Result<Vec<Uuid>> {
    viewer.require(Permission::ImportFiles)?;
    let mut imports = Vec::new();
    while let Some(field) = form.next_field().await.map_err(|_| unreadable())? {
        let name = field
            .file_name()
            .map(ToOwned::to_owned)
            .filter(|name| !name.is_empty());
        match (name, field.name()) {
            (Some(name), _) => imports.push(store_file(viewer, name, field, &intake).await?),
            (None, Some("own_addresses")) => {
                intake.add_addresses(&field.text().await.map_err(|_| unreadable())?);
            }
            (None, Some("ask")) => {
                let text = field.text().await.map_err(|_| unreadable())?;
                intake.ask = matches!(text.as_str(), "true" | "1");
            }
            _ => {}
        }
    }
    if imports.is_empty() {
        return Err(Error::invalid("file", FieldCode::Required));
    }
    Ok(imports)
}

fn unreadable() -> Error {
    Error::invalid("file", FieldCode::Unreadable)
}

async fn store_file(
    viewer: &Viewer,
    file_name: String,
    mut field: Field<'_>,
    intake: &Intake,
) -> Result<Uuid> {
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
        Ok(size) => {
            let new = NewImport::of(id, file_name, size);
            register(viewer, new, intake).await
        }
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

/// Registers a file that lies in its place, and whose mailbox it is if that was said.
pub async fn register(viewer: &Viewer, new: NewImport, intake: &Intake) -> Result<Uuid> {
    let id = new.id;
    let registered = async {
        let mut scope = viewer.begin().await?;
        for address in &intake.own_addresses {
            workspaces::add_own_address(&mut scope, address).await?;
        }
        create_import(&mut scope, &new, intake.ask).await?;
        scope.commit().await
    };
    let registered = registered.await;
    if registered.is_err() {
        // What lies there is of no use.
        let _ = fs::remove_file(viewer.kith.settings.import_file(id)).await;
    }
    registered.map(|()| id)
}
