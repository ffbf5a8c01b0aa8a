//! How people write: their language, program, name and signature, drawn by kind.

use super::kind::{Client, Ending, HeaderName, Kind, Language, Rhythm};
use super::origin::Origin;
use crate::dice::Dice;

/// Colleagues write English to each other; others often their own language.
pub(super) fn language_for(kind: Kind, origin: &Origin, dice: &mut Dice) -> Language {
    if kind == Kind::Colleague || dice.chance(25) {
        Language::En
    } else {
        origin.language
    }
}

pub(super) fn ending_for(rhythm: Rhythm, dice: &mut Dice) -> Ending {
    let shares: &[(Ending, u32)] = match rhythm {
        Rhythm::Once => &[
            (Ending::Settled, 70),
            (Ending::AwaitsMe, 12),
            (Ending::AwaitsThem, 18),
        ],
        Rhythm::Dormant => &[(Ending::Settled, 80), (Ending::AwaitsThem, 20)],
        Rhythm::Fading => &[
            (Ending::Settled, 60),
            (Ending::AwaitsMe, 15),
            (Ending::ThreeOfMine, 25),
        ],
        _ => &[
            (Ending::Settled, 66),
            (Ending::AwaitsMe, 15),
            (Ending::AwaitsThem, 12),
            (Ending::ThreeOfMine, 7),
        ],
    };
    dice.weighted(shares, Ending::Settled)
}

pub(super) fn client_for(kind: Kind, dice: &mut Dice) -> Client {
    let shares: &[(Client, u32)] = if kind.is_business() {
        &[
            (Client::Gmail, 34),
            (Client::Outlook, 40),
            (Client::Apple, 14),
            (Client::Thunderbird, 10),
            (Client::Telephone, 2),
        ]
    } else {
        &[
            (Client::Gmail, 50),
            (Client::Telephone, 20),
            (Client::Apple, 20),
            (Client::Thunderbird, 10),
        ]
    };
    dice.weighted(shares, Client::Gmail)
}

pub(super) fn header_name_for(has_script: bool, has_company: bool, dice: &mut Dice) -> HeaderName {
    match dice.below(20) {
        0 => HeaderName::Absent,
        1 | 2 => HeaderName::FamilyFirst,
        3 if has_company => HeaderName::WithCompany,
        4..13 if has_script => HeaderName::Native,
        _ => HeaderName::Plain,
    }
}

pub(super) fn signature_for(kind: Kind, dice: &mut Dice) -> usize {
    match kind {
        Kind::Family | Kind::Friend => usize::from(dice.chance(10)),
        Kind::Colleague => dice.below(4),
        _ if dice.chance(12) => 0,
        _ => 1 + dice.below(8),
    }
}
