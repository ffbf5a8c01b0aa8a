//! `kith tags`: found, approved, applied, suggested.

use crate::installation::Installation;

const TABLE: &str = "Name,Email,Title
Bo Lind,bo@lind.example,Software Engineer
Cy Moss,cy@moss.example,Head of Engineering
Di Moe,di@moe.example,Baker
";

#[tokio::test]
async fn tags_are_found_approved_applied_and_suggested() {
    let kith = Installation::new().await;
    assert!(
        kith.words(&["tags", "taxonomy"])
            .starts_with("No tags yet.")
    );
    let file = kith.store("people.csv", TABLE);
    kith.json(&["import", &file]);
    let found = kith.json(&["tags", "discover"]);
    assert_eq!(
        (&found["state"], &found["found"]),
        (&"done".into(), &1.into()),
        "{found}"
    );
    let all = kith.json(&["tags", "taxonomy"]);
    assert_eq!(all[0]["tags"][0]["name"], "Engineering", "{all}");
    assert_eq!(all[0]["tags"][0]["state"], "proposed", "{all}");
    let words = kith.words(&["tags", "taxonomy"]);
    assert!(words.contains("Engineering (proposed, fits 2)"), "{words}");
    let complaint = kith.complaint(&["tags", "approve", "Pilots"]);
    assert!(complaint.contains("is called Pilots"), "{complaint}");
    kith.json(&["tags", "approve", "engineering"]);
    let complaint = kith.complaint(&["tags", "approve"]);
    assert!(complaint.contains("nothing is proposed"), "{complaint}");
    let fitting = kith.json(&["tags", "suggest", "Bo Lind"]);
    assert_eq!(fitting[0]["name"], "Engineering", "{fitting}");
    let preview = kith.json(&["tags", "apply", "--preview"]);
    assert_eq!(preview["changing"], 2, "{preview}");
    let report = kith.json(&["tags", "apply", "--yes"]);
    assert_eq!(report["done"], 2, "{report}");
    let words = kith.words(&["tags", "apply", "--yes"]);
    assert!(words.contains("Nothing would change."), "{words}");
    let undone = kith.json(&["changes", "undo", report["id"].as_str().unwrap()]);
    assert_eq!(undone["undone"], 2, "{undone}");
}

#[tokio::test]
async fn the_taxonomy_is_edited_by_names() {
    let kith = Installation::new().await;
    let added = kith.json(&[
        "tags",
        "add",
        "Bakers",
        "--category",
        "Work",
        "--title",
        "baker, bak*",
    ]);
    assert_eq!(added["state"], "proposed", "{added}");
    assert_eq!(
        added["words"]["title"],
        serde_json::json!(["baker", "bak*"])
    );
    let complaint = kith.complaint(&["tags", "add", "bakers", "--category", "Work"]);
    assert!(complaint.contains("name"), "{complaint}");
    let changed = kith.json(&[
        "tags", "change", "bakers", "--name", "Baking", "--place", "Oslo",
    ]);
    assert_eq!(changed["name"], "Baking");
    assert_eq!(changed["words"]["title"], added["words"]["title"], "kept");
    assert_eq!(changed["words"]["place"], serde_json::json!(["Oslo"]));
    kith.words(&["tags", "rename-category", "work", "Trades"]);
    let all = kith.json(&["tags", "taxonomy"]);
    assert_eq!(all[0]["name"], "Trades", "{all}");
    let gone = kith.json(&["tags", "remove", "Baking"]);
    assert!(
        kith.words(&["tags", "taxonomy"])
            .starts_with("No tags yet.")
    );
    let id = gone["id"].as_str().unwrap();
    assert_eq!(kith.json(&["tags", "restore", id])["name"], "Baking");
    let category = kith.json(&["tags", "remove-category", "Trades"]);
    let id = category["category"].as_str().unwrap();
    kith.words(&["tags", "restore-category", id]);
    assert!(kith.words(&["tags", "taxonomy"]).contains("Baking"));
    let complaint = kith.complaint(&["tags", "restore-category", id]);
    assert!(complaint.contains("was removed"), "{complaint}");
    let approved = kith.json(&["tags", "approve", "Baking"]);
    assert_eq!(approved[0]["tags"][0]["state"], "approved", "{approved}");
}
