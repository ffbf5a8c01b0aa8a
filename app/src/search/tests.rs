//! Finding people, companies, notes and messages.

use uuid::Uuid;

use super::{Hit, Results, search};
use crate::{
    contacts::{ContactInput, create_contact},
    context::{Scope, Viewer},
    testing::{Mail, TestApp},
    timeline::{self, By, LogChange, LogInput, What},
};

fn title(hit: &Hit) -> String {
    hit.title.iter().map(|piece| piece.text.as_str()).collect()
}

fn titles(hits: &[Hit]) -> Vec<String> {
    hits.iter().map(title).collect()
}

fn marked(hit: &Hit) -> Vec<String> {
    let pieces = hit.title.iter().chain(&hit.detail);
    let hits = pieces.filter(|piece| piece.is_hit);
    hits.map(|piece| piece.text.clone()).collect()
}

async fn find(scope: &mut Scope, text: &str) -> Results {
    search(scope, text, 10).await.unwrap()
}

async fn world(app: &TestApp) -> (Viewer, Uuid) {
    let ada = app.owner("ada@kith.example").await;
    let mail = |id: &str, days, subject: &str, body: &str| {
        Mail::new(
            id,
            days,
            "ada@kith.example",
            "Zoë Müller <zoe@muller.example>",
        )
        .subject(subject)
        .body(body)
    };
    let mails = [
        mail(
            "1",
            9,
            "Lunch",
            "Shall we go sailing on Sunday? The forecast is fine.",
        ),
        mail("2", 8, "Sailing again", "It was wonderful."),
        mail("3", 7, "Treffen", "Die Häuser am Fluss gefallen mir sehr."),
        mail("4", 6, "Réunion", "On se voit à l’été prochain."),
        Mail::new(
            "5",
            5,
            "Zoë Müller <zoe@muller.example>",
            "ada@kith.example",
        ),
    ];
    app.import(&ada, &mails).await;
    let mut scope = app.scope(&ada).await;
    let zoe = sqlx::query_scalar("select id from contacts where email = 'zoe@muller.example'")
        .fetch_one(scope.db())
        .await
        .unwrap();
    let input = ContactInput {
        name: Some("Christopher Zimmermann".to_owned()),
        company: Some("Bergwerk Film".to_owned()),
        ..ContactInput::default()
    };
    create_contact(&mut scope, input).await.unwrap();
    scope.commit().await.unwrap();
    (ada, zoe)
}

#[tokio::test]
async fn each_kind_is_found_by_beginnings_and_stems_and_marked() {
    let app = TestApp::start().await;
    let (ada, _) = world(&app).await;
    let mut scope = app.scope(&ada).await;
    let found = find(&mut scope, "zoe mull").await;
    assert_eq!(titles(&found.contacts), ["Zoë Müller"]);
    assert_eq!(marked(&found.contacts[0])[..2], ["Zoë", "Müller"]);
    let found = find(&mut scope, "sail").await;
    assert_eq!(
        titles(&found.messages),
        ["Sailing again", "Lunch"],
        "subjects first"
    );
    assert_eq!(marked(&found.messages[1]), ["sailing"]);
    assert_eq!(found.messages[1].person.as_deref(), Some("Zoë Müller"));
    for (text, subject) in [
        ("sunday forec", "Lunch"),
        ("Haus", "Treffen"),
        ("hauser", "Treffen"),
        ("ete", "Réunion"),
        ("forecasts", "Lunch"),
    ] {
        assert_eq!(
            titles(&find(&mut scope, text).await.messages),
            [subject],
            "{text}"
        );
    }
    for text in ["", " ", "%", "unknown", "sunday haus", "'; drop table"] {
        let found = find(&mut scope, text).await;
        assert!(
            found.messages.is_empty() && found.notes.is_empty(),
            "{text}"
        );
    }
}

#[tokio::test]
async fn a_letter_finds_names_and_narrows_no_messages() {
    let app = TestApp::start().await;
    let (ada, _) = world(&app).await;
    let mut scope = app.scope(&ada).await;
    let found = find(&mut scope, "z").await;
    assert_eq!(titles(&found.contacts).len(), 2);
    assert!(found.messages.is_empty(), "{:?}", titles(&found.messages));
    let found = find(&mut scope, "lunch z").await;
    assert!(titles(&found.messages).contains(&"Lunch".to_owned()));
}

#[tokio::test]
async fn slips_in_names_are_forgiven() {
    let app = TestApp::start().await;
    let (ada, _) = world(&app).await;
    let mut scope = app.scope(&ada).await;
    for typed in [
        "zimermann",
        "Zimmremann",
        "Zimmerman",
        "cristopher",
        "chirstopher zimmerman",
    ] {
        let found = find(&mut scope, typed).await;
        assert_eq!(
            titles(&found.contacts),
            ["Christopher Zimmermann"],
            "{typed}"
        );
    }
    let found = find(&mut scope, "bregwerk").await;
    assert_eq!(titles(&found.companies), ["Bergwerk Film"]);
    assert!(find(&mut scope, "xyz").await.contacts.is_empty());
}

#[tokio::test]
async fn a_note_is_found_as_it_is_now() {
    let app = TestApp::start().await;
    let (ada, zoe) = world(&app).await;
    let mut scope = app.scope(&ada).await;
    let note = timeline::add_note(&mut scope, zoe, "Collects stamps")
        .await
        .unwrap();
    let found = find(&mut scope, "stamp").await;
    assert_eq!(found.notes.len(), 1);
    assert_eq!(found.notes[0].person.as_deref(), Some("Zoë Müller"));
    timeline::edit_note(&mut scope, note, "Collects coins")
        .await
        .unwrap();
    assert_eq!(find(&mut scope, "coins").await.notes.len(), 1);
    assert!(find(&mut scope, "stamp").await.notes.is_empty());
    timeline::delete_note(&mut scope, note).await.unwrap();
    assert!(find(&mut scope, "coins").await.notes.is_empty());
    timeline::restore_note(&mut scope, note).await.unwrap();
    assert_eq!(find(&mut scope, "coins").await.notes.len(), 1);
}

#[tokio::test]
async fn what_was_logged_is_found_as_it_is_now() {
    let app = TestApp::start().await;
    let (ada, zoe) = world(&app).await;
    let mut scope = app.scope(&ada).await;
    let call = LogInput {
        what: What::Call(By::Them),
        when: "yesterday".to_owned(),
        text: "Collects stamps".to_owned(),
    };
    let entry = timeline::log_contact(&mut scope, zoe, ada.zone, &call)
        .await
        .unwrap();
    assert_eq!(find(&mut scope, "stamp").await.messages.len(), 1);
    let change = LogChange {
        text: Some("Collects coins".to_owned()),
        ..LogChange::default()
    };
    timeline::edit_log(&mut scope, entry, ada.zone, &change)
        .await
        .unwrap();
    assert_eq!(find(&mut scope, "coins").await.messages.len(), 1);
    assert!(find(&mut scope, "stamp").await.messages.is_empty());
    timeline::delete_log(&mut scope, entry).await.unwrap();
    assert!(find(&mut scope, "coins").await.messages.is_empty());
}

#[tokio::test]
async fn what_an_undone_import_brought_is_found_no_more() {
    let app = TestApp::start().await;
    let (ada, _) = world(&app).await;
    let mut scope = app.scope(&ada).await;
    sqlx::query("delete from interactions where subject = 'Lunch'")
        .execute(scope.db())
        .await
        .unwrap();
    assert_eq!(
        titles(&find(&mut scope, "sail").await.messages),
        ["Sailing again"]
    );
}

#[tokio::test]
async fn nobody_finds_what_another_workspace_holds() {
    let app = TestApp::start().await;
    world(&app).await;
    let eve = app.owner("eve@other.example").await;
    let mut scope = app.scope(&eve).await;
    for text in ["sailing", "zoe", "muller", "zimermann", "lunch"] {
        let found = find(&mut scope, text).await;
        assert!(
            found.contacts.is_empty() && found.messages.is_empty(),
            "{text}"
        );
        assert!(
            found.similar.is_empty() && found.companies.is_empty(),
            "{text}"
        );
    }
}

#[tokio::test]
async fn the_page_and_programs_show_the_same() {
    let app = TestApp::start().await;
    let (ada, zoe) = world(&app).await;
    let browser = app.browser(&ada).await;
    let body = browser.page("/search?q=sail+mull").await;
    assert!(body.contains("Nothing found"), "no message has both words");
    let body = browser.page("/search?q=m%C3%BCll").await;
    assert!(body.contains(&format!("/contacts/{zoe}")) && body.contains("<mark>Müller</mark>"));
    let program = app.program(&ada).await;
    let (_, found) = program.api("GET", "/search?q=sailing&limit=1", None).await;
    assert_eq!(found["data"]["messages"].as_array().unwrap().len(), 1);
    assert_eq!(found["data"]["messages"][0]["title"][0]["text"], "Sailing");
    assert_eq!(found["data"]["messages"][0]["title"][0]["is_hit"], true);
}

#[tokio::test]
async fn who_is_called_so_comes_before_stronger_ties_at_such_an_address() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let mail = |id: &str, days, from: &str, to: &str| Mail::new(id, days, from, to);
    let strong = ["Bo Lind <bo@mailbox.example>", "kim@mailbox.example"];
    let mut mails = Vec::new();
    for (place, other) in strong.iter().enumerate() {
        for day in 1..6 {
            let id = |way: &str| format!("{place}-{day}-{way}");
            mails.push(mail(&id("out"), day * 2 + 1, "ada@kith.example", other));
            mails.push(mail(&id("in"), day * 2, other, "ada@kith.example"));
        }
    }
    app.import(&ada, &mails).await;
    let mut scope = app.scope(&ada).await;
    for name in ["Maria Berg", "Ines Maler", "Ole Sommar"] {
        let input = ContactInput {
            name: Some(name.to_owned()),
            ..ContactInput::default()
        };
        create_contact(&mut scope, input).await.unwrap();
    }
    let found = titles(&find(&mut scope, "ma").await.contacts);
    let (called, others) = found.split_at(2);
    let mut called = called.to_vec();
    called.sort();
    assert_eq!(called, ["Ines Maler", "Maria Berg"]);
    assert!(others.contains(&"Bo Lind".to_owned()), "{others:?}");
    assert_eq!(others.len(), 2, "also who has no name but an address");
    let first = search(&mut scope, "MA", 1).await.unwrap().contacts;
    assert!(called.contains(&title(&first[0])), "{first:?}");
}
