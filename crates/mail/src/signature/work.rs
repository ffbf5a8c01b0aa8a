//! Title and company, by their words, the sender's domain and the order of the lines.

use super::residue::Residue;
use super::{Person, company, department, place, title};
use crate::address::Address;
use crate::{domains, names};

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
    let is_joined = text.contains('@');
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
        (_, 2) if !text.contains(' ') || company::has_noun(text) => {
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

type Work = (Option<String>, Option<(String, u8)>);

/// Between a title and an employer.
const OPEN: [&str; 10] = [
    " at ",
    " @ ",
    " @",
    "@ ",
    " bei der ",
    " bei ",
    " chez ",
    " presso ",
    " bij ",
    " en ",
];
const PLAIN: [&str; 8] = [", ", " - ", " – ", " — ", " | ", "、", "，", " / "];
/// Also parts of titles and of names of companies.
const WEAK: [&str; 10] = [
    " w ", " в ", " of ", " for ", " de ", " da ", " do ", " di ", " von ", " der ",
];

fn work_marks(text: &str) -> Vec<(usize, &'static str)> {
    let mut found = Vec::new();
    for mark in OPEN.into_iter().chain(PLAIN).chain(WEAK) {
        found.extend(text.match_indices(mark).map(|(at, _)| (at, mark)));
    }
    found
}

fn pair(left: &str, right: &str, mark: &str, domains: &[String]) -> Option<Work> {
    if mark == " at " && right.to_lowercase().starts_with("law") {
        return None;
    }
    let is_open = OPEN.contains(&mark) && mark != " en ";
    let right_strength = company::strength(right, domains);
    let left_strength = company::strength(left, domains);
    let has_title = title::strength(left) > 0;
    let least = match mark {
        _ if WEAK.contains(&mark) || mark == " en " => 2,
        _ if right.contains(' ') => 1,
        _ => 2,
    };
    let is_employer =
        right_strength >= least && (title::strength(right) == 0 || right_strength >= 2);
    let is_marked = is_open && !right.is_empty() && (has_title || mark.contains('@'));
    if (has_title && is_employer || is_marked) && left_strength < 3 && !left.is_empty() {
        return Some((
            Some(title_text(left)),
            Some((company_text(right, domains), right_strength.max(2))),
        ));
    }
    let is_unknown_title = PLAIN.contains(&mark)
        && mark != ", "
        && right_strength >= 2
        && left_strength == 0
        && left.split(' ').count() <= 4;
    if is_unknown_title {
        return Some((
            Some(title_text(left)),
            Some((company_text(right, domains), right_strength)),
        ));
    }
    let is_turned = PLAIN.contains(&mark)
        && left_strength >= 2
        && title::strength(right) > 0
        && right_strength < 2;
    is_turned.then(|| {
        (
            Some(title_text(right)),
            Some((company_text(left, domains), left_strength)),
        )
    })
}

/// `Editor (Tue–Thu)`.
fn without_days(text: &str) -> &str {
    const DAYS: [&str; 40] = [
        "mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun", "mo", "di", "mi",
        "do", "fr", "sa", "so", "lun", "mar", "mer", "jeu", "ven", "sam", "dim", "mié", "jue",
        "vie", "sáb", "dom", "ma", "wo", "vr", "za", "zo", "pn", "wt", "śr", "czw", "pt", "gio",
    ];
    let is_day = |word: &str| {
        DAYS.contains(&word) || word.ends_with("day") || word.ends_with("tag") || word.len() < 2
    };
    let Some((before, inside)) = text.rsplit_once(" (") else {
        return text;
    };
    let lower = inside.trim_end_matches(')').to_lowercase();
    let words = || lower.split(|letter: char| !letter.is_alphabetic());
    let has_day = words().any(|word| word.len() > 1);
    if has_day && words().all(is_day) {
        before
    } else {
        text
    }
}

/// `Arquitecto col. nº 12345`: a licence behind a title.
fn without_licence(text: &str) -> &str {
    const MARKS: [&str; 16] = [
        " col. n",
        " colegiad",
        " lic. n",
        " lic. #",
        " lic #",
        " lic.#",
        " license",
        " licence",
        " reg. n",
        " reg no",
        " nº",
        " n°",
        " #",
        " nr ",
        " no. ",
        " bar no",
    ];
    let lower = text.to_lowercase();
    let at = MARKS.iter().filter_map(|mark| lower.find(mark)).min();
    match at.and_then(|at| text.get(..at)) {
        Some(before) if text.ends_with(|last: char| last.is_ascii_digit()) => before,
        _ => text,
    }
}

/// Without degrees, licence numbers and the name of the person who is assisted.
fn title_text(text: &str) -> String {
    let is_edge = |letter: char| letter.is_whitespace() || ",;:-–—|/\"®™".contains(letter);
    let mut text = without_licence(without_days(text)).trim_matches(is_edge);
    while let Some((before, last)) = text.rsplit_once([',', '-', '–']) {
        let last = last.trim();
        let is_person = || {
            names::parse(last).is_some_and(|name| {
                name.family.is_some()
                    && name.given.is_some_and(|given| names::is_given_name(&given))
            })
        };
        let is_number = last.chars().filter(char::is_ascii_digit).count() >= 4;
        let is_extra =
            names::is_credential(last) || is_number || is_person() && !title::is_title(last);
        if !is_extra {
            break;
        }
        text = before.trim_matches(is_edge);
    }
    text.replace(['®', '™'], "")
}

/// `For and on behalf of Acme`, `M/s Acme`.
fn without_opening(text: &str) -> &str {
    const OPENINGS: [&str; 10] = [
        "for and on behalf of ",
        "on behalf of ",
        "m/s. ",
        "m/s ",
        "messrs. ",
        "messrs ",
        "c/o ",
        "company: ",
        "firma ",
        "firma: ",
    ];
    OPENINGS
        .iter()
        .find(|opening| {
            text.get(..opening.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(opening))
        })
        .map_or(text, |opening| text[opening.len()..].trim_start())
}

/// Without the slogan, place or department behind the name.
fn company_text(text: &str, domains: &[String]) -> String {
    let is_edge = |letter: char| letter.is_whitespace() || ",;:-–—|/@".contains(letter);
    let text = department::without(without_opening(text.trim_matches(is_edge)));
    let mut text = text.trim_matches(is_edge);
    if let Some((left, right)) = text.rsplit_once(" (")
        && right.ends_with(')')
        && company::matches_domain(left, domains)
    {
        text = left;
    }
    for mark in [" — ", " – ", " - ", ": "] {
        if let Some((left, right)) = text.split_once(mark)
            && company::strength(left, domains) >= 2
            && company::strength(right, domains) < 2
        {
            text = left;
        }
    }
    if let Some((left, right)) = text.rsplit_once(", ")
        && company::strength(left, domains) >= 1
        && !right.contains(' ')
        && !company::has_legal_form(text)
    {
        text = left;
    }
    company::without_department(text)
        .trim_matches(is_edge)
        .to_owned()
}

/// The company that the domain stands for, where the block names none.
pub(super) fn fill_company_from_domain(person: &mut Person, sender: Option<&Address>) {
    let email = sender
        .map(|sender| sender.email.clone())
        .or(person.email.clone());
    if person.company.is_none()
        && let Some(company) = sender.and_then(displayed_company)
    {
        person.company = Some(company);
        person.note("company", "header", 0.85);
    }
    if person.company.is_none()
        && let Some(domain) = email.and_then(|email| domains::company_domain(&email))
        && !is_own_name(&domain, person.name.as_deref())
    {
        person.company = Some(domains::company_name(&domain));
        person.note("company", "domain", 0.6);
    }
}

/// `Jane Doe (Acme)`: at a domain of its own the company is known by it; at a free provider any
/// name will do.
fn displayed_company(sender: &Address) -> Option<String> {
    let domains: Vec<String> = domains::company_domain(&sender.email).into_iter().collect();
    let is_company = |text: &str| {
        if text.contains('@') {
            return false;
        }
        let first = text.split(' ').next().unwrap_or(text);
        let is_named = text.starts_with(char::is_uppercase)
            && text.chars().count() > 3
            && text.split(' ').count() <= 4
            && place::strength(text) == 0
            && !names::is_given_name(first);
        company::strength(text, &domains) > 0 || domains.is_empty() && is_named
    };
    names::company_beside(sender.name.as_deref()?, is_company)
}

/// `jane-doe.com` and `doe.dev` are Jane Doe's, not a company's.
fn is_own_name(domain: &str, name: Option<&str>) -> bool {
    let letters = |text: &str| {
        text.chars()
            .filter(|letter| letter.is_alphabetic())
            .collect::<String>()
            .to_lowercase()
    };
    let label = letters(domain.split('.').next().unwrap_or(""));
    name.is_some_and(|name| {
        letters(name) == label || name.split(' ').skip(1).any(|word| letters(word) == label)
    })
}
