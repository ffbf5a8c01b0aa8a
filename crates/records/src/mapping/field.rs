//! What a column can be.

use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// The source's own id of the row.
    Id,
    Name,
    GivenName,
    AdditionalName,
    FamilyName,
    Prefix,
    Suffix,
    Nickname,
    Company,
    Title,
    Department,
    EmployedSince,
    EmployedUntil,
    Email,
    Phone,
    /// The country, or its code, of the numbers in the same group.
    PhoneCountry,
    Url,
    /// An account; the column's label is the service.
    Handle,
    Street,
    ExtendedAddress,
    PoBox,
    City,
    Region,
    PostalCode,
    Country,
    /// A whole address as one text.
    Address,
    Birthday,
    Anniversary,
    Relation,
    Note,
    Tags,
    Photo,
    Connected,
    UpdatedAt,
    /// The label of the value in the same group.
    Label,
    /// A field of one's own; the label of its group is its name.
    Custom,
    /// Says nothing, as the kind of an e-mail address (`SMTP`).
    Ignored,
    Conversation,
    ConversationTitle,
    Sender,
    SenderUrl,
    Recipients,
    RecipientUrls,
    SentAt,
    Subject,
    Text,
}

impl Field {
    pub(super) fn is_address(self) -> bool {
        matches!(
            self,
            Field::Street
                | Field::ExtendedAddress
                | Field::PoBox
                | Field::City
                | Field::Region
                | Field::PostalCode
                | Field::Country
                | Field::Address
        )
    }

    pub(super) fn is_employment(self) -> bool {
        matches!(
            self,
            Field::Company
                | Field::Title
                | Field::Department
                | Field::EmployedSince
                | Field::EmployedUntil
        )
    }

    pub(super) fn is_date(self) -> bool {
        matches!(
            self,
            Field::Birthday
                | Field::Anniversary
                | Field::Connected
                | Field::UpdatedAt
                | Field::EmployedSince
                | Field::EmployedUntil
                | Field::SentAt
        )
    }
}
