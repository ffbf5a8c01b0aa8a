//! What is wrong with a text.

use std::fmt;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// It stands nowhere in the context.
    Unfounded {
        kind: Kind,
        text: String,
    },
    /// An address, a link or a long number that only others wrote.
    NotOurs {
        text: String,
    },
    /// As many sentences as there are.
    Sentences {
        count: usize,
        fewest: usize,
        most: usize,
    },
    /// The whole message, in letters.
    Letters {
        count: usize,
        most: usize,
    },
    Subject {
        count: usize,
        most: usize,
    },
    /// It repeats what a model is told, or marks of a prompt.
    Prompt,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Of a person, a company, a place or a thing.
    Name,
    Number,
    /// A month or a day of the week.
    Date,
    /// An address, a handle or a link.
    Address,
}

impl fmt::Display for Finding {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unfounded { text, .. } => write!(formatter, "“{text}” is not known"),
            Self::NotOurs { text } => write!(formatter, "“{text}” was only written by others"),
            Self::Sentences {
                count,
                fewest,
                most,
            } => {
                write!(formatter, "{count} sentences instead of {fewest} to {most}")
            }
            Self::Letters { count, most } | Self::Subject { count, most } => {
                write!(formatter, "{count} letters, more than {most}")
            }
            Self::Prompt => formatter.write_str("it repeats what the model was told"),
        }
    }
}
