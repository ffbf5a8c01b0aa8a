//! `kith review` and `kith settings joining`.

use crate::installation::Installation;

const TABLE: &str = "Name,Email,Phone
Mike Turner,mike.turner@gmail.com,+491701234567
Michael Turner,miketurner@gmail.com,+491701234567
Juergen Mueller,juergen.mueller@gmail.com,
Jürgen Müller,juergenmueller@gmail.com,
";

#[tokio::test]
async fn pairs_are_sought_listed_and_decided() {
    let kith = Installation::new().await;
    assert_eq!(
        kith.words(&["settings", "joining"]).trim(),
        "Joined without a question: 95 %"
    );
    let off = kith.json(&["settings", "joining", "off"]);
    assert!(off["join_from"].is_null(), "{off}");
    let file = kith.store("people.csv", TABLE);
    kith.json(&["import", &file]);
    let scan = kith.json(&["review", "scan"]);
    assert_eq!(
        (&scan["state"], &scan["joined"]),
        (&"done".into(), &0.into()),
        "{scan}"
    );
    let pairs = kith.json(&["review", "list"]);
    assert_eq!(pairs.as_array().unwrap().len(), 2, "{pairs}");
    let words = kith.words(&["review", "list"]);
    assert!(
        words.contains("Mike Turner (") && words.contains("given name"),
        "{words}"
    );
    let id = |place: usize, side: &str| pairs[place][side]["id"].as_str().unwrap().to_owned();
    let (one, other) = (id(0, "one"), id(0, "other"));
    let skipped = kith.json(&["review", "skip", &one, &other]);
    assert_eq!(skipped["skipped"], true, "{skipped}");
    let words = kith.words(&["review", "list"]);
    assert!(words.contains("(left for later)"), "{words}");
    let last = &kith.json(&["review", "list"])[1];
    assert_eq!(last["one"]["id"], one, "{last}");
    assert!(last["skipped_at"].is_string(), "{last}");
    let unskipped = kith.json(&["review", "unskip", &one, &other]);
    assert_eq!(unskipped["skipped"], false, "{unskipped}");
    let words = kith.words(&["review", "list"]);
    assert!(!words.contains("(left for later)"), "{words}");
    let possible = kith.json(&["contacts", "possible", &one]);
    assert_eq!(possible.as_array().unwrap().len(), 1, "{possible}");
    let words = kith.words(&["contacts", "possible", &one]);
    assert!(words.contains(&other), "{words}");
    let words = kith.words(&["review", "list", "--companies"]);
    assert!(words.starts_with("No company is here twice"), "{words}");
    let complaint = kith.complaint(&["review", "skip", "Acme", "Acme AB", "--companies"]);
    assert!(
        complaint.contains("no company is called Acme"),
        "{complaint}"
    );
    let decided = kith.json(&["review", "reject", &one, &other]);
    assert_eq!(decided["rejected"], true, "{decided}");
    let reopened = kith.json(&["review", "reopen", &one, &other]);
    assert_eq!(reopened["reopened"], true, "{reopened}");
    let counts = kith.json(&["review", "count"]);
    let all = |kind: &str| counts[kind].as_i64().unwrap();
    assert_eq!(all("sure") + all("review"), 2, "{counts}");
    let groups = kith.json(&["review", "groups"]);
    assert_eq!(groups.as_array().unwrap().len(), 2, "{groups}");
    let words = kith.words(&["review", "merge-above", "70", "--preview"]);
    assert_eq!(words.lines().count(), 2, "{words}");
    assert!(!kith.run(&["review", "merge-above", "20"]).status.success());
    let none = kith.json(&["review", "groups", "--companies"]);
    assert!(none.as_array().unwrap().is_empty(), "{none}");
    let words = kith.words(&["review", "merge-above", "70", "--companies", "--preview"]);
    assert_eq!(words.trim(), "No company would be merged.");
    let decided = kith.json(&["review", "reject", &one, &other]);
    assert_eq!(decided["rejected"], true, "{decided}");
    let complaint = kith.complaint(&["review", "reject", &one, &other]);
    assert!(complaint.contains("decided already"), "{complaint}");
    kith.json(&["settings", "joining", "95"]);
    let words = kith.words(&["review", "scan", "--dry-run"]);
    let told = "Would join 1 contact with others, and ask about 0 pairs. Would join 0 companies";
    assert!(words.starts_with(told), "{words}");
    let merged = kith.json(&["review", "merge", &id(1, "one"), &id(1, "other")]);
    assert!(merged["kept"].is_string(), "{merged}");
    let words = kith.words(&["review", "list"]);
    assert!(words.starts_with("Nobody is here twice"), "{words}");
    assert!(!kith.run(&["settings", "joining", "50"]).status.success());
}
