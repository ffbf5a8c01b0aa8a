//! Cards that name each other by their identifiers.

use super::*;
use crate::relations::relations_of;

const BO: &str = "4fbe8971-0bc3-424c-9c26-36c3e1eff6b1";
const MARA: &str = "52c2d1f0-5d3f-4a5e-9f0e-1f2a3b4c5d6e";

fn card(name: &str, uid: &str, rest: &str) -> Vec<u8> {
    format!("BEGIN:VCARD\r\nVERSION:4.0\r\nFN:{name}\r\nUID:{uid}\r\n{rest}\r\nEND:VCARD\r\n")
        .into_bytes()
}

async fn related(app: &TestApp, viewer: &Viewer, name: &str) -> Vec<String> {
    let mut scope = app.scope(viewer).await;
    let id: Uuid = sqlx::query_scalar("select id from contacts where name = $1")
        .bind(name)
        .fetch_one(scope.db())
        .await
        .unwrap();
    let relations = relations_of(&mut scope, id).await.unwrap().into_iter();
    let told = relations.map(|one| {
        let is_here = one.contact_id.is_some();
        format!("{}: {} {is_here}", one.label, one.name)
    });
    told.collect()
}

#[tokio::test]
async fn a_card_stands_for_its_contact_whichever_comes_first() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let bo = card(
        "Bo Lind",
        &format!("urn:uuid:{BO}"),
        &format!(
            "RELATED;TYPE=spouse:urn:uuid:{}\r\nRELATED;TYPE=friend:urn:uuid:{BO}",
            MARA.to_uppercase()
        ),
    );
    let mara = card(
        "Mara Lind",
        MARA,
        &format!("RELATED;TYPE=spouse:urn:uuid:{BO}\r\nRELATED;TYPE=parent:Old Lind"),
    );
    import_bytes(&app, &ada, "bo.vcf", &bo).await;
    assert_eq!(related(&app, &ada, "Bo Lind").await, [] as [&str; 0]);
    let later = import_bytes(&app, &ada, "mara.vcf", &mara).await;
    assert_eq!(
        related(&app, &ada, "Bo Lind").await,
        ["Spouse: Mara Lind true"]
    );
    assert_eq!(
        related(&app, &ada, "Mara Lind").await,
        ["Spouse: Bo Lind true", "Parent: Old Lind false"]
    );
    app.undo_import(&ada, later.import_id).await;
    assert_eq!(related(&app, &ada, "Bo Lind").await, [] as [&str; 0]);
}
