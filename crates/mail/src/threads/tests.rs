use super::*;

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
