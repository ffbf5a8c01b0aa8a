//! Whoever looks the same is asked about before a contact is made.

use super::*;
use crate::review::likely_same;

const CREATE: &str = "/do/app/contacts/actions/create_contact";

#[tokio::test]
async fn who_looks_like_somebody_here_is_asked_about_first() {
    let app = TestApp::start().await;
    let (ada, mike, _) = crowd(&app).await;
    let browser = app.browser(&ada).await;
    let fields = [
        ("name", "mike turner"),
        ("email", ""),
        ("title", "Mate"),
        ("company", ""),
    ];
    let answer = browser.post_form(CREATE, &fields).await;
    assert_eq!(answer.status(), 302);
    let page = browser.page("/contacts/new").await;
    assert!(
        page.contains("Create anyway") && page.contains(&mike.to_string()),
        "{page}"
    );
    assert!(
        page.contains("value=\"Mate\""),
        "what was typed stays: {page}"
    );
    let anyway = [&fields[..], &[("anyway", "true")]].concat();
    let answer = browser.post_form(CREATE, &anyway).await;
    let place = answer.headers()["location"].to_str().unwrap().to_owned();
    assert!(
        place.starts_with("/contacts/") && !place.ends_with("/new"),
        "{place}"
    );
}

#[tokio::test]
async fn who_looks_the_same_by_the_company_is_shown_with_a_way_on() {
    let app = TestApp::start().await;
    let (ada, ..) = crowd(&app).await;
    let mut scope = app.scope(&ada).await;
    let input = ContactInput {
        company: Some("Wolschendorf Steel GmbH".to_owned()),
        ..said("Robert Smith", "", "", "")
    };
    let robert = contacts::create_contact(&mut scope, input).await.unwrap();
    let alone = said("Bob Smith", "", "", "");
    let likely = likely_same(&mut scope, &alone).await.unwrap();
    assert!(likely.is_empty(), "a name alone is nobody's: {likely:?}");
    scope.commit().await.unwrap();
    let browser = app.browser(&ada).await;
    let fields = [("name", "Bob Smith"), ("company", "Wolschendorf Steel")];
    browser.post_form(CREATE, &fields).await;
    let page = browser.page("/contacts/new").await;
    assert!(
        page.contains("Create anyway") && page.contains(&robert.to_string()),
        "{page}"
    );
}

#[tokio::test]
async fn whom_the_rules_know_again_is_asked_about_too() {
    let app = TestApp::start().await;
    let (ada, mike, michael) = crowd(&app).await;
    let mut scope = app.scope(&ada).await;
    let zoe = "https://www.linkedin.com/in/zoequist";
    let quist = likely_same(&mut scope, &said("Zoe Quist", "", "", ""))
        .await
        .unwrap();
    contacts::update_contact(&mut scope, quist[0].id, said("Zoe Quist", "", "", zoe))
        .await
        .unwrap();
    for (name, email, phone, handle, expected) in [
        // Another spelling of the name and of the address.
        (
            "Michael Turner",
            "m.i.k.e.turner@gmail.com",
            "",
            "",
            vec![mike, michael],
        ),
        // A nickname and the number, as it is dialled at home.
        (
            "Mick Turner",
            "",
            "+49 170 1234567",
            "",
            vec![mike, michael],
        ),
        // The profile, written otherwise.
        (
            "Z. Quist",
            "",
            "",
            "linkedin.com/in/zoequist/",
            vec![quist[0].id],
        ),
        // A name alone, or with another's number.
        ("Zoe Quister", "", "", "", vec![]),
        ("Anna Turner", "", "", "", vec![]),
        ("", "nobody@here.example", "", "", vec![]),
    ] {
        let likely = likely_same(&mut scope, &said(name, email, phone, handle))
            .await
            .unwrap();
        let mut found: Vec<Uuid> = likely.iter().map(|one| one.id).collect();
        found.sort_unstable();
        let mut expected = expected;
        expected.sort_unstable();
        assert_eq!(
            found, expected,
            "{name} {email} {phone} {handle}: {likely:?}"
        );
    }
}

fn said(name: &str, email: &str, phone: &str, handle: &str) -> ContactInput {
    let list = |text: &str| Some(vec![text.to_owned()]).filter(|_| !text.is_empty());
    ContactInput {
        name: Some(name.to_owned()),
        emails: list(email),
        phones: list(phone),
        handles: list(handle),
        ..ContactInput::default()
    }
}

#[tokio::test]
async fn a_program_is_asked_as_well_and_may_insist() {
    let app = TestApp::start().await;
    let (ada, mike, michael) = crowd(&app).await;
    let program = app.program(&ada).await;
    let input = json!({ "name": "Mike Turner", "phones": ["+49 170 1234567"] });
    let (status, refused) = program.api("POST", "/contacts", Some(input.clone())).await;
    assert_eq!(
        (status, refused["error"]["code"].as_str()),
        (409, Some("looks_the_same")),
        "{refused}"
    );
    let candidates = refused["error"]["details"]["candidates"]
        .as_array()
        .unwrap();
    let ids: Vec<Uuid> = candidates
        .iter()
        .map(|one| one["id"].as_str().unwrap().parse().unwrap())
        .collect();
    assert!(ids.contains(&mike) && ids.contains(&michael), "{refused}");
    let (status, made) = program
        .api("POST", "/contacts?anyway=true", Some(input))
        .await;
    assert_eq!(status, 201, "{made}");
    let (status, made) = program
        .api("POST", "/contacts", Some(json!({ "name": "Nobody Else" })))
        .await;
    assert_eq!(status, 201, "{made}");
}
