//! Title and company, by their words, the sender's domain and the order of the lines.

mod employer;
mod pairs;
mod wording;

pub(super) use employer::fill_company_from_domain;
use pairs::{pair, work_marks};
use wording::{company_text, title_text};

use super::residue::Residue;
use super::{Person, company, department, place, title};
use crate::names;

pub(super) fn fill(
    person: &mut Person,
    residues: &[Residue],
    domains: &[String],
    name_line: Option<usize>,
) {
    let mut title: Option<(String, f32)> = None;
    let mut company: Option<(String, u8)> = None;
    let mut title_line = None;
    let mut unknown: Vec<&Residue> = Vec::new();
    let mut departments: Vec<&Residue> = Vec::new();
    for residue in residues {
        let text = company::without_department_behind(&residue.text);
        if text.starts_with('(') && text.ends_with(')') && title::strength(text) == 0 {
            continue;
        }
        if department::is_department(text) && company::strength(text, domains) < 2 {
            let has_employer = department::without(text) != text;
            if !has_employer {
                departments.push(residue);
                continue;
            }
        }
        let (position, employer) = split_work(text, domains);
        let spare = position
            .as_ref()
            .filter(|_| title.is_some() && employer.is_none());
        let spare = spare.map(|text| (text.clone(), company::strength(text, domains)));
        let employer = employer.or(spare.filter(|(_, strength)| *strength > 0));
        let is_known = position.is_some() || employer.is_some();
        if !is_known && residue.follows_slash && title_line == Some(residue.line) && is_short(text)
        {
            if let Some((first, _)) = &mut title {
                *first = format!("{first} / {text}");
            }
            continue;
        }
        if let Some(position) = position {
            match &mut title {
                None => {
                    title = Some((position, 0.95));
                    title_line = Some(residue.line);
                }
                Some((first, _)) if residue.follows_slash && title_line == Some(residue.line) => {
                    *first = format!("{first} / {position}");
                }
                Some(_) => {}
            }
        }
        if let Some((employer, strength)) = employer
            && company.as_ref().is_none_or(|(_, known)| strength > *known)
        {
            company = Some((employer, strength));
        }
        if !is_known {
            unknown.push(residue);
        }
    }
    let institute = departments
        .iter()
        .find(|residue| company::has_noun(&residue.text));
    if company.is_none()
        && domains.is_empty()
        && let Some(institute) = institute
    {
        company = Some((company_text(&institute.text, domains), 1));
    }
    guess_by_order(&mut title, &mut company, &unknown, name_line);
    if let Some((title, confidence)) = title {
        person.title = Some(title);
        person.note("title", "signature", confidence);
    }
    if let Some((company, strength)) = company {
        person.company = Some(company);
        person.note(
            "company",
            "signature",
            [0.6, 0.75, 0.92, 0.95][usize::from(strength.min(3))],
        );
    }
}

/// Short unknown lines directly below the name are the title, then the company.
fn guess_by_order(
    title: &mut Option<(String, f32)>,
    company: &mut Option<(String, u8)>,
    unknown: &[&Residue],
    name_line: Option<usize>,
) {
    let Some(name_line) = name_line else {
        return;
    };
    let mut short = unknown
        .iter()
        .filter(|residue| residue.line >= name_line)
        .filter(|residue| is_short(&residue.text) && !residue.text.starts_with('('));
    let near = |residue: &&&Residue| (name_line..=name_line + 3).contains(&residue.line);
    let is_east_asian =
        |residue: &&&Residue| residue.text.chars().all(|letter| letter > '\u{2e80}');
    if company.is_none()
        && let Some(above) = unknown
            .iter()
            .find(|residue| residue.line < name_line && is_east_asian(residue))
    {
        *company = Some((above.text.clone(), 0));
    }
    if title.is_none()
        && let Some(residue) = short.next().filter(near)
    {
        let is_directly_below = residue.line <= name_line + 1;
        let confidence = if company.is_some() { 0.6 } else { 0.5 };
        if is_directly_below || company.is_some() {
            *title = Some((residue.text.clone(), confidence));
        }
    }
    if company.is_none()
        && let Some(residue) = short.next().filter(near)
    {
        *company = Some((residue.text.clone(), 0));
    }
}

fn is_short(text: &str) -> bool {
    let words = text.split_whitespace().count();
    let is_quiet = !text.ends_with(['.', '!', '?', ':', ',']) || text.ends_with("o.o.");
    words <= 6 && text.chars().count() <= 60 && is_quiet
}

/// A residue's title and company, where it holds one or both: `CTO at Acme`, `CTO, Acme Inc.`.
fn split_work(text: &str, domains: &[String]) -> Work {
    if names_somebody(text) {
        return (None, None);
    }
    let as_title = title::strength(text);
    let as_company = company::strength(text, domains);
    let is_joined =
        text.contains('@') || text.split(", ").skip(1).any(company::begins_as_institution);
    if as_title > 0 || as_company > 0 || is_joined {
        for (at, mark) in work_marks(text) {
            let (left, right) = (text[..at].trim(), text[at + mark.len()..].trim());
            if let Some(found) = pair(left, right, mark, domains) {
                return found;
            }
        }
    }
    match (as_title, as_company) {
        (0, 0) => (None, None),
        (0, strength) => (None, Some((company_text(text, domains), strength))),
        (_, 3) => (None, Some((company_text(text, domains), 3))),
        (_, 2) if !text.contains(' ') || company::has_noun(text) && !begins_as_title(text) => {
            (None, Some((company_text(text, domains), 2)))
        }
        _ => (Some(title_text(text)), None),
    }
}

/// `Geschäftsführer Uwe Prien`: the position of somebody else (the sender's name is taken out
/// before).
fn names_somebody(text: &str) -> bool {
    let words: Vec<&str> = text
        .split([' ', ':'])
        .filter(|word| !word.is_empty())
        .collect();
    let positions = words
        .iter()
        .take_while(|word| title::is_title(word))
        .count();
    let rest = &words[positions..];
    (1..=2).contains(&positions)
        && (2..=3).contains(&rest.len())
        && names::is_given_name(rest[0])
        && rest.iter().all(|word| word.starts_with(char::is_uppercase))
}

/// `Leiterin Bibliothek`.
fn begins_as_title(text: &str) -> bool {
    text.split(' ').next().is_some_and(title::is_title)
}

type Work = (Option<String>, Option<(String, u8)>);
