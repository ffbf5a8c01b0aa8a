//! Departments, chairs and institutes: parts of an employer, neither a title nor the employer.

/// How lines that name a department begin, lower case.
const BEGINNINGS: &str = include_str!("departments.txt");

const EAST_ASIAN_ENDS: [char; 9] = ['部', '課', '室', '係', '科', '局', '처', '팀', '부'];

pub(super) fn is_department(text: &str) -> bool {
    let is_alphabetic = !text.starts_with(|first| first > '\u{2e80}');
    if is_alphabetic && text.split_whitespace().take(2).any(super::title::is_title) {
        return false;
    }
    let lower = text.to_lowercase();
    if is_public_service(&lower) {
        return false;
    }
    let is_ended =
        lower.chars().count() > 2 && text.ends_with(EAST_ASIAN_ENDS) && !text.contains(' ');
    let ends_in_word = [
        " department",
        " dept",
        " dept.",
        " division",
        "-abteilung",
        " team",
        " fakultät",
        " faculty",
    ]
    .iter()
    .any(|end| lower.ends_with(end));
    is_ended || ends_in_word || BEGINNINGS.lines().any(|start| lower.starts_with(start))
}

/// `elmhurst fire department`, in small letters: an employer of its own.
pub(super) fn is_public_service(lower: &str) -> bool {
    const SERVICES: [&str; 8] = [
        " fire department",
        " fire dept",
        " police department",
        " police dept",
        " sheriff's department",
        " health department",
        " parks department",
        " public works department",
    ];
    let lower = lower.trim_end_matches('.');
    SERVICES.iter().any(|service| lower.ends_with(service))
}

/// The parts of a list that are no departments: `UFR Lettres, Université Occitane`.
pub(super) fn without(text: &str) -> String {
    let mut kept = text.to_owned();
    for mark in [", ", " - ", " – ", " — "] {
        let parts: Vec<&str> = kept.split(mark).collect();
        let employers: Vec<&str> = parts
            .iter()
            .copied()
            .filter(|part| !is_department(part.trim()))
            .collect();
        if !employers.is_empty() && employers.len() < parts.len() {
            kept = employers.join(mark);
        }
    }
    kept
}
