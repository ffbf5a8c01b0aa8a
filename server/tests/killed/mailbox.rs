//! Two mailboxes that share messages. The larger is an archive of two, with things in it
//! that are skipped and that fail.

use chrono::DateTime;
use sample::{Plan, demonstration, write_mbox};

pub const ME: &str = "ada@kestrel.example";
pub const MESSAGES: usize = 4_000;
const SHARED: usize = 600;

const NO_SENDER: &str = "From x Thu Jan  1 00:00:00 2026\nTo: ada@kestrel.example\nDate: Thu, 1 Jan 2026 10:00:00 +0000\nSubject: nobody\n\nWho wrote this?\n\n";

pub fn small() -> Vec<u8> {
    messages()[..SHARED].concat()
}

/// A tar of two mailboxes, and of something that is none.
pub fn large() -> Vec<u8> {
    let messages = messages();
    let (older, newer) = messages.split_at(MESSAGES / 2);
    let mut archive = tar::Builder::new(Vec::new());
    for (name, content) in [
        ("Mail/Archive.mbox", older.concat()),
        ("Mail/broken.mbox.gz", b"\x1f\x8b\x08\x00broken".to_vec()),
        (
            "Mail/Inbox.mbox",
            [NO_SENDER.into(), newer.concat()].concat(),
        ),
    ] {
        let mut header = tar::Header::new_gnu();
        header.set_size(content.len() as u64);
        header.set_mode(0o600);
        archive
            .append_data(&mut header, name, content.as_slice())
            .unwrap();
    }
    archive.into_inner().unwrap()
}

/// The messages of one person's two years, each with its separator line.
fn messages() -> Vec<Vec<u8>> {
    let now = DateTime::from_timestamp(1_772_000_000, 0).unwrap();
    let plan = Plan {
        people: 200,
        messages: MESSAGES,
        ..demonstration(now)
    };
    let mut mbox = Vec::new();
    write_mbox(&plan, &mut mbox).unwrap();
    let mut messages: Vec<Vec<u8>> = Vec::new();
    for line in mbox.split_inclusive(|byte| *byte == b'\n') {
        if line.starts_with(b"From ") {
            messages.push(Vec::new());
        }
        messages.last_mut().unwrap().extend_from_slice(line);
    }
    assert_eq!(messages.len(), MESSAGES);
    messages
}
