//! What may be logged, and who began it.

use crate::error::{Error, FieldCode, Result};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    Me,
    Them,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    Call(By),
    Meeting,
    Message(By),
}

impl What {
    pub const ALL: [Self; 5] = [
        Self::Call(By::Me),
        Self::Call(By::Them),
        Self::Meeting,
        Self::Message(By::Me),
        Self::Message(By::Them),
    ];

    /// As programs say it; who began a meeting is not asked.
    pub fn read(kind: &str, direction: Option<&str>) -> Result<Self> {
        let by = match direction {
            None | Some("out") => By::Me,
            Some("in") => By::Them,
            Some("none") if kind == "meeting" => By::Me,
            Some(_) => return Err(Error::invalid("direction", FieldCode::Unknown)),
        };
        match kind {
            "call" => Ok(Self::Call(by)),
            "meeting" => Ok(Self::Meeting),
            "message" => Ok(Self::Message(by)),
            _ => Err(Error::invalid("kind", FieldCode::Unknown)),
        }
    }

    /// As a form says it.
    pub fn parse(name: &str) -> Result<Self> {
        let found = Self::ALL.into_iter().find(|what| what.name() == name);
        found.ok_or_else(|| Error::invalid("what", FieldCode::Unknown))
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::Call(By::Me) => "call_out",
            Self::Call(By::Them) => "call_in",
            Self::Meeting => "meeting",
            Self::Message(By::Me) => "message_out",
            Self::Message(By::Them) => "message_in",
        }
    }

    pub fn kind(self) -> &'static str {
        match self {
            Self::Call(_) => "call",
            Self::Meeting => "meeting",
            Self::Message(_) => "message",
        }
    }

    pub fn direction(self) -> &'static str {
        match self {
            Self::Meeting => "none",
            Self::Call(By::Me) | Self::Message(By::Me) => "out",
            Self::Call(By::Them) | Self::Message(By::Them) => "in",
        }
    }

    /// The part that the contact had in it.
    pub(super) fn role(self) -> &'static str {
        match self.direction() {
            "in" => "from",
            _ => "to",
        }
    }

    pub fn word(self) -> &'static str {
        match self {
            Self::Call(_) => "Call",
            Self::Meeting => "Meeting",
            Self::Message(_) => "Message",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_is_known_by_its_name_and_by_kind_and_direction() {
        for what in What::ALL {
            assert_eq!(What::parse(what.name()), Ok(what));
            assert_eq!(What::read(what.kind(), Some(what.direction())), Ok(what));
        }
        assert_eq!(What::read("call", None), Ok(What::Call(By::Me)));
        for (kind, direction, field) in [
            ("mail", None, "kind"),
            ("call", Some("none"), "direction"),
            ("message", Some("up"), "direction"),
        ] {
            let refused = Err(Error::invalid(field, FieldCode::Unknown));
            assert_eq!(What::read(kind, direction), refused, "{kind} {direction:?}");
        }
    }
}
