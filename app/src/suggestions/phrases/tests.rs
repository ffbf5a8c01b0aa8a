//! Every language has every phrase, and no place in one stays unfilled.

use proptest::prelude::*;

use super::*;
use crate::suggestions::{
    draft::draft,
    types::{Facts, Reason},
    voice::{Names, OwnText, Voice},
};

fn phrases_in(manner: &Manner) -> [(&'static str, &'static [&'static str]); 3] {
    [
        (manner.greeting, &["{name}"]),
        (manner.greeting_nameless, &[]),
        (manner.sign_off, &[]),
    ]
}

#[test]
fn every_phrase_is_there_with_its_places() {
    for language in ALL {
        for manner in [&language.casual, &language.formal] {
            for (phrase, places) in phrases_in(manner) {
                assert!(!phrase.trim().is_empty(), "{}", language.code);
                // Polish greets without the name, which it would have to inflect.
                let is_named = !places.is_empty() && language.code != "pl";
                assert_eq!(
                    phrase.contains("{name}"),
                    is_named,
                    "{}: {phrase}",
                    language.code
                );
            }
        }
    }
}

#[test]
fn codes_and_habits_are_as_they_are_looked_up() {
    let codes: std::collections::BTreeSet<_> = ALL.iter().map(|phrases| phrases.code).collect();
    let written: std::collections::BTreeSet<_> = language::Language::ALL
        .iter()
        .map(|language| language.code())
        .collect();
    assert_eq!(codes, written, "what is greeted in is also written in");
    for language in ALL {
        let habits = &language.habits;
        for beginnings in [
            habits.casual_greetings,
            habits.formal_greetings,
            habits.casual_sign_offs,
            habits.formal_sign_offs,
        ] {
            assert!(!beginnings.is_empty(), "{}", language.code);
            for beginning in beginnings {
                assert_eq!(beginning.to_lowercase(), **beginning, "{}", language.code);
            }
        }
    }
}

fn drafted(reason: Reason, facts: &Facts, voice: &Voice) -> crate::suggestions::draft::Draft {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap();
    runtime.block_on(draft(reason, facts, &[], voice))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(128) })]

    #[test]
    fn no_place_is_left_unfilled(
        language in 0..11_usize,
        formal in any::<bool>(),
        days in 0..4_000_i64,
        reason in 0..3_usize,
        subject in "[a-zäß \u{4e00}-\u{4e20}]{0,24}",
        given in proptest::option::of("[A-Z][a-z]{1,8}"),
        interactions in 0..50_i64,
    ) {
        let phrases = ALL[language];
        let opening = if formal { phrases.formal.greeting_nameless } else { phrases.casual.greeting_nameless };
        let closing = if formal { phrases.formal.sign_off } else { phrases.casual.sign_off };
        let text = OwnText {
            body: format!("{opening}\n\n…\n\n{closing}\nAda"),
            language: Some(phrases.code.to_owned()),
            alone: true,
        };
        let full = given.clone().map_or_else(|| "x@y.example".to_owned(), |given| format!("{given} Lind"));
        let names = Names { full: &full, given: given.as_deref(), own: "Ada Berg" };
        let facts = Facts { silence_days: days, interactions, last_subject: subject.trim().to_owned(), ..Facts::default() };
        let reason = [Reason::Answer, Reason::KeepInTouch, Reason::Reconnect][reason];
        for texts in [&[][..], &[text]] {
            let made = drafted(reason, &facts, &Voice::learn(texts, names));
            let is_filled = !made.body.contains(['{', '}']);
            prop_assert!(is_filled, "{}", made.body);
            let is_filled = !made.subject.contains(['{', '}']) && !made.subject.is_empty();
            prop_assert!(is_filled, "{}", made.subject);
            let is_named = !made.body.contains("x@y.example");
            prop_assert!(is_named, "an address is no name: {}", made.body);
            let lines: Vec<&str> = made.body.split("\n\n").collect();
            prop_assert_eq!(lines.len(), 3, "greeting, words, sign-off: {}", &made.body);
        }
    }

    #[test]
    fn a_subject_may_hold_anything(subject in "\\PC{0,60}", answers in any::<bool>()) {
        let names = Names { full: "Bo Lind", given: Some("Bo"), own: "Ada Berg" };
        let facts = Facts { silence_days: 40, interactions: 5, last_subject: subject.clone(), ..Facts::default() };
        let reason = if answers { Reason::Answer } else { Reason::KeepInTouch };
        let made = drafted(reason, &facts, &Voice::learn(&[], names));
        let lines: Vec<&str> = made.body.split("\n\n").collect();
        prop_assert_eq!(lines.len(), 3, "it ends up in one line or not at all: {}", &made.body);
        prop_assert!(!made.subject.is_empty());
    }
}
