//! One thing is told once, to those whom it concerns, by the ways they chose.

mod digest;
mod failed;
mod feed;
mod hours;
mod mail;
mod push;

use std::sync::Arc;

use chrono::Duration;
use uuid::Uuid;

use super::{Kind, News};
use crate::{
    context::{Clock, Kith, Settings, Viewer},
    testing::{TestApp, now},
};

fn news(kind: Kind, key: &str) -> News {
    News {
        kind,
        key: key.to_owned(),
        title: format!("News of {key}"),
        detail: "In detail".to_owned(),
        link: "/review".to_owned(),
    }
}

/// With other settings, so many minutes later.
fn kith_with(app: &TestApp, minutes: i64, change: impl FnOnce(&mut Settings)) -> Kith {
    let mut settings = Settings::clone(&app.kith.settings);
    change(&mut settings);
    Kith {
        clock: Clock::Fixed(now() + Duration::minutes(minutes)),
        settings: Arc::new(settings),
        ..app.kith.clone()
    }
}

async fn tell(kith: &Kith, viewer: &Viewer, whom: super::Whom, told: &News) {
    let mut scope = viewer.begin().await.unwrap();
    super::tell(&mut scope, kith, whom, told).await.unwrap();
    scope.commit().await.unwrap();
}

/// Way and state of what is on its way, in the order of both.
async fn deliveries(viewer: &Viewer) -> Vec<(String, String)> {
    let mut scope = viewer.begin().await.unwrap();
    sqlx::query_as("select way, state from notification_deliveries order by way, state, created_at")
        .fetch_all(scope.db())
        .await
        .unwrap()
}

async fn titles(viewer: &Viewer) -> Vec<String> {
    let mut scope = viewer.begin().await.unwrap();
    let found = super::list(&mut scope, super::Wanted::default(), 100)
        .await
        .unwrap();
    let mut titles: Vec<String> = found.into_iter().map(|one| one.title).collect();
    titles.sort();
    titles
}

async fn only_id(viewer: &Viewer) -> Uuid {
    let mut scope = viewer.begin().await.unwrap();
    super::list(&mut scope, super::Wanted::default(), 1)
        .await
        .unwrap()[0]
        .id
}
