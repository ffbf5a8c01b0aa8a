//! Letters made comparable: lower-case ASCII words with one space between them.

/// What is read of a value; nobody's name is longer.
pub(crate) const LONGEST: usize = 200;

/// Lower case, transliterated, without accents, punctuation, control and direction marks.
/// Apostrophes vanish (`O'Neil` is one word), hyphens part words.
pub(crate) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len().min(LONGEST));
    if text.is_ascii() {
        fold_ascii(text, &mut folded);
        return folded;
    }
    for letter in text.chars().take(LONGEST) {
        if letter.is_ascii_alphanumeric() {
            folded.push(letter.to_ascii_lowercase());
        } else if is_joining(letter) {
        } else if letter.is_ascii() || !letter.is_alphanumeric() {
            part(&mut folded);
        } else {
            push_transliterated(&mut folded, letter);
        }
    }
    let end = folded.trim_end().len();
    folded.truncate(end);
    folded
}

/// The same for plain letters, which most texts are made of.
fn fold_ascii(text: &str, folded: &mut String) {
    let mut is_parted = false;
    for letter in text.bytes().take(LONGEST) {
        if letter.is_ascii_alphanumeric() {
            if is_parted && !folded.is_empty() {
                folded.push(' ');
            }
            is_parted = false;
            folded.push(char::from(letter.to_ascii_lowercase()));
        } else if !matches!(letter, b'\'' | b'`') {
            is_parted = true;
        }
    }
}

/// Apostrophes, accents that stand apart, and marks without width.
fn is_joining(letter: char) -> bool {
    matches!(
        letter,
        '\'' | '’' | '‘' | '`' | '´' | 'ʼ' | '\u{300}'..='\u{36f}' | '\u{ad}'
            | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}'
    )
}

fn part(folded: &mut String) {
    if !folded.is_empty() && !folded.ends_with(' ') {
        folded.push(' ');
    }
}

fn push_transliterated(folded: &mut String, letter: char) {
    for ascii in any_ascii::any_ascii_char(letter).bytes() {
        if ascii.is_ascii_alphanumeric() {
            folded.push(char::from(ascii.to_ascii_lowercase()));
        }
    }
}

/// Whether the two differ by one letter added, left out, or wrong, or by two neighbours swapped:
/// an optimal string alignment distance of one (Damerau, 1964).
pub(crate) fn is_one_edit(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() <= other.len() {
        (one.as_bytes(), other.as_bytes())
    } else {
        (other.as_bytes(), one.as_bytes())
    };
    if long.len() - short.len() > 1 || short == long {
        return false;
    }
    let start = short.iter().zip(long).take_while(|(a, b)| a == b).count();
    let (short, long) = (&short[start..], &long[start..]);
    let end = short
        .iter()
        .rev()
        .zip(long.iter().rev())
        .take_while(|(a, b)| a == b)
        .count();
    let (short, long) = (&short[..short.len() - end], &long[..long.len() - end]);
    match (short, long) {
        ([], [_]) | ([_], [_]) => true,
        ([a, b], [c, d]) => a == d && b == c,
        _ => false,
    }
}

/// Whether [`alike`] gives so much at least.
pub(crate) fn is_alike(one: &str, other: &str, least: f32) -> bool {
    alike(one, other, least) >= least
}

/// Similarity from 0 to 1 by shared letters in like places, raised for a common beginning
/// (Jaro, 1989; Winkler, 1990); or 0 where the letters that stand in both show that it is less
/// than `least`. Only the first 64 bytes are read.
pub(crate) fn alike(one: &str, other: &str, least: f32) -> f32 {
    let (one, other) = (one.min(other), one.max(other));
    let a = &one.as_bytes()[..one.len().min(64)];
    let b = &other.as_bytes()[..other.len().min(64)];
    let prefix = a.iter().zip(b).take(4).take_while(|(x, y)| x == y).count();
    let raised = |matches: f32, in_order: f32| {
        let jaro = (matches / a.len() as f32 + matches / b.len() as f32 + in_order) / 3.0;
        jaro + prefix as f32 * 0.1 * (1.0 - jaro)
    };
    let most = letters_in(a, b).min(letters_in(b, a)) as f32;
    if most == 0.0 || raised(most, 1.0) < least {
        return 0.0;
    }
    let (in_a, in_b) = common(a, b);
    let matches = in_a.count_ones() as f32;
    if matches == 0.0 {
        return 0.0;
    }
    let swapped = transpositions(a, b, in_a, in_b) as f32 / 2.0;
    raised(matches, (matches - swapped) / matches)
}

/// How many of the letters stand in the other word too, or a few more.
fn letters_in(word: &[u8], other: &[u8]) -> usize {
    let bit = |letter: &u8| 1_u32 << (letter & 31);
    let set = other.iter().fold(0, |set, letter| set | bit(letter));
    word.iter().filter(|letter| set & bit(letter) != 0).count()
}

/// The places of the letters that the two have in common, as bits.
fn common(a: &[u8], b: &[u8]) -> (u64, u64) {
    let reach = (a.len().max(b.len()) / 2).saturating_sub(1);
    let (mut in_a, mut in_b) = (0_u64, 0_u64);
    for (at, letter) in a.iter().enumerate() {
        let from = at.saturating_sub(reach);
        let to = (at + reach + 1).min(b.len());
        if let Some(found) = (from..to).find(|place| in_b >> place & 1 == 0 && b[*place] == *letter)
        {
            in_a |= 1 << at;
            in_b |= 1 << found;
        }
    }
    (in_a, in_b)
}

fn transpositions(a: &[u8], b: &[u8], in_a: u64, in_b: u64) -> usize {
    pick(a, in_a)
        .zip(pick(b, in_b))
        .filter(|(x, y)| x != y)
        .count()
}

fn pick(letters: &[u8], bits: u64) -> impl Iterator<Item = u8> {
    letters
        .iter()
        .enumerate()
        .filter(move |(at, _)| bits >> at & 1 == 1)
        .map(|(_, letter)| *letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding() {
        assert_eq!(fold("  María-José  O’Neil "), "maria jose oneil");
        assert_eq!(fold("Jose\u{301}"), "jose");
        assert_eq!(fold("\u{202e}Иванов\u{0}😀 x"), "ivanov x");
        assert_eq!(fold("😀"), "");
        assert_eq!(fold(" - Ann-Lee  O'Neil`s. "), "ann lee oneils");
        assert!(fold(&"x".repeat(1_000_000)).len() <= LONGEST);
    }

    #[test]
    fn one_edit() {
        for (one, other) in [("michael", "micheal"), ("jon", "john"), ("anna", "anne")] {
            assert!(is_one_edit(one, other) && is_one_edit(other, one));
        }
        for (one, other) in [
            ("same", "same"),
            ("ab", "ba x"),
            ("zhang", "zhao"),
            ("", "ab"),
        ] {
            assert!(!is_one_edit(one, other));
        }
    }

    #[test]
    fn the_published_examples_of_jaro_winkler() {
        for (one, other, expected) in [
            ("martha", "marhta", 0.961),
            ("dixon", "dicksonx", 0.813),
            ("dwayne", "duane", 0.84),
            ("abc", "xyz", 0.0),
        ] {
            let found = alike(one, other, 0.0);
            assert!((found - expected).abs() < 0.001);
            assert_eq!(alike(one, other, found), found);
            assert!(alike(one, other, 0.99) < 0.99);
        }
    }
}
