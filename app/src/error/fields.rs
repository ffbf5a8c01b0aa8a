//! What is wrong with which field of a form, in codes.

use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldCode {
    Required,
    TooLong,
    TooShort,
    NotAnEmail,
    NotAPhone,
    NotADate,
    NotADay,
    NeedsAYear,
    NotANumber,
    NotALink,
    Taken,
    Wrong,
    Unknown,
    Unreadable,
    Closed,
    TooLarge,
    OutOfRange,
    InThePast,
    InTheFuture,
    UnknownDate,
    UnknownPast,
    NoSuchDay,
    AmbiguousDate,
    NobodyFound,
    SeveralFound,
    Circular,
    UnknownZone,
    NotAPhoto,
    TooManyPixels,
    LooksTheSame,
    WithoutChoices,
}

impl FieldCode {
    pub fn text(self) -> &'static str {
        match self {
            Self::Required => "Fill this in.",
            Self::TooLong => "This is too long.",
            Self::TooShort => "Use at least 10 characters.",
            Self::NotAnEmail => "This is not an e-mail address.",
            Self::NotAPhone => "This is not a phone number.",
            Self::NotADate => "Write the date as year-month-day, like 1990-05-31.",
            Self::NotADay => "Write the day like 3 May, 3 May 1980 or 1980-05-03.",
            Self::NeedsAYear => {
                "Write a year, a month or a day, like 2019, May 2019 or 3 May 2019."
            }
            Self::NotANumber => "This is not a number.",
            Self::NotALink => "This is not an address of the web.",
            Self::Taken => "This is already in use.",
            Self::Wrong => "The e-mail address or the password is wrong.",
            Self::Unknown => "This is not one of the choices.",
            Self::Unreadable => "This could not be read.",
            Self::Closed => "Sign-up is closed here. Ask the owner of this Kith for an invitation.",
            Self::TooLarge => "This file is larger than this Kith accepts.",
            Self::OutOfRange => "This is too small or too large.",
            Self::InThePast => "Choose a day to come.",
            Self::InTheFuture => "This is still to come. Say when it was.",
            Self::UnknownDate => {
                "Kith does not understand this date. Write it like tomorrow, next Tue 9am, 12 May or 2026-12-24 18:00."
            }
            Self::UnknownPast => {
                "Kith does not understand this. Write it like yesterday 3pm, last Tue, 2 hours ago, 12 May or 2026-02-24 18:00."
            }
            Self::NoSuchDay => "There is no such day or time.",
            Self::AmbiguousDate => "This may be two days. Write the month as a word, like 4 May.",
            Self::Circular => "That belongs to this one already.",
            Self::NobodyFound => "Nobody here is called that.",
            Self::NotAPhoto => "Choose a picture: PNG, JPEG, WebP or GIF.",
            Self::TooManyPixels => "This picture has too many pixels. 40 million are the most.",
            Self::LooksTheSame => "Somebody here looks the same.",
            Self::WithoutChoices => {
                "A field that holds this has no choices. Say that it holds one of several, or leave the choices out."
            }
            Self::UnknownZone => {
                "Kith does not know this time zone. Write it like Europe/Berlin or New York."
            }
            Self::SeveralFound => "Several are called that. Give the e-mail address or the domain.",
        }
    }
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldErrors(pub Vec<(String, FieldCode)>);

impl FieldErrors {
    pub fn one(field: &str, code: FieldCode) -> Self {
        Self(vec![(field.to_owned(), code)])
    }

    pub fn add(&mut self, field: &str, code: FieldCode) {
        self.0.push((field.to_owned(), code));
    }

    pub fn get(&self, field: &str) -> Option<FieldCode> {
        self.0
            .iter()
            .find(|(name, _)| name == field)
            .map(|(_, code)| *code)
    }

    pub fn into_result(self) -> super::Result<()> {
        if self.0.is_empty() {
            Ok(())
        } else {
            Err(super::Error::Invalid(self))
        }
    }
}
