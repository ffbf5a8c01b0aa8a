//! Words in Portuguese.

use super::{Habits, Manner, Phrases, Tone};

pub const PHRASES: Phrases = Phrases {
    code: "pt",
    name: "Portuguese",
    casual: Manner {
        greeting: "Olá, {name},",
        greeting_nameless: "Olá,",
        sign_off: "Um abraço,",
    },
    formal: Manner {
        greeting: "Bom dia, {name},",
        greeting_nameless: "Bom dia,",
        sign_off: "Com os melhores cumprimentos,",
    },
    habits: Habits {
        casual_greetings: &["olá", "oi", "querido", "querida", "viva", "e aí"],
        formal_greetings: &[
            "caro",
            "cara",
            "bom dia",
            "boa tarde",
            "boa noite",
            "prezado",
            "prezada",
            "exmo",
            "exma",
            "estimado",
            "estimada",
        ],
        greeting_ends: &[],
        casual_sign_offs: &[
            "um abraço",
            "abraço",
            "abraços",
            "beijos",
            "beijinhos",
            "um beijo",
            "até breve",
            "até logo",
            "obrigado",
            "obrigada",
            "bj",
        ],
        formal_sign_offs: &[
            "com os melhores cumprimentos",
            "melhores cumprimentos",
            "atenciosamente",
            "cordialmente",
            "cumprimentos",
            "att",
        ],
        titles: &[
            "sr", "sra", "senhor", "senhora", "dr", "dra", "dom", "dona", "eng",
        ],
        familiar: &[
            "tu", "te", "ti", "teu", "tua", "teus", "tuas", "contigo", "você", "vc",
        ],
        polite: &["senhor", "senhora", "Sr", "Sra", "vossa", "Vossa"],
        unspaced: false,
    },
    unsure: Tone::Casual,
};
