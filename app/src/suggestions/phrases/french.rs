//! Words in French.

use super::{Habits, Manner, Phrases, Tone};

pub const PHRASES: Phrases = Phrases {
    code: "fr",
    name: "French",
    casual: Manner {
        greeting: "Salut {name},",
        greeting_nameless: "Salut,",
        sign_off: "Bien à toi,",
    },
    formal: Manner {
        greeting: "Bonjour {name},",
        greeting_nameless: "Bonjour,",
        sign_off: "Cordialement,",
    },
    habits: Habits {
        casual_greetings: &["salut", "coucou", "cher", "chère", "hello", "hey"],
        formal_greetings: &[
            "bonjour",
            "bonsoir",
            "monsieur",
            "madame",
            "cher monsieur",
            "chère madame",
        ],
        greeting_ends: &[],
        casual_sign_offs: &[
            "bien à toi",
            "amitiés",
            "bises",
            "à bientôt",
            "merci",
            "à plus",
            "je t’embrasse",
            "je t'embrasse",
            "bisous",
            "à +",
        ],
        formal_sign_offs: &[
            "cordialement",
            "bien cordialement",
            "bien à vous",
            "veuillez",
            "respectueusement",
            "sincères salutations",
            "salutations",
        ],
        titles: &[
            "m",
            "mme",
            "mlle",
            "monsieur",
            "madame",
            "docteur",
            "dr",
            "professeur",
            "maître",
            "à",
            "toi",
            "vous",
        ],
        familiar: &["tu", "te", "toi", "ton", "ta", "tes", "t"],
        polite: &["vous", "votre", "vos"],
        unspaced: false,
    },
    unsure: Tone::Formal,
};
