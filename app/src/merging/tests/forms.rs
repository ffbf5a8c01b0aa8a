//! In the browser, without a script.

use super::*;
use crate::bulk;

#[tokio::test]
async fn two_are_compared_joined_and_taken_back() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let mut scope = app.scope(&ada).await;
    let (bo, robert) = two(&mut scope).await;
    edit(&mut scope, bo, ContactField::Title, "Mate").await;
    edit(&mut scope, robert, ContactField::Title, "Captain").await;
    scope.commit().await.unwrap();
    let browser = app.browser(&ada).await;
    let place = format!("/contacts/{bo}/merge");
    let contact = browser.page(&format!("/contacts/{bo}")).await;
    assert!(contact.contains(&place), "{contact}");
    for (with, words) in [
        ("", "Who is the same person?"),
        ("?with=nobody+here", "Nobody else here is called that."),
        ("?with=lind", "name=\"choose[title]\""),
    ] {
        let page = browser.page(&format!("{place}{with}")).await;
        assert!(page.contains(words), "{with}: {page}");
    }
    let page = browser.page(&format!("{place}?with={robert}")).await;
    assert!(page.contains("data-likeness=\"different\""), "{page}");
    let merge = "/do/app/merging/actions/merge_contacts";
    let (kept, ids) = (bo.to_string(), format!("{bo},{robert}"));
    let chosen = robert.to_string();
    let fields = [
        ("kept", kept.as_str()),
        ("ids", &ids),
        ("choose[title]", &chosen),
        ("choose[name]", &kept),
    ];
    let answer = browser.post_form(merge, &fields).await;
    assert_eq!(
        answer.headers()["location"],
        format!("/contacts/{bo}").as_str()
    );
    let page = browser.page(&format!("/contacts/{bo}")).await;
    assert!(
        page.contains("is one contact now.") && page.contains("Undo"),
        "{page}"
    );
    assert!(page.contains("Captain") && page.contains("robert@home.example"));
    let old = browser.open(&format!("/contacts/{robert}?a=b")).await;
    assert_eq!(old.status(), 302);
    assert_eq!(
        old.headers()["location"],
        format!("/contacts/{bo}?a=b").as_str()
    );
    let page = browser.page(&format!("/contacts/{bo}/history")).await;
    assert!(
        page.contains("Joined with") && page.contains("Un-merge"),
        "{page}"
    );
    let again = browser.post_form(merge, &fields).await;
    assert_eq!(again.headers()["location"], "/contacts");
    assert!(
        browser
            .page("/contacts")
            .await
            .contains("It was changed meanwhile.")
    );
    let page = browser.page(&place).await;
    assert!(page.contains("Joined before"), "{page}");
    let part = "/do/app/merging/actions/part_contacts";
    let answer = browser.post_form(part, &[("ids", &chosen)]).await;
    assert_eq!(
        answer.headers()["location"],
        format!("/contacts/{robert}").as_str()
    );
    let page = browser.page(&format!("/contacts/{robert}")).await;
    assert!(page.contains("contacts of their own again"), "{page}");
}

#[tokio::test]
async fn the_ticked_are_compared_and_several_become_one() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let mut scope = app.scope(&ada).await;
    let (bo, robert) = two(&mut scope).await;
    let third = add(&mut scope, "Bobby", "bobby@x.example").await;
    let mut sorted = [bo, robert, third];
    sorted.sort_unstable();
    let [one, two, three] = sorted;
    scope.commit().await.unwrap();
    let mut scope = app.scope(&ada).await;
    let other = add(&mut scope, "Cy Berg", "cy@berg.example").await;
    let ticks = [bo, robert, third, other];
    bulk::keep_ticks(&mut scope, ada.user, &ticks, &ticks)
        .await
        .unwrap();
    scope.commit().await.unwrap();
    let browser = app.browser(&ada).await;
    let page = browser
        .page(&format!("/contacts/bulk?ids={bo},{robert},{third}"))
        .await;
    let place = format!("/contacts/{one}/merge?with={two},{three}");
    assert!(page.contains(&place), "{page}");
    let page = browser.page(&place).await;
    assert!(page.contains("Keep Bobby"), "{page}");
    let merge = "/do/app/merging/actions/merge_contacts";
    let (kept, ids) = (third.to_string(), format!("{bo},{robert},{third}"));
    browser
        .post_form(merge, &[("kept", &kept), ("ids", &ids)])
        .await;
    let mut scope = app.scope(&ada).await;
    assert_eq!(emails(&mut scope, third).await.len(), 3);
    let left = bulk::ticked(&mut scope, ada.user).await.unwrap();
    assert_eq!(left, [other], "who was merged is ticked no longer");
    let part = "/do/app/merging/actions/part_contacts";
    browser
        .post_form(part, &[("ids", &format!("{bo},{robert}"))])
        .await;
    assert_eq!(emails(&mut scope, third).await.len(), 1);
}
