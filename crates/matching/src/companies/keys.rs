//! By what a company is found among others. The numbers depend on nothing but the text, so that
//! they can be kept and looked up later, by other versions too.

use super::Company;
use super::alike::LONG;
use super::known::{Known, Name};

/// What a company can be found by, and what it looks for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CompanyKeys {
    /// Each once, in order
    pub kept: Vec<u64>,
    pub sought: Vec<Sought>,
}

/// Companies that keep `key` are to be compared with the one that looks for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Sought {
    pub key: u64,
    /// Companies that keep this one are a family: they have a word in common beside one of
    /// their own. How many they are, is told to [`super::compare_companies`].
    pub family: Option<u64>,
}

impl CompanyKeys {
    pub fn of(company: &Company) -> Self {
        let marks = Marks::of(&Known::of(company));
        let alone = |key: &u64| Sought {
            key: *key,
            family: None,
        };
        let longer = |word: &u64| Sought {
            key: of_longer(*word),
            family: Some(of_longer(*word)),
        };
        let whole = |word: &u64| Sought {
            key: *word,
            family: Some(of_longer(*word)),
        };
        let shared = marks.shared.iter();
        let mut sought: Vec<Sought> = shared.map(alone).collect();
        sought.extend(marks.whole.iter().map(longer));
        sought.extend(marks.left.iter().map(whole));
        let left = marks.left.iter().map(|words| of_longer(*words));
        let mut kept: Vec<u64> = left.chain(marks.shared).chain(marks.whole).collect();
        kept.sort_unstable();
        kept.dedup();
        Self { kept, sought }
    }
}

/// Each list in order, without doubles.
pub(super) struct Marks {
    /// Who has one in common with another is compared with it.
    pub shared: Vec<u64>,
    /// The words of each name.
    pub whole: Vec<u64>,
    /// The words of each name without one of them.
    pub left: Vec<u64>,
}

impl Marks {
    pub fn of(company: &Known) -> Self {
        let mut marks = Self {
            shared: vec![],
            whole: vec![],
            left: vec![],
        };
        let pages = company.pages.iter();
        marks.shared.extend(pages.map(|page| key("page", [page])));
        let labels = company.domains.iter().map(|domain| &domain.label);
        marks
            .shared
            .extend(labels.map(|label| key("said", [label])));
        for name in &company.names {
            marks.name(name);
        }
        for list in [&mut marks.shared, &mut marks.whole, &mut marks.left] {
            list.sort_unstable();
            list.dedup();
        }
        marks
    }

    fn name(&mut self, name: &Name) {
        self.whole.push(key("words", &name.words));
        if name.words.len() > 1 {
            let without = |place: usize| {
                let words = name.words.iter().enumerate();
                key(
                    "words",
                    words.filter(|(at, _)| *at != place).map(|(_, word)| word),
                )
            };
            self.left.extend((0..name.words.len()).map(without));
        }
        let joined = name.joined.as_str();
        self.shared
            .extend([key("said", [joined]), key("said", [&name.spelled])]);
        // Two names that differ by one letter have one in common when a letter is left out
        // of the one, the other, or both.
        if joined.len() >= LONG {
            let letters = joined.char_indices();
            let without = letters.map(|(at, letter)| {
                let (before, after) = (&joined[..at], &joined[at + letter.len_utf8()..]);
                key("said", [[before, after].concat()])
            });
            self.shared.extend(without);
        }
    }
}

/// Of those who have these words and one more.
fn of_longer(words: u64) -> u64 {
    key("longer", [words.to_string()])
}

/// FNV-1a, 64 bits (Fowler, Noll, Vo).
fn key(kind: &str, parts: impl IntoIterator<Item = impl AsRef<str>>) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut add = |text: &str| {
        for byte in text.bytes().chain([0xff]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    };
    add(kind);
    for part in parts {
        add(part.as_ref());
    }
    hash
}
