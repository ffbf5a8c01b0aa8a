//! A list that finds nobody offers those who are called nearly so.

use super::*;

#[tokio::test]
async fn a_slip_in_a_name_leads_to_whom_it_means() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let mut scope = app.scope(&ada).await;
    let zoe = add(&mut scope, "Zoe Zimmermann", "zoe@zim.example", "").await;
    add(&mut scope, "Bo Lind", "bo@lind.example", "").await;
    scope.commit().await.unwrap();
    let browser = app.browser(&ada).await;
    let html = browser.page("/contacts?q=zimermann&sort=name").await;
    assert!(html.contains("Nobody fits"), "{html}");
    assert!(html.contains("Did you mean “zimmermann”?"), "{html}");
    assert!(html.contains("/contacts?q=zimmermann&amp;sort=name"));
    assert!(html.contains(&format!("/contacts/{zoe}")) && !html.contains("Bo Lind"));
    assert!(html.contains("/search?q=zimermann"), "{html}");
    let html = browser.page("/contacts?q=zimmermann&sort=name").await;
    assert!(html.contains("Zoe Zimmermann") && !html.contains("Did you mean"));
}

#[tokio::test]
async fn what_else_is_asked_holds_for_them_as_well() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let mut scope = app.scope(&ada).await;
    add(&mut scope, "Zoe Zimmermann", "zoe@zim.example", "").await;
    add(&mut scope, "Bo Lind", "bo@lind.example", "").await;
    scope.commit().await.unwrap();
    let browser = app.browser(&ada).await;
    let html = browser.page("/contacts?q=zoe+zimermann").await;
    assert!(html.contains("/contacts?q=zoe%20zimmermann"), "{html}");
    for query in [
        "zimermann+score%3E9",
        "qqqq",
        "has%3Aphone",
        "zimmermann+lind",
    ] {
        let html = browser.page(&format!("/contacts?q={query}")).await;
        assert!(html.contains("Nobody fits"), "{query}");
        assert!(!html.contains("Did you mean"), "{query}: {html}");
    }
}
