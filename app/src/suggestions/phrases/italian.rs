//! Words in Italian.

use super::{Habits, Manner, Phrases, Tone};

pub const PHRASES: Phrases = Phrases {
    code: "it",
    name: "Italian",
    casual: Manner {
        greeting: "Ciao {name},",
        greeting_nameless: "Ciao,",
        sign_off: "Un caro saluto,",
    },
    formal: Manner {
        greeting: "Buongiorno {name},",
        greeting_nameless: "Buongiorno,",
        sign_off: "Cordiali saluti,",
    },
    habits: Habits {
        casual_greetings: &["ciao", "caro", "cara", "ehi", "carissimo", "carissima"],
        formal_greetings: &[
            "gentile",
            "egregio",
            "egregia",
            "buongiorno",
            "buonasera",
            "spettabile",
            "gentilissimo",
            "gentilissima",
            "salve",
        ],
        greeting_ends: &[],
        casual_sign_offs: &[
            "un caro saluto",
            "un saluto",
            "a presto",
            "un abbraccio",
            "baci",
            "grazie",
            "ciao",
            "saluti",
        ],
        formal_sign_offs: &[
            "cordiali saluti",
            "distinti saluti",
            "cordialmente",
            "in fede",
        ],
        titles: &[
            "sig",
            "sig.ra",
            "signor",
            "signora",
            "signorina",
            "dott",
            "dott.ssa",
            "dottor",
            "dottoressa",
            "ing",
            "avv",
            "prof",
        ],
        familiar: &["tu", "te", "ti", "tuo", "tua", "tuoi", "tue"],
        polite: &["Lei", "Suo", "Sua", "Suoi", "Sue"],
        unspaced: false,
    },
    unsure: Tone::Casual,
};
