//! Marks around data that the data cannot hold.

use sha2::{Digest, Sha256};

use super::Filling;

/// Bytes of a block at most.
pub const LONGEST_BLOCK: usize = 6_000;

/// A digest of all that is put in, so that the same filling gives the same prompt, and nobody
/// can know it who writes only a part. Taken again as long as something holds it.
pub(super) fn mark(filling: &Filling) -> String {
    let words = filling.words.iter().map(|(_, word)| word);
    let blocks = filling.blocks.iter().map(|(_, text)| text);
    let texts: Vec<&String> = words.chain(blocks).collect();
    let mut round = 0_u64;
    loop {
        let mut digest = Sha256::new();
        digest.update(round.to_be_bytes());
        for text in &texts {
            digest.update((text.len() as u64).to_be_bytes());
            digest.update(text.as_bytes());
        }
        let mark = hex::encode(&digest.finalize()[..8]);
        if !texts.iter().any(|text| text.contains(&mark)) {
            return mark;
        }
        round += 1;
    }
}

pub(super) fn fenced(mark: &str, blocks: &[(String, String)]) -> String {
    let blocks = blocks
        .iter()
        .map(|(heading, text)| format!("<<<DATA {mark} {heading}>>>\n{text}\n<<<END {mark}>>>"));
    blocks.collect::<Vec<_>>().join("\n\n")
}

/// A text as a model may read it: no control characters, no letters that nobody sees (in which
/// orders can be hidden), one kind of line ends, at most `longest` bytes.
pub fn clean(text: &str, longest: usize) -> String {
    let text = text.replace("\r\n", "\n");
    let mut clean = String::with_capacity(text.len().min(longest));
    for letter in text.chars() {
        let letter = match letter {
            '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{b}' | '\u{c}' => '\n',
            '\u{a0}' | '\u{202f}' | '\t' => ' ',
            other => other,
        };
        if is_unseen(letter) {
            continue;
        }
        if clean.len() + letter.len_utf8() > longest {
            clean.push('…');
            break;
        }
        clean.push(letter);
    }
    clean.trim().to_owned()
}

fn is_unseen(letter: char) -> bool {
    letter != '\n' && letter.is_control()
        || matches!(letter,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
            | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}
