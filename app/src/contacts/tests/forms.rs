//! Values of a contact on its page, without a script.

use super::*;

const POINTS: &str = "/do/app/contacts/actions/points";

#[tokio::test]
async fn values_are_added_changed_and_removed_and_each_can_be_taken_back() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let mut scope = app.scope(&ada).await;
    let id = add(&mut scope, "Bo Lind", "bo@lind.example", "").await;
    scope.commit().await.unwrap();
    let (browser, path) = (app.browser(&ada).await, format!("/contacts/{id}"));
    let id = id.to_string();
    let send = async |function: &str, fields: &[(&str, &str)]| {
        let fields: Vec<_> = [("id", id.as_str())]
            .into_iter()
            .chain(fields.iter().copied())
            .collect();
        let answer = browser
            .post_form(&format!("{POINTS}/{function}"), &fields)
            .await;
        assert_eq!(answer.headers()["location"], path.as_str(), "{function}");
        browser.page(&path).await
    };
    let home = [
        ("label", "home"),
        ("street", "Storgatan 1"),
        ("city", "Lund"),
    ];
    let html = send("save_address", &home).await;
    for words in [
        "Address added.",
        "Home address",
        "Storgatan 1\nLund",
        "revert_point",
    ] {
        assert!(html.contains(words), "{words} in {html}");
    }
    let moved = [("value", "Storgatan 1, Lund"), ("city", "Malmö")];
    let html = send("save_address", &moved).await;
    assert!(html.contains("Address saved.") && !html.contains("Storgatan 1\nLund"));
    let back = [
        ("kind", "address"),
        ("value", "Storgatan 1, Lund"),
        ("made", "Malmö"),
    ];
    let html = send("revert_point", &back).await;
    assert!(html.contains("Storgatan 1\nLund") && !html.contains("Malmö"));
    let html = send(
        "add_point",
        &[("kind", "date"), ("value", "3 May"), ("label", "Wedding")],
    )
    .await;
    assert!(
        html.contains("<time datetime=\"05-03\"") || html.contains("3 May"),
        "{html}"
    );
    assert!(html.contains("Wedding"));
    let html = send("remove_point", &[("kind", "date"), ("value", "--05-03")]).await;
    assert!(html.contains("Date removed.") && !html.contains("Wedding</dt>"));
    let html = send("restore_point", &[("kind", "date"), ("value", "--05-03")]).await;
    assert!(html.contains("Date is back.") && html.contains("Wedding</dt>"));
}

#[tokio::test]
async fn a_refused_value_comes_back_as_typed_in_its_own_form() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let mut scope = app.scope(&ada).await;
    let id = add(&mut scope, "Bo Lind", "bo@lind.example", "").await;
    scope.commit().await.unwrap();
    let (browser, path) = (app.browser(&ada).await, format!("/contacts/{id}"));
    let id = id.to_string();
    let change = [
        ("id", id.as_str()),
        ("kind", "email"),
        ("value", "bo@lind.example"),
        ("to", "bo at lind"),
        ("label", "work"),
    ];
    browser
        .post_form(&format!("{POINTS}/change_point"), &change)
        .await;
    let html = browser.page(&path).await;
    assert!(html.contains("value=\"bo at lind\""), "{html}");
    assert!(html.contains("This is not an e-mail address."));
    let day = [("id", id.as_str()), ("kind", "date"), ("value", "3/5/1980")];
    browser
        .post_form(&format!("{POINTS}/add_point"), &day)
        .await;
    let html = browser.page(&path).await;
    assert_eq!(html.matches("value=\"3/5/1980\"").count(), 1, "{html}");
    assert!(html.contains("This may be two days."));
}
