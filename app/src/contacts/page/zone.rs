//! The time zone of a person, what time it is there, and the zone that is offered where
//! none was said.

use chrono_tz::Tz;
use leptos::{prelude::*, server_fn::ServerFn};

use super::show::Known;
use crate::{
    contacts::{
        LikelyZone, actions::EditContact, likely_zone_of, local_words, types::ContactField,
    },
    ui::{Button, HiddenInput},
};

pub(super) fn zone(known: &Known) -> Option<AnyView> {
    if let Some(zone) = said(known) {
        let words = words(known, zone);
        return Some(view! { {zone.name()} <br/> <span class="muted">{words}</span> }.into_any());
    }
    let likely = likely_zone_of(&known.contact, &known.points)?;
    Some(offer(known, likely).into_any())
}

/// What time it is there, if it is sure where that is.
pub(super) fn local_time(known: &Known) -> Option<String> {
    let likely = || likely_zone_of(&known.contact, &known.points);
    let certain = || likely().filter(|likely| likely.is_certain());
    let zone = said(known).or_else(|| certain().map(|likely| likely.zone))?;
    Some(words(known, zone))
}

fn said(known: &Known) -> Option<Tz> {
    known.contact.time_zone.as_deref()?.parse().ok()
}

fn words(known: &Known, zone: Tz) -> String {
    let clock = known.clock();
    local_words(clock.now, zone, clock.zone)
}

fn offer(known: &Known, likely: LikelyZone) -> impl IntoView + use<> {
    let by = match likely.from {
        "phone" => "by the phone number",
        "country" => "by the country",
        _ => "by the place",
    };
    let name = likely.zone.name();
    let (id, words) = (known.contact.id.to_string(), words(known, likely.zone));
    let take = known.may_edit().then(|| {
        view! {
            <form method="post" action=EditContact::PATH>
                <HiddenInput name="id" value=id/>
                <HiddenInput name="field" value=ContactField::TimeZone.as_str()/>
                <HiddenInput name="value" value=name/>
                <Button small=true>{format!("Set {name}")}</Button>
            </form>
        }
    });
    view! {
        <div class="grid gap-1">
            <span>{format!("Probably {name}, {by}")}</span>
            <span class="muted">{words}</span>
            {take}
        </div>
    }
}
