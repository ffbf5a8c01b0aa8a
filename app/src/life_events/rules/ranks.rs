//! How high a title stands.

use super::phrases::{has, plain};

/// Words of titles by how high they stand.
const RANKS: [(u8, &[&str]); 7] = [
    (
        0,
        &[
            "intern",
            "trainee",
            "werkstudent",
            "werkstudentin",
            "praktikant",
            "praktikantin",
            "stagiaire",
            "becario",
            "stagiair",
            "stażysta",
            "стажёр",
            "実習生",
            "实习",
        ],
    ),
    (
        1,
        &[
            "junior",
            "assistant",
            "assistent",
            "assistentin",
            "associate",
        ],
    ),
    (3, &["senior", "старший", "高级"]),
    (
        4,
        &[
            "lead",
            "principal",
            "manager",
            "managerin",
            "teamleiter",
            "teamleiterin",
            "leiter",
            "leiterin",
            "head",
            "responsable",
            "jefe",
            "jefa",
            "gerente",
            "responsabile",
            "hoofd",
            "kierownik",
            "kierowniczka",
            "руководитель",
            "課長",
            "经理",
        ],
    ),
    (
        5,
        &[
            "director",
            "direktor",
            "direktorin",
            "directeur",
            "directrice",
            "directora",
            "diretor",
            "diretora",
            "direttore",
            "direttrice",
            "dyrektor",
            "директор",
            "部長",
            "总监",
            "bereichsleiter",
            "bereichsleiterin",
        ],
    ),
    (
        6,
        &[
            "vp",
            "svp",
            "evp",
            "vice president",
            "prokurist",
            "prokuristin",
            "vicepresidente",
        ],
    ),
    (
        7,
        &[
            "ceo",
            "cto",
            "cfo",
            "coo",
            "cmo",
            "chief",
            "president",
            "geschäftsführer",
            "geschäftsführerin",
            "vorstand",
            "président",
            "présidente",
            "presidente",
            "prezes",
            "генеральный директор",
            "社長",
            "总经理",
            "managing director",
        ],
    ),
];
const USUAL: u8 = 2;

/// Whether a word of it says how high it stands.
pub fn is_ranked(title: &str) -> bool {
    rank(title) != USUAL
}

/// None of two who are called otherwise stands higher: both have the usual rank.
pub fn rank(title: &str) -> u8 {
    let said = plain(title);
    let stands = |words: &[&str]| {
        words.iter().any(|word| match word.chars().next() {
            Some('\u{3040}'..='\u{9fff}') => said.contains(word),
            _ => has(&said, word),
        })
    };
    let found = RANKS.iter().rev().find(|(_, words)| stands(words));
    let is_vice =
        said.contains("vice") || said.contains("deputy") || said.contains("stellvertretend");
    match found {
        Some((7, _)) if is_vice => 6,
        Some((rank, _)) => *rank,
        None => USUAL,
    }
}
