use super::*;
use crate::record::Fields;
use crate::{Item, Options, Record, Rejection, open};

fn items(account: &str) -> Vec<Item> {
    let text = format!(
        r#"{{"version":"1.0-preview.1","app_version":"4","exported_by":"me","account":{account}}}"#
    );
    let options = Options {
        regions: Vec::new(),
        time_zone: chrono_tz::Europe::Berlin,
        window: (chrono::DateTime::UNIX_EPOCH, chrono::DateTime::UNIX_EPOCH),
        mapping: None,
    };
    let input = Input::memory("x.json", text.into_bytes());
    let records = open(&input, &options, None).unwrap();
    records.map(Result::unwrap).collect()
}

fn read(account: &str) -> (Vec<Record>, Vec<Rejection>) {
    let (mut read, mut rejected) = (Vec::new(), Vec::new());
    for item in items(account) {
        match item.outcome {
            Ok(record) => read.push(record),
            Err(rejection) => rejected.push(rejection),
        }
    }
    (read, rejected)
}

fn person(id: &str, rest: &str) -> String {
    format!(r#"{{"uuid":"{id}","properties":{{"first_name":"{id}"}}{rest}}}"#)
}

fn list(kind: &str, values: &[String]) -> String {
    format!(r#"{{"type":"{kind}","values":[{}]}}"#, values.join(","))
}

fn relations(record: &Record) -> Vec<(&str, &str)> {
    let Fields::Contact(contact) = &record.fields else {
        return Vec::new();
    };
    let all = contact.relations.iter();
    all.map(|one| (one.value.as_str(), one.label.as_deref().unwrap_or_default()))
        .collect()
}

#[test]
fn a_tie_is_told_from_one_side() {
    let tie = |one: &str, word: &str, other: &str| {
        format!(
            r#"{{"uuid":"{one}{word}","properties":{{"type":"{word}","contact_is":"{one}","of_contact":"{other}"}}}}"#
        )
    };
    let people = list("contact", &[person("a", ""), person("b", "")]);
    let ties = [
        tie("a", "nephew", "b"),
        tie("b", "uncle", "a"),
        tie("b", "friend", "a"),
        tie("a", "friend", "b"),
        tie("a", "friend", "gone"),
    ];
    let ties = list("relationship", &ties);
    let (read, rejected) = read(&format!(r#"{{"data":[{people},{ties}]}}"#));
    assert_eq!(
        relations(&read[0]),
        [("urn:uuid:b", "nephew"), ("urn:uuid:b", "friend")]
    );
    assert_eq!(relations(&read[1]), []);
    assert!(rejected.is_empty());
}

#[test]
fn users_stay_out_and_what_has_no_place_says_so() {
    let user = r#"{"uuid":"u","password":"secret"}"#.to_owned();
    let other = r#"{"uuid":"x","properties":{}}"#.to_owned();
    let data = [list("user", &[user]), list("spaceship", &[other])].join(",");
    let (read, rejected) = read(&format!(r#"{{"data":[{data}]}}"#));
    assert!(read.is_empty());
    let reasons: Vec<String> = rejected.iter().map(|one| one.reason.to_string()).collect();
    assert_eq!(reasons, ["there is no place for this: spaceship"]);
    assert!(rejected[0].reason.is_skip() && !rejected[0].raw.contains("secret"));
}

#[test]
fn a_day_without_a_time_is_noon_where_the_member_is() {
    let call = r#"{"uuid":"c","properties":{"called_at":"2024-07-01T00:00:00.000000Z"}}"#;
    let timed = r#"{"uuid":"d","properties":{"called_at":"2024-07-01T20:15:00.000000Z"}}"#;
    let never = r#"{"uuid":"e","properties":{"called_at":"some day"}}"#;
    let calls = list("call", &[call, timed, never].map(str::to_owned));
    let people = list("contact", &[person("a", &format!(r#","data":[{calls}]"#))]);
    let (read, rejected) = read(&format!(r#"{{"data":[{people}]}}"#));
    let times: Vec<String> = read
        .iter()
        .filter_map(|record| match &record.fields {
            Fields::Message(message) => Some(message.sent_at.to_rfc3339()),
            _ => None,
        })
        .collect();
    assert_eq!(
        times,
        ["2024-07-01T10:00:00+00:00", "2024-07-01T20:15:00+00:00"]
    );
    assert_eq!(rejected[0].reason.code(), "no_time");
}
