//! Numbers, words and signs, lower-cased and without accents, and a place among them.

use super::lexicon::{self, Word};

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// The value and how many digits it was written with.
    Number(u32, usize),
    Word(String),
    Sign(char),
}

pub(super) struct Tokens {
    list: Vec<Token>,
    place: usize,
}

impl Tokens {
    pub fn of(text: &str) -> Self {
        let folded: Vec<char> = text.chars().flat_map(fold).collect();
        let runs =
            folded.chunk_by(|one, other| kind(*one) != Kind::Sign && kind(*one) == kind(*other));
        Self {
            list: runs.filter_map(token).collect(),
            place: 0,
        }
    }

    pub fn is_over(&self) -> bool {
        self.place >= self.list.len()
    }

    pub fn place(&self) -> usize {
        self.place
    }

    /// Goes back to a place that did not lead on.
    pub fn return_to(&mut self, place: usize) {
        self.place = place;
    }

    fn at(&self, ahead: usize) -> Option<&Token> {
        self.list.get(self.place + ahead)
    }

    pub fn number(&mut self) -> Option<(u32, usize)> {
        match self.at(0) {
            Some(Token::Number(value, digits)) => {
                let found = (*value, *digits);
                self.place += 1;
                Some(found)
            }
            _ => None,
        }
    }

    pub fn sign(&mut self, sign: char) -> bool {
        let is_next = self.at(0) == Some(&Token::Sign(sign));
        self.place += usize::from(is_next);
        is_next
    }

    /// The next word if it is one of these.
    pub fn one_of(&mut self, words: &[&str]) -> bool {
        let is_next =
            matches!(self.at(0), Some(Token::Word(word)) if words.contains(&word.as_str()));
        self.place += usize::from(is_next);
        is_next
    }

    /// What the next word means by a table.
    pub fn look_up<T: Copy>(&mut self, table: &[(&str, T)]) -> Option<T> {
        let Some(Token::Word(word)) = self.at(0) else {
            return None;
        };
        let found = table.iter().find(|(known, _)| known == word)?.1;
        self.place += 1;
        Some(found)
    }

    /// The longest run of words that means something, if it is one that is wanted.
    pub fn phrase<T>(&mut self, wanted: impl Fn(Word) -> Option<T>) -> Option<T> {
        (1..=lexicon::LONGEST).rev().find_map(|length| {
            let meaning = lexicon::meaning(&self.joined(length)?)?;
            let found = wanted(meaning)?;
            self.place += length;
            Some(found)
        })
    }

    fn joined(&self, length: usize) -> Option<String> {
        let words: Option<Vec<&str>> = (0..length)
            .map(|ahead| match self.at(ahead)? {
                Token::Word(word) => Some(word.as_str()),
                _ => None,
            })
            .collect();
        Some(words?.join(" "))
    }

    pub fn skip_filler(&mut self) -> bool {
        self.sign(',') || self.one_of(&lexicon::FILLERS)
    }

    /// A number in digits or as a word; an article is one.
    pub fn count(&mut self) -> Option<u32> {
        match self.number() {
            Some((value, _)) => Some(value),
            None => self.look_up(lexicon::NUMBERS),
        }
    }
}

#[derive(PartialEq, Eq)]
enum Kind {
    Digit,
    Letter,
    Sign,
}

fn kind(letter: char) -> Kind {
    match letter {
        '0'..='9' => Kind::Digit,
        letter if letter.is_alphabetic() => Kind::Letter,
        _ => Kind::Sign,
    }
}

fn token(run: &[char]) -> Option<Token> {
    let first = *run.first()?;
    let text = || run.iter().collect::<String>();
    match kind(first) {
        // What does not fit is larger than any part of a date.
        Kind::Digit => Some(Token::Number(text().parse().unwrap_or(u32::MAX), run.len())),
        Kind::Letter => Some(Token::Word(text())),
        Kind::Sign if first.is_whitespace() => None,
        Kind::Sign => Some(Token::Sign(first)),
    }
}

fn fold(letter: char) -> impl Iterator<Item = char> {
    letter.to_lowercase().filter_map(|letter| match letter {
        'à' | 'á' | 'â' | 'ä' => Some('a'),
        'ç' => Some('c'),
        'è' | 'é' | 'ê' | 'ë' => Some('e'),
        'ì' | 'í' | 'î' | 'ï' => Some('i'),
        'ñ' => Some('n'),
        'ò' | 'ó' | 'ô' | 'ö' => Some('o'),
        'ù' | 'ú' | 'û' | 'ü' => Some('u'),
        'ß' => Some('s'),
        // Marks that stand alone, as in decomposed text.
        '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' => None,
        '’' => Some('\''),
        '–' | '—' => Some('-'),
        other => Some(other),
    })
}
