//! The account: every message that was listed, under what became of it. Of the contacts it
//! made, some may be one with others by now.

use leptos::prelude::*;

use crate::{
    imports::{Import, reasons::reason_words},
    routes::paths,
    ui::{LinkButton, Tally, TallyLine},
};

pub fn account(import: &Import, joined: i64) -> impl IntoView + use<> {
    let report = import.report();
    let line =
        |label: &str, number: i32| TallyLine::new(label, u64::try_from(number).unwrap_or_default());
    let listed = if import.is_records() {
        "Records listed"
    } else {
        "Messages listed"
    };
    let mut lines = vec![
        line(listed, report.listed),
        line("Stored", report.stored),
        line("Known already", report.known),
    ];
    for (label, reasons) in [("Skipped", &report.skipped), ("Failed", &report.failed)] {
        lines.push(line(label, reasons.values().sum()));
        lines.extend(
            reasons
                .iter()
                .map(|(reason, number)| line(reason_words(reason), *number).nested()),
        );
    }
    lines.extend([line("Contacts created", report.contacts_created)]);
    if joined > 0 {
        let joined = u64::try_from(joined).unwrap_or_default();
        lines.push(TallyLine::new("Certainly somebody who was here, and joined", joined).nested());
    }
    lines.extend([
        line("Contacts updated", report.contacts_updated),
        line("Companies created", report.companies_created),
    ]);
    let has_rejections = !report.skipped.is_empty() || !report.failed.is_empty();
    let href = paths::rejected(import.id);
    view! {
        <Tally lines=lines/>
        {(has_rejections && import.state != "undone").then(|| view! {
            <div class="mt-4">
                <LinkButton href=href>"See what was skipped or failed"</LinkButton>
            </div>
        })}
    }
}
