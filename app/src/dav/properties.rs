//! What each place in the tree says of itself.

use super::{
    answer::{MultiStatus, Name, text},
    cards::query::CARDDAV,
    place::{Calendar, Place},
    xml::Element,
};

pub const DAV: &str = "DAV:";
pub const CALDAV: &str = "urn:ietf:params:xml:ns:caldav";
const SERVER: &str = "http://calendarserver.org/ns/";

/// The largest card that is taken.
pub const LARGEST_CARD: usize = 1 << 20;

/// What a question is about.
pub enum Wanted {
    All,
    Names,
    These(Vec<Name>),
}

impl Wanted {
    /// Of `propfind` or of a report.
    pub fn of(question: Option<&Element>) -> Self {
        let Some(question) = question else {
            return Self::All;
        };
        if question.child(DAV, "propname").is_some() {
            return Self::Names;
        }
        match question.child(DAV, "prop") {
            Some(prop) => Self::These(
                prop.children
                    .iter()
                    .filter(|child| is_name(&child.name))
                    .map(|child| (child.space.clone(), child.name.clone()))
                    .collect(),
            ),
            None => Self::All,
        }
    }

    pub fn has(&self, space: &str, name: &str) -> bool {
        matches!(self, Self::These(names) if names.iter().any(|own| own.0 == space && own.1 == name))
    }
}

fn is_name(name: &str) -> bool {
    name.chars()
        .all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_' | '.'))
}

/// A resource, and what only the one who found it knows.
pub struct Resource {
    pub place: Place,
    pub may_write: bool,
    pub email: String,
    pub title: String,
    /// Of a card or an entry its state, of a collection the newest change.
    pub state: Option<String>,
    pub content: Option<String>,
}

impl Resource {
    pub fn put_into(&self, answer: &mut MultiStatus, wanted: &Wanted) {
        let href = self.place.href();
        match wanted {
            Wanted::These(names) => {
                let (mut known, mut unknown) = (Vec::new(), Vec::new());
                for name in names {
                    match self.property(&name.0, &name.1) {
                        Some(value) => known.push((name.clone(), value)),
                        None => unknown.push(name.clone()),
                    }
                }
                answer.resource(&href, &known, &unknown);
            }
            Wanted::All | Wanted::Names => {
                let known = USUAL.iter().filter_map(|(space, name)| {
                    let value = self.property(space, name)?;
                    let value = if matches!(wanted, Wanted::Names) {
                        String::new()
                    } else {
                        value
                    };
                    Some((((*space).to_owned(), (*name).to_owned()), value))
                });
                answer.resource(&href, &known.collect::<Vec<_>>(), &[]);
            }
        }
    }

    fn property(&self, space: &str, name: &str) -> Option<String> {
        match space {
            DAV => self.basic(name),
            CARDDAV => self.of_cards(name),
            CALDAV => self.of_calendars(name),
            SERVER if name == "getctag" && self.is_synced() => self.state.clone(),
            _ => None,
        }
    }

    fn basic(&self, name: &str) -> Option<String> {
        Some(match name {
            "resourcetype" => self.kind(),
            "displayname" => text(&self.title),
            "current-user-principal" | "principal-URL" | "owner" => href(&Place::Principal),
            "current-user-privilege-set" => self.privileges(),
            "supported-report-set" => self.reports()?,
            "getetag" if self.is_leaf() => text(self.state.as_deref()?),
            "getcontenttype" => self.media_type()?.to_owned(),
            "getcontentlength" => self.content.as_ref()?.len().to_string(),
            "sync-token" if self.place == Place::Book => text(self.state.as_deref()?),
            "principal-collection-set" => href(&Place::Principal),
            _ => return None,
        })
    }

    fn of_cards(&self, name: &str) -> Option<String> {
        Some(match (name, &self.place) {
            ("addressbook-home-set", Place::Principal | Place::Root) => href(&Place::Books),
            ("supported-address-data", Place::Book) => ["3.0", "4.0"]
                .map(|version| {
                    format!("<address-data-type xmlns=\"{CARDDAV}\" content-type=\"text/vcard\" version=\"{version}\"/>")
                })
                .concat(),
            ("max-resource-size", Place::Book) => LARGEST_CARD.to_string(),
            ("addressbook-description", Place::Book) => "The contacts of the workspace".to_owned(),
            ("address-data", Place::Card(_)) => text(self.content.as_deref()?),
            _ => return None,
        })
    }

    fn of_calendars(&self, name: &str) -> Option<String> {
        Some(match (name, &self.place) {
            ("calendar-home-set", Place::Principal | Place::Root) => href(&Place::Calendars),
            ("calendar-user-address-set", Place::Principal) => {
                format!("<d:href>mailto:{}</d:href>", text(&self.email))
            }
            ("supported-calendar-component-set", Place::Calendar(calendar)) => {
                format!(
                    "<comp xmlns=\"{CALDAV}\" name=\"{}\"/>",
                    calendar.component()
                )
            }
            ("supported-calendar-data", Place::Calendar(_)) => {
                format!(
                    "<calendar-data xmlns=\"{CALDAV}\" content-type=\"text/calendar\" version=\"2.0\"/>"
                )
            }
            ("calendar-data", Place::Entry(..)) => text(self.content.as_deref()?),
            _ => return None,
        })
    }

    fn kind(&self) -> String {
        let collection = "<d:collection/>";
        match self.place {
            Place::Principal => format!("{collection}<d:principal/>"),
            Place::Root | Place::Books | Place::Calendars => collection.to_owned(),
            Place::Book => format!("{collection}<addressbook xmlns=\"{CARDDAV}\"/>"),
            Place::Calendar(_) => format!("{collection}<calendar xmlns=\"{CALDAV}\"/>"),
            Place::Card(_) | Place::Entry(..) => String::new(),
        }
    }

    fn privileges(&self) -> String {
        let is_card = matches!(self.place, Place::Book | Place::Card(_));
        let mut names = vec!["read", "read-current-user-privilege-set"];
        if self.may_write && is_card {
            names.extend(["write", "write-content", "bind", "unbind"]);
        }
        let each = |name: &&str| format!("<d:privilege><d:{name}/></d:privilege>");
        names.iter().map(each).collect()
    }

    fn reports(&self) -> Option<String> {
        let report = |inner: String| {
            format!("<d:supported-report><d:report>{inner}</d:report></d:supported-report>")
        };
        let names: &[(&str, &str)] = match self.place {
            Place::Book => &[
                (DAV, "sync-collection"),
                (CARDDAV, "addressbook-multiget"),
                (CARDDAV, "addressbook-query"),
            ],
            Place::Calendar(_) => &[(CALDAV, "calendar-multiget"), (CALDAV, "calendar-query")],
            _ => return None,
        };
        let each = |(space, name): &(&str, &str)| report(format!("<{name} xmlns=\"{space}\"/>"));
        Some(names.iter().map(each).collect())
    }

    fn media_type(&self) -> Option<&'static str> {
        match self.place {
            Place::Card(_) => Some("text/vcard; charset=utf-8"),
            Place::Entry(Calendar::Tasks, _) => {
                Some("text/calendar; charset=utf-8; component=VTODO")
            }
            Place::Entry(..) => Some("text/calendar; charset=utf-8; component=VEVENT"),
            _ => None,
        }
    }

    fn is_leaf(&self) -> bool {
        matches!(self.place, Place::Card(_) | Place::Entry(..))
    }

    fn is_synced(&self) -> bool {
        matches!(self.place, Place::Book | Place::Calendar(_))
    }
}

/// What those get who ask for everything.
const USUAL: &[(&str, &str)] = &[
    (DAV, "resourcetype"),
    (DAV, "displayname"),
    (DAV, "getetag"),
    (DAV, "getcontenttype"),
    (DAV, "getcontentlength"),
    (DAV, "current-user-principal"),
    (DAV, "sync-token"),
    (CARDDAV, "addressbook-home-set"),
    (CALDAV, "calendar-home-set"),
];

fn href(place: &Place) -> String {
    format!("<d:href>{}</d:href>", text(&place.href()))
}

impl Wanted {
    /// Also this one.
    pub fn with(self, space: &str, name: &str) -> Self {
        match self {
            Self::These(mut names) => {
                names.push((space.to_owned(), name.to_owned()));
                Self::These(names)
            }
            other => other,
        }
    }
}
