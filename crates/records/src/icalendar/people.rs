//! Who takes part: ORGANIZER and ATTENDEE.

use crate::content_line::Property;
use crate::record::{Party, PartyStatus};

/// More are left in the raw text.
const MOST: usize = 1_000;

pub(super) fn organizer(properties: &[Property]) -> Option<Party> {
    properties
        .iter()
        .find(|property| property.name == "ORGANIZER")
        .and_then(party)
}

pub(super) fn attendees(properties: &[Property]) -> Vec<Party> {
    let all = properties
        .iter()
        .filter(|property| property.name == "ATTENDEE");
    let mut found: Vec<Party> = Vec::new();
    for attendee in all
        .filter_map(|property| with_answer(property, party(property)?))
        .take(MOST)
    {
        let is_known = |other: &Party| other.email.is_some() && other.email == attendee.email;
        if !found.iter().any(is_known) {
            found.push(attendee);
        }
    }
    found
}

fn party(property: &Property) -> Option<Party> {
    let address = property.text().unwrap_or_default();
    let bare = match address.get(..7) {
        Some(scheme) if scheme.eq_ignore_ascii_case("mailto:") => &address[7..],
        _ => address.as_str(),
    };
    let email = [bare, property.param("EMAIL").unwrap_or_default()]
        .into_iter()
        .map(str::trim)
        .find(|text| crate::mapping::is_email(text))
        .map(str::to_lowercase);
    let name = property
        .param("CN")
        .map(str::trim)
        .filter(|name| !name.is_empty());
    let name = name.filter(|name| !name.eq_ignore_ascii_case(email.as_deref().unwrap_or_default()));
    let phone = bare.strip_prefix("tel:").map(str::to_owned);
    let party = Party {
        name: name.map(str::to_owned),
        email,
        phone,
        ..Party::default()
    };
    (party != Party::default()).then_some(party)
}

fn with_answer(property: &Property, mut party: Party) -> Option<Party> {
    let upper = |name| {
        property
            .param(name)
            .unwrap_or_default()
            .to_ascii_uppercase()
    };
    party.status = Some(match upper("PARTSTAT").as_str() {
        "ACCEPTED" => PartyStatus::Accepted,
        "DECLINED" => PartyStatus::Declined,
        "TENTATIVE" => PartyStatus::Tentative,
        "DELEGATED" => PartyStatus::Delegated,
        _ => PartyStatus::Unanswered,
    });
    let role = match upper("ROLE").as_str() {
        "CHAIR" => "chair",
        "OPT-PARTICIPANT" => "optional",
        "NON-PARTICIPANT" => "informed",
        _ => "required",
    };
    party.role = Some(role.to_owned());
    party.is_resource = matches!(upper("CUTYPE").as_str(), "ROOM" | "RESOURCE");
    Some(party)
}
