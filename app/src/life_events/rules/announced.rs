//! What somebody announced in a message of their own, by phrases of the first person in
//! eleven languages. Questions, conditions and denials announce nothing.

use std::sync::LazyLock;

use language::check::sentences;

use super::{
    Found,
    phrases::{after, ends_of, has, name_after, plain},
};
use crate::life_events::types::{Details, EventKind};

/// Whoever says so is not sure, or says the opposite.
const NOT: &[&str] = &[
    "if",
    "would",
    "could",
    "might",
    "maybe",
    "perhaps",
    "not",
    "never",
    "hope to",
    "hopefully",
    "wish",
    "when i",
    "almost",
    "wenn",
    "falls",
    "würde",
    "würden",
    "vielleicht",
    "nicht",
    "nie",
    "hoffentlich",
    "hätte",
    "si",
    "peut-être",
    "ne",
    "pas",
    "jamais",
    "quizá",
    "quizás",
    "tal vez",
    "nunca",
    "talvez",
    "não",
    "se",
    "forse",
    "non",
    "misschien",
    "niet",
    "nooit",
    "jeśli",
    "może",
    "nie wiem",
    "nigdy",
    "если",
    "может быть",
    "не",
    "もし",
    "かもしれ",
    "ません",
    "如果",
    "可能",
    "没有",
    "didn't",
    "haven't",
    "won't",
];
/// A longer one is no sentence.
const LONGEST: usize = 300;
/// So many sentences of a message are read.
const READ: usize = 60;
const QUOTED: usize = 200;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Manner {
    /// Nothing without a name after it.
    Named,
    Free,
    /// They leave where they were.
    Leaves,
}

struct Group {
    kind: EventKind,
    confidence: f64,
    manner: Manner,
    phrases: Vec<&'static str>,
}

static GROUPS: LazyLock<Vec<Group>> = LazyLock::new(|| {
    let mut groups: Vec<Group> = Vec::new();
    let lines = include_str!("announced.txt").lines();
    for line in lines.filter(|line| !line.starts_with('#')) {
        if let (true, Some(group)) = (line.starts_with(' '), groups.last_mut()) {
            group.phrases.extend(line.trim().split(" | "));
            continue;
        }
        let mut words = line.split(' ');
        let read = (words.next(), words.next(), words.next());
        if let (Some(kind), Some(confidence), Some(manner)) = read
            && let (Some(kind), Ok(confidence)) = (EventKind::parse(kind), confidence.parse())
        {
            groups.push(Group {
                kind,
                confidence,
                manner: match manner {
                    "named" => Manner::Named,
                    "leaves" => Manner::Leaves,
                    _ => Manner::Free,
                },
                phrases: Vec::new(),
            });
        }
    }
    groups
});

/// One of each kind, in the words of the message. `own_text` is without quotes.
pub fn announced(own_text: &str) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    for sentence in sentences(own_text).into_iter().take(READ) {
        let said = plain(sentence);
        if sentence.len() > LONGEST || is_unsure(sentence, &said) {
            continue;
        }
        for group in GROUPS.iter() {
            let is_known = found.iter().any(|one| one.kind == group.kind);
            if !is_known && let Some(event) = group.found(sentence, &said) {
                found.push(event);
            }
        }
    }
    found
}

fn is_unsure(sentence: &str, said: &str) -> bool {
    sentence.contains(['?', '？']) || NOT.iter().any(|word| has(said, word))
}

impl Group {
    fn found(&self, sentence: &str, said: &str) -> Option<Found> {
        let end = self
            .phrases
            .iter()
            .find_map(|phrase| ends_of(said, phrase))?;
        let name = name_after(&after(sentence, said, end));
        let is_other = self.manner == Manner::Named && name.is_none()
            || self.kind == EventKind::Fundraising && !speaks_of_money(said);
        if is_other {
            return None;
        }
        let quote: String = sentence.split_whitespace().collect::<Vec<_>>().join(" ");
        Some(Found {
            kind: self.kind,
            summary: if self.manner == Manner::Leaves {
                "Leaves their job".to_owned()
            } else {
                summary(self.kind, name.as_deref())
            },
            confidence: self.confidence,
            quote: quote.chars().take(QUOTED).collect(),
            details: if self.manner == Manner::Leaves {
                Details {
                    old_company: name,
                    leaves: true,
                    ..Details::default()
                }
            } else {
                details(self.kind, name)
            },
        })
    }
}

/// Prices and questions are raised too.
fn speaks_of_money(said: &str) -> bool {
    const WORDS: [&str; 14] = [
        "million",
        "mio",
        "round",
        "seed",
        "series",
        "runde",
        "ronda",
        "rodada",
        "kapital",
        "investor",
        "invest",
        "rund",
        "раунд",
        "资",
    ];
    said.contains(|letter: char| letter.is_ascii_digit())
        || said.contains('調')
        || WORDS.iter().any(|word| said.contains(word))
}

fn summary(kind: EventKind, name: Option<&str>) -> String {
    match (kind, name) {
        (EventKind::JobChange, Some(name)) => format!("Has a new job: {name}"),
        (EventKind::JobChange, None) => "Has a new job".to_owned(),
        (EventKind::Promotion, _) => "Was promoted".to_owned(),
        (EventKind::Fundraising, _) => "Their company raised money".to_owned(),
        (EventKind::ProductLaunch, _) => "Launched something new".to_owned(),
        (EventKind::Milestone, _) => "Has something to celebrate".to_owned(),
        (EventKind::EventAttendance, Some(name)) => format!("Takes part in {name}"),
        (EventKind::EventAttendance, None) => "Takes part in an event".to_owned(),
        (EventKind::Move, Some(name)) => format!("Moved to {name}"),
        (EventKind::Move, None) => "Moved".to_owned(),
    }
}

fn details(kind: EventKind, name: Option<String>) -> Details {
    match kind {
        EventKind::JobChange => Details {
            company: name,
            ..Details::default()
        },
        EventKind::EventAttendance | EventKind::Move => Details {
            place: name,
            ..Details::default()
        },
        _ => Details::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use EventKind::*;

    fn told(text: &str) -> Vec<(EventKind, String)> {
        let found = announced(text).into_iter();
        found.map(|one| (one.kind, one.summary)).collect()
    }

    #[test]
    fn what_is_announced() {
        for (text, kind, summary) in [
            (
                "Dear Ada,\n\nI've joined Globex as head of sales.\n\nBo",
                JobChange,
                "Has a new job: Globex",
            ),
            (
                "Today is my last day at the office.",
                JobChange,
                "Leaves their job",
            ),
            (
                "Ich arbeite jetzt bei Siemens.",
                JobChange,
                "Has a new job: Siemens",
            ),
            (
                "J’ai rejoint Renault en mars.",
                JobChange,
                "Has a new job: Renault",
            ),
            ("転職いたしました。", JobChange, "Has a new job"),
            ("I was promoted to director!", Promotion, "Was promoted"),
            ("Ich wurde befördert.", Promotion, "Was promoted"),
            (
                "We've raised 3 million.",
                Fundraising,
                "Their company raised money",
            ),
            (
                "Nous avons levé deux millions.",
                Fundraising,
                "Their company raised money",
            ),
            (
                "We just launched our app.",
                ProductLaunch,
                "Launched something new",
            ),
            (
                "Our daughter was born on Monday.",
                Milestone,
                "Has something to celebrate",
            ),
            (
                "Wir haben geheiratet!",
                Milestone,
                "Has something to celebrate",
            ),
            (
                "I'll be speaking at RustConf in May.",
                EventAttendance,
                "Takes part in RustConf",
            ),
            ("I moved to Lisbon last month.", Move, "Moved to Lisbon"),
            ("Ich wohne jetzt in Wien.", Move, "Moved to Wien"),
            ("Mi sono trasferita a Torino.", Move, "Moved to Torino"),
            ("Our new address is below.", Move, "Moved"),
        ] {
            assert_eq!(told(text), [(kind, summary.to_owned())], "{text}");
        }
    }

    #[test]
    fn what_announces_nothing() {
        for text in [
            "I joined the call a bit late.",
            "We moved to Thursday, is that fine?",
            "I moved to the next point.",
            "If I moved to Berlin, we could meet.",
            "Have you joined Globex?",
            "I was not promoted.",
            "Maybe I'm moving to Paris.",
            "She joined Globex.",
            "The bar was raised.",
            "We've raised this with our lawyers.",
            "We've moved to Postgres.",
            "Thank you for the promotion code.",
            "The series A of this show is good.",
            "Congratulations on your new job at Acme!",
            "Ich bin auf der Suche.",
            "Je ne serai pas présent à Paris.",
            "The launch is on Friday.",
            "Ich bin nach dem Essen müde.",
            "",
        ] {
            assert_eq!(told(text), [], "{text}");
        }
    }

    #[test]
    fn the_quote_stands_in_the_text() {
        let text = "Hello!\nI've joined Globex. See you.";
        let found = announced(text).remove(0);
        assert_eq!(found.quote, "I've joined Globex.");
        assert!(text.contains(&found.quote));
        assert_eq!(found.details.company.as_deref(), Some("Globex"));
    }
}
