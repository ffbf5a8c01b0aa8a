//! `kith export` and `kith load`.

use crate::installation::{Installation, exchange};

#[tokio::test]
async fn contacts_and_the_workspace_leave_and_the_workspace_comes_in() {
    let kith = Installation::new().await;
    let mailbox = kith.store("exchange.mbox", &exchange());
    kith.words(&["import", &mailbox]);
    let cards = kith.words(&["export", "contacts"]);
    assert!(cards.contains("FN:Bo Lind"), "{cards}");
    let table = kith.store("people.csv", "");
    let said = kith.json(&["export", "contacts", &table, "--format", "csv"]);
    let text = std::fs::read_to_string(&table).unwrap();
    assert_eq!(said["bytes"], text.len());
    assert!(text.contains("\"Bo Lind\""), "{text}");
    let file = kith.store("workspace.zip", "");
    let said = kith.json(&["export", "workspace", &file]);
    assert_eq!(said["tables"]["contacts"], 1);
    let refused = kith.complaint(&["load", &file]);
    assert!(refused.contains("This workspace is not empty"), "{refused}");

    let other = Installation::new().await;
    let loaded = other.json(&["load", &file]);
    assert_eq!(loaded["tables"]["contacts"], 1);
    assert_eq!(loaded["tables"]["interactions"], 40);
    assert_eq!(
        other.words(&["export", "contacts"]).matches("FN:").count(),
        1
    );
    let broken = other.store("broken.zip", "no archive");
    assert!(
        other
            .complaint(&["load", &broken])
            .contains("not the export of a workspace")
    );
}
