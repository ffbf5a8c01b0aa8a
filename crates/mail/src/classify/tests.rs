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

#[test]
fn mail_of_services_is_automated() {
    for (from, headers) in [
        (
            "GitHub <notifications@github.com>",
            "List-ID: a/b <b.a.github.com>\nList-Post: <mailto:reply@reply.github.com>\nX-GitHub-Reason: mention\nPrecedence: list\nList-Unsubscribe: <mailto:x>\n",
        ),
        (
            "LinkedIn <messages-noreply@linkedin.com>",
            "X-LinkedIn-Class: INMAIL\nList-Unsubscribe: <https://x>\n",
        ),
        (
            "Amazon.de <bestellbestaetigung@amazon.de>",
            "Subject: Ihre Bestellung bei Amazon.de\nX-SES-Outgoing: 2022\n",
        ),
        (
            "Stripe <receipts@stripe.com>",
            "Subject: Your receipt from Acme\nList-Unsubscribe: <mailto:x>\n",
        ),
        (
            "DHL Paket <noreply@dhl.de>",
            "Subject: Ihre Sendung kommt\nPrecedence: bulk\n",
        ),
        (
            "Cron Daemon <root@host.acme.com>",
            "Subject: Cron <root@host> backup\n",
        ),
        (
            "Jira <jira@acme.atlassian.net>",
            "Auto-Submitted: auto-generated\nPrecedence: bulk\nX-JIRA-FingerPrint: x\n",
        ),
        (
            "Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@acme.com>",
            "Subject: Undeliverable: hi\n",
        ),
        (
            "Jane Doe <jane@acme.com>",
            "Subject: Abwesenheitsnotiz: Re: Angebot\n",
        ),
        (
            "Notion <hello@mail.notion.so>",
            "Subject: Your verification code\n",
        ),
        (
            "Zoom <no-reply@zoom.us>",
            "Subject: Your meeting attendees are waiting\n",
        ),
    ] {
        assert_eq!(judged(from, headers).1, Class::Automated, "{from}");
    }
}

#[test]
fn mail_to_many_is_newsletter_or_list() {
    for (from, headers, class) in [
        (
            "Jane Doe <jane@acme.com>",
            "List-Unsubscribe: <https://x>\nX-MC-User: 1\nPrecedence: bulk\n",
            Class::Newsletter,
        ),
        (
            "The Daily <noreply@daily.com>",
            "List-Unsubscribe: <https://x>\nList-Id: <daily>\n",
            Class::Newsletter,
        ),
        (
            "Writer from Substack <writer@substack.com>",
            "List-Id: <writer.substack.com>\nList-Post: <https://writer.substack.com>\nList-Unsubscribe: <https://x>\nX-Mailgun-Sid: x\n",
            Class::Newsletter,
        ),
        (
            "Jane Doe <jane@gmail.com>",
            "List-ID: <team.googlegroups.com>\nList-Post: <mailto:team@googlegroups.com>\nX-Google-Group-Id: 1\nPrecedence: list\nMailing-list: list team@googlegroups.com\n",
            Class::List,
        ),
        (
            "Jane Doe via dev <dev@lists.acme.org>",
            "List-Id: <dev.lists.acme.org>\nX-BeenThere: dev@lists.acme.org\nX-Mailman-Version: 2.1\n",
            Class::List,
        ),
    ] {
        assert_eq!(judged(from, headers).1, class, "{from}");
    }
}

#[test]
fn people_behind_soft_roles_and_odd_subjects_are_people() {
    for (from, headers) in [
        ("Jane Doe <mail@janedoe.de>", ""),
        ("Jane Doe <hello@janedoe.com>", "Subject: Coffee?\n"),
        (
            "Jane Doe <jane@acme.com>",
            "Subject: Your order of cake for Monday\n",
        ),
        ("Acme GmbH <schmidt@acme.de>", "Subject: Re: Angebot\n"),
        (
            "Jane Doe <jane@acme.com>",
            "Subject: out of office next week?\n",
        ),
        (
            "jane@acme.com",
            "Subject: hi\nContent-Type: multipart/mixed; boundary=b\n",
        ),
        ("Paul Post <p.post@acme.com>", ""),
        ("Hansen <hansen@hansen.dk>", "Subject: Levering\n"),
        (
            "\"Schmidt, K.\" <k.schmidt@firma.de>",
            "Subject: Lieferung am Montag\n",
        ),
        ("Thorvald Aas <thaas@skog.no>", "Subject: Your invoice\n"),
        ("Acme <sw@acme.com>", ""),
        ("Iris News <iris.news@barton.co.uk>", "Subject: walk\n"),
    ] {
        assert_eq!(
            judged(from, headers),
            (None, Class::Person),
            "{from} {headers}"
        );
    }
}

#[test]
fn mail_to_the_address_of_a_list_is_list_mail() {
    for headers in [
        "To: Rowing <rowing@groups.example>\nList-Id: <rowing.groups.example>\nList-Unsubscribe: <mailto:x@y.example>\n",
        "To: elm@groups.io\nPrecedence: Bulk\nList-Id: Elm <elm.groups.io>\n",
        "To: histsoz@listserv.example\nSender: Hist <owner-histsoz@listserv.example>\n",
    ] {
        let (why, class) = judged("Jane Doe <jane@acme.com>", headers);
        assert_eq!(
            (why, class),
            (Some(Automated::List), Class::List),
            "{headers}"
        );
    }
    let rewritten = judged(
        "'Jane Doe' via Rowing <rowing@groups.example>",
        "To: rowing@groups.example\nList-Id: <rowing.groups.example>\n",
    );
    assert_eq!(rewritten.1, Class::List);
    for (from, headers) in [
        (
            "Jane Doe <jane@acme.com>",
            "To: joe@acme.com\nList-Id: <weekly.news.example>\n",
        ),
        (
            "News <news@bvv.example>",
            "To: news@bvv.example\nList-Id: <news.bvv.example>\n",
        ),
    ] {
        assert_eq!(judged(from, headers).1, Class::Newsletter, "{headers}");
    }
}
