//! What is noted of a value when it is met first: for keys, and for comparisons.

use std::convert::Infallible;

use super::memo::Memo;
use crate::field::Field;
use crate::lexicon::{Facts, hash_of};
use crate::normal;
use crate::sound::{rough, sound};

/// What is noted of an address; most have a domain that was met before.
pub(super) fn email_facts(email: &str, memo: &mut Memo) -> Facts {
    let domain = email.rsplit_once('@').map_or("", |(_, domain)| domain);
    let read = |domain: &str, found: &mut Vec<u32>| {
        let (mark, sound) = normal::domain_facts(domain);
        found.extend([mark, sound]);
        Ok::<(), Infallible>(())
    };
    let known = match memo.numbers(domain, read) {
        Ok([mark, sound]) => (*mark, *sound),
        _ => normal::domain_facts(domain),
    };
    normal::email_facts(email, known)
}

/// What is noted of a value: for keys, and for comparisons.
pub(super) fn facts(field: Field, text: &str) -> Facts {
    let half = |text: &str| (hash_of(text) >> 32) as u32;
    let sound = match field {
        Field::Given => return normal::given_facts(text),
        Field::Family => return normal::family_facts(text),
        Field::Company => sound(text.split(' ').next().unwrap_or("")),
        Field::City => rough(text),
        Field::Birthday => half(text.get(..4).unwrap_or(text)),
        Field::Address => normal::street(text).map_or(0, half),
        _ => 0,
    };
    Facts {
        sound,
        ..Facts::NONE
    }
}
