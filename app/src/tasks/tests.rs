//! Tasks through the verbs, through forms, and through programs.

mod agenda;
mod feed;
mod forms;
mod program;
mod reminders;
mod repeating;

use chrono::{DateTime, Duration, Utc};
use uuid::Uuid;

use super::{Task, TaskInput};
use crate::{
    contacts::{self, ContactInput},
    context::{Scope, Viewer},
    testing::{TestApp, now},
};

fn input(title: &str, when: &str) -> TaskInput {
    TaskInput {
        title: title.to_owned(),
        when: when.to_owned(),
        ..TaskInput::default()
    }
}

/// A scope at another time than that of the test.
async fn scope_at(app: &TestApp, viewer: &Viewer, at: DateTime<Utc>) -> Scope {
    Scope::open(&app.kith.pool, viewer.workspace, Some(viewer.user), at)
        .await
        .unwrap()
}

async fn later(app: &TestApp, viewer: &Viewer, pause: Duration) -> Scope {
    scope_at(app, viewer, now() + pause).await
}

async fn add(app: &TestApp, viewer: &Viewer, input: TaskInput) -> Uuid {
    let mut scope = viewer.begin().await.unwrap();
    let id = super::add_task(&mut scope, viewer.zone, input)
        .await
        .unwrap();
    scope.commit().await.unwrap();
    let _ = app;
    id
}

async fn read(viewer: &Viewer, id: Uuid) -> Task {
    let mut scope = viewer.begin().await.unwrap();
    super::task(&mut scope, id).await.unwrap()
}

async fn person(viewer: &Viewer, name: &str, email: Option<&str>) -> Uuid {
    let mut scope = viewer.begin().await.unwrap();
    let input = ContactInput {
        name: Some(name.to_owned()),
        emails: email.map(|email| vec![email.to_owned()]),
        company: Some("Lind Boats".to_owned()),
        ..ContactInput::default()
    };
    let id = contacts::create_contact(&mut scope, input).await.unwrap();
    scope.commit().await.unwrap();
    id
}
