//! What an import could not use, as a file for a spreadsheet: made while it is sent, so
//! that it may be of any length.

use axum::{
    Extension,
    body::Body,
    extract::{Path, Query},
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use futures::{Stream, StreamExt, stream};
use records::{
    delimited::{Dialect, csv_row},
    mapping::WHY,
};
use serde::Deserialize;
use tokio::task::spawn_blocking;
use utoipa::IntoParams;
use uuid::Uuid;

use super::{
    reasons::words_of_one,
    records::{Table, input_of, table_of},
    rejections::{Rejection, RejectionQuery, rejections},
    store::{Import, import},
};
use crate::{
    context::Viewer,
    error::{Error, Result, internal},
    forms::failure_response,
};

/// How many lines are read at once.
const PAGE: i64 = 1_000;

/// Which of what was not imported: the rows of the table in this file, in its columns; all,
/// told by their places, where none is named.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct FileQuery {
    /// The file of a table: its name in the archive, or that of the import.
    file: Option<String>,
}

/// `GET /imports/{id}/rejections.csv`: what an import could not use.
pub async fn download_rejections(
    Extension(viewer): Extension<Viewer>,
    Path(id): Path<Uuid>,
    Query(query): Query<FileQuery>,
) -> Response {
    rejections_file(&viewer, id, query.file())
        .await
        .unwrap_or_else(|error| failure_response(&error))
}

impl FileQuery {
    pub fn file(&self) -> Option<&str> {
        self.file.as_deref()
    }
}

/// The file, for browsers and programs.
pub async fn rejections_file(viewer: &Viewer, id: Uuid, file: Option<&str>) -> Result<Response> {
    let mut scope = viewer.begin().await?;
    let stands = import(&mut scope, id).await?;
    let form = match file {
        Some(file) => {
            let table = table_of(&mut scope, id, Some(file)).await?;
            Form::of_table(viewer, &stands, table.ok_or(Error::NotFound)?).await?
        }
        None => Form::Places,
    };
    let head = form.head();
    let lines = stream::once(async { Ok(head) }).chain(lines(viewer.clone(), id, form));
    let kind = HeaderValue::from_static("text/csv; charset=utf-8");
    let name = HeaderValue::from_static("attachment; filename=\"rejections.csv\"");
    let headers = [
        (header::CONTENT_TYPE, kind),
        (header::CONTENT_DISPOSITION, name),
    ];
    Ok((headers, Body::from_stream(lines)).into_response())
}

/// How what was not imported is written.
#[derive(Clone)]
enum Form {
    /// Where it stands, and why.
    Places,
    /// The rows of a table as they stand, behind the reason.
    Rows {
        container: String,
        headers: Vec<String>,
        dialect: Dialect,
    },
}

impl Form {
    async fn of_table(viewer: &Viewer, import: &Import, table: Table) -> Result<Self> {
        let path = viewer.kith.settings.import_file(import.id);
        let (name, container) = (import.file_name.clone(), table.container);
        let looked = container.clone();
        let dialect = spawn_blocking(move || dialect_of(&path, &name, &looked)).await??;
        let columns = table.mapping.columns.into_iter();
        Ok(Self::Rows {
            container,
            headers: columns.map(|column| column.header).collect(),
            dialect,
        })
    }

    fn head(&self) -> String {
        match self {
            Self::Places => "file,place,outcome,reason,sender,subject\r\n".to_owned(),
            Self::Rows { headers, .. } => {
                let of_table = headers.iter().map(String::as_str);
                let of_table = of_table.filter(|header| *header != WHY);
                csv_row(std::iter::once(WHY).chain(of_table))
            }
        }
    }

    fn table(&self) -> Option<String> {
        match self {
            Self::Places => None,
            Self::Rows { container, .. } => Some(container.clone()),
        }
    }

    fn line(&self, row: &Rejection) -> String {
        match self {
            Self::Places => place_line(row),
            Self::Rows {
                headers, dialect, ..
            } => row_line(headers, dialect, row),
        }
    }
}

/// How the table of this file is written.
pub fn dialect_of(path: &std::path::Path, file_name: &str, container: &str) -> Result<Dialect> {
    let input = input_of(path, file_name, container).map_err(internal)?;
    input.ok_or(Error::NotFound)?.dialect().map_err(internal)
}

/// The cells as they stand, be they too many; what an earlier such file said of the row is
/// left out.
fn row_line(headers: &[String], dialect: &Dialect, row: &Rejection) -> String {
    let told = row.detail.as_deref().filter(|detail| !detail.is_empty());
    let why = match told {
        Some(told) => format!("{}: {told}", words_of_one(&row.reason)),
        None => words_of_one(&row.reason).to_owned(),
    };
    let cells = dialect.split(row.raw.as_deref().unwrap_or_default());
    let cells = cells.into_iter().enumerate();
    let own = cells.filter(|(at, _)| headers.get(*at).is_none_or(|header| header != WHY));
    csv_row(std::iter::once(why).chain(own.map(|(_, cell)| cell)))
}

/// Page by page, each read when the last one is on its way.
fn lines(viewer: Viewer, id: Uuid, form: Form) -> impl Stream<Item = Result<String>> {
    stream::try_unfold(Some(0), move |after| {
        let (viewer, form) = (viewer.clone(), form.clone());
        async move {
            let Some(after) = after else {
                return Ok(None);
            };
            let query = RejectionQuery {
                after,
                limit: PAGE,
                table: form.table(),
                ..RejectionQuery::default()
            };
            let rows = rejections(&mut viewer.begin().await?, id, &query).await?;
            let next = rows.last().filter(|_| rows.len() as i64 > PAGE);
            let next = next.map(|last| last.id);
            Ok(Some((
                rows.iter().map(|row| form.line(row)).collect(),
                next,
            )))
        }
    })
}

fn place_line(row: &Rejection) -> String {
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
