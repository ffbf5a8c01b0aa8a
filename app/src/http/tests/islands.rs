//! WebAssembly is loaded where there is something for it to do, and nowhere else.

use super::{between, pages::address};
use crate::{
    routes::PAGES,
    testing::{Client, World},
};

/// Whether the page loads the program for islands.
fn loads(page: &str) -> bool {
    page.contains("type=\"module\"")
        || page.contains("rel=\"modulepreload\"")
        || page.contains(".wasm")
}

async fn check(client: &Client, path: &str) -> bool {
    let page = client.open(path).await.text().await.unwrap();
    let has_island = page.contains("<leptos-island");
    assert_eq!(loads(&page), has_island, "{path}");
    has_island
}

#[tokio::test]
async fn a_page_loads_the_program_if_and_only_if_it_holds_an_island() {
    let world = World::new().await;
    let (member, stranger) = (world.app.browser(&world.ada).await, world.app.anonymous());
    let mut paths: Vec<String> = PAGES
        .iter()
        .map(|(pattern, _)| address(&world, pattern))
        .collect();
    paths.extend(["/nowhere", "/api/nothing", "/loginx", "/registered"].map(ToOwned::to_owned));
    paths.push(world.fill("/imports/{queued}"));
    let mut with_island = 0;
    for path in &paths {
        with_island += usize::from(check(&member, path).await);
        assert!(
            !check(&stranger, path).await,
            "strangers load no program: {path}"
        );
    }
    assert!(with_island >= 13, "{with_island}");
}

#[tokio::test]
async fn no_page_relies_on_what_the_policy_forbids() {
    let world = World::new().await;
    let member = world.app.browser(&world.ada).await;
    for (pattern, _) in PAGES {
        let page = member
            .open(&address(&world, pattern))
            .await
            .text()
            .await
            .unwrap();
        assert!(!page.contains(" style=\""), "{pattern} has an inline style");
        assert!(
            !page.contains("<style"),
            "{pattern} has a style sheet in it"
        );
        assert!(!page.contains("javascript:"), "{pattern}");
        for tag in between(&page, "<", ">").filter(|tag| tag.starts_with(char::is_alphabetic)) {
            let handler = tag
                .split_whitespace()
                .any(|part| part.starts_with("on") && part.contains("=\""));
            assert!(!handler, "{pattern}: <{tag}>");
        }
        for address in between(&page, "src=\"", "\"").chain(between(&page, "<link href=\"", "\"")) {
            assert!(
                address.starts_with('/') && !address.starts_with("//"),
                "{pattern} loads {address}"
            );
        }
    }
}
