//! Whose mailbox this could be: what the beginning of it says about each address. What
//! lies in a folder of sent mail and where mail was delivered to says it outright; else
//! it is whoever takes part in everything, and to whom programs and newsletters write.

mod likely;
#[cfg(test)]
mod tests;

use std::{collections::BTreeMap, path::Path};

use mail::{
    message::{Automated, Class, Markers, Message, parse},
    source::{Item, Source, SourceError},
};

pub use self::likely::{is_certain, is_clear};
use super::{
    folders::{Folder, folder_of, folder_of_path},
    types::ProposedAddress,
};

/// How many messages are looked at in folders of sent mail, and in all others.
const SENT_SAMPLE: usize = 500;
const SAMPLE: usize = 1_000;
/// How far an archive is read in search of a folder of sent mail.
const FARTHEST: u64 = 512 << 20;

#[derive(Default)]
pub struct Survey {
    seen: BTreeMap<String, Seen>,
    /// Who is named in each message that a person wrote.
    circles: Vec<Vec<String>>,
    sent: usize,
    others: usize,
    is_archive: bool,
}

/// What is known of one address.
#[derive(Default)]
struct Seen {
    found: ProposedAddress,
    /// Messages of people that it wrote, and that went to it.
    wrote: i32,
    received: i32,
}

/// Looks at the beginning of a mailbox. What cannot be read is passed over. The name is
/// the file's own: what is called "Sent.mbox" is a folder of sent mail.
pub fn survey(path: &Path, name: &str) -> Result<Survey, SourceError> {
    let mut survey = Survey::default();
    let mut source = Source::open(path)?;
    while let Some(found) = source.next() {
        match found {
            Ok(item) => survey.look_at(&item, name),
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
    fn look_at(&mut self, item: &Item, name: &str) {
        let place = if item.container.is_empty() {
            name
        } else {
            &item.container
        };
        let folder = folder_of_path(place);
        let (seen, enough) = if folder == Some(Folder::Sent) {
            (&mut self.sent, SENT_SAMPLE)
        } else {
            (&mut self.others, SAMPLE)
        };
        *seen += 1;
        if *seen > enough {
            return;
        }
        self.is_archive = !item.container.is_empty();
        if let Ok(message) = parse(&item.message.bytes) {
            self.add(&message, folder);
        }
    }

    /// One file is in no order of folders: its beginning says it all.
    fn has_seen_enough(&self, position: u64) -> bool {
        let has_more = self.is_archive && self.sent < SENT_SAMPLE && position < FARTHEST;
        self.others >= SAMPLE && !has_more
    }

    fn add(&mut self, message: &Message, folder: Option<Folder>) {
        let labels = message.labels.iter().filter_map(|label| folder_of(label));
        let folders: Vec<Folder> = labels.chain(folder).collect();
        // Spam is addressed to anybody, in anybody's name.
        if folders.contains(&Folder::Spam) {
            return;
        }
        if folders.contains(&Folder::Sent) {
            self.count(&message.from.email).found.sent += 1;
        }
        for address in &message.delivered_to {
            if !is_of_list(&message.markers, address) {
                self.count(address).found.delivered += 1;
            }
        }
        if is_by_program(message) {
            self.add_automated(message);
        } else {
            self.add_personal(message);
        }
    }

    /// Programs write to the owner alone. Who gets a copy, or the list itself, is not.
    fn add_automated(&mut self, message: &Message) {
        let mut recipients = message.to.iter().chain(&message.cc);
        if let (Some(only), None) = (recipients.next(), recipients.next())
            && only.email != message.from.email
            && !is_of_list(&message.markers, &only.email)
        {
            self.count(&only.email).found.automated += 1;
        }
    }

    fn add_personal(&mut self, message: &Message) {
        let recipients = message.to.iter().chain(&message.cc);
        let mut circle: Vec<String> = recipients.map(|address| address.email.clone()).collect();
        circle.retain(|email| *email != message.from.email);
        circle.sort_unstable();
        circle.dedup();
        for email in &circle {
            self.count(email).received += 1;
        }
        self.count(&message.from.email).wrote += 1;
        circle.push(message.from.email.clone());
        let unnamed = message.delivered_to.iter();
        let unnamed = unnamed.filter(|address| !circle.contains(address));
        for email in circle.iter().chain(unnamed) {
            self.count(email).found.present += 1;
        }
        self.circles.push(circle);
    }

    fn count(&mut self, address: &str) -> &mut Seen {
        self.seen.entry(address.to_owned()).or_insert_with(|| Seen {
            found: ProposedAddress {
                address: address.to_owned(),
                ..ProposedAddress::default()
            },
            ..Seen::default()
        })
    }
}

/// An office is written from by people: a shared mailbox has an owner like any other.
fn is_by_program(message: &Message) -> bool {
    message.class != Class::Person && message.automated != Some(Automated::Role)
}

/// Whether the address is that of the list itself, by what the list says of itself.
fn is_of_list(markers: &Markers, address: &str) -> bool {
    let posts = markers.list_post.as_deref().unwrap_or_default();
    let name = markers.list_id.as_deref().unwrap_or_default();
    let name = name.rsplit('<').next().unwrap_or(name);
    posts.to_lowercase().contains(&format!("mailto:{address}"))
        || name.trim_end_matches('>').to_lowercase() == address.replacen('@', ".", 1)
}
