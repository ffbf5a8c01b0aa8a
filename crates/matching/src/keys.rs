//! Keys under which records that may be one person meet. Two records are compared only if they
//! share one; a typo spoils some keys, hardly ever all.

use crate::compare::national;
use crate::field::Field;
use crate::lexicon::{Value, hash_of};
use crate::names::is_particle;
use crate::normal::{FREE, ROLE};
use crate::prior::forms;
use crate::record::ExtraKind;
use crate::sound::{loose, skeleton};
use crate::table::Table;

/// As many words of a name as make keys.
const MOST_WORDS: usize = 3;

/// An extra value that more records carry says too little to be a key.
const TELLING: u32 = 1000;

/// The keys of a record, in rising order and without doubles.
pub(crate) fn keys(table: &Table, record: u32, keys: &mut Vec<u32>) {
    keys.clear();
    let name = Name::of(table, record);
    by_contact(table, record, &name, keys);
    by_name(&name, keys);
    by_place(table, record, &name, keys);
    by_rest(table, record, &name, keys);
    keys.sort_unstable();
    keys.dedup();
}

/// Keys by which a block that is too large is parted; `step` goes from rough to fine.
pub(crate) fn finer_keys(table: &Table, record: u32, step: u32, keys: &mut Vec<u32>) {
    keys.clear();
    let name = Name::of(table, record);
    let texts = |field| table.values(field, record).map(|value| hash_of(value.text));
    if step == 0 {
        keys.extend(name.given.iter().map(|word| key(20, word)));
        keys.extend(name.family.iter().map(|word| key(21, word)));
        keys.extend(
            table
                .values(Field::Birthday, record)
                .map(|day| key(22, &day.text.get(..4))),
        );
        keys.extend(
            table
                .values(Field::PostalCode, record)
                .map(|code| key(23, code.text)),
        );
    } else {
        let whole = name.whole();
        let fields = table
            .fields()
            .filter(|field| !matches!(field, Field::Given | Field::Family | Field::City));
        for field in fields {
            keys.extend(texts(field).map(|text| key(24, &(field.place(), text))));
        }
        keys.extend(texts(Field::City).map(|city| key(25, &(city, whole))));
    }
    keys.sort_unstable();
    keys.dedup();
}

/// The order in which the members of a block stand that nothing parts: like ones side by side.
pub(crate) fn neighbour_key(table: &Table, record: u32) -> u64 {
    let name = Name::of(table, record);
    let rest = table.fields().flat_map(|field| table.values(field, record));
    let rest = rest.fold(0, |sum: u64, value| sum.wrapping_add(hash_of(value.text)));
    u64::from(name.whole()) << 32 | rest >> 32
}

/// A record's name as sounds.
struct Name {
    given: Vec<u32>,
    family: Vec<u32>,
    initial: u8,
    families: Vec<u32>,
}

impl Name {
    fn of(table: &Table, record: u32) -> Self {
        let given = table.values(Field::Given, record);
        let family = table
            .values(Field::Family, record)
            .filter(|word| !is_particle(word.text));
        let initial = given
            .clone()
            .next()
            .and_then(|word| word.text.bytes().next());
        Self {
            initial: initial.unwrap_or(0),
            given: given.take(MOST_WORDS).flat_map(given_sounds).collect(),
            families: family
                .clone()
                .take(MOST_WORDS)
                .map(|word| key(40, &loose(word.text)))
                .collect(),
            family: family.take(MOST_WORDS).map(sound).collect(),
        }
    }

    /// All words, in any order.
    fn whole(&self) -> u32 {
        let all = self.given.iter().chain(&self.family);
        all.fold(0, |sum: u32, word| sum.wrapping_add(*word))
    }

    fn words(&self) -> impl Iterator<Item = &u32> {
        self.given.iter().chain(&self.family)
    }
}

/// A listed name by the names it is a form of, another by its sound.
fn given_sounds(word: Value<'_>) -> impl Iterator<Item = u32> {
    let forms = if word.text.len() > 1 {
        forms(word.text)
    } else {
        &[]
    };
    let by_sound = (forms.is_empty() && word.text.len() > 1).then(|| sound(word));
    forms
        .iter()
        .take(3)
        .map(|form| key(41, form))
        .chain(by_sound)
}

fn sound(word: Value) -> u32 {
    key(42, &skeleton(word.text))
}

fn by_contact(table: &Table, record: u32, name: &Name, keys: &mut Vec<u32>) {
    for email in table.values(Field::Email, record) {
        keys.push(key(1, email.text));
        let Some((local, domain)) = email.text.rsplit_once('@') else {
            continue;
        };
        if email.facts.mark & ROLE == 0 && local.len() >= 5 {
            keys.push(key(2, local));
        }
        if email.facts.mark & FREE == 0 {
            keys.extend(name.words().map(|word| key(3, &(domain, word))));
        }
    }
    for phone in table.values(Field::Phone, record) {
        keys.push(key(4, national(phone.text)));
    }
    for handle in table.values(Field::Handle, record) {
        keys.push(key(
            5,
            handle
                .text
                .split_once(':')
                .map_or(handle.text, |(_, name)| name),
        ));
    }
    for company in table.values(Field::Company, record) {
        let first = company.text.split(' ').next().unwrap_or("");
        keys.extend(name.words().map(|word| key(6, &(loose(first), word))));
    }
}

/// Both names by sound, in any order; the family name with an initial.
fn by_name(name: &Name, keys: &mut Vec<u32>) {
    for given in &name.given {
        for family in &name.family {
            keys.push(key(7, &(given.min(family), given.max(family))));
        }
    }
    keys.extend(
        name.families
            .iter()
            .map(|family| key(8, &(family, name.initial))),
    );
}

fn by_place(table: &Table, record: u32, name: &Name, keys: &mut Vec<u32>) {
    for code in table.values(Field::PostalCode, record) {
        keys.extend(name.words().map(|word| key(9, &(code.text, word))));
    }
    for city in table.values(Field::City, record) {
        keys.extend(
            name.words()
                .map(|word| key(10, &(skeleton(city.text), word))),
        );
    }
    for address in table.values(Field::Address, record) {
        keys.push(key(11, address.text));
        let mut words: Vec<&str> = address.text.split(' ').collect();
        words.sort_unstable_by_key(|word| std::cmp::Reverse((word.len(), *word)));
        keys.extend(words.first().map(|word| key(12, &(word, name.initial))));
    }
}

fn by_rest(table: &Table, record: u32, name: &Name, keys: &mut Vec<u32>) {
    for day in table.values(Field::Birthday, record) {
        keys.push(key(13, day.text));
        let year = day.text.get(..4).unwrap_or(day.text);
        keys.extend(name.words().map(|word| key(14, &(year, word))));
    }
    for (number, kind) in table.extras().iter().enumerate() {
        if *kind == ExtraKind::Text {
            continue;
        }
        let values = table.values(Field::Extra(number as u8), record);
        keys.extend(
            values
                .filter(|value| value.text.len() >= 4 && value.facts.count <= TELLING)
                .map(|value| key(15, &(number, value.text))),
        );
    }
}

fn key(tag: u8, value: &(impl std::hash::Hash + ?Sized)) -> u32 {
    (hash_of(&(tag, hash_of(value))) >> 32) as u32
}
