//! Contacts and their timeline over HTTP.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::walk;
use crate::testing::{Mail, TestApp};

#[tokio::test]
async fn a_contact_is_created_read_changed_deleted_and_restored() {
    let app = TestApp::start().await;
    let program = app.program(&app.owner("ada@kith.example").await).await;
    let input = json!({
        "name": "Bo Lind", "title": "Captain", "company": "Lind & Co", "birthday": "1990-05-31",
        "emails": ["Bo@Lind.example", "bo@home.example"], "phones": ["+46 8 123"],
    });
    let (status, created) = program.api("POST", "/contacts", Some(input)).await;
    assert_eq!(status, 201);
    let path = format!("/contacts/{}", created["data"]["id"].as_str().unwrap());
    let (status, read) = program.api("GET", &path, None).await;
    assert_eq!((status, &read["data"]), (200, &created["data"]));
    assert_eq!(
        read["data"]["emails"],
        json!(["bo@lind.example", "bo@home.example"])
    );
    assert_eq!(
        (&read["data"]["company"], &read["data"]["birthday"]),
        (&json!("Lind & Co"), &json!("1990-05-31"))
    );
    let change = json!({ "title": "Admiral", "company": "", "phones": [] });
    let (status, changed) = program.api("PATCH", &path, Some(change)).await;
    assert_eq!(
        (status, &changed["data"]["title"]),
        (200, &json!("Admiral"))
    );
    assert_eq!(
        (&changed["data"]["company"], &changed["data"]["phones"]),
        (&Value::Null, &json!([]))
    );
    assert_eq!(
        changed["data"]["emails"], read["data"]["emails"],
        "what is absent stays"
    );
    assert!(changed["data"]["version"].as_i64() > read["data"]["version"].as_i64());
    let (status, deleted) = program.api("DELETE", &path, None).await;
    assert_eq!((status, &deleted["data"]["deleted"]), (200, &json!(true)));
    for method in ["GET", "DELETE"] {
        assert_eq!(program.api(method, &path, None).await.0, 404, "{method}");
    }
    assert_eq!(
        program.api("GET", "/contacts", None).await.1["data"],
        json!([])
    );
    let (status, restored) = program.api("POST", &format!("{path}/restore"), None).await;
    assert_eq!(status, 200);
    for field in ["name", "title", "emails", "birthday"] {
        assert_eq!(restored["data"][field], changed["data"][field], "{field}");
    }
    assert_eq!(
        program
            .api("POST", &format!("{path}/restore"), None)
            .await
            .0,
        404,
        "it is there"
    );
}

#[tokio::test]
async fn pages_show_every_contact_exactly_once_in_every_order() {
    let app = TestApp::start().await;
    let program = app.program(&app.owner("ada@kith.example").await).await;
    let mut created = BTreeSet::new();
    for number in 0..7 {
        let input = json!({ "name": format!("Person {}", number % 3) });
        let path = "/contacts?anyway=true";
        let (_, body) = program.api("POST", path, Some(input)).await;
        created.insert(body["data"]["id"].as_str().unwrap().to_owned());
    }
    for sort in ["strength", "name", "last", "new"] {
        let seen = walk(&program, &format!("/contacts?limit=2&sort={sort}")).await;
        assert_eq!(seen.len(), 7, "{sort}");
        assert_eq!(seen.into_iter().collect::<BTreeSet<_>>(), created, "{sort}");
    }
    let found = walk(&program, "/contacts?limit=1&q=person%201").await;
    assert_eq!(found.len(), 2);
    for (limit, expected) in [(0, 1), (-5, 1), (3, 3), (100_000, 7)] {
        let (_, page) = program
            .api("GET", &format!("/contacts?limit={limit}"), None)
            .await;
        assert_eq!(page["data"].as_array().unwrap().len(), expected, "{limit}");
    }
}

#[tokio::test]
async fn the_timeline_of_a_contact_is_paged_and_takes_notes() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let mails: Vec<_> = (0..5)
        .map(|n| Mail::new(&format!("m{n}"), 5, "ada@kith.example", "bo@lind.example"))
        .collect();
    app.import(&ada, &mails).await;
    let program = app.program(&ada).await;
    let (_, contacts) = program.api("GET", "/contacts", None).await;
    let path = format!("/contacts/{}", contacts["data"][0]["id"].as_str().unwrap());
    let (status, note) = program
        .api(
            "POST",
            &format!("{path}/notes"),
            Some(json!({ "text": "Likes tea" })),
        )
        .await;
    assert_eq!(
        (status, &note["data"]["kind"], &note["data"]["body"]),
        (201, &json!("note"), &json!("Likes tea"))
    );
    let seen = walk(&program, &format!("{path}/interactions?limit=2")).await;
    assert_eq!(seen.len(), 6);
    assert_eq!(seen.iter().collect::<BTreeSet<_>>().len(), 6);
    assert_eq!(
        seen[0],
        note["data"]["id"].as_str().unwrap(),
        "the newest first"
    );
    let (_, page) = program
        .api("GET", &format!("{path}/interactions"), None)
        .await;
    let mail = &page["data"][1];
    assert_eq!(
        (&mail["kind"], &mail["direction"], &mail["subject"]),
        (&json!("mail"), &json!("out"), &json!("Lunch"))
    );
    assert_eq!(
        program
            .api("GET", &format!("{path}/interactions?cursor=1_x"), None)
            .await
            .0,
        422
    );
    let (status, score) = program.api("GET", &format!("{path}/score"), None).await;
    assert_eq!(
        (
            status,
            &score["data"]["outbound"],
            &score["data"]["inbound"]
        ),
        (200, &json!(5), &json!(0))
    );
    let reasons = score["data"]["reasons"].as_array().unwrap();
    let parts: Vec<_> = reasons.iter().map(|reason| &reason["part"]).collect();
    assert_eq!(
        parts,
        ["reciprocity", "recency", "frequency", "tenure", "breadth"]
    );
    assert_eq!(
        (&reasons[0]["words"], &reasons[0]["max"]),
        (
            &json!("You wrote 5 times; they have not written. 5 messages are unanswered."),
            &json!(4.0)
        )
    );
    for reason in reasons {
        let part = reason["part"].as_str().unwrap();
        assert_eq!(reason["value"], score["data"]["parts"][part]);
    }
}

#[tokio::test]
async fn what_a_signature_says_comes_with_its_evidence() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let block = "Shall we meet?\n\nMit freundlichen Grüßen\nJürgen Weiß\nLeiter Einkauf\nLindner Maschinenbau GmbH\nMobil: 0171 3920012\nhttps://www.linkedin.com/in/juergen-weiss";
    let weiss = "Jürgen Weiß <weiss@lindner.example>";
    let mails = [
        Mail::new("1", 5, weiss, "ada@kith.example").body(block),
        Mail::new("2", 4, "ada@kith.example", weiss),
    ];
    app.import(&ada, &mails).await;
    let program = app.program(&ada).await;
    let (_, found) = program.api("GET", "/contacts", None).await;
    let path = format!("/contacts/{}", found["data"][0]["id"].as_str().unwrap());
    let (_, read) = program.api("GET", &path, None).await;
    let read = &read["data"];
    assert_eq!(read["company"], "Lindner Maschinenbau GmbH");
    let phone = &read["phones"][0];
    for (key, value) in [
        ("e164", "+491713920012"),
        ("raw", "0171 3920012"),
        ("kind", "mobile"),
    ] {
        assert_eq!(phone[key], value);
    }
    assert_eq!(phone["provenance"]["source"], "signature");
    assert_eq!(read["handles"][0]["network"], "linkedin");
    assert_eq!(
        read["handles"][0]["url"],
        "https://www.linkedin.com/in/juergen-weiss"
    );
    let title = &read["provenance"]["title"];
    assert_eq!(title["source"], "signature");
    assert_eq!(title["at"], json!(mails[0].at()));
    assert!(title["confidence"].as_f64().unwrap() > 0.8);
    assert!(title["interaction_id"].is_string());
    assert_eq!(read["provenance"]["name"]["source"], "mail");
    assert_eq!(read["provenance"]["email"]["source"], "mail");

    let change = json!({ "title": "Chef" });
    let (_, changed) = program.api("PATCH", &path, Some(change)).await;
    assert_eq!(changed["data"]["provenance"]["title"]["source"], "edit");
    assert_eq!(changed["data"]["phones"], read["phones"]);
}

#[tokio::test]
async fn the_page_of_a_contact_names_its_sources() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let block =
        "Shall we meet?\n\nBest regards,\nBo Lind\nHarbour Master\nLind AB\n+46 8 123 45 67";
    let mails = [
        Mail::new("1", 5, "Bo Lind <bo@lind.example>", "ada@kith.example").body(block),
        Mail::new("2", 4, "ada@kith.example", "bo@lind.example"),
    ];
    app.import(&ada, &mails).await;
    let browser = app.browser(&ada).await;
    let (_, found) = app.program(&ada).await.api("GET", "/contacts", None).await;
    let path = format!("/contacts/{}", found["data"][0]["id"].as_str().unwrap());
    let page = browser.page(&path).await;
    for words in [
        "Harbour Master at Lind AB",
        "From a signature of 25 February 2026, 95\u{a0}%\u{a0}sure",
        "Open the message that the title comes from",
        "Title is not right: remove it",
        "href=\"tel:+4681234567\"",
        "From the header of mail of 25 February 2026",
    ] {
        assert!(page.contains(words), "{words}");
    }
}

#[tokio::test]
async fn values_are_added_labelled_changed_and_removed() {
    let app = TestApp::start().await;
    let program = app.program(&app.owner("ada@kith.example").await).await;
    let input = json!({ "name": "Bo Lind", "emails": ["bo@lind.example"] });
    let (_, created) = program.api("POST", "/contacts", Some(input)).await;
    let path = format!(
        "/contacts/{}/points",
        created["data"]["id"].as_str().unwrap()
    );
    let home = json!({
        "kind": "address", "label": "Home",
        "address": { "street": "Storgatan 1", "postal_code": "223 50", "city": "Lund" },
    });
    let (status, added) = program.api("POST", &path, Some(home)).await;
    assert_eq!(status, 201);
    let address = &added["data"]["points"][1];
    assert_eq!(
        (
            &address["value"],
            &address["label"],
            &address["address"]["city"]
        ),
        (
            &json!("Storgatan 1, 223 50 Lund"),
            &json!("home"),
            &json!("Lund")
        )
    );
    assert_eq!(address["provenance"]["source"], "edit");
    let change = json!({ "value": "bo@lind.example", "to": { "kind": "email", "value": "bo@work.example", "label": "work" } });
    let (status, changed) = program.api("PATCH", &path, Some(change)).await;
    let email = &changed["data"]["points"][0];
    assert_eq!(
        (status, &email["value"], &email["label"]),
        (200, &json!("bo@work.example"), &json!("work"))
    );
    let gone = format!("{path}?kind=email&value=bo%40work.example");
    let (status, removed) = program.api("DELETE", &gone, None).await;
    assert_eq!((status, &removed["data"]["emails"]), (200, &json!([])));
    assert_eq!(program.api("DELETE", &gone, None).await.0, 404);
    let emails = json!({ "emails": ["bo@work.example"] });
    let contact = path.trim_end_matches("/points");
    let (_, again) = program.api("PATCH", contact, Some(emails)).await;
    assert_eq!(
        again["data"]["emails"],
        json!(["bo@work.example"]),
        "said again, it is back"
    );
    let refused = json!({ "kind": "phone", "value": "ask" });
    let (status, body) = program.api("POST", &path, Some(refused)).await;
    assert_eq!(
        (status, &body["error"]["details"]["fields"]["value"]["code"]),
        (422, &json!("not_a_phone")),
        "{body}"
    );
}
