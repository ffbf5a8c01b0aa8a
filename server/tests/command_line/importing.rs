//! `kith import`: several files at once, and being interrupted.

use std::io::{BufRead, BufReader, Read};

use serde_json::{Value, json};

use crate::installation::{ADA, Installation, exchange, interrupt, mail, with_newsletters};

fn reports(stdout: &[u8]) -> Vec<Value> {
    let text = String::from_utf8(stdout.to_vec()).unwrap();
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

#[tokio::test]
async fn several_files_go_in_at_once_and_one_that_fails_is_told() {
    let kith = Installation::new().await;
    let files = [
        kith.store("exchange.mbox", &exchange()),
        kith.store("broken.mbox", "no mail in here"),
        kith.store("news.mbox", &with_newsletters()),
    ];
    let [first, second, third] = files.each_ref().map(String::as_str);
    let output = kith.run(&["import", first, second, third, "--json"]);
    assert!(!output.status.success());
    let mut reports = reports(&output.stdout);
    reports.sort_by_key(|report| report["file_name"].to_string());
    let states: Vec<_> = reports
        .iter()
        .map(|report| report["state"].clone())
        .collect();
    assert_eq!(states, [json!("failed"), json!("done"), json!("done")]);
    assert_eq!(
        (&reports[1]["stored"], &reports[2]["skipped"]["newsletter"]),
        (&json!(40), &json!(3))
    );
    let stderr = String::from_utf8(output.stderr).unwrap();
    for file in files {
        let line = format!("{file}: taking in");
        assert_eq!(stderr.matches(&line).count(), 1, "{stderr}");
    }
    assert!(
        stderr.ends_with("kith: 1 of 3 files could not be imported\n"),
        "{stderr}"
    );
    assert!(!stderr.contains('\x1b'), "a file is no terminal: {stderr}");
}

#[tokio::test]
async fn words_are_for_people_and_a_missing_file_is_refused_at_once() {
    let kith = Installation::new().await;
    let file = kith.store("news.mbox", &with_newsletters());
    let words = kith.words(&["import", &file]);
    assert!(
        words.starts_with(
            "news.mbox: stored 1 of 4 messages (0 known, 3 skipped, 0 failed), 1 new contacts"
        ),
        "{words}"
    );
    let complaint = kith.complaint(&["import", &file, "/nowhere/at/all"]);
    assert!(
        complaint.contains("/nowhere/at/all does not exist"),
        "{complaint}"
    );
    assert_eq!(kith.json(&["imports", "list"]).as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn who_is_interrupted_leaves_the_import_where_it_is() {
    let kith = Installation::new().await;
    let (me, bo) = ("Ada <ada@home.example>", "Bo <bo@lind.example>");
    let sent = "X-Gmail-Labels: Sent\n";
    let file = kith.store(
        "home.mbox",
        &(mail(9, me, bo, sent) + &mail(8, me, bo, sent)),
    );
    let mut child = kith
        .command(&["import", &file, "--ask", "--as", ADA])
        .spawn()
        .unwrap();
    let _open = child.stdin.take().unwrap();
    let mut stderr = BufReader::new(child.stderr.take().unwrap());
    let mut line = String::new();
    while !line.contains("Which addresses in home.mbox are yours?") {
        line.clear();
        assert!(stderr.read_line(&mut line).unwrap() > 0, "it ended early");
    }
    interrupt(&child);
    let mut rest = String::new();
    stderr.read_to_string(&mut rest).unwrap();
    assert!(!child.wait().unwrap().success());
    assert!(rest.contains("interrupted. 1 import goes on"), "{rest}");
    let listed = kith.json(&["imports", "list"]);
    assert_eq!(listed[0]["state"], "asking");
}
