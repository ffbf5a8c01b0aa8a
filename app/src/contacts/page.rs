//! Pages of contacts: the list, a new one, and one person with everything known.

mod dates;
mod editing;
mod facts;
mod head;
mod keeping;
mod list;
mod list_address;
mod list_birthdays;
mod list_board;
mod list_columns;
mod list_filters;
mod list_groups;
mod list_nothing;
mod list_shown;
mod list_table;
mod list_views;
mod meanwhile;
mod new;
mod photo;
mod point;
mod reach;
mod related;
mod score;
mod show;
mod sources;
mod work;
mod zone;

pub use list::List;
pub use list::count_words;
pub use list_filters::tagged_href;
pub use new::New;
pub use show::Show;
pub use sources::origin_words;

use chrono_tz::Tz;

use super::ListQuery;
use crate::suggestions::types::every;

/// Whom the list shows at the address with this query; none where that cannot be read.
pub fn list_at(query: &str, zone: Tz) -> Option<ListQuery> {
    let pairs: Vec<(String, String)> = serde_urlencoded::from_str(query).ok()?;
    let address = list_address::ListAddress::of(&pairs.into_iter().collect());
    address.unread.is_none().then(|| address.query(zone))
}

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
