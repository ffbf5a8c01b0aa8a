//! The mailbox held against its own labels, read back by somebody else's parser.

mod endings;
mod phrases;
mod reading;

use chrono::{DateTime, Utc};
use sha2::{Digest, Sha256};

use crate::{Me, Plan, Summary, demonstration, world, write_mbox};

fn plan(messages: usize, people: usize) -> Plan {
    let now: DateTime<Utc> = "2026-03-01T12:00:00Z".parse().unwrap();
    Plan {
        messages,
        people,
        ..demonstration(now)
    }
}

fn written(plan: &Plan) -> (Vec<u8>, Summary) {
    let mut bytes = Vec::new();
    let summary = write_mbox(plan, &mut bytes).unwrap();
    (bytes, summary)
}

/// The messages of an mbox, unquoted.
fn split(bytes: &[u8]) -> Vec<Vec<u8>> {
    let mut messages: Vec<Vec<u8>> = Vec::new();
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        if line.starts_with(b"From ") {
            messages.push(Vec::new());
            continue;
        }
        let start = line.iter().position(|byte| *byte != b'>').unwrap_or(0);
        let quoted = start > 0 && line[start..].starts_with(b"From ");
        messages
            .last_mut()
            .unwrap()
            .extend_from_slice(if quoted { &line[1..] } else { line });
    }
    messages
}

#[test]
fn equal_plans_give_equal_bytes() {
    let (first, _) = written(&plan(300, 20));
    let (second, _) = written(&plan(300, 20));
    assert!(first == second);
    let (other, _) = written(&Plan {
        seed: 2,
        ..plan(300, 20)
    });
    assert!(first != other);
}

/// Holds the bytes across platforms and releases; a wanted change of the data changes it.
#[test]
fn a_small_plan_has_a_known_hash() {
    let (bytes, _) = written(&plan(200, 12));
    let hash: String = Sha256::digest(&bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    assert_eq!(
        hash,
        "762f2325cb27e6f56a1b4e6073587ca417bb6a7f7fd1c3df3f11e9267db4769e"
    );
}

#[test]
fn counts_add_up() {
    for (messages, people) in [
        (0, 0),
        (1, 5),
        (25, 300),
        (40, 0),
        (6_000, 300),
        (9_999, 120),
    ] {
        let (bytes, summary) = written(&plan(messages, people));
        assert_eq!(summary.messages, messages);
        assert_eq!(split(&bytes).len(), messages);
        let parts = summary.from_me + summary.from_people + summary.meetings + summary.automated;
        assert_eq!(parts, messages);
        let machines = summary.newsletters
            + summary.notifications
            + summary.receipts
            + summary.list_posts
            + summary.auto_replies
            + summary.bounces;
        assert_eq!(machines, summary.automated);
    }
}

#[test]
fn the_demonstration_has_about_three_hundred_contacts() {
    let (_, summary) = written(&plan(6_000, 300));
    assert_eq!(summary.automated, 1_200);
    assert!(
        (280..=300).contains(&summary.people_written_to),
        "{summary:?}"
    );
    assert!(
        (270..=300).contains(&summary.people_answered),
        "{summary:?}"
    );
    assert!(summary.meetings > 20 && summary.html_only > 200 && summary.with_attachment > 100);
}

#[test]
fn every_address_is_under_a_reserved_domain_and_belongs_to_one_person() {
    let world = world(&plan(0, 3_000));
    let positions = world.people.iter().flat_map(|person| &person.positions);
    let mut emails: Vec<&str> = positions.map(|position| position.email.as_str()).collect();
    let reserved = |email: &&str| email.ends_with(".example") || email.ends_with(".test");
    assert!(emails.iter().all(reserved));
    let count = emails.len();
    emails.sort_unstable();
    emails.dedup();
    assert_eq!(emails.len(), count);
    let mut domains: Vec<&str> = world
        .companies
        .iter()
        .map(|company| company.domain.as_str())
        .collect();
    domains.sort_unstable();
    domains.dedup();
    assert_eq!(domains.len(), world.companies.len());
}

#[test]
fn the_owner_keeps_their_own_firm_and_addresses() {
    let me = Me {
        name: "Omar Lindqvist".into(),
        email: "omar@northlamp.example".into(),
        other_emails: vec![],
    };
    let plan = Plan {
        me,
        ..plan(500, 40)
    };
    assert_eq!(world(&plan).companies[0].name, "Northlamp");
    let (bytes, _) = written(&plan);
    let text = String::from_utf8_lossy(&bytes);
    assert!(text.contains("From: Omar Lindqvist <omar@northlamp.example>"));
    assert!(!text.contains("Ada Berg") && !text.contains("kestrel"));
}
