//! What can be asked of a contact, and the words for it.

use uuid::Uuid;

use super::time::{Moment, Stretch};

#[derive(Clone, Debug, PartialEq)]
pub enum Clause {
    Text(TextField, TextTest, String),
    Number(NumberField, Compare, f64),
    Time(TimeField, Compare, Moment),
    Birthday(Birthday),
    /// Of any other day that comes back each year.
    Anniversary(Birthday),
    /// Whether it is this one, or another.
    Priority(bool, Priority),
    Is(State),
    Has(Thing),
    HasNo(Thing),
    Never(Deed),
    CompanyId(Uuid),
    Own(OwnClause),
}

/// What is asked of a field of the workspace's own. Whether there is such a field, and
/// whether it can be asked so, is not known here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnClause {
    /// Its key, or its name as people read it.
    pub name: String,
    pub asked: OwnAsked,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OwnAsked {
    Has,
    HasNo,
    Compares(OwnCompare, String),
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Birthday {
    /// The day comes within it, whatever the year.
    Falls(Stretch),
    /// Of the whole date of birth.
    Born(Compare, Stretch),
    /// In this month, on this day of it.
    Each(u32, Option<u32>),
}

/// Names of one kind of thing: each value has one that is printed, and others that are read.
macro_rules! words {
    ($(#[$about:meta])* $name:ident { $($variant:ident = $word:literal $(| $also:literal)*),+ $(,)? }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum $name { $($variant),+ }

        impl $name {
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            pub fn parse(text: &str) -> Option<Self> {
                match text { $($word $(| $also)* => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}

words!(TextField {
    Name = "name",
    Company = "company" | "org" | "organisation" | "organization",
    Title = "title" | "job" | "role",
    Place = "place" | "location" | "city" | "country",
    Email = "email" | "e-mail" | "mail",
    Phone = "phone" | "tel" | "telephone",
    Tag = "tag" | "tags" | "label",
    Link = "link" | "url" | "web",
    Profile = "profile" | "handle",
    Address = "address",
    About = "about",
    HowMet = "how-met",
    Pronouns = "pronouns",
    Zone = "zone" | "time-zone",
    Relation = "relation" | "related",
});

words!(TextTest {
    Has = ":",
    Is = "=",
    IsNot = "!=",
});

words!(Compare {
    Less = "<",
    AtMost = "<=",
    Equal = ":" | "=",
    NotEqual = "!=",
    AtLeast = ">=",
    More = ">",
});

words!(OwnCompare {
    Has = ":",
    Is = "=",
    IsNot = "!=",
    Less = "<",
    AtMost = "<=",
    AtLeast = ">=",
    More = ">",
});

words!(NumberField {
    Score = "score" | "strength",
    Sent = "sent",
    Received = "received",
    Messages = "messages",
    Rhythm = "rhythm",
});

words!(TimeField {
    Last = "last",
    First = "first",
    Wrote = "wrote",
    Heard = "heard",
    Created = "created" | "added",
    Updated = "updated" | "changed",
    Met = "met",
});

words!(Priority {
    High = "high",
    Normal = "normal",
    Low = "low",
});

words!(State {
    Strong = "strong",
    Fading = "fading",
    Awaiting = "awaiting" | "awaits",
    Archived = "archived",
    Nameless = "nameless",
});

words!(Thing {
    Email = "email" | "e-mail" | "mail",
    Phone = "phone" | "tel",
    Link = "link" | "url" | "web",
    Profile = "profile" | "handle",
    Company = "company",
    Title = "title",
    Place = "place" | "location",
    Address = "address",
    Birthday = "birthday",
    Anniversary = "anniversary" | "anniversaries",
    About = "about",
    HowMet = "how-met",
    Met = "met",
    Pronouns = "pronouns",
    Zone = "zone" | "time-zone",
    Relation = "relation" | "relations",
    Photo = "photo" | "picture",
    Rhythm = "rhythm",
    Note = "note" | "notes",
    Task = "task" | "tasks",
    Tag = "tag" | "tags",
});

words!(Deed {
    Contacted = "contacted",
    Answered = "answered",
});
