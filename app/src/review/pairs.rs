//! Pairs as a form sends them: two ids parted by a colon, pairs by commas.

use uuid::Uuid;

use crate::error::{Error, FieldCode, Result};

pub fn write_pairs(pairs: &[(Uuid, Uuid)]) -> String {
    let pairs = pairs.iter().map(|(one, other)| format!("{one}:{other}"));
    pairs.collect::<Vec<_>>().join(",")
}

pub fn read_pairs(text: &str) -> Result<Vec<(Uuid, Uuid)>> {
    let read = |pair: &str| {
        let (one, other) = pair.split_once(':')?;
        Some((one.trim().parse().ok()?, other.trim().parse().ok()?))
    };
    let pairs = text.split(',').filter(|pair| !pair.is_empty());
    let pairs: Option<Vec<(Uuid, Uuid)>> = pairs.map(read).collect();
    pairs.ok_or_else(|| Error::invalid("pairs", FieldCode::Unreadable))
}
