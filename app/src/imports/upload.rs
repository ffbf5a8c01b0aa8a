//! Files in by the browser. A plain form is led to the import's page; a script gets an
//! answer in JSON.

use axum::{
    Extension, Json,
    extract::{Multipart, State, multipart::Field},
    http::{HeaderMap, header},
    response::{IntoResponse, Redirect, Response},
};
use serde::Serialize;
use serde_json::Value;
use tower_sessions::Session;
use uuid::Uuid;

use super::incoming::Incoming;
use crate::{
    context::{Kith, Viewer},
    error::{Error, FieldCode, Result},
    forms::{FormState, failure_response, flash_form_error},
    routes::paths,
    workspaces::Permission,
};

/// How a mailbox is to be taken in.
#[derive(Clone, Debug, Default)]
pub struct Intake {
    /// Ask a person where it is not clear whose mailbox this is; else the likeliest
    /// address is taken.
    pub ask: bool,
    /// Addresses that are the member's own.
    pub own_addresses: Vec<String>,
    /// What the columns of a table hold, where that is known.
    pub mapping: Option<Value>,
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
            (None, Some("mapping")) => {
                let text = field.text().await.map_err(|_| unreadable())?;
                intake.mapping = Some(read_mapping(&text)?);
            }
            _ => {}
        }
    }
    if imports.is_empty() {
        return Err(Error::invalid("file", FieldCode::Required));
    }
    Ok(imports)
}

/// A mapping as `kith records --show-mapping` prints it.
pub fn read_mapping(text: &str) -> Result<Value> {
    serde_json::from_str(text).map_err(|_| Error::invalid("mapping", FieldCode::Unreadable))
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
    let mut incoming = Incoming::begin(viewer).await?;
    while let Some(chunk) = field.chunk().await.map_err(|_| unreadable())? {
        incoming.write(&chunk).await?;
    }
    incoming.register(file_name, intake).await
}
