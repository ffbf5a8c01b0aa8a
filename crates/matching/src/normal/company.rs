//! Names of companies, without what their law makes them add.

use crate::text::fold;

/// Words of a company's name without its legal form and without "the".
pub(crate) fn company(text: &str) -> Option<String> {
    let folded = fold(text);
    let all: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
    let end = end_of_name(&all);
    let start = usize::from(end > 1 && all[0] == "the");
    let core = all.get(start..end).unwrap_or(&all).join(" ");
    (!core.is_empty()).then_some(core)
}

/// The legal form of a company's name, one way of writing it for each; empty without one.
pub(crate) fn legal_form(text: &str) -> String {
    let folded = fold(text);
    let all: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
    let form: Vec<&str> = all[end_of_name(&all)..]
        .iter()
        .map(|word| short(word))
        .collect();
    form.join(" ")
}

/// Where the legal form begins.
fn end_of_name(words: &[&str]) -> usize {
    let mut end = words.len();
    while end > 1 && is_legal_form(words[end - 1]) {
        end -= 1;
    }
    end
}

/// `inc` for `incorporated`
fn short(word: &str) -> &str {
    match word {
        "incorporated" => "inc",
        "limited" => "ltd",
        "corporation" => "corp",
        "company" => "co",
        word => word,
    }
}

fn is_legal_form(word: &str) -> bool {
    matches!(
        word,
        "inc"
            | "incorporated"
            | "ltd"
            | "limited"
            | "llc"
            | "llp"
            | "lp"
            | "plc"
            | "corp"
            | "corporation"
            | "co"
            | "company"
            | "gmbh"
            | "mbh"
            | "ag"
            | "kg"
            | "kgaa"
            | "ohg"
            | "ug"
            | "gbr"
            | "ev"
            | "eg"
            | "se"
            | "sa"
            | "sas"
            | "sarl"
            | "srl"
            | "spa"
            | "sl"
            | "slu"
            | "bv"
            | "nv"
            | "ab"
            | "as"
            | "asa"
            | "aps"
            | "oy"
            | "oyj"
            | "kft"
            | "zrt"
            | "pty"
            | "pte"
            | "pvt"
            | "kk"
            | "ooo"
            | "oao"
            | "zao"
            | "doo"
            | "sro"
            | "spzoo"
            | "zoo"
            | "sp"
            | "z"
            | "o"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn companies_without_legal_form() {
        assert_eq!(company("Anthropic, Inc.").as_deref(), Some("anthropic"));
        assert_eq!(
            company("The Müller GmbH & Co. KG").as_deref(),
            Some("muller")
        );
        assert_eq!(company("AG").as_deref(), Some("ag"));
        assert_eq!(company("…"), None);
    }
}
