//! What each fuzz target does with its bytes. The fuzzer calls these, and so do the tests, on
//! seeds and mutations of them.

use chrono::{TimeZone, Utc};
use records::{Cursor, Input, Item, Options, open};

fn options() -> Options {
    let at = |year| {
        Utc.with_ymd_and_hms(year, 1, 1, 0, 0, 0)
            .single()
            .unwrap_or_default()
    };
    Options {
        regions: vec!["DE".to_owned(), "US".to_owned()],
        time_zone: chrono_tz::Europe::Berlin,
        window: (at(2023), at(2026)),
        mapping: None,
    }
}

fn items(input: &Input, cursor: Option<Cursor>) -> Vec<Item> {
    let records = open(input, &options(), cursor);
    records
        .map(|records| records.map_while(Result::ok).collect())
        .unwrap_or_default()
}

/// Any bytes are answered, twice in the same way; cursors rise; a reader that goes on at a cursor
/// gives the same rest; records hold no NUL and can be written as JSON.
fn read(name: &str, data: &[u8]) {
    let input = Input::memory(name, data);
    let all = items(&input, None);
    assert!(all.windows(2).all(|pair| pair[0].cursor < pair[1].cursor));
    for item in &all {
        let Ok(record) = &item.outcome else { continue };
        let json = serde_json::to_string(record);
        assert!(
            json.is_ok_and(|json| !json.contains("\\u0000")),
            "NUL in {record:?}"
        );
        assert!(!record.external_id.is_empty());
    }
    for at in [0, all.len() / 2, all.len().saturating_sub(1)] {
        if let Some(item) = all.get(at) {
            assert_eq!(items(&input, Some(item.cursor.clone())), all[at + 1..]);
        }
    }
}

pub fn delimited(data: &[u8]) {
    read("contacts.csv", data);
}

pub fn vcard(data: &[u8]) {
    read("contacts.vcf", data);
}

pub fn ldif(data: &[u8]) {
    read("contacts.ldif", data);
}

pub fn icalendar(data: &[u8]) {
    read("calendar.ics", data);
}

pub fn chat(data: &[u8]) {
    read("WhatsApp Chat with Bo.txt", data);
}

pub fn monica(data: &[u8]) {
    read("monica.json", data);
}

/// Values of a date or a time in any order.
pub fn dates(data: &[u8]) {
    use records::dates::{DateOrder, date, date_time, order_of};
    let text = String::from_utf8_lossy(data);
    for order in [DateOrder::DayFirst, DateOrder::MonthFirst] {
        if let Some(day) = date(&text, order) {
            assert!(day.to_string().len() >= 4);
        }
        let _ = date_time(&text, order);
    }
    let _ = order_of(text.lines());
}

/// A zip archive of any kind is opened, or refused.
pub fn archive(data: &[u8]) {
    let Ok(mut file) = tempfile::NamedTempFile::new() else {
        return;
    };
    let Ok(()) = std::io::Write::write_all(&mut file, data) else {
        return;
    };
    for input in records::inputs(file.path()).into_iter().flatten() {
        let _ = items(&input, None);
    }
}
