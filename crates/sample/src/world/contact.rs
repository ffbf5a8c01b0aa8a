//! Addresses, as people and their firms write them.

use std::collections::HashSet;

use super::{Company, PERSONAL_DOMAIN};
use crate::dice::Dice;

/// Hands out addresses and never the same one twice.
#[derive(Default)]
pub(super) struct Addresses {
    taken: HashSet<String>,
}

impl Addresses {
    /// An address at a firm, in the pattern that the firm uses for everybody.
    pub fn office(&mut self, company: &Company, given: &str, family: &str) -> String {
        let (given, family) = (slug(given), slug(family));
        let initial: String = given.chars().take(1).collect();
        let local = match crate::dice::hash(&company.domain) % 5 {
            0 | 1 => format!("{given}.{family}"),
            2 => format!("{initial}.{family}"),
            3 => format!("{initial}{family}"),
            _ => given,
        };
        self.free(&local, &company.domain)
    }

    pub fn private(&mut self, given: &str, family: &str, dice: &mut Dice) -> String {
        let (given, family) = (slug(given), slug(family));
        let family = if family.is_empty() {
            "family".to_owned()
        } else {
            family
        };
        match dice.below(10) {
            0..4 => self.free(&format!("{given}.{family}"), PERSONAL_DOMAIN),
            4..6 => self.free(&format!("{given}{}", 70 + dice.below(30)), PERSONAL_DOMAIN),
            6 | 7 => self.free(&format!("{family}.{given}"), PERSONAL_DOMAIN),
            _ => self.free(&given, &format!("{family}-home.example")),
        }
    }

    fn free(&mut self, local: &str, domain: &str) -> String {
        let first = format!("{local}@{domain}");
        if self.taken.insert(first.clone()) {
            return first;
        }
        let mut number = 2;
        loop {
            let next = format!("{local}{number}@{domain}");
            if self.taken.insert(next.clone()) {
                return next;
            }
            number += 1;
        }
    }
}

/// Lower-case ASCII letters and digits of a Latin name.
pub(super) fn slug(name: &str) -> String {
    let mut plain = String::with_capacity(name.len());
    for letter in name.chars().flat_map(char::to_lowercase) {
        match letter {
            'a'..='z' | '0'..='9' | '-' => plain.push(letter),
            'ä' | 'æ' => plain.push_str("ae"),
            'ö' | 'ø' => plain.push_str("oe"),
            'ü' => plain.push_str("ue"),
            'ß' => plain.push_str("ss"),
            'à' | 'á' | 'â' | 'ã' | 'å' | 'ą' => plain.push('a'),
            'è' | 'é' | 'ê' | 'ë' | 'ę' => plain.push('e'),
            'ì' | 'í' | 'î' | 'ï' => plain.push('i'),
            'ò' | 'ó' | 'ô' | 'õ' => plain.push('o'),
            'ù' | 'ú' | 'û' => plain.push('u'),
            'ç' | 'ć' => plain.push('c'),
            'ł' => plain.push('l'),
            'ñ' | 'ń' => plain.push('n'),
            'ś' => plain.push('s'),
            'ý' => plain.push('y'),
            'ź' | 'ż' => plain.push('z'),
            _ => {}
        }
    }
    plain
}
