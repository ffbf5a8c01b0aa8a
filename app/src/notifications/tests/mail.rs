//! Mail through a real mail server, that of others.

use serde_json::Value;

use super::{deliveries, kith_with, news, tell, titles};
use crate::{
    context::{Kith, Viewer},
    jobs::Stop,
    notifications::{Kind, Whom, deliver_notifications, mail::MailSettings, mail::send_test},
    testing::{Running, TestApp, readers},
};

/// Says its port first, then each mail that it took as a line of JSON.
const SERVER: &str = r#"
import email, email.policy, json, socket, sys
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

class Handler:
    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("nobody@"):
            return "550 no such mailbox"
        if address.startswith("later@"):
            return "451 try later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        mail = email.message_from_bytes(envelope.content, policy=email.policy.default)
        print(json.dumps({
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "headers": {name.lower(): str(value) for name, value in mail.items()},
            "text": mail.get_body(("plain",)).get_content(),
            "html": mail.get_body(("html",)).get_content(),
        }), flush=True)
        return "250 OK"

def known(server, session, envelope, mechanism, data):
    success = data.login == b"kith" and data.password == b"s p:cret"
    return AuthResult(success=success, handled=False)

free = socket.socket()
free.bind(("127.0.0.1", 0))
port = free.getsockname()[1]
free.close()
controller = Controller(
    Handler(), hostname="127.0.0.1", port=port,
    authenticator=known, auth_required=True, auth_require_tls=False,
)
controller.start()
print(port, flush=True)
sys.stdin.read()
"#;

pub struct Server {
    running: Running,
    pub url: String,
}

impl Server {
    pub async fn start() -> Self {
        let mut running = readers().start(SERVER).await;
        let port = running.line().await;
        Self {
            running,
            url: format!("smtp://kith:s%20p%3Acret@127.0.0.1:{port}"),
        }
    }

    pub async fn mail(&mut self) -> Value {
        serde_json::from_str(&self.running.line().await).unwrap()
    }

    pub fn settings(&self) -> Option<MailSettings> {
        Some(MailSettings {
            url: self.url.clone(),
            from: "Kith <kith@kith.example>".to_owned(),
        })
    }
}

pub fn with_mail(app: &TestApp, server: &Server, minutes: i64) -> Kith {
    kith_with(app, minutes, |settings| settings.mail = server.settings())
}

async fn deliver(kith: &Kith) {
    deliver_notifications(kith, &Stop::new()).await.unwrap();
}

#[tokio::test]
async fn news_goes_out_as_text_and_html_with_a_way_to_end_it() {
    let app = TestApp::start().await;
    let mut server = Server::start().await;
    let ada = app.owner("ada@kith.example").await;
    let kith = with_mail(&app, &server, 0);
    let mut told = news(Kind::Failures, "mail");
    told.title = "Größe & <Ruhm>".to_owned();
    tell(&kith, &ada, Whom::Owners, &told).await;
    deliver(&kith).await;
    let mail = server.mail().await;
    assert_eq!(mail["from"], "kith@kith.example");
    assert_eq!(mail["to"], serde_json::json!(["ada@kith.example"]));
    let headers = &mail["headers"];
    assert_eq!(headers["subject"], "Größe & <Ruhm>");
    assert_eq!(headers["auto-submitted"], "auto-generated");
    assert_eq!(
        headers["list-unsubscribe-post"],
        "List-Unsubscribe=One-Click"
    );
    assert!(
        headers["message-id"]
            .as_str()
            .unwrap()
            .ends_with("@kith.example>")
    );
    let text = mail["text"].as_str().unwrap();
    assert!(
        text.contains("Größe & <Ruhm>") && text.contains("In detail"),
        "{text}"
    );
    let html = mail["html"].as_str().unwrap();
    assert!(html.contains("Größe &amp; &lt;Ruhm&gt;"), "{html}");
    assert!(!html.contains("<img") && !html.contains("<script"));
    assert_eq!(
        deliveries(&ada).await,
        [("mail".to_owned(), "sent".to_owned())]
    );
    deliver(&kith).await;
    assert_eq!(deliveries(&ada).await.len(), 1);

    // One click, without a session; as mail programs do it.
    let address = headers["list-unsubscribe"].as_str().unwrap();
    let address = address.trim_matches(['<', '>']);
    let path = address.strip_prefix(&app.kith.settings.base_url).unwrap();
    let stranger = app.anonymous();
    let page = stranger.page(path).await;
    assert!(page.contains("Stop this mail") && page.contains("Failures"));
    for bad in [
        "/unsubscribe",
        "/unsubscribe?key=a.b.c.d",
        &format!("{path}x"),
    ] {
        let answer = stranger.request("POST", bad).send().await.unwrap();
        assert_eq!(answer.status(), 404, "{bad}");
        let page = stranger.page(bad).await;
        assert!(page.contains("This link is not whole"), "{bad}");
    }
    let click = stranger
        .request("POST", path)
        .form(&[("List-Unsubscribe", "One-Click")]);
    assert_eq!(click.send().await.unwrap().status(), 200);
    tell(&kith, &ada, Whom::Owners, &news(Kind::Failures, "more")).await;
    tell(&kith, &ada, Whom::Owners, &news(Kind::Backups, "backup")).await;
    assert_eq!(deliveries(&ada).await.len(), 2, "of another kind");
    let form = stranger.post_form(path, &[]).await;
    assert_eq!(form.status(), 303);
    let done = stranger
        .page(form.headers()["location"].to_str().unwrap())
        .await;
    assert!(done.contains("no more"));
}

#[tokio::test]
async fn what_is_read_or_of_somebody_who_left_is_not_sent() {
    let app = TestApp::start().await;
    let mut server = Server::start().await;
    let ada = app.owner("ada@kith.example").await;
    let kith = with_mail(&app, &server, 0);
    tell(&kith, &ada, Whom::Owners, &news(Kind::Failures, "read")).await;
    let mut scope = ada.begin().await.unwrap();
    crate::notifications::mark_all_read(&mut scope)
        .await
        .unwrap();
    scope.commit().await.unwrap();
    deliver(&kith).await;
    assert_eq!(
        deliveries(&ada).await,
        [("mail".to_owned(), "dropped".to_owned())]
    );
    tell(&kith, &ada, Whom::Owners, &news(Kind::Failures, "next")).await;
    deliver(&kith).await;
    assert_eq!(server.mail().await["headers"]["subject"], "News of next");
}

#[tokio::test]
async fn quiet_hours_are_kept() {
    let app = TestApp::start().await;
    let mut server = Server::start().await;
    let ada = app.owner("ada@kith.example").await;
    let program = app.program(&ada).await;
    // It is half past nine.
    let input = serde_json::json!({
        "kinds": [],
        "hours": { "quiet_from": "09:00", "quiet_until": "10:00", "digest": "off", "digest_hour": 7 },
    });
    program
        .api("PUT", "/notification-settings", Some(input))
        .await;
    let kith = with_mail(&app, &server, 0);
    tell(&kith, &ada, Whom::Owners, &news(Kind::Failures, "quiet")).await;
    deliver(&kith).await;
    deliver(&with_mail(&app, &server, 29)).await;
    assert_eq!(
        deliveries(&ada).await,
        [("mail".to_owned(), "waiting".to_owned())]
    );
    deliver(&with_mail(&app, &server, 30)).await;
    assert_eq!(server.mail().await["headers"]["subject"], "News of quiet");
}

/// Of what waits: when it is due.
async fn due(viewer: &Viewer) -> Vec<chrono::DateTime<chrono::Utc>> {
    let mut scope = viewer.begin().await.unwrap();
    sqlx::query_scalar("select due_at from notification_deliveries where state = 'waiting'")
        .fetch_all(scope.db())
        .await
        .unwrap()
}

async fn quiet(app: &TestApp, viewer: &Viewer, (from, until): (&str, &str), digest: &str) {
    let program = app.program(viewer).await;
    let input = serde_json::json!({
        "kinds": [],
        "hours": { "quiet_from": from, "quiet_until": until, "digest": digest, "digest_hour": 7 },
    });
    let (status, _) = program
        .api("PUT", "/notification-settings", Some(input))
        .await;
    assert_eq!(status, 200);
}

#[tokio::test]
async fn a_try_that_comes_into_quiet_hours_waits_and_counts_as_none() {
    let app = TestApp::start().await;
    let mut server = Server::start().await;
    let ada = app.owner("ada@kith.example").await;
    let nowhere = |minutes| {
        kith_with(&app, minutes, |settings| {
            settings.mail = Some(MailSettings {
                url: "smtp://127.0.0.1:9".to_owned(),
                from: "kith@kith.example".to_owned(),
            });
        })
    };
    let told = news(Kind::Failures, "away");
    tell(&nowhere(0), &ada, Whom::Owners, &told).await;
    deliver(&nowhere(0)).await;
    // It is half past nine: the next try would be a minute later.
    quiet(&app, &ada, ("09:31", "10:00"), "off").await;
    deliver(&nowhere(1)).await;
    deliver(&nowhere(29)).await;
    assert_eq!(attempts(&ada).await, 1);
    let end = crate::testing::now() + chrono::Duration::minutes(30);
    assert_eq!(due(&ada).await, [end]);
    assert_eq!(
        titles(&ada).await,
        ["News of away"],
        "the page does not wait"
    );
    deliver(&with_mail(&app, &server, 30)).await;
    assert_eq!(server.mail().await["headers"]["subject"], "News of away");
}

#[tokio::test]
async fn a_digest_waits_for_the_end_of_quiet_hours() {
    let app = TestApp::start().await;
    let mut server = Server::start().await;
    let ada = app.owner("ada@kith.example").await;
    quiet(&app, &ada, ("22:00", "08:15"), "daily").await;
    let mut scope = ada.begin().await.unwrap();
    let task = crate::tasks::TaskInput {
        title: "Thank Cy".to_owned(),
        when: "tomorrow".to_owned(),
        ..crate::tasks::TaskInput::default()
    };
    crate::tasks::add_task(&mut scope, chrono_tz::UTC, task)
        .await
        .unwrap();
    scope.commit().await.unwrap();
    // Seven o'clock of the next day.
    let seven = 21 * 60 + 30;
    for minutes in [0, 1, 74] {
        deliver(&with_mail(&app, &server, seven + minutes)).await;
    }
    assert_eq!(
        deliveries(&ada).await,
        [("digest".to_owned(), "waiting".to_owned())]
    );
    deliver(&with_mail(&app, &server, seven + 75)).await;
    let mail = server.mail().await;
    assert!(mail["text"].as_str().unwrap().contains("Thank Cy"));
    deliver(&with_mail(&app, &server, seven + 76)).await;
    assert_eq!(
        deliveries(&ada).await,
        [("digest".to_owned(), "sent".to_owned())]
    );
}

async fn attempts(viewer: &Viewer) -> i16 {
    let mut scope = viewer.begin().await.unwrap();
    sqlx::query_scalar("select max(attempts) from notification_deliveries")
        .fetch_one(scope.db())
        .await
        .unwrap()
}

#[tokio::test]
async fn a_server_that_is_away_is_tried_later_and_told_of_once() {
    let app = TestApp::start().await;
    let mut server = Server::start().await;
    let ada = app.owner("ada@kith.example").await;
    let nowhere = |minutes| {
        kith_with(&app, minutes, |settings| {
            settings.mail = Some(MailSettings {
                url: "smtp://127.0.0.1:9".to_owned(),
                from: "kith@kith.example".to_owned(),
            });
        })
    };
    tell(
        &nowhere(0),
        &ada,
        Whom::Owners,
        &news(Kind::Failures, "away"),
    )
    .await;
    // One minute, five, half an hour.
    for (minutes, tried) in [(0, 1), (0, 1), (1, 2), (5, 2), (6, 3), (36, 4)] {
        deliver(&nowhere(minutes)).await;
        assert_eq!(attempts(&ada).await, tried, "after {minutes} minutes");
    }
    let told = titles(&ada).await;
    assert_eq!(told, ["Mails cannot be sent", "News of away"]);
    deliver(&with_mail(&app, &server, 36 + 120)).await;
    let mut subjects = [server.mail().await, server.mail().await]
        .map(|mail| mail["headers"]["subject"].as_str().unwrap().to_owned());
    subjects.sort();
    assert_eq!(subjects, ["Mails cannot be sent", "News of away"]);
}

#[tokio::test]
async fn a_mailbox_that_is_none_is_given_up_at_once() {
    let app = TestApp::start().await;
    let server = Server::start().await;
    let ada = app.owner("nobody@kith.example").await;
    let kith = with_mail(&app, &server, 0);
    tell(&kith, &ada, Whom::Owners, &news(Kind::Backups, "none")).await;
    deliver(&kith).await;
    let found = deliveries(&ada).await;
    assert!(
        found.contains(&("mail".to_owned(), "failed".to_owned())),
        "{found:?}"
    );
}

#[tokio::test]
async fn a_test_mail_says_what_is_wrong() {
    let app = TestApp::start().await;
    let mut server = Server::start().await;
    let ada = app.owner("ada@kith.example").await;
    let with = |url: &str| {
        let kith = kith_with(&app, 0, |settings| {
            settings.mail = Some(MailSettings {
                url: url.to_owned(),
                from: "Kith <kith@kith.example>".to_owned(),
            });
        });
        Viewer {
            kith,
            ..ada.clone()
        }
    };
    send_test(&with(&server.url)).await.unwrap();
    assert_eq!(
        server.mail().await["headers"]["subject"],
        "Mail from Kith works"
    );
    let cases = [
        (server.url.replace("cret", "crap"), "user and password"),
        ("smtp://127.0.0.1:9".to_owned(), "could not be reached"),
        (server.url.replace("smtp:", "smtps:"), "KITH_SMTP_URL"),
        ("gopher://127.0.0.1".to_owned(), "cannot be read"),
    ];
    for (url, words) in cases {
        let said = send_test(&with(&url)).await.unwrap_err().0;
        assert!(said.contains(words), "{url}: {said}");
        assert!(!said.contains("crap") && !said.contains("ada@"), "{said}");
    }
    assert!(
        send_test(&ada)
            .await
            .unwrap_err()
            .0
            .contains("No mail server")
    );
}

#[test]
fn settings_that_cannot_work_are_refused_before_anything_is_sent() {
    let check = |url: &str, from: &str| {
        let settings = MailSettings {
            url: url.to_owned(),
            from: from.to_owned(),
        };
        assert!(!format!("{settings:?}").contains("secret"));
        settings.check()
    };
    check("smtps://a:secret@mail.example", "Kith <kith@kith.example>").unwrap();
    check("smtp://mail.example:587?tls=required", "kith@kith.example").unwrap();
    check("mail.example", "kith@kith.example").unwrap_err();
    check("smtps://mail.example", "Kith").unwrap_err();
}
