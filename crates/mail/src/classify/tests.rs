use crate::message::{Automated, Class, parse};

fn judged(from: &str, headers: &str) -> (Option<Automated>, Class) {
    let raw = format!("From: {from}\nDate: Wed, 12 Oct 2022 10:00:00 +0200\n{headers}\nhello\n");
    let found = parse(raw.as_bytes()).unwrap();
    (found.automated, found.class)
}

#[test]
fn people_are_people() {
    for headers in [
        "",
        "Subject: Re: Automatic reply settings\n",
        "Auto-Submitted: no\n",
        "X-Auto-Response-Suppress: All\n",
        "Precedence: normal\n",
    ] {
        assert_eq!(
            judged("Jane <jane@acme.com>", headers),
            (None, Class::Person),
            "{headers}"
        );
    }
}

#[test]
fn marks_of_programs() {
    use Automated::*;
    for (from, headers, why) in [
        ("jane@acme.com", "Auto-Submitted: auto-replied\n", AutoReply),
        ("jane@acme.com", "Subject: Automatic reply: hi\n", AutoReply),
        (
            "jane@acme.com",
            "Auto-Submitted: auto-generated\n",
            Notification,
        ),
        ("MAILER-DAEMON@acme.com", "", Bounce),
        (
            "jane@acme.com",
            "Content-Type: text/calendar; method=REQUEST\n",
            Calendar,
        ),
        ("noreply@acme.com", "", NoReply),
        ("info@acme.com", "", Role),
        (
            "notifications@github.com",
            "List-Id: <x.github.com>\nX-GitHub-Reason: mention\n",
            Notification,
        ),
    ] {
        assert_eq!(
            judged(from, headers),
            (Some(why), Class::Automated),
            "{from} {headers}"
        );
    }
}

#[test]
fn lists_and_newsletters_differ() {
    let list = "List-Id: <dev.acme.org>\nList-Post: <mailto:dev@acme.org>\nPrecedence: list\nList-Unsubscribe: <mailto:x>\n";
    assert_eq!(
        judged("jane@acme.com", list),
        (Some(Automated::List), Class::List)
    );
    assert_eq!(
        judged("jane@acme.com", "List-Unsubscribe: <mailto:x>\n"),
        (Some(Automated::Bulk), Class::Newsletter)
    );
    assert_eq!(
        judged("news@acme.com", ""),
        (Some(Automated::Bulk), Class::Newsletter)
    );
}
