//! `kith imports`, `kith addresses`, `kith settings`.

use serde_json::json;

use crate::installation::{ADA, Installation, mail, with_newsletters};

#[tokio::test]
async fn an_import_is_shown_with_what_it_could_not_use() {
    let kith = Installation::new().await;
    let file = kith.store("news.mbox", &with_newsletters());
    let id = kith.json(&["import", &file])["import_id"].clone();
    let id = id.as_str().unwrap();
    let shown = kith.json(&["imports", "show", id]);
    assert_eq!(
        (&shown["state"], &shown["progress"]),
        (&json!("done"), &json!(1.0))
    );
    let words = kith.words(&["imports", "show", id]);
    assert!(words.contains("Skipped: 3 newsletters"), "{words}");
    let rejected = kith.words(&["imports", "rejected", id]);
    assert_eq!(rejected.lines().count(), 3);
    assert!(
        rejected.starts_with("skipped  Newsletter  byte "),
        "{rejected}"
    );
    let none = kith.json(&["imports", "rejected", id, "--outcome", "failed"]);
    assert_eq!(none, json!({ "rejections": [] }));
    let found = kith.json(&["imports", "rejected", id, "--reason", "newsletter"]);
    assert_eq!(found["rejections"][2]["sender"], "news@shop.example");
    let seen_enough = kith.unread(&["imports", "rejected", id]);
    assert!(seen_enough.status.success(), "{seen_enough:?}");
    let csv = kith.words(&["imports", "rejected", id, "--csv"]);
    assert_eq!(csv.lines().count(), 1 + 3);
    assert!(csv.starts_with("file,place,outcome,reason"), "{csv}");
}

#[tokio::test]
async fn an_import_is_steered_and_refuses_what_cannot_be() {
    let kith = Installation::new().await;
    let file = kith.store("news.mbox", &with_newsletters());
    let id = kith.json(&["import", &file])["import_id"].clone();
    let id = id.as_str().unwrap();
    let complaint = kith.complaint(&["imports", "pause", id]);
    assert!(complaint.contains("in no state for that"), "{complaint}");
    assert_eq!(kith.json(&["imports", "undo", id])["state"], "undoing");
    kith.work_until(id, "undone");
    assert_eq!(kith.json(&["imports", "again", id])["state"], "queued");
    assert_eq!(kith.json(&["imports", "pause", id])["state"], "paused");
    assert_eq!(kith.json(&["imports", "resume", id])["state"], "queued");
    assert_eq!(kith.json(&["imports", "cancel", id])["state"], "cancelled");
    assert_eq!(kith.json(&["imports", "resume", id])["state"], "queued");
    kith.work_until(id, "done");
    let complaint = kith.complaint(&["imports", "include", id, "draft"]);
    assert!(complaint.contains("reason: "), "{complaint}");
    let including = kith.json(&["imports", "include", id, "newsletter"]);
    assert_eq!(including["stage"], "including");
    let nobody = "01a1fa0f-696f-7f1d-ae60-e347758f43d6";
    let complaint = kith.complaint(&["imports", "show", nobody]);
    assert!(complaint.contains("no such import"), "{complaint}");
}

#[tokio::test]
async fn the_question_whose_mailbox_it_is_is_answered_later() {
    let kith = Installation::new().await;
    let (me, bo) = ("Ada <ada@home.example>", "Bo <bo@lind.example>");
    let mails = mail(9, me, bo, "X-Gmail-Labels: Sent\n")
        + &mail(
            8,
            "Cy <cy@moss.example>",
            me,
            "Delivered-To: ada@home.example\n",
        );
    let file = kith.store("home.mbox", &mails);
    let complaint = kith.complaint(&["import", &file, "--ask"]);
    assert!(complaint.contains("nobody answered"), "{complaint}");
    let id = kith.json(&["imports", "list"])[0]["import_id"].clone();
    let id = id.as_str().unwrap();
    let words = kith.words(&["imports", "show", id]);
    assert!(words.contains("1  ada@home.example"), "{words}");
    let going = kith.json(&[
        "imports",
        "answer",
        id,
        "--mine",
        "ada@home.example",
        "--contacts",
        "everyone",
    ]);
    assert_eq!(going["state"], "queued");
    assert_eq!(
        kith.json(&["settings", "contacts"]),
        json!({ "contacts": "everyone" })
    );
    let addresses = kith.words(&["addresses", "list"]);
    assert_eq!(addresses, format!("{ADA}\nada@home.example"));
}

#[tokio::test]
async fn a_mailbox_of_somebody_else_is_nobodys() {
    let kith = Installation::new().await;
    let bo = mail(
        9,
        "Bo <bo@lind.example>",
        "Cy <cy@moss.example>",
        "X-Gmail-Labels: Sent\n",
    );
    let file = kith.store("theirs.mbox", &bo);
    kith.complaint(&["import", &file, "--ask"]);
    let id = kith.json(&["imports", "list"])[0]["import_id"].clone();
    let id = id.as_str().unwrap();
    assert!(
        !kith.run(&["imports", "answer", id]).status.success(),
        "no answer"
    );
    let going = kith.json(&["imports", "answer", id, "--none"]);
    assert_eq!(
        (&going["state"], &going["of_others"]),
        (&json!("queued"), &json!(true))
    );
    assert_eq!(kith.words(&["addresses", "list"]), ADA);
}

#[tokio::test]
async fn addresses_and_the_rule_are_read_and_set() {
    let kith = Installation::new().await;
    assert_eq!(
        kith.json(&["addresses", "list"]),
        json!({ "addresses": [ADA] })
    );
    let added = kith.json(&["addresses", "add", "Ada@Home.example"]);
    assert_eq!(added, json!({ "addresses": [ADA, "ada@home.example"] }));
    let words = kith.words(&["addresses", "remove", "ada@home.example"]);
    assert!(
        words.starts_with("ada@home.example is not yours any more."),
        "{words}"
    );
    let complaint = kith.complaint(&["addresses", "remove", "ada@home.example"]);
    assert!(
        complaint.contains("not one of the addresses"),
        "{complaint}"
    );
    assert!(!kith.run(&["addresses", "add", "ada"]).status.success());
    assert_eq!(
        kith.words(&["settings", "contacts"]),
        "wrote_to: People you wrote to"
    );
    let set = kith.json(&["settings", "contacts", "answered"]);
    assert_eq!(set, json!({ "contacts": "answered" }));
    assert!(
        !kith
            .run(&["settings", "contacts", "nobody"])
            .status
            .success()
    );
    assert_eq!(kith.json(&["settings", "contacts"]), set);
}

#[tokio::test]
async fn the_question_what_the_columns_hold_is_answered_later() {
    let kith = Installation::new().await;
    let file = kith.store(
        "people.csv",
        "Who,Reach\nBo Lind,bo@lind.example\n,,,\nx,y,z\n",
    );
    let complaint = kith.complaint(&["import", &file, "--ask"]);
    assert!(
        complaint.contains("What do the columns hold?") && complaint.contains("--mapping FILE"),
        "{complaint}"
    );
    let id = kith.json(&["imports", "list"])[0]["import_id"].clone();
    let id = id.as_str().unwrap();
    let words = kith.words(&["imports", "show", id]);
    assert!(words.contains("kith imports columns ID"), "{words}");
    let guess = kith.words(&["imports", "columns", id]);
    let mapping = guess.replacen("\"field\": null", "\"field\": \"name\"", 1);
    assert_ne!(guess, mapping);
    let mapping = kith.store("mapping.json", &mapping);
    let going = kith.json(&["imports", "answer", id, "--mapping", &mapping]);
    assert_eq!(going["state"], "queued");
    kith.work_until(id, "done");
    let rows = kith.words(&["imports", "rejected", id, "--csv", "--table", "people.csv"]);
    assert!(
        rows.starts_with("\"Not imported because\",\"Who\",\"Reach\"\r\n"),
        "{rows}"
    );
    let again = kith.store("same.csv", "Who,Reach\nCy Orr,cy@orr.example\n");
    let done = kith.json(&["import", &again, "--ask"]);
    assert_eq!(
        (&done["state"], &done["stored"]),
        (&json!("done"), &json!(1))
    );
    let other = kith.store("other.csv", "What,Why\nTea,green\n");
    kith.complaint(&["import", &other, "--ask"]);
    let id = kith.json(&["imports", "list"])[0]["import_id"].clone();
    let id = id.as_str().unwrap();
    let going = kith.json(&["imports", "answer", id, "--leave-out"]);
    assert_eq!(going["state"], "queued");
}
