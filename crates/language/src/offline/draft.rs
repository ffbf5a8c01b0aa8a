//! A message from templates: nothing is invented, and of what others wrote only a short, whole
//! and harmless line is quoted.

use serde_json::{Value, json};

use super::phrases::{Manner, Phrases, of};
use crate::{
    check::{is_always_capital, is_harmless, sentences},
    draft::{Direction, DraftRequest, LifeEvent, Promise, Trigger, Variant},
    prompt::clean,
};

/// Letters of a line that is quoted at most.
const LONGEST_QUOTE: usize = 80;

pub(super) fn draft(request: &DraftRequest) -> Value {
    let phrases = of(request.language);
    json!({
        "subject": subject(request, phrases.manner(request.formality)),
        "text": with_case(&text(request, phrases), request),
    })
}

fn subject(request: &DraftRequest, manner: &Manner) -> String {
    let Some(longest) = request.channel.limits().subject else {
        return String::new();
    };
    let wishes = matches!(
        request.trigger,
        Trigger::Birthday
            | Trigger::Anniversary
            | Trigger::Event {
                kind: LifeEvent::JobChange
                    | LifeEvent::Promotion
                    | LifeEvent::Fundraising
                    | LifeEvent::ProductLaunch
                    | LifeEvent::Milestone,
                ..
            }
    );
    let goes_on = matches!(
        request.trigger,
        Trigger::Answer
            | Trigger::OwnPromise { .. }
            | Trigger::TheirPromise { .. }
            | Trigger::Question { .. }
    );
    let of_their_own = match quotable(&request.subject) {
        Some(subject) if goes_on => format!("Re: {subject}"),
        _ if wishes => manner.wish_subject.to_owned(),
        _ => manner.subject.to_owned(),
    };
    clean(&of_their_own, longest)
}

/// The richest text that has room.
fn text(request: &DraftRequest, phrases: &Phrases) -> String {
    let limits = request.channel.limits();
    let choices = choices(request, phrases).map(|parts| {
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        parts.join(phrases.gap)
    });
    let room = request.room();
    let fits = |text: &&String| {
        let count = sentences(text).len();
        text.chars().count() <= room && (limits.fewest..=limits.most).contains(&count)
    };
    let chosen = choices.iter().find(fits).or(choices.get(SHORTEST));
    chosen.cloned().unwrap_or_default()
}

/// Of the choices, the one with the fewest words that every channel has sentences enough of.
const SHORTEST: usize = 3;

/// From the richest to the poorest.
fn choices(request: &DraftRequest, phrases: &Phrases) -> [Vec<Option<String>>; 6] {
    let manner = phrases.manner(request.formality);
    let (rich, plain) = opening(request, phrases, manner);
    let say = |phrase: &str| Some(phrase.to_owned());
    let (length, variant) = (Length::of(request), wanted(request));
    let silent = matches!(
        request.trigger,
        Trigger::KeepInTouch { .. } | Trigger::Reconnect { .. }
    );
    let last_time = quotable(&request.subject)
        .filter(|_| silent)
        .map(|subject| manner.last_time.replace("{subject}", &subject));
    let between = promised(request, manner).or(last_time);
    let closing = match request.trigger {
        Trigger::OwnPromise { .. } | Trigger::Met { .. } => say(manner.talk),
        _ => say(manner.question),
    };
    let warm = say(manner.warm);
    let rich = Some(rich);
    let is_warm = variant == Variant::Warmer || variant == Variant::Usual && length == Length::Long;
    let full = match (variant, length) {
        (Variant::Shorter, _) | (Variant::Usual, Length::Short) => {
            vec![rich.clone(), closing.clone()]
        }
        (Variant::Usual, Length::Usual) => vec![rich.clone(), between, closing.clone()],
        (Variant::Usual, Length::Long) | (Variant::Warmer, _) => {
            vec![rich.clone(), between, warm.clone(), closing.clone()]
        }
    };
    [
        full,
        vec![rich.clone(), warm, closing.clone()],
        vec![rich.clone(), closing.clone()],
        vec![Some(plain.clone()), closing],
        vec![rich],
        vec![Some(plain)],
    ]
    .map(|mut parts: Vec<Option<String>>| {
        if !is_warm {
            parts.retain(|part| part.as_deref() != Some(manner.warm));
        }
        parts
    })
}

/// With what is known, and without.
fn opening(request: &DraftRequest, phrases: &Phrases, manner: &Manner) -> (String, String) {
    let about = |plain: &str, about: &str, place: &str, text: &str| {
        let rich = quotable(text).map(|text| about.replace(place, &text));
        (rich.unwrap_or_else(|| plain.to_owned()), plain.to_owned())
    };
    let alone = |phrase: &str| (phrase.to_owned(), phrase.to_owned());
    match &request.trigger {
        Trigger::Answer => about(
            manner.answer,
            manner.answer_about,
            "{subject}",
            &request.subject,
        ),
        Trigger::KeepInTouch { days } => {
            alone(&manner.keep_in_touch.replace("{span}", &phrases.span(*days)))
        }
        Trigger::Reconnect { days } => {
            alone(&manner.reconnect.replace("{span}", &phrases.span(*days)))
        }
        Trigger::OwnPromise { what } => {
            about(manner.own_promise, manner.own_promise_about, "{what}", what)
        }
        Trigger::TheirPromise { what } => about(
            manner.their_promise,
            manner.their_promise_about,
            "{what}",
            what,
        ),
        Trigger::Question { .. } => about(
            manner.asked,
            manner.asked_about,
            "{subject}",
            &request.subject,
        ),
        Trigger::Reminder { what } => about(manner.reminder, manner.reminder_about, "{what}", what),
        Trigger::Birthday => alone(manner.birthday),
        Trigger::Anniversary => alone(manner.anniversary),
        Trigger::Event { kind, place } => match kind {
            LifeEvent::JobChange => about(manner.job, manner.job_at, "{place}", place),
            LifeEvent::JobEnd => alone(manner.job_end),
            LifeEvent::Promotion => alone(manner.promotion),
            LifeEvent::Fundraising => alone(manner.fundraising),
            LifeEvent::ProductLaunch => alone(manner.launch),
            LifeEvent::Milestone => alone(manner.milestone),
            LifeEvent::EventAttendance => alone(manner.attendance),
            LifeEvent::Move => alone(manner.moved),
        },
        Trigger::Met { is_first: true } => alone(manner.first_met),
        Trigger::Met { is_first: false } => alone(manner.met),
    }
}

/// What is open between the two, where the reason for writing is not more than that one is
/// silent or wanted to write.
fn promised(request: &DraftRequest, manner: &Manner) -> Option<String> {
    let has_room = matches!(
        request.trigger,
        Trigger::KeepInTouch { .. }
            | Trigger::Reconnect { .. }
            | Trigger::Reminder { .. }
            | Trigger::Met { .. }
    );
    let said = |promise: &Promise| match promise.by {
        Direction::Out => {
            let what = quotable(&promise.what)?;
            Some(manner.own_promise_about.replace("{what}", &what))
        }
        // What they wanted to come back to is named, rather than what they said.
        Direction::In => {
            let what = quotable(&promise.subject)?;
            Some(manner.their_promise_about.replace("{what}", &what))
        }
    };
    let mut promises = request.promises.iter().filter(|_| has_room);
    promises.find_map(said)
}

/// How long the member's messages to them are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Length {
    Short,
    Usual,
    Long,
}

/// Words of a whole message, greeting and sign-off among them.
const SHORT_WORDS: u32 = 12;
const LONG_WORDS: u32 = 60;

impl Length {
    fn of(request: &DraftRequest) -> Self {
        match request.usual_words {
            Some(..=SHORT_WORDS) => Self::Short,
            Some(LONG_WORDS..) => Self::Long,
            _ => Self::Usual,
        }
    }
}

fn wanted(request: &DraftRequest) -> Variant {
    let asked = request.instruction.as_deref().and_then(Variant::of_words);
    asked.unwrap_or(request.variant)
}

impl Variant {
    /// The variant that an instruction asks for, where it is that plain. Rules follow no other
    /// instruction.
    pub fn of_words(instruction: &str) -> Option<Self> {
        let lower = instruction.to_lowercase();
        let says = |words: &str| words.split('|').any(|word| lower.contains(word));
        match () {
            () if says(
                "short|brief|kürzer|kurz|court|corto|curto|breve|kort|krótko|krócej|короче|коротко|短",
            ) =>
            {
                Some(Self::Shorter)
            }
            () if says(
                "warm|herzlich|chaleureu|cálid|calid|caloros|calor|hartelijk|ciepl|serdeczn|тепл|душевн|温か|热情|亲切",
            ) =>
            {
                Some(Self::Warmer)
            }
            () => None,
        }
    }
}

/// A line of others that may stand in quotation marks.
fn quotable(text: &str) -> Option<String> {
    let line = clean(text, 4 * LONGEST_QUOTE);
    let line = line.trim_end_matches(['.', '!', '?', '…', '。', '！', '？', ' ']);
    let is_line = !line.is_empty()
        && line.chars().count() <= LONGEST_QUOTE
        && !line.contains(['\n', '“', '”', '„', '«', '»', '"', '「', '」', '‘', '’'])
        && sentences(line).len() == 1
        && is_harmless(line);
    is_line.then(|| line.to_owned())
}

fn with_case(text: &str, request: &DraftRequest) -> String {
    let first_word = text.split_whitespace().next().unwrap_or_default();
    if !request.begins_low() || is_always_capital(first_word, request.language) {
        return text.to_owned();
    }
    let mut letters = text.chars();
    let first = letters.next().into_iter().flat_map(char::to_lowercase);
    first.chain(letters).collect()
}
