use chrono::TimeZone;

use super::*;
use crate::record::{Fields, Meeting};

fn options() -> Options {
    let at = |year| {
        chrono::Utc
            .with_ymd_and_hms(year, 1, 1, 0, 0, 0)
            .single()
            .unwrap_or_default()
    };
    Options {
        regions: Vec::new(),
        time_zone: chrono_tz::Europe::Berlin,
        window: (at(2024), at(2025)),
        mapping: None,
    }
}

fn read(lines: &str) -> Vec<Result<Meeting, Reason>> {
    let text = format!(
        "BEGIN:VCALENDAR\r\n{}\r\nEND:VCALENDAR\r\n",
        lines.replace('\n', "\r\n")
    );
    let input = Input::memory("x.ics", text.into_bytes());
    let records = crate::open(&input, &options(), None).map(|records| records.flatten().collect());
    let items: Vec<crate::Item> = records.unwrap_or_default();
    let meeting =
        |item: crate::Item| match item.outcome.map_err(|rejection| rejection.reason)?.fields {
            Fields::Meeting(meeting) => Ok(*meeting),
            _ => Err(Reason::Empty),
        };
    items.into_iter().map(meeting).collect()
}

fn starts(event: &str) -> Vec<String> {
    let found = read(&format!("BEGIN:VEVENT\nUID:a\n{event}\nEND:VEVENT"));
    found
        .into_iter()
        .flatten()
        .map(|meeting| meeting.start.format("%m-%dT%H:%M").to_string())
        .collect()
}

#[test]
fn recurrences_keep_their_hour_when_clocks_change() {
    let weekly = "DTSTART;TZID=America/New_York:20240301T090000\nRRULE:FREQ=WEEKLY;COUNT=3";
    assert_eq!(
        starts(weekly),
        ["03-01T14:00", "03-08T14:00", "03-15T13:00"]
    );
    let night = "DTSTART;TZID=Europe/Berlin:20240330T023000\nRRULE:FREQ=DAILY;COUNT=3";
    assert_eq!(starts(night), ["03-30T01:30", "03-31T01:30", "04-01T00:30"]);
    let autumn = "DTSTART;TZID=Europe/Berlin:20241027T023000";
    assert_eq!(starts(autumn), ["10-27T00:30"]);
}

#[test]
fn until_is_a_moment_and_a_day_counts_whole() {
    let moment =
        "DTSTART;TZID=Europe/Berlin:20240610T090000\nRRULE:FREQ=DAILY;UNTIL=20240612T070000Z";
    assert_eq!(starts(moment).len(), 3);
    let before =
        "DTSTART;TZID=Europe/Berlin:20240610T090000\nRRULE:FREQ=DAILY;UNTIL=20240612T065959Z";
    assert_eq!(starts(before).len(), 2);
    let day = "DTSTART;TZID=Europe/Berlin:20240610T090000\nRRULE:FREQ=DAILY;UNTIL=20240612";
    assert_eq!(starts(day).len(), 3);
}

#[test]
fn dates_are_added_and_taken_out() {
    let event = "DTSTART:20240610T090000Z\nRRULE:FREQ=DAILY;COUNT=3\nEXDATE:20240611T090000Z\nRDATE:20240620T090000Z,20240621T100000Z";
    assert_eq!(
        starts(event),
        ["06-10T09:00", "06-12T09:00", "06-20T09:00", "06-21T10:00"]
    );
    let by_day = "DTSTART:20240610T090000Z\nRRULE:FREQ=DAILY;COUNT=3\nEXDATE;VALUE=DATE:20240612";
    assert_eq!(starts(by_day), ["06-10T09:00", "06-11T09:00"]);
}

#[test]
fn the_window_bounds_what_never_ends() {
    assert_eq!(
        starts("DTSTART:19700101T120000Z\nRRULE:FREQ=YEARLY"),
        ["01-01T12:00"]
    );
    let found =
        read("BEGIN:VEVENT\nUID:a\nDTSTART:20100101T120000Z\nRRULE:FREQ=DAILY;COUNT=2\nEND:VEVENT");
    assert!(matches!(
        found.as_slice(),
        [Err(Reason::NotAMeeting { .. })]
    ));
    assert!(starts("DTSTART:20240101T000000Z\nRRULE:FREQ=SECONDLY").len() <= MOST_OCCURRENCES);
}

#[test]
fn zones_are_known_by_many_names() {
    let at = |zone: &str| starts(&format!("DTSTART;TZID={zone}:20240701T120000"));
    for zone in [
        "Europe/Berlin",
        "W. Europe Standard Time",
        "/mozilla.org/20050126_1/Europe/Berlin",
    ] {
        assert_eq!(at(zone), ["07-01T10:00"], "{zone}");
    }
    let lost = read("BEGIN:VEVENT\nUID:a\nDTSTART;TZID=Nowhere:20240701T120000\nEND:VEVENT");
    assert!(matches!(&lost[0], Ok(meeting) if meeting.time_zone.is_none()));
}

#[test]
fn a_calendar_that_calls_off_is_not_counted() {
    let found = read("METHOD:CANCEL\nBEGIN:VEVENT\nUID:a\nDTSTART:20240701T120000Z\nEND:VEVENT");
    assert!(matches!(&found[0], Ok(meeting) if meeting.is_cancelled && !meeting.counts));
}
