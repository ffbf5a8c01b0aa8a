//! What is learned from past messages, and what is not.

use super::*;

const BO: Names<'_> = Names {
    full: "Bo Lind",
    given: Some("Bo"),
    own: "Ada Berg",
};

fn text(language: &str, body: &str) -> OwnText {
    OwnText {
        body: body.to_owned(),
        language: Some(language.to_owned()),
        alone: true,
    }
}

fn learn(texts: &[OwnText]) -> Voice {
    Voice::learn(texts, BO)
}

#[test]
fn without_a_message_it_is_plain_english() {
    let voice = learn(&[]);
    assert_eq!(
        (
            voice.phrases.code,
            voice.tone,
            voice.greeting.as_str(),
            voice.sign_off.as_str(),
            voice.signature.as_str()
        ),
        ("en", Tone::Casual, "Hi Bo,", "Best,", "Ada")
    );
}

#[test]
fn the_tone_follows_how_one_says_you() {
    let cases = [
        ("de", "Kannst du mir dein Zelt leihen?", Tone::Casual),
        (
            "de",
            "Hiermit sende ich Ihnen die Unterlagen. Können Sie Ihre Daten prüfen?",
            Tone::Formal,
        ),
        (
            "de",
            "Sie sind gestern angekommen. Ich habe dir Bilder geschickt.",
            Tone::Casual,
        ),
        ("de", "Anbei die Unterlagen.", Tone::Formal),
        (
            "fr",
            "Est-ce que tu peux m’envoyer ton adresse ?",
            Tone::Casual,
        ),
        (
            "fr",
            "Pourriez-vous m’envoyer votre adresse ?",
            Tone::Formal,
        ),
        (
            "es",
            "¿Te parece bien que nos veamos en tu casa?",
            Tone::Casual,
        ),
        ("es", "¿Podría usted confirmar la fecha?", Tone::Formal),
        ("pt", "Podes mandar-me o teu número?", Tone::Casual),
        ("pt", "Podia o senhor confirmar a data?", Tone::Formal),
        ("it", "Mi mandi il tuo numero?", Tone::Casual),
        (
            "it",
            "Spero che Lei stia bene. Attendo il Suo riscontro.",
            Tone::Formal,
        ),
        ("nl", "Kun je me jouw adres sturen?", Tone::Casual),
        ("nl", "Kunt u mij uw adres sturen?", Tone::Formal),
        ("pl", "Czy mogę ci wysłać twój plik?", Tone::Casual),
        ("pl", "Czy mógłby Pan potwierdzić termin?", Tone::Formal),
        ("ru", "Я тебе пришлю твой файл.", Tone::Casual),
        (
            "ru",
            "Прошу Вас подтвердить. Я жду вашего ответа.",
            Tone::Formal,
        ),
        ("ja", "明日行くよ、楽しみだね", Tone::Casual),
        (
            "ja",
            "資料をお送りいたします。ご確認いただけますと幸いです。",
            Tone::Formal,
        ),
        ("zh", "你明天有空吗？", Tone::Casual),
        ("zh", "请问您明天有空吗？", Tone::Formal),
        (
            "en",
            "Dear Mr Lind,\n\nplease find it enclosed.\n\nKind regards\nAda Berg",
            Tone::Formal,
        ),
        ("en", "Hey Bo,\n\nhere it is.\n\nCheers\nAda", Tone::Casual),
    ];
    for (language, body, tone) in cases {
        let voice = learn(&[text(language, body)]);
        assert_eq!((voice.phrases.code, voice.tone), (language, tone), "{body}");
    }
}

#[test]
fn greetings_that_are_kept() {
    let cases = [
        ("en", "Hi Bo,"),
        ("en", "Dear Mr. Lind,"),
        ("en", "Hello there,"),
        ("en", "Good morning Bo!"),
        ("de", "Lieber Bo,"),
        ("de", "Sehr geehrter Herr Dr. Lind,"),
        ("fr", "Cher Bo,"),
        ("fr", "Bonjour Monsieur Lind,"),
        ("es", "Hola Bo:"),
        ("es", "Estimado Sr. Lind:"),
        ("pt", "Oi Bo,"),
        ("it", "Ciao Bo,"),
        ("nl", "Beste Bo,"),
        ("pl", "Cześć Bo,"),
        ("pl", "Szanowny Panie,"),
        ("ru", "Привет!"),
        ("ja", "こんにちは。"),
        ("zh", "您好："),
    ];
    for (language, greeting) in cases {
        let voice = learn(&[text(language, &format!("{greeting}\n\n123"))]);
        assert_eq!(voice.greeting, greeting);
    }
}

#[test]
fn greetings_of_others_are_not_used() {
    for (language, greeting) in [
        ("en", "Hi Tom,"),
        ("en", "Hi all,"),
        ("en", "Dear colleagues,"),
        ("en", "Hi Bo and Tom,"),
        ("de", "Liebe Anna,"),
        ("de", "Hallo zusammen,"),
        ("de", "Sehr geehrte Damen und Herren,"),
        ("fr", "Salut Marie,"),
        ("fr", "Bonjour à tous,"),
        ("es", "Hola a todos:"),
        ("it", "Ciao ragazzi,"),
        ("nl", "Hoi allemaal,"),
        ("pl", "Cześć Aniu,"),
        ("ru", "Привет, Маша!"),
        ("ja", "田中様"),
        ("zh", "王先生，您好："),
        ("en", "Hi, the report is ready and I will send it"),
    ] {
        let voice = learn(&[text(language, &format!("{greeting}\n\n123"))]);
        assert_ne!(voice.greeting, greeting, "{language}");
    }
}

#[test]
fn a_name_that_is_only_alike_is_another() {
    for (language, full, greeting, alone, kept) in [
        ("en", "Martin Orr", "Hi Marie,", true, false),
        ("en", "Martin Orr", "Hi Mart,", true, true),
        ("en", "Martin Orr", "Hi Martin,", false, true),
        ("en", "Martin Orr", "Hi Mart,", false, false),
        ("en", "Christian Orr", "Hi Christine,", true, false),
        ("de", "Maria Orr", "Liebe Marie,", true, false),
        ("pl", "Marek Orr", "Cześć Marku,", true, true),
        ("pl", "Marcin Orr", "Cześć Martyna,", true, false),
        ("ru", "Ольга Иванова", "Привет, Ольге!", true, true),
        ("ru", "Ольга Иванова", "Привет, Ольге!", false, false),
    ] {
        let names = Names {
            full,
            given: None,
            own: "Ada Berg",
        };
        let sent = OwnText {
            alone,
            ..text(language, &format!("{greeting}\n\n123"))
        };
        let learned = Voice::learn(&[sent], names).greeting == greeting;
        assert_eq!(learned, kept, "{full}: {greeting}");
    }
}

#[test]
fn prose_is_no_sign_off() {
    for (language, line, kept) in [
        ("en", "Thanks for the file", false),
        ("en", "Thank you for coming!", false),
        ("en", "See you tomorrow!", false),
        ("en", "Take care of it.", false),
        ("en", "See you soon!", true),
        ("en", "Best wishes", true),
        ("en", "Yours sincerely,", true),
        ("de", "Danke für die Datei", false),
        ("de", "Bis dann am Montag", false),
        ("de", "Viele Grüße aus Wien", true),
        ("de", "Liebe Grüße und bis bald", true),
        ("fr", "Merci pour le fichier", false),
        ("fr", "Merci beaucoup", true),
        ("pl", "Pozdrawiam serdecznie", true),
        ("ru", "Спасибо за файл", false),
        ("ja", "では明日行きます。", false),
        ("ja", "よろしくお願いいたします。", true),
    ] {
        let voice = learn(&[text(language, &format!("123\n\n{line}\nAda"))]);
        assert_eq!(voice.sign_off == line, kept, "{line}");
    }
}

#[test]
fn names_in_other_scripts_are_known() {
    let tanaka = Names {
        full: "田中 健",
        given: Some("健"),
        own: "Ada Berg",
    };
    let voice = Voice::learn(
        &[text(
            "ja",
            "田中様\n\nお世話になっております。\n\nよろしくお願いいたします。\nAda",
        )],
        tanaka,
    );
    assert_eq!(
        (voice.greeting.as_str(), voice.sign_off.as_str()),
        ("田中様", "よろしくお願いいたします。")
    );
    let wang = Names {
        full: "王伟",
        given: Some("伟"),
        own: "Ada Berg",
    };
    assert_eq!(
        Voice::learn(&[text("zh", "王先生，您好：\n\n请查收。")], wang).greeting,
        "王先生，您好："
    );
    let masha = Names {
        full: "Мария Иванова",
        given: Some("Мария"),
        own: "Ada Berg",
    };
    assert_eq!(
        Voice::learn(&[text("ru", "Здравствуйте, Мария!\n\nФайл здесь.")], masha).greeting,
        "Здравствуйте, Мария!"
    );
}

#[test]
fn a_nickname_is_believed_when_it_was_used_twice_to_them_alone() {
    let once = text("en", "Hi Bee,\n\nsee you.");
    assert_eq!(learn(std::slice::from_ref(&once)).greeting, "Hi Bo,");
    assert_eq!(learn(&[once.clone(), once.clone()]).greeting, "Hi Bee,");
    let crowd = OwnText {
        alone: false,
        ..once
    };
    assert_eq!(learn(&[crowd.clone(), crowd]).greeting, "Hi Bo,");
}

#[test]
fn the_most_frequent_wins_and_of_two_the_newest() {
    let one = text("en", "Hey Bo,\n\nsee you.\n\nCheers\nAda");
    let other = text("en", "Hello Bo,\n\nsee you.\n\nAll the best\nAda");
    let most = learn(&[one.clone(), other.clone(), other.clone()]);
    assert_eq!(
        (most.greeting.as_str(), most.sign_off.as_str()),
        ("Hello Bo,", "All the best")
    );
    assert_eq!(learn(&[one, other]).greeting, "Hey Bo,");
}

#[test]
fn the_language_is_that_of_most_messages() {
    let german = text("de", "Hallo Bo,\n\ndanke dir.");
    let english = text("en", "Hi Bo,\n\nthanks.");
    let finnish = text("fi", "Moi Bo,\n\nkiitos.");
    assert_eq!(
        learn(&[english.clone(), german.clone(), german.clone()])
            .phrases
            .code,
        "de"
    );
    assert_eq!(learn(&[english, german]).phrases.code, "en");
    assert_eq!(
        learn(&[finnish]).phrases.code,
        "en",
        "English where a language is not known"
    );
}

#[test]
fn sign_offs() {
    for (body, sign_off, signature) in [
        ("Hi Bo,\n\nyes.\n\nCheers, Ada", "Cheers,", "Ada"),
        ("Hi Bo,\n\nyes.\n\nTalk soon!\nA.", "Talk soon!", "A."),
        (
            "Hi Bo,\n\nyes.\n\nBest regards\nAda Berg\n\nBerg Ltd\n1 Quay Road\n+44 20 7946 0000",
            "Best regards",
            "Ada Berg",
        ),
        ("Hi Bo,\n\nThanks to Tom we are done.", "Best,", "Ada"),
        ("Hi Bo,\n\nyes.\n\nCheers from Tom", "Best,", "Ada"),
    ] {
        let voice = learn(&[text("en", body)]);
        assert_eq!(
            (voice.sign_off.as_str(), voice.signature.as_str()),
            (sign_off, signature),
            "{body}"
        );
    }
}
