//! Names of people, from display names and addresses in every usual order.
//! Invariant: what is not recognisably a person gives no name; a guess never invents letters.

mod affiliation;
mod cleaning;
mod given;
mod local_part;
mod order;
#[cfg(test)]
mod tests;
mod words;

use serde::{Deserialize, Serialize};

pub(crate) use affiliation::company as company_beside;
pub use given::{east_asian_family_end, is_given_name};
pub(crate) use words::{is_credential, is_title};

/// The name of a person, in the order its owner would say it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct PersonName {
    pub full: String,
    pub given: Option<String>,
    pub family: Option<String>,
}

/// The person behind a mailbox: from the display name, else from the local part; none where
/// either says that it is no person.
pub fn person_name(display: Option<&str>, email: &str) -> Option<PersonName> {
    let display = display
        .map(str::trim)
        .filter(|display| display.chars().any(char::is_alphabetic) && !is_address(display));
    let Some(display) = display else {
        return local_part::name(email);
    };
    if crate::domains::is_no_reply_address(email) {
        return None;
    }
    if is_user_name(display) {
        return local_part::name(&format!("{display}@")).or_else(|| local_part::name(email));
    }
    let display = without_employer(display, email);
    let Some(name) = parse(display) else {
        return named_by_address(display, email);
    };
    if names_the_domain(&name, email) {
        return None;
    }
    let name = in_spoken_order(name, email);
    if name.family.is_some() || name.given.is_none() {
        return Some(name);
    }
    Some(completed(name, email))
}

/// Who wrote through the address of a group: `'Jane Doe' via Sales Team` at `sales@`. None where
/// the address may be the person's own.
pub fn through_group(display: Option<&str>, email: &str) -> Option<PersonName> {
    let (person, _) = display?.rsplit_once(" via ")?;
    let name = parse(person).filter(|name| name.family.is_some() && !is_address(person))?;
    let local = email.split('@').next().unwrap_or("").to_lowercase();
    let own = [name.given.as_deref(), name.family.as_deref()];
    let is_hers = |part: &str| own.iter().flatten().any(|own| plain(own) == part);
    let is_own = crate::classify::is_made_of(&local, &name)
        || local.split(['.', '_', '-', '+']).any(is_hers);
    (!is_own).then_some(name)
}

/// Reads one display name, without looking at the address.
pub(crate) fn parse(display: &str) -> Option<PersonName> {
    let cleaned = cleaning::clean(display)?;
    if !words::is_personal(&cleaned) {
        return None;
    }
    order::arrange(&cleaned)
}

/// `john.smith` and `jsmith`: one word without capitals that is no given name.
fn is_user_name(display: &str) -> bool {
    let is_small = display.is_ascii() && !display.bytes().any(|byte| byte.is_ascii_uppercase());
    let parts = || display.trim_end_matches('.').split(['.', '_']);
    let is_joined = parts().count() > 1
        && parts().all(|part| part.len() > 1)
        && (display.contains('_') || parts().all(|part| part.starts_with(char::is_uppercase)));
    display.is_ascii() && !display.contains(' ') && is_joined
        || is_small && !display.contains(' ') && !is_given_name(display)
}

/// `Stripe` at stripe.com is the company; `Jane Doe` at janedoe.com is not.
fn names_the_domain(name: &PersonName, email: &str) -> bool {
    let letters = |text: &str| {
        text.chars()
            .filter(|letter| letter.is_alphanumeric())
            .collect::<String>()
            .to_lowercase()
    };
    let label = crate::domains::company_domain(email)
        .map(|domain| letters(domain.split('.').next().unwrap_or("")));
    let is_given = name.given.as_deref().is_some_and(is_given_name);
    label.is_some_and(|label| label == letters(&name.full)) && !is_given
}

fn is_address(display: &str) -> bool {
    display
        .split_whitespace()
        .any(|word| word.trim_matches('@').contains('@'))
}

/// `Julie de Doctolib` at doctolib.fr is Julie.
fn without_employer<'a>(display: &'a str, email: &str) -> &'a str {
    const MARKS: [&str; 8] = [
        " von ",
        " de ",
        " di ",
        " da ",
        " von der ",
        " van ",
        " z ",
        " из ",
    ];
    let domain = crate::domains::company_domain(email);
    if let Some(name) = behind_employer(display, domain.as_deref()) {
        return name;
    }
    if let Some(name) = at_employer(display, email, domain.as_deref()) {
        return name;
    }
    let employer = MARKS.iter().find_map(|mark| {
        let (name, employer) = display.split_once(mark)?;
        let label = domain.as_deref()?.split('.').next()?;
        let is_label = employer.to_lowercase().replace([' ', '-'], "") == label.replace('-', "");
        let is_own = email.split('@').next()?.contains(label);
        (is_label && !is_own && is_given_name(name)).then_some(name)
    });
    employer.unwrap_or(display)
}

/// `Femke at Acme` is Femke where the address is `femke@acmeapp.com`.
fn at_employer<'a>(display: &'a str, email: &str, domain: Option<&str>) -> Option<&'a str> {
    let label = domain?.split('.').next()?.replace('-', "");
    let (name, employer) = [" at ", " @ ", " from "]
        .iter()
        .find_map(|mark| display.split_once(mark))?;
    let employer = employer.to_lowercase().replace([' ', '-'], "");
    let is_label = employer.len() > 3 && label.starts_with(&employer);
    let local = email.split('@').next()?;
    (is_label && local == plain(name) && name.starts_with(char::is_uppercase)).then_some(name)
}

/// `Acme | Rob Stone` at acme.com.
fn behind_employer<'a>(display: &'a str, domain: Option<&str>) -> Option<&'a str> {
    let label = domain?.split('.').next()?.replace('-', "");
    [" | ", " - ", " – ", ": ", " / ", " · "]
        .iter()
        .find_map(|mark| {
            let (employer, name) = display.split_once(mark)?;
            let is_label = employer.to_lowercase().replace([' ', '-'], "") == label;
            (is_label && name.contains(' ')).then_some(name)
        })
}

/// `Kowalski Jan` at `jan.kowalski@` is Jan Kowalski.
fn in_spoken_order(name: PersonName, email: &str) -> PersonName {
    let local = email.split('@').next().unwrap_or("").to_lowercase();
    let (Some(given), Some(family)) = (&name.given, &name.family) else {
        return name;
    };
    let is_turned = local.split_once('.').is_some_and(|(first, last)| {
        plain(family) == first && plain(given) == last && !email.ends_with(".hu")
    });
    if !is_turned {
        return name;
    }
    PersonName {
        full: format!("{family} {given}"),
        given: Some(family.clone()),
        family: Some(given.clone()),
    }
}

/// Small letters without accents, as addresses write them.
fn plain(name: &str) -> String {
    crate::signature::without_accents(&name.to_lowercase())
}

/// `Max Press` at `max.press@`: the address agrees that a word of offices is a family name.
fn named_by_address(display: &str, email: &str) -> Option<PersonName> {
    let words: Vec<&str> = display.split_whitespace().collect();
    let [given, family] = words.as_slice() else {
        return kin(display).then(|| local_part::name(email)).flatten();
    };
    let local = email.split('@').next().unwrap_or("").to_lowercase();
    let speaks = local
        .split(['.', '_', '-'])
        .any(|part| part == given.to_lowercase());
    let is_word = |word: &&str| word.chars().all(char::is_alphabetic);
    (speaks && is_given_name(given) && is_word(family)).then(|| PersonName {
        full: display.to_owned(),
        given: Some((*given).to_owned()),
        family: Some((*family).to_owned()),
    })
}

/// `Mom`: what somebody is to the owner of the address book.
fn kin(display: &str) -> bool {
    !display.contains(' ') && words::is_title(display)
}

/// `Jane` at `jane.doe@` is Jane Doe.
fn completed(name: PersonName, email: &str) -> PersonName {
    let longer = local_part::name(email).filter(|longer| {
        longer.family.is_some() && (longer.given == name.given || longer.family == name.given)
    });
    longer.unwrap_or(name)
}
