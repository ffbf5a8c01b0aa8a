//! `kith suggest`, `kith score` and `kith log`.

use serde_json::json;

use crate::installation::{Installation, exchange, mail};

async fn with_bo() -> (Installation, String) {
    let kith = Installation::new().await;
    let file = kith.store("exchange.mbox", &exchange());
    kith.words(&["import", &file]);
    let due = kith.json(&["suggest"])["suggestions"][0].clone();
    assert_eq!(due["name"], "Bo Lind");
    assert!(due["draft"].is_null() && due["facts"]["silence_days"].is_number());
    let id = due["id"].as_str().unwrap().to_owned();
    (kith, id)
}

#[tokio::test]
async fn a_suggestion_is_decided_and_taken_back() {
    let (kith, id) = with_bo().await;
    let words = kith.words(&["suggest"]);
    assert!(
        words.starts_with(&format!("{id}  Bo Lind <bo@lind.example>: ")),
        "{words}"
    );
    let drafts = kith.json(&["suggest", "--draft"]);
    assert!(drafts["suggestions"][0]["draft"]["body"].is_string());
    for (verb, state) in [
        ("done", "done"),
        ("dismiss", "dismissed"),
        ("snooze", "snoozed"),
    ] {
        assert_eq!(kith.json(&["suggest", verb, &id])["state"], state);
        assert_eq!(kith.words(&["suggest"]), "Nobody is waiting.");
        let there = kith.json(&["suggest", "--state", state]);
        assert_eq!(there["suggestions"][0]["id"], json!(id));
        assert_eq!(kith.json(&["suggest", "reopen", &id])["state"], "open");
    }
    let complaint = kith.complaint(&["suggest", "reopen", &id]);
    assert!(complaint.contains("or is open"), "{complaint}");
}

#[tokio::test]
async fn a_snooze_is_for_days_or_to_a_day_and_outlives_a_later_decision() {
    let (kith, id) = with_bo().await;
    let words = kith.words(&["suggest", "snooze", &id, "--until", "2999-05-31"]);
    assert!(words.starts_with("Bo Lind: snoozed until 3"), "{words}");
    kith.words(&["suggest", "done", &id]);
    let again = kith.json(&["suggest", "reopen", &id]);
    assert_eq!(again["state"], "snoozed");
    assert!(
        again["snoozed_until"]
            .as_str()
            .unwrap()
            .starts_with("2999-05-3")
    );
    kith.words(&["suggest", "reopen", &id]);
    let complaint = kith.complaint(&["suggest", "snooze", &id, "--until", "2001-01-01"]);
    assert!(complaint.contains("until"), "{complaint}");
    assert!(
        !kith
            .run(&["suggest", "snooze", &id, "--days", "0"])
            .status
            .success()
    );
}

#[tokio::test]
async fn a_score_is_explained_for_an_address_a_name_or_an_id() {
    let (kith, _) = with_bo().await;
    let score = kith.json(&["score", "bo@lind.example"]);
    assert_eq!(
        (
            &score["contact"]["name"],
            &score["inbound"],
            &score["outbound"]
        ),
        (&json!("Bo Lind"), &json!(20), &json!(20))
    );
    assert_eq!(score["course"].as_array().unwrap().len(), 25);
    assert_eq!(score["reasons"].as_array().unwrap().len(), 5);
    let id = score["contact"]["id"].as_str().unwrap();
    for text in [id, "Bo Lind", "lind"] {
        let words = kith.words(&["score", text]);
        assert!(
            words.contains("They wrote 20 times, you 20 times."),
            "{words}"
        );
        assert!(words.contains("  Course        "), "{words}");
    }
}

#[tokio::test]
async fn a_name_of_several_lists_them_all() {
    let kith = Installation::new().await;
    let me = crate::installation::ADA;
    let mails = mail(9, me, "Bo Lind <bo@lind.example>", "")
        + &mail(8, me, "Bo Moss <bo@moss.example>", "");
    let file = kith.store("two.mbox", &mails);
    kith.words(&["import", &file]);
    let complaint = kith.complaint(&["score", "bo"]);
    for email in ["bo@lind.example", "bo@moss.example"] {
        assert!(complaint.contains(email), "{complaint}");
    }
    assert!(
        kith.complaint(&["score", "zoe"])
            .contains("no contact is called zoe")
    );
}

#[tokio::test]
async fn what_is_wanted_of_suggestions_is_shown_and_chosen() {
    let (kith, id) = with_bo().await;
    let usual = kith.json(&["suggest", "settings"]);
    assert_eq!(
        (&usual["daily"], &usual["patience"]),
        (&json!(5), &json!("usual"))
    );
    let set = kith.json(&["suggest", "settings", "--daily", "7", "--patience", "much"]);
    assert_eq!(
        (&set["daily"], &set["patience"]),
        (&json!(7), &json!("much"))
    );
    assert_eq!(
        set["most_open"], usual["most_open"],
        "what is not said stays"
    );
    assert_eq!(kith.json(&["suggest", "settings"]), set);
    let complaint = kith.complaint(&["suggest", "settings", "--daily", "0"]);
    assert!(complaint.contains("daily"), "{complaint}");

    let wish = ["suggest", "wish", "Bo Lind"];
    assert_eq!(kith.words(&wish), "Bo Lind: by your rhythm");
    let set = kith.json(&[&wish[..], &["--every", "30", "--channel", "phone"]].concat());
    assert_eq!(
        (&set["every_days"], &set["channel"]),
        (&json!(30), &json!("phone"))
    );
    let set = kith.json(&[&wish[..], &["--never", "--no-channel"]].concat());
    assert_eq!(
        (&set["never"], &set["channel"]),
        (&json!(true), &json!(null))
    );
    assert_eq!(kith.words(&["suggest"]), "Nobody is waiting.");
    kith.json(&[&wish[..], &["--rhythm"]].concat());
    let due = kith.json(&["suggest"]);
    assert_eq!(due["suggestions"][0]["name"], "Bo Lind");

    assert!(
        kith.words(&["suggest", "learned"])
            .contains("Nothing was decided")
    );
    let id = match due["suggestions"][0]["id"].as_str() {
        Some(newer) => newer.to_owned(),
        None => id,
    };
    kith.words(&["suggest", "dismiss", &id]);
    let learned = kith.json(&["suggest", "learned"]);
    assert_eq!(learned["learned"][0]["dismissed"], 1, "{learned}");
    let left = kith.json(&["suggest", "learned", "--forget"]);
    assert_eq!(left["learned"], json!([]));
}

#[tokio::test]
async fn who_was_called_is_in_touch_and_suggested_no_more() {
    let (kith, id) = with_bo().await;
    let before = kith.json(&["score", "Bo Lind"]);
    let said = kith.json(&[
        "log",
        "Bo Lind",
        "--call",
        "--when",
        "yesterday 3pm",
        "--about",
        "The boathouse",
    ]);
    assert_eq!(
        (&said["kind"], &said["direction"], &said["text"]),
        (&json!("call"), &json!("out"), &json!("The boathouse"))
    );
    let after = kith.json(&["score", "Bo Lind"]);
    assert_eq!(
        after["outbound"].as_i64(),
        before["outbound"].as_i64().map(|count| count + 1)
    );
    assert_eq!(kith.words(&["suggest"]), "Nobody is waiting.");
    let closed = kith.json(&["suggest", "--state", "closed"]);
    assert_eq!(closed["suggestions"][0]["id"], json!(id));
    let words = kith.words(&["log", "bo@lind.example", "--message", "--they"]);
    assert!(words.starts_with("Message with Bo Lind, "), "{words}");
    let complaint = kith.complaint(&["log", "Bo Lind", "--meeting", "--when", "tomorrow"]);
    assert!(complaint.contains("still to come"), "{complaint}");
    for wrong in [
        &["log", "Bo Lind"][..],
        &["log", "Bo Lind", "--call", "--meeting"],
        &["log", "Bo Lind", "--meeting", "--they"],
    ] {
        assert!(!kith.run(wrong).status.success(), "{wrong:?}");
    }
}
