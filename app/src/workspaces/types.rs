//! Roles and what each may do; who becomes a contact.

use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(
    feature = "ssr",
    derive(sqlx::Type),
    sqlx(type_name = "text", rename_all = "lowercase")
)]
pub enum Role {
    Owner,
    Admin,
    Member,
    Viewer,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Permission {
    Read,
    EditContacts,
    EditTasks,
    ImportFiles,
    DecideSuggestions,
    ManageFields,
    ManageJobs,
    ManageKeys,
    ManageMembers,
    ManageWorkspace,
}

impl Role {
    pub const ALL: [Self; 4] = [Self::Owner, Self::Admin, Self::Member, Self::Viewer];

    pub fn may(self, permission: Permission) -> bool {
        use Permission::{
            DecideSuggestions, EditContacts, EditTasks, ImportFiles, ManageFields, ManageJobs,
            ManageKeys, ManageMembers, ManageWorkspace, Read,
        };
        match permission {
            Read => true,
            EditContacts | EditTasks | ImportFiles | DecideSuggestions | ManageKeys
            | ManageJobs => self != Self::Viewer,
            ManageFields | ManageMembers => matches!(self, Self::Owner | Self::Admin),
            ManageWorkspace => self == Self::Owner,
        }
    }

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Admin => "admin",
            Self::Member => "member",
            Self::Viewer => "viewer",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.as_str() == text)
    }
}

/// Who of those in the mail becomes a contact; offices and programs never do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub enum ContactRule {
    /// Both wrote to each other.
    Answered,
    /// The member wrote to them.
    #[default]
    WroteTo,
    /// Also who only wrote to the member.
    Everyone,
}

impl ContactRule {
    pub const ALL: [Self; 3] = [Self::Answered, Self::WroteTo, Self::Everyone];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Answered => "answered",
            Self::WroteTo => "wrote_to",
            Self::Everyone => "everyone",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rule| rule.as_str() == text)
    }

    pub fn words(self) -> &'static str {
        match self {
            Self::Answered => "People you and they both wrote to each other",
            Self::WroteTo => "People you wrote to",
            Self::Everyone => "Everyone, also people who only wrote to you",
        }
    }
}
