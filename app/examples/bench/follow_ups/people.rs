//! The people of the replay: how often each is in touch, how strong the tie is, and how
//! readily they answer. The same at every run.

use anyhow::Result;
use app::context::Viewer;
use chrono::{DateTime, Duration, Utc};
use uuid::Uuid;

pub const COUNT: i64 = 300;

pub struct Person {
    pub contact: Uuid,
    pub record: Uuid,
    pub is_strong: bool,
    /// The usual pause, in days.
    pub rhythm: f64,
    /// The share of messages that they answer.
    pub answers: f64,
    pub last_at: DateTime<Utc>,
    /// The day of the replay on which they will.
    pub answers_on: Option<i64>,
}

impl Person {
    /// In days.
    pub fn silence(&self, at: DateTime<Utc>) -> f64 {
        (at - self.last_at).num_seconds() as f64 / 86_400.0
    }
}

/// A third with strong ties, a third with weaker ones, and a third who had fallen silent
/// between one and three years before.
pub async fn people(
    viewer: &Viewer,
    begins: DateTime<Utc>,
    mut id: impl FnMut() -> Uuid,
) -> Result<Vec<Person>> {
    let (contacts, records): (Vec<Uuid>, Vec<Uuid>) = (0..COUNT).map(|_| (id(), id())).unzip();
    let mut scope = viewer.begin().await?;
    sqlx::query(include_str!("people.sql"))
        .bind(&contacts)
        .bind(&records)
        .bind(begins - Duration::days(700))
        .execute(scope.db())
        .await?;
    scope.commit().await?;
    let rows = contacts.into_iter().zip(records).enumerate();
    let people = rows.map(|(place, (contact, record))| {
        let number = place as i64;
        let is_strong = place % 3 == 0;
        let spread = chance(number, 0, "rhythm");
        let rhythm = if is_strong {
            7.0 + 23.0 * spread
        } else {
            20.0 + 60.0 * spread
        };
        let silent_days = match place % 3 {
            2 => 400.0 + 700.0 * chance(number, 0, "silence"),
            _ => rhythm * chance(number, 0, "silence"),
        };
        Person {
            contact,
            record,
            is_strong,
            rhythm,
            answers: if is_strong { 0.85 } else { 0.6 },
            last_at: begins - Duration::seconds((silent_days * 86_400.0) as i64),
            answers_on: None,
        }
    });
    Ok(people.collect())
}

/// From 0 to 1, without it; the same for the same numbers and word (SplitMix64).
pub fn chance(person: i64, day: i64, word: &str) -> f64 {
    let mut state = word.bytes().fold(0_u64, |state, byte| {
        state.wrapping_mul(31).wrapping_add(u64::from(byte))
    });
    for number in [person, day] {
        state = state
            .wrapping_add(number.unsigned_abs())
            .wrapping_add(0x9e37_79b9_7f4a_7c15);
        state = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        state = (state ^ (state >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        state ^= state >> 31;
    }
    (state >> 11) as f64 / (1_u64 << 53) as f64
}
