//! A request as a prompt, and what answers it.

use std::sync::{Arc, LazyLock};

use serde_json::json;

use super::{Direction, DraftRequest, Formality, Touch, TouchKind, Variant};
use crate::{
    languages::Language,
    prompt::{Filling, Prompt, Template, of_file},
    schema::Schema,
};

static TEMPLATE: LazyLock<Option<Template<'static>>> =
    LazyLock::new(|| Template::parse("draft.v1", include_str!("draft.v1.md")).ok());

static SCHEMA: LazyLock<Option<Arc<Schema>>> = LazyLock::new(|| {
    let value = json!({
        "type": "object",
        "additionalProperties": false,
        "required": ["subject", "text"],
        "properties": {
            "subject": {"type": "string"},
            "text": {"type": "string"},
        },
    });
    Schema::new("draft", value).ok().map(Arc::new)
});

/// Messages of the past that a model is shown.
const SHOWN: usize = 5;

fn by(direction: Direction) -> &'static str {
    match direction {
        Direction::Out => "by the user",
        Direction::In => "by them",
    }
}

impl Touch {
    /// “2026-09-14 message by them: The boat”
    fn words(&self) -> String {
        let kind = match self.kind {
            TouchKind::Mail => "mail",
            TouchKind::Message => "message",
            TouchKind::Call => "call",
            TouchKind::Meeting => "meeting",
        };
        let by = self.direction.map_or("between both", by);
        let about = match self.subject.trim() {
            "" => String::new(),
            subject => format!(": {subject}"),
        };
        format!("{} {kind} {by}{about}", self.day)
    }
}

impl DraftRequest {
    pub(crate) fn prompt(&self) -> Prompt {
        let limits = self.channel.limits();
        let mut filling = Filling::default()
            .word("language", self.language.name())
            .word("channel", self.channel.name())
            .word("tone", self.tone())
            .word("fewest", limits.fewest)
            .word("most", limits.most)
            .word("letters", self.room())
            .word("subject", limits.subject.unwrap_or_default())
            .word("reason", self.trigger.reason())
            .word("variant", self.manner())
            .block("wish", self.instruction.as_deref().unwrap_or_default())
            .block("greeting, as the product will write it", &self.greeting);
        for text in self.trigger.texts() {
            filling = filling.block("what the reason is about", text);
        }
        for fact in &self.person {
            filling = filling.block(format!("their {}", fact.label), &fact.value);
        }
        for promise in &self.promises {
            let by = by(promise.by);
            filling = filling.block(
                format!("open promise of {} {by}", promise.day),
                &promise.what,
            );
        }
        filling = filling
            .block("subject of the last exchange", &self.subject)
            .block(
                "last times of contact, the newest first",
                &self.times_of_contact(),
            );
        for said in self.thread.iter().take(SHOWN) {
            let by = by(said.direction);
            filling = filling.block(format!("message of {} {by}", said.day), &said.text);
        }
        of_file(&TEMPLATE, &filling, &SCHEMA)
    }

    /// What is left for the text between greeting and sign-off.
    pub(crate) fn room(&self) -> usize {
        let around = self.assembled("", "").body.chars().count();
        self.channel.limits().letters.saturating_sub(around + 4)
    }

    fn times_of_contact(&self) -> String {
        let lines = self.contacts.iter().take(SHOWN).map(Touch::words);
        lines.collect::<Vec<_>>().join("\n")
    }

    fn tone(&self) -> &'static str {
        match (self.formality, self.language) {
            (Formality::Casual, Language::German) => "casual, with “du”",
            (Formality::Formal, Language::German) => "formal, with “Sie”",
            (Formality::Casual, Language::French) => "casual, with “tu”",
            (Formality::Formal, Language::French) => "formal, with “vous”",
            (Formality::Casual, _) => "casual, as among friends",
            (Formality::Formal, _) => "formal and polite",
        }
    }

    fn manner(&self) -> String {
        let variant = match self.variant {
            Variant::Usual => "Neither warmer nor cooler than the user's own messages.",
            Variant::Warmer => "Warmer than the user's own messages, still sincere.",
            Variant::Shorter => "As short as it can be.",
        };
        let usual = self.usual_words.map_or_else(String::new, |words| {
            format!(" Their messages usually have about {words} words.")
        });
        let beginning = if self.begins_low() {
            " Begin with a small letter, since the greeting ends with a comma."
        } else {
            ""
        };
        format!("{variant}{usual}{beginning}")
    }

    /// In some languages a sentence goes on after a greeting with a comma.
    pub(crate) fn begins_low(&self) -> bool {
        let goes_on = matches!(
            self.language,
            Language::German | Language::Italian | Language::Polish
        );
        goes_on && self.channel.is_letter() && self.greeting.trim_end().ends_with(',')
    }
}
