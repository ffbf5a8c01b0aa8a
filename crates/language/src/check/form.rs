//! Whether a draft has the form that its channel wants.

use super::{Finding, facts, sentences};
use crate::{draft::DraftRequest, prompt::Prompt};

/// So many letters of the prompt in a row are no chance.
const REPEATED: usize = 48;
/// What stands only in prompts.
const MARKS: [&str; 2] = ["<<<", ">>>"];

/// All that is wrong with the subject and the text between greeting and sign-off.
pub fn draft(request: &DraftRequest, subject: &str, text: &str) -> Vec<Finding> {
    let limits = request.channel.limits();
    let context = request.context();
    let mut findings = facts(subject, request.language, &context);
    findings.extend(facts(text, request.language, &context));
    let count = sentences(text).len();
    if !(limits.fewest..=limits.most).contains(&count) {
        findings.push(Finding::Sentences {
            count,
            fewest: limits.fewest,
            most: limits.most,
        });
    }
    let whole = request.assembled(subject, text);
    let count = whole.body.chars().count();
    if count > limits.letters {
        findings.push(Finding::Letters {
            count,
            most: limits.letters,
        });
    }
    let count = whole.subject.chars().count();
    if let Some(most) = limits.subject.filter(|most| count > *most) {
        findings.push(Finding::Subject { count, most });
    }
    let prompt = request.prompt();
    if [subject, text].iter().any(|text| repeats(text, &prompt)) {
        findings.push(Finding::Prompt);
    }
    findings
}

pub(super) fn has_marks(text: &str) -> bool {
    MARKS.iter().any(|mark| text.contains(mark))
}

fn repeats(text: &str, prompt: &Prompt) -> bool {
    if has_marks(text) {
        return true;
    }
    let letters: Vec<char> = folded(text);
    let system: String = folded(&prompt.system).into_iter().collect();
    letters
        .windows(REPEATED)
        .any(|window| system.contains(&window.iter().collect::<String>()))
}

/// Letters and digits alone, in small letters.
fn folded(text: &str) -> Vec<char> {
    let letters = text.chars().filter(|letter| letter.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}
