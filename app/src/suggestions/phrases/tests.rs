//! Every language has every phrase, and no place in one stays unfilled.

use proptest::prelude::*;

use super::*;
use crate::suggestions::{
    draft::draft,
    types::{Facts, Reason},
    voice::{Names, OwnText, Voice},
};

fn phrases_in(manner: &Manner) -> [(&'static str, &'static [&'static str]); 10] {
    [
        (manner.greeting, &["{name}"]),
        (manner.greeting_nameless, &[]),
        (manner.sign_off, &[]),
        (manner.answer, &[]),
        (manner.answer_about, &["{subject}"]),
        (manner.keep_in_touch, &["{span}"]),
        (manner.reconnect, &["{span}"]),
        (manner.last_time, &["{subject}"]),
        (manner.question, &[]),
        (manner.subject, &[]),
    ]
}

#[test]
fn every_phrase_is_there_with_its_places() {
    for language in ALL {
        for manner in [&language.casual, &language.formal] {
            for (phrase, places) in phrases_in(manner) {
                assert!(!phrase.trim().is_empty(), "{}", language.code);
                // Polish greets without the name, which it would have to inflect.
                let places = if language.code == "pl" && places == ["{name}"] {
                    &[][..]
                } else {
                    places
                };
                let found: Vec<&str> = ["{name}", "{subject}", "{span}"]
                    .into_iter()
                    .filter(|place| phrase.contains(place))
                    .collect();
                assert_eq!(found, places, "{}: {phrase}", language.code);
            }
        }
    }
}

#[test]
fn codes_and_habits_are_as_they_are_looked_up() {
    let codes: std::collections::BTreeSet<_> = ALL.iter().map(|phrases| phrases.code).collect();
    assert_eq!(codes.len(), 11);
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

#[test]
fn spans_in_each_language() {
    let cases = [
        ("en", 7, "a week"),
        ("en", 21, "3 weeks"),
        ("de", 30, "4 Wochen"),
        ("de", 400, "einem Jahr"),
        ("fr", 75, "2 mois"),
        ("es", 800, "2 años"),
        ("pt", 365, "um ano"),
        ("it", 90, "3 mesi"),
        ("nl", 3, "3 dagen"),
        ("pl", 14, "2 tygodni"),
        ("pl", 7, "tygodnia"),
        ("ru", 7, "1 неделю"),
        ("ru", 21, "3 недели"),
        ("ru", 35, "5 недель"),
        ("ru", 365 * 11, "11 лет"),
        ("ru", 365 * 21, "21 год"),
        ("ja", 60, "2か月"),
        ("zh", 14, "2个星期"),
    ];
    for (code, days, expected) in cases {
        let phrases = phrases_of(Some(code));
        assert_eq!(phrases.span(days), expected, "{code} {days}");
    }
}

proptest! {
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
            let made = draft(reason, &facts, &Voice::learn(texts, names));
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
    fn a_subject_may_hold_anything(subject in "\\PC{0,60}") {
        let names = Names { full: "Bo Lind", given: Some("Bo"), own: "Ada Berg" };
        let facts = Facts { silence_days: 40, interactions: 5, last_subject: subject.clone(), ..Facts::default() };
        let made = draft(Reason::KeepInTouch, &facts, &Voice::learn(&[], names));
        prop_assert!(made.body.contains(subject.trim()), "it stands there as it was");
    }
}
