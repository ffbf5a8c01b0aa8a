//! Where a fact comes from, in words, with the way to the message it stands in and the
//! way to say that it is not right.

use leptos::{prelude::*, server_fn::ServerFn};

use super::show::Known;
use crate::{
    contacts::{Source, actions::EditContact, types::ContactField},
    routes::paths,
    ui::{Clock, HiddenInput, percent},
};

/// What the source is said to be, by what it speaks of.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum About {
    Company,
    Other,
}

/// `From a signature of 3 May 2026, 92 % sure`
pub(super) fn source_words(source: &Source, about: About, clock: Clock) -> String {
    let (words, joint) = named(&source.source, about);
    let at = source.at.map(|at| {
        let day = at.with_timezone(&clock.zone).format("%-d %B %Y");
        format!("{joint}{day}")
    });
    let sure = source
        .confidence
        .map(|sure| format!(", {}\u{a0}sure", percent(format!("{:.0}", sure * 100.0))));
    format!(
        "{words}{}{}",
        at.unwrap_or_default(),
        sure.unwrap_or_default()
    )
}

/// Which source says it, without when; none where a source was taken back.
pub fn origin_words(origin: Option<&str>) -> String {
    match origin {
        Some(origin) => named(origin, About::Other).0.to_owned(),
        None => "A source was taken back".to_owned(),
    }
}

/// What a source is called, and what joins it with a day.
fn named(origin: &str, about: About) -> (&str, &'static str) {
    match (origin, about) {
        ("edit", _) => ("Written by hand", " on "),
        ("signature", _) => ("From a signature", " of "),
        ("mail", About::Company) => ("From the address", ", last written from on "),
        ("mail", About::Other) => ("From the header of mail", " of "),
        ("google", _) => ("From Google Contacts", ", "),
        ("outlook", _) => ("From Outlook", ", "),
        ("linkedin", _) => ("From LinkedIn", ", "),
        ("hubspot", _) => ("From HubSpot", ", "),
        ("pipedrive", _) => ("From Pipedrive", ", "),
        ("salesforce", _) => ("From Salesforce", ", "),
        ("twenty", _) => ("From Twenty", ", "),
        ("monica", _) => ("From Monica", ", "),
        ("vcard", _) => ("From a vCard", ", "),
        ("ldif", _) => ("From an address book", ", "),
        ("csv", _) => ("From a table", ", "),
        ("telegram", _) => ("From Telegram", ", "),
        ("whatsapp", _) => ("From WhatsApp", ", "),
        (other, _) => (other, ", "),
    }
}

/// Leads to the message, where one is known.
pub(super) fn message_link(source: &Source, of_what: &str) -> Option<AnyView> {
    let href = paths::interaction(source.interaction_id?);
    let label = format!("Open the message that {of_what} comes from");
    Some(view! { <a class="link" href=href aria-label=label>"Open the message"</a> }.into_any())
}

/// What a source said of a field and a person knows better: emptied, with an undo.
pub(super) fn not_right(known: &Known, field: ContactField, source: &Source) -> Option<AnyView> {
    let may_be_empty = field != ContactField::Name;
    let is_offered = known.may_edit() && may_be_empty && source.source != "edit";
    let label = format!("{} is not right: remove it", field.label());
    let id = known.contact.id.to_string();
    is_offered.then(|| {
        view! {
            <form method="post" action=EditContact::PATH>
                <HiddenInput name="id" value=id/>
                <HiddenInput name="field" value=field.as_str()/>
                <HiddenInput name="value" value=""/>
                <button class="link" type="submit" aria-label=label>"Not right"</button>
            </form>
        }
        .into_any()
    })
}

#[cfg(test)]
mod tests {
    use chrono_tz::Tz;

    use super::*;

    #[test]
    fn a_source_says_what_it_is_when_and_how_sure() {
        let clock = Clock {
            now: "2026-06-01T00:00:00Z".parse().unwrap(),
            zone: Tz::Europe__Berlin,
        };
        let source = |source: &str, at: Option<&str>, confidence| Source {
            source: source.to_owned(),
            at: at.map(|at| at.parse().unwrap()),
            confidence,
            interaction_id: None,
        };
        let late = Some("2026-05-02T23:30:00Z");
        for (source, about, words) in [
            (
                source("signature", late, Some(0.92)),
                About::Other,
                "From a signature of 3 May 2026, 92\u{a0}%\u{a0}sure",
            ),
            (
                source("edit", late, None),
                About::Other,
                "Written by hand on 3 May 2026",
            ),
            (
                source("mail", late, None),
                About::Company,
                "From the address, last written from on 3 May 2026",
            ),
            (
                source("mail", None, None),
                About::Other,
                "From the header of mail",
            ),
        ] {
            assert_eq!(source_words(&source, about, clock), words);
        }
    }
}
