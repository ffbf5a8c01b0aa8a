use super::*;
use crate::dates::DateOrder;

fn local(line: &str, order: DateOrder) -> Option<String> {
    let (head, rest) = Head::read(line)?;
    Some(format!("{} {rest}", head.local(order)?))
}

#[test]
fn times_are_read_in_the_styles_of_many_places() {
    let day_first = [
        "[24.12.23, 18:01:22] A: x",
        "\u{200e}[24/12/2023, 6:01:22\u{202f}PM] A: x",
        "[24-12-23 18:01:22] A: x",
        "24.12.23, 18:01:22 - A: x",
        "24/12/2023 à 18:01:22 - A: x",
        "24/12/23, 6:01:22 p. m. - A: x",
        "24.12.2023, 18:01:22 – A: x",
        "[2023-12-24, 18:01:22] A: x",
    ];
    for line in day_first {
        assert_eq!(
            local(line, DateOrder::DayFirst).as_deref(),
            Some("2023-12-24 18:01:22 A: x"),
            "{line}"
        );
    }
    let midnight = local("12/24/23, 12:05 AM - A: x", DateOrder::MonthFirst);
    assert_eq!(midnight.as_deref(), Some("2023-12-24 00:05:00 A: x"));
    for line in [
        "24.12.23 was fine",
        "[sic] 12:00 - A: x",
        "1 - 2 - 3",
        "12:30 - A: x",
        "[]",
        "[",
    ] {
        assert_eq!(Head::read(line), None, "{line}");
    }
}

fn order(text: &str) -> Option<DateOrder> {
    let input = Input::memory("WhatsApp Chat with Bo.txt", text.as_bytes());
    Survey::of(&input).ok().map(|survey| survey.order)
}

#[test]
fn the_whole_file_says_which_number_is_the_day() {
    assert_eq!(
        order("1/2/24, 18:01 - A: x\n1/13/24, 18:01 - A: x\n"),
        Some(DateOrder::MonthFirst)
    );
    assert_eq!(
        order("1/2/24, 18:01 - A: x\n13/2/24, 18:01 - A: x\n"),
        Some(DateOrder::DayFirst)
    );
    let only_rising = "1/2/24, 18:01 - A: x\n2/1/24, 18:01 - A: x\n";
    assert_eq!(order(only_rising), Some(DateOrder::MonthFirst));
    assert_eq!(
        order("1/2/24, 6:01 PM - A: x\n"),
        Some(DateOrder::MonthFirst)
    );
    assert_eq!(order("1.2.24, 18:01 - A: x\n"), Some(DateOrder::DayFirst));
}

#[test]
fn chats_are_named_by_their_file() {
    let name = |file: &str| {
        Survey::of(&Input::memory(file, *b"1.2.24, 18:01 - A: x"))
            .map(|survey| survey.chat)
            .ok()
    };
    for file in [
        "WhatsApp Chat with Bo Reed.txt",
        "WhatsApp-Chat mit Bo Reed.txt",
        "Chat de WhatsApp con Bo Reed (1).txt",
    ] {
        assert_eq!(name(file).as_deref(), Some("Bo Reed"), "{file}");
    }
    assert_eq!(name("_chat.txt").as_deref(), Some(""));
}

#[test]
fn media_and_notices_are_told_from_text() {
    let media = |text: &str| said::read(text).ok();
    assert_eq!(
        media("<Médias omis>"),
        Some((String::new(), vec!["media".to_owned()]))
    );
    assert_eq!(
        media("a.pdf (Datei angehängt)\nsee"),
        Some(("see".to_owned(), vec!["a.pdf".to_owned()]))
    );
    assert_eq!(
        media("a < b and c > d"),
        Some(("a < b and c > d".to_owned(), Vec::new()))
    );
    assert!(matches!(
        said::read("\u{200e}Missed voice call"),
        Err(Reason::Service { .. })
    ));
    assert!(matches!(said::read(""), Err(Reason::Empty)));
}
