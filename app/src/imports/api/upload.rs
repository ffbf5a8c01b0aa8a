//! A mailbox in, as the part of a form or as the body.

use axum::{
    body::Body,
    extract::{FromRequest, Multipart, Request},
    http::{StatusCode, header},
};
use futures::StreamExt;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::{
    api::{Answer, ApiQuery, Caller, Failure, Outcome, answer},
    context::Viewer,
    error::{Error, FieldCode, Result},
    imports::{
        incoming::Incoming,
        store,
        types::ImportReport,
        upload::{Intake, store_files},
    },
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

/// Import a mailbox, contacts, a calendar or a chat
///
/// Send the file as the part `file` of a form, or as the whole body: mbox, `.eml`,
/// `.emlx`, or a zip, tar or gzip of mailboxes or of a Maildir; or contacts (CSV, vCard,
/// LDIF), calendars (iCalendar), chats (Telegram, WhatsApp) and Monica's export as JSON. What
/// the columns of a table hold may be said by the part `mapping`, before the file, as `GET /imports/{id}/mapping`
/// gives it. It is read in the background; follow it by its `import_id`.
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
    let mut incoming = Incoming::begin(viewer).await?;
    let mut chunks = body.into_data_stream();
    while let Some(chunk) = chunks.next().await {
        let chunk = chunk.map_err(|_| Error::invalid("file", FieldCode::Unreadable))?;
        incoming.write(&chunk).await?;
    }
    if incoming.is_empty() {
        return Err(Error::invalid("file", FieldCode::Required));
    }
    incoming.register(name, intake).await
}
