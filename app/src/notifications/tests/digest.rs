//! The digest of the morning.

use chrono::Duration;

use super::{
    deliveries,
    mail::{Server, with_mail},
};
use crate::{
    context::Kith,
    jobs::Stop,
    notifications::deliver_notifications,
    tasks::{self, TaskInput},
    testing::{Mail, TestApp},
    workspaces::Role,
};

async fn deliver(kith: &Kith) {
    deliver_notifications(kith, &Stop::new()).await.unwrap();
}

/// Minutes until the next seven o'clock: it is half past nine.
const MORNING: i64 = 21 * 60 + 30;

#[tokio::test]
async fn it_says_whom_to_write_to_and_what_is_to_do_once_a_day() {
    let app = TestApp::start().await;
    let mut server = Server::start().await;
    let ada = app.owner("ada@kith.example").await;
    app.colleague(&ada, "vi@kith.example", Role::Viewer).await;
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
    app.import(&ada, &mails).await;
    let mut scope = ada.begin().await.unwrap();
    let task = TaskInput {
        title: "Thank Cy".to_owned(),
        when: "tomorrow".to_owned(),
        ..TaskInput::default()
    };
    tasks::add_task(&mut scope, chrono_tz::UTC, task)
        .await
        .unwrap();
    scope.commit().await.unwrap();
    deliver(&with_mail(&app, &server, 0)).await;
    deliver(&with_mail(&app, &server, MORNING - 1)).await;
    assert_eq!(deliveries(&ada).await, [], "it is not seven");
    let kith = with_mail(&app, &server, MORNING);
    for minutes in [0, 1, 60] {
        deliver(&with_mail(&app, &server, MORNING + minutes)).await;
    }
    assert_eq!(
        deliveries(&ada).await,
        [("digest".to_owned(), "sent".to_owned())]
    );
    let mail = server.mail().await;
    let mut scope = ada.begin().await.unwrap();
    let open = crate::suggestions::open(&mut scope, "open", None, 1);
    let bo = open.await.unwrap().remove(0);
    let (reason, write) = (
        bo.sentence(),
        format!(
            "{}/contacts/{}/write",
            kith.settings.base_url, bo.contact_id
        ),
    );
    let quoted = |part: &str| {
        let lines = bo.draft_body.lines().filter(|line| !line.is_empty());
        lines.clone().count() > 2 && lines.clone().all(|line| part.contains(line))
    };
    assert!(quoted(mail["text"].as_str().unwrap()), "{mail}");
    let html = mail["html"].as_str().unwrap();
    assert!(html.contains("<blockquote"), "{html}");
    assert_eq!(
        mail["headers"]["subject"],
        "One person to write to · 3 March"
    );
    for part in [
        mail["text"].as_str().unwrap(),
        mail["html"].as_str().unwrap(),
    ] {
        for said in [
            "Bo Lind",
            reason.as_str(),
            write.as_str(),
            "Thank Cy",
            "Tuesday, 3 March",
            "/unsubscribe?key=",
        ] {
            assert!(part.contains(said), "{said}: {part}");
        }
    }
    deliver(&with_mail(&app, &server, MORNING + 24 * 60)).await;
    assert_eq!(deliveries(&ada).await.len(), 2, "the day after");
}

#[tokio::test]
async fn none_comes_where_there_is_nothing_to_say_or_it_is_not_wanted() {
    let app = TestApp::start().await;
    let server = Server::start().await;
    let ada = app.owner("ada@kith.example").await;
    deliver(&with_mail(&app, &server, MORNING)).await;
    assert_eq!(
        deliveries(&ada).await,
        [("digest".to_owned(), "dropped".to_owned())]
    );
    let program = app.program(&ada).await;
    let input = serde_json::json!({ "kinds": [], "hours": { "digest": "off", "digest_hour": 7 } });
    program
        .api("PUT", "/notification-settings", Some(input))
        .await;
    let days = Duration::days(3).num_minutes();
    deliver(&with_mail(&app, &server, MORNING + days)).await;
    assert_eq!(deliveries(&ada).await.len(), 1);
}
