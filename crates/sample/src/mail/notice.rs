//! What machines send: newsletters, notices, receipts, list posts, replies, bounces.

use super::message::{Mailbox, Message, Part, Transfer};
use super::page::lines;
use super::thread::{Desk, Thread};
use crate::dice::Dice;
use crate::schedule::{Notice, NoticeClass};
use crate::talk::{Voice, automated, phrasebook};
use crate::text::Block;
use crate::world::Language;

pub(super) fn message(desk: &Desk, notice: &Notice, at: i64) -> Message {
    let mut dice = Dice::new(notice.seed);
    match notice.about {
        Some((exchange, position)) => {
            let thread = desk.thread(exchange);
            let blank = blank(desk, notice, at, thread.me().email);
            match notice.class {
                NoticeClass::AutoReply => auto_reply(&thread, position, blank, &mut dice),
                _ => bounce(&thread, position, blank, &mut dice),
            }
        }
        None => {
            let blank = blank(desk, notice, at, desk.plan.me.email.clone());
            circular(desk, notice, blank, &mut dice)
        }
    }
}

fn blank(desk: &Desk, notice: &Notice, at: i64, owner: String) -> Message {
    let name = desk.plan.me.name.clone();
    Message {
        seed: notice.seed,
        at,
        offset_seconds: 0,
        from: Mailbox {
            name: String::new(),
            email: String::new(),
        },
        to: vec![Mailbox {
            name,
            email: owner.clone(),
        }],
        cc: Vec::new(),
        subject: String::new(),
        id: String::new(),
        references: Vec::new(),
        thread: 1_500_000_000_000_000_000 + notice.seed % 99_999_999_999_999_999,
        labels: "Inbox,Unread",
        delivered_to: Some(owner),
        extra: Vec::new(),
        transfer: Transfer::Compact,
        parts: Vec::new(),
        attachment: None,
        multipart: "alternative",
    }
}

/// Newsletters, notifications, receipts and list posts, from `data/automated.txt`.
fn circular(desk: &Desk, notice: &Notice, mut message: Message, dice: &mut Dice) -> Message {
    let Some(block) = automated().topic(notice.topic) else {
        return message;
    };
    let known = [
        ("me", desk.plan.me.given()),
        ("mefull", desk.plan.me.name.as_str()),
    ];
    let voice = Voice {
        book: automated(),
        seed: notice.seed,
        known: &known,
    };
    let address = block.one("address");
    let (local, domain) = address.split_once('@').unwrap_or((address, "news.example"));
    let (texts, subjects) = (block.all("text"), block.all("subject"));
    let place = dice.below(texts.len());
    let at = if subjects.len() == texts.len() {
        place
    } else {
        dice.below(subjects.len())
    };
    message.subject = voice.said(subjects.get(at).unwrap_or(&""), dice);
    message.id = format!("<{:016x}.{:x}@{domain}>", dice.next(), message.at);
    message.from = Mailbox {
        name: block.one("name").into(),
        email: address.into(),
    };
    message.extra = headers(notice.class, block, local, domain, dice);
    message.labels = match notice.class {
        NoticeClass::Newsletter => "Inbox,Category Promotions,Unread",
        NoticeClass::List => "Inbox,Category Forums,Unread",
        _ => "Inbox,Category Updates,Opened",
    };
    if notice.class == NoticeClass::List {
        let author = voice.said(dice.pick(block.all("author")), dice);
        let (name, email) = author.split_once(" <").unwrap_or((&author, ""));
        message.from = Mailbox {
            name: name.into(),
            email: email.trim_end_matches('>').into(),
        };
        message.to = vec![Mailbox {
            name: String::new(),
            email: address.into(),
        }];
    }
    let text = content(block, place, &voice, dice);
    message.parts = circular_parts(notice.class, &text);
    message
}

fn content(block: &Block, place: usize, voice: &Voice, dice: &mut Dice) -> String {
    let mut text = voice.said(block.all("text").get(place).unwrap_or(&""), dice);
    if block.title.contains("newsletter") {
        for _ in 0..2 {
            text.push_str(" // ");
            voice.say(dice.pick(block.all("item")), dice, &mut text);
        }
    }
    text.push_str(" // ");
    voice.say(block.one("footer"), dice, &mut text);
    text.replace(" // ", "\n\n") + "\n"
}

fn circular_parts(class: NoticeClass, text: &str) -> Vec<Part> {
    let page = format!(
        "<html><body><table width=\"600\" align=\"center\"><tr><td style=\"font-family:sans-serif\"><p>{}</p></td></tr></table></body></html>",
        lines(text.trim_end()).replace("<br>\n<br>\n", "</p>\n<p>")
    );
    match class {
        NoticeClass::List => vec![Part::text("text/plain", text.to_owned())],
        NoticeClass::Receipt => vec![Part::text("text/html", page)],
        _ => vec![
            Part::text("text/plain", text.to_owned()),
            Part::text("text/html", page),
        ],
    }
}

fn headers(
    class: NoticeClass,
    block: &Block,
    local: &str,
    domain: &str,
    dice: &mut Dice,
) -> Vec<(&'static str, String)> {
    let token = dice.next();
    let list_id = format!("{} <{local}.{domain}>", block.one("name"));
    match class {
        NoticeClass::Newsletter => vec![
            ("List-ID", format!("<{local}.{domain}>")),
            (
                "List-Unsubscribe",
                format!(
                    "<https://{domain}/u/{token:x}>,\n <mailto:unsubscribe@{domain}?subject={token:x}>"
                ),
            ),
            ("List-Unsubscribe-Post", "List-Unsubscribe=One-Click".into()),
            ("Precedence", "bulk".into()),
        ],
        NoticeClass::List => vec![
            ("List-Id", list_id),
            ("List-Post", format!("<mailto:{local}@{domain}>")),
            (
                "List-Unsubscribe",
                format!("<mailto:{local}-leave@{domain}>"),
            ),
            ("Precedence", "list".into()),
            ("Sender", format!("{local}-bounces@{domain}")),
        ],
        NoticeClass::Notification if dice.chance(60) => vec![
            ("Auto-Submitted", "auto-generated".into()),
            (
                "List-Unsubscribe",
                format!("<https://{domain}/settings/{token:x}>"),
            ),
        ],
        _ => vec![("Auto-Submitted", "auto-generated".into())],
    }
}

fn auto_reply(thread: &Thread, position: u8, mut message: Message, dice: &mut Dice) -> Message {
    let german = thread.person.language == Language::De;
    let title = if german { "away de" } else { "away en" };
    let known = [("name", thread.person.name.as_str())];
    let voice = Voice {
        book: automated(),
        seed: message.seed,
        known: &known,
    };
    let text = voice
        .said(dice.pick(automated().pool(title)), dice)
        .replace(" // ", "\n\n");
    let subject = phrasebook(thread.person.language)
        .named("labels")
        .map_or("", |block| block.one("away"));
    message.from = thread.mailbox(thread.person, position);
    message.offset_seconds = thread.person.place.offset_seconds();
    message.subject = format!("{subject}: {}", thread.subject_at(position));
    message.id = format!(
        "<auto-{:016x}@{}>",
        dice.next(),
        domain(&message.from.email)
    );
    message.references = vec![thread.id(position)];
    message.extra = vec![
        ("Auto-Submitted", "auto-replied".into()),
        ("X-Auto-Response-Suppress", "All".into()),
        ("Precedence", "auto_reply".into()),
    ];
    message.parts = vec![Part::text("text/plain", text + "\n")];
    message
}

fn bounce(thread: &Thread, position: u8, mut message: Message, dice: &mut Dice) -> Message {
    let email = thread.mailbox(thread.person, position).email;
    let failed = format!(
        "{}@{}",
        dice.pick(&["office", "studio", "projects", "team"]),
        domain(&email)
    );
    message.from = Mailbox {
        name: "Mail Delivery Subsystem".into(),
        email: "mailer-daemon@mailbox.example".into(),
    };
    message.subject = "Delivery Status Notification (Failure)".into();
    message.id = format!("<{:016x}@mailbox.example>", dice.next());
    message.references = vec![thread.id(position)];
    message.extra = vec![
        ("Auto-Submitted", "auto-replied".into()),
        ("X-Failed-Recipients", failed.clone()),
    ];
    message.multipart = "report; report-type=delivery-status";
    message.parts = vec![
        Part::text(
            "text/plain",
            format!(
                "Your message wasn't delivered to {failed} because the address couldn't be found, or is unable to receive mail.\n\nThe response from the remote server was:\n550 5.1.1 {failed}: Recipient address rejected: User unknown\n"
            ),
        ),
        Part::text(
            "message/delivery-status",
            format!(
                "Reporting-MTA: dns; mailbox.example\n\nFinal-Recipient: rfc822; {failed}\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 User unknown\n"
            ),
        ),
    ];
    message
}

fn domain(email: &str) -> &str {
    email.split_once('@').map_or("", |(_, domain)| domain)
}
