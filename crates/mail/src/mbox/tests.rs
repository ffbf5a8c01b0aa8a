use proptest::prelude::*;

use super::*;

fn read(input: &[u8]) -> Vec<RawMessage> {
    Reader::new(input).map(|message| message.unwrap()).collect()
}

fn bodies(input: &[u8]) -> Vec<String> {
    read(input)
        .into_iter()
        .map(|message| String::from_utf8_lossy(&message.bytes).into_owned())
        .collect()
}

const LINE: &str = "From jane@acme.com Wed Oct 12 10:00:00 2022\n";

#[test]
fn splits_messages_and_unquotes() {
    let input = format!(
        "{LINE}Subject: one\n\n>From here\n>>From there\n> From x\n\n{LINE}Subject: two\n\nbye\n"
    );
    assert_eq!(
        bodies(input.as_bytes()),
        [
            "Subject: one\n\nFrom here\n>From there\n> From x\n",
            "Subject: two\n\nbye\n"
        ]
    );
}

#[test]
fn prose_that_begins_with_from_stays_in_the_body() {
    let input = format!("{LINE}Subject: one\n\nHello\n\nFrom our side all is well.\n");
    assert_eq!(bodies(input.as_bytes()).len(), 1);
}

#[test]
fn prose_with_a_clock_stays_in_the_body() {
    let prose = "From now on at 10:00 we meet.\n\nFrom jane@acme.com\ncomes more.\n";
    let input = format!("{LINE}Subject: one\n\nHello\n\n{prose}\nFrom - \nSubject: two\n\nbye\n");
    let found = bodies(input.as_bytes());
    assert_eq!(found.len(), 2);
    assert!(found[0].contains("comes more"));
}

#[test]
fn content_length_protects_unquoted_envelopes() {
    let body = format!("see\n\n{LINE}inside\n");
    let input = format!(
        "{LINE}Content-Length: {}\n\n{body}\n{LINE}Subject: two\n\nbye\n",
        body.len()
    );
    let found = bodies(input.as_bytes());
    assert_eq!(found.len(), 2);
    assert!(found[0].contains("inside"));
}

#[test]
fn wrong_content_length_is_ignored() {
    let input = format!(
        "{LINE}Content-Length: 9\n\nbody\n\n{LINE}Content-Length: 99999\n\nb\n\n{LINE}S: x\n\nc\n"
    );
    assert_eq!(bodies(input.as_bytes()).len(), 3);
}

#[test]
fn offsets_point_at_envelopes() {
    let input = format!("{LINE}Subject: one\r\n\r\nhi\r\n\r\n{LINE}Subject: two\n\nbye\n");
    let found = read(input.as_bytes());
    assert_eq!(found[0].offset, 0);
    assert_eq!(found[0].end, found[1].offset);
    assert_eq!(found[1].end, input.len() as u64);
    assert!(input[found[1].offset as usize..].starts_with("From "));
}

#[test]
fn long_messages_are_cut_and_the_next_is_found() {
    let long = "x".repeat(50);
    let input = format!("{LINE}Subject: one\n\n{long}\n{long}\n\n{LINE}Subject: two\n\nbye\n");
    let mut reader = Reader::new(input.as_bytes());
    reader.limit = 60;
    let found: Vec<_> = reader.map(|message| message.unwrap()).collect();
    assert!(found[0].oversized && found[0].bytes.len() == 60);
    assert_eq!(found[1].bytes, b"Subject: two\n\nbye\n");
}

#[test]
fn a_single_message_without_envelope_is_read() {
    assert_eq!(
        bodies(b"Subject: alone\n\nhello\n"),
        ["Subject: alone\n\nhello\n"]
    );
    assert!(bodies(b"\n\n").is_empty());
}

fn fragment() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(LINE.to_owned()),
        Just("From - \n".to_owned()),
        Just("From me\n".to_owned()),
        Just(">From x\n".to_owned()),
        Just("\n".to_owned()),
        Just("\r\n".to_owned()),
        (0usize..80).prop_map(|length| format!("Content-Length: {length}\n")),
        "[ -~]{0,30}\n",
        "[ -~]{0,9}",
    ]
}

proptest! {
    #[test]
    fn any_bytes_are_read(input in proptest::collection::vec(any::<u8>(), 0..2000)) {
        let _ = read(&input);
    }

    #[test]
    fn resuming_gives_the_same_rest(parts in proptest::collection::vec(fragment(), 0..40), small in 1usize..64) {
        let input = parts.concat();
        let all = read(input.as_bytes());
        let buffered = std::io::BufReader::with_capacity(small, input.as_bytes());
        let small_steps: Vec<_> = Reader::new(buffered).map(|message| message.unwrap()).collect();
        prop_assert_eq!(&all, &small_steps);
        for (index, message) in all.iter().enumerate() {
            prop_assert!(message.offset < message.end);
            prop_assert!(index == 0 || all[index - 1].end <= message.offset);
            let rest = &input.as_bytes()[message.end as usize..];
            let resumed: Vec<_> = Reader::resume(rest, message.end).map(|message| message.unwrap()).collect();
            prop_assert_eq!(&all[index + 1..], &resumed[..]);
        }
    }
}
