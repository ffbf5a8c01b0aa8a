//! The files as browsers fetch them.

use axum::{
    Extension,
    body::Body,
    extract::{Path, Query, RawQuery},
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use futures::Stream;
use serde::Deserialize;
use uuid::Uuid;

use super::{ExportFormat, Writer, export, export_these};
use crate::{
    bulk::page::read_selection,
    contacts::{ListQuery, page::list_at},
    context::Viewer,
    error::{Error, FieldCode, Result},
    forms::failure_response,
};

/// `GET /contacts/export?format=vcard`, else as the list of contacts; or `ids` of some.
pub async fn download_contacts(
    Extension(viewer): Extension<Viewer>,
    Query(asked): Query<Asked>,
    RawQuery(query): RawQuery,
) -> Response {
    if !asked.ids.is_empty() {
        return match these(&viewer, &asked).await {
            Ok((ids, format)) => file_response(format, export_these(viewer, ids, format)),
            Err(error) => failure_response(&error),
        };
    }
    match selected(&viewer, &asked, &query.unwrap_or_default()) {
        Ok((selection, format)) => file_response(format, export(viewer, selection, format)),
        Err(error) => failure_response(&error),
    }
}

#[derive(Deserialize)]
pub struct Asked {
    #[serde(default)]
    format: String,
    /// Parted by commas, or whom the member has ticked; none stands for the list.
    #[serde(default)]
    ids: String,
}

async fn these(viewer: &Viewer, asked: &Asked) -> Result<(Vec<Uuid>, ExportFormat)> {
    let format = format_of(&asked.format)?;
    let selection = read_selection(&asked.ids, "", viewer)?;
    let mut scope = viewer.begin().await?;
    Ok((selection.contacts(&mut scope).await?, format))
}

fn format_of(text: &str) -> Result<ExportFormat> {
    ExportFormat::parse(text).ok_or_else(|| Error::invalid("format", FieldCode::Unknown))
}

fn selected(viewer: &Viewer, asked: &Asked, query: &str) -> Result<(ListQuery, ExportFormat)> {
    let format = format_of(&asked.format)?;
    let selection = list_at(query, viewer.zone);
    let selection = selection.ok_or_else(|| Error::invalid("q", FieldCode::Unreadable))?;
    Ok((selection, format))
}

/// `GET /contacts/{id}/card.vcf`
pub async fn download_card(Extension(viewer): Extension<Viewer>, Path(id): Path<Uuid>) -> Response {
    match one_card(&viewer, id).await {
        Ok(card) => file_response(
            ExportFormat::Vcard,
            futures::stream::once(async { Ok(card) }),
        ),
        Err(error) => failure_response(&error),
    }
}

async fn one_card(viewer: &Viewer, id: Uuid) -> Result<String> {
    let mut scope = viewer.begin().await?;
    let writer = Writer::new(&mut scope, ExportFormat::Vcard).await?;
    let card = writer.write(&mut scope, &[id]).await?;
    if card.is_empty() {
        return Err(Error::NotFound);
    }
    Ok(card)
}

/// A file to keep, sent as it is made.
pub fn file_response(
    format: ExportFormat,
    parts: impl Stream<Item = Result<String>> + Send + 'static,
) -> Response {
    let name = format!("attachment; filename=\"{}\"", format.file_name());
    let headers = [
        (
            header::CONTENT_TYPE,
            HeaderValue::from_static(format.media_type()),
        ),
        (
            header::CONTENT_DISPOSITION,
            HeaderValue::from_str(&name).unwrap_or(HeaderValue::from_static("attachment")),
        ),
    ];
    (headers, Body::from_stream(parts)).into_response()
}
