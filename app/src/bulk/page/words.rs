//! A change in words.

use crate::{
    bulk::Change,
    ui::{Tone, grouped},
};

pub(super) fn count(number: i32) -> String {
    grouped(u64::try_from(number).unwrap_or_default())
}

pub(super) fn contacts(number: usize) -> String {
    match number {
        1 => "1 contact".to_owned(),
        many => format!("{} contacts", grouped(many as u64)),
    }
}

/// What became of it, in a sentence.
pub fn told(change: &Change) -> String {
    match change.state.as_str() {
        "queued" | "running" => "The change is running.".to_owned(),
        "undoing" => "The change is being undone.".to_owned(),
        "undone" => match change.kept {
            0 => "Undone.".to_owned(),
            kept => format!("Undone, but for {} that were changed since.", count(kept)),
        },
        _ => {
            let mut parts = vec![format!("{} changed", count(change.done))];
            if change.unchanged > 0 {
                parts.push(format!("{} were so already", count(change.unchanged)));
            }
            if change.failed > 0 {
                parts.push(format!("{} failed", count(change.failed)));
            }
            format!("{}.", parts.join(", "))
        }
    }
}

pub(super) fn state(change: &Change) -> (&'static str, Tone) {
    match change.state.as_str() {
        "queued" => ("Waiting", Tone::Neutral),
        "running" => ("Running", Tone::Info),
        "undoing" => ("Being undone", Tone::Info),
        "undone" => ("Undone", Tone::Neutral),
        "cancelled" => ("Stopped", Tone::Caution),
        "failed" => ("Broke off", Tone::Critical),
        _ if change.failed > 0 => ("Done in part", Tone::Caution),
        _ => ("Done", Tone::Positive),
    }
}

/// Why one could not be changed.
pub fn reason(code: &str) -> &'static str {
    match code {
        "gone" => "No longer here",
        "deleted" => "In the trash",
        _ => "Could not be written; the log knows why",
    }
}
