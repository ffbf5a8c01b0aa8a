//! Events through the real import: read out of each kind of source, decided about, and gone
//! with what they were read of.

mod kinds;
mod rows;

use serde_json::json;
use uuid::Uuid;

use super::*;
use crate::{
    contacts,
    context::{Scope, Viewer},
    error::Error,
    jobs::Stop,
    notifications,
    suggestions::{self, types::Reason},
    testing::{Mail, TestApp},
    workspaces::Role,
};

const ME: &str = "ada@kith.example";
const JANE: &str = "Jane Doe <jane@acme.example>";

/// A mail of hers with this body, and one of mine before it, which makes her a contact.
fn wrote(id: &str, days: i64, body: &str) -> [Mail; 2] {
    [
        Mail::new(&format!("{id}-mine"), days + 1, ME, JANE).body("How are you?"),
        Mail::new(id, days, JANE, ME).body(body),
    ]
}

fn signed(id: &str, days: i64, title: &str, company: &str) -> [Mail; 2] {
    let body = format!(
        "See you at noon then.\n\nBest regards,\nJane Doe\n{title}\n{company}\nTel: +49 30 1234567"
    );
    wrote(id, days, &body)
}

async fn all(scope: &mut Scope) -> Vec<LifeEvent> {
    life_events(scope, WantedEvents::default(), 50)
        .await
        .unwrap()
}

async fn imported(mails: &[Mail]) -> (TestApp, Viewer, Uuid) {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let import = app.import(&ada, mails).await;
    app.run_jobs().await;
    (app, ada, import)
}

fn new_job() -> Vec<Mail> {
    [
        signed("old", 300, "Sales Manager", "Acme GmbH"),
        signed("new", 9, "Sales Director", "Globex Ltd"),
    ]
    .concat()
}

#[tokio::test]
async fn a_signature_that_changes_company_is_a_new_job() {
    let (app, ada, _) = imported(&new_job()).await;
    let mut scope = app.scope(&ada).await;
    let found = all(&mut scope).await;
    assert_eq!(found.len(), 1, "{found:?}");
    let event = &found[0];
    assert_eq!(event.summary, "Has a new job: Sales Director at Globex Ltd");
    assert_eq!(
        (event.source.as_str(), event.state.as_str()),
        ("signature", "open")
    );
    assert!(event.confidence >= 0.7, "{event:?}");
    assert!(event.quote.contains("Globex Ltd"), "{event:?}");
    let subject: String = sqlx::query_scalar("select external_id from interactions where id = $1")
        .bind(event.interaction_id)
        .fetch_one(scope.db())
        .await
        .unwrap();
    assert_eq!(subject, "new@test.example", "the message it stands in");
}

#[tokio::test]
async fn what_is_announced_leads_to_a_suggestion() {
    let (app, ada, _) = imported(&wrote("1", 4, "I've joined Globex. Bye!")).await;
    let mut scope = app.scope(&ada).await;
    let found = all(&mut scope).await;
    assert_eq!(found[0].quote, "I've joined Globex.");
    assert_eq!(found[0].details().company.as_deref(), Some("Globex"));
    let open = suggestions::open(&mut scope, "open", None, 9)
        .await
        .unwrap();
    assert_eq!(open[0].reason(), Reason::Event);
    assert_eq!(
        open[0].sentence(),
        "Has a new job: Globex, as their message says."
    );
    let draft = &open[0].draft_body;
    assert!(
        draft.contains("Congratulations on your new role at Globex!"),
        "{draft}"
    );
    assert_eq!(open[0].draft_subject, "Congratulations");
}

#[tokio::test]
async fn nobody_is_congratulated_on_leaving() {
    let (app, ada, _) = imported(&wrote("1", 4, "Today is my last day at the office. Bye!")).await;
    let mut scope = app.scope(&ada).await;
    let open = suggestions::open(&mut scope, "open", None, 9)
        .await
        .unwrap();
    assert_eq!(open[0].reason(), Reason::Event);
    let draft = &open[0].draft_body;
    assert!(
        draft.contains("all the best for what comes next") && !draft.contains("Congratulations"),
        "{draft}"
    );
}

#[tokio::test]
async fn quotes_and_questions_tell_nothing() {
    let quoted = "Great!\n\nOn Tue, 3 Feb 2026 at 9:00, Bo Lind <bo@lind.example> wrote:\n> I've joined Globex.";
    let mails = [
        wrote("1", 4, quoted),
        wrote("2", 3, "Have you joined Globex?"),
    ];
    let (app, ada, _) = imported(&mails.concat()).await;
    assert!(all(&mut app.scope(&ada).await).await.is_empty());
}

#[tokio::test]
async fn an_automatic_answer_says_who_is_gone() {
    let mut mails = wrote("1", 40, "See you.").to_vec();
    mails.push(
        Mail::new("gone", 5, JANE, ME)
            .subject("Automatic reply: Lunch")
            .header("Auto-Submitted: auto-replied")
            .body("I am no longer with Acme Robotics. Please write to Tom."),
    );
    let (app, ada, _) = imported(&mails).await;
    let found = all(&mut app.scope(&ada).await).await;
    assert_eq!(found[0].summary, "Left Acme Robotics");
    assert_eq!(found[0].source, "auto_reply");
}

fn card(revised: &str, title: &str, company: &str) -> String {
    format!(
        "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:jane-1\r\nREV:{revised}\r\nFN:Jane Doe\r\nN:Doe;Jane;;;\r\n\
         EMAIL:jane@acme.example\r\nTITLE:{title}\r\nORG:{company}\r\nEND:VCARD\r\n"
    )
}

#[tokio::test]
async fn a_record_that_is_imported_again_tells_what_is_new() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let cards = [
        card("2026-01-05T10:00:00Z", "Editor", "Acme GmbH"),
        card("2026-02-20T10:00:00Z", "Head of Publishing", "Acme GmbH"),
    ];
    for card in cards {
        app.import_file(&ada, "contacts.vcf", card.as_bytes()).await;
        app.run_jobs().await;
    }
    let found = all(&mut app.scope(&ada).await).await;
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].summary, "Was promoted: Head of Publishing");
    assert_eq!(found[0].source, "record");
    assert!(found[0].quote.contains("Title: Head of Publishing"));
}

#[tokio::test]
async fn a_profile_that_is_imported_again_tells_what_is_new() {
    let with = |revised: &str, line: &str| {
        card(revised, "", "").replace("END:VCARD", &format!("{line}\r\nEND:VCARD"))
    };
    for (before, now, summary) in [
        (
            "X-LINKEDIN-HEADLINE:Sales Manager at Acme GmbH",
            "X-LINKEDIN-HEADLINE:Sales Director at Globex Ltd | Speaker",
            "Has a new job: Sales Director at Globex Ltd",
        ),
        (
            "NOTE:I write about boats.",
            "NOTE:I write about boats. I moved to Lisbon last year.",
            "Moved to Lisbon",
        ),
        (
            "X-BIO:Editor",
            "X-BIO:Head of Publishing",
            "Was promoted: Head of Publishing",
        ),
    ] {
        let app = TestApp::start().await;
        let ada = app.owner(ME).await;
        for card in [
            with("2026-01-05T10:00:00Z", before),
            with("2026-02-20T10:00:00Z", now),
        ] {
            app.import_file(&ada, "contacts.vcf", card.as_bytes()).await;
            app.run_jobs().await;
        }
        let found = all(&mut app.scope(&ada).await).await;
        let told: Vec<&str> = found.iter().map(|one| one.summary.as_str()).collect();
        assert_eq!(told, [summary], "{now}");
        assert_eq!(found[0].source, "record");
    }
}

async fn read_again(app: &TestApp, ada: &Viewer) {
    let mut scope = app.scope(ada).await;
    sqlx::query("update imports set events_read_at = null")
        .execute(scope.db())
        .await
        .unwrap();
    scope.commit().await.unwrap();
    find_life_events(&app.kith, ada.workspace, &Stop::new())
        .await
        .unwrap();
}

#[tokio::test]
async fn what_is_wrong_is_never_told_again_and_its_source_believed_less() {
    let (app, ada, _) = imported(&wrote("1", 4, "I've joined Globex. Bye!")).await;
    let mut scope = app.scope(&ada).await;
    let id = all(&mut scope).await[0].id;
    let before = judge_event(&mut scope, id, Judgement::Wrong).await;
    assert_eq!(before, Ok(Judgement::Open));
    scope.commit().await.unwrap();
    read_again(&app, &ada).await;
    let mut scope = app.scope(&ada).await;
    assert!(all(&mut scope).await.is_empty());
    let open = suggestions::open(&mut scope, "open", None, 9)
        .await
        .unwrap();
    assert!(open.iter().all(|one| one.reason() != Reason::Event));
    drop(scope);
    app.import(&ada, &wrote("2", 2, "I joined Initech. Bye!"))
        .await;
    app.run_jobs().await;
    let found = all(&mut app.scope(&ada).await).await;
    assert!(
        found.is_empty(),
        "0.85 · 0.8 is no longer sure enough: {found:?}"
    );

    let mut scope = app.scope(&ada).await;
    judge_event(&mut scope, id, Judgement::Confirmed)
        .await
        .unwrap();
    scope.commit().await.unwrap();
    let found = all(&mut app.scope(&ada).await).await;
    assert_eq!(found.len(), 1, "taken back");
}

#[tokio::test]
async fn the_same_is_told_once() {
    let mut mails = new_job();
    mails.extend(wrote("said", 8, "I've joined Globex. Bye!"));
    let (app, ada, _) = imported(&mails).await;
    let found = all(&mut app.scope(&ada).await).await;
    assert_eq!(found.len(), 1, "{found:?}");
    read_again(&app, &ada).await;
    assert_eq!(all(&mut app.scope(&ada).await).await.len(), 1);
}

#[tokio::test]
async fn what_an_import_told_goes_with_it() {
    let (app, ada, import) = imported(&wrote("1", 4, "I've joined Globex. Bye!")).await;
    app.undo_import(&ada, import).await;
    let mut scope = app.scope(&ada).await;
    let left: i64 = sqlx::query_scalar("select count(*) from life_events")
        .fetch_one(scope.db())
        .await
        .unwrap();
    assert_eq!(left, 0);
}

async fn jobs_of(scope: &mut Scope, contact: Uuid) -> Vec<String> {
    let jobs = contacts::employments(scope, contact).await.unwrap();
    let said = |text: Option<String>| text.unwrap_or_else(|| "-".to_owned());
    jobs.into_iter()
        .map(|job| {
            let (company, until) = (said(job.company), said(job.until));
            format!("{} | {company} | {until}", said(job.title))
        })
        .collect()
}

#[tokio::test]
async fn a_new_job_is_written_down_with_the_old_one_ended_and_taken_back() {
    let (app, ada, _) = imported(&wrote("1", 4, "I've joined Globex. Bye!")).await;
    let mut scope = app.scope(&ada).await;
    let event = all(&mut scope).await.remove(0);
    let before = jobs_of(&mut scope, event.contact_id).await;
    accept_job(&mut scope, event.id).await.unwrap();
    let jobs = jobs_of(&mut scope, event.contact_id).await;
    assert!(jobs.contains(&"- | Globex | -".to_owned()), "{jobs:?}");
    assert_eq!(accept_job(&mut scope, event.id).await, Err(Error::Conflict));
    assert_eq!(
        life_event(&mut scope, event.id).await.unwrap().state,
        "confirmed"
    );
    judge_event(&mut scope, event.id, Judgement::Open)
        .await
        .unwrap();
    assert_eq!(jobs_of(&mut scope, event.contact_id).await, before);
}

#[tokio::test]
async fn the_job_that_a_person_wrote_ends_where_the_signature_says_so() {
    let (app, ada, _) = imported(&new_job()).await;
    let mut scope = app.scope(&ada).await;
    let event = all(&mut scope).await.remove(0);
    let job = contacts::EmploymentInput {
        company: "Acme GmbH".to_owned(),
        title: "Sales Manager".to_owned(),
        since: "2020".to_owned(),
        ..contacts::EmploymentInput::default()
    };
    contacts::set_employment(&mut scope, event.contact_id, None, job)
        .await
        .unwrap();
    accept_job(&mut scope, event.id).await.unwrap();
    let jobs = jobs_of(&mut scope, event.contact_id).await;
    assert!(
        jobs.contains(&"Sales Manager | Acme GmbH | 2026-02".to_owned()),
        "{jobs:?}"
    );
    assert!(
        jobs.contains(&"Sales Director | Globex Ltd | -".to_owned()),
        "{jobs:?}"
    );
}

const PEOPLE: [&str; 21] = [
    "Anna", "Bela", "Cora", "Dietmar", "Emil", "Finn", "Gesa", "Hugo", "Ines", "Jonas", "Kira",
    "Lena", "Moritz", "Nils", "Olaf", "Pia", "Quirin", "Rita", "Sven", "Tara", "Udo",
];

/// So many people, each of whom announced this.
fn announcements(count: usize, days: i64, said: &str) -> Vec<Mail> {
    let mails = (0..count).flat_map(|number| {
        let (first, last) = (PEOPLE[number], PEOPLE[20 - number]);
        let host = format!("{last}werk").to_lowercase();
        let them = format!("{first} {last}sen <{first}@{host}.example>");
        let id = format!("{first}{days}");
        [
            Mail::new(&format!("{id}-mine"), days + 1, ME, &them).body("How are you?"),
            Mail::new(&id, days, &them, ME).body(said),
        ]
    });
    mails.collect()
}

async fn news(app: &TestApp, viewer: &Viewer) -> Vec<(String, String, String)> {
    let mut scope = app.scope(viewer).await;
    sqlx::query_as(
        "select title, detail, link from notifications where kind = 'life_events' and user_id = $1
         order by title",
    )
    .bind(viewer.user)
    .fetch_all(scope.db())
    .await
    .unwrap()
}

#[tokio::test]
async fn members_are_told_once_of_what_was_found() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let colin = app
        .colleague(&ada, "colin@kith.example", Role::Member)
        .await;
    let vi = app.colleague(&ada, "vi@kith.example", Role::Viewer).await;
    app.import(&ada, &wrote("1", 4, "I've joined Globex. Bye!"))
        .await;
    let event = all(&mut app.scope(&ada).await).await.remove(0);
    let one = (
        "Jane Doe: Has a new job: Globex".to_owned(),
        "As their message says. Say whether that is so, and write a word.".to_owned(),
        format!("/contacts/{}", event.contact_id),
    );
    assert_eq!(news(&app, &ada).await, std::slice::from_ref(&one));
    assert_eq!(news(&app, &colin).await, std::slice::from_ref(&one));
    assert_eq!(news(&app, &vi).await, [], "who looks on is told nothing");
    read_again(&app, &ada).await;
    assert_eq!(news(&app, &ada).await.len(), 1, "once");

    app.import(&ada, &announcements(5, 3, "I was promoted! Bye."))
        .await;
    let told = news(&app, &ada).await;
    assert_eq!(told.len(), 2, "not one for each: {told:?}");
    assert_eq!(told[0].0, "5 things happened in people's lives");
    assert!(
        told[0].1.contains("and 2 more. Say which are so"),
        "{told:?}"
    );
    assert_eq!(told[0].2, "/life-events?state=open");

    app.import(&ada, &announcements(3, 90, "I've moved to Lisbon. Bye!"))
        .await;
    assert_eq!(
        news(&app, &ada).await.len(),
        2,
        "what is long ago is no news"
    );
}

#[tokio::test]
async fn who_does_not_want_to_know_is_not_told() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let mut scope = app.scope(&ada).await;
    let nothing = notifications::Choice {
        kind: notifications::Kind::LifeEvents,
        ways: notifications::Ways {
            in_app: false,
            mail: false,
            push: false,
        },
    };
    notifications::choose(&mut scope, &[nothing]).await.unwrap();
    scope.commit().await.unwrap();
    app.import(&ada, &wrote("1", 4, "I've joined Globex. Bye!"))
        .await;
    assert_eq!(all(&mut app.scope(&ada).await).await.len(), 1);
    assert_eq!(news(&app, &ada).await, []);
}

#[tokio::test]
async fn the_page_of_all_events_is_paged_narrowed_and_decides() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let browser = app.browser(&ada).await;
    let empty = browser.page("/life-events").await;
    assert!(empty.contains("Nothing new"), "{empty}");
    let mut mails = announcements(21, 30, "I was promoted! Bye.");
    mails.extend(wrote("1", 4, "I've joined Globex. Bye!"));
    app.import(&ada, &mails).await;
    let names = |page: &str| page.matches("Was promoted").count();
    let first = browser.page("/life-events").await;
    assert!(first.contains("Has a new job: Globex") && first.contains("Write the job down"));
    assert_eq!(names(&first), 19);
    let next = first
        .split("rel=\"next\"")
        .next()
        .and_then(|before| before.rsplit("href=\"").next())
        .and_then(|rest| rest.split('"').next())
        .unwrap()
        .replace("&amp;", "&");
    let second = browser.page(&next).await;
    assert_eq!(names(&second), 2, "{second}");
    let jobs = browser.page("/life-events?kind=job_change").await;
    assert!(jobs.contains("Globex") && names(&jobs) == 0);
    let moves = browser.page("/life-events?kind=move&state=all").await;
    assert!(moves.contains("Nothing of this kind"));

    let id = all(&mut app.scope(&ada).await).await[0].id.to_string();
    let from = "/life-events?state=open";
    let judge = "/do/app/life_events/actions/judge_life_event";
    let fields = [("id", id.as_str()), ("decision", "wrong"), ("from", from)];
    let answer = browser.post_form(judge, &fields).await;
    assert_eq!(answer.headers()["location"], from);
    let open = browser.page(from).await;
    assert!(open.contains("Not told again.") && open.contains("Undo"));
    assert!(!open.contains("Globex"));
    let wrong = browser.page("/life-events?state=wrong").await;
    assert!(wrong.contains("Globex") && wrong.contains("Not wrong") && names(&wrong) == 0);
    let fields = [("id", id.as_str()), ("decision", "open"), ("from", from)];
    browser.post_form(judge, &fields).await;
    assert!(browser.page(from).await.contains("Globex"));
    let accept = "/do/app/life_events/actions/accept_job";
    let fields = [("id", id.as_str()), ("from", from)];
    browser.post_form(accept, &fields).await;
    let confirmed = browser.page("/life-events?state=confirmed").await;
    assert!(confirmed.contains("Globex") && confirmed.contains("The new job is written down."));

    let program = app.program(&ada).await;
    let (_, jobs) = program
        .api("GET", "/life-events?kind=job_change", None)
        .await;
    assert_eq!(jobs["data"].as_array().unwrap().len(), 1);
    let mut path = "/life-events?kind=promotion&limit=8".to_owned();
    let mut seen = std::collections::HashSet::new();
    loop {
        let (status, page) = program.api("GET", &path, None).await;
        assert_eq!(status, 200, "{page}");
        for one in page["data"].as_array().unwrap() {
            assert!(seen.insert(one["id"].to_string()), "each once");
        }
        let Some(next) = page["meta"]["next_cursor"].as_str() else {
            break;
        };
        path = format!("/life-events?kind=promotion&limit=8&cursor={next}");
    }
    assert_eq!(seen.len(), 21);
    for refused in ["/life-events?kind=gossip", "/life-events?cursor=x"] {
        assert_eq!(program.api("GET", refused, None).await.0, 422, "{refused}");
    }
}

#[tokio::test]
async fn pages_and_rest_show_and_decide() {
    let (app, ada, _) = imported(&wrote("1", 4, "I've joined Globex. Bye!")).await;
    let event = all(&mut app.scope(&ada).await).await.remove(0);
    let browser = app.browser(&ada).await;
    let contact = format!("/contacts/{}", event.contact_id);
    for path in ["/", contact.as_str()] {
        let page = browser.page(path).await;
        assert!(page.contains("Has a new job: Globex"), "{page}");
        assert!(page.contains("85\u{a0}%\u{a0}sure"), "{page}");
    }
    let id = event.id.to_string();
    let fields = [
        ("id", id.as_str()),
        ("decision", "confirmed"),
        ("from", "/"),
    ];
    let judge = "/do/app/life_events/actions/judge_life_event";
    assert_eq!(browser.post_form(judge, &fields).await.status(), 302);
    let page = browser.page("/").await;
    assert!(page.contains("Confirmed."), "{page}");
    assert!(
        !page.contains("85\u{a0}%\u{a0}sure"),
        "what is decided is not asked again"
    );

    let program = app.program(&ada).await;
    let (_, listed) = program
        .api("GET", "/life-events?state=confirmed", None)
        .await;
    assert_eq!(listed["data"][0]["details"]["company"], "Globex");
    let path = format!("/life-events/{id}/decision");
    let wrong = json!({ "decision": "wrong" });
    let (status, judged) = program.api("POST", &path, Some(wrong)).await;
    assert_eq!((status, &judged["data"]["state"]), (200, &json!("wrong")));
    let (_, listed) = program.api("GET", "/life-events", None).await;
    assert_eq!(listed["data"], json!([]));
    let unknown = json!({ "decision": "perhaps" });
    assert_eq!(program.api("POST", &path, Some(unknown)).await.0, 422);
    let path = format!("/life-events/{id}/accept");
    let (status, accepted) = program.api("POST", &path, None).await;
    assert_eq!((status, &accepted["data"]["accepted"]), (200, &json!(true)));
    assert_eq!(program.api("POST", &path, None).await.0, 409);
}
