//! One company made comparable.

use mail::signature::spellings;

use super::Company;
use crate::normal::{company, legal_form};
use crate::text::fold;

/// What is compared of a company.
pub(super) struct Known {
    pub names: Vec<Name>,
    pub domains: Vec<Domain>,
    /// The names of its pages at LinkedIn
    pub pages: Vec<String>,
}

pub(super) struct Name {
    /// As it was written
    pub said: String,
    /// Without the legal form and "the"
    pub words: Vec<String>,
    /// The legal form, if it says one
    pub form: String,
    /// The words without the spaces between them
    pub joined: String,
    /// The same as domains spell umlauts: `mueller`
    pub spelled: String,
}

pub(super) struct Domain {
    pub said: String,
    /// What was registered, without dashes: `acmelabs` of `mail.acme-labs.co.uk`
    pub label: String,
}

/// At most so many names, domains and pages of a company are read.
const MOST: usize = 8;

impl Known {
    pub fn of(company: &Company) -> Self {
        Self {
            names: read(&company.names, Name::of),
            domains: read(&company.domains, Domain::of),
            pages: read(&company.pages, page),
        }
    }
}

fn read<T>(texts: &[String], of: impl Fn(&str) -> Option<T>) -> Vec<T> {
    texts
        .iter()
        .filter_map(|text| of(text))
        .take(MOST)
        .collect()
}

impl Name {
    fn of(said: &str) -> Option<Self> {
        let words = company(said)?;
        let words: Vec<String> = words.split(' ').map(str::to_owned).collect();
        let spelled = match said.is_ascii() {
            true => None,
            false => company(&spellings(&said.to_lowercase())[0]),
        };
        let spelled = spelled.map_or_else(|| words.concat(), |spelled| spelled.replace(' ', ""));
        Some(Self {
            spelled,
            said: said.trim().to_owned(),
            joined: words.concat(),
            form: legal_form(said),
            words,
        })
    }
}

impl Domain {
    fn of(said: &str) -> Option<Self> {
        let said = said.trim().to_lowercase();
        let mut labels: Vec<&str> = said.split('.').filter(|label| !label.is_empty()).collect();
        labels.pop();
        if labels.len() > 1 && labels.last().is_some_and(|last| is_shared_ending(last)) {
            labels.pop();
        }
        let label = fold(labels.last()?).replace(' ', "");
        (!label.is_empty()).then_some(Self { said, label })
    }
}

/// `co` of `acme.co.uk`
fn is_shared_ending(label: &str) -> bool {
    matches!(
        label,
        "co" | "com" | "org" | "net" | "ac" | "gov" | "edu" | "or" | "ne" | "go"
    )
}

/// The name of a page at LinkedIn: `acme` of `https://de.linkedin.com/company/acme/about`.
fn page(address: &str) -> Option<String> {
    let address = address.to_lowercase();
    let (_, path) = address.split_once("linkedin.com/")?;
    let mut parts = path.split(['/', '?', '#']);
    let is_page = matches!(parts.next()?, "company" | "school" | "showcase");
    let name = parts.next().filter(|name| is_page && !name.is_empty())?;
    Some(name.trim().to_owned())
}
