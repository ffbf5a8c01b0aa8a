//! Names in Japanese and Chinese, which have neither capitals nor spaces: what stands before a
//! title, beside a word for a company or a place, in katakana, or in another script.

use std::{collections::HashSet, sync::LazyLock};

use super::{
    Finding, Kind,
    context::{Known, is_without_case, word_pieces},
    words::words,
};
use crate::languages::Language;

const TITLES_JA: [&str; 11] = [
    "さん",
    "様",
    "さま",
    "氏",
    "君",
    "くん",
    "ちゃん",
    "先生",
    "社長",
    "部長",
    "課長",
];
const TITLES_ZH: [&str; 9] = [
    "先生", "女士", "小姐", "经理", "老师", "博士", "教授", "主任", "总监",
];
const HOUSES: [&str; 8] = [
    "株式会社",
    "有限会社",
    "合同会社",
    "有限公司",
    "公司",
    "集团",
    "银行",
    "大学",
];
const PLACES: [&str; 4] = ["市", "省", "県", "区"];
/// Letters before these words that make no name of them.
const COMMON: &str = "皆客奥神王各娘父母兄姉子々您你我他她它们位的贵该本家在新大小老原前各分总两这那哪某同有好城都超上股门夜节反地社园街校间事項模仕去到从来是做找换进入开办读考往离与和跟让给对当叫请问见谢业里外近远副御弊出身内了过着吗吧后前";
/// Words that are written in Latin letters by everybody.
const LATIN: [&str; 12] = [
    "ok", "pdf", "email", "mail", "e", "app", "web", "ps", "re", "it", "ai", "line",
];

static LOANS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    include_str!("words/katakana.txt")
        .split_whitespace()
        .collect()
});

pub(super) fn check(text: &str, language: Language, known: &Known, findings: &mut Vec<Finding>) {
    let titles: &[&str] = if language == Language::Japanese {
        &TITLES_JA
    } else {
        &TITLES_ZH
    };
    let mut names: Vec<String> = Vec::new();
    for title in titles.iter().chain(&HOUSES).chain(&PLACES) {
        for (at, _) in text.match_indices(title) {
            let is_place = PLACES.contains(title);
            let after = text[at + title.len()..].chars().next();
            // 様子 and 市場 are words.
            let is_word = title.chars().count() == 1 && after.is_some_and(is_han);
            let run = run_before(&text[..at]);
            let least = if is_place { 2 } else { 1 };
            if !is_word && run.chars().count() >= least && !is_known(run, known) {
                names.push(run.to_owned());
            }
        }
    }
    for house in &HOUSES[..3] {
        let after = text
            .match_indices(house)
            .map(|(at, _)| run_after(&text[at + house.len()..]));
        names.extend(
            after
                .filter(|run| !run.is_empty() && !is_known(run, known))
                .map(ToOwned::to_owned),
        );
    }
    if language == Language::Japanese {
        let runs = text.split(|letter| !is_katakana(letter));
        let strange = runs.filter(|run| {
            run.chars().count() >= 3 && !LOANS.contains(run) && !known.text.contains(run)
        });
        names.extend(strange.map(ToOwned::to_owned));
    }
    names.extend(latin(text, language, known));
    push(names, findings);
}

/// Runs of letters without capitals in a text of a script that has them.
pub(super) fn check_foreign(text: &str, known: &Known, findings: &mut Vec<Finding>) {
    let runs = word_pieces(text).filter(|run| run.chars().all(is_without_case));
    let strange = runs.filter(|run| !matches!(*run, "ª" | "º") && !known.text.contains(run));
    push(strange.map(ToOwned::to_owned).collect(), findings);
}

fn push(mut names: Vec<String>, findings: &mut Vec<Finding>) {
    names.dedup();
    findings.extend(names.into_iter().map(|text| Finding::Unfounded {
        kind: Kind::Name,
        text,
    }));
}

/// Latin and Cyrillic words, whatever their case: in these scripts they are mostly names.
fn latin(text: &str, language: Language, known: &Known) -> Vec<String> {
    let capitals = &words(language).capitals;
    let is_cased =
        |word: &&str| word.contains(|letter: char| letter.is_lowercase() || letter.is_uppercase());
    let strange = word_pieces(text).filter(is_cased).filter(|word| {
        let lower = word.to_lowercase();
        word.chars().count() >= 2
            && !capitals.contains(word)
            && !LATIN.contains(&lower.as_str())
            && !known.words.contains(&lower)
    });
    strange.map(ToOwned::to_owned).collect()
}

/// The name at the end of what stands before a title: at most four letters of Han, which may
/// have other words before them, or all of a run in kana.
fn run_before(text: &str) -> &str {
    let is_kana = text.chars().next_back().is_some_and(is_katakana);
    let fits = |letter: char| {
        if is_kana {
            is_katakana(letter)
        } else {
            is_han(letter)
        }
    };
    let mut begin = text.len();
    for (count, (at, letter)) in text.char_indices().rev().enumerate() {
        if !fits(letter) || !is_kana && count >= 4 {
            break;
        }
        begin = at;
    }
    &text[begin..]
}

fn run_after(text: &str) -> &str {
    let end = text.find(|letter| !is_han(letter) && !is_katakana(letter));
    &text[..end.unwrap_or(text.len())]
}

/// The run ends with a name that stands in the context, or with no name at all.
fn is_known(run: &str, known: &Known) -> bool {
    let Some(last) = run.chars().next_back() else {
        return true;
    };
    if is_katakana(last) {
        return known.text.contains(run);
    }
    if COMMON.contains(last) {
        return true;
    }
    let places: Vec<usize> = run.char_indices().map(|(at, _)| at).collect();
    let ends = places.iter().map(|at| &run[*at..]);
    let stands = |name: &str| known.text.contains(name);
    let whole = ends
        .clone()
        .filter(|end| mail::names::east_asian_family_end(end).is_some());
    let names: Vec<&str> = whole.collect();
    if !names.is_empty() {
        return names.iter().any(|name| stands(name));
    }
    let pairs = ends
        .clone()
        .filter(|end| end.chars().count() >= 2)
        .any(stands);
    pairs || stands(&last.to_string()) && run.chars().count() < 2
}

fn is_han(letter: char) -> bool {
    matches!(letter, '\u{3400}'..='\u{9fff}' | '々')
}

fn is_katakana(letter: char) -> bool {
    matches!(letter, '\u{30a1}'..='\u{30fa}' | 'ー' | '・')
}
