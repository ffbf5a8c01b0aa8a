//! `kith contacts list`, `kith contacts search` and `kith views list`.

use serde_json::{Value, json};

use crate::installation::Installation;

async fn people() -> Installation {
    let kith = Installation::new().await;
    let table = "Name,Email,Company\n\
                 Zoë Müller,zoe@muller.example,Müller Ltd\n\
                 Bo Lind,bo@lind.example,Acme\n\
                 Cy Moss,cy@moss.example,Acme\n\
                 Di Nowak,di@nowak.example,\n";
    let file = kith.store("people.csv", table);
    kith.json(&["import", &file]);
    kith
}

fn names(found: &Value) -> Vec<&str> {
    let rows = found["contacts"].as_array().unwrap().iter();
    rows.map(|row| row["name"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn contacts_are_listed_by_a_query_in_an_order_and_in_groups() {
    let kith = people().await;
    let by_name = |more: &[&'static str]| [&["contacts", "list", "--sort", "name"], more].concat();
    let all = kith.json(&by_name(&[]));
    assert_eq!(
        names(&all),
        ["Bo Lind", "Cy Moss", "Di Nowak", "Zoë Müller"]
    );
    assert_eq!(all["next_cursor"], Value::Null);
    let first = kith.json(&by_name(&["company:acme or di", "--limit", "2"]));
    assert_eq!(names(&first), ["Bo Lind", "Cy Moss"]);
    let next = first["next_cursor"].as_str().unwrap();
    let rest = [
        "contacts",
        "list",
        "company:acme or di",
        "--sort",
        "name",
        "--cursor",
        next,
    ];
    assert_eq!(names(&kith.json(&rest)), ["Di Nowak"]);
    let grouped = kith.json(&by_name(&["--group", "priority"]));
    assert_eq!(
        grouped["groups"],
        json!([{ "key": "normal", "label": "Normal priority", "count": 4, "is_more": false }])
    );
    assert_eq!(grouped["contacts"][0]["group"], "normal");
    let words = kith.words(&by_name(&["zoe", "--group", "strength"]));
    let lines: Vec<&str> = words.lines().collect();
    assert!(lines[0].starts_with("id "), "{words}");
    assert_eq!(lines[2], "No contact yet (1)");
    assert!(
        lines[3].contains("  Zoë Müller  zoe@muller.example  "),
        "{words}"
    );
    let words = kith.words(&by_name(&["--limit", "1"]));
    assert!(
        words.ends_with("There are more: --limit shows them."),
        "{words}"
    );
    assert_eq!(kith.words(&["contacts", "list", "nobody"]), "Nobody fits.");
}

#[tokio::test]
async fn what_cannot_be_read_is_refused_with_its_place() {
    let kith = people().await;
    for (wrong, because) in [
        (
            &["zoe score>high"][..],
            "At character 11: “score” takes a number.\n  zoe score>high\n            ^^^^",
        ),
        (&["colour:red"], "  colour:red\n  ^^^^^^"),
        (&["", "--sort", "shoe"], "--sort: choose"),
        (&["", "--sort", "field.shoe"], "sort"),
        (&["", "--group", "field.shoe"], "--group: choose"),
        (&["", "--cursor", "x"], "--cursor: "),
        (&["", "--limit", "0"], "0 is not in 1..=100000"),
    ] {
        let complaint = kith.complaint(&[&["contacts", "list"], wrong].concat());
        assert!(complaint.contains(because), "{wrong:?}: {complaint}");
    }
}

#[tokio::test]
async fn people_are_searched_by_words() {
    let kith = people().await;
    let words = kith.words(&["contacts", "search", "zoe", "mull"]);
    assert!(
        words.contains("  Zoë Müller  ") && words.lines().count() == 1,
        "{words}"
    );
    let found = kith.json(&["contacts", "search", "novak"]);
    assert_eq!(found["similar"], json!(["nowak"]));
    assert_eq!(found["contacts"].as_array().unwrap().len(), 1);
    let nobody = kith.words(&["contacts", "search", "qqqq"]);
    assert_eq!(nobody, "Nobody is called so.");
}

#[tokio::test]
async fn companies_are_listed_and_shown() {
    let kith = people().await;
    let found = kith.json(&["companies", "list", "--sort", "people"]);
    assert_eq!(found["companies"][0]["name"], "Acme");
    let first = kith.json(&["companies", "list", "--sort", "name", "--limit", "1"]);
    assert_eq!(first["companies"][0]["name"], "Acme");
    let next = first["next_cursor"].as_str().unwrap();
    let rest = ["companies", "list", "--sort", "name", "--cursor", next];
    assert_ne!(kith.json(&rest)["companies"][0]["name"], "Acme");
    let words = kith.words(&["companies", "list", "acme"]);
    assert!(
        words.starts_with("id ") && words.contains("  Acme  "),
        "{words}"
    );
    assert_eq!(
        kith.words(&["companies", "list", "zzz"]),
        "No company fits."
    );
    let shown = kith.json(&["companies", "show", "acme"]);
    assert_eq!(shown["company"]["people"], 2);
    assert_eq!(shown["people"].as_array().unwrap().len(), 2);
    let words = kith.words(&["companies", "show", "Acme"]);
    assert!(
        words.starts_with("Acme\n") && words.contains("  Bo Lind"),
        "{words}"
    );
    for (wrong, because) in [
        (&["list", "--sort", "shoe"][..], "--sort: choose"),
        (&["list", "colour:red"], "  colour:red"),
        (&["show", "nobody"], "no company is called nobody"),
    ] {
        let complaint = kith.complaint(&[&["companies"], wrong].concat());
        assert!(complaint.contains(because), "{wrong:?}: {complaint}");
    }
}

#[tokio::test]
async fn views_are_listed() {
    let kith = people().await;
    assert_eq!(kith.words(&["views", "list"]), "No views are saved.");
    assert_eq!(kith.json(&["views", "list"]), json!({ "views": [] }));
}
