//! Whose mailbox this could be: the address that sent what lies in a folder of sent
//! mail, and the one that mail was delivered to; where nothing says so, the one that
//! takes part in most messages.

use std::{collections::BTreeMap, path::Path};

use mail::{
    domains::is_role_address,
    message::{Class, Message, parse},
    source::{Item, Source, SourceError},
};

use super::{
    folders::{Folder, folder_of, folder_of_path},
    types::ProposedAddress,
};

/// How many messages are looked at in folders of sent mail, and in all others.
const SENT_SAMPLE: usize = 500;
const SAMPLE: usize = 1_000;
/// How far an archive is read in search of a folder of sent mail.
const FARTHEST: u64 = 512 << 20;
const PROPOSED: usize = 6;

#[derive(Default)]
pub struct Survey {
    counts: BTreeMap<String, ProposedAddress>,
    sent: usize,
    others: usize,
    is_archive: bool,
}

/// Looks at the beginning of a mailbox. What cannot be read is passed over.
pub fn survey(path: &Path) -> Result<Survey, SourceError> {
    let mut survey = Survey::default();
    let mut source = Source::open(path)?;
    while let Some(found) = source.next() {
        match found {
            Ok(item) => survey.look_at(&item),
            Err(error) if error.is_fatal() => break,
            Err(_) => continue,
        }
        if survey.has_seen_enough(source.position()) {
            break;
        }
    }
    Ok(survey)
}

impl Survey {
    fn look_at(&mut self, item: &Item) {
        let is_sent = folder_of_path(&item.container) == Some(Folder::Sent);
        let (seen, enough) = if is_sent {
            (&mut self.sent, SENT_SAMPLE)
        } else {
            (&mut self.others, SAMPLE)
        };
        *seen += 1;
        if *seen > enough {
            return;
        }
        self.is_archive = !item.container.is_empty();
        if let Ok(message) = parse(&item.message.bytes)
            && message.class == Class::Person
        {
            self.add(&message, is_sent);
        }
    }

    /// One file is in no order of folders: its beginning says it all.
    fn has_seen_enough(&self, position: u64) -> bool {
        let has_more = self.is_archive && self.sent < SENT_SAMPLE && position < FARTHEST;
        self.others >= SAMPLE && !has_more
    }

    fn add(&mut self, message: &Message, in_sent: bool) {
        let is_sent = in_sent
            || message
                .labels
                .iter()
                .any(|label| folder_of(label) == Some(Folder::Sent));
        if is_sent {
            self.count(&message.from.email).sent += 1;
        }
        for address in &message.delivered_to {
            self.count(address).delivered += 1;
        }
        let mut present: Vec<&String> = message
            .to
            .iter()
            .chain(&message.cc)
            .chain([&message.from])
            .map(|address| &address.email)
            .chain(&message.delivered_to)
            .collect();
        present.sort_unstable();
        present.dedup();
        for address in present {
            self.count(address).present += 1;
        }
    }

    fn count(&mut self, address: &str) -> &mut ProposedAddress {
        self.counts
            .entry(address.to_owned())
            .or_insert_with(|| ProposedAddress {
                address: address.to_owned(),
                ..ProposedAddress::default()
            })
    }

    /// The likeliest first; the member's own are always among them where they occur.
    pub fn proposals(&self, own: &[String]) -> Vec<ProposedAddress> {
        let is_told = self.counts.values().any(|found| evidence(found) > 0);
        let mut found: Vec<&ProposedAddress> = self
            .counts
            .values()
            .filter(|found| {
                let is_likely = if is_told {
                    evidence(found) > 0
                } else {
                    !is_role_address(&found.address)
                };
                is_likely || own.contains(&found.address)
            })
            .collect();
        found.sort_by_key(|found| std::cmp::Reverse((evidence(found), found.present)));
        let best = found.first().map_or(0, |best| weight(best, is_told));
        found
            .into_iter()
            .enumerate()
            .filter(|(place, found)| {
                let counts = *place < PROPOSED && weight(found, is_told) * 10 >= best;
                counts || own.contains(&found.address)
            })
            .map(|(_, found)| found.clone())
            .collect()
    }
}

fn evidence(found: &ProposedAddress) -> i32 {
    found.sent + found.delivered
}

fn weight(found: &ProposedAddress, is_told: bool) -> i32 {
    if is_told {
        evidence(found)
    } else {
        found.present
    }
}

/// Whether one of these addresses owns the mailbox so clearly that nobody needs to be
/// asked: it has at least half of what the likeliest has.
pub fn is_clear(proposals: &[ProposedAddress], own: &[String]) -> bool {
    let Some(best) = proposals.first() else {
        return true;
    };
    let is_told = evidence(best) > 0;
    proposals
        .iter()
        .filter(|found| own.contains(&found.address))
        .any(|found| weight(found, is_told) * 2 >= weight(best, is_told))
}
