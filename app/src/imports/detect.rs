//! Which address of a mailbox is its owner's, where none of the known ones occurs:
//! the one it was delivered to, else the one that sent what is labelled as sent,
//! else the one that takes part in most messages.

use std::{collections::HashMap, io, path::Path};

use mail::message::Message;

use super::reader::{Batch, read};

/// How many messages are looked at.
const SAMPLE: usize = 1_000;

#[derive(Default)]
struct Tally {
    delivered: HashMap<String, usize>,
    sent: HashMap<String, usize>,
    present: HashMap<String, usize>,
}

/// The owner's address; none where a known one occurs or nothing is found.
pub async fn detect_owner(path: &Path, known: &[String]) -> io::Result<Option<String>> {
    let mut batches = read(path, 0, None)?;
    let mut tally = Tally::default();
    let mut seen = 0;
    while let Some(batch) = batches.recv().await {
        let batch: Batch = batch?;
        seen += batch.items.len();
        for message in batch
            .items
            .iter()
            .filter_map(|item| item.content.as_ref().ok())
        {
            tally.add(message);
        }
        if seen >= SAMPLE {
            break;
        }
    }
    if known
        .iter()
        .any(|address| tally.present.contains_key(address))
    {
        return Ok(None);
    }
    Ok(tally.winner())
}

impl Tally {
    fn add(&mut self, message: &Message) {
        for address in &message.delivered_to {
            *self.delivered.entry(address.clone()).or_default() += 1;
        }
        if message
            .labels
            .iter()
            .any(|label| label.eq_ignore_ascii_case("sent"))
        {
            *self.sent.entry(message.from.email.clone()).or_default() += 1;
        }
        let others = message
            .to
            .iter()
            .chain(&message.cc)
            .map(|address| &address.email);
        for address in others
            .chain([&message.from.email])
            .chain(&message.delivered_to)
        {
            *self.present.entry(address.clone()).or_default() += 1;
        }
    }

    fn winner(self) -> Option<String> {
        [self.sent, self.delivered, self.present]
            .into_iter()
            .find_map(|counts| {
                let most = counts
                    .into_iter()
                    .max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(&a.0)));
                most.map(|(address, _)| address)
            })
    }
}
