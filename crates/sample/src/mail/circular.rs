//! Newsletters, notifications, receipts and list posts (`data/automated.txt`).

use super::message::{Mailbox, Message, Part};
use super::page::lines;
use super::thread::Desk;
use crate::dice::Dice;
use crate::schedule::{Notice, NoticeClass};
use crate::talk::{Voice, automated};
use crate::text::Block;

/// Newsletters, notifications, receipts and list posts, from `data/automated.txt`.
pub(super) fn circular(
    desk: &Desk,
    notice: &Notice,
    mut message: Message,
    dice: &mut Dice,
) -> Message {
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
    let (place, subject) = subject(block, dice);
    message.subject = voice.said(subject, dice);
    let address = block.one("address");
    let (local, domain) = address.split_once('@').unwrap_or((address, "news.example"));
    message.id = format!("<{:016x}.{:x}@{domain}>", dice.next(), message.at);
    message.extra = headers(notice.class, block, local, domain, dice);
    message.labels = labels(notice.class);
    message.from = Mailbox {
        name: block.one("name").into(),
        email: address.into(),
    };
    if notice.class == NoticeClass::List {
        let list = Mailbox {
            name: String::new(),
            email: address.into(),
        };
        message.to = vec![list];
        message.from = author(block, dice);
    }
    let text = content(block, place, &voice, dice);
    message.parts = circular_parts(notice.class, &text);
    message
}

/// Which of the texts, and a subject that goes with it.
fn subject(block: &Block, dice: &mut Dice) -> (usize, &'static str) {
    let (texts, subjects) = (block.all("text"), block.all("subject"));
    let place = dice.below(texts.len());
    let paired = subjects
        .get(place)
        .filter(|_| subjects.len() == texts.len());
    (
        place,
        paired.copied().unwrap_or_else(|| dice.pick(subjects)),
    )
}

fn labels(class: NoticeClass) -> &'static str {
    match class {
        NoticeClass::Newsletter => "Inbox,Category Promotions,Unread",
        NoticeClass::List => "Inbox,Category Forums,Unread",
        _ => "Inbox,Category Updates,Opened",
    }
}

fn author(block: &Block, dice: &mut Dice) -> Mailbox {
    let author = dice.pick(block.all("author"));
    let (name, email) = author.split_once(" <").unwrap_or((author, ""));
    Mailbox {
        name: name.into(),
        email: email.trim_end_matches('>').into(),
    }
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
    let name = block.one("name");
    let settings = format!("<https://{domain}/settings/{token:x}>");
    let one_click = format!(
        "<https://{domain}/u/{token:x}>,\n <mailto:unsubscribe@{domain}?subject={token:x}>"
    );
    match class {
        NoticeClass::Newsletter => vec![
            ("List-ID", format!("<{local}.{domain}>")),
            ("List-Unsubscribe", one_click),
            ("List-Unsubscribe-Post", "List-Unsubscribe=One-Click".into()),
            ("Precedence", "bulk".into()),
        ],
        NoticeClass::List => vec![
            ("List-Id", format!("{name} <{local}.{domain}>")),
            ("List-Post", format!("<mailto:{local}@{domain}>")),
            (
                "List-Unsubscribe",
                format!("<mailto:{local}-leave@{domain}>"),
            ),
            ("Precedence", "list".into()),
            ("Sender", format!("{local}-bounces@{domain}")),
        ],
        NoticeClass::Notification if dice.chance(60) => {
            vec![
                ("Auto-Submitted", "auto-generated".into()),
                ("List-Unsubscribe", settings),
            ]
        }
        _ => vec![("Auto-Submitted", "auto-generated".into())],
    }
}
