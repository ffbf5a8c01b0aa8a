//! `kith contacts change` and `kith changes`.

use std::fmt::Write;

use serde_json::json;

use crate::installation::Installation;

/// More than are changed within a request.
const MANY: usize = 600;

async fn crowd() -> Installation {
    let kith = Installation::new().await;
    let mut table = "Name,Email\n".to_owned();
    for number in 0..MANY {
        writeln!(table, "Person {number},p{number}@crowd.example").unwrap();
    }
    let file = kith.store("crowd.csv", &table);
    kith.json(&["import", &file]);
    kith
}

#[tokio::test]
async fn many_are_previewed_changed_reported_and_taken_back() {
    let kith = crowd().await;
    let change = ["contacts", "change", "--query", "person", "--tag", "tea"];
    let shown = kith.json(&[&change[..], &["--preview"]].concat());
    assert_eq!(
        (&shown["state"], &shown["done"]),
        (&json!("preview"), &json!(MANY))
    );
    assert_eq!(kith.json(&["changes", "list"]), json!([]));
    let complaint = kith.complaint(&change);
    assert!(complaint.contains("--yes"), "{complaint}");
    let report = kith.json(&[&change[..], &["--yes"]].concat());
    assert_eq!(
        (&report["state"], &report["done"], &report["failed"]),
        (&json!("done"), &json!(MANY), &json!(0))
    );
    let id = report["id"].as_str().unwrap();
    let words = kith.words(&["changes", "show", id]);
    assert!(words.contains("Add the tag “tea”: 600 changed."), "{words}");
    let undone = kith.json(&["changes", "undo", id]);
    assert_eq!(
        (&undone["state"], &undone["undone"]),
        (&json!("undone"), &json!(MANY))
    );
    let complaint = kith.complaint(&["changes", "undo", id]);
    assert!(complaint.contains("in no state for that"), "{complaint}");
    let complaint = kith.complaint(&["changes", "retry", id]);
    assert!(complaint.contains("in no state for that"), "{complaint}");
    assert_eq!(kith.words(&["changes", "list"]).lines().count(), 1);
}

#[tokio::test]
async fn a_field_is_set_and_what_makes_no_sense_is_refused() {
    let kith = crowd().await;
    let one = [
        "contacts",
        "change",
        "--query",
        "p599@crowd.example",
        "--yes",
    ];
    let with = |more: &[&'static str]| [&one[..], more].concat();
    let report = kith.json(&with(&["--field", "priority=high"]));
    assert_eq!(report["done"], 1, "{report}");
    let report = kith.json(&with(&["--company", "Crowd Ltd"]));
    assert_eq!(report["action"], "Set company to “Crowd Ltd”");
    for (wrong, because) in [
        (&["--field", "nothing=1"][..], "field: "),
        (&["--field", "priority"], "NAME=VALUE"),
        (&["--tag", "a", "--archive"], "cannot be used with"),
        (&[], "required"),
    ] {
        let complaint = kith.complaint(&with(wrong));
        assert!(complaint.contains(because), "{wrong:?}: {complaint}");
    }
    let unread = ["contacts", "change", "--query", "score>>", "--delete"];
    let complaint = kith.complaint(&unread);
    assert!(complaint.contains("--query"), "{complaint}");
}

#[tokio::test]
async fn a_source_is_somebody_elses_and_comes_back() {
    let kith = Installation::new().await;
    let first = kith.store("one.csv", "Name,Email\nBo Lind,bo@lind.example\n");
    let second = "Name,Email,Job Title\nBo Lind,bo@lind.example,Captain\n";
    let second = kith.store("two.csv", second);
    kith.json(&["import", &first]);
    kith.json(&["import", &second]);
    let all = kith.json(&["contacts", "sources", "Bo Lind"]);
    assert_eq!(all.as_array().unwrap().len(), 2, "{all}");
    let words = kith.words(&["contacts", "sources", "bo@lind.example"]);
    assert!(words.contains("Bo Lind, bo@lind.example"), "{words}");
    let captain = all.as_array().unwrap().iter();
    let mut captain = captain.filter(|one| one["title"] == "Captain");
    let id = captain.next_back().unwrap()["id"].as_str().unwrap();
    let parted = kith.json(&["contacts", "part", id]);
    let (from, to) = (&parted["from"], &parted["to"]);
    assert!(from != to, "{parted}");
    let complaint = kith.complaint(&["contacts", "part", id]);
    assert!(complaint.contains("nothing else is known"), "{complaint}");
    let back = kith.json(&["contacts", "return", id]);
    assert_eq!((&back["from"], &back["to"]), (to, from));
    let complaint = kith.complaint(&["contacts", "return", id]);
    assert!(!complaint.is_empty());
    let words = kith.words(&["contacts", "part", id]);
    assert_eq!(words.trim(), "It is Bo Lind's now.");
}

#[tokio::test]
async fn contacts_are_joined_and_parted_again() {
    let kith = Installation::new().await;
    let table = "Name,Email\nBo Lind,bo@lind.example\nRobert Lind,robert@home.example\n";
    let file = kith.store("two.csv", table);
    kith.json(&["import", &file]);
    let merge = ["contacts", "merge", "Bo Lind", "robert@home.example"];
    let complaint = kith.complaint(&[&merge[..], &["--choose", "name"]].concat());
    assert!(complaint.contains("FIELD=ONE"), "{complaint}");
    let words = kith.words(&[&merge[..], &["--choose", "name=Bo Lind"]].concat());
    assert_eq!(words.trim(), "Bo Lind is one with Robert Lind now.");
    let complaint = kith.complaint(&["contacts", "merge", "Bo Lind", "robert@home.example"]);
    assert!(
        complaint.contains("from itself") || complaint.contains("with"),
        "{complaint}"
    );
    let parted = kith.json(&["contacts", "unmerge", "Robert Lind"]);
    assert!(parted["parted"].is_string(), "{parted}");
    let complaint = kith.complaint(&["contacts", "unmerge", "Robert Lind"]);
    assert!(complaint.contains("was joined to another"), "{complaint}");
}

#[tokio::test]
async fn a_contact_is_written_down_and_asked_about_first() {
    let kith = Installation::new().await;
    let create = ["contacts", "create", "--name", "Bo Lind"];
    let with = |more: &[&'static str]| [&create[..], more].concat();
    let made = kith.json(&with(&["--email", "bo@lind.example", "--company", "Lind"]));
    let id = made["id"].as_str().unwrap();
    let complaint = kith.complaint(&with(&[]));
    assert!(
        complaint.contains("--anyway") && complaint.contains(id),
        "{complaint}"
    );
    let words = kith.words(&with(&["--anyway"]));
    assert!(words.starts_with("Bo Lind is a contact now"), "{words}");
    let complaint = kith.complaint(&["contacts", "create", "--title", "Captain"]);
    assert!(complaint.contains("name"), "{complaint}");
    let words = kith.words(&["contacts", "possible", id]);
    assert!(words.starts_with("Nobody is possibly the same"), "{words}");
}

#[tokio::test]
async fn the_history_is_read_and_a_join_taken_back_from_it() {
    let kith = Installation::new().await;
    let table = "Name,Email\nBo Lind,bo@lind.example\nRobert Lind,robert@home.example\n";
    let file = kith.store("two.csv", table);
    kith.json(&["import", &file]);
    let merged = kith.json(&["contacts", "merge", "Bo Lind", "robert@home.example"]);
    let kept = merged["kept"].as_str().unwrap();
    let all = kith.json(&["contacts", "history", kept]);
    let mut joined = all.as_array().unwrap().iter();
    let joined = joined.find(|change| change["field"] == "joined").unwrap();
    assert_eq!(joined["may_be_reverted"], true, "{all}");
    let words = kith.words(&["contacts", "history", kept]);
    assert!(words.contains("joined: "), "{words}");
    let change = joined["id"].to_string();
    kith.json(&["contacts", "revert", kept, &change]);
    let complaint = kith.complaint(&["contacts", "unmerge", "Robert Lind"]);
    assert!(complaint.contains("was joined to another"), "{complaint}");
    let complaint = kith.complaint(&["contacts", "revert", kept, "999999999"]);
    assert!(complaint.contains("no such change"), "{complaint}");
}

#[tokio::test]
async fn companies_are_joined_and_parted_again() {
    let kith = Installation::new().await;
    let table =
        "Name,Email,Company\nBo Lind,bo.lind@gmail.com,Acme\nDi Moe,di.moe@gmail.com,Globex\n";
    let file = kith.store("two.csv", table);
    kith.json(&["import", &file]);
    let words = kith.words(&["companies", "possible", "Acme"]);
    assert!(words.starts_with("No company is possibly"), "{words}");
    let words = kith.words(&["companies", "merge", "Acme", "Globex"]);
    assert_eq!(words.trim(), "Acme is one with Globex now.");
    let complaint = kith.complaint(&["companies", "merge", "Acme", "Globex"]);
    assert!(complaint.contains("one company already"), "{complaint}");
    let words = kith.words(&["companies", "part", "Globex"]);
    assert_eq!(words.trim(), "Globex is a company of its own again.");
    let complaint = kith.complaint(&["companies", "part", "Globex"]);
    assert!(complaint.contains("was joined to another"), "{complaint}");
    let named = |id: &str| kith.json(&["companies", "show", id])["company"]["name"].clone();
    let chosen = ["--choose", "name=Globex"];
    let merged = kith.json(&[&["companies", "merge", "Acme", "Globex"][..], &chosen].concat());
    let [kept, joined] = ["kept", "joined"].map(|of| merged[of].as_str().unwrap());
    assert_eq!(named(kept), "Globex");
    let told = kith.json(&["companies", "history", kept]);
    let mut told = told.as_array().unwrap().iter();
    let renamed = told.find(|change| change["field"] == "name").unwrap();
    assert_eq!(renamed["new"], "Globex", "{renamed}");
    let words = kith.words(&["companies", "history", kept]);
    assert!(words.contains("name: Acme → Globex"), "{words}");
    let complaint = kith.complaint(&["companies", "revert", kept, "999999999"]);
    assert!(complaint.contains("no such change"), "{complaint}");
    kith.words(&["companies", "part", joined]);
    assert_eq!(
        (named(kept), named(joined)),
        ("Acme".into(), "Globex".into())
    );
}

#[tokio::test]
async fn companies_are_made_without_people() {
    let kith = Installation::new().await;
    let nord = ["companies", "create", "Nord Holding"];
    let made = kith.json(&[&nord[..], &["--domain", "nord.example"]].concat());
    let id = made["id"].as_str().unwrap();
    let ships = ["companies", "create", "Nord Ships"];
    let words = kith.words(&[&ships[..], &["--parent", "nord.example"]].concat());
    assert!(
        words.starts_with("Nord Ships is a company now: "),
        "{words}"
    );
    let complaint = kith.complaint(&nord);
    assert!(
        complaint.contains("--anyway") && complaint.contains(id),
        "{complaint}"
    );
    let listed = kith.json(&["companies", "list", "nord", "--sort", "name"]);
    let listed = listed["companies"].as_array().unwrap();
    assert_eq!((listed.len(), &listed[0]["id"]), (2, &json!(id)));
    assert_eq!(listed[1]["parent_id"], id, "{listed:?}");
}
