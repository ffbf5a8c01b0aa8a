//! What numbering plans say where the library is silent: countries whose numbers show by their
//! grouping, and first digits of mobile numbers.

use std::sync::LazyLock;

use regex::Regex;

use crate::signature::contact::pattern;

/// Groupings that one country alone uses for numbers without its code.
const SHAPES: [(&str, &str); 12] = [
    (r"^0[1-9](?:[ .]\d\d){4}$", "FR"),
    (
        r"^(?:07\d{3} ?\d{3} ?\d{3}|020 \d{4} \d{4}|01\d{2} \d{3} \d{4}|01\d{3} \d{5,6})$",
        "GB",
    ),
    (r"^\(0\d{2,4}\) ?\d{3} ?\d{3,4}$", "GB"),
    (r"^06[ -]?\d{8}$|^06-\d{2}( ?\d{2}){3}$", "NL"),
    (r"^\(?\d{2}\)? 9\d{4}[- ]\d{4}$", "BR"),
    (r"^8[ -]?\(?9\d{2}\)?[ -]?\d{3}[ -]?\d{2}[ -]?\d{2}$", "RU"),
    (r"^010-\d{4}-\d{4}$", "KR"),
    (r"^0[789]0-\d{4}-\d{4}$|^03-\d{4}-\d{4}$", "JP"),
    (r"^1[3-9]\d(?:[ -]?\d{4}){2}$", "CN"),
    (r"^04\d{2} \d{3} \d{3}$", "AU"),
    (r"^01[5-7]\d[ /-]\d{6,8}$", "DE"),
    (r"^\(0\d\) \d{4} \d{4}$", "AU"),
];

static PATTERNS: LazyLock<Vec<(Option<Regex>, &str)>> = LazyLock::new(|| {
    SHAPES
        .iter()
        .map(|(shape, region)| (pattern(shape), *region))
        .collect()
});

pub(super) fn region_by_shape(raw: &str) -> Option<&'static str> {
    PATTERNS
        .iter()
        .find(|(shape, _)| shape.as_ref().is_some_and(|shape| shape.is_match(raw)))
        .map(|(_, region)| *region)
}

/// First digits of mobile numbers by country code.
const MOBILE: [(u16, &[&str]); 63] = [
    (7, &["9"]),
    (20, &["1"]),
    (27, &["6", "7", "8"]),
    (31, &["6"]),
    (32, &["4"]),
    (33, &["6", "7"]),
    (34, &["6", "7"]),
    (36, &["20", "30", "31", "50", "70"]),
    (39, &["3"]),
    (40, &["7"]),
    (41, &["75", "76", "77", "78", "79"]),
    (43, &["6"]),
    (44, &["7"]),
    (46, &["7"]),
    (47, &["4", "9"]),
    (
        48,
        &[
            "45", "50", "51", "53", "57", "60", "66", "69", "72", "73", "78", "79", "88",
        ],
    ),
    (49, &["15", "16", "17"]),
    (60, &["1"]),
    (61, &["4"]),
    (65, &["8", "9"]),
    (81, &["70", "80", "90"]),
    (82, &["10"]),
    (86, &["13", "14", "15", "16", "17", "18", "19"]),
    (90, &["5"]),
    (91, &["6", "7", "8", "9"]),
    (351, &["91", "92", "93", "96"]),
    (353, &["8"]),
    (358, &["4", "50"]),
    (380, &["39", "50", "63", "66", "67", "68", "73", "9"]),
    (420, &["6", "7"]),
    (886, &["9"]),
    (971, &["5"]),
    (972, &["5"]),
    (30, &["69"]),
    (51, &["9"]),
    (54, &["9"]),
    (56, &["9"]),
    (57, &["3"]),
    (62, &["8"]),
    (63, &["9"]),
    (64, &["2"]),
    (66, &["6", "8", "9"]),
    (84, &["3", "5", "7", "8", "9"]),
    (92, &["3"]),
    (94, &["7"]),
    (212, &["6", "7"]),
    (213, &["5", "6", "7"]),
    (216, &["2", "4", "5", "9"]),
    (234, &["7", "8", "9"]),
    (254, &["1", "7"]),
    (352, &["6"]),
    (359, &["87", "88", "89", "98", "99"]),
    (370, &["6"]),
    (371, &["2"]),
    (372, &["5"]),
    (381, &["6"]),
    (385, &["9"]),
    (386, &["30", "31", "40", "41", "51", "64", "68", "70", "71"]),
    (421, &["9"]),
    (852, &["5", "6", "9"]),
    (880, &["1"]),
    (961, &["3", "70", "71", "76", "78", "79", "81"]),
    (966, &["5"]),
];

/// For numbers that the library holds for invalid, such as those reserved for fiction.
pub(super) fn is_mobile(code: u16, national: &str) -> bool {
    if code == 55 {
        return national.len() == 11 && national[2..].starts_with('9');
    }
    MOBILE
        .iter()
        .find(|(known, _)| *known == code)
        .is_some_and(|(_, starts)| starts.iter().any(|start| national.starts_with(start)))
}
