//! Who stands behind the sender's address: a person, an office, a brand or a program.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::address::Address;
use crate::domains;
use crate::names::{self, PersonName};

/// Words of local parts that are programs'.
static PROGRAMS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| include_str!("programs.txt").lines().collect());
/// Words of local parts from which newsletters come.
static NEWSLETTERS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| include_str!("newsletters.txt").lines().collect());
/// Registrable domains of services that write on events.
static SERVICES: LazyLock<HashSet<&str>> =
    LazyLock::new(|| include_str!("services.txt").lines().collect());
/// Local parts by which also a person alone may be reached.
const SOFT_ROLES: [&str; 11] = [
    "mail", "hello", "hi", "hallo", "post", "me", "email", "contact", "kontakt", "office", "studio",
];

pub(super) struct Sender<'a> {
    pub(super) from: &'a Address,
    /// The person whom display name or address name.
    name: Option<PersonName>,
    /// The local part is made of the person's name.
    is_own_mailbox: bool,
    pub(super) is_no_reply: bool,
    pub(super) is_role: bool,
}

impl<'a> Sender<'a> {
    pub(super) fn new(from: &'a Address) -> Self {
        let name = names::person_name(from.name.as_deref(), &from.email);
        let local = local_part(&from.email);
        let is_brand = |display: &str| {
            domains::registrable(from.domain())
                .is_some_and(|domain| domain.split('.').next() == Some(&display.to_lowercase()))
        };
        let is_own_mailbox = from.name.as_deref().is_some_and(|display| {
            is_spelled_out(local, display) && !is_brand(display)
                || name.as_ref().is_some_and(|name| {
                    name.given.as_deref().is_some_and(names::is_given_name)
                        && is_made_of(local, name)
                })
        });
        let mut sender = Sender {
            from,
            name,
            is_own_mailbox,
            is_no_reply: domains::is_no_reply_address(&from.email),
            is_role: false,
        };
        let is_soft = SOFT_ROLES.contains(&local) && sender.is_person_by_name();
        sender.is_role =
            domains::is_role_address(&from.email) && !is_soft && !sender.is_own_mailbox;
        sender
    }

    pub(super) fn local_part(&self) -> &'a str {
        local_part(&self.from.email)
    }

    /// The display name is a person's: it begins with a common given name, or is written as
    /// names are in Chinese, Japanese and Korean.
    pub(super) fn is_person_by_name(&self) -> bool {
        if self.is_own_mailbox {
            return true;
        }
        let Some(name) = self.name.as_ref().filter(|_| self.from.name.is_some()) else {
            return false;
        };
        let letters: String = name.full.split_whitespace().collect();
        name.given.as_deref().is_some_and(names::is_given_name)
            || names::east_asian_family_end(&letters).is_some()
    }

    /// Written from an address that anybody can get.
    pub(super) fn is_private(&self) -> bool {
        domains::is_free_mail(self.from.domain())
    }

    /// There is a display name, and it is no person's.
    pub(super) fn is_organisation(&self) -> bool {
        self.from.name.is_some() && self.name.is_none()
    }

    /// The display name is the name of the domain, and no person's: `Stripe` at stripe.com.
    pub(super) fn is_brand(&self) -> bool {
        let Some(display) = self
            .from
            .name
            .as_deref()
            .filter(|_| !self.is_person_by_name())
        else {
            return false;
        };
        let Some(domain) = domains::company_domain(&self.from.email) else {
            return false;
        };
        let (label, display) = (
            letters(domain.split('.').next().unwrap_or("")),
            letters(display),
        );
        let is_personal = names::person_name(None, &self.from.email)
            .and_then(|name| name.given)
            .is_some_and(|given| names::is_given_name(&given));
        let local = letters(self.local_part());
        let is_initials = local.len() < 4;
        let is_surname = local.contains(&display);
        display.len() >= 3
            && label.contains(&display)
            && !is_personal
            && !is_initials
            && !is_surname
    }

    /// `Jane via LinkedIn`, `Jane (via Dropbox)`: the service of the domain speaks for somebody.
    pub(super) fn is_relayed(&self) -> bool {
        let display = self.from.name.as_deref().unwrap_or("").to_lowercase();
        let relay = display
            .rsplit_once(" via ")
            .or_else(|| display.rsplit_once("(via "))
            .map(|(_, relay)| letters(relay));
        let domain = letters(self.from.domain());
        relay.is_some_and(|relay| {
            let head: String = relay.chars().take(5).collect();
            head.len() >= 4 && domain.contains(&head) && !self.is_own_mailbox
        })
    }

    pub(super) fn is_service(&self) -> bool {
        let is_listed = SERVICES.contains(self.from.domain())
            || domains::registrable(self.from.domain())
                .is_some_and(|domain| SERVICES.contains(domain.as_str()));
        is_listed && !self.is_own_mailbox
    }

    pub(super) fn is_at_marketing_host(&self) -> bool {
        let host = self.from.domain().split('.').next().unwrap_or("");
        matches!(
            host,
            "e" | "em"
                | "news"
                | "newsletter"
                | "newsletters"
                | "marketing"
                | "promo"
                | "promotions"
        )
    }

    pub(super) fn is_newsletter(&self) -> bool {
        self.has_word(&NEWSLETTERS)
    }

    /// A word of the local part, or a host of the domain, is a program's.
    pub(super) fn is_program(&self) -> bool {
        let hosts = self.from.domain().split('.');
        let is_notifying_host = hosts
            .take(2)
            .any(|host| matches!(host, "notify" | "notification" | "notifications" | "alerts"));
        is_notifying_host && !self.is_own_mailbox
            || self.has_word(&PROGRAMS)
            || self.begins_as_program()
    }

    fn has_word(&self, list: &HashSet<&str>) -> bool {
        let mut words = self.local_part().split(['.', '-', '_', '+']);
        !self.is_own_mailbox && words.any(|word| list.contains(word))
    }

    /// `rechnungonline`: the local part begins with a program's word that no name begins with.
    fn begins_as_program(&self) -> bool {
        let local = self.local_part();
        let is_start = |word: &&&str| word.len() >= 7 && local.starts_with(**word);
        !self.is_own_mailbox && PROGRAMS.iter().any(|word| is_start(&word))
    }
}

fn local_part(email: &str) -> &str {
    email.split('@').next().unwrap_or("")
}

/// `iris.news` for Iris News, whatever else the words of a name may mean.
fn is_spelled_out(local: &str, display: &str) -> bool {
    let words = |text: &str| {
        let mut words: Vec<String> = text
            .split(|letter: char| !letter.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect();
        words.sort();
        words
    };
    let (local, display) = (words(local), words(display));
    display.len() >= 2 && local == display && display.iter().any(|word| names::is_given_name(word))
}

/// `jdoe`, `jane.doe`, `doe.j` and the like for Jane Doe.
pub(crate) fn is_made_of(local: &str, name: &PersonName) -> bool {
    let local: String = local
        .chars()
        .filter(|letter| letter.is_alphabetic())
        .collect();
    let given = letters(name.given.as_deref().unwrap_or(""));
    let family = letters(name.family.as_deref().unwrap_or(""));
    if given.is_empty() || family.is_empty() {
        return !local.is_empty() && (local == given || local == family);
    }
    let initial = |word: &str| word.chars().take(1).collect::<String>();
    let (first, last) = (initial(&given), initial(&family));
    [
        format!("{given}{family}"),
        format!("{family}{given}"),
        format!("{first}{family}"),
        format!("{family}{first}"),
        format!("{given}{last}"),
        given,
        family,
    ]
    .contains(&local)
}

fn letters(text: &str) -> String {
    text.chars()
        .filter(|letter| letter.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}
