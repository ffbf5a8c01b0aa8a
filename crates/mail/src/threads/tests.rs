use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::*;

#[derive(Debug)]
struct Mail {
    id: &'static str,
    references: Vec<&'static str>,
    answers: Option<&'static str>,
    subject: &'static str,
    people: Vec<&'static str>,
    day: i64,
}

fn mail(id: &'static str, answers: Option<&'static str>) -> Mail {
    Mail {
        id,
        references: Vec::new(),
        answers,
        subject: id,
        people: vec!["jane@a.de", "joe@b.de"],
        day: 0,
    }
}

fn about(id: &'static str, subject: &'static str, people: &[&'static str], day: i64) -> Mail {
    Mail {
        subject,
        people: people.to_vec(),
        day,
        ..mail(id, None)
    }
}

fn clues<'a>(mail: &'a Mail) -> Clues<'a> {
    Clues {
        message_id: mail.id,
        references: mail.references.clone(),
        in_reply_to: mail.answers,
        subject: mail.subject,
        participants: mail.people.clone(),
        date: DateTime::from_timestamp(1_600_000_000 + mail.day * 86_400, 0).unwrap(),
    }
}

fn keys(mails: &[Mail]) -> Vec<String> {
    let mut threads = Threads::default();
    for mail in mails {
        threads.add(&clues(mail));
    }
    threads.settle();
    mails.iter().map(|mail| threads.key(mail.id)).collect()
}

fn is_one(mails: &[Mail]) -> bool {
    let keys = keys(mails);
    keys.iter().all(|key| *key == keys[0])
}

#[test]
fn chains_of_in_reply_to_alone_are_one_in_any_order() {
    let chain = || {
        [
            mail("1", None),
            mail("2", Some("1")),
            mail("3", Some("2")),
            mail("4", Some("3")),
        ]
    };
    assert_eq!(keys(&chain()), ["1", "1", "1", "1"]);
    for order in [[3, 2, 1, 0], [3, 1, 2, 0], [1, 3, 0, 2]] {
        let mut mails = chain();
        let mut shuffled = Vec::new();
        for at in order {
            shuffled.push(std::mem::replace(&mut mails[at], mail("", None)));
        }
        assert_eq!(keys(&shuffled), ["1", "1", "1", "1"], "{order:?}");
    }
}

#[test]
fn references_join_over_messages_that_are_missing() {
    let mut late = mail("9", Some("8"));
    late.references = vec!["1", "5", "8"];
    assert!(is_one(&[mail("1", None), late, mail("6", Some("5"))]));
}

#[test]
fn without_references_subject_and_people_tell() {
    let both = ["jane@a.de", "joe@b.de"];
    let back = ["joe@b.de", "jane@a.de"];
    assert!(is_one(&[
        about("1", "Lunch", &both, 0),
        about("2", "Re: Lunch", &back, 30),
        about("3", "AW: Re: lunch", &both, 60),
    ]));
    assert!(is_one(&[
        about("2", "Re: Lunch", &back, 3),
        about("1", "Lunch", &both, 0),
    ]));
    assert!(is_one(&[
        about("1", "Lunch", &both, 0),
        about("2", "lunch", &back, 1),
    ]));
    let mut answered = mail("4", Some("1"));
    answered.subject = "Re: Lunch";
    assert!(is_one(&[
        about("1", "Lunch", &both, 0),
        answered,
        about("5", "Re: Lunch", &both, 3),
    ]));
}

#[test]
fn other_people_or_another_year_are_another_conversation() {
    let both = ["jane@a.de", "joe@b.de"];
    for other in [
        about("2", "Re: Lunch", &["bob@c.de", "jane@a.de"], 3),
        about("2", "Re: Lunch", &both, 300),
        about("2", "Lunch", &both, 7),
        about("2", "Lunch", &["jane@a.de", "bob@c.de"], 0),
        about("2", "Re:", &both, 0),
    ] {
        assert!(!is_one(&[about("1", "Lunch", &both, 0), other]));
    }
}

#[test]
fn a_fresh_subject_begins_anew_and_its_replies_go_with_it() {
    let (both, back) = (["jane@a.de", "joe@b.de"], ["joe@b.de", "jane@a.de"]);
    let keys = keys(&[
        about("1", "Lunch", &both, 0),
        about("2", "Re: Lunch", &back, 1),
        about("3", "Lunch", &both, 30),
        about("4", "Re: Lunch", &back, 31),
        about("5", "Re: Lunch", &back, 60),
    ]);
    assert_eq!(keys, ["1", "1", "3", "3", "3"]);
}

#[test]
fn who_writes_the_same_to_two_people_holds_two_conversations() {
    let others = [
        about("2", "Re: Lunch", &["jane@a.de", "bob@c.de"], 1),
        about("2", "Re: Lunch", &["jane@a.de"], 1),
    ];
    for other in others {
        assert!(!is_one(&[
            about("1", "Lunch", &["jane@a.de", "joe@b.de"], 0),
            other
        ]));
    }
    assert!(is_one(&[
        about("1", "Lunch", &["jane@a.de", "joe@b.de"], 0),
        about("2", "Re: Lunch", &["joe@b.de", "jane@a.de", "bob@c.de"], 1),
    ]));
}

fn any_mail() -> impl Strategy<Value = Mail> {
    let person = || prop_oneof![Just("jane@a.de"), Just("joe@b.de"), Just("bob@c.de")];
    let subject = prop_oneof![Just("Lunch"), Just("Re: Lunch"), Just("Tea"), Just("")];
    let parent = prop_oneof![3 => Just(None), 1 => prop_oneof![Just("3"), Just("7"), Just("x")].prop_map(Some)];
    let people = proptest::collection::vec(person(), 1..4);
    (people, subject, parent, prop_oneof![0..8_i64, 0..400_i64]).prop_map(
        |(people, subject, answers, day)| Mail {
            id: "",
            references: Vec::new(),
            answers,
            subject,
            people,
            day,
        },
    )
}

const IDS: [&str; 12] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11"];

fn partition(mails: &[&Mail]) -> BTreeSet<BTreeSet<String>> {
    let mut threads = Threads::default();
    for mail in mails {
        threads.add(&clues(mail));
    }
    threads.settle();
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for mail in mails {
        let key = threads.key(mail.id);
        found.entry(key).or_default().insert(mail.id.to_owned());
    }
    found.into_values().collect()
}

proptest! {
    #[test]
    fn the_order_of_arrival_does_not_matter(
        mut mails in proptest::collection::vec(any_mail(), 2..12),
        order in Just((0..12_usize).collect::<Vec<_>>()).prop_shuffle(),
    ) {
        mails.iter_mut().zip(IDS).for_each(|(mail, id)| mail.id = id);
        let straight: Vec<&Mail> = mails.iter().collect();
        let shuffled: Vec<&Mail> = order.iter().filter_map(|at| mails.get(*at)).collect();
        prop_assert_eq!(partition(&straight), partition(&shuffled));
    }
}

#[test]
fn a_beginning_that_comes_long_after_its_answers_joins_them() {
    let both = ["jane@a.de", "joe@b.de"];
    let mut threads = Threads::default();
    threads.add(&clues(&about("2", "Re: Lunch", &both, 30)));
    let others: Vec<String> = (0..2 * LOOKAHEAD)
        .map(|number| format!("o{number}"))
        .collect();
    for id in &others {
        let other = mail("", None);
        threads.add(&Clues {
            message_id: id,
            subject: id,
            ..clues(&other)
        });
    }
    let key = threads.key("2");
    threads.add(&clues(&about("1", "Lunch", &both, 0)));
    threads.settle();
    assert_eq!(threads.key("1"), key);
}

#[test]
fn a_key_that_was_given_out_stays() {
    let mut threads = Threads::default();
    threads.add(&clues(&mail("3", Some("2"))));
    assert_eq!(threads.key("3"), "2");
    threads.add(&clues(&mail("2", Some("1"))));
    threads.add(&clues(&mail("1", None)));
    assert_eq!(threads.key("1"), "2");
}

#[test]
fn loops_and_self_references_end() {
    assert!(is_one(&[mail("1", Some("2")), mail("2", Some("1"))]));
    assert_eq!(keys(&[mail("1", Some("1"))]), ["1"]);
}

#[test]
fn memory_is_bounded_and_references_still_find_their_root() {
    let mut threads = Threads::remembering(100);
    let ids: Vec<String> = (0..10_000).map(|number| number.to_string()).collect();
    for id in &ids {
        let mut mail = mail("", None);
        mail.references = vec!["root"];
        let clues = Clues {
            message_id: id,
            subject: id,
            ..clues(&mail)
        };
        threads.add(&clues);
        assert_eq!(threads.key(id), "root");
        assert!(threads.nodes.len() <= 200);
    }
}
