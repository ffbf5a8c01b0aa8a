//! What an automatic answer tells of its sender beside the days of their absence: that
//! they are gone for good, have a child, or are at an event.

use language::check::sentences;

use super::{
    Found,
    phrases::{after, ends_of, name_after, plain},
};
use crate::life_events::types::{Details, EventKind};

const GONE: &[&str] = &[
    "no longer with",
    "no longer work for",
    "no longer work at",
    "no longer working at",
    "no longer working for",
    "no longer employed",
    "i have left",
    "i've left",
    "has left the company",
    "nicht mehr bei",
    "nicht mehr für",
    "nicht mehr im unternehmen",
    "habe das unternehmen verlassen",
    "hat das unternehmen verlassen",
    "ne travaille plus",
    "ne fais plus partie",
    "ai quitté",
    "a quitté",
    "ya no trabajo",
    "ya no trabaja",
    "já não trabalho",
    "não trabalho mais",
    "non lavoro più",
    "non lavora più",
    "niet meer werkzaam",
    "werk niet meer bij",
    "nie pracuję już",
    "już nie pracuję",
    "больше не работаю",
    "退職いたしました",
    "退職しました",
    "已离职",
];
const PARENTS: &[&str] = &[
    "parental leave",
    "maternity leave",
    "paternity leave",
    "elternzeit",
    "mutterschutz",
    "congé maternité",
    "congé de maternité",
    "congé parental",
    "congé paternité",
    "baja por maternidad",
    "baja por paternidad",
    "licença de maternidade",
    "licença parental",
    "congedo di maternità",
    "congedo parentale",
    "zwangerschapsverlof",
    "ouderschapsverlof",
    "urlopie macierzyńskim",
    "urlopie rodzicielskim",
    "декретном отпуске",
    "育児休業",
    "産休",
    "产假",
];
/// A name follows.
const AT_EVENT: &[&str] = &[
    "i am attending",
    "i'm attending",
    "attending the",
    "speaking at",
    "auf der messe",
    "besuche die messe",
];
const LONGEST: usize = 400;
const QUOTED: usize = 200;

pub fn told_by_answer(text: &str) -> Option<Found> {
    sentences(text).into_iter().find_map(|sentence| {
        let said = plain(sentence);
        if sentence.len() > LONGEST {
            return None;
        }
        let first = |phrases: &[&str]| phrases.iter().find_map(|phrase| ends_of(&said, phrase));
        let rest = |end: usize| name_after(&after(sentence, &said, end));
        let quote: String = sentence.split_whitespace().collect::<Vec<_>>().join(" ");
        let of = |kind, summary: String, confidence, details| Found {
            kind,
            summary,
            confidence,
            quote: quote.chars().take(QUOTED).collect(),
            details,
        };
        if let Some(end) = first(GONE) {
            let company = rest(end);
            let summary = match &company {
                Some(company) => format!("Left {company}"),
                None => "Left their job".to_owned(),
            };
            let details = Details {
                old_company: company,
                leaves: true,
                ..Details::default()
            };
            return Some(of(EventKind::JobChange, summary, 0.85, details));
        }
        if first(PARENTS).is_some() {
            let summary = "Is on parental leave".to_owned();
            return Some(of(EventKind::Milestone, summary, 0.8, Details::default()));
        }
        let place = first(AT_EVENT).and_then(rest)?;
        let summary = format!("Takes part in {place}");
        let details = Details {
            place: Some(place),
            ..Details::default()
        };
        Some(of(EventKind::EventAttendance, summary, 0.75, details))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use EventKind::*;

    #[test]
    fn what_automatic_answers_tell() {
        for (text, expected) in [
            (
                "Thank you for your message.\nI am no longer with Acme Robotics. Please write to Tom.",
                Some((JobChange, "Left Acme Robotics")),
            ),
            (
                "Ich bin nicht mehr bei der Lindner GmbH tätig.",
                Some((JobChange, "Left Lindner GmbH")),
            ),
            (
                "Je ne travaille plus chez nous.",
                Some((JobChange, "Left their job")),
            ),
            (
                "I am on parental leave until May.",
                Some((Milestone, "Is on parental leave")),
            ),
            (
                "Ich bin in Elternzeit.",
                Some((Milestone, "Is on parental leave")),
            ),
            (
                "This week I am attending Hannover Messe.",
                Some((EventAttendance, "Takes part in Hannover Messe")),
            ),
            ("I am out of the office until 16 March.", None),
            ("Ich bin nicht im Büro.", None),
            ("", None),
        ] {
            let found = told_by_answer(text);
            let told = found.as_ref().map(|one| (one.kind, one.summary.as_str()));
            assert_eq!(told, expected, "{text}");
        }
    }
}
