//! The data files: nothing that a letter needs is missing.

use crate::talk::{Phrasebook, automated, phrasebook, titles};
use crate::text::blocks;
use crate::world::{Kind, Language};

const LANGUAGES: [Language; 6] = [
    Language::En,
    Language::De,
    Language::Fr,
    Language::Es,
    Language::Pl,
    Language::Ja,
];
const POOLS: [&str; 8] = [
    "greeting", "nicety", "reply", "farewell", "middle", "close", "question", "chase",
];

fn kinds(language: Language) -> impl Iterator<Item = Kind> {
    let all = Kind::SHARES.into_iter().map(|(kind, _)| kind);
    all.filter(move |kind| *kind != Kind::Colleague || language == Language::En)
}

#[test]
fn every_language_has_words_for_every_tie() {
    for language in LANGUAGES {
        let book = phrasebook(language);
        for pool in POOLS {
            assert!(
                book.pool(&format!("{pool} casual")).len() > 1
                    || pool == "nicety"
                    || pool == "reply",
                "{language:?} {pool}"
            );
            assert!(
                !book.pool(&format!("{pool} formal")).is_empty(),
                "{language:?} {pool}"
            );
        }
        for style in ["gmail", "apple", "thunderbird", "outlook"] {
            assert!(!book.pool(&format!("quote {style}")).is_empty());
        }
        assert_eq!(
            (book.pool("months").len(), book.pool("weekdays").len()),
            (12, 7)
        );
        for kind in kinds(language) {
            assert!(!titles(language, kind).is_empty());
            assert!(
                complete(book, kind.word(), true) > 0,
                "{language:?} {kind:?}"
            );
            assert!(
                complete(book, kind.word(), false) > 0,
                "{language:?} {kind:?}"
            );
        }
    }
}

/// How many topics there are, each with all that a thread needs.
fn complete(book: &Phrasebook, kind: &str, by_me: bool) -> usize {
    let topics = book.topics_for(kind, by_me);
    for topic in &topics {
        let block = book.topic(*topic).unwrap();
        for key in ["subject", "open", "answer", "follow"] {
            assert!(!block.all(key).is_empty(), "{} {key}", block.one("subject"));
        }
    }
    topics.len()
}

#[test]
fn every_class_of_machine_has_a_sender() {
    for class in [
        "newsletter",
        "notification",
        "receipt",
        "list",
        "reply",
        "bounce",
    ] {
        assert!(!automated().topics_for(class, false).is_empty(), "{class}");
    }
}

#[test]
fn every_slot_can_be_filled() {
    let files = [
        include_str!("../../data/talk/en.txt"),
        include_str!("../../data/talk/de.txt"),
        include_str!("../../data/talk/fr.txt"),
        include_str!("../../data/talk/es.txt"),
        include_str!("../../data/talk/pl.txt"),
        include_str!("../../data/talk/ja.txt"),
        include_str!("../../data/automated.txt"),
    ];
    for file in files {
        let titles: Vec<&str> = blocks(file).iter().map(|block| block.title).collect();
        for piece in file.split('{').skip(1) {
            let slot = piece.split('}').next().unwrap();
            let pool = slot.trim_end_matches(|last: char| last.is_ascii_digit());
            let known = KNOWN.contains(&slot) || titles.contains(&format!("slot {pool}").as_str());
            assert!(slot.contains('|') || known, "{slot}");
        }
    }
}

const KNOWN: [&str; 21] = [
    "to",
    "tofull",
    "tofamily",
    "person",
    "personfull",
    "introducer",
    "me",
    "mefull",
    "company",
    "mycompany",
    "month",
    "nextmonth",
    "latermonth",
    "weekday",
    "day",
    "mm",
    "year",
    "time",
    "name",
    "email",
    "subject",
];
