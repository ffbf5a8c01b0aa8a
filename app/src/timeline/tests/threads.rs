//! Mail by thread, in pages, and only the mail of that person.

use super::{BO, ME, contact, imported};
use crate::{
    testing::{Mail, TestApp},
    timeline::{self, ThreadCursor, interactions_of, messages_of, participants_of, threads_of},
};

#[tokio::test]
async fn answers_stand_in_the_thread_of_what_they_answer() {
    let app = TestApp::start().await;
    let references =
        "In-Reply-To: <2@test.example>\nReferences: <1@test.example>\n <2@test.example>";
    let mails = [
        Mail::new("1", 9, ME, BO).subject("Boat"),
        Mail::new("2", 8, BO, ME)
            .subject("Re: Boat")
            .answers("1")
            .body("Which boat?"),
        Mail::new("3", 7, ME, BO)
            .subject("AW: Boat")
            .header(references)
            .body("The red one."),
        Mail::new("4", 6, ME, BO).subject("House"),
    ];
    let ada = imported(&app, &mails).await;
    let bo = contact(&app, &ada, "bo@lind.example").await;
    let mut scope = app.scope(&ada).await;
    let threads = threads_of(&mut scope, bo, None, None, 10).await.unwrap();
    let seen: Vec<_> = threads
        .iter()
        .map(|thread| (thread.subject.as_str(), thread.count))
        .collect();
    assert_eq!(seen, [("House", 1), ("AW: Boat", 3)]);
    assert_eq!(
        (threads[1].direction.as_str(), threads[1].last_at),
        ("out", mails[2].at())
    );
    let messages = messages_of(&mut scope, &[threads[1].thread_id], 8)
        .await
        .unwrap();
    let bodies: Vec<_> = messages
        .iter()
        .map(|message| message.body.as_str())
        .collect();
    assert_eq!(bodies, ["The red ", "Which bo", "Shall we"]);
    assert_eq!(messages[1].sender.as_deref(), Some("Bo Lind"));
}

#[tokio::test]
async fn answers_to_answers_of_the_same_import_stand_in_one_thread() {
    let app = TestApp::start().await;
    let answers = |id: &str| format!("In-Reply-To: <{id}@test.example>");
    let mails = [
        Mail::new("3", 7, ME, BO).header(&answers("2")),
        Mail::new("1", 9, ME, BO),
        Mail::new("2", 8, BO, ME).header(&answers("1")),
    ];
    let ada = imported(&app, &mails).await;
    let mut scope = app.scope(&ada).await;
    let threads: i64 = sqlx::query_scalar("select count(distinct thread_id) from interactions")
        .fetch_one(scope.db())
        .await
        .unwrap();
    assert_eq!(threads, 1);
}

#[tokio::test]
async fn pages_of_threads_show_each_once_also_at_the_same_instant() {
    let app = TestApp::start().await;
    let mut mails: Vec<Mail> = (0..9)
        .map(|number| Mail::new(&format!("m{number}"), 5, ME, BO))
        .collect();
    for (number, mail) in mails.iter_mut().enumerate() {
        mail.subject = format!("Matter {number}");
    }
    let ada = imported(&app, &mails).await;
    let bo = contact(&app, &ada, "bo@lind.example").await;
    let mut scope = app.scope(&ada).await;
    let (mut seen, mut after) = (Vec::new(), None);
    loop {
        let mut page = threads_of(&mut scope, bo, None, after, 4).await.unwrap();
        let has_more = page.len() > 4;
        page.truncate(4);
        after = page.last().map(|last| ThreadCursor {
            last_at: last.last_at,
            last_id: last.last_id,
        });
        seen.extend(page.into_iter().map(|thread| thread.subject));
        if !has_more {
            break;
        }
    }
    seen.sort();
    assert_eq!(
        seen,
        (0..9)
            .map(|number| format!("Matter {number}"))
            .collect::<Vec<_>>()
    );
}

#[tokio::test]
async fn a_timeline_holds_the_mail_of_its_contact_and_no_other() {
    let app = TestApp::start().await;
    let mails = [
        Mail::new("1", 9, ME, BO).subject("For Bo"),
        Mail::new("2", 8, ME, "Cy Ash <cy@ash.example>").subject("For Cy"),
        Mail::new(
            "3",
            7,
            ME,
            "Bo Lind <bo@lind.example>, Cy Ash <cy@ash.example>",
        )
        .subject("For both"),
    ];
    let ada = imported(&app, &mails).await;
    for (email, expected) in [
        ("bo@lind.example", ["For both", "For Bo"]),
        ("cy@ash.example", ["For both", "For Cy"]),
    ] {
        let id = contact(&app, &ada, email).await;
        let mut scope = app.scope(&ada).await;
        let rows = interactions_of(&mut scope, id, None, 10).await.unwrap();
        assert_eq!(
            rows.iter()
                .map(|row| row.subject.as_str())
                .collect::<Vec<_>>(),
            expected,
            "{email}"
        );
        let page = app
            .browser(&ada)
            .await
            .page(&format!("/contacts/{id}"))
            .await;
        for subject in ["For both", "For Bo", "For Cy"] {
            assert_eq!(
                page.contains(subject),
                expected.contains(&subject),
                "{email}: {subject}"
            );
        }
    }
}

#[tokio::test]
async fn a_timeline_is_narrowed_to_one_kind() {
    let app = TestApp::start().await;
    let ada = imported(&app, &[Mail::new("1", 9, ME, BO)]).await;
    let bo = contact(&app, &ada, "bo@lind.example").await;
    let mut scope = app.scope(&ada).await;
    timeline::add_note(&mut scope, bo, "Likes tea")
        .await
        .unwrap();
    for (kind, expected) in [
        (None, 2),
        (Some("note"), 1),
        (Some("mail"), 1),
        (Some("meeting"), 0),
    ] {
        assert_eq!(
            threads_of(&mut scope, bo, kind, None, 10)
                .await
                .unwrap()
                .len(),
            expected,
            "{kind:?}"
        );
    }
}

#[tokio::test]
async fn the_page_of_a_message_shows_its_text_and_who_took_part() {
    let app = TestApp::start().await;
    let body = "The <i>red</i> one.\n> Which boat?\nBye";
    let ada = imported(
        &app,
        &[Mail::new("1", 9, ME, BO).subject("Boat & oars").body(body)],
    )
    .await;
    let bo = contact(&app, &ada, "bo@lind.example").await;
    let mut scope = app.scope(&ada).await;
    let mail = interactions_of(&mut scope, bo, None, 1).await.unwrap()[0].id;
    let people = participants_of(&mut scope, mail).await.unwrap();
    let roles: Vec<_> = people
        .iter()
        .map(|person| (person.role.as_str(), person.address.as_str()))
        .collect();
    assert_eq!(roles, [("to", "bo@lind.example")]);
    let page = app
        .browser(&ada)
        .await
        .page(&format!("/interactions/{mail}"))
        .await;
    assert!(page.contains("Boat &amp; oars"));
    assert!(page.contains("The &lt;i&gt;red&lt;/i&gt; one."), "{page}");
    assert!(page.contains("&gt; Which boat?</blockquote>"));
    assert!(page.contains(&format!("href=\"/contacts/{bo}\"")) && page.contains("bo@lind.example"));
}
