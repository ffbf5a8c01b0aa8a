//! Putting a suggestion off: for a while that is chosen at once, or to a day.

use chrono::Days;
use leptos::{prelude::*, server_fn::ServerFn};
use uuid::Uuid;

use super::item::common_fields;
use crate::{
    forms::form_state,
    suggestions::actions::DecideSuggestion,
    ui::{Button, Clock, FieldError, HiddenInput, IconName, Menu, MenuItem},
};

const SNOOZES: [(&str, &str); 3] = [("2 weeks", "14"), ("1 month", "30"), ("3 months", "91")];

pub(super) fn snoozing(id: Uuid, from: &str, clock: Clock) -> impl IntoView + use<> {
    let items = SNOOZES.map(|(label, days)| {
        MenuItem::post(label, DecideSuggestion::PATH)
            .field("id", id.to_string())
            .field("from", from)
            .field("decision", "snooze")
            .field("days", days)
    });
    let state = form_state(DecideSuggestion::PATH);
    let is_this = state.value("id") == Some(id.to_string());
    let error = state.error("until").filter(|_| is_this);
    let typed = state.value("until").filter(|_| is_this);
    let is_refused = error.is_some();
    let from = from.to_owned();
    let foot = move || day(id, &from, clock, typed.clone(), error.clone());
    view! {
        <Menu
            label="Snooze"
            icon=IconName::CaretDown
            small=true
            key_hint="s"
            items=items.to_vec()
            foot=foot
            open=is_refused
        >
            "Snooze"
        </Menu>
    }
}

fn day(
    id: Uuid,
    from: &str,
    clock: Clock,
    typed: Option<String>,
    error: Option<String>,
) -> impl IntoView + use<> {
    let today = clock.now.with_timezone(&clock.zone).date_naive();
    let tomorrow = today.checked_add_days(Days::new(1)).unwrap_or(today);
    let error_id = format!("until-{id}-error");
    let invalid = error.is_some().then_some("true");
    let described_by = error.is_some().then(|| error_id.clone());
    view! {
        <form class="menu-form" method="post" action=DecideSuggestion::PATH>
            {common_fields(id, from)}
            <HiddenInput name="decision" value="snooze_to"/>
            <input
                class="input"
                type="date"
                name="until"
                aria-label="Snooze until"
                min=tomorrow.to_string()
                value=typed
                required=true
                aria-invalid=invalid
                aria-describedby=described_by
            />
            <Button small=true>"Until then"</Button>
            <FieldError id=error_id message=error/>
        </form>
    }
}
