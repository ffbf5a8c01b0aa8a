//! One link lets one person join, once, in time.

use chrono::Duration;
use sqlx::PgPool;

use crate::{
    accounts::{self, NewUser, SignupPolicy},
    context::Viewer,
    error::{Error, FieldCode},
    testing::{PASSWORD, TestApp, now},
    workspaces::{self, Role},
};

async fn token(app: &TestApp, owner: &Viewer, role: Role) -> String {
    let mut scope = app.scope(owner).await;
    let token = workspaces::invite(&mut scope, "Carl@Kith.example", role)
        .await
        .unwrap();
    scope.commit().await.unwrap();
    token
}

fn newcomer(email: &str, token: &str) -> NewUser {
    NewUser {
        email: email.to_owned(),
        name: "Carl Ek".to_owned(),
        password: PASSWORD.to_owned(),
        invitation: Some(token.to_owned()),
    }
}

async fn users(pool: &PgPool) -> i64 {
    sqlx::query_scalar("select count(*) from users")
        .fetch_one(pool)
        .await
        .unwrap()
}

async fn invite_only() -> (TestApp, Viewer) {
    let app = TestApp::start_with(|settings| settings.signup = Some(SignupPolicy::Invite)).await;
    let ada = app.owner("ada@kith.example").await;
    (app, ada)
}

#[tokio::test]
async fn an_invitation_makes_a_member_in_its_role() {
    let (app, ada) = invite_only().await;
    for (email, role) in [
        ("a@x.example", Role::Admin),
        ("m@x.example", Role::Member),
        ("v@x.example", Role::Viewer),
    ] {
        let token = token(&app, &ada, role).await;
        let (user, workspace) = accounts::register(&app.kith, newcomer(email, &token), false)
            .await
            .unwrap();
        assert_eq!(workspace, ada.workspace);
        let viewer = accounts::viewer_of(&app.kith, user, workspace)
            .await
            .unwrap()
            .unwrap();
        assert_eq!((viewer.role, viewer.operator), (role, false));
    }
    let mut scope = app.scope(&ada).await;
    let members = workspaces::members(&mut scope).await.unwrap();
    let roles: Vec<_> = members.iter().map(|member| member.role.as_str()).collect();
    assert_eq!(roles, ["owner", "admin", "member", "viewer"]);
    let own = workspaces::own_addresses(&mut scope).await.unwrap();
    assert!(own.contains(&"a@x.example".to_owned()), "{own:?}");
}

#[tokio::test]
async fn an_invitation_works_once_and_a_second_try_leaves_nothing_behind() {
    let (app, ada) = invite_only().await;
    let token = token(&app, &ada, Role::Member).await;
    accounts::register(&app.kith, newcomer("carl@kith.example", &token), false)
        .await
        .unwrap();
    let again = accounts::register(&app.kith, newcomer("dora@kith.example", &token), false).await;
    assert_eq!(again, Err(Error::invalid("email", FieldCode::Closed)));
    assert_eq!(
        users(&app.kith.pool).await,
        2,
        "the second one has no account"
    );
}

#[tokio::test]
async fn a_made_up_invitation_opens_nothing() {
    let (app, _) = invite_only().await;
    let refused =
        accounts::register(&app.kith, newcomer("carl@kith.example", "made-up"), false).await;
    assert_eq!(refused, Err(Error::invalid("email", FieldCode::Closed)));
    assert_eq!(users(&app.kith.pool).await, 1);
}

#[tokio::test]
async fn an_invitation_ends_after_two_weeks() {
    let (app, ada) = invite_only().await;
    let token = token(&app, &ada, Role::Member).await;
    let mut late = ada.clone();
    late.now = now() + Duration::days(14);
    let mut scope = app.scope(&late).await;
    let refused =
        workspaces::accept_invitation(&mut scope, &token, ada.user, "carl@kith.example").await;
    assert_eq!(refused, Err(Error::invalid("email", FieldCode::Closed)));
    drop(scope);
    late.now -= Duration::seconds(1);
    let mut scope = app.scope(&late).await;
    assert_eq!(
        workspaces::pending_invitations(&mut scope)
            .await
            .unwrap()
            .len(),
        1
    );
    workspaces::accept_invitation(&mut scope, &token, ada.user, "carl@kith.example")
        .await
        .unwrap();
    assert_eq!(
        workspaces::pending_invitations(&mut scope)
            .await
            .unwrap()
            .len(),
        0
    );
}

#[tokio::test]
async fn nobody_is_invited_to_own_a_workspace() {
    let (app, ada) = invite_only().await;
    let mut scope = app.scope(&ada).await;
    let refused = workspaces::invite(&mut scope, "carl@kith.example", Role::Owner).await;
    assert_eq!(refused, Err(Error::invalid("role", FieldCode::Unknown)));
}

#[tokio::test]
async fn an_invitation_is_kept_as_a_digest_only() {
    let (app, ada) = invite_only().await;
    let token = token(&app, &ada, Role::Member).await;
    let mut scope = app.scope(&ada).await;
    let row: String = sqlx::query_scalar("select row_to_json(i)::text from invitations i")
        .fetch_one(scope.db())
        .await
        .unwrap();
    assert!(row.contains("carl@kith.example"), "{row}");
    assert!(!row.contains(&token), "{row}");
}

#[tokio::test]
async fn the_link_is_shown_on_one_page_and_leads_to_the_form() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let browser = app.browser(&ada).await;
    let fields = [("email", "carl@kith.example"), ("role", "member")];
    let answer = browser
        .post_form("/do/app/workspaces/actions/invite_member", &fields)
        .await;
    assert_eq!(answer.headers()["location"], "/settings");
    let page = browser.page("/settings").await;
    let link = page
        .split("/register?invitation=")
        .nth(1)
        .unwrap()
        .split('<')
        .next()
        .unwrap()
        .to_owned();
    assert_eq!(link.len(), 43);
    assert!(
        !browser.page("/settings").await.contains(&link),
        "shown twice"
    );
    sqlx::query("update installation set signup = 'invite'")
        .execute(&app.kith.pool)
        .await
        .unwrap();
    let form = app
        .anonymous()
        .page(&format!("/register?invitation={link}"))
        .await;
    assert!(form.contains(&format!("value=\"{link}\"")));
}

#[tokio::test]
async fn a_member_may_not_invite_and_an_admin_may() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let fields = [("email", "carl@kith.example"), ("role", "viewer")];
    for (email, role, status) in [
        ("m@kith.example", Role::Member, 403),
        ("b@kith.example", Role::Admin, 200),
    ] {
        let browser = app.browser(&app.colleague(&ada, email, role).await).await;
        let call = browser
            .request("POST", "/do/app/workspaces/actions/invite_member")
            .form(&fields);
        assert_eq!(call.send().await.unwrap().status(), status, "{role:?}");
    }
}
