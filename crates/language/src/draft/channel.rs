//! Where a message goes, and how long it may be there.

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Channel {
    #[default]
    Mail,
    /// A message to a connection.
    LinkedIn,
    /// The note to an invitation.
    LinkedInNote,
    WhatsApp,
    Telegram,
    Sms,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Letters (Unicode scalar values) of the whole message at most.
    pub letters: usize,
    /// Of the subject; none where there is no subject.
    pub subject: Option<usize>,
    /// Sentences between greeting and sign-off.
    pub fewest: usize,
    pub most: usize,
}

impl Channel {
    pub const ALL: [Self; 6] = [
        Self::Mail,
        Self::LinkedIn,
        Self::LinkedInNote,
        Self::WhatsApp,
        Self::Telegram,
        Self::Sms,
    ];

    /// A note to an invitation has 200 letters without a paid account; two joined text messages
    /// have 306, or 134 where the script is not Latin. The other bounds are ours: a first word
    /// after a silence is short.
    pub fn limits(self) -> Limits {
        let limits = |letters, subject, fewest, most| Limits {
            letters,
            subject,
            fewest,
            most,
        };
        match self {
            Self::Mail => limits(2_000, Some(120), 2, 4),
            Self::LinkedIn | Self::WhatsApp | Self::Telegram => limits(1_000, None, 2, 4),
            Self::LinkedInNote => limits(200, None, 2, 4),
            Self::Sms => limits(306, None, 2, 4),
        }
    }

    pub(crate) fn is_letter(self) -> bool {
        self == Self::Mail
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Mail => "e-mail",
            Self::LinkedIn => "LinkedIn message",
            Self::LinkedInNote => "LinkedIn invitation",
            Self::WhatsApp => "WhatsApp",
            Self::Telegram => "Telegram",
            Self::Sms => "text message",
        }
    }
}
