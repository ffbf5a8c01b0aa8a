//! Where names, streets and telephone numbers come from (`data/origins.txt`).

use std::sync::LazyLock;

use super::{Phone, Place, kind::Language};
use crate::dice::Dice;
use crate::text::{Block, blocks};

pub(crate) struct Origin {
    pub word: &'static str,
    pub language: Language,
    pub given: Vec<&'static str>,
    pub family: Vec<&'static str>,
    country: &'static str,
    code: &'static str,
    cities: Vec<&'static str>,
    streets: Vec<&'static str>,
    phones: &'static [&'static str],
    mobiles: &'static [&'static str],
}

pub(crate) fn origins() -> &'static [Origin] {
    static BLOCKS: LazyLock<Vec<Block>> =
        LazyLock::new(|| blocks(include_str!("../../data/origins.txt")));
    static ORIGINS: LazyLock<Vec<Origin>> = LazyLock::new(|| BLOCKS.iter().map(read).collect());
    &ORIGINS
}

fn read(block: &'static Block) -> Origin {
    Origin {
        word: block.title,
        language: Language::from_code(block.one("language")),
        given: block.list("given"),
        family: block.list("family"),
        country: block.one("country"),
        code: block.one("code"),
        cities: block.list("cities"),
        streets: block.list("streets"),
        phones: block.all("phone"),
        mobiles: block.all("mobile"),
    }
}

impl Origin {
    pub fn place(&self, dice: &mut Dice) -> Place {
        let mut parts = dice.pick(&self.cities).split('/');
        let city = parts.next().unwrap_or_default();
        let offset = parts.next().and_then(|minutes| minutes.parse().ok());
        Place {
            street: dice.pick(&self.streets),
            postcode: parts.next().unwrap_or_default(),
            city,
            country: self.country,
            offset_minutes: offset.unwrap_or_default(),
        }
    }

    /// A number of the office or of a mobile, where the country has a range for drama.
    pub fn phone(&self, mobile: bool, dice: &mut Dice) -> Option<Phone> {
        let patterns = if mobile { self.mobiles } else { self.phones };
        if patterns.is_empty() {
            return None;
        }
        let national = digits(dice.pick(patterns), dice);
        let bare: String = national.chars().filter(char::is_ascii_digit).collect();
        let bare = bare.strip_prefix('0').unwrap_or(&bare);
        Some(Phone {
            e164: format!("+{}{bare}", self.code),
            shown: self.shown(&national, dice),
            mobile,
        })
    }

    fn shown(&self, national: &str, dice: &mut Dice) -> String {
        let Some(rest) = national.strip_prefix('0') else {
            return if dice.chance(50) {
                national.to_owned()
            } else {
                format!("+{} {national}", self.code)
            };
        };
        match dice.below(10) {
            0..4 => format!("+{} {rest}", self.code),
            4 => format!("+{} (0){rest}", self.code),
            5 => format!("00{} {rest}", self.code),
            6 => format!("+{}{}", self.code, rest.replace([' ', '-'], "")),
            _ => national.to_owned(),
        }
    }
}

fn digits(pattern: &str, dice: &mut Dice) -> String {
    let digit = |letter| match letter {
        '#' => char::from(b'0' + dice.below(10) as u8),
        other => other,
    };
    pattern.chars().map(digit).collect()
}
