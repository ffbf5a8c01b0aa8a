//! `GET /calendar.ics?key=…`: the secret stands in the query, which is not logged.

use axum::{
    extract::{Query, State},
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use uuid::Uuid;

use super::{
    calendar::Shown,
    store::{FeedShape, alarms, born, open_feed},
};
use crate::{
    context::{Kith, Viewer},
    error::{Error, Result},
    forms::failure_response,
    tasks::{TaskQuery, birthday_lead, links_of, open_tasks},
};

/// More than these are no calendar.
const MOST: i64 = 5_000;

#[derive(Deserialize)]
pub struct Asked {
    #[serde(default)]
    key: String,
}

pub async fn calendar_feed(State(kith): State<Kith>, Query(asked): Query<Asked>) -> Response {
    match calendar(&kith, &asked.key).await {
        Ok(text) => {
            let kind = HeaderValue::from_static("text/calendar; charset=utf-8");
            let name = HeaderValue::from_static("inline; filename=\"kith.ics\"");
            let cache = HeaderValue::from_static("private, no-cache");
            let headers = [
                (header::CONTENT_TYPE, kind),
                (header::CONTENT_DISPOSITION, name),
                (header::CACHE_CONTROL, cache),
            ];
            (headers, text).into_response()
        }
        Err(error) => failure_response(&error),
    }
}

async fn calendar(kith: &Kith, secret: &str) -> Result<String> {
    let (viewer, shape) = open_feed(kith, secret).await?.ok_or(Error::NotFound)?;
    Ok(shown(&viewer, shape).await?.calendar())
}

/// The member's to-dos, else the birthdays, each as a calendar of its own by its name.
pub async fn calendar_entries(viewer: &Viewer, tasks: bool) -> Result<Vec<(String, String)>> {
    let mut shown = shown(viewer, FeedShape::Todos).await?;
    if tasks {
        shown.birthdays.clear();
    } else {
        shown.tasks.clear();
    }
    Ok(shown.entries())
}

async fn shown(viewer: &Viewer, shape: FeedShape) -> Result<Shown> {
    let mut scope = viewer.begin().await?;
    let query = TaskQuery {
        whose: Some(viewer.user),
        limit: MOST,
        ..TaskQuery::default()
    };
    let tasks = open_tasks(&mut scope, &query).await?;
    let ids: Vec<Uuid> = tasks.iter().map(|task| task.id).collect();
    Ok(Shown {
        title: format!("Kith: {}", viewer.workspace_name),
        base_url: viewer.kith.settings.base_url.clone(),
        now: viewer.now,
        shape,
        links: links_of(&mut scope, &ids).await?,
        alarms: alarms(&mut scope, &ids).await?,
        tasks,
        birthdays: born(&mut scope, MOST).await?,
        lead: birthday_lead(&mut scope).await?,
    })
}
