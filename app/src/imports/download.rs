//! What an import could not use, as a file for a spreadsheet.

use axum::{
    Extension,
    extract::Path,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use uuid::Uuid;

use super::{
    rejections::{Rejection, RejectionQuery, rejections},
    store::import,
};
use crate::{context::Viewer, error::Result, forms::failure_response};

/// `GET /imports/{id}/rejections.csv`: what an import could not use.
pub async fn download_rejections(
    Extension(viewer): Extension<Viewer>,
    Path(id): Path<Uuid>,
) -> Response {
    rejections_file(&viewer, id)
        .await
        .unwrap_or_else(|error| failure_response(&error))
}

/// The file, for browsers and programs.
pub async fn rejections_file(viewer: &Viewer, id: Uuid) -> Result<Response> {
    let text = rejections_csv(viewer, id).await?;
    let kind = HeaderValue::from_static("text/csv; charset=utf-8");
    let name = HeaderValue::from_static("attachment; filename=\"rejections.csv\"");
    let headers = [
        (header::CONTENT_TYPE, kind),
        (header::CONTENT_DISPOSITION, name),
    ];
    Ok((headers, text).into_response())
}

async fn rejections_csv(viewer: &Viewer, id: Uuid) -> Result<String> {
    let mut scope = viewer.begin().await?;
    import(&mut scope, id).await?;
    let mut text = String::from("file,place,outcome,reason,sender,subject\r\n");
    let mut query = RejectionQuery {
        limit: 5_000,
        ..RejectionQuery::default()
    };
    loop {
        let rows = rejections(&mut scope, id, &query).await?;
        for row in &rows {
            text.push_str(&csv_line(row));
        }
        match rows.last() {
            Some(last) if rows.len() as i64 > query.limit => query.after = last.id,
            _ => return Ok(text),
        }
    }
}

fn csv_line(row: &Rejection) -> String {
    let place = row.place.map(|place| place.to_string());
    let cells = [
        row.container.as_str(),
        place.as_deref().unwrap_or_default(),
        row.outcome.as_str(),
        row.reason.as_str(),
        row.sender.as_deref().unwrap_or_default(),
        row.subject.as_deref().unwrap_or_default(),
    ];
    format!("{}\r\n", cells.map(csv_cell).join(","))
}

/// Quoted, and without the power to be a formula in a spreadsheet.
fn csv_cell(text: &str) -> String {
    let guarded = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{text}")
    } else {
        text.to_owned()
    };
    format!("\"{}\"", guarded.replace('"', "\"\""))
}
