//! `kith imports show`: one import in a few lines.

use anyhow::Result;
use app::{
    context::Viewer,
    imports::{
        self,
        reasons::reason_words,
        types::{ImportReport, error_words, kept_words},
    },
};
use uuid::Uuid;

use crate::{
    cli::Global,
    commands::{
        import::{proposals, standing},
        print,
    },
};

pub async fn show(global: &Global, viewer: &Viewer, id: Uuid) -> Result<()> {
    let mut scope = viewer.begin().await?;
    let report = imports::import(&mut scope, id).await?.report();
    let asks_columns = report.state == "asking"
        && report.proposed_addresses.is_empty()
        && imports::table_of(&mut scope, id, None).await?.is_some();
    print(global, &report, &in_words(&report, asks_columns));
    Ok(())
}

fn in_words(report: &ImportReport, asks_columns: bool) -> String {
    let mut lines = vec![format!("{}: {}", report.file_name, report.state)];
    if report.is_moving() || report.state == "paused" {
        lines.push(standing(report));
    }
    lines.extend(
        report
            .error
            .as_deref()
            .map(|error| error_words(error).to_owned()),
    );
    lines.push(format!(
        "{} messages: {} stored, {} known already",
        report.listed, report.stored, report.known
    ));
    for (word, counts) in [("Skipped", &report.skipped), ("Failed", &report.failed)] {
        let told = counts
            .iter()
            .map(|(reason, count)| (reason_words(reason), count));
        lines.extend(counted(word, told));
    }
    lines.push(format!(
        "{} new contacts, {} updated, {} companies",
        report.contacts_created, report.contacts_updated, report.companies_created
    ));
    if report.removed > 0 {
        lines.push(format!("{} messages taken away again", report.removed));
    }
    let kept = report
        .kept
        .iter()
        .map(|(reason, count)| (kept_words(reason), count));
    lines.extend(counted("Contacts that stay", kept));
    if !report.own_addresses.is_empty() {
        lines.push(format!(
            "Taken as yours: {}",
            report.own_addresses.join(", ")
        ));
    }
    if asks_columns {
        lines.push("It asks what the columns of a table hold: kith imports columns ID > mapping.json; kith imports answer ID --mapping mapping.json".to_owned());
    } else if report.state == "asking" {
        lines.push("It asks whose mailbox it is: kith imports answer ID --mine ADDRESS".to_owned());
        lines.push(proposals(&report.proposed_addresses));
    }
    lines.join("\n")
}

/// "Skipped: 12 newsletters, 3 drafts", where there is something to say.
fn counted<'a>(word: &str, counts: impl Iterator<Item = (&'a str, &'a i32)>) -> Option<String> {
    let counts: Vec<String> = counts
        .map(|(reason, count)| format!("{count} {reason}"))
        .collect();
    (!counts.is_empty()).then(|| format!("{word}: {}", counts.join(", ")))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn an_import_that_is_over_says_what_came_of_it() {
        let report = ImportReport {
            file_name: "sent.mbox".to_owned(),
            state: "done".to_owned(),
            listed: 10,
            stored: 6,
            known: 1,
            skipped: BTreeMap::from([("draft".to_owned(), 1), ("newsletter".to_owned(), 2)]),
            contacts_created: 4,
            own_addresses: vec!["ada@kith.example".to_owned()],
            ..ImportReport::default()
        };
        assert_eq!(
            in_words(&report, false),
            "sent.mbox: done\n\
             10 messages: 6 stored, 1 known already\n\
             Skipped: 1 drafts, 2 newsletters\n\
             4 new contacts, 0 updated, 0 companies\n\
             Taken as yours: ada@kith.example"
        );
    }
}
