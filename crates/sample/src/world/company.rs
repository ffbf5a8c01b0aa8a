//! The firms: those of `data/companies.txt`, and invented ones when many are needed.

use super::{Company, contact::slug, origin::origins};
use crate::dice::Dice;
use crate::plan::Plan;
use crate::world::PERSONAL_DOMAIN;

const ROOTS: [&str; 32] = [
    "Ardenne",
    "Bellwether",
    "Calder",
    "Duneside",
    "Eastgate",
    "Foxglove",
    "Gallant",
    "Hearthstone",
    "Islay",
    "Jarrow",
    "Kingfisher",
    "Lodestar",
    "Moorland",
    "Nettle",
    "Oxbow",
    "Palisade",
    "Quarry",
    "Riverbend",
    "Stonecrop",
    "Thornbury",
    "Upland",
    "Verdant",
    "Wayfarer",
    "Yarrow",
    "Zephyr",
    "Birchwood",
    "Candlewick",
    "Drummond",
    "Elmhurst",
    "Fernside",
    "Granary",
    "Hollow",
];
const FIELDS: [&str; 24] = [
    "Instruments",
    "Logistics",
    "Textiles",
    "Software",
    "Publishing",
    "Capital",
    "Energy",
    "Foods",
    "Robotics",
    "Analytics",
    "Media",
    "Ceramics",
    "Architects",
    "Health",
    "Learning",
    "Optics",
    "Packaging",
    "Freight",
    "Audio",
    "Materials",
    "Advisory",
    "Systems",
    "Timber",
    "Printing",
];

/// The owner's firm first, then at least sixty others.
pub(super) fn companies(plan: &Plan) -> Vec<Company> {
    let mut found = vec![own(plan)];
    let lines = include_str!("../../data/companies.txt").lines();
    found.extend(
        lines
            .filter(|line| !line.starts_with('#'))
            .filter_map(|line| listed(plan.seed, line)),
    );
    let wanted = plan.people / 8;
    for index in found.len()..wanted.max(found.len()) {
        found.push(invented(plan.seed, index));
    }
    found
}

fn own(plan: &Plan) -> Company {
    let reserved = |domain: &&str| domain.ends_with(".example") || domain.ends_with(".test");
    let domain = plan.me.email.split_once('@').map(|(_, domain)| domain);
    let domain = domain
        .filter(reserved)
        .filter(|domain| *domain != PERSONAL_DOMAIN);
    let domain = domain.unwrap_or("kestrel.example");
    let word = domain.split('.').next().unwrap_or(domain);
    let (first, rest) = word.split_at(word.chars().next().map_or(0, char::len_utf8));
    firm(
        plan.seed,
        format!("{}{rest}", first.to_uppercase()),
        domain.to_owned(),
        "british",
        "design",
    )
}

fn listed(seed: u64, line: &str) -> Option<Company> {
    let mut parts = line.split('|').map(str::trim);
    let (name, origin, field) = (parts.next()?, parts.next()?, parts.next()?);
    Some(firm(
        seed,
        name.to_owned(),
        format!("{}.example", domain_word(name)),
        origin,
        field,
    ))
}

fn invented(seed: u64, index: usize) -> Company {
    let root = ROOTS[index % ROOTS.len()];
    let field = FIELDS[(index / ROOTS.len() + index % ROOTS.len()) % FIELDS.len()];
    let round = index / (ROOTS.len() * FIELDS.len());
    let number = if round == 0 {
        String::new()
    } else {
        format!(" {}", round + 1)
    };
    let name = format!("{root} {field}{number}");
    let origin = origins()[index % origins().len()].word;
    firm(
        seed,
        name.clone(),
        format!("{}.test", slug(&name)),
        origin,
        &field.to_lowercase(),
    )
}

fn firm(seed: u64, name: String, domain: String, origin: &str, field: &str) -> Company {
    let mut dice = Dice::part(seed, &domain, 0);
    let origin = origins()
        .iter()
        .position(|known| known.word == origin)
        .unwrap_or(0);
    Company {
        name,
        domain,
        field: field.to_owned(),
        place: origins()[origin].place(&mut dice),
        origin,
    }
}

/// The name without its legal form, as one word for a domain.
fn domain_word(name: &str) -> String {
    let words: Vec<&str> = name
        .split(' ')
        .filter(|word| !is_legal_form(word))
        .collect();
    slug(&words.join(" "))
}

fn is_legal_form(word: &str) -> bool {
    let plain = word.trim_end_matches(',');
    word.contains('.')
        || matches!(
            plain,
            "Ltd"
                | "LLP"
                | "plc"
                | "Inc"
                | "LLC"
                | "GmbH"
                | "gGmbH"
                | "KG"
                | "Co"
                | "AG"
                | "eG"
                | "PartG"
                | "SAS"
                | "SARL"
                | "AB"
                | "FZ-LLC"
                | "sp"
                | "z"
                | "o"
                | "&"
        )
}
