//! Exports of contacts, calendars and chats go the way that mail goes.

mod cards;
mod contacts;
mod happened;
mod mapping;
mod meetings;
mod mend;
mod monica;
mod names;
mod own_fields;
mod shared;
mod tables;
mod undo;

use super::*;

const ME: &str = "ada@kith.example";

/// Rows from one table, as JSON.
async fn rows(app: &TestApp, viewer: &Viewer, query: &str) -> Vec<Value> {
    let sql = format!("select to_jsonb(found) from ({query}) found");
    sqlx::query_scalar(sqlx::AssertSqlSafe(sql))
        .fetch_all(app.scope(viewer).await.db())
        .await
        .unwrap()
}

/// Who is here, by name: address, title, company, and all ways to reach them.
async fn people(app: &TestApp, viewer: &Viewer) -> Vec<Value> {
    let query = "select c.name, c.email, c.title, k.name as company, c.birthday,
        (select jsonb_agg(p.value order by p.kind, p.value) from contact_points p where p.contact_id = c.id) as points
        from contacts c left join companies k on k.id = c.company_id
        where c.deleted_at is null order by c.name, c.email";
    rows(app, viewer, query).await
}

fn sample(name: &str) -> Vec<u8> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../crates/records/samples");
    std::fs::read(std::path::Path::new(folder).join(name)).unwrap()
}
