//! The page of news, and who is told of what.

use std::time::Duration;

use serde_json::json;
use tokio::time::timeout;

use super::{deliveries, kith_with, news, only_id, tell, titles};
use crate::{
    jobs::{Order, Stop, carry_out, schedule::tick},
    notifications::{Kind, Whom, tell_of_failure},
    testing::{Client, Mail, TestApp},
    workspaces::Role,
};

#[tokio::test]
async fn one_thing_is_told_once_to_those_whom_it_concerns() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let colin = app
        .colleague(&ada, "colin@kith.example", Role::Member)
        .await;
    let vi = app.colleague(&ada, "vi@kith.example", Role::Viewer).await;
    let eve = app.owner("eve@other.example").await;
    for _ in 0..2 {
        tell(&app.kith, &ada, Whom::Members, &news(Kind::Review, "all")).await;
        tell(
            &app.kith,
            &ada,
            Whom::Owners,
            &news(Kind::Failures, "owners"),
        )
        .await;
        let one = Whom::One(colin.user);
        tell(&app.kith, &ada, one, &news(Kind::Imports, "colin")).await;
    }
    assert_eq!(titles(&ada).await, ["News of all", "News of owners"]);
    assert_eq!(titles(&colin).await, ["News of all", "News of colin"]);
    assert_eq!(titles(&vi).await, Vec::<String>::new());
    assert_eq!(titles(&eve).await, Vec::<String>::new());
    assert_eq!(deliveries(&ada).await, [], "no mail server, no browsers");
}

#[tokio::test]
async fn a_kind_that_one_does_not_want_is_not_shown() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let browser = app.browser(&ada).await;
    let path = "/do/app/notifications/actions/choose_notifications";
    let answer = browser
        .post_form(
            path,
            &[("ways[]", "imports.in_app"), ("ways[]", "review.mail")],
        )
        .await;
    assert_eq!(answer.headers()["location"], "/notifications/settings");
    tell(
        &app.kith,
        &ada,
        Whom::Members,
        &news(Kind::Review, "review"),
    )
    .await;
    tell(
        &app.kith,
        &ada,
        Whom::Members,
        &news(Kind::Imports, "import"),
    )
    .await;
    tell(
        &app.kith,
        &ada,
        Whom::Members,
        &news(Kind::LifeEvents, "event"),
    )
    .await;
    assert_eq!(titles(&ada).await, ["News of import"]);
}

#[tokio::test]
async fn the_page_groups_by_day_counts_and_marks() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let browser = app.browser(&ada).await;
    let page = browser.page("/notifications").await;
    assert!(page.contains("Nothing yet"));
    tell(&app.kith, &ada, Whom::Members, &news(Kind::Review, "<b>")).await;
    let page = browser.page("/notifications").await;
    assert!(page.contains("News of &lt;b&gt;") && page.contains("Today"));
    let id = only_id(&ada).await.to_string();
    let act = async |name: &str, fields: &[(&str, &str)]| {
        let path = format!("/do/app/notifications/actions/{name}");
        let answer = browser.post_form(&path, fields).await;
        assert_eq!(answer.status(), 302, "{name}");
    };
    act("read_notification", &[("id", &id)]).await;
    let page = browser.page("/notifications?show=unread").await;
    assert!(page.contains("All is read") && page.contains("Undo"));
    act("reopen_notification", &[("id", &id)]).await;
    assert!(
        browser
            .page("/notifications?show=unread")
            .await
            .contains("News of")
    );
    act("read_all_notifications", &[]).await;
    let page = browser.page("/notifications").await;
    assert!(page.contains("1 marked as read.") && page.contains("Mark as unread"));
    let at = page
        .split("reopen_notifications")
        .nth(1)
        .and_then(|rest| rest.split("value=\"").nth(1))
        .and_then(|rest| rest.split('"').next())
        .unwrap();
    act("reopen_notifications", &[("at", at)]).await;
    assert!(
        browser
            .page("/notifications?show=review")
            .await
            .contains("News of")
    );
    assert!(
        !browser
            .page("/notifications?show=imports")
            .await
            .contains("News of")
    );
}

#[tokio::test]
async fn what_is_marked_leads_back_to_its_tab() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    tell(&app.kith, &ada, Whom::Members, &news(Kind::Review, "a")).await;
    let browser = app.browser(&ada).await;
    let id = only_id(&ada).await.to_string();
    let tab = "/notifications?show=review";
    let page = browser.page(tab).await;
    assert_eq!(
        page.matches("name=\"from\" value=\"/notifications?show=review\"")
            .count(),
        2,
        "for one, and for all: {page}"
    );
    let leads = async |name: &str, fields: &[(&str, &str)]| {
        let path = format!("/do/app/notifications/actions/{name}");
        let answer = browser.post_form(&path, fields).await;
        answer.headers()["location"].to_str().unwrap().to_owned()
    };
    let one = [("id", id.as_str()), ("from", tab)];
    assert_eq!(leads("read_notification", &one).await, tab);
    assert_eq!(leads("reopen_notification", &one).await, tab);
    assert_eq!(leads("read_all_notifications", &[("from", tab)]).await, tab);
    for elsewhere in ["", "https://evil.example/notifications", "/settings"] {
        let one = [("id", id.as_str()), ("from", elsewhere)];
        assert_eq!(leads("read_notification", &one).await, "/notifications");
    }
}

#[tokio::test]
async fn open_pages_hear_of_news_and_ask_how_much_there_is() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let eve = app.owner("eve@other.example").await;
    let (browser, other) = (app.browser(&ada).await, app.browser(&eve).await);
    let count = async |browser: &Client| {
        let answer = browser.open("/notifications/unread").await;
        assert_eq!(answer.status(), 200);
        answer.text().await.unwrap()
    };
    assert_eq!(count(&browser).await, r#"{"unread":0}"#);
    let page = browser.page("/notifications").await;
    assert!(
        page.contains("src=\"/news.js\"") && page.contains("data-feed"),
        "{page}"
    );
    let mut heard = String::new();
    let mut stream = browser.open("/events").await;
    let mut number = 0;
    // The listener of the process may still be on its way.
    while !heard.contains("event: notification.told") {
        number += 1;
        let one = news(Kind::Review, &number.to_string());
        tell(&app.kith, &ada, Whom::Members, &one).await;
        let chunk = timeout(Duration::from_millis(500), stream.chunk()).await;
        if let Ok(Ok(Some(chunk))) = chunk {
            heard.push_str(std::str::from_utf8(&chunk).unwrap());
        }
        assert!(number < 100, "{heard}");
    }
    assert!(
        !heard.contains("News of"),
        "names and numbers alone: {heard}"
    );
    assert_eq!(count(&browser).await, format!(r#"{{"unread":{number}}}"#));
    assert_eq!(count(&other).await, r#"{"unread":0}"#);
    let read = "/do/app/notifications/actions/read_all_notifications";
    browser.post_form(read, &[]).await;
    while !heard.contains("event: notification.read") {
        let chunk = timeout(Duration::from_secs(60), stream.chunk()).await;
        heard.push_str(std::str::from_utf8(&chunk.unwrap().unwrap().unwrap()).unwrap());
    }
    assert_eq!(count(&browser).await, r#"{"unread":0}"#);
    let nobody = app.anonymous().open("/notifications/unread").await;
    assert_eq!(nobody.status(), 401);
    app.kith.hub.close();
}

#[tokio::test]
async fn the_list_is_paged() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    for number in 0..53 {
        let key = format!("{number:02}");
        tell(&app.kith, &ada, Whom::Members, &news(Kind::Review, &key)).await;
    }
    let browser = app.browser(&ada).await;
    let page = browser.page("/notifications").await;
    let next = page
        .split("rel=\"next\"")
        .next()
        .and_then(|before| before.rsplit("href=\"").next())
        .and_then(|rest| rest.split('"').next())
        .unwrap()
        .replace("&amp;", "&");
    let second = browser.page(&next).await;
    let count = |page: &str| page.matches("News of ").count();
    assert!(count(&second) > 0 && count(&second) < count(&page));
    let program = app.program(&ada).await;
    let (_, first) = program.api("GET", "/notifications?limit=50", None).await;
    assert_eq!(first["data"].as_array().unwrap().len(), 50);
    let cursor = first["meta"]["next_cursor"].as_str().unwrap();
    let path = format!("/notifications?limit=50&cursor={cursor}");
    let (_, rest) = program.api("GET", &path, None).await;
    assert_eq!(rest["data"].as_array().unwrap().len(), 3);
    assert!(rest["meta"]["next_cursor"].is_null());
}

#[tokio::test]
async fn programs_read_mark_and_choose() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    tell(&app.kith, &ada, Whom::Members, &news(Kind::Review, "a")).await;
    let program = app.program(&ada).await;
    let id = only_id(&ada).await;
    let unread = "/notifications?unread=true";
    let count = async || {
        let (status, found) = program.api("GET", unread, None).await;
        assert_eq!(status, 200);
        found["data"].as_array().unwrap().len()
    };
    assert_eq!(count().await, 1);
    for (act, left) in [("read", 0), ("unread", 1)] {
        let path = format!("/notifications/{id}/{act}");
        assert_eq!(program.api("POST", &path, None).await.0, 200);
        assert_eq!(count().await, left);
    }
    let (_, all) = program.api("POST", "/notifications/read", None).await;
    assert_eq!(all["data"]["count"], 1);
    assert_eq!(
        program
            .api("GET", "/notifications?kind=gossip", None)
            .await
            .0,
        422
    );
    let input = json!({
        "kinds": [{ "kind": "imports", "in_app": false, "mail": true, "push": false }],
        "hours": { "quiet_from": "22:00", "quiet_until": "06:30", "digest": "weekly", "digest_hour": 9, "digest_weekday": 5 },
    });
    let (status, set) = program
        .api("PUT", "/notification-settings", Some(input.clone()))
        .await;
    assert_eq!((status, &set["data"]["hours"]), (200, &input["hours"]));
    let kinds = set["data"]["kinds"].as_array().unwrap();
    assert!(kinds.contains(&input["kinds"][0]) && kinds.len() == Kind::ALL.len());
    for hours in [
        json!({ "quiet_from": "22:00", "digest": "daily", "digest_hour": 7 }),
        json!({ "digest": "hourly", "digest_hour": 7 }),
        json!({ "digest": "daily", "digest_hour": 24 }),
    ] {
        let input = json!({ "kinds": [], "hours": hours });
        let (status, _) = program
            .api("PUT", "/notification-settings", Some(input))
            .await;
        assert_eq!(status, 422, "{hours}");
    }
}

#[tokio::test]
async fn imports_and_the_morning_are_told() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let (me, bo) = ("ada@kith.example", "Bo Lind <bo@lind.example>");
    let mails: Vec<Mail> = (0..20)
        .flat_map(|n| {
            let days = 60 + 10 * n;
            [
                Mail::new(&format!("out{n}"), days, me, bo),
                Mail::new(&format!("in{n}"), days + 2, bo, me),
            ]
        })
        .collect();
    let import = app.import(&ada, &mails).await;
    assert_eq!(titles(&ada).await, ["mailbox.mbox is imported"]);
    let page = app.browser(&ada).await.page("/notifications").await;
    assert!(
        page.contains("40 messages, 1 new contact") && page.contains(&format!("/imports/{import}")),
        "{page}"
    );
    let order = Order::RefreshSuggestions {
        workspace: ada.workspace,
    };
    for _ in 0..2 {
        let order = order.clone();
        carry_out(order, &app.kith, &Stop::new()).await.unwrap();
    }
    assert_eq!(
        titles(&ada).await,
        ["One person to write to", "mailbox.mbox is imported"]
    );
    let page = app.browser(&ada).await.page("/notifications").await;
    assert!(page.contains("Bo Lind"));
}

#[tokio::test]
async fn a_failure_is_told_once_until_the_work_succeeds_again() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let eve = app.owner("eve@other.example").await;
    tick(&app.kith).await.unwrap();
    for minutes in [0, 10, 20] {
        let kith = kith_with(&app, minutes, |_| {});
        carry_out(Order::BackUp, &kith, &Stop::new())
            .await
            .unwrap_err();
        tell_of_failure(&kith, &Order::BackUp).await.unwrap();
    }
    assert_eq!(titles(&ada).await, ["The backup failed"]);
    assert_eq!(titles(&eve).await, Vec::<String>::new());
    // It is switched off, which is a success; then it fails once more.
    let off = kith_with(&app, 30, |settings| settings.backups.keep = 0);
    carry_out(Order::BackUp, &off, &Stop::new()).await.unwrap();
    let again = kith_with(&app, 40, |_| {});
    carry_out(Order::BackUp, &again, &Stop::new())
        .await
        .unwrap_err();
    tell_of_failure(&again, &Order::BackUp).await.unwrap();
    assert_eq!(titles(&ada).await.len(), 2);
    let page = app.browser(&ada).await.page("/notifications").await;
    assert!(page.contains("KITH_ADMIN_DATABASE_URL"));
}
