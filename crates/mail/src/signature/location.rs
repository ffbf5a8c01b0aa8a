//! Where the person works, from the address lines of a block.

use super::residue::Residue;
use super::{Person, company, place, title};

/// Moves the address out of `residues`.
pub(super) fn fill(person: &mut Person, residues: &mut Vec<Residue>, domains: &[String]) {
    let mut parts: Vec<String> = Vec::new();
    let mut last_line = None;
    let mut kept = Vec::new();
    mark_streets(residues);
    for residue in residues.drain(..) {
        let (before, address) = split_address(&residue, domains);
        let is_near = last_line.is_none_or(|last: usize| residue.line <= last + 2);
        match address {
            Some(address) if is_near && parts.len() < 5 => {
                last_line = Some(residue.line);
                parts.push(address);
                kept.extend(before.map(|text| Residue { text, ..residue }));
            }
            Some(_) => {}
            None => kept.push(residue),
        }
    }
    *residues = kept;
    parts.dedup();
    if !parts.is_empty() {
        let is_sure = parts.iter().any(|part| place::strength(part) == 2);
        person.location = Some(parts.join(", "));
        person.note("location", "signature", if is_sure { 0.9 } else { 0.75 });
    }
}

/// The address in a residue, and what stands before it: `Acme GmbH, Torstraße 1, 10115 Berlin`.
fn split_address(residue: &Residue, domains: &[String]) -> (Option<String>, Option<String>) {
    let text = &residue.text;
    let strength = place::strength(text);
    if residue.is_place {
        return (None, Some(text.clone()));
    }
    let is_work = company::has_legal_form(text) || title::is_title(text);
    for mark in [" - ", " – ", " — "] {
        if let Some((before, address)) = text.split_once(mark)
            && (company::has_legal_form(before) || company::matches_domain(before, domains))
            && place::strength(address) > 0
        {
            return (Some(before.to_owned()), Some(address.to_owned()));
        }
    }
    let pieces: Vec<&str> = text.split(", ").collect();
    let is_weak = strength < 2 || company::ends_in_form(text);
    let start = (0..pieces.len()).find(|at| place::strength(pieces[*at]) > 0);
    match start {
        Some(0) if strength > 0 && !(is_work && pieces.len() == 1 && is_weak) => {
            (None, Some(text.clone()))
        }
        Some(start) if start > 0 && is_address_tail(&pieces[start..]) => {
            let start = behind_employer(&pieces[..start], domains).unwrap_or(start);
            let before = pieces[..start].join(", ");
            let is_employer = company::strength(&before, domains) > 0;
            let is_name_of_place = strength == 2 && !is_work && !is_employer;
            if is_name_of_place {
                (None, Some(text.clone()))
            } else {
                (Some(before), Some(pieces[start..].join(", ")))
            }
        }
        _ if strength == 2 && !is_work => (None, Some(text.clone())),
        _ => (None, None),
    }
}

/// `Water Authority, Quay House, Salford Road`: a house and a street that only what follows them
/// gives away.
fn behind_employer(pieces: &[&str], domains: &[String]) -> Option<usize> {
    let (first, rest) = pieces.split_first()?;
    let is_place = |piece: &&str| {
        company::strength(piece, domains) == 0
            && !title::is_title(piece)
            && (2..=4).contains(&piece.split(' ').count())
    };
    let is_employer = company::strength(first, domains) > 0 && !title::is_title(first);
    (is_employer && !rest.is_empty() && rest.iter().all(is_place)).then_some(1)
}

/// `Kouter 12` above `9000 Gent` is a street although no word says so.
fn mark_streets(residues: &mut [Residue]) {
    for at in 1..residues.len() {
        let (text, next) = (&residues[at - 1].text, &residues[at]);
        let is_address = next.is_place
            || place::strength(&next.text) == 2
                && next.text.chars().any(|letter| letter.is_ascii_digit());
        let has_number = text.split([' ', ',']).any(|word| {
            word.starts_with(|letter: char| letter.is_ascii_digit()) && word.len() <= 5
        });
        let is_plain = text.split_whitespace().count() <= 6
            && !company::has_legal_form(text)
            && !title::is_title(text);
        let is_near = next.line <= residues[at - 1].line + 1;
        if is_address && is_near && (has_number && is_plain || text.contains('〒')) {
            residues[at - 1].is_place = true;
        }
    }
}

fn is_address_tail(pieces: &[&str]) -> bool {
    let joined = pieces.join(", ");
    place::strength(&joined) > 0 || pieces.iter().all(|piece| place::strength(piece) > 0)
}
