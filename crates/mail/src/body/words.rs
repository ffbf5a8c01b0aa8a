//! The words by which clients in many languages announce what they quote.

use std::sync::LazyLock;

/// Verbs of attribution lines.
pub(super) static WROTE: LazyLock<Vec<&str>> =
    LazyLock::new(|| include_str!("wrote.txt").lines().collect());

/// Beginnings of attribution lines that are broken over several lines.
pub(super) static OPENERS: LazyLock<Vec<&str>> =
    LazyLock::new(|| include_str!("openers.txt").lines().collect());

/// What stands between the dashes of a divider.
pub(super) static DIVIDERS: LazyLock<Vec<&str>> =
    LazyLock::new(|| include_str!("dividers.txt").lines().collect());

/// Apple Mail's line above a forward.
pub(super) static FORWARDS: LazyLock<Vec<&str>> =
    LazyLock::new(|| include_str!("forwards.txt").lines().collect());

/// Labels of the sender in a copied header.
pub(super) static FROM: LazyLock<Vec<&str>> =
    LazyLock::new(|| include_str!("from_labels.txt").lines().collect());

/// Labels of the other fields of a copied header.
pub(super) static FIELDS: LazyLock<Vec<&str>> =
    LazyLock::new(|| include_str!("field_labels.txt").lines().collect());
