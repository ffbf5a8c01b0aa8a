//! What people do: titles and positions in many languages.

use std::collections::HashSet;
use std::sync::LazyLock;

static WORDS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| include_str!("titles.txt").split_whitespace().collect());
static MARKS: LazyLock<Vec<&str>> =
    LazyLock::new(|| include_str!("title_marks.txt").lines().collect());

/// Ends of compound words (`Vertriebsleiterin`, `Softwareentwickler`).
const ENDS: &[&str] = &[
    "leiter",
    "leiterin",
    "leitung",
    "manager",
    "managerin",
    "ingenieur",
    "ingenieurin",
    "berater",
    "beraterin",
    "entwickler",
    "entwicklerin",
    "assistent",
    "assistentin",
    "assistenz",
    "referent",
    "referentin",
    "bearbeiter",
    "bearbeiterin",
    "beauftragter",
    "beauftragte",
    "führer",
    "führerin",
    "kaufmann",
    "kauffrau",
    "anwalt",
    "anwältin",
    "arzt",
    "ärztin",
    "direktor",
    "direktorin",
    "mitarbeiter",
    "mitarbeiterin",
    "techniker",
    "technikerin",
    "architekt",
    "architektin",
    "redakteur",
    "redakteurin",
    "betreuer",
    "betreuerin",
    "verwalter",
    "verwalterin",
    "forscher",
    "forscherin",
    "makler",
    "maklerin",
    "planer",
    "planerin",
    "medewerker",
    "medewerkster",
    "adviseur",
    "ontwikkelaar",
    "beheerder",
    "directeur",
    "deskundige",
    "inspecteur",
    "trainer",
    "coach",
    "designer",
    "designerin",
    "lehrer",
    "lehrerin",
    "meister",
    "meisterin",
    "berater/in",
    "ologe",
    "ologin",
    "pfleger",
    "pflegerin",
    "chef",
    "chefin",
    "chirurg",
    "therapeut",
    "therapeutin",
    "analyst",
    "analystin",
    "gestalter",
    "gestalterin",
    "monteur",
    "händler",
    "händlerin",
    "vertreter",
    "vertreterin",
    "sekretär",
    "sekretärin",
    "inspektor",
    "inspektorin",
    "spezialist",
    "spezialistin",
    "koordinator",
    "koordinatorin",
    "sjef",
    "chefen",
    "leder",
    "ansvarlig",
    "konsulent",
    "konsult",
    "utvecklare",
    "ingenjör",
    "ingeniør",
    "assistentti",
    "päällikkö",
    "johtaja",
    "insinööri",
    "asiantuntija",
    "vezető",
    "mérnök",
    "loog",
    "arts",
    "kundige",
    "verzorger",
    "begeleider",
    "begeleidster",
    "consulent",
    "consulente",
    "technicus",
    "hoofd",
    "manažer",
    "ředitel",
    "ředitelka",
];

/// Whether the text holds a word by which positions are called.
pub(crate) fn is_title(text: &str) -> bool {
    if text.chars().count() > 110 {
        return false;
    }
    let lower = text.to_lowercase();
    let is_east_asian = lower.chars().any(|letter| letter > '\u{2e80}');
    is_east_asian && MARKS.iter().any(|mark| lower.contains(mark))
        || words(&lower).any(is_title_word)
}

fn words(lower: &str) -> impl Iterator<Item = &str> {
    lower
        .split(|letter: char| !(letter.is_alphanumeric() || matches!(letter, '-' | '\'')))
        .filter(|word| !word.is_empty())
}

fn is_title_word(word: &str) -> bool {
    let stem = word.split(['/', ':', '*']).next().unwrap_or(word);
    let is_known = |word: &str| {
        WORDS.contains(word)
            || ENDS
                .iter()
                .any(|end| word.len() > end.len() + 2 && word.ends_with(end))
    };
    let parts = || word.split('-').filter(|part| part.len() > 2);
    is_known(stem) || word.contains('-') && parts().any(is_known)
}

/// How the text reads as a position: known words count, company forms and figures speak against.
pub(super) fn strength(text: &str) -> u8 {
    let words = text.split_whitespace().count();
    if words > 14 || text.ends_with(['!', '?']) || is_sentence(text) {
        return 0;
    }
    u8::from(is_title(text)) * 2
}

/// Ends in a full stop that is no abbreviation's.
fn is_sentence(text: &str) -> bool {
    let last = text.split_whitespace().next_back().unwrap_or("");
    let bare = last.trim_end_matches('.');
    let is_consonant = |letter: char| !"aeiouyáéíóúàèäöü".contains(letter);
    let is_abbreviation = bare.contains('.')
        || (2..=4).contains(&bare.chars().count())
            && bare.len() > 2
            && bare.ends_with(is_consonant);
    let words = text.split_whitespace().count();
    text.ends_with('.') && words > 2 && !(is_abbreviation && words <= 6)
}
