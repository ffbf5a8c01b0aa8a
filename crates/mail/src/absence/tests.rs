use chrono::{DateTime, NaiveDate, TimeZone, Utc};

use super::away_until;

fn said_at() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 3, 2, 9, 30, 0).single().unwrap()
}

#[test]
fn until_when_somebody_is_away() {
    for (text, expected) in [
        ("I am out of the office until 16 March.", Some((3, 16))),
        ("I'm away until Monday, March 16th, 2026.", Some((3, 16))),
        (
            "I am on leave from 1 March to 20 March 2026.",
            Some((3, 20)),
        ),
        ("Out of office 2-20 March", Some((3, 20))),
        ("I will be back on 16 March.", Some((3, 15))),
        (
            "I'll return on Monday 16 March 2026 and read your mail then.",
            Some((3, 15)),
        ),
        ("Away until 2026-03-16.", Some((3, 16))),
        ("Away until 16/03/2026.", Some((3, 16))),
        ("Away until 03/04/2026.", None),
        (
            "Ich bin bis einschließlich 13. März nicht im Büro.",
            Some((3, 13)),
        ),
        (
            "Ich bin vom 2. bis zum 13.03.2026 im Urlaub.",
            Some((3, 13)),
        ),
        ("Ab dem 16. März bin ich wieder erreichbar.", Some((3, 15))),
        ("Je suis absente jusqu'au 13 mars inclus.", Some((3, 13))),
        ("Je serai de retour le lundi 16 mars.", Some((3, 15))),
        (
            "Estoy fuera de la oficina hasta el 13 de marzo de 2026.",
            Some((3, 13)),
        ),
        ("Estarei ausente até 13 de março.", Some((3, 13))),
        ("Sono in ferie fino al 13 marzo.", Some((3, 13))),
        ("Ik ben afwezig tot en met vrijdag 13 maart.", Some((3, 13))),
        ("Jestem na urlopie do 13 marca.", Some((3, 13))),
        ("Я в отпуске до 13 марта.", Some((3, 13))),
        ("3月13日まで不在です。", Some((3, 13))),
        ("Ich bin bis 7. Januar im Urlaub.", None),
        ("I am away. Our founding day is 16 March.", None),
        ("I am out of the office with limited access to mail.", None),
        ("Call +49 30 1234567 until then.", None),
        ("Away until 16 March 2031.", None),
        ("", None),
    ] {
        let expected = expected.and_then(|(month, day)| NaiveDate::from_ymd_opt(2026, month, day));
        assert_eq!(away_until(text, said_at()), expected, "{text}");
    }
}

#[test]
fn the_turn_of_the_year_is_minded() {
    let said_at = Utc
        .with_ymd_and_hms(2025, 12, 20, 9, 0, 0)
        .single()
        .unwrap();
    let until = NaiveDate::from_ymd_opt(2026, 1, 6);
    assert_eq!(
        away_until("Ich bin bis 6. Januar im Urlaub.", said_at),
        until
    );
}
