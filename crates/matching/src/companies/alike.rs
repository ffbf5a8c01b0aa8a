//! Two companies compared. Two domains are two companies, unless more than a part of a name
//! is the same.

use super::{
    Likeness,
    known::{Domain, Known, Name},
};
use crate::text::is_one_edit;

/// One page is one company.
const PAGE: f64 = 0.97;
/// The same words, and nothing that tells two companies apart.
const CERTAIN: f64 = 0.96;
/// The same words, whatever the legal form and the spaces.
const SAME: f64 = 0.9;
/// A domain that is another's name.
const DOMAIN: f64 = 0.85;
/// A slip in a name of some length.
const SLIP: f64 = 0.8;
/// A word more that many companies add to their name.
const COMMON_WORD: f64 = 0.8;
/// Another word more.
const OTHER_WORD: f64 = 0.72;
/// The same words at two domains.
const SAME_APART: f64 = 0.75;
/// A second reason.
const MORE: f64 = 0.05;
/// Where each has a domain, a person looks.
const MOST_APART: f64 = 0.94;
/// Nothing is wholly sure.
const MOST: f64 = 0.99;

/// A shorter name is another one when a letter is.
pub(super) const LONG: usize = 6;
/// A shorter domain or first word may say anything.
const TELLING: usize = 4;

/// `None` where nothing speaks for one company, or something against it. In a large family
/// the word that its names have in common is nobody's name.
pub(super) fn compare(one: &Known, other: &Known, is_large_family: bool) -> Option<Likeness> {
    if let Some(page) = one.pages.iter().find(|page| other.pages.contains(page)) {
        let reason = format!("one page: linkedin.com/company/{page}");
        return Some(Likeness {
            probability: PAGE,
            reasons: vec![reason],
        });
    }
    if !one.pages.is_empty() && !other.pages.is_empty() {
        return None;
    }
    let by_name = by_names(one, other, is_large_family);
    let (first, second, most) = match standing(one, other) {
        Standing::Open => {
            let by_name = by_name.map(|found| certain(one, other, found));
            (by_name, by_domain(one, other), MOST)
        }
        Standing::OneLabel(said) => (Some(by_name?), Some((0.0, said)), MOST_APART),
        Standing::Apart(said) => {
            let (_, reason) = by_name.filter(|(probability, _)| *probability >= SAME)?;
            return Some(Likeness {
                probability: SAME_APART,
                reasons: vec![reason, said],
            });
        }
    };
    let found: Vec<(f64, String)> = first.into_iter().chain(second).collect();
    let best = found
        .iter()
        .map(|(probability, _)| *probability)
        .reduce(f64::max)?;
    Some(Likeness {
        probability: (best + MORE * (found.len() - 1) as f64).min(most),
        reasons: found.into_iter().map(|(_, reason)| reason).collect(),
    })
}

/// What names of the same words say of two of which one at most has a domain.
fn certain(one: &Known, other: &Known, found: (f64, String)) -> (f64, String) {
    let couples = one
        .names
        .iter()
        .flat_map(|a| other.names.iter().map(move |b| (a, b)));
    let mut same = couples.filter(|(a, b)| a.words == b.words && may_be_one_form(a, b));
    let is_certain = found.0 >= SAME && same.next().is_some();
    if is_certain {
        (CERTAIN, found.1)
    } else {
        found
    }
}

/// A form that one leaves out is none; Lind AB and Lind GmbH are two.
fn may_be_one_form(one: &Name, other: &Name) -> bool {
    one.form.is_empty() || other.form.is_empty() || one.form == other.form
}

/// What their domains say of them.
enum Standing {
    /// One of them has none.
    Open,
    /// `acme.de` and `acme.com`
    OneLabel(String),
    /// Each has its own.
    Apart(String),
}

fn standing(one: &Known, other: &Known) -> Standing {
    let (Some(first), Some(second)) = (one.domains.first(), other.domains.first()) else {
        return Standing::Open;
    };
    let mut couples = one
        .domains
        .iter()
        .flat_map(|a| other.domains.iter().map(move |b| (a, b)));
    let alike = couples.find(|(a, b)| a.label == b.label);
    let said = |a: &Domain, b: &Domain| format!("the domains {} and {}", a.said, b.said);
    match alike {
        Some((a, b)) => Standing::OneLabel(format!("{} differ by their end", said(a, b))),
        None => Standing::Apart(format!("but {} are two", said(first, second))),
    }
}

fn by_names(one: &Known, other: &Known, is_large_family: bool) -> Option<(f64, String)> {
    let couples = one
        .names
        .iter()
        .flat_map(|a| other.names.iter().map(move |b| (a, b)));
    couples
        .filter_map(|(a, b)| {
            let (probability, words) = names(a, b, is_large_family)?;
            Some((
                probability,
                format!("\"{}\" and \"{}\" {words}", a.said, b.said),
            ))
        })
        .max_by(|one, other| one.0.total_cmp(&other.0))
}

fn names(one: &Name, other: &Name, is_large_family: bool) -> Option<(f64, String)> {
    if one.words == other.words {
        return Some((SAME, "are one name, but for the legal form".to_owned()));
    }
    if one.joined == other.joined {
        return Some((SAME, "are one name, but for the spaces".to_owned()));
    }
    if let Some(word) = word_more(one, other).or_else(|| word_more(other, one)) {
        let is_common = is_added(word);
        let probability = if is_common { COMMON_WORD } else { OTHER_WORD };
        let said = || format!("are alike: one has the word \"{word}\" more");
        return (is_common || !is_large_family).then(|| (probability, said()));
    }
    let is_long = one.joined.len().min(other.joined.len()) >= LONG;
    (is_long && is_slip(&one.joined, &other.joined)).then(|| (SLIP, "differ by a slip".to_owned()))
}

/// A letter, not a digit: Studio 54 and Studio 55 are two.
fn is_slip(one: &str, other: &str) -> bool {
    let digits = |text: &str| text.bytes().filter(u8::is_ascii_digit).collect::<Vec<_>>();
    is_one_edit(one, other) && digits(one) == digits(other)
}

/// The word that the longer name has more than the shorter one.
fn word_more<'a>(short: &Name, long: &'a Name) -> Option<&'a str> {
    if short.words.len() + 1 != long.words.len() || short.joined.len() < TELLING {
        return None;
    }
    let start = short.words.iter().zip(&long.words);
    let place = start.take_while(|(a, b)| a == b).count();
    let is_own = !short.words.iter().all(|word| is_added(word));
    (is_own && short.words[place..] == long.words[place + 1..]).then(|| long.words[place].as_str())
}

/// What companies add to their names, and leave out as easily.
fn is_added(word: &str) -> bool {
    matches!(
        word,
        "group"
            | "gruppe"
            | "holding"
            | "holdings"
            | "international"
            | "global"
            | "worldwide"
            | "europe"
            | "usa"
            | "us"
            | "uk"
            | "america"
            | "deutschland"
            | "germany"
            | "france"
            | "technologies"
            | "technology"
            | "tech"
            | "software"
            | "systems"
            | "solutions"
            | "services"
            | "consulting"
            | "labs"
            | "lab"
            | "studio"
            | "studios"
            | "media"
            | "digital"
            | "online"
            | "partners"
            | "ventures"
            | "industries"
            | "enterprises"
            | "ai"
            | "io"
            | "com"
            | "app"
            | "hq"
            | "team"
            | "pbc"
            | "foundation"
    )
}

/// The name of one of them, as long as another name would be, is the domain of the other.
fn by_domain(one: &Known, other: &Known) -> Option<(f64, String)> {
    let says = |domains: &[Domain], names: &[Name]| {
        let couples = domains
            .iter()
            .flat_map(|domain| names.iter().map(move |name| (domain, name)));
        let mut telling = couples.filter(|(domain, _)| domain.label.len() >= TELLING);
        telling
            .find(|(domain, name)| domain.label == name.joined || domain.label == name.spelled)
            .map(|(domain, name)| format!("the domain {} says \"{}\"", domain.said, name.said))
    };
    let found = says(&one.domains, &other.names).or_else(|| says(&other.domains, &one.names));
    found.map(|reason| (DOMAIN, reason))
}
