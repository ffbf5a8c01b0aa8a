//! Words in Spanish.

use super::{Habits, Manner, Phrases, Tone};

pub const PHRASES: Phrases = Phrases {
    code: "es",
    name: "Spanish",
    casual: Manner {
        greeting: "Hola, {name}:",
        greeting_nameless: "Hola:",
        sign_off: "Un saludo,",
    },
    formal: Manner {
        greeting: "Buenos días, {name}:",
        greeting_nameless: "Buenos días:",
        sign_off: "Atentamente,",
    },
    habits: Habits {
        casual_greetings: &["hola", "querido", "querida", "buenas", "hey", "qué tal"],
        formal_greetings: &[
            "estimado",
            "estimada",
            "buenos días",
            "buenas tardes",
            "buenas noches",
            "muy señor",
        ],
        greeting_ends: &[],
        casual_sign_offs: &[
            "un saludo",
            "saludos",
            "un abrazo",
            "abrazos",
            "gracias",
            "besos",
            "un beso",
            "hasta pronto",
            "nos vemos",
        ],
        formal_sign_offs: &[
            "atentamente",
            "cordialmente",
            "un cordial saludo",
            "saludos cordiales",
            "le saluda",
            "reciba",
        ],
        titles: &[
            "sr", "sra", "srta", "señor", "señora", "don", "doña", "dr", "dra",
        ],
        familiar: &["tú", "te", "ti", "tu", "tus", "contigo", "tuyo", "tuya"],
        polite: &["usted", "ud", "Usted", "Ud"],
        unspaced: false,
    },
    unsure: Tone::Casual,
};
