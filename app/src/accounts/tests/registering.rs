//! Who may sign up, and what comes into being.

use crate::{
    accounts::{self, NewUser, SignupPolicy, signup_policy},
    error::{Error, FieldCode},
    testing::{PASSWORD, TestApp},
    workspaces::{self, Role},
};

use super::REGISTER;

const CHOOSE: &str = "/do/app/accounts/actions/choose_signup";

fn person(email: &str) -> NewUser {
    NewUser {
        email: email.to_owned(),
        name: "Ada Berg".to_owned(),
        password: PASSWORD.to_owned(),
        invitation: None,
    }
}

#[tokio::test]
async fn signing_up_creates_the_user_a_workspace_and_the_own_address() {
    let app = TestApp::start().await;
    let browser = app.anonymous();
    let fields = [
        ("name", " Ada Berg "),
        ("email", "Ada@Kith.example"),
        ("password", PASSWORD),
    ];
    let answer = browser.post_form(REGISTER, &fields).await;
    assert_eq!(
        (answer.status().as_u16(), &answer.headers()["location"]),
        (302, &"/welcome".parse().unwrap())
    );
    assert!(browser.page("/welcome").await.contains("Ada"));
    let user = accounts::user_of_address(&app.kith, "ada@kith.example")
        .await
        .unwrap()
        .unwrap();
    let own = accounts::workspaces_of(&app.kith, user).await.unwrap();
    assert_eq!(own.len(), 1);
    let viewer = accounts::viewer_of(&app.kith, user, own[0].id)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(
        (viewer.role, viewer.operator, viewer.name.as_str()),
        (Role::Owner, true, "Ada Berg")
    );
    let mut scope = app.scope(&viewer).await;
    assert_eq!(
        workspaces::own_addresses(&mut scope).await.unwrap(),
        ["ada@kith.example"]
    );
}

#[tokio::test]
async fn the_zone_is_what_the_browser_says_if_there_is_such_a_zone() {
    for (said, zone) in [
        ("Europe/Berlin", chrono_tz::Europe::Berlin),
        ("Mars/Olympus", chrono_tz::UTC),
        ("", chrono_tz::UTC),
    ] {
        let app = TestApp::start().await;
        let fields = [
            ("name", "Ada Berg"),
            ("email", "ada@kith.example"),
            ("password", PASSWORD),
            ("zone", said),
        ];
        let answer = app.anonymous().post_form(REGISTER, &fields).await;
        assert_eq!(answer.headers()["location"], "/welcome", "{said}");
        let user = accounts::user_of_address(&app.kith, "ada@kith.example").await;
        let user = user.unwrap().unwrap();
        let own = accounts::workspaces_of(&app.kith, user).await.unwrap();
        let viewer = accounts::viewer_of(&app.kith, user, own[0].id).await;
        assert_eq!(viewer.unwrap().unwrap().zone, zone, "{said}");
    }
}

#[tokio::test]
async fn only_the_first_user_is_the_operator() {
    let app = TestApp::start().await;
    assert!(app.owner("ada@kith.example").await.operator);
    assert!(!app.owner("bo@lind.example").await.operator);
}

#[tokio::test]
async fn two_who_sign_up_at_once_are_not_both_the_first() {
    let app = TestApp::start().await;
    let (one, other) = tokio::join!(
        accounts::register(&app.kith, person("ada@kith.example"), false),
        accounts::register(&app.kith, person("bo@lind.example"), false),
    );
    assert!(one.is_ok() != other.is_ok(), "{one:?} {other:?}");
    let operators: i64 = sqlx::query_scalar("select count(*) from users where operator")
        .fetch_one(&app.kith.pool)
        .await
        .unwrap();
    assert_eq!(operators, 1);
}

#[tokio::test]
async fn sign_up_is_open_until_the_first_account_and_closed_after_it() {
    let app = TestApp::start().await;
    assert_eq!(signup_policy(&app.kith).await.unwrap(), SignupPolicy::Open);
    accounts::register(&app.kith, person("ada@kith.example"), false)
        .await
        .unwrap();
    assert_eq!(
        signup_policy(&app.kith).await.unwrap(),
        SignupPolicy::Closed
    );
    let refused = accounts::register(&app.kith, person("bo@lind.example"), false).await;
    assert_eq!(refused, Err(Error::invalid("email", FieldCode::Closed)));
    assert!(
        app.anonymous()
            .page("/register")
            .await
            .contains("Sign-up is closed")
    );
}

#[tokio::test]
async fn the_setting_of_the_installation_says_who_may_sign_up() {
    let cases = [
        (SignupPolicy::Open, true, true),
        (SignupPolicy::Invite, false, true),
        (SignupPolicy::Closed, false, false),
    ];
    for (policy, alone, invited) in cases {
        let app = TestApp::start_with(|settings| settings.signup = Some(policy)).await;
        let ada = app.owner("ada@kith.example").await;
        let stranger = accounts::register(&app.kith, person("bo@lind.example"), false).await;
        assert_eq!(stranger.is_ok(), alone, "{policy:?}");
        let mut scope = app.scope(&ada).await;
        let token = workspaces::invite(&mut scope, "carl@kith.example", Role::Member)
            .await
            .unwrap();
        scope.commit().await.unwrap();
        let guest = NewUser {
            invitation: Some(token.clone()),
            ..person("carl@kith.example")
        };
        assert_eq!(
            accounts::register(&app.kith, guest, false).await.is_ok(),
            invited,
            "{policy:?}"
        );
        let page = app
            .anonymous()
            .page(&format!("/register?invitation={token}"))
            .await;
        assert_eq!(page.contains("name=\"password\""), invited, "{policy:?}");
        assert_eq!(
            app.anonymous()
                .page("/register")
                .await
                .contains("name=\"password\""),
            alone,
            "{policy:?}"
        );
    }
}

#[tokio::test]
async fn the_operator_chooses_who_may_sign_up_and_others_may_not() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let bo = app.owner("bo@lind.example").await;
    let other = app.browser(&bo).await;
    let call = other
        .request("POST", CHOOSE)
        .form(&[("policy", "open")])
        .send()
        .await
        .unwrap();
    assert_eq!(call.status(), 403);
    assert!(!other.page("/settings").await.contains("Who may sign up"));
    assert_eq!(
        signup_policy(&app.kith).await.unwrap(),
        SignupPolicy::Closed
    );
    let operator = app.browser(&ada).await;
    assert!(operator.page("/settings").await.contains("Who may sign up"));
    operator.post_form(CHOOSE, &[("policy", "invite")]).await;
    assert_eq!(
        signup_policy(&app.kith).await.unwrap(),
        SignupPolicy::Invite
    );
    let call = operator
        .request("POST", CHOOSE)
        .form(&[("policy", "everybody")])
        .send()
        .await
        .unwrap();
    assert_eq!(call.status(), 422);
}

#[tokio::test]
async fn the_form_says_all_that_is_wrong_at_once() {
    let app = TestApp::start().await;
    let browser = app.anonymous();
    let fields = [("name", " "), ("email", "ada"), ("password", "short")];
    let call = browser
        .request("POST", REGISTER)
        .form(&fields)
        .send()
        .await
        .unwrap();
    assert_eq!(call.status(), 422);
    let error: Error = call.json().await.unwrap();
    let Error::Invalid(errors) = error else {
        panic!("{error:?}")
    };
    let found = ["name", "email", "password"].map(|field| errors.get(field).unwrap());
    assert_eq!(
        found,
        [
            FieldCode::Required,
            FieldCode::NotAnEmail,
            FieldCode::TooShort
        ]
    );
}

#[tokio::test]
async fn an_address_has_one_account() {
    let app = TestApp::start_with(|settings| settings.signup = Some(SignupPolicy::Open)).await;
    app.owner("ada@kith.example").await;
    let refused = accounts::register(&app.kith, person("ADA@kith.example"), false).await;
    assert_eq!(refused, Err(Error::invalid("email", FieldCode::Taken)));
}

#[tokio::test]
async fn a_refused_form_keeps_what_was_typed_but_no_password() {
    let app = TestApp::start().await;
    let browser = app.anonymous();
    let fields = [
        ("name", "Ada Berg"),
        ("email", "not an address"),
        ("password", "kept nowhere 77"),
    ];
    let answer = browser
        .request("POST", REGISTER)
        .header("accept", "text/html")
        .header("referer", format!("http://{}/register", app.address))
        .form(&fields)
        .send()
        .await
        .unwrap();
    assert_eq!(answer.headers()["location"], "/register");
    let stored: String = sqlx::query_scalar("select string_agg(data::text, ' ') from sessions")
        .fetch_one(&app.kith.pool)
        .await
        .unwrap();
    assert!(
        stored.contains("Ada Berg") && stored.contains("not an address"),
        "{stored}"
    );
    assert!(!stored.contains("kept nowhere"), "{stored}");
    let page = browser.page("/register").await;
    assert!(page.contains("value=\"Ada Berg\"") && page.contains("value=\"not an address\""));
    assert!(page.contains("This is not an e-mail address."));
    assert!(!page.contains("kept nowhere"));
    assert!(
        !browser.page("/register").await.contains("Ada Berg"),
        "shown for one page only"
    );
}
