//! A first draft by rules, in the member's own voice. It goes the way of every draft: what is
//! known becomes a request, and what comes back names nothing else.

use std::collections::HashSet;

use language::{
    Channel, DraftRequest, Formality, Language, LifeEvent, Offline, Provider, Request, Task,
    Trigger, Variant, write_draft,
};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{
    occasions::promised,
    tie::Occasion,
    types::{Facts, Happened, Reason, Tone},
    voice::Voice,
};
use crate::life_events::types::EventKind;

#[derive(Debug)]
pub struct Draft {
    pub subject: String,
    pub body: String,
    pub language: &'static str,
    pub tone: &'static str,
    /// The version of the rules.
    pub model: String,
    pub prompt: String,
    pub inputs_digest: String,
    /// What it was made from.
    pub interactions: Vec<Uuid>,
}

/// Where rules have no words that hold.
const FRAME: &str = "offline.frame.v1";

pub async fn draft(reason: Reason, facts: &Facts, promises: &[Occasion], voice: &Voice) -> Draft {
    let mut request = request(trigger(reason, facts), voice);
    request.subject = subject_of_exchange(facts).to_owned();
    request.promises = promises.iter().map(promised).collect();
    let (subject, body, prompt) = match write_draft(&Offline, &request).await {
        Ok(drafted) => (
            drafted.draft.subject,
            drafted.draft.body,
            drafted.answer.prompt,
        ),
        // What cannot be said soundly is left to the member.
        Err(_) => (String::new(), frame(voice), FRAME.to_owned()),
    };
    Draft {
        subject,
        body,
        language: voice.phrases.code,
        tone: voice.tone.as_str(),
        model: Offline.model().to_owned(),
        prompt,
        inputs_digest: digest(&request),
        interactions: interactions(reason, facts, promises, voice),
    }
}

/// Of all that a model was or would have been told.
pub fn digest(request: &DraftRequest) -> String {
    let prompt = Request::new(Task::Draft(request.clone())).prompt();
    let all = format!("{}\n{}\n{}", prompt.version, prompt.system, prompt.user);
    hex::encode(Sha256::digest(all.as_bytes()))
}

/// The messages that taught the voice, and those that the reason and the promises stand in.
fn interactions(reason: Reason, facts: &Facts, promises: &[Occasion], voice: &Voice) -> Vec<Uuid> {
    let is_of_interaction = !matches!(reason, Reason::Reminder | Reason::Event);
    let about = facts.about.filter(|_| is_of_interaction);
    let promised = promises.iter().filter_map(|one| one.about);
    let mut all: Vec<Uuid> = about.into_iter().chain(promised).collect();
    all.extend(&voice.learned_from);
    let mut seen = HashSet::new();
    all.retain(|id| seen.insert(*id));
    all
}

/// Where nothing was ever exchanged, there is no last time to speak of.
fn subject_of_exchange(facts: &Facts) -> &str {
    if facts.interactions == 0 {
        ""
    } else {
        facts.last_subject.trim()
    }
}

fn frame(voice: &Voice) -> String {
    let Voice {
        greeting,
        sign_off,
        signature,
        ..
    } = voice;
    format!("{greeting}\n\n{sign_off}\n{signature}")
}

/// Why somebody is suggested, as the reason for a draft.
pub fn trigger(reason: Reason, facts: &Facts) -> Trigger {
    let days = u32::try_from(facts.silence_days).unwrap_or_default();
    if let (Reason::Event, Some(happened)) = (reason, &facts.happened) {
        return event(happened);
    }
    match reason {
        Reason::Answer => Trigger::Answer,
        Reason::KeepInTouch | Reason::Event if facts.interactions == 0 => Trigger::Reminder {
            what: String::new(),
        },
        // An event without its kind was noted before kinds were.
        Reason::KeepInTouch | Reason::Event => Trigger::KeepInTouch { days },
        Reason::Reconnect => Trigger::Reconnect { days },
        Reason::OwnPromise => Trigger::OwnPromise {
            what: facts.what.clone(),
        },
        // They wanted to come back to something: that is named, rather than what they said.
        Reason::TheirPromise => Trigger::TheirPromise {
            what: subject_of_exchange(facts).to_owned(),
        },
        Reason::Question => Trigger::Question {
            what: facts.what.clone(),
        },
        Reason::Reminder => Trigger::Reminder {
            what: String::new(),
        },
        Reason::Birthday => Trigger::Birthday,
        Reason::Anniversary => Trigger::Anniversary,
        Reason::Met => Trigger::Met { is_first: false },
        Reason::FirstMet => Trigger::Met { is_first: true },
    }
}

fn event(happened: &Happened) -> Trigger {
    let kind = match happened.kind {
        EventKind::JobChange if happened.is_farewell => LifeEvent::JobEnd,
        EventKind::JobChange => LifeEvent::JobChange,
        EventKind::Promotion => LifeEvent::Promotion,
        EventKind::Fundraising => LifeEvent::Fundraising,
        EventKind::ProductLaunch => LifeEvent::ProductLaunch,
        EventKind::Milestone => LifeEvent::Milestone,
        EventKind::EventAttendance => LifeEvent::EventAttendance,
        EventKind::Move => LifeEvent::Move,
    };
    Trigger::Event {
        kind,
        place: happened.place.clone(),
    }
}

/// A mail in this voice, of which nothing is known but why it is written.
pub fn request(trigger: Trigger, voice: &Voice) -> DraftRequest {
    DraftRequest {
        language: Language::of_code(voice.phrases.code).unwrap_or_default(),
        formality: match voice.tone {
            Tone::Casual => Formality::Casual,
            Tone::Formal => Formality::Formal,
        },
        channel: Channel::Mail,
        greeting: voice.greeting.clone(),
        sign_off: voice.sign_off.clone(),
        signature: voice.signature.clone(),
        trigger,
        subject: String::new(),
        person: Vec::new(),
        thread: Vec::new(),
        contacts: Vec::new(),
        promises: Vec::new(),
        usual_words: voice.usual_words,
        instruction: None,
        variant: Variant::Usual,
    }
}
