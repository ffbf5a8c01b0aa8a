//! What an import could not use, as a file for a spreadsheet: made while it is sent, so
//! that it may be of any length.

use axum::{
    Extension,
    body::Body,
    extract::Path,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use futures::{Stream, StreamExt, stream};
use records::delimited::csv_row;
use uuid::Uuid;

use super::{
    rejections::{Rejection, RejectionQuery, rejections},
    store::import,
};
use crate::{context::Viewer, error::Result, forms::failure_response};

/// How many lines are read at once.
const PAGE: i64 = 1_000;

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
    import(&mut viewer.begin().await?, id).await?;
    let head = "file,place,outcome,reason,sender,subject\r\n".to_owned();
    let lines = stream::once(async { Ok(head) }).chain(lines(viewer.clone(), id));
    let kind = HeaderValue::from_static("text/csv; charset=utf-8");
    let name = HeaderValue::from_static("attachment; filename=\"rejections.csv\"");
    let headers = [
        (header::CONTENT_TYPE, kind),
        (header::CONTENT_DISPOSITION, name),
    ];
    Ok((headers, Body::from_stream(lines)).into_response())
}

/// Page by page, each read when the last one is on its way.
fn lines(viewer: Viewer, id: Uuid) -> impl Stream<Item = Result<String>> {
    stream::try_unfold(Some(0), move |after| {
        let viewer = viewer.clone();
        async move {
            let Some(after) = after else {
                return Ok(None);
            };
            let query = RejectionQuery {
                after,
                limit: PAGE,
                ..RejectionQuery::default()
            };
            let rows = rejections(&mut viewer.begin().await?, id, &query).await?;
            let next = rows.last().filter(|_| rows.len() as i64 > PAGE);
            let next = next.map(|last| last.id);
            Ok(Some((rows.iter().map(csv_line).collect(), next)))
        }
    })
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
    csv_row(cells)
}
