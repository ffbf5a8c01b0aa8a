//! What machines send: circulars by themselves, and answers to letters of mine.

use super::message::{Mailbox, Message, Transfer};
use super::thread::Desk;
use super::{answer, circular};
use crate::dice::Dice;
use crate::schedule::{Notice, NoticeClass};

pub(super) fn message(desk: &Desk, notice: &Notice, at: i64) -> Message {
    let mut dice = Dice::new(notice.seed);
    match notice.about {
        Some((exchange, position)) => {
            let thread = desk.thread(exchange);
            let blank = blank(desk, notice, at, thread.me().email);
            match notice.class {
                NoticeClass::AutoReply => answer::auto_reply(&thread, position, blank, &mut dice),
                _ => answer::bounce(&thread, position, blank, &mut dice),
            }
        }
        None => {
            let blank = blank(desk, notice, at, desk.plan.me.email.clone());
            circular::circular(desk, notice, blank, &mut dice)
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
