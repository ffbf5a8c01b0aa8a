//! The calendar that other programs read.

use chrono::{DateTime, TimeZone, Utc};
use records::{Fields, Input, Options};

use super::{add, input, person};
use crate::{
    context::Viewer,
    tasks::{
        self, TaskInput,
        feed::{self, FeedShape},
    },
    testing::{TestApp, readers},
};

async fn address(viewer: &Viewer, shape: FeedShape) -> String {
    let mut scope = viewer.begin().await.unwrap();
    let secret = feed::create_feed(&mut scope, shape).await.unwrap();
    scope.commit().await.unwrap();
    crate::routes::paths::calendar_feed(&secret)
}

async fn fetch(app: &TestApp, path: &str) -> (u16, String) {
    let answer = app.anonymous().request("GET", path).send().await.unwrap();
    (answer.status().as_u16(), answer.text().await.unwrap())
}

/// Lines as they mean, without the folds.
fn unfolded(calendar: &str) -> Vec<String> {
    let whole = calendar.replace("\r\n ", "");
    whole.split("\r\n").map(str::to_owned).collect()
}

/// Each component is closed by its own name, and every line has a name and a value.
fn check_form(calendar: &str) {
    assert!(calendar.ends_with("END:VCALENDAR\r\n"));
    assert!(
        calendar
            .split("\r\n")
            .all(|line| line.len() <= 75 && !line.contains('\n'))
    );
    let mut open = Vec::new();
    for line in unfolded(calendar).iter().filter(|line| !line.is_empty()) {
        let (name, value) = line.split_once(':').unwrap();
        match name {
            "BEGIN" => open.push(value.to_owned()),
            "END" => assert_eq!(open.pop().as_deref(), Some(value)),
            _ => assert!(!open.is_empty(), "{line}"),
        }
    }
    assert!(open.is_empty(), "{open:?}");
}

async fn full(app: &TestApp, viewer: &mut Viewer) {
    viewer.zone = chrono_tz::Europe::Berlin;
    let bo = person(viewer, "Bo Lind, Jr.", None).await;
    let call = TaskInput {
        notes:
            "First; then\nsecond, and a very long line of notes about the boat that goes on: äöü"
                .to_owned(),
        contacts: vec![bo],
        reminders: vec![60, 1440],
        ..input("Call Bo\\Lind, again", "2026-03-10 09:00")
    };
    add(app, viewer, call).await;
    let day = TaskInput {
        reminders: vec![1440],
        ..input("Pay rent", "2026-03-31, every month")
    };
    add(app, viewer, day).await;
    add(
        app,
        viewer,
        input("Report", "2026-03-06 16:00, every 2 weeks on Fri"),
    )
    .await;
    add(app, viewer, input("Someday", "")).await;
    let mut scope = viewer.begin().await.unwrap();
    sqlx::query("update contacts set birthday_iso = '1984-02-29'")
        .execute(scope.db())
        .await
        .unwrap();
    scope.commit().await.unwrap();
}

#[tokio::test]
async fn appointments_say_when_how_often_and_what_about() {
    let app = TestApp::start().await;
    let mut ada = app.owner("ada@kith.example").await;
    full(&app, &mut ada).await;
    let (status, calendar) = fetch(&app, &address(&ada, FeedShape::Events).await).await;
    assert_eq!(status, 200);
    check_form(&calendar);
    let lines = unfolded(&calendar);
    for line in [
        "SUMMARY:Call Bo\\\\Lind\\, again",
        "DTSTART:20260310T080000Z",
        "TRIGGER:-PT60M",
        "TRIGGER:-PT1440M",
        "DTSTART;VALUE=DATE:20260331",
        "DTEND;VALUE=DATE:20260401",
        "RRULE:FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1",
        "TRIGGER:-PT900M",
        "DTSTART;TZID=Europe/Berlin:20260306T160000",
        "RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=FR;WKST=MO",
        "SUMMARY:Birthday: Bo Lind\\, Jr.",
        "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=28,29;BYSETPOS=-1",
    ] {
        assert!(
            lines.iter().any(|known| known == line),
            "{line} in\n{calendar}"
        );
    }
    let notes = lines
        .iter()
        .find(|line| line.starts_with("DESCRIPTION:First"))
        .unwrap();
    assert!(
        notes.contains("First\\; then\\nsecond\\, and") && notes.ends_with("About: Bo Lind\\, Jr.")
    );
    assert!(
        !calendar.contains("Someday"),
        "what has no day is no appointment"
    );
}

#[tokio::test]
async fn clocks_that_change_are_told_by_their_instants() {
    let app = TestApp::start().await;
    let mut ada = app.owner("ada@kith.example").await;
    full(&app, &mut ada).await;
    let (_, calendar) = fetch(&app, &address(&ada, FeedShape::Events).await).await;
    let lines = unfolded(&calendar);
    let at = lines
        .iter()
        .position(|line| line == "DTSTART:20260329T020000")
        .unwrap();
    assert_eq!(lines[at - 1], "BEGIN:DAYLIGHT");
    assert_eq!(
        lines[at + 1..at + 4],
        ["TZOFFSETFROM:+0100", "TZOFFSETTO:+0200", "TZNAME:CEST"]
    );
    let at = lines
        .iter()
        .position(|line| line == "DTSTART:20261025T030000")
        .unwrap();
    assert_eq!(lines[at - 1], "BEGIN:STANDARD");
    assert_eq!(calendar.matches("BEGIN:VTIMEZONE").count(), 1);
}

#[tokio::test]
async fn to_dos_have_a_due_and_those_without_a_day_are_there_too() {
    let app = TestApp::start().await;
    let mut ada = app.owner("ada@kith.example").await;
    full(&app, &mut ada).await;
    let (_, calendar) = fetch(&app, &address(&ada, FeedShape::Todos).await).await;
    check_form(&calendar);
    let lines = unfolded(&calendar);
    for line in [
        "DUE:20260310T080000Z",
        "DUE;VALUE=DATE:20260331",
        "TRIGGER;RELATED=END:-PT900M",
        "SUMMARY:Someday",
    ] {
        assert!(
            lines.iter().any(|known| known == line),
            "{line} in\n{calendar}"
        );
    }
    assert_eq!(calendar.matches("BEGIN:VTODO").count(), 4);
    assert_eq!(calendar.matches("BEGIN:VEVENT").count(), 1, "the birthday");
}

fn instants(calendar: &str) -> Vec<(String, DateTime<Utc>)> {
    let day = |month, day| {
        Utc.with_ymd_and_hms(2026, month, day, 0, 0, 0)
            .single()
            .unwrap()
    };
    let options = Options {
        regions: Vec::new(),
        time_zone: chrono_tz::UTC,
        window: (day(1, 1), day(5, 1)),
        mapping: None,
    };
    let file = Input::memory("kith.ics", calendar.as_bytes().to_vec());
    let items = records::open(&file, &options, None).unwrap();
    let meetings = items.map(|item| match item.unwrap().outcome.unwrap().fields {
        Fields::Meeting(meeting) => (meeting.title.unwrap_or_default(), meeting.start),
        other => panic!("{} in a calendar", other.kind()),
    });
    meetings.collect()
}

#[tokio::test]
async fn an_address_is_a_secret_that_can_be_renewed_and_revoked() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let path = address(&ada, FeedShape::Events).await;
    assert_eq!(fetch(&app, &path).await.0, 200);
    for wrong in [
        "/calendar.ics",
        "/calendar.ics?key=",
        "/calendar.ics?key=made-up",
    ] {
        assert_eq!(fetch(&app, wrong).await.0, 404, "{wrong}");
    }
    let mut scope = ada.begin().await.unwrap();
    let id = feed::feeds(&mut scope).await.unwrap()[0].id;
    let renewed = feed::renew_feed(&mut scope, id).await.unwrap();
    scope.commit().await.unwrap();
    assert_eq!(fetch(&app, &path).await.0, 404);
    let renewed = crate::routes::paths::calendar_feed(&renewed);
    assert_eq!(fetch(&app, &renewed).await.0, 200);
    let mut scope = ada.begin().await.unwrap();
    feed::revoke_feed(&mut scope, id).await.unwrap();
    scope.commit().await.unwrap();
    assert_eq!(fetch(&app, &renewed).await.0, 404);
}

#[tokio::test]
async fn a_feed_shows_what_is_the_members_and_nothing_of_others() {
    let app = TestApp::start().await;
    let (ada, eve) = (
        app.owner("ada@kith.example").await,
        app.owner("eve@other.example").await,
    );
    add(
        &app,
        &ada,
        TaskInput {
            assignee: Some(ada.user),
            ..input("Hers", "tomorrow")
        },
    )
    .await;
    add(&app, &eve, input("Foreign", "tomorrow")).await;
    let carl = app
        .colleague(&ada, "carl@kith.example", crate::workspaces::Role::Member)
        .await;
    add(
        &app,
        &ada,
        TaskInput {
            assignee: Some(carl.user),
            ..input("His", "tomorrow")
        },
    )
    .await;
    let done = add(&app, &ada, input("Done", "tomorrow")).await;
    let mut scope = ada.begin().await.unwrap();
    tasks::complete_task(&mut scope, done).await.unwrap();
    scope.commit().await.unwrap();
    let (_, calendar) = fetch(&app, &address(&ada, FeedShape::Events).await).await;
    assert!(calendar.contains("SUMMARY:Hers"));
    for other in ["Foreign", "His", "Done"] {
        assert!(!calendar.contains(&format!("SUMMARY:{other}")), "{other}");
    }
}

#[tokio::test]
async fn settings_show_a_new_address_once() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let browser = app.browser(&ada).await;
    browser
        .post_form("/do/app/tasks/actions/create_feed", &[("shape", "events")])
        .await;
    let page = browser.page("/settings").await;
    let (_, rest) = page.split_once("/calendar.ics?key=").unwrap();
    let secret: String = rest
        .chars()
        .take_while(char::is_ascii_alphanumeric)
        .collect();
    assert_eq!(
        fetch(&app, &format!("/calendar.ics?key={secret}")).await.0,
        200
    );
    assert!(
        !browser
            .page("/settings")
            .await
            .contains("/calendar.ics?key=")
    );
}

#[tokio::test]
async fn another_reader_finds_each_occurrence_at_its_instant() {
    let app = TestApp::start().await;
    let mut ada = app.owner("ada@kith.example").await;
    full(&app, &mut ada).await;
    let (_, calendar) = fetch(&app, &address(&ada, FeedShape::Events).await).await;
    let found = instants(&calendar);
    let of = |title: &str| -> Vec<String> {
        let instants = found.iter().filter(|(subject, _)| subject == title);
        instants
            .map(|(_, at)| at.format("%m-%d %H:%M").to_string())
            .collect()
    };
    assert_eq!(of("Call Bo\\Lind, again"), ["03-10 08:00"]);
    // Four in the afternoon in Berlin, before and behind the change of its clocks.
    assert_eq!(
        of("Report"),
        ["03-06 15:00", "03-20 15:00", "04-03 14:00", "04-17 14:00"]
    );
    assert_eq!(of("Pay rent"), ["03-31 00:00", "04-30 00:00"]);
    assert_eq!(of("Birthday: Bo Lind, Jr."), ["02-28 00:00"]);
}

const READ_CALENDAR: &str = "
import json, sys, icalendar
calendar = icalendar.Calendar.from_ical(sys.stdin.buffer.read())
found = []
for part in calendar.walk():
    assert not part.errors, part.errors
    if part.name in ('VEVENT', 'VTODO'):
        due = part.get('DTSTART') or part.get('DUE')
        found.append([part.name, str(part['SUMMARY']), due.dt.isoformat() if due else ''])
print(json.dumps(found))
";

#[tokio::test]
async fn a_reader_of_others_understands_the_feed() {
    let app = TestApp::start().await;
    let mut ada = app.owner("ada@kith.example").await;
    full(&app, &mut ada).await;
    for (shape, kind) in [(FeedShape::Events, "VEVENT"), (FeedShape::Todos, "VTODO")] {
        let (_, calendar) = fetch(&app, &address(&ada, shape).await).await;
        let read = readers().run(READ_CALENDAR, &calendar).await;
        let read: Vec<[String; 3]> = serde_json::from_str(&read).unwrap();
        let whole =
            calendar.matches("BEGIN:VEVENT").count() + calendar.matches("BEGIN:VTODO").count();
        assert_eq!(read.len(), whole);
        assert!(
            read.iter().any(|[found, summary, due]| {
                (found.as_str(), summary.as_str()) == (kind, "Call Bo\\Lind, again")
                    && due.starts_with("2026-03-10T08:00:00")
            }),
            "{read:?}"
        );
    }
}
