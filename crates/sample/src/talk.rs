//! What people write about: topics, greetings and fillings per language
//! (`data/talk/*.txt`).
//!
//! A template holds `{slot}` and `{one|other}`. A slot has one value for a
//! whole thread, so that subject and text fit; an alternative is drawn anew.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::dice::Dice;
use crate::text::{Block, blocks};
use crate::world::{Kind, Language};

pub(crate) struct Phrasebook {
    topics: Vec<Topic>,
    named: HashMap<&'static str, Block>,
    slots: HashMap<&'static str, Block>,
}

struct Topic {
    kinds: Vec<&'static str>,
    by: Option<&'static str>,
    block: Block,
}

pub(crate) fn phrasebook(language: Language) -> &'static Phrasebook {
    static EN: LazyLock<Phrasebook> = LazyLock::new(|| read(include_str!("../data/talk/en.txt")));
    static DE: LazyLock<Phrasebook> = LazyLock::new(|| read(include_str!("../data/talk/de.txt")));
    static FR: LazyLock<Phrasebook> = LazyLock::new(|| read(include_str!("../data/talk/fr.txt")));
    static ES: LazyLock<Phrasebook> = LazyLock::new(|| read(include_str!("../data/talk/es.txt")));
    static PL: LazyLock<Phrasebook> = LazyLock::new(|| read(include_str!("../data/talk/pl.txt")));
    static JA: LazyLock<Phrasebook> = LazyLock::new(|| read(include_str!("../data/talk/ja.txt")));
    match language {
        Language::En => &EN,
        Language::De => &DE,
        Language::Fr => &FR,
        Language::Es => &ES,
        Language::Pl => &PL,
        Language::Ja => &JA,
    }
}

/// The phrasebook of machines: newsletters, receipts, list posts.
pub(crate) fn automated() -> &'static Phrasebook {
    static BOOK: LazyLock<Phrasebook> =
        LazyLock::new(|| read(include_str!("../data/automated.txt")));
    &BOOK
}

/// The shapes of signature blocks, numbered from 1.
pub(crate) fn signatures() -> &'static Phrasebook {
    static BOOK: LazyLock<Phrasebook> =
        LazyLock::new(|| read(include_str!("../data/signatures.txt")));
    &BOOK
}

/// The titles somebody of this kind may hold, in the language of their signature.
pub(crate) fn titles(language: Language, kind: Kind) -> &'static [&'static str] {
    static BOOK: LazyLock<Phrasebook> = LazyLock::new(|| read(include_str!("../data/titles.txt")));
    match (language, kind) {
        (Language::En, Kind::Colleague) => BOOK.pool("en colleague"),
        (Language::En, Kind::Investor) => BOOK.pool("en investor"),
        (Language::De, Kind::Investor) => BOOK.pool("de investor"),
        (Language::Fr, Kind::Investor) => BOOK.pool("fr investor"),
        (Language::Es, Kind::Investor) => BOOK.pool("es investor"),
        (Language::Pl, Kind::Investor) => BOOK.pool("pl investor"),
        (Language::Ja, Kind::Investor) => BOOK.pool("ja investor"),
        _ => BOOK.pool(language.code()),
    }
}

fn read(text: &'static str) -> Phrasebook {
    let mut book = Phrasebook {
        topics: Vec::new(),
        named: HashMap::new(),
        slots: HashMap::new(),
    };
    for block in blocks(text) {
        if let Some(rest) = block.title.strip_prefix("topic ") {
            let kinds = rest
                .split(' ')
                .next()
                .unwrap_or_default()
                .split(',')
                .collect();
            book.topics.push(Topic {
                kinds,
                by: block.word("by"),
                block,
            });
        } else if let Some(slot) = block.title.strip_prefix("slot ") {
            book.slots.insert(slot, block);
        } else {
            book.named.insert(block.title, block);
        }
    }
    book
}

impl Phrasebook {
    pub fn pool(&self, title: &str) -> &[&'static str] {
        self.named.get(title).map_or(&[], Block::lines)
    }

    /// A line of the pool `title casual` or `title formal`.
    pub fn line(&self, title: (&str, &str), formal: bool, dice: &mut Dice) -> &'static str {
        dice.pick(self.pool(if formal { title.1 } else { title.0 }))
    }

    pub fn named(&self, title: &str) -> Option<&Block> {
        self.named.get(title)
    }

    pub fn topic(&self, index: u16) -> Option<&Block> {
        self.topics
            .get(usize::from(index))
            .map(|topic| &topic.block)
    }

    /// The topics that a tie of this kind writes about when this side opens.
    pub fn topics_for(&self, kind: &str, by_me: bool) -> Vec<u16> {
        let side = if by_me { "me" } else { "them" };
        let fits =
            |topic: &Topic| topic.kinds.contains(&kind) && topic.by.is_none_or(|by| by == side);
        let numbered = (0u16..).zip(&self.topics);
        numbered
            .filter(|(_, topic)| fits(topic))
            .map(|(index, _)| index)
            .collect()
    }
}

/// A slot that opens a sentence takes a capital.
fn push_fitting(value: &str, out: &mut String) {
    let opens = out.is_empty()
        || [". ", "! ", "? ", "// "]
            .iter()
            .any(|end| out.ends_with(end));
    if opens {
        out.push_str(&capitalised(value));
    } else {
        out.push_str(value);
    }
}

/// The text with its first letter in upper case.
pub(crate) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

/// Fills templates for one thread.
pub(crate) struct Voice<'a> {
    pub book: &'static Phrasebook,
    /// Decides the slots; the same for every message of a thread.
    pub seed: u64,
    /// Values that come from the world, by slot.
    pub known: &'a [(&'static str, &'a str)],
}

impl Voice<'_> {
    pub fn say(&self, template: &str, dice: &mut Dice, out: &mut String) {
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('{') {
            out.push_str(before);
            let Some((inside, tail)) = after.split_once('}') else {
                return;
            };
            if inside.contains('|') {
                let count = inside.split('|').count();
                out.push_str(inside.split('|').nth(dice.below(count)).unwrap_or_default());
            } else {
                push_fitting(self.slot(inside), out);
            }
            rest = tail;
        }
        out.push_str(rest);
    }

    pub fn said(&self, template: &str, dice: &mut Dice) -> String {
        let mut out = String::with_capacity(template.len() + 16);
        self.say(template, dice, &mut out);
        out
    }

    /// `{place2}` draws from the same pool as `{place}` and differs from it.
    fn slot(&self, name: &str) -> &str {
        if let Some((_, value)) = self.known.iter().find(|(known, _)| *known == name) {
            return value;
        }
        let base = name.trim_end_matches(|last: char| last.is_ascii_digit());
        let pool = self.book.slots.get(base).map_or(&[][..], Block::lines);
        let first = Dice::part(self.seed, base, 0).below(pool.len());
        let further = name[base.len()..]
            .parse::<usize>()
            .map_or(0, |number| number - 1);
        pool.get((first + further) % pool.len().max(1))
            .copied()
            .unwrap_or_default()
    }
}
