//! The timeline: notes, threads, and who sees what.

mod log;
mod notes;
mod threads;

use uuid::Uuid;

use crate::{
    context::Viewer,
    testing::{Mail, TestApp},
};

const ME: &str = "ada@kith.example";
const BO: &str = "Bo Lind <bo@lind.example>";

/// Ada and a mailbox in which she wrote to everybody in it.
async fn imported(app: &TestApp, mails: &[Mail]) -> Viewer {
    let ada = app.owner(ME).await;
    app.import(&ada, mails).await;
    ada
}

async fn contact(app: &TestApp, viewer: &Viewer, email: &str) -> Uuid {
    let found = sqlx::query_scalar("select id from contacts where email = $1").bind(email);
    found.fetch_one(app.scope(viewer).await.db()).await.unwrap()
}
