//! What somebody wants of a draft, and the names of it in forms and addresses.

use language::{Channel, Language, Variant};
use uuid::Uuid;

use crate::error::{FieldCode, FieldErrors, Result};

const LONGEST_INSTRUCTION: usize = 500;

#[derive(Clone, Debug, Default)]
pub struct Wanted {
    pub contact: Uuid,
    /// Why they are written to; where none is named, the one that is open.
    pub suggestion: Option<Uuid>,
    /// Where none is chosen, the one that there is an address for.
    pub channel: Option<Channel>,
    /// Where none is chosen, the usual one between the two.
    pub language: Option<Language>,
    pub variant: Variant,
    pub instruction: Option<String>,
}

impl Wanted {
    /// From the words of a form or a program; empty ones choose nothing.
    pub fn read(
        contact: Uuid,
        suggestion: Option<Uuid>,
        [channel, language, variant, instruction]: [&str; 4],
    ) -> Result<Self> {
        let mut errors = FieldErrors::default();
        let mut unknown = |name: &str| errors.add(name, FieldCode::Unknown);
        let channel = match channel.trim() {
            "" => None,
            code => channel_named(code).or_else(|| {
                unknown("channel");
                None
            }),
        };
        let language = match language.trim() {
            "" => None,
            code => Language::of_code(code).or_else(|| {
                unknown("language");
                None
            }),
        };
        let variant = match variant.trim() {
            "" | "usual" => Variant::Usual,
            "warmer" => Variant::Warmer,
            "shorter" => Variant::Shorter,
            _ => {
                unknown("variant");
                Variant::Usual
            }
        };
        let instruction = Some(instruction.trim()).filter(|text| !text.is_empty());
        if instruction.is_some_and(|text| text.chars().count() > LONGEST_INSTRUCTION) {
            errors.add("instruction", FieldCode::TooLong);
        }
        errors.into_result()?;
        Ok(Self {
            contact,
            suggestion,
            channel,
            language,
            variant,
            instruction: instruction.map(ToOwned::to_owned),
        })
    }
}

pub(super) fn variant_code(variant: Variant) -> &'static str {
    match variant {
        Variant::Usual => "usual",
        Variant::Warmer => "warmer",
        Variant::Shorter => "shorter",
    }
}

pub fn channel_code(channel: Channel) -> &'static str {
    match channel {
        Channel::Mail => "mail",
        Channel::LinkedIn => "linkedin",
        Channel::LinkedInNote => "linkedin_note",
        Channel::WhatsApp => "whatsapp",
        Channel::Telegram => "telegram",
        Channel::Sms => "sms",
    }
}

pub fn channel_named(code: &str) -> Option<Channel> {
    Channel::ALL
        .into_iter()
        .find(|channel| channel_code(*channel) == code)
}

pub fn channel_words(channel: Channel) -> &'static str {
    match channel {
        Channel::Mail => "Mail",
        Channel::LinkedIn => "LinkedIn message",
        Channel::LinkedInNote => "Note to a LinkedIn invitation",
        Channel::WhatsApp => "WhatsApp",
        Channel::Telegram => "Telegram",
        Channel::Sms => "Text message",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Error;

    #[test]
    fn words_are_read_and_others_refused() {
        let read = |words| Wanted::read(Uuid::nil(), None, words);
        let wanted = read(["sms", "de", "warmer", " thank her "]).unwrap();
        assert_eq!(wanted.channel, Some(Channel::Sms));
        assert_eq!(wanted.language, Some(Language::German));
        assert_eq!(wanted.variant, Variant::Warmer);
        assert_eq!(wanted.instruction.as_deref(), Some("thank her"));
        let wanted = read(["", "", "", " "]).unwrap();
        assert_eq!((wanted.channel, wanted.language), (None, None));
        assert_eq!(wanted.instruction, None);
        let long = "x".repeat(501);
        let Err(Error::Invalid(errors)) = read(["fax", "tlh", "louder", &long]) else {
            panic!("all four are wrong");
        };
        for field in ["channel", "language", "variant"] {
            assert_eq!(errors.get(field), Some(FieldCode::Unknown), "{field}");
        }
        assert_eq!(errors.get("instruction"), Some(FieldCode::TooLong));
    }

    #[test]
    fn channels_are_found_by_their_codes() {
        for channel in Channel::ALL {
            assert_eq!(channel_named(channel_code(channel)), Some(channel));
        }
    }
}
