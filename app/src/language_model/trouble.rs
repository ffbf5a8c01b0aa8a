//! Why a model did not write, as a word that is kept and a sentence that is shown. What the
//! provider itself said may quote the request: it goes into neither.

use language::{Error, Refusal};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    Address,
    Away,
    Broken,
    Busy,
    Credit,
    Declined,
    Key,
    Late,
    Model,
    NoPrice,
    Refused,
    Spent,
    Unsound,
}

impl Trouble {
    const ALL: [Self; 13] = [
        Self::Address,
        Self::Away,
        Self::Broken,
        Self::Busy,
        Self::Credit,
        Self::Declined,
        Self::Key,
        Self::Late,
        Self::Model,
        Self::NoPrice,
        Self::Refused,
        Self::Spent,
        Self::Unsound,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Address => "address",
            Self::Away => "away",
            Self::Broken => "broken",
            Self::Busy => "busy",
            Self::Credit => "credit",
            Self::Declined => "declined",
            Self::Key => "key",
            Self::Late => "late",
            Self::Model => "model",
            Self::NoPrice => "no_price",
            Self::Refused => "refused",
            Self::Spent => "spent",
            Self::Unsound => "unsound",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|trouble| trouble.as_str() == text)
    }

    /// What happened, and what to do about it.
    pub fn words(self) -> &'static str {
        match self {
            Self::Address => {
                "The address of the model may not be called from here. Ask the operator to allow private addresses."
            }
            Self::Away => "The model could not be reached. Is its address right, and does it run?",
            Self::Broken => "The model's answer was not whole.",
            Self::Busy => "The model is busy. Try again in a while.",
            Self::Credit => "The account at the provider has no credit left.",
            Self::Declined => "The model declined to write.",
            Self::Key => "The key is missing or not accepted. Enter it again.",
            Self::Late => "The model did not answer in time.",
            Self::Model => "The provider knows no such model, or its address is another.",
            Self::NoPrice => {
                "The price of this model is not known. Enter it, or 0 for a model of your own."
            }
            Self::Refused => "The provider refused the request.",
            Self::Spent => "The budget of this month is spent.",
            Self::Unsound => {
                "What the model wrote did not hold to what is known, so it is not shown."
            }
        }
    }
}

impl From<&Error> for Trouble {
    fn from(error: &Error) -> Self {
        match error {
            Error::Key => Self::Key,
            Error::Model => Self::Model,
            Error::Credit => Self::Credit,
            Error::Request(_) | Error::TooLong => Self::Refused,
            Error::Busy { .. } => Self::Busy,
            Error::Away => Self::Away,
            Error::Late => Self::Late,
            Error::Broken | Error::Strange(_) | Error::Cut | Error::Schema(_) => Self::Broken,
            Error::Declined => Self::Declined,
            Error::Budget(Refusal::Spent | Refusal::Away) => Self::Spent,
            Error::Budget(Refusal::NoPrice) => Self::NoPrice,
            Error::Unable(_) => Self::Address,
            Error::Unsound(_) => Self::Unsound,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_trouble_is_read_back_and_says_nothing_of_others() {
        for trouble in Trouble::ALL {
            assert_eq!(Trouble::parse(trouble.as_str()), Some(trouble));
            assert!(trouble.words().ends_with(['.', '?']));
        }
        let quoted = Error::Request("Bo's secret".to_owned());
        assert!(!Trouble::from(&quoted).words().contains("Bo"));
    }
}
