//! A photo in by a plain form, which leads back to the contact's page.

use axum::{
    Extension,
    extract::{Multipart, Path, multipart::MultipartError},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use leptos::server_fn::ServerFn;
use tower_sessions::Session;
use uuid::Uuid;

use super::{
    actions::{RemovePhoto, RestorePhoto},
    edit::{Before, set_photo},
    prepare::{LIMIT, prepare},
};
use crate::{
    context::Viewer,
    error::{Error, FieldCode, Result},
    forms::{FormState, Toast, Undo, failure_response, flash_form_error, put_toast},
    routes::paths,
    workspaces::Permission,
};

/// What a form may send: more than a photo, so that one that is too large is told so.
pub const BODY_LIMIT: usize = 4 * LIMIT;

/// `POST /contacts/{id}/photo`
pub async fn upload_photo(
    viewer: Option<Extension<Viewer>>,
    session: Extension<Session>,
    Path(contact): Path<Uuid>,
    form: Multipart,
) -> Response {
    let Some(Extension(viewer)) = viewer else {
        return Redirect::to(&paths::login(None)).into_response();
    };
    let outcome = match take(&viewer, contact, form).await {
        Ok(before) => put_toast(&session, saved(contact, before)).await,
        Err(error @ (Error::NotFound | Error::Forbidden)) => return failure_response(&error),
        Err(error) => flash_form_error(&session, refused(contact, error)).await,
    };
    match outcome {
        Ok(()) => Redirect::to(&paths::contact(contact)).into_response(),
        Err(error) => failure_response(&error),
    }
}

async fn take(viewer: &Viewer, contact: Uuid, form: Multipart) -> Result<Before> {
    viewer.require(Permission::EditContacts)?;
    let photo = prepare(read(form).await?).await?;
    let mut scope = viewer.begin().await?;
    let before = set_photo(&mut scope, contact, &photo).await?;
    scope.commit().await?;
    Ok(before)
}

/// The part `photo`. What is too large is read to its end, else browsers show no answer.
async fn read(mut form: Multipart) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    while let Some(mut field) = form.next_field().await.map_err(broken)? {
        while let Some(chunk) = field.chunk().await.map_err(broken)? {
            if field.name() == Some("photo") && bytes.len() <= LIMIT {
                bytes.extend_from_slice(&chunk);
            }
        }
    }
    Ok(bytes)
}

fn broken(error: MultipartError) -> Error {
    let code = match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => FieldCode::TooLarge,
        _ => FieldCode::Unreadable,
    };
    Error::invalid("photo", code)
}

fn saved(contact: Uuid, before: Before) -> Toast {
    let id = ("contact".to_owned(), contact.to_string());
    let undo = match before {
        Some(hash) if hash.is_empty() => Undo {
            action: RemovePhoto::PATH.to_owned(),
            fields: vec![id],
        },
        before => Undo {
            action: RestorePhoto::PATH.to_owned(),
            fields: [id]
                .into_iter()
                .chain(before.map(|hash| ("before".to_owned(), hash)))
                .collect(),
        },
    };
    Toast {
        text: "Photo saved.".to_owned(),
        undo: Some(undo),
        critical: false,
    }
}

fn refused(contact: Uuid, error: Error) -> FormState {
    FormState {
        action: paths::contact_photo(contact),
        values: Vec::new(),
        error: Some(error),
    }
}
