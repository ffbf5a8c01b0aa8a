//! A letter of a thread as a message: its id, subject, headers and parts.

use super::message::{Message, Part, Transfer};
use super::thread::Thread;
use super::{calendar, page};
use crate::dice::Dice;
use crate::schedule::{Author, Form};
use crate::world::{Client, Language};

impl Thread<'_> {
    /// The shape of a message id tells the program that made it.
    pub fn id(&self, position: u8) -> String {
        let mut dice = self.dice("id", position);
        let (first, second) = (dice.next(), dice.next());
        let email = self.sender(position).email;
        let domain = email.split_once('@').map_or("", |(_, domain)| domain);
        match self.client(position) {
            Client::Gmail => format!("<CA+{first:016x}{:08x}@mail.{domain}>", second as u32),
            Client::Outlook => format!(
                "<AM{:06X}{first:016X}{:08X}@{domain}>",
                second as u32 & 0xFF_FFFF,
                second >> 32
            ),
            Client::Thunderbird => format!(
                "<{:08x}-{:04x}-4{:03x}-{first:x}@{domain}>",
                second as u32,
                second >> 48,
                second >> 52
            ),
            Client::Apple | Client::Telephone => format!(
                "<{:08X}-{:04X}-4{:03X}-{first:X}@{domain}>",
                second as u32,
                second >> 48,
                second >> 52
            ),
        }
    }

    pub fn subject_at(&self, position: u8) -> String {
        if self.exchange.form == Form::Meeting {
            return calendar::subject(self, position);
        }
        let prefix = match (self.client(position), self.locale(position)) {
            _ if position == 0 => "",
            (Client::Outlook, Language::De) => "AW: ",
            (Client::Outlook, Language::Pl) => "ODP: ",
            (Client::Outlook, _) => "RE: ",
            _ => "Re: ",
        };
        format!("{prefix}{}", self.subject)
    }

    pub fn message(&self, position: u8) -> Message {
        let (to, cc) = self.readers(position);
        let mine = self.exchange.author(position) == Author::Me;
        let mut dice = self.dice("shape", position);
        let multipart = if self.exchange.form == Form::Meeting {
            "mixed"
        } else {
            "alternative"
        };
        Message {
            seed: dice.next(),
            at: self.at(position),
            offset_seconds: self.offset_seconds(position),
            from: self.sender(position),
            to,
            cc,
            subject: self.subject_at(position),
            id: self.id(position),
            references: (0..position).map(|before| self.id(before)).collect(),
            thread: 1_600_000_000_000_000_000 + self.exchange.seed % 99_999_999_999_999_999,
            labels: if mine {
                "Sent,Opened"
            } else if dice.chance(30) {
                "Inbox,Important,Opened"
            } else {
                "Archived,Important,Opened"
            },
            delivered_to: (!mine).then(|| self.me().email),
            extra: self.program(position),
            transfer: transfer(self.client(position), &mut dice),
            parts: page::parts(self, position, &mut dice),
            attachment: self.attachment(position, &mut dice),
            multipart,
        }
    }

    fn program(&self, position: u8) -> Vec<(&'static str, String)> {
        match self.client(position) {
            Client::Gmail => Vec::new(),
            Client::Apple => vec![("X-Mailer", "Apple Mail (2.3826.400.131)".into())],
            Client::Telephone => vec![("X-Mailer", "iPhone Mail (22E240)".into())],
            Client::Outlook => vec![
                ("Thread-Topic", "conversation".into()),
                ("X-MS-Has-Attach", String::new()),
            ],
            Client::Thunderbird => vec![("User-Agent", "Mozilla Thunderbird".into())],
        }
    }

    fn attachment(&self, position: u8, dice: &mut Dice) -> Option<Part> {
        let block = self.block()?;
        let template = if position == 0 {
            block.one("attachment")
        } else {
            ""
        };
        if template.is_empty() || self.exchange.form == Form::Meeting {
            return None;
        }
        let filename = self
            .say(template, position, dice)
            .replace(' ', "-")
            .replace(['„', '“'], "");
        Some(page::attachment(filename, dice))
    }
}

fn transfer(client: Client, dice: &mut Dice) -> Transfer {
    match client {
        Client::Outlook => match dice.below(10) {
            0..4 => Transfer::Latin1,
            4..6 => Transfer::Base64,
            _ => Transfer::Compact,
        },
        Client::Thunderbird if dice.chance(70) => Transfer::EightBit,
        _ => Transfer::Compact,
    }
}
