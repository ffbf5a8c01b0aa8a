//! A first draft by template: greeting, sign-off and language as in the member's own
//! last message to this person, the reason in plain words, nothing invented.

use super::types::{Facts, Reason};

pub struct Draft {
    pub subject: String,
    pub body: String,
    pub language: &'static str,
    pub tone: &'static str,
}

/// What is known for the words.
pub struct Voice<'a> {
    pub given_name: &'a str,
    pub own_name: &'a str,
    /// The member's last message to this person, if any.
    pub last_own_text: &'a str,
    pub language: Option<&'a str>,
}

struct Phrases {
    language: &'static str,
    greetings: &'static [&'static str],
    hello: &'static str,
    sign_off: &'static str,
    sign_offs: &'static [&'static str],
    formal: &'static [&'static str],
    answer: &'static str,
    keep_in_touch: &'static str,
    reconnect: &'static str,
    about: &'static str,
    hello_again: &'static str,
}

const PHRASES: &[Phrases] = &[
    Phrases {
        language: "en",
        greetings: &["hi", "hello", "hey", "dear", "good morning"],
        hello: "Hi",
        sign_off: "Best,",
        sign_offs: &[
            "best",
            "cheers",
            "thanks",
            "kind regards",
            "regards",
            "love",
            "warmly",
            "talk soon",
            "yours",
        ],
        formal: &["dear", "kind regards", "sincerely", "regards"],
        answer: "thank you for your message{about}, and sorry for the wait.",
        keep_in_touch: "it has been a while since we last wrote{about}. How are things with you?",
        reconnect: "far too long has passed since we last wrote{about}. I thought of you and wondered how you are.",
        about: " about “{subject}”",
        hello_again: "Hello again",
    },
    Phrases {
        language: "de",
        greetings: &[
            "hallo",
            "hi",
            "liebe",
            "lieber",
            "sehr geehrte",
            "guten",
            "moin",
            "servus",
        ],
        hello: "Hallo",
        sign_off: "Viele Grüße",
        sign_offs: &[
            "viele grüße",
            "liebe grüße",
            "beste grüße",
            "mit freundlichen",
            "lg",
            "vg",
            "herzliche",
            "gruß",
        ],
        formal: &["sehr geehrte", "mit freundlichen"],
        answer: "danke für deine Nachricht{about}, und entschuldige, dass du warten musstest.",
        keep_in_touch: "wir haben schon länger nicht mehr geschrieben{about}. Wie geht es dir?",
        reconnect: "es ist viel zu lange her, dass wir geschrieben haben{about}. Ich musste an dich denken: Wie geht es dir?",
        about: " zu „{subject}“",
        hello_again: "Ein Gruß nach längerer Zeit",
    },
    Phrases {
        language: "fr",
        greetings: &["bonjour", "salut", "cher", "chère", "coucou", "bonsoir"],
        hello: "Bonjour",
        sign_off: "Bien à toi,",
        sign_offs: &[
            "bien à",
            "cordialement",
            "amitiés",
            "bises",
            "à bientôt",
            "merci",
        ],
        formal: &["cordialement", "veuillez"],
        answer: "merci pour ton message{about}, et pardon pour l’attente.",
        keep_in_touch: "cela fait un moment que nous ne nous sommes pas écrit{about}. Comment vas-tu ?",
        reconnect: "cela fait bien trop longtemps que nous ne nous sommes pas écrit{about}. J’ai pensé à toi : comment vas-tu ?",
        about: " au sujet de « {subject} »",
        hello_again: "Des nouvelles",
    },
    Phrases {
        language: "es",
        greetings: &[
            "hola", "querido", "querida", "buenos", "buenas", "estimado", "estimada",
        ],
        hello: "Hola",
        sign_off: "Un saludo,",
        sign_offs: &[
            "un saludo",
            "saludos",
            "un abrazo",
            "abrazos",
            "gracias",
            "atentamente",
            "besos",
        ],
        formal: &["estimado", "estimada", "atentamente"],
        answer: "gracias por tu mensaje{about}, y perdona la espera.",
        keep_in_touch: "hace tiempo que no nos escribimos{about}. ¿Cómo te va?",
        reconnect: "ha pasado demasiado tiempo desde que nos escribimos{about}. Me acordé de ti: ¿cómo estás?",
        about: " sobre «{subject}»",
        hello_again: "¿Qué tal?",
    },
];

pub fn draft(reason: Reason, facts: &Facts, voice: &Voice<'_>) -> Draft {
    let phrases = phrases_of(voice.language);
    let subject = facts.last_subject.trim();
    let about = if subject.is_empty() {
        String::new()
    } else {
        phrases.about.replace("{subject}", subject)
    };
    let sentence = match reason {
        Reason::Answer => phrases.answer,
        Reason::KeepInTouch => phrases.keep_in_touch,
        Reason::Reconnect => phrases.reconnect,
    };
    let greeting = greeting(phrases, voice);
    let sign_off = sign_off(phrases, voice);
    let body = format!(
        "{greeting}\n\n{}\n\n{sign_off}\n{}",
        capitalised(&sentence.replace("{about}", &about)),
        first_name(voice.own_name),
    );
    Draft {
        subject: subject_line(reason, subject, phrases),
        body,
        language: phrases.language,
        tone: if is_formal(phrases, voice) {
            "formal"
        } else {
            "casual"
        },
    }
}

fn phrases_of(language: Option<&str>) -> &'static Phrases {
    let found = PHRASES
        .iter()
        .find(|phrases| Some(phrases.language) == language);
    found.unwrap_or(&PHRASES[0])
}

fn subject_line(reason: Reason, subject: &str, phrases: &Phrases) -> String {
    match (reason, subject) {
        (_, "") | (Reason::Reconnect, _) => phrases.hello_again.to_owned(),
        (Reason::Answer, subject) => format!("Re: {subject}"),
        (Reason::KeepInTouch, _) => phrases.hello_again.to_owned(),
    }
}

/// The member's own way to greet this person, if their last message shows one.
fn greeting(phrases: &Phrases, voice: &Voice<'_>) -> String {
    let first = voice
        .last_own_text
        .lines()
        .map(str::trim)
        .find(|line| !line.is_empty())
        .unwrap_or_default();
    let is_greeting = first.chars().count() <= 40 && begins_with_any(first, phrases.greetings);
    if is_greeting {
        return first.to_owned();
    }
    format!("{} {},", phrases.hello, voice.given_name).replace(" ,", ",")
}

fn sign_off(phrases: &Phrases, voice: &Voice<'_>) -> String {
    let own = voice
        .last_own_text
        .lines()
        .rev()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .take(8);
    let found = own
        .into_iter()
        .find(|line| line.chars().count() <= 30 && begins_with_any(line, phrases.sign_offs));
    found.map_or_else(|| phrases.sign_off.to_owned(), ToOwned::to_owned)
}

fn is_formal(phrases: &Phrases, voice: &Voice<'_>) -> bool {
    voice
        .last_own_text
        .lines()
        .map(str::trim)
        .any(|line| line.chars().count() <= 40 && begins_with_any(line, phrases.formal))
}

fn begins_with_any(line: &str, starts: &[&str]) -> bool {
    let line = line.to_lowercase();
    starts.iter().any(|start| {
        line.strip_prefix(start)
            .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    })
}

fn first_name(name: &str) -> &str {
    name.split_whitespace().next().unwrap_or(name)
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars
        .next()
        .map(|first| first.to_uppercase().chain(chars).collect())
        .unwrap_or_default()
}
