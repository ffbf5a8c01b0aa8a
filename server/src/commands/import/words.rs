//! How an import stands and what came of it, in a line.

use std::collections::BTreeMap;

use app::imports::types::{ImportReport, error_words, stage_words};

/// What changes with each piece of news: the stage, and each tenth of the way.
pub fn news(report: &ImportReport) -> String {
    format!("{} {:.0}", report.stage, (report.progress * 10.0).floor())
}

pub fn standing(report: &ImportReport) -> String {
    format!(
        "{}, {:.0} % · {}",
        stage_words(&report.stage),
        (report.progress * 100.0).floor(),
        report.facts()
    )
}

pub fn in_words(report: &ImportReport) -> String {
    if report.state != "done" {
        let reason = report.error.as_deref().map(error_words);
        let reason = reason.map(|reason| format!(" ({reason})"));
        let reason = reason.unwrap_or_default();
        return format!("{}: {}{reason}", report.file_name, report.state);
    }
    let sum = |counts: &BTreeMap<String, i32>| counts.values().sum::<i32>();
    let assumed = report.assumed_address.as_ref().map(|address| {
        format!("\nNone of your addresses owned this mailbox: {address} was taken for yours (kith addresses or the settings page change that)")
    });
    format!(
        "{}: stored {} of {} messages ({} known, {} skipped, {} failed), {} new contacts, {} updated, {} companies, in {:.1} s{}",
        report.file_name,
        report.stored,
        report.listed,
        report.known,
        sum(&report.skipped),
        sum(&report.failed),
        report.contacts_created,
        report.contacts_updated,
        report.companies_created,
        report.seconds,
        assumed.unwrap_or_default(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reading() -> ImportReport {
        ImportReport {
            file_name: "sent.mbox".to_owned(),
            state: "running".to_owned(),
            stage: "reading".to_owned(),
            progress: 0.429,
            seconds_left: Some(130.0),
            messages_per_second: Some(2104.4),
            stored: 940,
            skipped: BTreeMap::from([("list".to_owned(), 12)]),
            ..ImportReport::default()
        }
    }

    #[test]
    fn a_running_import_says_how_far_it_is_and_how_long_it_takes() {
        assert_eq!(
            standing(&reading()),
            "Reading messages, 42 % · 940 stored · 12 skipped · 2104 a second · about 2 min left"
        );
        assert_eq!(news(&reading()), "reading 4");
    }

    #[test]
    fn an_end_that_is_none_names_its_reason_where_there_is_one() {
        let cancelled = ImportReport {
            state: "cancelled".to_owned(),
            ..reading()
        };
        assert_eq!(in_words(&cancelled), "sent.mbox: cancelled");
        let failed = ImportReport {
            state: "failed".to_owned(),
            error: Some("encrypted".to_owned()),
            ..reading()
        };
        assert_eq!(
            in_words(&failed),
            "sent.mbox: failed (This archive is encrypted. Unpack it, and import what was in it.)"
        );
    }
}
