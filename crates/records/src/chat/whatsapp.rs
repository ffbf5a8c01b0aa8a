//! WhatsApp's exported text, of iOS (`[24.12.23, 18:01:22] Ada: …`) and Android
//! (`24.12.23, 18:01 - Ada: …`). The file is read twice: whether day or month comes first is
//! decided by all its dates, and who writes says whether it is a group.

mod head;
mod said;
mod survey;
#[cfg(test)]
mod tests;

use std::io::{self, BufRead};

use chrono_tz::Tz;

use crate::charset;
use crate::input::Input;
use crate::lines::Lines;
use crate::outcome::Reason;
use crate::reader::{Options, Parts};
use crate::record::{Fields, Message, Party, Record, digest, text_raw};
use crate::unit::{Outcome, Unit};

use head::Head;
use survey::Survey;

/// Bytes of one message: 1 MiB.
const MESSAGE_LIMIT: usize = 1024 * 1024;
const TOO_LARGE: Reason = Reason::TooLarge {
    limit: MESSAGE_LIMIT,
};
/// Messages of one minute that are compared to tell equal ones apart.
const COMPARED: usize = 1_000;

pub(crate) struct WhatsApp {
    lines: Lines<Box<dyn BufRead + Send>>,
    /// The line that begins the next message.
    ahead: Option<Unit>,
    survey: Survey,
    time_zone: Tz,
    /// The time of the last message, and digests of all at that time.
    last: Option<Head>,
    same_time: Vec<String>,
    /// Which of equal ones the last message is.
    repeated: usize,
}

pub(crate) fn is_whatsapp(text: &str) -> bool {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty()).take(3);
    lines.any(|line| Head::read(line).is_some())
}

impl WhatsApp {
    pub(crate) fn open(input: &Input, options: &Options) -> io::Result<Self> {
        Ok(WhatsApp {
            survey: Survey::of(input)?,
            lines: Lines::new(input.open()?),
            ahead: None,
            time_zone: options.time_zone,
            last: None,
            same_time: Vec::new(),
            repeated: 0,
        })
    }

    fn line(&mut self) -> io::Result<Option<Unit>> {
        if let Some(line) = self.ahead.take() {
            return Ok(Some(line));
        }
        let mut bytes = Vec::new();
        let place = self.lines.read(&mut bytes, MESSAGE_LIMIT)?;
        Ok(place.map(|place| Unit {
            offset: place.offset,
            end: place.end,
            bytes,
            fault: place.oversized.then_some(TOO_LARGE),
        }))
    }

    fn count_equal(&mut self, bytes: &[u8]) {
        let text = charset::text(bytes, None);
        let head = Head::read(&text).map(|(head, _)| head);
        if self.last != head || self.same_time.len() == COMPARED {
            self.same_time.clear();
            self.last = head;
        }
        let own = digest(&[&text]);
        self.repeated = self.same_time.iter().filter(|other| **other == own).count();
        self.same_time.push(own);
    }
}

impl Parts for WhatsApp {
    /// A message reaches to the line before the next that begins with a time.
    fn next(&mut self) -> io::Result<Option<Unit>> {
        let Some(first) = self.line()? else {
            return Ok(None);
        };
        let mut unit = first;
        while let Some(line) = self.line()? {
            if Head::read(&charset::text(&line.bytes, None)).is_some() {
                self.ahead = Some(line);
                break;
            }
            unit.end = line.end;
            let kept = line.bytes.len().min(MESSAGE_LIMIT - unit.bytes.len());
            unit.bytes.extend_from_slice(&line.bytes[..kept]);
            let is_cut = kept < line.bytes.len();
            unit.fault = unit.fault.or(line.fault).or(is_cut.then_some(TOO_LARGE));
        }
        self.count_equal(&unit.bytes);
        Ok(Some(unit))
    }

    fn read(&mut self, unit: &Unit, _at: u32) -> Outcome {
        self.message(&charset::text(&unit.bytes, None))
    }
}

impl WhatsApp {
    fn message(&self, raw: &str) -> Outcome {
        let (head, rest) = Head::read(raw).ok_or_else(|| Reason::malformed("no time begins it"))?;
        let lost = || Reason::NoTime {
            text: head.date.clone(),
        };
        let local_time = head.local(self.survey.order).ok_or_else(lost)?;
        let sent_at = crate::dates::moment_in(local_time, self.time_zone).ok_or_else(lost)?;
        let (sender, text) = said::sender(rest).ok_or_else(|| Reason::Service {
            what: rest.trim().chars().take(200).collect(),
        })?;
        let (text, media) = said::read(text)?;
        let chat = &self.survey.chat;
        let times = local_time.to_string();
        let id = digest(&[
            "whatsapp",
            chat,
            &times,
            &sender,
            &text,
            &media.join(" "),
            &self.repeated.to_string(),
        ]);
        let is_number = sender.starts_with('+');
        let message = Message {
            service: "whatsapp".to_owned(),
            chat_id: chat.clone(),
            chat_name: Some(chat.clone()).filter(|name| !name.is_empty()),
            is_group: self.survey.is_group,
            sender: Party {
                name: Some(sender.clone()).filter(|_| !is_number),
                phone: Some(sender).filter(|_| is_number),
                ..Party::default()
            },
            sent_at,
            local_time,
            text,
            media,
            ..Message::default()
        };
        Ok(Record::new(
            Some(id),
            Fields::Message(Box::new(message)),
            text_raw(raw),
        ))
    }
}
