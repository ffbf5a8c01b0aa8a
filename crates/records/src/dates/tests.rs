use super::*;

fn shown(text: &str, order: DateOrder) -> Option<String> {
    date(text, order).map(|date| date.to_string())
}

#[test]
fn dates_are_read_in_many_forms() {
    let cases = [
        ("1980-02-03", "1980-02-03"),
        ("19800203", "1980-02-03"),
        ("--0203", "--02-03"),
        ("--02-03", "--02-03"),
        ("1980-02", "1980-02"),
        ("1980-02-03T00:00:00Z", "1980-02-03"),
        ("3.2.1980", "1980-02-03"),
        ("03/02/80", "1980-02-03"),
        ("3.2.", "--02-03"),
        ("3 Apr 2024", "2024-04-03"),
        ("April 3rd, 2024", "2024-04-03"),
        ("3. März 1980", "1980-03-03"),
        ("3 de abril de 1980", "1980-04-03"),
        ("1er août 1980", "1980-08-01"),
        ("15 juin 1980", "1980-06-15"),
        ("3 maja 1980", "1980-05-03"),
        ("2024/12/24 10:00", "2024-12-24"),
    ];
    for (text, wanted) in cases {
        assert_eq!(
            shown(text, DateOrder::DayFirst).as_deref(),
            Some(wanted),
            "{text}"
        );
    }
    assert_eq!(
        shown("02/03/1980", DateOrder::MonthFirst).as_deref(),
        Some("1980-02-03")
    );
    for text in [
        "",
        "soon",
        "31.2.1980",
        "24/12/2023 x",
        "99999999",
        "1-2-3-4",
    ] {
        let found = shown(text, DateOrder::MonthFirst);
        assert_eq!(found, None, "{text}");
    }
}

#[test]
fn the_values_of_a_column_show_its_order() {
    assert_eq!(
        order_of(["03/04/2024", "12/25/2023"]),
        Some(DateOrder::MonthFirst)
    );
    assert_eq!(
        order_of(["03/04/2024", "25/12/2023"]),
        Some(DateOrder::DayFirst)
    );
    assert_eq!(order_of(["03/04/2024", "2024-13-01"]), None);
    assert_eq!(order_of(["3.4.2024"]), Some(DateOrder::DayFirst));
}

#[test]
fn times_keep_their_half_of_the_day() {
    let utc = |text: &str| date_time(text, DateOrder::MonthFirst).map(|moment| moment.to_rfc3339());
    assert_eq!(
        utc("2024-01-02 15:04:05 UTC").as_deref(),
        Some("2024-01-02T15:04:05+00:00")
    );
    assert_eq!(
        utc("1/2/24, 12:04 AM").as_deref(),
        Some("2024-01-02T00:04:00+00:00")
    );
    assert_eq!(
        utc("1/2/2024 3:04:05 PM").as_deref(),
        Some("2024-01-02T15:04:05+00:00")
    );
    assert_eq!(
        utc("2024-01-02T15:04:05+02:00").as_deref(),
        Some("2024-01-02T13:04:05+00:00")
    );
    assert_eq!(
        utc("1704207845").as_deref(),
        Some("2024-01-02T15:04:05+00:00")
    );
    assert_eq!(utc("1/2/2024 25:00"), None);
}
