//! `kith extract` as a user runs it: the real binary, without database and data folder.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::io::{Read, Write};
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

const LUNCH: &str = "From: \"Doe, Jane\" <jane@acme.de>\nTo: joe@b.org\nCc: Bo <bo@b.org>\nDate: Wed, 12 Oct 2022 10:00:00 +0200\nMessage-ID: <2@acme.de>\nIn-Reply-To: <1@b.org>\nSubject: Re: Lunch\n\nHi Joe,\n\nsee you at noon.\n\nBest regards,\nJane Doe\nHead of Sales | Acme GmbH\n+49 30 1234567\n\nOn Tue, Oct 11, 2022 at 9:00 AM Joe <joe@b.org> wrote:\n> Lunch?\n";

fn kith(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = command(arguments).spawn().unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    child.wait_with_output().unwrap()
}

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kith"));
    command
        .arg("extract")
        .args(arguments)
        .env_clear()
        .env("KITH_DATA_DIR", "/nowhere/that/exists")
        .env("DATABASE_URL", "postgres://nobody@127.0.0.1:1/nothing")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

fn lines(output: &Output) -> Vec<Value> {
    let text = String::from_utf8(output.stdout.clone()).unwrap();
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

fn stored(folder: &TempDir, name: &str, bytes: &[u8]) -> PathBuf {
    let path = folder.path().join(name);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(&path, bytes).unwrap();
    path
}

#[test]
fn a_message_is_one_object_with_the_promised_fields() {
    let output = kith(&["-"], LUNCH.as_bytes());
    assert!(output.status.success());
    let [line] = &lines(&output)[..] else {
        panic!("one line");
    };
    for field in [
        "message_id",
        "date",
        "subject",
        "thread",
        "language",
        "class",
        "from",
        "to",
        "cc",
        "automated",
        "body_text",
        "own_text",
        "signature_text",
        "people",
        "bcc",
        "attachments",
        "markers",
        "worth_contact",
    ] {
        assert!(line.get(field).is_some(), "{field}");
    }
    assert_eq!(line["thread"], "1@b.org");
    assert_eq!(line["date"], "2022-10-12T08:00:00Z");
    assert_eq!(line["from"]["email"], "jane@acme.de");
    assert_eq!(line["cc"][0]["name"], "Bo");
    assert_eq!(line["automated"]["is"], false);
    let person = &line["people"][0];
    assert_eq!(person["name"], "Jane Doe");
    assert_eq!(person["phones"][0]["e164"], "+49301234567");
    for field in [
        "linkedin", "twitter", "telegram", "github", "location", "urls", "emails", "evidence",
    ] {
        assert!(person.get(field).is_some(), "{field}");
    }
}

#[test]
fn folders_archives_and_conversations() {
    let folder = TempDir::new().unwrap();
    let message = |id: u32, answers: &str| {
        format!(
            "From: a@b.de\nTo: c@d.de\nDate: Wed, 12 Oct 2022 10:0{id}:00 +0000\nMessage-ID: <{id}@b.de>\n{answers}Subject: {id}\n\nhello\n"
        )
    };
    stored(
        &folder,
        "Maildir/cur/3:2,S",
        message(3, "In-Reply-To: <2@b.de>\n").as_bytes(),
    );
    stored(&folder, "Maildir/new/1", message(1, "").as_bytes());
    stored(&folder, "Maildir/tmp/9", message(9, "").as_bytes());
    let single = stored(
        &folder,
        "2.eml",
        message(2, "In-Reply-To: <1@b.de>\n").as_bytes(),
    );
    let maildir = folder.path().join("Maildir");
    let output = kith(&[maildir.to_str().unwrap(), single.to_str().unwrap()], b"");
    assert!(output.status.success());
    let lines = lines(&output);
    assert_eq!(lines.len(), 3);
    assert!(
        lines.iter().all(|line| line["thread"] == "1@b.de"),
        "{lines:?}"
    );
    assert_eq!(lines[0]["source"]["container"], "cur/3:2,S");
}

#[test]
fn what_cannot_be_read_is_counted_with_its_reason() {
    let mbox = format!(
        "From x Wed Oct 12 10:00:00 2022\nSubject: nobody\n\nhi\n\nFrom x Wed Oct 12 10:00:00 2022\n{LUNCH}\nFrom x Wed Oct 12 10:00:00 2022\n\n\n"
    );
    let output = kith(&["-"], mbox.as_bytes());
    assert!(output.status.success());
    assert_eq!(lines(&output).len(), 1);
    let complaint = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        complaint.contains("1 of 3 messages: no_sender"),
        "{complaint}"
    );
    assert!(complaint.contains("1 of 3 messages: empty"), "{complaint}");

    let output = kith(&["/nowhere/at/all"], b"");
    assert!(!output.status.success() && !output.stderr.is_empty());
    assert!(!kith(&["-"], b"\x7fELF nothing of mail").status.success());
    assert!(kith(&["-"], b"").status.success());
}

#[test]
fn a_reader_that_goes_away_ends_it_quietly() {
    let mut child = command(&["-"]).spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    let writer = std::thread::spawn(move || {
        let message = format!("From x Wed Oct 12 10:00:00 2022\n{LUNCH}\n");
        for _ in 0..20_000 {
            if input.write_all(message.as_bytes()).is_err() {
                break;
            }
        }
    });
    let mut first = [0; 10];
    let mut stdout = child.stdout.take().unwrap();
    stdout.read_exact(&mut first).unwrap();
    drop(stdout);
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    assert!(output.status.success(), "{:?}", output.status);
    assert_eq!(output.stderr, b"");
}

#[test]
fn a_bare_signature_is_read() {
    let block = "Jane Doe\r\nHead of Sales\r\nAcme GmbH\r\nMobil: 0171 1234567\r\n";
    let arguments = [
        "--signature",
        "--from",
        "Jane Doe <jane@acme.de>",
        "--language",
        "de",
    ];
    let output = kith(&arguments, block.as_bytes());
    assert!(output.status.success());
    let person = &lines(&output)[0];
    assert_eq!(person["title"], "Head of Sales");
    assert_eq!(person["email"], "jane@acme.de");
    assert_eq!(person["phones"][0]["kind"], "mobile");
    assert!(kith(&["--signature"], block.as_bytes()).status.success());
    assert!(
        !kith(&["--signature", "--from", "nobody"], b"")
            .status
            .success()
    );
    assert!(!kith(&[], b"").status.success());
}
