//! A first draft by template, in the member's own voice: nothing is invented.

use super::{
    types::{Facts, Reason},
    voice::Voice,
};

#[derive(Debug)]
pub struct Draft {
    pub subject: String,
    pub body: String,
    pub language: &'static str,
    pub tone: &'static str,
}

pub fn draft(reason: Reason, facts: &Facts, voice: &Voice) -> Draft {
    let words = with_case(&sentences(reason, facts, voice), voice);
    let body = format!(
        "{}\n\n{words}\n\n{}\n{}",
        voice.greeting, voice.sign_off, voice.signature
    );
    Draft {
        subject: subject_line(reason, facts, voice),
        body: body.trim_end().to_owned(),
        language: voice.phrases.code,
        tone: voice.tone.as_str(),
    }
}

fn subject_line(reason: Reason, facts: &Facts, voice: &Voice) -> String {
    match (reason, facts.last_subject.trim()) {
        (Reason::Answer, subject) if !subject.is_empty() => format!("Re: {subject}"),
        _ => voice.phrases.manner(voice.tone).subject.to_owned(),
    }
}

fn sentences(reason: Reason, facts: &Facts, voice: &Voice) -> String {
    let manner = voice.phrases.manner(voice.tone);
    let subject = facts.last_subject.trim();
    let has_subject = !subject.is_empty();
    let span = voice.phrases.span(facts.silence_days);
    let parts = match reason {
        Reason::Answer if has_subject => vec![manner.answer_about],
        Reason::Answer => vec![manner.answer],
        // Where nothing was ever exchanged, there is no last time to speak of.
        _ if facts.interactions == 0 => vec![manner.question],
        _ => {
            let since = match reason {
                Reason::Reconnect => manner.reconnect,
                _ => manner.keep_in_touch,
            };
            let about = has_subject.then_some(manner.last_time);
            [Some(since), about, Some(manner.question)]
                .into_iter()
                .flatten()
                .collect()
        }
    };
    let text = parts.join(voice.phrases.gap);
    // The subject comes last: it is their text and may hold braces.
    text.replace("{span}", &span).replace("{subject}", subject)
}

/// In some languages a sentence goes on in lower case after a greeting with a comma.
fn with_case(text: &str, voice: &Voice) -> String {
    if !voice.phrases.flows_on || !voice.greeting.ends_with(',') {
        return text.to_owned();
    }
    let mut letters = text.chars();
    let first = letters.next().into_iter().flat_map(char::to_lowercase);
    first.chain(letters).collect()
}
