//! Pages of contacts: the list, a new one, and one person with everything known.

mod editing;
mod facts;
mod head;
mod keeping;
mod list;
mod list_address;
mod list_filters;
mod new;
mod reach;
mod related;
mod score;
mod show;
mod sources;
mod stream;
mod thread;
mod zone;

pub use list::List;
pub use new::New;
pub use show::Show;

use crate::suggestions::types::every;

/// The usual pause between contacts: "every 3 weeks", "every day".
fn rhythm_words(days: f32) -> String {
    every(days.round() as i64)
}

#[cfg(test)]
mod tests {
    use super::rhythm_words;

    #[test]
    fn a_pause_of_one_needs_no_number() {
        for (days, words) in [
            (0.4, "every day"),
            (7.0, "every week"),
            (21.0, "every 3 weeks"),
            (45.0, "every 6 weeks"),
        ] {
            assert_eq!(rhythm_words(days), words);
        }
    }
}
