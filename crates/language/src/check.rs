//! Whether a text says only what is known. Pure: the text, its language, and what may be named.
//!
//! Every name, number, date, address and link in the text must stand in the context. Addresses,
//! links and long numbers must even stand in what the member wrote: what others wrote may hold
//! those of somebody who wants to be paid or written to.
//!
//! What this cannot see: a name in small letters, a common word that is used as a name at the
//! beginning of a sentence, a German name after an article that is no common given name, a
//! Chinese name without a title beside it; and whether what is said of known things is true.
//! So it errs on the side of refusing, and a person reads the draft in any case.

mod addresses;
mod context;
mod dates;
mod digits;
mod east_asian;
mod finding;
mod form;
mod german;
mod names;
mod numbers;
mod sentences;
#[cfg(test)]
mod tests;
mod words;

use crate::languages::Language;
pub use context::Context;
use context::{Known, seen};
pub use finding::{Finding, Kind};
pub use form::draft;
pub use sentences::sentences;

/// What the text names without ground, in the order of kinds.
pub fn facts(text: &str, language: Language, context: &Context) -> Vec<Finding> {
    let known = Known::of(context);
    let mut findings = Vec::new();
    let rest = addresses::check(&seen(text), &known, &mut findings);
    numbers::check(&rest, language, &known, &mut findings);
    dates::check(&rest, language, &known, &mut findings);
    if language.is_unspaced() {
        east_asian::check(&rest, language, &known, &mut findings);
    } else {
        names::check(&rest, language, &known, &mut findings);
        // A name in the letters of another script stands out by itself.
        east_asian::check_foreign(&rest, &known, &mut findings);
    }
    findings.dedup();
    findings
}

/// Whether a line of others may be quoted: it holds no address, no link, no number that could be
/// one of a telephone or an account, and no marks of a prompt.
pub(crate) fn is_harmless(text: &str) -> bool {
    let (addresses, rest) = addresses::found(text);
    addresses.is_empty() && digits::numbers(&rest).long.is_empty() && !form::has_marks(text)
}

/// Whether a word keeps its capital wherever it stands.
pub(crate) fn is_always_capital(word: &str, language: Language) -> bool {
    let word = word.trim_matches(|letter: char| !letter.is_alphabetic());
    words::words(language).capitals.contains(word)
}
