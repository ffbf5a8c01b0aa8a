//! What an import could not use, over HTTP.

use serde_json::{Value, json};

use super::{fields, walk};
use crate::testing::{Client, Mail, TestApp, mailbox};

/// Five newsletters, a message of a program, and one without a sender.
async fn imported() -> (TestApp, Client, String) {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let program = app.program(&ada).await;
    let me = "ada@kith.example";
    let newsletters = (0..5).map(|n| {
        Mail::new(&format!("news{n}"), 5, "News <news@shop.example>", me)
            .subject("=1+1, \"new\"")
            .header("List-Unsubscribe: <mailto:stop@shop.example>")
            .header("Precedence: bulk")
    });
    let mut mails: Vec<Mail> = newsletters.collect();
    mails.push(Mail::new("bo", 4, me, "Bo <bo@lind.example>"));
    mails.push(
        Mail::new("auto", 3, "Bot <bot@shop.example>", me).header("Auto-Submitted: auto-generated"),
    );
    let nameless = Mail::new("nobody", 2, "", me);
    let text = mailbox(&mails) + &mailbox(&[nameless]);
    let file = app.folder().join("mailbox.mbox");
    std::fs::write(&file, text).unwrap();
    let id = crate::imports::import_local_file(&ada, &file)
        .await
        .unwrap();
    app.run_jobs().await;
    (app, program, format!("/imports/{id}/rejections"))
}

async fn listed(program: &Client, path: &str) -> Vec<Value> {
    let (status, page) = program.api("GET", path, None).await;
    assert_eq!(status, 200, "{page}");
    page["data"].as_array().unwrap().clone()
}

#[tokio::test]
async fn what_was_not_imported_is_listed_with_its_reason_and_place() {
    let (_app, program, path) = imported().await;
    let all = listed(&program, &path).await;
    assert_eq!(all.len(), 7);
    let first = &all[0];
    assert_eq!(
        (&first["outcome"], &first["reason"], &first["words"]),
        (
            &json!("skipped"),
            &json!("newsletter"),
            &json!("Newsletter")
        )
    );
    assert_eq!(
        (&first["sender"], &first["subject"], &first["place"]),
        (
            &json!("news@shop.example"),
            &json!("=1+1, \"new\""),
            &json!(0)
        )
    );
    for (query, count) in [
        ("?reason=newsletter", 5),
        ("?reason=automated", 1),
        ("?outcome=skipped", 6),
        ("?outcome=failed", 1),
        ("?outcome=failed&reason=newsletter", 0),
        ("?reason=unheard_of", 0),
    ] {
        let found = listed(&program, &format!("{path}{query}")).await;
        assert_eq!(found.len(), count, "{query}");
    }
}

#[tokio::test]
async fn pages_show_every_rejection_exactly_once() {
    let (_app, program, path) = imported().await;
    let all = walk(&program, &format!("{path}?limit=200")).await;
    assert_eq!(walk(&program, &format!("{path}?limit=2")).await, all);
    let newsletters = walk(&program, &format!("{path}?limit=2&reason=newsletter")).await;
    assert_eq!(newsletters, all[..5]);
}

#[tokio::test]
async fn a_query_that_cannot_be_is_refused() {
    let (_app, program, path) = imported().await;
    for (query, field, code) in [
        ("?outcome=lost", "outcome", "unknown"),
        ("?cursor=x", "cursor", "unreadable"),
    ] {
        let (status, body) = program.api("GET", &format!("{path}{query}"), None).await;
        assert_eq!((status, &fields(&body)[field]["code"]), (422, &json!(code)));
    }
}

#[tokio::test]
async fn the_file_is_the_one_that_the_page_offers() {
    let (_app, program, path) = imported().await;
    let answer = program
        .request("GET", &format!("/api/v1{path}.csv"))
        .send()
        .await
        .unwrap();
    assert_eq!(answer.status(), 200);
    assert_eq!(answer.headers()["content-type"], "text/csv; charset=utf-8");
    let text = answer.text().await.unwrap();
    let browser = program.request("GET", &format!("{}.csv", path)).send();
    assert_eq!(text, browser.await.unwrap().text().await.unwrap());
    assert_eq!(text.lines().count(), 1 + 7);
    assert!(text.contains("\"'=1+1, \"\"new\"\"\""), "{text}");
}
