//! The truth behind the mailbox: who the people are and where they work.
//!
//! Addresses are unique in a world, and a person's positions are in order of
//! time with at least one.

mod build;
mod company;
mod contact;
mod habits;
mod kind;
mod origin;

pub use build::world;
pub use kind::{Client, Ending, HeaderName, Kind, Language, Rhythm};

use chrono::{DateTime, Utc};
use serde::Serialize;

/// The shared domain of private addresses, the stand-in for a free-mail provider.
pub const PERSONAL_DOMAIN: &str = "mailbox.example";

/// Everybody and every firm in the mailbox; `companies[0]` is the owner's own.
#[derive(Clone, Debug, Serialize)]
pub struct World {
    pub people: Vec<Person>,
    pub companies: Vec<Company>,
}

#[derive(Clone, Debug, Serialize)]
pub struct Company {
    pub name: String,
    pub domain: String,
    pub field: String,
    pub place: Place,
    #[serde(skip)]
    pub(crate) origin: usize,
}

#[derive(Clone, Debug, Serialize)]
pub struct Place {
    pub street: &'static str,
    pub postcode: &'static str,
    pub city: &'static str,
    /// ISO 3166-1 alpha-2.
    pub country: &'static str,
    #[serde(skip)]
    pub(crate) offset_minutes: i32,
}

/// One person, with what a reader of the whole mailbox could find out.
#[derive(Clone, Debug, Serialize)]
pub struct Person {
    /// In Latin letters, given name first.
    pub name: String,
    pub given: String,
    pub family: String,
    /// In the person's own script, in that script's order.
    pub native_name: Option<String>,
    pub kind: Kind,
    pub language: Language,
    pub formal: bool,
    pub rhythm: Rhythm,
    pub ending: Ending,
    pub place: Place,
    pub linkedin: Option<String>,
    /// The address of a profile in another network.
    pub profile: Option<String>,
    /// More than one after a change of job.
    pub positions: Vec<Position>,
    pub client: Client,
    pub header_name: HeaderName,
    /// Which of the signature shapes; 0 is none.
    pub signature: usize,
}

/// Where somebody is reached, and works, from a point in time on.
#[derive(Clone, Debug, Serialize)]
pub struct Position {
    pub since: DateTime<Utc>,
    pub email: String,
    /// Index into [`World::companies`]; `None` writes from a private address.
    pub company: Option<usize>,
    pub title: Option<&'static str>,
    pub phones: Vec<Phone>,
    pub fax: Option<Phone>,
}

#[derive(Clone, Debug, Serialize)]
pub struct Phone {
    /// E.164, from a range reserved for fiction.
    pub e164: String,
    pub shown: String,
    pub mobile: bool,
}

impl Person {
    /// The position held at a time, in seconds since 1970.
    pub fn position_at(&self, at: i64) -> Option<&Position> {
        self.positions
            .iter()
            .rfind(|position| position.since.timestamp() <= at)
            .or_else(|| self.positions.first())
    }

    /// The name as its owner writes it: Japanese names in letters to Japan stay Japanese.
    pub(crate) fn written_name(&self) -> &str {
        match &self.native_name {
            Some(native) if self.language == Language::Ja => native,
            _ => &self.name,
        }
    }

    pub(crate) fn written_family(&self) -> &str {
        match self.written_name().split_once(' ') {
            Some((family, _)) if self.language == Language::Ja && self.native_name.is_some() => {
                family
            }
            _ => &self.family,
        }
    }

    pub(crate) fn email_at(&self, at: i64) -> &str {
        self.position_at(at).map_or("", |position| &position.email)
    }
}

impl Place {
    /// Minutes east of Greenwich; summer time is left out.
    pub(crate) fn offset_seconds(&self) -> i32 {
        self.offset_minutes * 60
    }
}
