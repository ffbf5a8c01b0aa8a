//! Names would have to be inflected in a greeting, and “Pan” or “Pani” chosen by what
//! is not known: where no greeting was learned, it does without both.

use super::{Habits, Manner, Phrases, Tone};

pub const PHRASES: Phrases = Phrases {
    code: "pl",
    name: "Polish",
    casual: Manner {
        greeting: "Cześć,",
        greeting_nameless: "Cześć,",
        sign_off: "Pozdrawiam,",
    },
    formal: Manner {
        greeting: "Dzień dobry,",
        greeting_nameless: "Dzień dobry,",
        sign_off: "Z poważaniem,",
    },
    habits: Habits {
        casual_greetings: &[
            "cześć", "hej", "witaj", "siema", "drogi", "droga", "kochany", "kochana", "heja",
        ],
        formal_greetings: &[
            "dzień dobry",
            "szanowny",
            "szanowna",
            "szanowni",
            "dobry wieczór",
            "witam",
        ],
        greeting_ends: &[],
        casual_sign_offs: &[
            "pozdrawiam",
            "pozdrowienia",
            "pozdro",
            "uściski",
            "buziaki",
            "do zobaczenia",
            "dzięki",
            "trzymaj się",
            "na razie",
        ],
        formal_sign_offs: &[
            "z poważaniem",
            "z wyrazami szacunku",
            "łączę wyrazy szacunku",
            "z szacunkiem",
            "z pozdrowieniami",
        ],
        titles: &[
            "pan",
            "panie",
            "pani",
            "państwo",
            "dr",
            "prof",
            "profesorze",
            "doktorze",
        ],
        familiar: &[
            "ty", "ci", "cię", "ciebie", "tobie", "tobą", "twój", "twoja", "twoje", "twojej", "Ci",
            "Cię", "Ciebie", "Twój", "Twoja",
        ],
        polite: &[
            "pan", "pani", "panu", "pana", "panią", "państwo", "państwu", "Pan", "Pani", "Panu",
            "Pana", "Panią", "Państwo", "Państwu",
        ],
        unspaced: false,
    },
    unsure: Tone::Formal,
};
