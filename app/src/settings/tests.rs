//! The index of the settings.

use crate::{routes::PAGES, testing::TestApp, workspaces::Role};

/// Where the index leads, in its order.
fn led_to(page: &str) -> Vec<&str> {
    let links = page.split("<a ").skip(1).filter_map(|rest| {
        let tag = rest.split('>').next()?;
        let (_, address) = tag.split_once(r#"href=""#)?;
        let is_listed = tag.contains(r#"class="index-link""#);
        address.split('"').next().filter(|_| is_listed)
    });
    links.collect()
}

#[tokio::test]
async fn the_index_leads_to_everything_that_can_be_set() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let page = app.browser(&ada).await.page("/settings").await;
    let led = led_to(&page);
    let is_of_settings = |path: &&str| {
        let is_one_of_them = path.starts_with("/settings/") || path.ends_with("/settings");
        is_one_of_them && path.matches('/').count() == 2
    };
    let pages = PAGES.iter().map(|(path, _)| *path);
    for path in pages.filter(is_of_settings) {
        assert!(led.contains(&path), "{path} is not among {led:?}");
    }
}

#[tokio::test]
async fn what_the_index_names_is_on_the_page_for_every_role() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let reader = app.colleague(&ada, "v@kith.example", Role::Viewer).await;
    for (viewer, least) in [(ada, 13), (reader, 7)] {
        let page = app.browser(&viewer).await.page("/settings").await;
        let here: Vec<&str> = led_to(&page)
            .into_iter()
            .filter_map(|href| href.strip_prefix('#'))
            .collect();
        for id in &here {
            let named = format!(r#"id="{id}""#);
            assert_eq!(page.matches(&named).count(), 1, "{id}");
        }
        assert!(here.len() >= least, "{here:?}");
    }
}
