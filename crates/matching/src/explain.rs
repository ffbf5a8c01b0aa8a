//! A score in words.

use crate::field::Field;
use crate::level::Level;
use crate::model::Model;
use crate::pattern::Comparison;
use crate::score::slot_weight;
use crate::table::Table;

/// What one field says.
#[derive(Debug, Clone, PartialEq)]
pub struct Evidence {
    pub field: Field,
    pub level: Level,
    /// In bits; above zero it speaks for one person
    pub weight: f64,
    /// For instance `given name: "mike" and "michael" are forms of one name (+4.9)`
    pub words: String,
}

/// The evidence of every field that says something.
pub(crate) fn explain(
    table: &Table,
    model: &Model,
    one: u32,
    other: u32,
    found: &Comparison,
) -> Vec<Evidence> {
    let levels = found.pattern.levels();
    let evidence = levels.map(|(slot, level)| {
        let field = Field::of_slot(slot);
        let weight = slot_weight(model, found, slot, level);
        let sides = (side(table, field, one), side(table, field, other));
        let told = sign(table, field, level, (one, other));
        let said = told.unwrap_or_else(|| words(field, level, &sides));
        Evidence {
            field,
            level,
            weight,
            words: format!("{}: {said} ({weight:+.1})", field.words()),
        }
    });
    evidence.collect()
}

/// What tells two names apart that sound alike, if it is their generation.
fn sign(table: &Table, field: Field, level: Level, (one, other): (u32, u32)) -> Option<String> {
    let is_given = field == Field::Given && level == Level::Contradicting;
    let (a, b) = table.signs(one, other).filter(|_| is_given)?;
    let (first, second) = a.generations_apart(b)?;
    Some(format!("{first} and {second} are two generations"))
}

fn side(table: &Table, field: Field, record: u32) -> String {
    let values: Vec<&str> = table
        .values(field, record)
        .map(|value| value.text)
        .collect();
    let parted = if matches!(field, Field::Given | Field::Family) {
        " "
    } else {
        ", "
    };
    values.join(parted)
}

fn words(field: Field, level: Level, (one, other): &(String, String)) -> String {
    let both = format!("\"{one}\" and \"{other}\"");
    match level {
        Level::Missing => "not said".to_owned(),
        Level::Exact if one == other => format!("\"{one}\" on both"),
        Level::Exact => format!("{both} have one in common"),
        Level::Nickname => format!("{both} are forms of one name"),
        Level::Initial => format!("{both}: one may be short for the other"),
        Level::Typo => format!("{both} differ by a slip"),
        Level::Reordered => format!("{both} are the same in another order"),
        Level::Transliterated => format!("{both} are spellings of one sound"),
        Level::Subset if field == Field::Handle => {
            format!("{both} have a name or a profile in common, not more")
        }
        Level::Subset => format!("{both}: one is a part of the other"),
        Level::Similar => format!("{both} are alike"),
        Level::Shared => format!("{both}, which many may share"),
        Level::Other if field == Field::Given => format!("{both} are two names a letter apart"),
        Level::Other => format!("{both}: another one, as people have several"),
        Level::Contradicting if one == other => {
            format!("\"{one}\" on both, but written in other letters")
        }
        Level::Contradicting => format!("{both} differ"),
    }
}
