//! How an import stands, in words.

use leptos::prelude::*;

use super::asking::asking;
use crate::{
    imports::{
        Import,
        island::LiveImport,
        types::{error_words, kept_words},
    },
    routes::paths,
    ui::{Card, Clock, Notice, Time, Tone, grouped},
};

pub fn outcome(import: &Import, may_answer: bool, clock: Clock) -> AnyView {
    match import.state.as_str() {
        "queued" | "running" | "undoing" => moving(import),
        "asking" if may_answer => asking(import),
        "asking" => notice(
            Tone::Caution,
            "The import waits for an answer",
            "Somebody who may import has to say whose mailbox this is.",
        ),
        "undone" => undone(import),
        "paused" => notice(
            Tone::Info,
            "The import is paused",
            "What was read stays. Go on whenever you like: it continues where it stopped.",
        ),
        "failed" => notice(
            Tone::Critical,
            if import.was_being_undone() {
                "The import could not be undone"
            } else {
                "The import failed"
            },
            error_words(import.error.as_deref().unwrap_or_default()),
        ),
        "cancelled" => notice(
            Tone::Caution,
            "The import was stopped",
            "What was stored stays. Go on whenever you like: it continues where it stopped.",
        ),
        _ => done(import, clock),
    }
}

fn notice(tone: Tone, title: &'static str, words: &'static str) -> AnyView {
    view! { <Notice tone=tone title=title>{words}</Notice> }.into_any()
}

fn moving(import: &Import) -> AnyView {
    let report = serde_json::to_string(&import.report()).unwrap_or_default();
    let words = if import.state == "undoing" {
        "You can leave this page. What came by this import is taken away in the background."
    } else {
        "You can leave this page. The import goes on, and the result stays here."
    };
    view! {
        <Card><LiveImport report=report/></Card>
        <Notice tone=Tone::Info>{words}</Notice>
    }
    .into_any()
}

/// What an undo took away, and who is still here and why.
fn undone(import: &Import) -> AnyView {
    let report = import.report();
    let noun = report.noun();
    let removed = grouped(u64::try_from(report.removed).unwrap_or_default());
    let kept: Vec<String> = report
        .kept
        .iter()
        .map(|(reason, count)| format!("{count} {}", kept_words(reason)))
        .collect();
    let kept = if kept.is_empty() {
        "Nobody that came by it is left.".to_owned()
    } else {
        format!("Contacts that stay: {}.", kept.join(", "))
    };
    view! {
        <Notice tone=Tone::Info title=format!("Undone: {removed} {noun} were taken away")>
            <p>
                {kept} " What another import delivered as well is still here. "
                "The file is kept: it can be imported again."
            </p>
        </Notice>
    }
    .into_any()
}

fn done(import: &Import, clock: Clock) -> AnyView {
    let own = (!import.is_records()).then(|| {
        view! {
            {whose(import)} " "
            <a class="link" href=paths::settings()>"Change your addresses"</a>
        }
    });
    let finished = import.finished_at.unwrap_or(import.created_at);
    view! {
        <Notice tone=Tone::Positive title=summary(import)>
            <p>
                "Finished " <Time at=finished clock=clock/> ". " {own}
            </p>
        </Notice>
    }
    .into_any()
}

fn whose(import: &Import) -> String {
    if import.of_others {
        return "None of its addresses is yours: it was read as other people's mail, which counts for no relationship.".to_owned();
    }
    let assumed = import.assumed_address.as_ref().map(|address| {
        format!("None of your addresses owned this mailbox, so {address} was taken for yours. ")
    });
    format!(
        "{}Taken as yours: {}.",
        assumed.unwrap_or_default(),
        import.own_addresses.join(", ")
    )
}

fn summary(import: &Import) -> String {
    let count = |number: i32| grouped(u64::try_from(number).unwrap_or_default());
    format!(
        "Stored {} of {} {} in {:.1} s",
        count(import.stored),
        count(import.listed),
        import.report().noun(),
        import.seconds
    )
}
