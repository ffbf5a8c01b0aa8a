//! The offline kind: every language, tone, trigger, variant and channel.

use language::{
    Channel, ClassifyRequest, Direction, Error, Formality, Label, Language, LifeEvent, Offline,
    Promise, Provider, Request, Said, SummaryRequest, Task, Trigger, Variant, check, classify,
    summarise, write_draft,
};
use proptest::prelude::*;

use crate::world::{day, heard, request, to_bo};

fn triggers() -> Vec<Trigger> {
    let what = || "the report about Q3".to_owned();
    let mut all = vec![
        Trigger::Answer,
        Trigger::KeepInTouch { days: 3 },
        Trigger::KeepInTouch { days: 80 },
        Trigger::Reconnect { days: 400 },
        Trigger::Reconnect { days: 1_500 },
        Trigger::OwnPromise { what: what() },
        Trigger::OwnPromise {
            what: String::new(),
        },
        Trigger::TheirPromise { what: what() },
        Trigger::TheirPromise {
            what: String::new(),
        },
        Trigger::Question { what: what() },
        Trigger::Question {
            what: String::new(),
        },
        Trigger::Reminder { what: what() },
        Trigger::Birthday,
        Trigger::Anniversary,
        Trigger::Met { is_first: true },
        Trigger::Met { is_first: false },
    ];
    for kind in LifeEvent::ALL {
        all.push(Trigger::Event {
            kind,
            place: "Nordwind GmbH".to_owned(),
        });
        all.push(Trigger::Event {
            kind,
            place: String::new(),
        });
    }
    all
}

const SUBJECTS: [&str; 7] = [
    "Segeln im Mai",
    "",
    "Re: Pay at https://evil.example/now",
    "Call +46 70 123 45 67",
    "Is this it? Yes. No.",
    "{{subject}} <<<END",
    "A very long subject that goes on and on, until nobody knows any more what it was about at all",
];

/// What it writes passes the check that models are held to, and says what it is.
#[tokio::test]
async fn every_draft_is_sound() {
    const VARIANTS: [Variant; 3] = [Variant::Usual, Variant::Warmer, Variant::Shorter];
    for language in Language::ALL {
        for formality in [Formality::Casual, Formality::Formal] {
            for (at, trigger) in triggers().into_iter().enumerate() {
                for (turn, channel) in [Channel::Mail, Channel::LinkedInNote, Channel::Sms]
                    .into_iter()
                    .enumerate()
                {
                    let mut request = to_bo();
                    request.language = language;
                    request.formality = formality;
                    request.trigger = trigger.clone();
                    request.variant = VARIANTS[(at + turn) % 3];
                    request.channel = channel;
                    request.subject = SUBJECTS[at % SUBJECTS.len()].to_owned();
                    is_sound(&request).await;
                }
            }
        }
    }
}

async fn is_sound(request: &language::DraftRequest) {
    let drafted = write_draft(&Offline, request).await;
    let drafted = drafted.unwrap_or_else(|error| panic!("{error}: {request:?}"));
    let (subject, body) = (&drafted.draft.subject, &drafted.draft.body);
    assert!(!body.contains(['{', '}']) && !body.contains("  "), "{body}");
    assert!(!body.contains("evil") && !body.contains("123"), "{body}");
    assert_eq!(
        subject.is_empty(),
        request.channel != Channel::Mail,
        "{subject}"
    );
    assert_eq!(drafted.answer.provider, "offline");
    assert_eq!(drafted.answer.cost, Some(language::MicroDollars(0)));
}

async fn body(change: impl FnOnce(&mut language::DraftRequest)) -> String {
    let mut request = to_bo();
    change(&mut request);
    write_draft(&Offline, &request).await.unwrap().draft.body
}

#[tokio::test]
async fn drafts_read_well() {
    assert_eq!(
        body(|_| {}).await,
        "Hi Bo,\n\nIt has been 2 months since we last wrote. Last time it was about “Sailing in May”. How are you?\n\nBest,\nAda"
    );
    let german = body(|request| {
        request.language = Language::German;
        request.greeting = "Hallo Bo,".to_owned();
        request.sign_off = "Viele Grüße".to_owned();
        request.trigger = Trigger::Event {
            kind: LifeEvent::JobChange,
            place: "Nordwind".to_owned(),
        };
        request.variant = Variant::Warmer;
    });
    assert_eq!(
        german.await,
        "Hallo Bo,\n\nherzlichen Glückwunsch zur neuen Stelle bei Nordwind! Ich denke gern an unsere Gespräche zurück. Wie geht es dir?\n\nViele Grüße\nAda"
    );
    let formal = body(|request| {
        request.language = Language::German;
        request.formality = Formality::Formal;
        request.greeting = "Guten Tag Herr Lind,".to_owned();
        request.trigger = Trigger::TheirPromise {
            what: String::new(),
        };
    });
    assert!(
        formal
            .await
            .contains("Lind,\n\nSie wollten sich noch melden")
    );
    let short = body(|request| {
        request.instruction = Some("Make it shorter, please.".to_owned());
    });
    assert!(!short.await.contains("Sailing"));
    let chinese = body(|request| {
        request.language = Language::Chinese;
        request.greeting = "小明，你好！".to_owned();
        request.trigger = Trigger::Answer;
        request.channel = Channel::WhatsApp;
        request.subject = "春天的展会".to_owned();
    });
    assert_eq!(
        chinese.await,
        "小明，你好！\n谢谢你关于“春天的展会”的来信，抱歉让你久等了。你最近好吗？"
    );
}

/// The new company, what was asked about, and what was promised.
#[tokio::test]
async fn what_a_message_is_about_is_named_in_every_language() {
    for language in Language::ALL {
        for formality in [Formality::Casual, Formality::Formal] {
            let drafted = async |trigger: Trigger| {
                let mut request = to_bo();
                (request.language, request.formality) = (language, formality);
                request.trigger = trigger;
                write_draft(&Offline, &request).await.unwrap().draft
            };
            let job = Trigger::Event {
                kind: LifeEvent::JobChange,
                place: "Nordwind GmbH".to_owned(),
            };
            let job = drafted(job).await;
            assert!(job.body.contains("Nordwind GmbH"), "{language:?}: {job:?}");
            let asked = Trigger::Question {
                what: "Shall we sail?".to_owned(),
            };
            let asked = drafted(asked).await;
            assert!(asked.body.contains("Sailing in May"), "{asked:?}");
            assert_eq!(asked.subject, "Re: Sailing in May");
            let promised = Trigger::OwnPromise {
                what: "I will send the plans.".to_owned(),
            };
            let promised = drafted(promised).await;
            assert!(
                promised.body.contains("I will send the plans"),
                "{promised:?}"
            );
            let left = Trigger::Event {
                kind: LifeEvent::JobEnd,
                place: String::new(),
            };
            let left = drafted(left).await;
            assert_ne!(
                left.subject, job.subject,
                "nobody is congratulated: {left:?}"
            );
        }
    }
}

#[tokio::test]
async fn a_plain_prompt_needs_a_model() {
    assert!(matches!(
        Offline.complete(&request()).await,
        Err(Error::Unable(_))
    ));
    let (texts, end) = heard(&Offline, &Request::new(Task::Draft(to_bo()))).await;
    assert_eq!(end.unwrap().text, texts.concat());
    let vectors = Offline
        .embed(&["a boat".to_owned(), "a boat".to_owned()])
        .await
        .unwrap();
    assert_eq!(vectors.vectors[0], vectors.vectors[1]);
}

#[tokio::test]
async fn labels_are_found_in_each_language() {
    let cases = [
        (
            "Ich habe übrigens eine neue Stelle bei Nordwind. Liebe Grüße",
            "job_change",
            "Ich habe übrigens eine neue Stelle bei Nordwind.",
        ),
        (
            "Big news. I’ve joined Nordwind as of today!",
            "job_change",
            "I’ve joined Nordwind as of today!",
        ),
        (
            "J’ai déménagé à Lyon le mois dernier.",
            "move",
            "J’ai déménagé à Lyon le mois dernier.",
        ),
        (
            "Estaré fuera de la oficina hasta el lunes.",
            "out_of_office",
            "Estaré fuera de la oficina hasta el lunes.",
        ),
        (
            "Vou enviar o contrato amanhã.",
            "promise",
            "Vou enviar o contrato amanhã.",
        ),
        (
            "Abbiamo lanciato il nuovo prodotto.",
            "product_launch",
            "Abbiamo lanciato il nuovo prodotto.",
        ),
        (
            "We hebben een financieringsronde afgesloten.",
            "fundraising",
            "We hebben een financieringsronde afgesloten.",
        ),
        ("Dostałam awans!", "promotion", "Dostałam awans!"),
        (
            "Буду на конференции в мае.",
            "event_attendance",
            "Буду на конференции в мае.",
        ),
        (
            "来月、転職します。よろしく。",
            "job_change",
            "来月、転職します。",
        ),
        (
            "我们公司刚完成融资。",
            "fundraising",
            "我们公司刚完成融资。",
        ),
        (
            "Hast du am Montag Zeit?",
            "question",
            "Hast du am Montag Zeit?",
        ),
    ];
    for (text, label, evidence) in cases {
        let request = ClassifyRequest {
            text: text.to_owned(),
            labels: Label::known().to_vec(),
        };
        let found = classify(&Offline, &request).await.unwrap();
        let found = found
            .iter()
            .find(|found| found.label == label)
            .unwrap_or_else(|| panic!("{text}: {found:?}"));
        assert_eq!(found.evidence, evidence);
        assert!((0.7..=0.9).contains(&found.confidence));
    }
    let request = ClassifyRequest {
        text: "Nice weather here.".to_owned(),
        labels: Label::known().to_vec(),
    };
    assert_eq!(classify(&Offline, &request).await.unwrap(), []);
    let own = Label {
        name: "boats".to_owned(),
        meaning: "About boats".to_owned(),
        phrases: vec!["boat".to_owned()],
    };
    let request = ClassifyRequest {
        text: "The boat is ready.".to_owned(),
        labels: vec![own],
    };
    assert_eq!(
        classify(&Offline, &request).await.unwrap()[0].label,
        "boats"
    );
}

#[tokio::test]
async fn a_summary_is_made_of_their_sentences() {
    let text = "Hi Ada,\n\nThe boat needs a new sail before May. The sail costs 400 euros at Lindwerk. Nice weather here, too. Can you pay half of the sail before May? More at https://boats.example/sail.\n\nBest,\nBo";
    let request = SummaryRequest {
        language: Language::English,
        messages: vec![Said {
            direction: Direction::In,
            day: day("2026-04-01"),
            text: text.to_owned(),
        }],
        most: 2,
    };
    let summary = summarise(&Offline, &request).await.unwrap();
    assert_eq!(
        summary.sentences,
        [
            "The sail costs 400 euros at Lindwerk.",
            "Can you pay half of the sail before May?"
        ]
    );
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    /// Whatever others wrote, an offline draft is sound, or is not given out.
    #[test]
    fn texts_of_others_do_no_harm(
        language in 0..11_usize,
        at in 0..32_usize,
        subject in "\\PC{0,100}",
        what in "\\PC{0,60}|[A-Z][a-z]{2,8} [A-Z][a-z]{2,8}",
    ) {
        let mut request = to_bo();
        request.language = Language::ALL[language];
        request.trigger = match triggers()[at].clone() {
            Trigger::OwnPromise { .. } => Trigger::OwnPromise { what },
            Trigger::Event { kind, .. } => Trigger::Event { kind, place: what },
            other => other,
        };
        request.subject = subject;
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let drafted = runtime.block_on(write_draft(&Offline, &request));
        prop_assert!(drafted.is_ok(), "{:?}", drafted.map(|drafted| drafted.draft));
    }

    #[test]
    fn the_check_never_panics(text in "\\PC{0,200}", language in 0..11_usize) {
        let context = check::Context::default().own(&text);
        let found = check::facts(&text, Language::ALL[language], &context);
        prop_assert!(found.is_empty(), "what stands there is known: {found:?}");
    }
}

fn promise(by: Direction) -> Promise {
    Promise {
        by,
        day: day("2026-09-14"),
        what: "I'll send you the plans.".to_owned(),
        subject: "The plans".to_owned(),
    }
}

#[tokio::test]
async fn what_is_open_is_named_though_silence_is_the_reason() {
    let mine = body(|request| request.promises = vec![promise(Direction::Out)]);
    assert_eq!(
        mine.await,
        "Hi Bo,\n\nIt has been 2 months since we last wrote. I still owe you what I promised: “I'll send you the plans”. How are you?\n\nBest,\nAda"
    );
    let theirs = body(|request| request.promises = vec![promise(Direction::In)]);
    assert!(
        theirs
            .await
            .contains("You wanted to come back to me about “The plans”")
    );
    let birthday = body(|request| {
        request.promises = vec![promise(Direction::Out)];
        request.trigger = Trigger::Birthday;
    });
    assert!(!birthday.await.contains("owe"), "a wish stands alone");
}

#[tokio::test]
async fn it_is_as_long_as_the_members_own_messages() {
    let counted = async |words| {
        let text = body(|request| request.usual_words = words).await;
        let middle = text.split("\n\n").nth(1).unwrap().to_owned();
        check::sentences(&middle).len()
    };
    for (words, expected) in [
        (Some(8), 2),
        (Some(12), 2),
        (Some(13), 3),
        (None, 3),
        (Some(59), 3),
        (Some(60), 4),
        (Some(300), 4),
    ] {
        assert_eq!(counted(words).await, expected, "{words:?}");
    }
}

#[tokio::test]
async fn a_long_greeting_leaves_room_for_two_sentences() {
    let text = body(|request| {
        request.channel = Channel::LinkedInNote;
        request.greeting = format!("Dear {},", "Bartholomew ".repeat(12).trim());
    });
    let text = text.await;
    assert!(text.chars().count() <= 200, "{text}");
    assert!(check::sentences(&text).len() >= 2, "{text}");
}
