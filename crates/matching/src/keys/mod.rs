//! Keys under which records that may be one person meet. Two records are compared only if they
//! share one; a typo spoils some keys, hardly ever all.

mod joint;
mod key;

pub(crate) use joint::{Joining, Sizes, join};
use key::key;
pub(crate) use key::{Class, Key};

use crate::compare::national;
use crate::field::Field;
use crate::lexicon::Facts;
use crate::normal::{FORMED, FREE, PARTICLE, ROLE, rare_words};
use crate::prior::forms;
use crate::record::ExtraKind;
use crate::sound::sound;
use crate::table::Table;

/// As many words of a name as make keys.
const MOST_WORDS: usize = 3;

/// As many addresses as give rare words.
const MOST_ADDRESSES: usize = 4;

/// As many names as a short form is read as.
const MOST_FORMS: usize = 3;

/// An extra value that more records carry says too little to be a key.
const TELLING: u32 = 1000;

/// The keys of a record, in any order.
pub(crate) fn keys(table: &Table, record: u32, keys: &mut Vec<Key>) {
    keys.clear();
    let name = Name::of(table, record);
    by_contact(table, record, keys);
    by_number(table, record, keys);
    for code in facts(table, Field::PostalCode, record) {
        keys.extend(name.words().map(|word| Key::strong(9, &(code.hash, *word))));
    }
    add_weak(table, record, &name, keys);
}

/// Those that many may share.
pub(crate) fn weak_keys(table: &Table, record: u32, keys: &mut Vec<Key>) {
    keys.clear();
    add_weak(table, record, &Name::of(table, record), keys);
}

/// Keys by which a block that is too large is parted; `step` goes from rough to fine.
pub(crate) fn finer_keys(table: &Table, record: u32, step: u32, keys: &mut Vec<u32>) {
    keys.clear();
    let name = Name::of(table, record);
    let hashes = |field| facts(table, field, record).map(|facts| facts.hash);
    if step == 0 {
        keys.extend(name.given.all().iter().map(|word| key(20, word)));
        keys.extend(name.family.all().iter().map(|word| key(21, word)));
        keys.extend(facts(table, Field::Birthday, record).map(|day| key(22, &day.sound)));
        keys.extend(hashes(Field::PostalCode).map(|code| key(23, &code)));
    } else {
        let whole = name.whole();
        let fields = table
            .fields()
            .filter(|field| !matches!(field, Field::Given | Field::Family | Field::City));
        for field in fields {
            keys.extend(hashes(field).map(|hash| key(24, &(field.place(), hash))));
        }
        keys.extend(hashes(Field::City).map(|city| key(25, &(city, whole))));
    }
    keys.sort_unstable();
    keys.dedup();
}

/// The order in which the members of a block stand that nothing parts: like ones side by side.
pub(crate) fn neighbour_key(table: &Table, record: u32) -> (u32, u64) {
    (Name::of(table, record).whole(), table.content(record))
}

/// A record's name as sounds.
#[derive(Default)]
struct Name {
    given: Few,
    family: Few,
    initial: u8,
    families: Few,
}

impl Name {
    fn of(table: &Table, record: u32) -> Self {
        let mut name = Self::default();
        for number in table.numbers(Field::Given, record).iter().take(MOST_WORDS) {
            let facts = table.facts(Field::Given, *number);
            if name.initial == 0 {
                name.initial = facts.initial();
            }
            if facts.mark & FORMED != 0 {
                let forms = forms(table.word(Field::Given, *number).text);
                let forms = forms.iter().take(MOST_FORMS);
                name.given.extend(forms.map(|form| key(41, form)));
            } else {
                name.given.extend((facts.sound != 0).then_some(facts.sound));
            }
        }
        let family = table.values(Field::Family, record);
        let telling = family.filter(|word| word.facts.mark & PARTICLE == 0);
        for word in telling.take(MOST_WORDS) {
            name.families.extend([sound(word.text)]);
            name.family.extend([word.facts.sound]);
        }
        name
    }

    /// All words, in any order.
    fn whole(&self) -> u32 {
        self.words()
            .fold(0, |sum: u32, word| sum.wrapping_add(*word))
    }

    fn words(&self) -> impl Iterator<Item = &u32> {
        self.given.all().iter().chain(self.family.all())
    }
}

/// The numbers of a few words.
#[derive(Default)]
struct Few {
    words: [u32; MOST_WORDS * MOST_FORMS],
    length: usize,
}

impl Few {
    fn extend(&mut self, words: impl IntoIterator<Item = u32>) {
        for (place, word) in self.words[self.length..].iter_mut().zip(words) {
            *place = word;
            self.length += 1;
        }
    }

    fn all(&self) -> &[u32] {
        &self.words[..self.length]
    }
}

fn by_contact(table: &Table, record: u32, keys: &mut Vec<Key>) {
    for email in table.values(Field::Email, record) {
        keys.push(Key::strong(1, &email.facts.hash));
        let local = email.text.rsplit_once('@').map_or("", |(local, _)| local);
        if email.facts.mark & ROLE == 0 && local.len() >= 5 {
            keys.push(Key::strong(2, local));
        }
    }
    for phone in table.values(Field::Phone, record) {
        keys.push(Key::strong(4, national(phone.text)));
    }
    for handle in table.values(Field::Handle, record) {
        let name = handle.text.split_once(':');
        keys.push(Key::strong(5, name.map_or(handle.text, |(_, name)| name)));
    }
}

fn by_number(table: &Table, record: u32, keys: &mut Vec<Key>) {
    for (number, kind) in table.extras().iter().enumerate() {
        if *kind == ExtraKind::Text {
            continue;
        }
        let values = table.values(Field::Extra(number as u8), record);
        let telling = values.filter(|value| value.text.len() >= 4 && value.facts.count <= TELLING);
        keys.extend(telling.map(|value| Key::strong(15, &(number, value.text))));
    }
}

fn add_weak(table: &Table, record: u32, name: &Name, keys: &mut Vec<Key>) {
    by_name(name, keys);
    for email in table.values(Field::Email, record).take(MOST_ADDRESSES) {
        rare_words(email.text, email.facts.mark, |word| {
            keys.push(Key::rare(3, word));
        });
    }
    let initial = u32::from(name.initial);
    for email in facts(table, Field::Email, record).filter(|email| email.mark & FREE == 0) {
        keys.extend(with_words(Class::Work, name, email.sound));
    }
    for company in facts(table, Field::Company, record) {
        keys.extend(with_words(Class::Work, name, company.sound));
    }
    for city in facts(table, Field::City, record) {
        keys.extend(with_words(Class::City, name, city.sound));
    }
    for address in facts(table, Field::Address, record) {
        keys.push(Key::weak(Class::Address, 0, [address.hash, 0]));
        let street = Some(address.sound).filter(|street| *street != 0);
        keys.extend(street.map(|street| Key::weak(Class::Street, 0, [street, initial])));
    }
    for day in facts(table, Field::Birthday, record) {
        keys.push(Key::weak(Class::Birthday, 0, [day.hash, 0]));
        keys.extend(with_words(Class::Year, name, day.sound));
    }
}

/// Both names by sound, in any order; the family name with an initial.
fn by_name(name: &Name, keys: &mut Vec<Key>) {
    for given in name.given.all() {
        for family in name.family.all() {
            let both = [*given.min(family), *given.max(family)];
            keys.push(Key::weak(Class::Names, *given, both));
        }
    }
    let families = name.families.all().iter();
    let initial = u32::from(name.initial);
    keys.extend(families.map(|family| Key::weak(Class::Family, 0, [*family, initial])));
}

fn facts(table: &Table, field: Field, record: u32) -> impl Iterator<Item = Facts> {
    let numbers = table.numbers(field, record).iter();
    numbers.map(move |number| table.facts(field, *number))
}

fn with_words(class: Class, name: &Name, value: u32) -> impl Iterator<Item = Key> {
    let words = name.words();
    words.map(move |word| Key::weak(class, *word, [value, *word]))
}
