//! Names would have to be inflected in a greeting, and “Pan” or “Pani” chosen by what
//! is not known: where no greeting was learned, it does without both.

use super::{Habits, Manner, Phrases, Tone, Units, two_forms};

pub const PHRASES: Phrases = Phrases {
    code: "pl",
    name: "Polish",
    casual: Manner {
        greeting: "Cześć,",
        greeting_nameless: "Cześć,",
        sign_off: "Pozdrawiam,",
        answer: "Dziękuję za wiadomość i przepraszam, że tak długo zwlekam z odpowiedzią.",
        answer_about: "Dziękuję za wiadomość w sprawie „{subject}” i przepraszam, że tak długo zwlekam z odpowiedzią.",
        keep_in_touch: "Od {span} do siebie nie pisaliśmy.",
        reconnect: "Od {span} do siebie nie pisaliśmy, to stanowczo za długo.",
        last_time: "Ostatnio chodziło o „{subject}”.",
        question: "Co u ciebie słychać?",
        subject: "Co słychać?",
    },
    formal: Manner {
        greeting: "Dzień dobry,",
        greeting_nameless: "Dzień dobry,",
        sign_off: "Z poważaniem,",
        answer: "Dziękuję za wiadomość i przepraszam za zwłokę w odpowiedzi.",
        answer_about: "Dziękuję za wiadomość w sprawie „{subject}” i przepraszam za zwłokę w odpowiedzi.",
        keep_in_touch: "Od {span} nie mieliśmy kontaktu.",
        reconnect: "Od {span} nie mieliśmy kontaktu, to stanowczo za długo.",
        last_time: "Ostatnio chodziło o „{subject}”.",
        question: "Mam nadzieję, że wszystko w porządku.",
        subject: "Powrót do kontaktu",
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
    units: Units {
        day: ["jednego dnia", "{n} dni", ""],
        week: ["tygodnia", "{n} tygodni", ""],
        month: ["miesiąca", "{n} miesięcy", ""],
        year: ["roku", "{n} lat", ""],
        plural: two_forms,
    },
    unsure: Tone::Formal,
    flows_on: true,
    gap: " ",
};
