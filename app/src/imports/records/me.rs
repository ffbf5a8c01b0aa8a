//! Who of those in a chat or a calendar is the member, and who is in which chat: read
//! before the first record is stored. A chat between two is named after the other one;
//! in groups the member's name tells, or what was said of an earlier chat.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use records::{Fields, InputError, Message, Party};

use super::reader::{Plan, container, named};
use crate::imports::types::ProposedAddress;

/// So many of a chat are remembered, and so many speakers are proposed.
const MEMBERS: usize = 64;
const PROPOSED: usize = 8;
/// So many names in a calendar are looked through for the member's.
const NAMES: usize = 100_000;

/// Who is in a file of meetings or messages.
#[derive(Default)]
pub struct Cast {
    /// By chat, all who wrote.
    pub members: HashMap<String, Vec<Party>>,
    counts: BTreeMap<String, ProposedAddress>,
    meetings: i32,
    /// What those in meetings are called who have no address there.
    names: BTreeSet<String>,
}

/// Reads the whole file. What cannot be read is passed over: reading says why.
pub fn cast(plan: &Plan) -> Result<Cast, InputError> {
    let mut cast = Cast::default();
    for input in named(&plan.path, &plan.file_name)? {
        let options = plan.options_of(&container(&input));
        let Ok(records) = records::open(&input, &options, None) else {
            continue;
        };
        let read = records.map_while(Result::ok);
        for record in read.filter_map(|item| item.outcome.ok()) {
            match &record.fields {
                Fields::Message(message) => cast.hear(message),
                Fields::Meeting(meeting) => {
                    let people = meeting.attendees.iter().chain(&meeting.organizer);
                    cast.meet(people.filter(|party| !party.is_resource));
                }
                Fields::Contact(_) => {}
            }
        }
    }
    Ok(cast)
}

/// What somebody is called in their chats: the account, else the number, else the name.
pub fn key_of(party: &Party) -> Option<&str> {
    let keys = [&party.email, &party.handle, &party.phone, &party.name];
    keys.into_iter().flatten().map(String::as_str).next()
}

/// Whether one of these words names them.
pub fn is_named(party: &Party, words: &[String]) -> bool {
    let keys = [&party.email, &party.handle, &party.phone, &party.name];
    keys.into_iter()
        .flatten()
        .any(|key| words.iter().any(|word| word.eq_ignore_ascii_case(key)))
}

/// Whether a chat is named by this number.
fn is_number(chat: Option<&str>, phone: Option<&str>) -> bool {
    let digits = |text: &str| -> String { text.chars().filter(char::is_ascii_digit).collect() };
    let is_plain = |text: &str| !text.chars().any(char::is_alphabetic);
    match (chat, phone) {
        (Some(chat), Some(phone)) => is_plain(chat) && digits(chat) == digits(phone),
        _ => false,
    }
}

impl Cast {
    fn hear(&mut self, message: &Message) {
        if message.by_me.is_some() {
            return;
        }
        let sender = &message.sender;
        let Some(key) = key_of(sender) else {
            return;
        };
        let members = self.members.entry(message.chat_id.clone()).or_default();
        if members.len() < MEMBERS && !members.contains(sender) {
            members.push(sender.clone());
        }
        let shown = sender.name.as_deref().unwrap_or(key);
        let is_other = message.chat_name.is_none()
            || message.chat_name == sender.name
            || is_number(message.chat_name.as_deref(), sender.phone.as_deref());
        let count = self.count(shown);
        count.present += 1;
        count.sent += i32::from(!message.is_group && !is_other);
    }

    fn meet<'a>(&mut self, people: impl Iterator<Item = &'a Party>) {
        let mut emails: Vec<&str> = Vec::new();
        for party in people {
            match (&party.email, key_of(party)) {
                (Some(email), _) => emails.push(email),
                (None, Some(key)) if self.names.len() < NAMES => {
                    self.names.insert(key.to_owned());
                }
                (None, _) => {}
            }
        }
        emails.sort_unstable();
        emails.dedup();
        self.meetings += i32::from(emails.len() > 1);
        for email in emails {
            self.count(email).present += 1;
        }
    }

    fn count(&mut self, name: &str) -> &mut ProposedAddress {
        self.counts
            .entry(name.to_owned())
            .or_insert_with(|| ProposedAddress {
                address: name.to_owned(),
                ..ProposedAddress::default()
            })
    }

    /// The likeliest first.
    pub fn proposals(&self) -> Vec<ProposedAddress> {
        let mut found: Vec<ProposedAddress> = self.counts.values().cloned().collect();
        found.sort_by(|one, other| {
            let weight = |found: &ProposedAddress| (found.sent, found.present);
            weight(other)
                .cmp(&weight(one))
                .then_with(|| one.address.cmp(&other.address))
        });
        found.truncate(PROPOSED);
        found
    }

    /// The member, where it is clear: by one of the words that mean them, by the chats
    /// between two, or because they are in nearly every meeting.
    pub fn member(&self, words: &[String]) -> Option<Vec<String>> {
        if self.counts.is_empty() {
            return Some(Vec::new());
        }
        let is_meant = |name: &&String| words.iter().any(|word| word.eq_ignore_ascii_case(name));
        let called = self.counts.keys().chain(&self.names);
        let named: Vec<String> = called.filter(is_meant).cloned().collect();
        if !named.is_empty() {
            return Some(named);
        }
        let proposals = self.proposals();
        let (best, next) = (proposals.first()?, proposals.get(1));
        let sent = next.map_or(0, |next| next.sent);
        let present = next.map_or(0, |next| next.present);
        let is_clear = if self.meetings > 0 {
            best.present * 5 >= self.meetings * 4 && present * 2 < best.present
        } else {
            best.sent > 0 && sent * 5 < best.sent
        };
        is_clear.then(|| vec![best.address.clone()])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(chat: &str, is_group: bool, sender: &str) -> Message {
        Message {
            chat_id: chat.to_owned(),
            chat_name: Some(chat.to_owned()),
            is_group,
            sender: Party {
                name: Some(sender.to_owned()),
                ..Party::default()
            },
            ..Message::default()
        }
    }

    fn heard(messages: &[Message]) -> Cast {
        let mut cast = Cast::default();
        for message in messages {
            cast.hear(message);
        }
        cast
    }

    #[test]
    fn a_chat_between_two_is_named_after_the_other() {
        let cast = heard(&[
            said("Bo Reed", false, "Bo Reed"),
            said("Bo Reed", false, "Ada"),
        ]);
        assert_eq!(cast.member(&[]), Some(vec!["Ada".to_owned()]));
        assert_eq!(cast.members["Bo Reed"].len(), 2);
    }

    #[test]
    fn who_wrote_is_not_asked_where_the_file_says_it() {
        let told = Message {
            by_me: Some(false),
            ..said("Bo Reed", false, "Bo Reed")
        };
        assert_eq!(heard(&[told]).member(&[]), Some(Vec::new()));
    }

    #[test]
    fn in_a_group_the_name_tells_or_nobody_knows() {
        let cast = heard(&[said("Hikers", true, "Bo"), said("Hikers", true, "Ada Berg")]);
        assert_eq!(cast.member(&[]), None);
        assert_eq!(
            cast.member(&["ada berg".to_owned()]),
            Some(vec!["Ada Berg".to_owned()])
        );
        assert_eq!(cast.proposals().len(), 2);
    }

    #[test]
    fn a_calendar_is_of_whom_is_in_nearly_every_meeting() {
        let party = |email: &str| Party {
            email: Some(email.to_owned()),
            ..Party::default()
        };
        let mut cast = Cast::default();
        for other in ["bo@x.example", "cy@x.example", "di@x.example"] {
            cast.meet([party("ada@x.example"), party(other)].iter());
        }
        assert_eq!(cast.member(&[]), Some(vec!["ada@x.example".to_owned()]));
        let mut unclear = Cast::default();
        unclear.meet([party("ada@x.example"), party("bo@x.example")].iter());
        assert_eq!(unclear.member(&[]), None);
    }
}
