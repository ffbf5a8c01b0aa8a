//! Who is meant by an id, an address or a name.

use super::*;

async fn named(scope: &mut Scope, text: &str) -> Vec<String> {
    let found = meant(scope, text).await.unwrap();
    found.into_iter().map(|found| found.name).collect()
}

async fn people(scope: &mut Scope) -> Vec<uuid::Uuid> {
    let mut ids = Vec::new();
    for (name, email) in [
        ("Bo Lind", "bo@lind.example"),
        ("Bo Lindqvist", "bo@qvist.example"),
        ("Cy Moss", "cy@lind.example"),
    ] {
        let input = ContactInput {
            name: Some(name.to_owned()),
            emails: Some(vec![email.to_owned(), format!("old.{email}")]),
            ..ContactInput::default()
        };
        ids.push(create_contact(scope, input).await.unwrap());
    }
    ids
}

#[tokio::test]
async fn an_id_an_address_and_a_whole_name_mean_one_person() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let mut scope = app.scope(&ada).await;
    let ids = people(&mut scope).await;
    for text in [
        ids[0].to_string().as_str(),
        "bo@lind.example",
        "OLD.bo@lind.example",
        " bo LIND ",
    ] {
        assert_eq!(named(&mut scope, text).await, ["Bo Lind"], "{text}");
    }
    let mut both = named(&mut scope, "bo lin").await;
    both.sort();
    assert_eq!(both, ["Bo Lind", "Bo Lindqvist"]);
    assert!(named(&mut scope, "nobody").await.is_empty());
    delete_contact(&mut scope, ids[0]).await.unwrap();
    for text in [ids[0].to_string().as_str(), "bo@lind.example"] {
        assert!(named(&mut scope, text).await.is_empty(), "{text}");
    }
}
