//! `kith notifications`, `kith events` and `kith settings morning`.

use serde_json::{Value, json};

use crate::installation::{ADA, Installation, exchange, mail};

async fn with_news() -> Installation {
    let kith = Installation::new().await;
    let file = kith.store("exchange.mbox", &exchange());
    kith.words(&["import", &file]);
    kith
}

fn listed(value: &Value, name: &str) -> Vec<Value> {
    value[name].as_array().unwrap().clone()
}

#[tokio::test]
async fn what_was_told_is_listed_read_and_unread() {
    let kith = with_news().await;
    let unread = kith.json(&["notifications"]);
    assert_eq!(unread[0]["title"], "exchange.mbox is imported", "{unread}");
    let id = unread[0]["id"].as_str().unwrap().to_owned();
    assert_eq!(kith.json(&["notifications", "read", &id])["read"], 1);
    assert_eq!(kith.words(&["notifications"]), "All is read.");
    let all = kith.json(&["notifications", "list"]);
    let all = listed(&all, "notifications");
    assert!(all.iter().any(|one| one["id"] == json!(id)), "{all:?}");
    let of_kind = kith.json(&["notifications", "list", "--kind", "backups"]);
    assert_eq!(listed(&of_kind, "notifications"), Vec::<Value>::new());
    let words = kith.words(&["notifications", "list"]);
    assert!(words.contains("exchange.mbox is imported"), "{words}");
    kith.words(&["notifications", "unread", &id]);
    let unread = kith.json(&["notifications", "list", "--unread", "--limit", "1"]);
    assert_eq!(listed(&unread, "notifications").len(), 1);
    assert!(
        kith.json(&["notifications", "read"])["read"]
            .as_u64()
            .unwrap()
            >= 1
    );
    let nobody = "00000000-0000-7000-8000-000000000000";
    let complaint = kith.complaint(&["notifications", "unread", nobody]);
    assert!(complaint.contains("no such notification"), "{complaint}");
}

#[tokio::test]
async fn how_one_is_told_is_shown_and_chosen() {
    let kith = Installation::new().await;
    let words = kith.words(&["notifications", "settings"]);
    assert!(
        words.contains("review=app\n") && words.contains("No hours are quiet."),
        "{words}"
    );
    let set = [
        "notifications",
        "settings",
        "--tell",
        "review=app,mail",
        "--tell",
        "imports=none",
        "--quiet",
        "22:00-06:30",
        "--digest",
        "weekly",
        "--digest-hour",
        "9",
        "--digest-weekday",
        "5",
    ];
    kith.json(&set);
    let settings = kith.json(&["notifications", "settings"]);
    let kinds = listed(&settings, "kinds");
    let review = json!({ "kind": "review", "in_app": true, "mail": true, "push": false });
    let imports = json!({ "kind": "imports", "in_app": false, "mail": false, "push": false });
    assert!(
        kinds.contains(&review) && kinds.contains(&imports),
        "{kinds:?}"
    );
    let hours = json!({
        "quiet_from": "22:00", "quiet_until": "06:30",
        "digest": "weekly", "digest_hour": 9, "digest_weekday": 5,
    });
    assert_eq!(settings["hours"], hours);
    let words = kith.words(&["notifications", "settings", "--quiet", "off"]);
    assert!(words.contains("No hours are quiet."), "{words}");
    assert!(
        words.contains("on day 5 at 9:00"),
        "what is not said stays: {words}"
    );
    for (wrong, said) in [
        (["--tell", "gossip=app"], "no kind"),
        (["--tell", "review=pigeon"], "none of app"),
        (["--quiet", "late"], "no FROM-UNTIL"),
        (["--digest-hour", "24"], "digest_hour"),
    ] {
        let complaint = kith.complaint(&[&["notifications", "settings"], &wrong[..]].concat());
        assert!(complaint.contains(said), "{complaint}");
    }
}

#[tokio::test]
async fn the_morning_is_shown_and_chosen() {
    let kith = Installation::new().await;
    let before = kith.json(&["settings", "morning"]);
    assert_eq!(before["follows_owner"], true);
    let set = kith.json(&["settings", "morning", "06:15", "--zone", "Asia/Tokyo"]);
    let expected = json!({ "morning": "06:15", "zone": "Asia/Tokyo", "follows_owner": false });
    assert_eq!(set, expected);
    let words = kith.words(&["settings", "morning", "07:00"]);
    assert_eq!(words, "07:00 in Asia/Tokyo.", "the zone stays");
    let mine = kith.json(&["settings", "morning", "--zone", "mine"]);
    assert_eq!(
        (&mine["morning"], &mine["follows_owner"]),
        (&json!("07:00"), &json!(true))
    );
    let complaint = kith.complaint(&["settings", "morning", "--zone", "Mars/Base"]);
    assert!(complaint.contains("zone"), "{complaint}");
}

#[tokio::test]
async fn events_are_listed_by_kind_paged_and_decided() {
    let kith = Installation::new().await;
    let mut mails = String::new();
    for (name, address) in [
        ("Bo Lind", "bo@lind.example"),
        ("Cy Moss", "cy@moss.example"),
    ] {
        let them = format!("{name} <{address}>");
        mails += &mail(9, ADA, &them, "");
        mails +=
            &mail(4, &them, ADA, "").replace("Shall we have lunch?", "I've joined Globex. Bye!");
    }
    let file = kith.store("news.mbox", &mails);
    kith.words(&["import", &file]);
    kith.words(&["schedule", "run", "find_life_events"]);
    let all = kith.json(&["events", "list"]);
    let events = listed(&all, "life_events");
    assert_eq!(events.len(), 2, "{all}");
    assert_eq!(all["next"], Value::Null);
    let first = kith.json(&["events", "list", "--limit", "1"]);
    let next = first["next"].as_str().unwrap();
    let second = kith.json(&["events", "list", "--limit", "1", "--after", next]);
    assert_ne!(first["life_events"], second["life_events"]);
    assert_eq!(second["next"], Value::Null);
    let words = kith.words(&["events", "list", "--limit", "1"]);
    assert!(
        words.contains(&format!("There are more: --after {next}")),
        "{words}"
    );
    let moves = kith.json(&["events", "list", "--kind", "move"]);
    assert_eq!(listed(&moves, "life_events"), Vec::<Value>::new());
    let id = events[0]["id"].as_str().unwrap();
    assert_eq!(kith.json(&["events", "wrong", id])["state"], "wrong");
    let wrong = kith.json(&["events", "list", "--state", "wrong"]);
    assert_eq!(wrong["life_events"][0]["id"], json!(id));
    assert_eq!(kith.json(&["events", "reopen", id])["state"], "open");
    assert_eq!(kith.json(&["events", "accept", id])["accepted"], true);
    let complaint = kith.complaint(&["events", "list", "--after", "soon"]);
    assert!(complaint.contains("no place of a list"), "{complaint}");
}
