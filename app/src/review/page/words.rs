//! What the page says of contacts and of companies.

use crate::{identity::About, merging::page::SIDE_BY_SIDE};

pub(super) struct Words {
    /// What two are, or are not.
    pub one: &'static str,
    /// The same at the beginning of a sentence.
    pub likely: &'static str,
    /// Where nobody waits, and when somebody will.
    pub nobody: &'static str,
    pub when: &'static str,
    pub side_by_side: &'static str,
    pub meanwhile: &'static str,
}

static OF_CONTACTS: Words = Words {
    one: "one person",
    likely: "One person",
    nobody: "Nobody is here twice, as far as Kith can see",
    when: "When two contacts look like one person, they wait here for your answer.",
    side_by_side: SIDE_BY_SIDE,
    meanwhile: "Somebody joined one of these contacts to another while you looked. Nothing was done.",
};

static OF_COMPANIES: Words = Words {
    one: "one company",
    likely: "One company",
    nobody: "No company is here twice, as far as Kith can see",
    when: "When the names, domains or pages of two companies are alike, they wait here for your answer.",
    side_by_side: "The companies side by side",
    meanwhile: "Somebody joined one of these companies to another while you looked. Nothing was done.",
};

pub(super) fn words(about: About) -> &'static Words {
    match about {
        About::Contacts => &OF_CONTACTS,
        About::Companies => &OF_COMPANIES,
    }
}

/// As forms and the address of the page name it.
pub(super) fn of_word(about: About) -> &'static str {
    match about {
        About::Contacts => "contacts",
        About::Companies => "companies",
    }
}

/// Whatever is no word of companies is about contacts.
pub fn about_of(word: &str) -> About {
    match word {
        "companies" => About::Companies,
        _ => About::Contacts,
    }
}
