//! Local models write what they think before the answer, as `<think>…</think>`. It is not part
//! of the answer.

const BEGIN: &str = "<think>";
const END: &str = "</think>";

#[derive(Debug, Default)]
pub(super) struct Thoughts {
    place: Place,
    /// What cannot be told yet.
    held: String,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Place {
    #[default]
    Start,
    Inside,
    /// Behind them, and nothing but space came yet.
    Behind,
    After,
}

impl Thoughts {
    /// Of this further text, what belongs to the answer.
    pub fn pass(&mut self, text: &str) -> String {
        if self.place == Place::After {
            return text.to_owned();
        }
        self.held.push_str(text);
        if self.place == Place::Start {
            let begun = self.held.trim_start();
            if BEGIN.starts_with(begun) {
                return String::new();
            }
            let Some(rest) = begun.strip_prefix(BEGIN) else {
                self.place = Place::After;
                return std::mem::take(&mut self.held);
            };
            self.held = rest.to_owned();
            self.place = Place::Inside;
        }
        if self.place == Place::Inside {
            let Some((_, after)) = self.held.split_once(END) else {
                return String::new();
            };
            self.held = after.to_owned();
            self.place = Place::Behind;
        }
        let answer = std::mem::take(&mut self.held);
        let answer = answer.trim_start();
        if !answer.is_empty() {
            self.place = Place::After;
        }
        answer.to_owned()
    }

    /// At the end: what was held back and is no thought.
    pub fn rest(&mut self) -> String {
        let held = std::mem::take(&mut self.held);
        if self.place == Place::Start {
            held
        } else {
            String::new()
        }
    }
}

/// A whole text without its thoughts.
pub(super) fn without(text: &str) -> String {
    let mut thoughts = Thoughts::default();
    let passed = thoughts.pass(text);
    passed + &thoughts.rest()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thoughts_are_left_out_however_they_come() {
        for (text, expected) in [
            ("<think>Hm.\n</think>\n\nHello", "Hello"),
            ("\n<think></think>Hello", "Hello"),
            ("Hello <think>no</think>", "Hello <think>no</think>"),
            ("<thin", "<thin"),
            ("<think>never ends", ""),
            ("", ""),
        ] {
            assert_eq!(without(text), expected, "{text}");
            let mut thoughts = Thoughts::default();
            let mut passed: String = text
                .chars()
                .map(|letter| thoughts.pass(&letter.to_string()))
                .collect();
            passed.push_str(&thoughts.rest());
            assert_eq!(passed, expected, "{text} letter by letter");
        }
    }
}
