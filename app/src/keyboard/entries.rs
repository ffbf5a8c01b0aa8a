//! Where the palette and the keys lead.

use crate::{routes::paths, search::actions::Found};

/// The letter after `g`, the name, and the address.
const PLACES: &[(&str, &str, &str)] = &[
    ("t", "Today", "/"),
    ("w", "Write to", "/suggestions"),
    ("a", "Tasks", "/tasks"),
    ("c", "Contacts", "/contacts"),
    ("o", "Companies", "/companies"),
    ("i", "Imports", "/imports"),
    ("j", "Jobs", "/jobs"),
    ("s", "Settings", "/settings"),
];

pub(super) const KEYS: &[(&str, &str)] = &[
    ("Ctrl K", "Go, do, find"),
    ("/", "Search contacts"),
    ("n", "Add a contact"),
    ("t", "Add a task"),
    ("z", "Undo what was just done"),
    ("g t", "Today"),
    ("g w", "Write to"),
    ("g a", "Tasks"),
    ("g c", "Contacts"),
    ("g o", "Companies"),
    ("g i", "Imports"),
    ("g j", "Jobs"),
    ("g s", "Settings"),
    ("j / k", "Next and previous in a list"),
    ("Enter", "Open what is chosen"),
    ("c", "Suggestion: copy the draft"),
    ("d", "Suggestion: done"),
    ("s", "Suggestion: snooze"),
    ("x", "Suggestion: dismiss"),
    ("m", "Review: merge"),
    ("n", "Review: not the same"),
    ("s", "Review: skip"),
    ("?", "These keys"),
    ("Esc", "Close"),
];

pub(super) fn places() -> Vec<Found> {
    let places = PLACES.iter().map(|(letter, label, href)| Found {
        label: (*label).to_owned(),
        detail: format!("g {letter}"),
        href: (*href).to_owned(),
    });
    let add = Found {
        label: "Add a contact".to_owned(),
        detail: "n".to_owned(),
        href: paths::new_contact().to_owned(),
    };
    let add_task = Found {
        label: "Add a task".to_owned(),
        detail: "t".to_owned(),
        href: paths::new_task().to_owned(),
    };
    places.chain([add, add_task]).collect()
}

#[cfg(feature = "hydrate")]
pub(super) fn place_of(letter: &str) -> Option<&'static str> {
    PLACES
        .iter()
        .find(|(known, ..)| *known == letter)
        .map(|(.., href)| *href)
}
