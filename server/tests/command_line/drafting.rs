//! `kith draft`, `kith summarise` and `kith settings language`.

use serde_json::Value;

use crate::installation::{ADA, Installation, exchange};

const KEY: &str = "sk-test-never-shown-42";

#[tokio::test]
async fn a_draft_is_printed_and_nothing_else_is_said_on_standard_output() {
    let kith = Installation::new().await;
    let file = kith.store("exchange.mbox", &exchange());
    kith.words(&["import", &file]);
    let output = kith.run(&["draft", "Bo Lind"]);
    assert!(output.status.success(), "{output:?}");
    let (text, about) = (
        String::from_utf8(output.stdout).unwrap(),
        String::from_utf8(output.stderr).unwrap(),
    );
    assert!(text.contains("Bo,\n\n"), "{text}");
    assert!(about.contains("By rules, offline.") && about.contains("Nothing was sent."));
    let short = kith.json(&[
        "draft",
        "bo@lind.example",
        "--variant",
        "shorter",
        "--language",
        "de",
    ]);
    assert_eq!(short["language"], "de");
    assert_eq!(short["provenance"]["provider"], "offline");
    let complaint = kith.complaint(&["draft", "Bo Lind", "--channel", "fax"]);
    assert!(complaint.contains("channel"), "{complaint}");
    let complaint = kith.complaint(&["draft", "Nobody At All"]);
    assert!(complaint.contains("no contact is called"), "{complaint}");
}

#[tokio::test]
async fn what_two_wrote_each_other_is_summarised() {
    let kith = Installation::new().await;
    let file = kith.store("exchange.mbox", &exchange());
    kith.words(&["import", &file]);
    let said = kith.words(&["summarise", "Bo Lind"]);
    assert_eq!(said.trim(), "Shall we have lunch?");
    let made = kith.json(&["summarise", "bo@lind.example"]);
    assert_eq!(made["summary"]["provider"], "offline");
    assert_eq!(made["summary"]["sentences"][0], "Shall we have lunch?");
}

#[tokio::test]
async fn a_key_goes_in_and_never_comes_out_not_even_into_the_log() {
    let kith = Installation::new().await;
    assert!(kith.words(&["settings", "language"]).starts_with("offline"));
    let arguments = [
        "settings",
        "language",
        "--kind",
        "anthropic",
        "--model",
        "claude-sonnet-5",
        "--budget",
        "5",
        "--key-stdin",
        "--json",
        "--log",
        "trace",
        "--as",
        ADA,
    ];
    let output = kith.fed(&arguments, &format!("{KEY}\n"));
    assert!(output.status.success(), "{output:?}");
    let said = [output.stdout.clone(), output.stderr].concat();
    assert!(!String::from_utf8_lossy(&said).contains(KEY));
    let set: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(
        (&set["has_key"], set["monthly_budget"].as_f64()),
        (&true.into(), Some(5.0))
    );
    assert!(kith.words(&["settings", "language"]).contains("with a key"));
    let complaint = kith.complaint(&[
        "settings",
        "language",
        "--base-url",
        "http://localhost:11434",
    ]);
    assert!(
        complaint.contains("base_url"),
        "private addresses are the operator's: {complaint}"
    );
    let words = kith.words(&["settings", "language", "--kind", "offline"]);
    assert!(words.starts_with("offline"), "{words}");
}

#[tokio::test]
async fn a_draft_is_listed_edited_said_to_be_sent_and_discarded() {
    let kith = Installation::new().await;
    let file = kith.store("exchange.mbox", &exchange());
    kith.words(&["import", &file]);
    let nobody = kith.words(&["drafts", "list", "Bo Lind"]);
    assert!(
        nobody.contains("Bo Lind") || nobody.contains("open"),
        "{nobody}"
    );
    let made = kith.json(&["draft", "Bo Lind"]);
    let id = made["id"].as_str().unwrap();
    let listed = kith.json(&["drafts", "list", "Bo Lind"]);
    assert_eq!(listed["drafts"][0]["id"], made["id"], "{listed}");
    let edited = kith.json(&["drafts", "edit", id, "--body", "Hi Bo,\n\nHow is the boat?"]);
    assert_eq!(edited["body"], "Hi Bo,\n\nHow is the boat?");
    assert_eq!(edited["subject"], made["subject"], "what is not said stays");
    assert_eq!(
        edited["provenance"]["body"], made["body"],
        "what was made is kept"
    );
    assert!(kith.words(&["drafts", "show", id]).contains("the boat"));
    let sent = kith.json(&["drafts", "sent", id, "--subject", "The boat"]);
    assert_eq!(
        (&sent["state"], &sent["subject"]),
        (&"sent".into(), &"The boat".into())
    );
    let complaint = kith.complaint(&["drafts", "edit", id, "--body", "More"]);
    assert!(complaint.contains("retracted first"), "{complaint}");
    assert_eq!(kith.json(&["drafts", "retract", id])["state"], "open");
    assert_eq!(kith.json(&["drafts", "discard", id])["state"], "discarded");
    assert_eq!(kith.json(&["drafts", "restore", id])["state"], "open");
    let complaint = kith.complaint(&["drafts", "show", "00000000-0000-0000-0000-000000000000"]);
    assert!(complaint.contains("no such draft"), "{complaint}");
}
