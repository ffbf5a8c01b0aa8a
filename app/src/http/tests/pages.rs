//! Every page, asked by everybody.

use crate::{
    routes::{PAGES, paths},
    testing::World,
    workspaces::Role,
};

/// The address of a page in this world.
pub fn address(world: &World, pattern: &str) -> String {
    let name = match pattern.split('/').nth(1).unwrap() {
        "companies" => "{company}",
        "contacts" if pattern.contains("/changes/") => "{change}",
        "contacts" => "{contact}",
        "imports" => "{import}",
        "interactions" => "{interaction}",
        "tasks" => "{task}",
        other => {
            assert!(
                !pattern.contains(':'),
                "say in the test which {other} {pattern} means"
            );
            ""
        }
    };
    world.fill(&pattern.replace(":id", name))
}

#[tokio::test]
async fn a_stranger_is_led_to_sign_in_and_back() {
    let world = World::new().await;
    let stranger = world.app.anonymous();
    for (pattern, members_only) in PAGES {
        let path = address(&world, pattern);
        let answer = stranger.open(&format!("{path}?a=b")).await;
        if *members_only {
            let expected = paths::login(Some(&format!("{path}?a=b")));
            assert_eq!(answer.status(), 302, "{path}");
            assert_eq!(answer.headers()["location"], expected.as_str());
        } else {
            assert_eq!(answer.status(), 200, "{path}");
        }
        let body = answer.text().await.unwrap();
        assert!(
            !body.contains("bo@lind.example") && !body.contains("Bo Lind"),
            "{path}"
        );
    }
}

#[tokio::test]
async fn a_program_without_a_key_is_led_to_sign_in_as_well() {
    let world = World::new().await;
    let answer = world
        .app
        .anonymous()
        .request("GET", "/contacts")
        .send()
        .await;
    assert_eq!(answer.unwrap().status(), 302);
}

#[tokio::test]
async fn a_member_sees_every_page() {
    let world = World::new().await;
    let owner = world.app.browser(&world.ada).await;
    let reader = world
        .app
        .colleague(&world.ada, "v@kith.example", Role::Viewer)
        .await;
    let reader = world.app.browser(&reader).await;
    for (pattern, members_only) in PAGES.iter().filter(|(pattern, _)| *pattern != "/login") {
        let path = address(&world, pattern);
        for browser in [&owner, &reader] {
            let is_for_editing = ["/new", "/bulk", "/merge"]
                .iter()
                .any(|end| path.ends_with(end));
            if is_for_editing && std::ptr::eq(browser, &reader) {
                assert_eq!(browser.open(&path).await.status(), 403);
                continue;
            }
            let page = browser.page(&path).await;
            assert_eq!(
                page.contains("/do/app/accounts/actions/logout"),
                *members_only,
                "{path} has the frame"
            );
            assert!(
                page.contains("<title>") && page.contains(" · Kith</title>"),
                "{path}"
            );
        }
    }
}

#[tokio::test]
async fn what_belongs_to_another_workspace_is_not_there() {
    let world = World::new().await;
    let eve = world.app.owner("eve@other.example").await;
    let browser = world.app.browser(&eve).await;
    let mut walked = 0;
    for (pattern, _) in PAGES.iter().filter(|(pattern, _)| pattern.contains(':')) {
        let path = address(&world, pattern);
        let answer = browser.open(&path).await;
        assert_eq!(answer.status(), 404, "{path}");
        let page = answer.text().await.unwrap();
        assert!(
            page.contains("This page is not here") && page.contains("eve@other.example"),
            "{path}"
        );
        assert!(!page.contains("Bo Lind"), "{path}");
        walked += 1;
    }
    assert_eq!(walked, 14);
    for (pattern, _) in PAGES
        .iter()
        .filter(|(pattern, _)| !pattern.contains(':') && *pattern != "/login")
    {
        let page = browser.page(pattern).await;
        for secret in [
            "Bo Lind",
            "bo@lind.example",
            "ada@kith.example",
            "mailbox.mbox",
            "Likes tea",
        ] {
            assert!(!page.contains(secret), "{pattern} shows {secret}");
        }
    }
}

#[tokio::test]
async fn an_id_that_is_none_is_not_found() {
    let world = World::new().await;
    let browser = world.app.browser(&world.ada).await;
    for (pattern, _) in PAGES.iter().filter(|(pattern, _)| pattern.contains(':')) {
        for id in [
            "7",
            "%00",
            "00000000-0000-0000-0000-000000000000",
            "' or true --",
        ] {
            let path = pattern.replace(":id", id);
            assert_eq!(browser.open(&path).await.status(), 404, "{path}");
        }
    }
}

#[tokio::test]
async fn an_unknown_address_is_answered_by_a_page() {
    let world = World::new().await;
    let browser = world.app.browser(&world.ada).await;
    for path in ["/nowhere", "/contacts/new/more", "/loginx", "/api/nothing"] {
        let answer = browser.open(path).await;
        assert_eq!(answer.status(), 404, "{path}");
        let page = answer.text().await.unwrap();
        assert!(page.contains("This page is not here"), "{path}");
        assert!(
            page.contains("/do/app/accounts/actions/logout"),
            "{path} has the frame"
        );
        let answer = world.app.anonymous().open(path).await;
        assert_eq!(answer.status(), 404, "{path}");
        let page = answer.text().await.unwrap();
        assert!(
            page.contains("This page is not here") && !page.contains("logout"),
            "{path}"
        );
    }
}

#[tokio::test]
async fn downloads_and_events_are_for_members_of_the_workspace() {
    let world = World::new().await;
    let eve = world.app.owner("eve@other.example").await;
    let (own, foreign) = (
        world.app.browser(&world.ada).await,
        world.app.browser(&eve).await,
    );
    let csv = world.fill("/imports/{import}/rejections.csv");
    let answers = [(&world.app.anonymous(), 401), (&foreign, 404), (&own, 200)];
    for (client, status) in answers {
        assert_eq!(client.open(&csv).await.status(), status);
    }
    assert_eq!(world.app.anonymous().open("/events").await.status(), 401);
    assert_eq!(
        own.open("/events").await.headers()["content-type"],
        "text/event-stream"
    );
}
