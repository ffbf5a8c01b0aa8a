//! What people write, table by table, and what must hold for any text.

use chrono::{DateTime, NaiveDate, TimeZone, Utc};
use chrono_tz::{Europe, Tz};
use proptest::prelude::*;

use crate::{Due, Plan, Reason, Repetition, Unit, Weekdays, begin_of, read, read_past};

/// Monday, 2 March 2026, 9:30 in Berlin.
fn now() -> DateTime<Tz> {
    Europe::Berlin
        .with_ymd_and_hms(2026, 3, 2, 9, 30, 0)
        .single()
        .unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn check(cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        let plan = read(text, now());
        let found = plan.map_or_else(|reason| format!("{reason:?}"), |plan| plan.to_string());
        assert_eq!(found, *expected, "{text}");
    }
}

#[test]
fn what_has_passed() {
    for (text, expected) in [
        ("yesterday", "2026-03-01"),
        ("Yesterday 3pm", "2026-03-01 15:00"),
        ("yesterday evening", "2026-03-01 18:00"),
        ("last night", "2026-03-01 20:00"),
        ("the day before yesterday", "2026-02-28"),
        ("today", "2026-03-02"),
        ("today at 9", "2026-03-02 09:00"),
        ("9am", "2026-03-02 09:00"),
        ("10am", "2026-03-01 10:00"),
        ("Tue", "2026-02-24"),
        ("monday", "2026-02-23"),
        ("last Friday at 14:30", "2026-02-27 14:30"),
        ("weekend", "2026-02-28"),
        ("last week", "2026-02-23"),
        ("last month", "2026-02-02"),
        ("3 days ago", "2026-02-27"),
        ("a week ago", "2026-02-23"),
        ("two months ago", "2026-01-02"),
        ("an hour ago", "2026-03-02 08:30"),
        ("20 min ago", "2026-03-02 09:10"),
        ("12 hours ago", "2026-03-01 21:30"),
        ("12 May", "2025-05-12"),
        ("2 March", "2026-03-02"),
        ("29 Feb", "2024-02-29"),
        ("24.12.", "2025-12-24"),
        ("2026-02-27 18:00", "2026-02-27 18:00"),
        ("the 15th", "2026-02-15"),
        ("the 31st", "2026-01-31"),
        ("gestern um 15 Uhr", "2026-03-01 15:00"),
        ("vorgestern", "2026-02-28"),
        ("vor 3 Tagen", "2026-02-27"),
        ("vor einer Stunde", "2026-03-02 08:30"),
        ("letzten Freitag", "2026-02-27"),
        ("hier à 15h", "2026-03-01 15:00"),
        ("il y a 3 jours", "2026-02-27"),
        ("mardi dernier", "2026-02-24"),
        ("ayer", "2026-03-01"),
        ("hace 2 semanas", "2026-02-16"),
        // What is to come is understood as such.
        ("tomorrow", "2026-03-03"),
        ("in 3 days", "2026-03-05"),
        ("every Friday", "NotUnderstood"),
        ("a while ago", "NotUnderstood"),
        ("", "Empty"),
    ] {
        let due = read_past(text, now());
        let found = due.map_or_else(
            |reason| format!("{reason:?}"),
            |due| {
                let repetition = None;
                Plan { due, repetition }.to_string()
            },
        );
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn of_what_is_to_come_nothing_has_passed() {
    for text in [
        "yesterday",
        "3 days ago",
        "last Tue",
        "vor 3 Tagen",
        "last night",
        "hier",
    ] {
        assert_eq!(read(text, now()), Err(Reason::NotUnderstood), "{text}");
    }
}

#[test]
fn days_in_words() {
    check(&[
        ("today", "2026-03-02"),
        ("Tomorrow", "2026-03-03"),
        ("the day after tomorrow", "2026-03-04"),
        ("Tue", "2026-03-03"),
        ("Monday", "2026-03-09"),
        ("this friday", "2026-03-06"),
        ("next Tue", "2026-03-10"),
        ("next week", "2026-03-09"),
        ("next week on Thursday", "2026-03-12"),
        ("next month", "2026-04-01"),
        ("next year", "2027-01-01"),
        ("in 3 weeks", "2026-03-23"),
        ("in a week", "2026-03-09"),
        ("two days", "2026-03-04"),
        ("3d", "2026-03-05"),
        ("in 1 month", "2026-04-02"),
        ("end of the month", "2026-03-31"),
        ("the 15th", "2026-03-15"),
        ("on the 1st", "2026-04-01"),
        ("the 31st", "2026-03-31"),
        ("weekend", "2026-03-07"),
    ]);
}

#[test]
fn dates() {
    check(&[
        ("12 May", "2026-05-12"),
        ("May 12", "2026-05-12"),
        ("May 12th, 2027", "2027-05-12"),
        ("12th of May 2027", "2027-05-12"),
        ("1 March", "2027-03-01"),
        ("2 March", "2026-03-02"),
        ("29 Feb", "2028-02-29"),
        ("2026-12-24", "2026-12-24"),
        ("24.12.", "2026-12-24"),
        ("24.12.2026", "2026-12-24"),
        ("24/12", "2026-12-24"),
        ("12/24/2026", "2026-12-24"),
        ("4/4", "2026-04-04"),
        ("Tue, 3 March", "2026-03-03"),
    ]);
}

#[test]
fn times() {
    check(&[
        ("next Tue 9am", "2026-03-10 09:00"),
        ("tomorrow at 9", "2026-03-03 09:00"),
        ("tomorrow 9:30 pm", "2026-03-03 21:30"),
        ("9:30pm tomorrow", "2026-03-03 21:30"),
        ("2026-12-24 18:00", "2026-12-24 18:00"),
        ("2026-12-24T18:00:00", "2026-12-24 18:00"),
        ("12 May 5 p.m.", "2026-05-12 17:00"),
        ("May 12 5pm", "2026-05-12 17:00"),
        ("12am Friday", "2026-03-06 00:00"),
        ("12pm Friday", "2026-03-06 12:00"),
        ("noon", "2026-03-02 12:00"),
        ("9am", "2026-03-03 09:00"),
        ("10am", "2026-03-02 10:00"),
        ("tonight", "2026-03-02 20:00"),
        ("tomorrow morning", "2026-03-03 09:00"),
        ("in 2 hours", "2026-03-02 11:30"),
        ("in 90 minutes", "2026-03-02 11:00"),
        ("18h30 tomorrow", "2026-03-03 18:30"),
        ("tomorrow 5 o'clock", "2026-03-03 05:00"),
    ]);
}

#[test]
fn repetitions() {
    check(&[
        ("every day", "2026-03-02, every day"),
        ("every day 9am", "2026-03-03 09:00, every day"),
        ("daily at 18:00", "2026-03-02 18:00, every day"),
        ("every other friday", "2026-03-06, every 2 weeks on Fri"),
        ("every Monday", "2026-03-02, every week on Mon"),
        (
            "every Tue and Thu 8:00",
            "2026-03-03 08:00, every week on Tue, Thu",
        ),
        ("every 3 weeks from 12 May", "2026-05-12, every 3 weeks"),
        (
            "every 2 weeks on Tue, Fri",
            "2026-03-03, every 2 weeks on Tue, Fri",
        ),
        ("Mondays", "2026-03-02, every week on Mon"),
        ("every weekday", "2026-03-02, every weekday"),
        ("weekdays 17:00", "2026-03-02 17:00, every weekday"),
        ("every month on the 15th", "2026-03-15, every month"),
        ("every month on the 31st", "2026-03-31, every month"),
        ("every 1st", "2026-04-01, every month"),
        ("quarterly", "2026-03-02, every 3 months"),
        ("every 12 May", "2026-05-12, every year"),
        ("yearly 29 Feb", "2028-02-29, every year"),
        (
            "2027-02-28, every year on the 29th",
            "2027-02-28, every year on the 29th",
        ),
        ("every 6 months", "2026-03-02, every 6 months"),
    ]);
}

#[test]
fn the_words_of_neighbours() {
    check(&[
        ("morgen um 9", "2026-03-03 09:00"),
        ("übermorgen 18 Uhr", "2026-03-04 18:00"),
        ("nächsten Dienstag 9 Uhr 30", "2026-03-10 09:30"),
        ("in drei Wochen", "2026-03-23"),
        ("am 12. Mai", "2026-05-12"),
        ("12. März 2027", "2027-03-12"),
        ("jeden zweiten Freitag", "2026-03-06, every 2 weeks on Fri"),
        ("alle zwei Wochen", "2026-03-02, every 2 weeks"),
        ("täglich", "2026-03-02, every day"),
        ("werktags", "2026-03-02, every weekday"),
        ("demain à 9h", "2026-03-03 09:00"),
        ("aujourd’hui", "2026-03-02"),
        ("mardi prochain", "2026-03-03"),
        ("le 12 mai 2027", "2027-05-12"),
        ("le 1er mai", "2026-05-01"),
        ("dans deux semaines", "2026-03-16"),
        ("tous les jours", "2026-03-02, every day"),
        ("chaque vendredi", "2026-03-06, every week on Fri"),
        ("mañana a las 9", "2026-03-03 09:00"),
        ("pasado mañana", "2026-03-04"),
        ("el 12 de mayo de 2027", "2027-05-12"),
        ("en tres semanas", "2026-03-23"),
        ("cada viernes", "2026-03-06, every week on Fri"),
        ("todos los lunes", "2026-03-02, every week on Mon"),
        ("mañana por la mañana", "2026-03-03 09:00"),
    ]);
}

#[test]
fn what_is_no_date_has_a_reason() {
    check(&[
        ("", "Empty"),
        ("   ", "Empty"),
        ("soonish", "NotUnderstood"),
        ("tomorrow Bo", "NotUnderstood"),
        ("tomorrow today", "NotUnderstood"),
        ("9am 10am", "NotUnderstood"),
        ("on the", "NotUnderstood"),
        ("7", "NotUnderstood"),
        ("31 Feb", "NoSuchDay"),
        ("2026-02-30", "NoSuchDay"),
        ("tomorrow 25:00", "NoSuchDay"),
        ("13pm", "NoSuchDay"),
        ("Tue, 4 March 2026", "NoSuchDay"),
        ("3/4", "Ambiguous"),
        ("in 99999 weeks", "TooFar"),
        ("in 9999 weeks", "TooFar"),
        ("every 1000 days", "TooFar"),
        ("9999-12-31", "TooFar"),
        ("every", "NotUnderstood"),
        ("every bo", "NotUnderstood"),
    ]);
}

#[test]
fn the_next_one_keeps_the_series() {
    let cases = [
        ("2026-03-02, every 3 days", "2026-03-02", "2026-03-05"),
        ("2026-03-02, every 3 days", "2026-03-06", "2026-03-08"),
        ("2026-03-02, every week", "2026-03-30", "2026-04-06"),
        (
            "2026-03-03, every 2 weeks on Tue, Fri",
            "2026-03-03",
            "2026-03-06",
        ),
        (
            "2026-03-03, every 2 weeks on Tue, Fri",
            "2026-03-06",
            "2026-03-17",
        ),
        ("2026-03-06, every weekday", "2026-03-06", "2026-03-09"),
        ("2026-01-31, every month", "2026-01-31", "2026-02-28"),
        (
            "2026-02-28, every month on the 31st",
            "2026-02-28",
            "2026-03-31",
        ),
        ("2026-01-31, every month", "2026-04-30", "2026-05-31"),
        ("2024-02-29, every year", "2024-02-29", "2025-02-28"),
        (
            "2027-02-28, every year on the 29th",
            "2027-03-01",
            "2028-02-29",
        ),
        // Done early: the one after.
        ("2026-03-09, every week", "2026-03-02", "2026-03-16"),
    ];
    for (plan, after, expected) in cases {
        let plan = read(plan, now()).unwrap();
        let next = plan.repetition.unwrap().next(plan.due.day, day(after));
        assert_eq!(next, Some(day(expected)), "{plan} after {after}");
    }
}

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

#[test]
fn a_time_is_that_of_the_clocks_there_also_when_they_change() {
    let cases = [
        ("2026-03-28 09:00", "2026-03-28T08:00:00Z"),
        ("2026-03-29 09:00", "2026-03-29T07:00:00Z"),
        // Skipped: as far behind the gap.
        ("2026-03-29 02:30", "2026-03-29T01:30:00Z"),
        // Twice: the first.
        ("2026-10-25 02:30", "2026-10-25T00:30:00Z"),
        ("2026-10-26", "2026-10-25T23:00:00Z"),
    ];
    for (text, expected) in cases {
        let due = read(text, now()).unwrap().due;
        assert_eq!(due.instant(Europe::Berlin), at(expected), "{text}");
    }
    // The clocks of Cairo go forward at midnight: the day begins an hour later.
    let begins = begin_of(day("2026-04-24"), chrono_tz::Africa::Cairo);
    assert_eq!(begins, at("2026-04-23T22:00:00Z"));
}

#[test]
fn reminders_count_days_by_the_calendar_and_hours_by_the_clock() {
    let cases = [
        // The day before has the old offset.
        ("2026-03-29 09:00", 1440, "2026-03-28T08:00:00Z"),
        ("2026-03-29 09:00", 60, "2026-03-29T06:00:00Z"),
        ("2026-03-29 09:00", 0, "2026-03-29T07:00:00Z"),
        ("2026-03-10", 1440, "2026-03-09T08:00:00Z"),
        ("2026-03-10", 0, "2026-03-10T08:00:00Z"),
        ("2026-03-10 00:30", 60, "2026-03-09T22:30:00Z"),
    ];
    for (text, minutes, expected) in cases {
        let due = read(text, now()).unwrap().due;
        let reminder = due.reminder(Europe::Berlin, minutes);
        assert_eq!(reminder, Some(at(expected)), "{text}, {minutes} before");
    }
}

fn plans() -> impl Strategy<Value = Plan> {
    let unit = prop_oneof![
        Just(Unit::Day),
        Just(Unit::Week),
        Just(Unit::Month),
        Just(Unit::Year)
    ];
    let repetition = proptest::option::of((1..400u16, unit, 0..128u8));
    let time = proptest::option::of((0..24u32, 0..60u32));
    (0..60_000i64, time, repetition).prop_map(|(ahead, time, repetition)| {
        let day = day("1990-01-01") + chrono::Duration::days(ahead);
        let time = time.and_then(|(hour, minute)| chrono::NaiveTime::from_hms_opt(hour, minute, 0));
        let repetition = repetition.map(|(every, unit, days)| {
            let weekdays = Weekdays::from_bits(if unit == Unit::Week { days } else { 0 });
            Repetition {
                weekdays,
                ..Repetition::every(every, unit)
            }
        });
        Plan {
            due: Due { day, time },
            repetition,
        }
    })
}

proptest! {
    #[test]
    fn what_is_written_reads_back_the_same(plan in plans()) {
        let first = read(&plan.to_string(), now()).unwrap();
        let again = read(&first.to_string(), now()).unwrap();
        prop_assert_eq!(again, first);
        prop_assert_eq!(first.due.time, plan.due.time);
        if plan.repetition.is_none_or(|repetition| repetition.weekdays.is_empty()) {
            prop_assert_eq!(first.due.day, plan.due.day);
        }
    }

    #[test]
    fn the_next_one_lies_ahead_and_repeats_the_same(plan in plans(), later in 0..4_000i64) {
        let plan = read(&plan.to_string(), now()).unwrap();
        let Some(repetition) = plan.repetition else { return Ok(()) };
        let after = plan.due.day + chrono::Duration::days(later);
        let next = repetition.next(plan.due.day, after).unwrap();
        prop_assert!(next > after && next > plan.due.day);
        // No step over several occurrences: none lies between.
        let before = next.pred_opt().unwrap();
        prop_assert!(repetition.next(plan.due.day, before.max(plan.due.day)) == Some(next));
    }

    #[test]
    fn no_text_makes_it_panic(text in ".{0,200}") {
        let _ = (read(&text, now()), read_past(&text, now()));
    }

    #[test]
    fn no_mixture_of_its_own_words_makes_it_panic(words in proptest::collection::vec(prop_oneof![
        Just("every"), Just("next"), Just("tue"), Just("in"), Just("3"), Just("weeks"), Just("12"), Just("May"),
        Just("31"), Just("."), Just("/"), Just("-"), Just(":"), Just("4294967295"), Just("9999"), Just("am"),
        Just("pm"), Just("h"), Just("on"), Just("the"), Just("st"), Just("month"), Just("year"), Just("other"),
        Just("a"), Just("morgen"), Just("tous"), Just("les"), Just("'"), Just(","), Just("0"), Just("29"),
        Just("feb"), Just("hours"), Just("end"), Just("of"), Just("aujourd"), Just("T"),
        Just("last"), Just("ago"), Just("yesterday"), Just("vor"), Just("weekend"),
    ], 0..12), space in any::<bool>()) {
        let text = words.join(if space { " " } else { "" });
        if let Ok(plan) = read(&text, now()) {
            prop_assert_eq!(read(&plan.to_string(), now()), Ok(plan));
        }
    }
}

#[test]
fn a_long_text_is_none() {
    assert_eq!(
        read(&"tomorrow ".repeat(5_000), now()),
        Err(Reason::NotUnderstood)
    );
}
