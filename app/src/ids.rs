//! Identifiers and secrets: the one place that draws random numbers.

use chrono::{DateTime, Utc};
use rand::{Rng, distr::Alphanumeric};
use sha2::{Digest, Sha256};
use uuid::{NoContext, Timestamp, Uuid};

/// A version 7 identifier: ordered by the given time, random beneath.
pub fn new(now: DateTime<Utc>) -> Uuid {
    let nanoseconds = now.timestamp_subsec_nanos();
    Uuid::new_v7(Timestamp::from_unix(
        NoContext,
        now.timestamp().unsigned_abs(),
        nanoseconds,
    ))
}

/// A name for a failure or a request, short enough to be read aloud.
pub fn short() -> String {
    random(8).to_lowercase()
}

/// A bearer secret of 43 characters: about 256 bits.
pub fn secret() -> String {
    random(43)
}

/// A secret that people type on a phone: 20 letters and digits that are not mistaken for each
/// other, in groups; about 99 bits.
pub fn app_password() -> String {
    const LETTERS: &[u8] = b"abcdefghjkmnpqrstuvwxyz23456789";
    let letters: Vec<u8> = random_below(LETTERS.len(), 20)
        .map(|at| LETTERS[at])
        .collect();
    let groups = letters.chunks(5).map(String::from_utf8_lossy);
    groups.collect::<Vec<_>>().join("-")
}

/// The bytes of a key, or what makes one message different from every other.
#[expect(
    clippy::disallowed_methods,
    reason = "this is the place that the lint points to"
)]
pub fn bytes<const LENGTH: usize>() -> [u8; LENGTH] {
    rand::rng().random()
}

/// From 0 to 1, to spread what would else happen at once.
#[expect(
    clippy::disallowed_methods,
    reason = "this is the place that the lint points to"
)]
pub fn chance() -> f64 {
    rand::rng().random()
}

/// What is stored of a bearer secret.
pub fn digest(secret: &str) -> String {
    hex::encode(Sha256::digest(secret.as_bytes()))
}

/// The same text gives the same identifier, in every process.
pub fn derived(text: &str) -> Uuid {
    let hash = Sha256::digest(text.as_bytes());
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash[..16]);
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}

#[expect(
    clippy::disallowed_methods,
    reason = "this is the place that the lint points to"
)]
fn random_below(limit: usize, count: usize) -> impl Iterator<Item = usize> {
    let mut random = rand::rng();
    (0..count).map(move |_| random.random_range(0..limit))
}

#[expect(
    clippy::disallowed_methods,
    reason = "this is the place that the lint points to"
)]
fn random(length: usize) -> String {
    rand::rng()
        .sample_iter(Alphanumeric)
        .take(length)
        .map(char::from)
        .collect()
}
