//! Promises and questions in real mail, in four languages: they lead to a suggestion, the
//! draft speaks of them, and what follows closes it.

use super::*;

const ME: &str = "ada@kith.example";

/// Language and last name, what is promised, my question, theirs.
const SAID: [(&str, &str, &str, &str); 4] = [
    (
        "Smith",
        "I'll get back to you by Friday.",
        "Will you be in Berlin in May?",
        "Can you send me the plans?",
    ),
    (
        "Schmidt",
        "Ich melde mich bis Freitag bei dir.",
        "Bist du im Mai in Berlin?",
        "Schickst du mir die Pläne?",
    ),
    (
        "Martin",
        "Je reviens vers toi avant vendredi.",
        "Seras-tu à Berlin en mai ?",
        "Peux-tu m'envoyer les plans ?",
    ),
    (
        "Garcia",
        "Te aviso antes del viernes.",
        "¿Estarás en Berlín en mayo?",
        "¿Me envías los planos?",
    ),
];

struct Case {
    name: String,
    reason: Reason,
    what: &'static str,
    mails: Vec<Mail>,
    /// What comes of it, and by whom.
    follows: Mail,
    closed_by: &'static str,
}

/// Both wrote long ago, and then `said`: so many days ago, by me or by them.
fn case(
    first: &str,
    last: &str,
    reason: Reason,
    what: &'static str,
    said: &[(i64, bool, &str)],
    closed_by: &'static str,
) -> Case {
    let name = format!("{first} {last}");
    let address = format!("{first}.{last}@lind.example").to_lowercase();
    let them = format!("{name} <{address}>");
    let mail = |days: i64, is_mine: bool, text: &str| {
        let id = format!("{first}{last}{days}");
        let (from, to) = if is_mine {
            (ME, them.as_str())
        } else {
            (them.as_str(), ME)
        };
        Mail::new(&id, days, from, to)
            .subject("The harbour")
            .body(text)
    };
    let mut mails = vec![
        mail(41, true, "All is well here."),
        mail(40, false, "Here too. Bye."),
    ];
    mails.extend(
        said.iter()
            .map(|(days, is_mine, text)| mail(*days, *is_mine, text)),
    );
    let follows = mail(1, closed_by == "acted", "Here it is. Bye.");
    Case {
        name,
        reason,
        what,
        mails,
        follows,
        closed_by,
    }
}

fn cases() -> Vec<Case> {
    let of_language = |(last, promise, mine, theirs): (
        &'static str,
        &'static str,
        &'static str,
        &'static str,
    )| {
        let own = [(5, true, promise)];
        let of_them = [(12, false, promise), (11, true, "Perfect. Bye.")];
        let (asked, waits) = ([(10, true, mine)], [(5, false, theirs)]);
        [
            case("Olga", last, Reason::OwnPromise, promise, &own, "acted"),
            case(
                "Petra",
                last,
                Reason::TheirPromise,
                promise,
                &of_them,
                "contact",
            ),
            case("Quentin", last, Reason::Question, mine, &asked, "contact"),
            case("Rosa", last, Reason::Answer, "", &waits, "acted"),
        ]
    };
    SAID.into_iter().flat_map(of_language).collect()
}

async fn with_places(app: &TestApp) -> Viewer {
    let ada = app.owner(ME).await;
    let mut scope = app.scope(&ada).await;
    let wide = FollowUps {
        daily: 50,
        ..FollowUps::default()
    };
    set_follow_ups(&mut scope, wide).await.unwrap();
    scope.commit().await.unwrap();
    ada
}

#[tokio::test]
async fn what_was_promised_or_asked_in_a_mailbox_is_suggested_and_closes_when_it_follows() {
    let app = TestApp::start().await;
    let ada = with_places(&app).await;
    let cases = cases();
    let mails: Vec<Mail> = cases.iter().flat_map(|one| one.mails.clone()).collect();
    app.import(&ada, &mails).await;
    let mut scope = app.scope(&ada).await;
    let found = open(&mut scope, "open", None, 40).await.unwrap();
    for one in &cases {
        let found = found.iter().find(|found| found.name == one.name);
        let found = found.unwrap_or_else(|| panic!("{} is not suggested", one.name));
        assert_eq!(found.reason(), one.reason, "{}: {found:?}", one.name);
        assert!(found.sentence().contains(one.what), "{}", found.sentence());
        let speaks_of_it = match one.reason {
            Reason::OwnPromise => one.what.trim_end_matches('.'),
            _ => "The harbour",
        };
        assert!(found.draft_body.contains(speaks_of_it), "{found:?}");
        assert_eq!(found.draft_subject, "Re: The harbour");
    }
    sqlx::query("update suggestions set created_at = created_at - interval '3 days'")
        .execute(scope.db())
        .await
        .unwrap();
    scope.commit().await.unwrap();

    let follows: Vec<Mail> = cases.iter().map(|one| one.follows.clone()).collect();
    app.import(&ada, &follows).await;
    let mut scope = app.scope(&ada).await;
    let closed: Vec<(String, String, String)> = sqlx::query_as(
        "select c.name, s.state, coalesce(s.closed_by, '')
         from suggestions s
         join contacts c on c.id = s.contact_id
         where s.kind in ('answer', 'own_promise', 'their_promise', 'question')
         order by c.name",
    )
    .fetch_all(scope.db())
    .await
    .unwrap();
    let mut expected: Vec<(String, String, String)> = cases
        .into_iter()
        .map(|one| (one.name, "closed".to_owned(), one.closed_by.to_owned()))
        .collect();
    expected.sort();
    assert_eq!(closed, expected);
}

#[tokio::test]
async fn a_draft_says_nothing_of_a_question_in_what_others_wrote() {
    let app = TestApp::start().await;
    let ada = with_places(&app).await;
    let bo = "Bo Lind <bo@lind.example>";
    let quoted = "Thanks. Bye.\n\nOn Tue, 3 Feb 2026 at 9:00, Bo Lind <bo@lind.example> wrote:\n\
                  > I'll get back to you by Friday. Can you send me the plans?";
    let mails = [
        Mail::new("1", 30, bo, ME).body("Here it is. Bye."),
        Mail::new("2", 10, ME, bo).body(quoted),
    ];
    app.import(&ada, &mails).await;
    assert!(only_open(&app, &ada).await.is_none());
}
