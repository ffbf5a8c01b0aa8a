//! Until when somebody is away, as their mail program's automatic answer says it, in ten
//! languages. Invariant: a date that may be two different days, or that nothing ties to an
//! absence, is not read.

mod day;
#[cfg(test)]
mod tests;

use chrono::{DateTime, Days, NaiveDate, Utc};

use self::day::{Token, day_at, tokens};

/// Longer texts are letters.
const LONGEST: usize = 4_000;
/// Nobody says that they are away for longer.
const FARTHEST_DAYS: u64 = 400;
/// So many words may stand between the word that says it and the day.
const REACH: usize = 4;

/// Before the last day of an absence.
const UNTIL: &[&str] = &[
    "until", "till", "til", "through", "thru", "to", "bis", "jusqu'au", "jusqu'à", "jusqu", "au",
    "hasta", "al", "até", "ate", "a", "fino", "tot", "tm", "do", "по", "до", "–", "—", "-", "~",
    "〜", "至",
];
/// Around the day of the return.
const BACK: &[&str] = &[
    "back",
    "return",
    "returning",
    "available",
    "reachable",
    "wieder",
    "zurück",
    "erreichbar",
    "retour",
    "reviens",
    "reviendrai",
    "joignable",
    "vuelvo",
    "vuelta",
    "regreso",
    "regresaré",
    "volveré",
    "disponible",
    "volto",
    "regresso",
    "retorno",
    "voltarei",
    "torno",
    "tornerò",
    "rientro",
    "rientrerò",
    "terug",
    "bereikbaar",
    "wracam",
    "wrócę",
    "powrót",
    "dostępny",
    "dostępna",
    "вернусь",
    "возвращаюсь",
    "доступен",
    "доступна",
    "復帰",
    "返回",
    "回来",
    "回到",
];
/// May stand between such a word and the day.
const FILLERS: &[&str] = &[
    "the",
    "and",
    "including",
    "inclusive",
    "on",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "mon",
    "tue",
    "wed",
    "thu",
    "fri",
    "sat",
    "sun",
    "zum",
    "zu",
    "einschließlich",
    "inklusive",
    "inkl",
    "dem",
    "den",
    "am",
    "ab",
    "einschl",
    "montag",
    "dienstag",
    "mittwoch",
    "donnerstag",
    "freitag",
    "samstag",
    "sonntag",
    "mo",
    "di",
    "mi",
    "fr",
    "sa",
    "so",
    "le",
    "la",
    "l",
    "inclus",
    "lundi",
    "mardi",
    "mercredi",
    "jeudi",
    "vendredi",
    "samedi",
    "dimanche",
    "el",
    "día",
    "lunes",
    "martes",
    "miércoles",
    "jueves",
    "viernes",
    "dia",
    "o",
    "segunda",
    "terça",
    "quarta",
    "quinta",
    "sexta",
    "il",
    "lunedì",
    "martedì",
    "mercoledì",
    "giovedì",
    "venerdì",
    "met",
    "op",
    "maandag",
    "dinsdag",
    "woensdag",
    "donderdag",
    "vrijdag",
    "dnia",
    "en",
    "from",
];

/// The last day of the absence.
pub fn away_until(text: &str, said_at: DateTime<Utc>) -> Option<NaiveDate> {
    let text: String = text.chars().take(LONGEST).collect();
    let tokens = tokens(&text);
    let said_on = said_at.date_naive();
    let last = said_on.checked_add_days(Days::new(FARTHEST_DAYS))?;
    let mut found: Option<NaiveDate> = None;
    let mut at = 0;
    while at < tokens.len() {
        let Some((day, length)) = day_at(&tokens[at..], said_on) else {
            at += 1;
            continue;
        };
        if let Some(until) = meant(&tokens, at, length, day)
            && (said_on..=last).contains(&until)
        {
            found = found.max(Some(until));
        }
        at += length;
    }
    found
}

/// The day itself after "until", the one before it where it is that of the return.
fn meant(tokens: &[Token], at: usize, length: usize, day: NaiveDate) -> Option<NaiveDate> {
    let before = tokens[..at].iter().rev().filter_map(Token::word);
    let nearest: Vec<&str> = before
        .take(REACH)
        .take_while_inclusive(|word| FILLERS.contains(word))
        .collect();
    let after = tokens[at + length..].first().and_then(Token::word);
    let is_range = at > 0 && tokens[at - 1] == Token::Joint('-');
    let says_until = is_range
        || nearest.last().is_some_and(|word| UNTIL.contains(word))
        || after.is_some_and(|word| word.starts_with("まで") || word.starts_with("迄"));
    if says_until && !is_return(tokens, at) {
        return Some(day);
    }
    let goes_on = |token: &&Token| **token != Token::End;
    let before = tokens[..at].iter().rev().take(6).take_while(goes_on);
    let after = tokens[at + length..].iter().take(5).take_while(goes_on);
    let is_back = before.chain(after).filter_map(Token::word).any(|word| {
        BACK.iter()
            .any(|back| word == *back || is_unspaced(back) && word.contains(back))
    });
    is_back.then(|| day.pred_opt()).flatten()
}

/// "back to work from", "not available until": the first is of the return, the second not.
fn is_return(tokens: &[Token], at: usize) -> bool {
    let near: Vec<&str> = tokens[at.saturating_sub(3)..at]
        .iter()
        .filter_map(Token::word)
        .collect();
    near.first()
        .is_some_and(|word| *word == "back" || *word == "return")
        && near.last().is_some_and(|word| *word == "to")
}

fn is_unspaced(word: &str) -> bool {
    word.chars()
        .any(|letter| matches!(letter, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}'))
}

/// As `take_while`, with the first that does not hold.
trait TakeWhileInclusive: Iterator + Sized {
    fn take_while_inclusive(
        self,
        holds: impl Fn(&Self::Item) -> bool,
    ) -> impl Iterator<Item = Self::Item> {
        let mut is_over = false;
        self.take_while(move |item| {
            let goes_on = !is_over;
            is_over = is_over || !holds(item);
            goes_on
        })
    }
}

impl<I: Iterator> TakeWhileInclusive for I {}
