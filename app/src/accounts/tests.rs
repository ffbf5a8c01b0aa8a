//! Signing up, signing in, sessions: what a stranger may learn, and what ends when.

mod password;
mod registering;
mod sessions;
mod signing_in;

use crate::{accounts::SignupPolicy, error::Error, testing::TestApp};

const LOGIN: &str = "/do/app/accounts/actions/login";
const REGISTER: &str = "/do/app/accounts/actions/register";
const LOGOUT: &str = "/do/app/accounts/actions/logout";
const CHANGE_PASSWORD: &str = "/do/app/accounts/actions/change_password";

#[test]
fn every_policy_is_read_back_from_its_name() {
    for policy in SignupPolicy::ALL {
        assert_eq!(SignupPolicy::parse(policy.as_str()), Some(policy));
    }
    assert_eq!(SignupPolicy::parse("everybody"), None);
}

#[test]
fn an_address_is_lower_cased_and_must_look_like_one() {
    assert_eq!(
        super::clean_email(" Ada@Kith.Example\n").unwrap(),
        "ada@kith.example"
    );
    for text in [
        "",
        "ada",
        "@kith.example",
        "ada@",
        "a da@kith.example",
        "a@b@c",
        &format!("{}@x.example", "a".repeat(250)),
    ] {
        assert!(super::clean_email(text).is_err(), "{text:?}");
    }
}

#[tokio::test]
async fn a_profile_needs_a_name_and_a_zone_that_exists() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    for (name, zone, field) in [(" ", "UTC", "name"), ("Ada", "Mars/Olympus", "zone")] {
        let refused = super::set_profile(&app.kith, ada.user, name, zone).await;
        let Err(Error::Invalid(errors)) = refused else {
            panic!("{name:?} {zone}")
        };
        assert!(errors.get(field).is_some());
    }
    super::set_profile(&app.kith, ada.user, " Ada Lind ", "Europe/Berlin")
        .await
        .unwrap();
    let viewer = super::viewer_of(&app.kith, ada.user, ada.workspace)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(
        (viewer.name.as_str(), viewer.zone),
        ("Ada Lind", chrono_tz::Europe::Berlin)
    );
}

#[tokio::test]
async fn the_theme_is_one_of_three_and_stands_in_the_page() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let browser = app.browser(&ada).await;
    assert!(
        browser
            .page("/settings")
            .await
            .contains("data-theme=\"system\"")
    );
    browser
        .post_form(
            "/do/app/accounts/actions/choose_theme",
            &[("theme", "dark")],
        )
        .await;
    assert!(
        browser
            .page("/settings")
            .await
            .contains("data-theme=\"dark\"")
    );
    assert!(super::set_theme(&app.kith, ada.user, "neon").await.is_err());
}
