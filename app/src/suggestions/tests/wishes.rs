//! What a person says: of one contact, and of all.

use serde_json::json;

use super::*;
use crate::workspaces::Role;

const WISH: &str = "/do/app/suggestions/actions/keep_in_touch";

async fn contact_of(app: &TestApp, viewer: &Viewer) -> uuid::Uuid {
    let mut scope = app.scope(viewer).await;
    sqlx::query_scalar("select id from contacts where name = 'Bo Lind'")
        .fetch_one(scope.db())
        .await
        .unwrap()
}

#[tokio::test]
async fn a_wish_decides_at_once_and_can_be_taken_back() {
    let app = TestApp::start().await;
    let ada = fallen_silent(&app).await;
    let bo = contact_of(&app, &ada).await;
    let set = async |wish| {
        let mut scope = app.scope(&ada).await;
        let before = set_wish(&mut scope, bo, wish).await.unwrap();
        scope.commit().await.unwrap();
        before
    };
    assert_eq!(set(Wish::Never).await, Wish::Rhythm);
    assert!(only_open(&app, &ada).await.is_none());
    assert_eq!(set(Wish::EveryDays(30)).await, Wish::Never);
    let found = only_open(&app, &ada).await.unwrap();
    assert_eq!(
        found.sentence(),
        "You want to be in touch every 4 weeks; it has been 2 months."
    );
    assert_eq!(set(Wish::EveryDays(90)).await, Wish::EveryDays(30));
    assert!(
        only_open(&app, &ada).await.is_none(),
        "60 days are not yet 90"
    );
    assert_eq!(set(Wish::Rhythm).await, Wish::EveryDays(90));
    assert!(
        only_open(&app, &ada)
            .await
            .unwrap()
            .sentence()
            .starts_with("You usually write")
    );
    let mut scope = app.scope(&ada).await;
    for days in [0, -7, 1826] {
        assert_eq!(
            set_wish(&mut scope, bo, Wish::EveryDays(days)).await,
            Err(Error::invalid("every", FieldCode::OutOfRange))
        );
    }
}

#[tokio::test]
async fn that_nobody_suggests_them_is_said_once() {
    let app = TestApp::start().await;
    let ada = fallen_silent(&app).await;
    let bo = contact_of(&app, &ada).await;
    let mut scope = app.scope(&ada).await;
    set_wish(&mut scope, bo, Wish::Never).await.unwrap();
    scope.commit().await.unwrap();
    let page = app
        .browser(&ada)
        .await
        .page(&format!("/contacts/{bo}"))
        .await;
    assert_eq!(page.matches("Never suggested, as you wish").count(), 1);
}

#[tokio::test]
async fn a_row_shows_what_is_done_most_and_has_all_else_behind_one_press() {
    let app = TestApp::start().await;
    let ada = fallen_silent(&app).await;
    let vi = app.colleague(&ada, "vi@kith.example", Role::Viewer).await;
    let page = app.browser(&ada).await.page("/suggestions").await;
    let row = page.split("<article ").nth(1).unwrap();
    let (shown, more) = row.split_once("aria-label=\"More\"").unwrap();
    for label in [">Write<", ">Done<", ">Snooze<"] {
        assert!(shown.contains(label), "{label}: {shown}");
    }
    for label in [">Open in mail<", ">Dismiss<"] {
        assert!(!shown.contains(label), "{label}: {shown}");
        assert!(more.contains(label), "{label}: {more}");
    }
    assert!(more.contains("aria-keyshortcuts=\"x\""), "{more}");
    let page = app.browser(&vi).await.page("/suggestions").await;
    assert!(page.contains(">Open in mail<") && !page.contains(">Dismiss<"));
}

#[tokio::test]
async fn the_contacts_page_takes_a_wish_and_undoes_it() {
    let app = TestApp::start().await;
    let ada = fallen_silent(&app).await;
    let bo = contact_of(&app, &ada).await.to_string();
    let browser = app.browser(&ada).await;
    let fields = [
        ("id", bo.as_str()),
        ("how", "every"),
        ("count", "2"),
        ("unit", "7"),
    ];
    assert_eq!(browser.post_form(WISH, &fields).await.status(), 302);
    let page = browser.page(&format!("/contacts/{bo}")).await;
    assert!(page.contains("Every 2 weeks, as you wish"), "{page}");
    assert!(page.contains("Keeping in touch is set."));
    let back = [
        ("id", bo.as_str()),
        ("how", "rhythm"),
        ("count", ""),
        ("unit", "1"),
    ];
    assert_eq!(browser.post_form(WISH, &back).await.status(), 302);
    let page = browser.page(&format!("/contacts/{bo}")).await;
    assert!(!page.contains("as you wish"));
    assert!(page.contains("Strength over time"));
}

#[tokio::test]
async fn the_workspace_says_how_many_and_how_soon() {
    let app = TestApp::start().await;
    let ada = fallen_silent(&app).await;
    let mut scope = app.scope(&ada).await;
    let strict = FollowUps {
        shortest_days: 90,
        ..FollowUps::default()
    };
    assert_eq!(
        set_follow_ups(&mut scope, strict).await,
        Ok(FollowUps::default())
    );
    assert!(open(&mut scope, "open", None, 10).await.unwrap().is_empty());
    assert_eq!(
        set_follow_ups(&mut scope, FollowUps::default()).await,
        Ok(strict)
    );
    assert_eq!(open(&mut scope, "open", None, 10).await.unwrap().len(), 1);
    for wrong in [
        FollowUps {
            shortest_days: 0,
            ..strict
        },
        FollowUps {
            longest_days: 89,
            ..strict
        },
        FollowUps {
            longest_days: 2_000,
            ..strict
        },
        FollowUps {
            most_open: 0,
            ..strict
        },
        FollowUps {
            most_open: 201,
            ..strict
        },
        FollowUps { daily: 0, ..strict },
        FollowUps {
            active_share: 101,
            ..strict
        },
        FollowUps {
            lead_days: 61,
            ..strict
        },
    ] {
        assert!(
            matches!(
                set_follow_ups(&mut scope, wrong).await,
                Err(Error::Invalid(_))
            ),
            "{wrong:?}"
        );
    }
}

#[tokio::test]
async fn rest_takes_both() {
    let app = TestApp::start().await;
    let ada = fallen_silent(&app).await;
    let bo = contact_of(&app, &ada).await;
    let program = app.program(&ada).await;
    let usual = json!({ "shortest_days": 10, "longest_days": 180, "patience": "usual", "most_open": 30,
                "daily": 5, "active_share": 60, "lead_days": 3 });
    assert_eq!(
        program.api("GET", "/follow-ups", None).await.1["data"],
        usual
    );
    let other = json!({ "shortest_days": 3, "longest_days": 60, "patience": "little", "most_open": 5,
                "daily": 2, "active_share": 100, "lead_days": 7 });
    let (status, set) = program.api("PUT", "/follow-ups", Some(other.clone())).await;
    assert_eq!((status, &set["data"]), (200, &other));
    assert_eq!(
        program.api("GET", "/follow-ups", None).await.1["data"],
        other
    );
    let path = format!("/contacts/{bo}/keep-in-touch");
    let (status, set) = program
        .api("PUT", &path, Some(json!({ "every_days": 21 })))
        .await;
    assert_eq!(
        (status, &set["data"]),
        (
            200,
            &json!({ "every_days": 21, "never": false, "channel": null })
        )
    );
    let (_, contact) = program.api("GET", &format!("/contacts/{bo}"), None).await;
    assert_eq!(contact["data"]["keep_in_touch_days"], 21);
    let (_, open) = program.api("GET", "/suggestions", None).await;
    assert_eq!(open["data"][0]["facts"]["wanted_days"], 21);
    let (status, refused) = program
        .api("PUT", &path, Some(json!({ "every_days": 0 })))
        .await;
    assert_eq!(
        (
            status,
            &refused["error"]["details"]["fields"]["every"]["code"]
        ),
        (422, &json!("out_of_range"))
    );
}

#[tokio::test]
async fn a_day_for_the_snooze_is_taken_from_a_plain_form() {
    let app = TestApp::start().await;
    let ada = fallen_silent(&app).await;
    let id = only_open(&app, &ada).await.unwrap().id;
    let browser = app.browser(&ada).await;
    let send = async |until: &str| {
        let id = id.to_string();
        let fields = [
            ("id", id.as_str()),
            ("decision", "snooze_to"),
            ("until", until),
            ("from", "/suggestions"),
        ];
        browser
            .post_form("/do/app/suggestions/actions/decide_suggestion", &fields)
            .await;
    };
    send("2026-03-01").await;
    assert!(
        only_open(&app, &ada).await.is_some(),
        "yesterday is refused"
    );
    let page = browser.page("/suggestions").await;
    assert!(page.contains("Choose a day to come."), "{page}");
    assert!(
        page.contains("value=\"2026-03-01\""),
        "what was typed is kept"
    );
    send("2026-03-20").await;
    let mut scope = app.scope(&ada).await;
    let snoozed = open(&mut scope, "snoozed", None, 10).await.unwrap();
    assert_eq!(
        snoozed[0].snoozed_until.unwrap().to_rfc3339(),
        "2026-03-20T00:00:00+00:00"
    );
}
