//! `kith draft` and `kith settings language`.

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
