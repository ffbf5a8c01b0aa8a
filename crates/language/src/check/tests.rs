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
fn what_is_known_may_be_said() {
    let cases = [
        (
            Language::English,
            "I'm glad that Bo's company Lindwerk is well. May I come on 14 September, or on Monday? I have 3 questions about the 1200 kronor.",
        ),
        (
            Language::English,
            "Are the three of you in Malmö? OK, see you at 9:30 on 9/14/2026. My link is www.kith.example/boats/.",
        ),
        (
            Language::German,
            "Schön, dass wir uns gesehen haben. Ich hoffe, Sie hatten eine gute Reise nach Malmö und einen guten Start in die Woche.",
        ),
        (
            Language::German,
            "Vielen Dank für die Einladung und die Unterlagen. Bei Fragen melde ich mich bis Montag, den 14. September, bei Lindwerk.",
        ),
        (
            Language::German,
            "Ich freue mich auf unser Treffen, mit besten Grüßen an Bos Familie. Hast du Zeit und Lust auf einen Kaffee?",
        ),
        (
            Language::German,
            "Das neue Segel und der alte Mast sind da. Wegen der Kosten von 1.200 Kronen schreibe ich dir.",
        ),
        (
            Language::German,
            "Noch eine Frage: Hast du den Liefertermin und die Mehrkosten? Wir sind zu 3. Passt das?",
        ),
        (
            Language::French,
            "J’espère que tout va bien chez Lindwerk. Qu’en dis-tu, on se voit lundi à Malmö ?",
        ),
        (
            Language::Spanish,
            "¿Cómo va todo en Lindwerk? Usted y yo hablamos el 14 de septiembre.",
        ),
        (
            Language::Portuguese,
            "Espero que esteja tudo bem em Malmö. Falamos na segunda-feira às 9:30.",
        ),
        (
            Language::Italian,
            "Spero che Lei stia bene e che il Suo lavoro da Lindwerk proceda. Ci vediamo lunedì 14 settembre.",
        ),
        (
            Language::Dutch,
            "Hoe gaat het met U in Malmö? Ik kom graag op maandag 14 september.",
        ),
        (
            Language::Polish,
            "Co słychać u Marii w Warszawie? Mam nadzieję, że Pan Nowak ma się dobrze.",
        ),
        (
            Language::Russian,
            "Как дела у Анны в Москве? Надеюсь, Вы увидите Смирнову 14 сентября.",
        ),
        (
            Language::Japanese,
            "田中さん、お元気ですか。9月14日の月曜日にサクラ商事株式会社でお会いしましょう。メールをお待ちしています。皆さんによろしく。",
        ),
        (
            Language::Chinese,
            "王先生，您好！9月14日星期一我去华为公司。大家都好吗？",
        ),
    ];
    for (language, text) in cases {
        assert_eq!(found(language, text), [""; 0], "{text}");
    }
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
        "+46 70 123 45 67",
    ] {
        assert!(!is_harmless(text), "{text}");
    }
}
