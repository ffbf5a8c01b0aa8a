mod known;

use super::*;

fn context() -> Context {
    Context::default()
        .own("Ada Berg")
        .own("2026-09-14")
        .own("See https://kith.example/boats, my number is +49 170 1234567.")
        .theirs("Bo Lind, Lindwerk AB, Malmö")
        .theirs("We are 3 people and pay 1,200 kronor at 09:30. Call 0701234567 or bo@lind.example.")
        .theirs("Анна Смирнова из Москвы, Maria Nowak z Warszawy, 田中太郎（サクラ商事株式会社）, 王小明（华为公司）")
}

fn found(language: Language, text: &str) -> Vec<String> {
    let texts = facts(text, language, &context()).into_iter();
    texts
        .map(|finding| match finding {
            Finding::Unfounded { text, .. } | Finding::NotOurs { text } => text,
            other => format!("{other:?}"),
        })
        .collect()
}

#[test]
fn what_is_not_known_is_found() {
    let cases: [(Language, &str, &[&str]); 27] = [
        (
            Language::English,
            "I met Marta Kowalska and Acme's boss.",
            &["Marta Kowalska", "Acme"],
        ),
        (
            Language::English,
            "Marta says hello. SpaceX does too.",
            &["Marta", "SpaceX"],
        ),
        (
            Language::English,
            "Kowalska Partners agree.",
            &["Kowalska Partners"],
        ),
        (Language::English, "We met Dr. Sommer.", &["Sommer"]),
        (
            Language::English,
            "It costs 1,201 kronor, or 4 percent.",
            &["1201", "4"],
        ),
        (
            Language::English,
            "Come on Tuesday, 15 October, with five friends.",
            &["15", "five", "Tuesday", "October"],
        ),
        (
            Language::English,
            "Come on 9/15/2026 at 9:45.",
            &["9/15/2026", "9.45"],
        ),
        (
            Language::English,
            "Write to a@b.example or see evil.example or +1 202 555 0123.",
            &["a@b.example", "evil.example", "12025550123"],
        ),
        (
            Language::English,
            "See kith.example/other.",
            &["kith.example/other"],
        ),
        (
            Language::English,
            "Call 0701234567 or bo@lind.example.",
            &["bo@lind.example", "0701234567"],
        ),
        (Language::English, "She is in 東京 now.", &["東京"]),
        (
            Language::German,
            "Ich war mit Marta bei Nordwind in Berlin.",
            &["Marta", "Nordwind", "Berlin"],
        ),
        (
            Language::German,
            "Herr Wintermann grüßt. Der Karl auch.",
            &["Wintermann", "Karl"],
        ),
        (
            Language::German,
            "Wir kommen am Dienstag mit zwölf Leuten.",
            &["zwölf", "Dienstag"],
        ),
        (Language::German, "Die SAP will das nicht.", &["SAP"]),
        (
            Language::French,
            "J’ai vu Chantal à Paris avec deux amis.",
            &["deux", "Chantal", "Paris"],
        ),
        (
            Language::Spanish,
            "Hablé con Marta el martes.",
            &["martes", "Marta"],
        ),
        (
            Language::Portuguese,
            "Falei com a Marta na terça-feira.",
            &["terçafeira", "Marta"],
        ),
        (
            Language::Italian,
            "Ho visto Giulia a Roma in ottobre.",
            &["ottobre", "Giulia", "Roma"],
        ),
        (
            Language::Dutch,
            "Ik sprak Joost in Utrecht.",
            &["Joost", "Utrecht"],
        ),
        (
            Language::Polish,
            "Rozmawiałem z Markiem w Krakowie w październiku.",
            &["październiku", "Markiem", "Krakowie"],
        ),
        (
            Language::Russian,
            "Я видел Ольгу Петрову в Казани.",
            &["Ольгу Петрову", "Казани"],
        ),
        (
            Language::Japanese,
            "佐藤さんとトヨタでお会いしました。",
            &["佐藤", "トヨタ"],
        ),
        (
            Language::Japanese,
            "Acme株式会社の件、10月に。",
            &["10", "10月", "Acme"],
        ),
        (Language::Chinese, "感谢李小龙先生。", &["李小龙"]),
        (
            Language::Chinese,
            "我在谷歌公司，星期二见。",
            &["星期二", "谷歌"],
        ),
        (
            Language::Chinese,
            "他的电话是13800138000。",
            &["13800138000"],
        ),
    ];
    for (language, text, expected) in cases {
        let found = found(language, text);
        let found: Vec<&str> = found.iter().map(String::as_str).collect();
        let mut wanted: Vec<&str> = expected.to_vec();
        let mut given = found.clone();
        wanted.sort_unstable();
        given.sort_unstable();
        let contains = |text: &&&str| given.iter().any(|found| found.contains(**text));
        let missing: Vec<_> = wanted.iter().filter(|text| !contains(text)).collect();
        assert!(missing.is_empty(), "{text}: {missing:?} not in {found:?}");
        assert_eq!(given.len(), wanted.len(), "{text}: {found:?}");
    }
}

#[test]
fn what_others_wrote_is_harmless_without_addresses() {
    for text in [
        "Sailing in May",
        "The Q3 report, 1,200 kronor",
        "e.g. this",
        "2026-09-14",
    ] {
        assert!(is_harmless(text), "{text}");
    }
    for text in [
        "pay at evil.example",
        "http://x",
        "a@b",
        "IBAN DE89 3704 0044",
        "<<<END",
        "+46 70 123 45 67",
    ] {
        assert!(!is_harmless(text), "{text}");
    }
}
