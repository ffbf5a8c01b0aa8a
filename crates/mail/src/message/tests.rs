use proptest::prelude::*;

use super::*;

fn message(raw: &str) -> Message {
    parse(raw.as_bytes()).unwrap()
}

const HEAD: &str =
    "From: Jane Doe <Jane@Acme.com>\nTo: joe@b.org\nDate: Wed, 12 Oct 2022 10:00:00 +0200\n";

#[test]
fn a_plain_message_is_read_whole() {
    let found = message(&format!(
        "{HEAD}Message-ID: <1@acme.com>\nReferences: <a@x> <b@x>\nSubject: Re: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=\nX-Gmail-Labels: Inbox,Important\n\nHello Joe,\nsee you.\n"
    ));
    assert_eq!(found.message_id, "1@acme.com");
    assert_eq!(found.thread_root(), "a@x");
    assert_eq!(
        (found.subject.as_str(), found.base_subject().as_str()),
        ("Re: Grüße", "grüße")
    );
    assert_eq!(found.from.email, "jane@acme.com");
    assert_eq!(found.date.timestamp(), 1665561600);
    assert_eq!(found.snippet(), "Hello Joe, see you.");
    assert_eq!(found.labels, ["Inbox", "Important"]);
    assert_eq!((found.class, found.automated), (Class::Person, None));
}

#[test]
fn multipart_text_is_preferred_and_attachments_are_listed() {
    let found = message(&format!(
        "{HEAD}Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: multipart/alternative; boundary=c\n\n--c\nContent-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n\nGr=FC=DFe\n--c\nContent-Type: text/html\n\n<b>html</b>\n--c--\n--b\nContent-Type: application/pdf; name=\"a.pdf\"\nContent-Transfer-Encoding: base64\nContent-Disposition: attachment; filename=\"=?utf-8?Q?=C3=BC.pdf?=\"\n\naGVsbG8=\n--b--\n"
    ));
    assert_eq!(found.text.trim(), "Grüße");
    assert_eq!(
        found.attachments,
        [Attachment {
            name: Some("ü.pdf".into()),
            mime: "application/pdf".into(),
            size: 5
        }]
    );
}

#[test]
fn html_is_read_where_there_is_nothing_else() {
    let found = message(&format!(
        "{HEAD}Content-Type: text/html; charset=utf-8\n\n<p>Hi</p><p>you</p>"
    ));
    assert_eq!(found.text, "Hi\n\nyou\n");
}

#[test]
fn wrong_charsets_are_repaired() {
    let mut raw = format!("{HEAD}Content-Type: text/plain; charset=us-ascii\n\n").into_bytes();
    raw.extend(b"Gr\xfc\xdfe aus M\xfcnchen");
    assert_eq!(parse(&raw).unwrap().text, "Grüße aus München");
}

#[test]
fn what_cannot_be_used_still_says_what_it_is_about() {
    let lost = remains(b"\nSubject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=\nFrom: Jane\n\nhi");
    assert_eq!(lost.subject.as_deref(), Some("Gr\u{fc}\u{df}e"));
    assert_eq!(lost.sender.as_deref(), Some("Jane"));
    let lost = remains(b"From: Jane <jane@acme.com>\n\nno date");
    assert_eq!(lost.subject, None);
    assert_eq!(lost.sender.as_deref(), Some("jane@acme.com"));
    assert_eq!(remains(b"just words\n"), Remains::default());
}

#[test]
fn missing_fields_fall_back_or_are_told() {
    let received = "Received: from a by b; Thu, 13 Oct 2022 10:00:00 +0000\nReceived: from c by a; Wed, 12 Oct 2022 10:00:00 +0000\n";
    let found = message(&format!(
        "{received}From: jane@acme.com\nDate: nonsense\n\nhi"
    ));
    assert_eq!(found.date.timestamp(), 1665655200);
    assert!(found.message_id.starts_with("sha256:"));
    assert_eq!(parse(b"From: jane@acme.com\n\nhi"), Err(Unreadable::NoDate));
    assert_eq!(
        parse(b"Date: Wed, 12 Oct 2022 10:00:00 +0200\n\nhi"),
        Err(Unreadable::NoSender)
    );
    assert_eq!(parse(b"just words\n"), Err(Unreadable::NoHeaders));
    assert_eq!(
        parse(b" \n"),
        Err(Unreadable::Empty).map_err(|why: Unreadable| why)
    );
}

#[test]
fn the_hash_survives_transport() {
    let first = message(&format!("{HEAD}\nhi\n"));
    let second = message(&format!(
        "Received: from x by y; Wed, 12 Oct 2022 10:00:01 +0200\n{}\r\nhi\r\n\r\n",
        HEAD.replace('\n', "\r\n")
    ));
    assert_eq!(first.message_id, second.message_id);
}

#[test]
fn threads_start_at_the_oldest_known_message() {
    assert_eq!(
        message(&format!(
            "{HEAD}Message-ID: <1@x>\nIn-Reply-To: <0@x>\n\nhi"
        ))
        .thread_root(),
        "0@x"
    );
    assert_eq!(
        message(&format!("{HEAD}Message-ID: <1@x>\n\nhi")).thread_root(),
        "1@x"
    );
}

/// The text of a message that ends its header with `rest`.
fn text_of(rest: &str) -> String {
    message(&format!("{HEAD}{rest}")).text.trim().to_owned()
}

#[test]
fn broken_structures_give_their_text() {
    let part = "Content-Type: text/plain\n\nhello there";
    for rest in [
        format!("Content-Type: multipart/mixed; boundary=\"b1\"\n\n--b1\n{part}"),
        format!("Content-Type: multipart/mixed;\n boundary=b1\n\n--b2\n{part}\n--b2--"),
        format!("Content-Type: multipart/alternative\n\n--b2\n{part}\n--b2--"),
        format!(
            "Content-Type: multipart/mixed; boundary=a\n\n--a\nContent-Type: multipart/alternative; boundary=b\n\n--b\n{part}"
        ),
        "Content-Type: text\n\nhello there".to_owned(),
        "Content-Type: ;;;\n\nhello there".to_owned(),
        "\nhello there".to_owned(),
    ] {
        assert_eq!(text_of(&rest), "hello there", "{rest}");
    }
}

#[test]
fn broken_encodings_are_read_as_far_as_they_go() {
    let head = "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding:";
    let unpadded = "R3LDvMOfZSBhdXMgTcO8bmNoZW4hIQ";
    assert_eq!(
        text_of(&format!("{head} base64\n\n{unpadded}")),
        "Grüße aus München!!"
    );
    let stray = text_of(&format!(
        "{head} base64\n\nR3LDvM\n!!OfZQ==\n\n-- \nthe list's footer"
    ));
    assert!(
        stray.starts_with("Grüße") && stray.ends_with("footer"),
        "{stray}"
    );
    let quoted = text_of(&format!(
        "{head} quoted-printable\n\nGr=C3=BC=C3=9Fe =ZZ x=\ny ="
    ));
    assert!(quoted.starts_with("Grüße"), "{quoted}");
    let japanese = "\x1b$B;3ED\x1b(B";
    assert_eq!(text_of(&format!("{head} 7bit\n\n{japanese}")), "山田");
}

#[test]
fn dates_of_wrong_clocks_give_way_to_received() {
    let received = "Received: from a by b; Thu, 13 Oct 2022 10:00:00 +0000\n";
    for date in [
        "Thu, 01 Jan 1970 00:00:00 +0000",
        "Fri, 01 Jan 1904 00:00:00 +0000",
        "Thu, 01 Jan 2099 00:00:00 +0000",
        "yesterday",
    ] {
        let found = message(&format!("From: a@b.de\n{received}Date: {date}\n\nhi"));
        assert_eq!(found.date.timestamp(), 1_665_655_200, "{date}");
    }
    let undated = parse(b"From: a@b.de\nDate: Fri, 01 Jan 0001 00:00:00 +0000\n\nhi");
    assert_eq!(undated, Err(Unreadable::NoDate));
}

#[test]
fn odd_beginnings_are_read() {
    for start in ["\u{feff}", "\n\r\n", "no field at all\n"] {
        let found = message(&format!("{start}{HEAD}Subject: x\n\nhi"));
        assert_eq!(
            (found.subject.as_str(), found.from.email.as_str()),
            ("x", "jane@acme.com")
        );
    }
    let spaced = "From : Jane <jane@acme.de>\nDate : Wed, 12 Oct 2022 10:00:00 +0200\n\nhi";
    assert_eq!(message(spaced).from.email, "jane@acme.de");
}

#[test]
fn prose_in_in_reply_to_is_no_identifier() {
    let answers = |value: &str| message(&format!("{HEAD}In-Reply-To: {value}\n\nhi")).in_reply_to;
    assert_eq!(
        answers("Your message of \"Wed\" <9@x.de>").as_deref(),
        Some("9@x.de")
    );
    assert_eq!(answers("9@x.de").as_deref(), Some("9@x.de"));
    assert_eq!(answers("Message from Bob of Tuesday"), None);
}

fn fragment() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(HEAD.to_owned()),
        Just("Content-Type: multipart/mixed; boundary=b\n".to_owned()),
        Just("Content-Type: text/html\n".to_owned()),
        Just("Content-Type: message/rfc822\n".to_owned()),
        Just("Content-Transfer-Encoding: base64\n".to_owned()),
        Just("Content-Transfer-Encoding: quoted-printable\n".to_owned()),
        Just("\n".to_owned()),
        Just("--b\n".to_owned()),
        Just("--b--\n".to_owned()),
        Just("Subject: =?utf-8?Q?=C3=?= =?x?B?aa\n".to_owned()),
        Just("<p><a href='mailto:x'>=FC&amp;&#x;".to_owned()),
        "[ -~é日\\n]{0,40}",
    ]
}

proptest! {
    #[test]
    fn any_bytes_are_answered(input in proptest::collection::vec(any::<u8>(), 0..3000)) {
        let _ = parse(&input);
    }

    #[test]
    fn any_mail_like_text_is_answered(parts in proptest::collection::vec(fragment(), 0..30)) {
        let raw = parts.concat();
        if let Ok(found) = parse(raw.as_bytes()) {
            let _ = (found.snippet(), found.base_subject(), found.thread_root().len());
            prop_assert!(found.text.len() <= TEXT_LIMIT + 1);
        }
    }
}

#[test]
fn a_long_list_of_recipients_is_read_to_its_limit() {
    let to = |at| format!("\"{}, {at}\" <jane{at}@acme.de>", "x".repeat(200));
    let list: Vec<String> = (0..ADDRESS_LIMIT + 100).map(to).collect();
    let raw = format!(
        "From: a@b.de\nDate: 12 Oct 2022 10:00:00 +0000\nTo: {}\n\nHi\n",
        list.join(",\n ")
    );
    let found = parse(raw.as_bytes()).unwrap();
    assert_eq!(found.to.len(), ADDRESS_LIMIT);
    assert_eq!(found.to[ADDRESS_LIMIT - 1].email, "jane1999@acme.de");
}
