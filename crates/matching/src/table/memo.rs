//! Texts that were read a moment ago, with the numbers of the values they gave: most cells of a
//! list say what some cell before has said.

use crate::lexicon::hash_of;

/// How many texts are kept; each has one place, which the next one takes.
const PLACES: usize = 1 << 12;

/// Longer texts are rare, and read anew each time.
const LONGEST: usize = 64;

#[derive(Debug, Default)]
pub(crate) struct Memo(Vec<Known>);

#[derive(Debug, Clone, Default)]
struct Known {
    text: String,
    numbers: Vec<u32>,
}

impl Memo {
    /// The numbers of a text, which are found by `read` if it is not known.
    pub fn numbers<E>(
        &mut self,
        text: &str,
        read: impl FnOnce(&str, &mut Vec<u32>) -> Result<(), E>,
    ) -> Result<&[u32], E> {
        if self.0.is_empty() {
            self.0.resize(PLACES, Known::default());
        }
        let known = &mut self.0[(hash_of(text) >> 40) as usize & (PLACES - 1)];
        if known.text != text || text.len() > LONGEST || text.is_empty() {
            known.text.clear();
            known.numbers.clear();
            read(text, &mut known.numbers)?;
            if text.len() <= LONGEST {
                known.text.push_str(text);
            }
        }
        Ok(&known.numbers)
    }
}
