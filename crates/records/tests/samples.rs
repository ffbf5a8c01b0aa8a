//! Every sample, whole: what is read of it, column by column and record by record, and that reading
//! goes on at any cursor as if it had never stopped. The people are invented.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::path::{Path, PathBuf};

use chrono::{TimeZone, Utc};
use records::{Cursor, Input, Item, Options, inputs, open};
use serde_json::Value;

fn options() -> Options {
    Options {
        regions: vec!["DE".to_owned(), "US".to_owned()],
        time_zone: chrono_tz::Europe::Berlin,
        window: (
            Utc.with_ymd_and_hms(2024, 1, 1, 0, 0, 0).unwrap(),
            Utc.with_ymd_and_hms(2025, 1, 1, 0, 0, 0).unwrap(),
        ),
        mapping: None,
    }
}

fn samples() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let files = std::fs::read_dir(folder).unwrap();
    let mut paths: Vec<_> = files.map(|file| file.unwrap().path()).collect();
    paths.sort();
    paths
}

fn read(input: &Input, cursor: Option<Cursor>) -> Vec<Item> {
    open(input, &options(), cursor)
        .unwrap()
        .map(Result::unwrap)
        .collect()
}

/// Without what is empty, and without the raw text, which another test compares.
fn brief(value: Value) -> Value {
    match value {
        Value::Object(map) => map
            .into_iter()
            .filter(|(key, _)| key != "raw")
            .map(|(key, value)| (key, brief(value)))
            .filter(|(_, value)| {
                !value.is_null()
                    && *value != Value::Array(Vec::new())
                    && *value != serde_json::json!({})
            })
            .collect(),
        Value::Array(list) => list.into_iter().map(brief).collect(),
        other => other,
    }
}

fn shown(input: &Input) -> String {
    let records = open(input, &options(), None).unwrap();
    let mut text = format!("{:?}\n", records.format());
    for column in records
        .mapping()
        .into_iter()
        .flat_map(|mapping| &mapping.columns)
    {
        let field = serde_json::to_value(column.field).unwrap();
        let field = field.as_str().unwrap_or("-");
        let rest = [&column.label, &column.group].map(|text| text.clone().unwrap_or_default());
        text += &format!(
            "{} = {field} {} {:.2}\n",
            column.header,
            rest.join(" "),
            column.confidence
        );
    }
    for item in records {
        let item = item.unwrap();
        text += &match item.outcome {
            Ok(record) => format!(
                "{} {}\n",
                item.number,
                brief(serde_json::to_value(record).unwrap())
            ),
            Err(rejection) => format!("{} REJECTED {}\n", item.number, rejection.reason),
        };
    }
    text
}

#[test]
fn samples_are_read_as_written_down() {
    for path in samples() {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(name, shown(&inputs(&path).unwrap()[0]));
        });
    }
}

#[test]
fn reading_goes_on_at_every_cursor() {
    for path in samples() {
        let input = &inputs(&path).unwrap()[0];
        let all = read(input, None);
        for (at, item) in all.iter().enumerate() {
            let rest = read(input, Some(item.cursor.clone()));
            assert_eq!(rest, all[at + 1..], "{} behind item {at}", path.display());
        }
    }
}

#[test]
fn ids_are_told_apart_within_a_file() {
    for path in samples() {
        let items = read(&inputs(&path).unwrap()[0], None);
        let mut ids: Vec<String> = items
            .into_iter()
            .filter_map(|item| Some(item.outcome.ok()?.external_id))
            .collect();
        let count = ids.len();
        ids.sort();
        ids.dedup();
        assert_eq!(ids.len(), count, "{}", path.display());
    }
}
