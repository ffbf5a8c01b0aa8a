//! Rare words of what stands before the `@`: `j.wolschendorf@` and `wolschendorf.jana@` meet by
//! one, also where no name is known.

use mail::domains::is_office_word;

use crate::prior::{family_rank, is_given};

/// Of so many words of one address it is noted whether they are rare.
const MOST: usize = 4;

/// The fewest letters of a word, and of one that no sign parts from an initial.
const SHORTEST: usize = 4;
const SHORTEST_GUESSED: usize = 6;

/// Marks of an address: the first is that of its first word. Where the given name ends that the
/// only word begins with, in letters of one byte, stands above them.
const RARE: u32 = 1 << 8;
const WITHOUT_FIRST: u32 = 1 << 12;
const WITHOUT_LAST: u32 = 1 << 13;
const BEHIND_GIVEN: u32 = 16;
const ANY: u32 = 0xffff_ff00;

/// Which words of an address are rare: long ones that are no common names and no offices. Of one
/// without a sign (`jwolschendorf@`) also whether it is without an initial, and for Gmail, whose
/// dots say nothing, without a known given name.
pub(crate) fn rare_marks(email: &str) -> u32 {
    let Some((local, domain)) = email.rsplit_once('@') else {
        return 0;
    };
    let rare = words(local).take(MOST).enumerate();
    let rare = rare.filter(|(_, word)| is_rare(word, SHORTEST));
    let marks = rare.fold(0, |marks, (place, _)| marks | RARE << place);
    let mut all = words(local);
    let (Some(only), None) = (all.next(), all.next()) else {
        return marks;
    };
    if marks == 0 || only.chars().nth(SHORTEST_GUESSED).is_none() {
        return marks;
    }
    let first = is_rare(without_first(only), SHORTEST_GUESSED);
    let last = is_rare(without_last(only), SHORTEST_GUESSED);
    let end = if domain == "gmail.com" {
        given_end(only)
    } else {
        0
    };
    marks
        | if first { WITHOUT_FIRST } else { 0 }
        | if last { WITHOUT_LAST } else { 0 }
        | end << BEHIND_GIVEN
}

/// Tells the rare words of an address with these marks, at most four.
pub(crate) fn rare_words<'a>(email: &'a str, marks: u32, mut tell: impl FnMut(&'a str)) {
    if marks & ANY == 0 {
        return;
    }
    let local = email.rsplit_once('@').map_or(email, |(local, _)| local);
    for (place, word) in words(local).take(MOST).enumerate() {
        if marks & RARE << place != 0 {
            tell(word);
        }
    }
    let Some(only) = words(local).next() else {
        return;
    };
    let behind = only.get((marks >> BEHIND_GIVEN) as usize..);
    if let Some(behind) = behind.filter(|_| marks >> BEHIND_GIVEN != 0) {
        tell(behind);
    }
    if marks & WITHOUT_FIRST != 0 {
        tell(without_first(only));
    }
    if marks & WITHOUT_LAST != 0 {
        tell(without_last(only));
    }
}

fn words(local: &str) -> impl Iterator<Item = &str> {
    let words = local.split(|letter: char| !letter.is_alphabetic());
    words.filter(|word| !word.is_empty())
}

fn is_rare(word: &str, shortest: usize) -> bool {
    word.chars().nth(shortest - 1).is_some()
        && family_rank(word).is_none()
        && !is_office_word(word)
        && !is_given(word)
}

fn without_first(word: &str) -> &str {
    let mut letters = word.chars();
    letters.next();
    letters.as_str()
}

fn without_last(word: &str) -> &str {
    let mut letters = word.chars();
    letters.next_back();
    letters.as_str()
}

/// Where the longest given name of three letters or more ends that the word begins with, if what
/// follows is rare; else 0.
fn given_end(word: &str) -> u32 {
    let ends = (3..word.len().min(64)).rev();
    let mut ends = ends.filter(|end| word.is_char_boundary(*end));
    let end = ends.find(|end| is_given(&word[..*end]));
    let end = end.filter(|end| is_rare(&word[*end..], SHORTEST));
    end.unwrap_or(0) as u32
}

#[cfg(test)]
mod tests {
    use super::{rare_marks, rare_words};

    #[test]
    fn words_that_hardly_anybody_else_has() {
        for (email, expected) in [
            ("j.wolschendorf@web.de", vec!["wolschendorf"]),
            ("wolschendorf.jana@work.de", vec!["wolschendorf"]),
            (
                "wolschendorf_77@work.de",
                vec!["wolschendorf", "olschendorf", "wolschendor"],
            ),
            (
                "jwolschendorf@work.de",
                vec!["jwolschendorf", "wolschendorf", "jwolschendor"],
            ),
            (
                "janawolschendorf@gmail.com",
                vec![
                    "janawolschendorf",
                    "wolschendorf",
                    "anawolschendorf",
                    "janawolschendor",
                ],
            ),
            ("j.smith@web.de", vec![]),
            ("jsmith@web.de", vec!["jsmith"]),
            ("maria.garcia@web.de", vec![]),
            ("info.sales@web.de", vec![]),
            ("ab.cd.123456@web.de", vec![]),
            ("no address", vec![]),
            ("@", vec![]),
            ("büyükkaya.ö@web.de", vec!["büyükkaya"]),
        ] {
            let mut found = vec![];
            rare_words(email, rare_marks(email), |word| found.push(word));
            assert_eq!(found, expected, "{email}");
        }
    }

    #[test]
    fn an_address_of_many_words_tells_few() {
        let many = format!("{}@web.de", "quorvex.".repeat(500));
        let mut count = 0;
        rare_words(&many, rare_marks(&many), |_| count += 1);
        assert_eq!(count, 4);
    }
}
