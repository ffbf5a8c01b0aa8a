//! Words in Dutch.

use super::{Habits, Manner, Phrases, Tone};

pub const PHRASES: Phrases = Phrases {
    code: "nl",
    name: "Dutch",
    casual: Manner {
        greeting: "Hoi {name},",
        greeting_nameless: "Hoi,",
        sign_off: "Groetjes,",
    },
    formal: Manner {
        greeting: "Beste {name},",
        greeting_nameless: "Goedendag,",
        sign_off: "Met vriendelijke groet,",
    },
    habits: Habits {
        casual_greetings: &[
            "hoi",
            "hallo",
            "hey",
            "hé",
            "hi",
            "dag",
            "lieve",
            "goedemorgen",
        ],
        formal_greetings: &[
            "beste",
            "geachte",
            "goedendag",
            "goedemiddag",
            "goedenavond",
        ],
        greeting_ends: &[],
        casual_sign_offs: &[
            "groetjes",
            "groeten",
            "groet",
            "liefs",
            "tot snel",
            "bedankt",
            "gr",
            "hartelijke groet",
            "tot gauw",
        ],
        formal_sign_offs: &[
            "met vriendelijke groet",
            "met vriendelijke groeten",
            "vriendelijke groet",
            "hoogachtend",
            "mvg",
            "met hartelijke groet",
        ],
        titles: &[
            "heer", "mevrouw", "meneer", "dhr", "mevr", "mw", "dr", "prof", "de",
        ],
        familiar: &["je", "jij", "jou", "jouw"],
        polite: &["u", "uw", "U", "Uw"],
        unspaced: false,
    },
    unsure: Tone::Casual,
};
