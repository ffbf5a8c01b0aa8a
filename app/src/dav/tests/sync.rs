//! Changes as devices hear of them, and a client that others wrote.

use super::*;
use crate::{
    merging,
    tasks::{self, TaskInput},
    testing::{Mail, readers},
};

#[tokio::test]
async fn a_token_leads_to_what_changed_since() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let (bo, cy) = (
        add(&ada, "Bo Lind", "bo@lind.example").await,
        add(&ada, "Cy Orr", "cy@orr.example").await,
    );
    let device = Device::of(&app, &ada).await;
    let (all, first) = device.changes("").await;
    assert!(all.contains(&href(bo)) && all.contains(&href(cy)), "{all}");
    let (none, second) = device.changes(&first).await;
    assert!(!none.contains(".vcf"), "{none}");
    assert_eq!(second, first);

    let mut scope = app.scope(&ada).await;
    let phone = contacts::NewPoint::plain(contacts::types::PointKind::Phone, "+49301234567");
    contacts::add_point(&mut scope, bo, phone).await.unwrap();
    contacts::delete_contact(&mut scope, cy).await.unwrap();
    // Within the same instant: time stands still in a test, but changes have numbers.
    scope.commit().await.unwrap();
    let di = add(&ada, "Di Moe", "di@moe.example").await;
    let (some, third) = device.changes(&first).await;
    assert!(some.contains(&href(di)), "{some}");
    let gone = format!(
        "<d:href>{}</d:href><d:status>HTTP/1.1 404 Not Found</d:status>",
        href(cy)
    );
    assert!(some.contains(&gone), "{some}");
    assert_ne!(third, first);
    let (none, _) = device.changes(&third).await;
    assert!(!none.contains(".vcf"), "{none}");
    let (fresh, _) = device.changes("").await;
    assert!(
        !fresh.contains(&href(cy)),
        "who never saw it needs not forget it"
    );

    let body = |token: &str| {
        format!(
            "<sync-collection xmlns=\"DAV:\"><sync-token>{token}</sync-token><prop><getetag/></prop></sync-collection>"
        )
    };
    for token in ["made-up", "urn:kith:cards:99999999", "urn:kith:cards:-1"] {
        let answer = device.send("REPORT", BOOK, &[], &body(token)).await;
        assert_eq!(answer.status(), 403);
        assert!(answer.text().await.unwrap().contains("valid-sync-token"));
    }
}

#[tokio::test]
async fn who_was_joined_to_another_is_gone_until_they_are_parted() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let (bo, cy) = (
        add(&ada, "Bo Lind", "bo@lind.example").await,
        add(&ada, "Cy Orr", "cy@orr.example").await,
    );
    let device = Device::of(&app, &ada).await;
    let (_, first) = device.changes("").await;
    let mut scope = app.scope(&ada).await;
    merging::merge_contacts(&mut scope, bo, &[cy], &merging::Terms::default())
        .await
        .unwrap();
    scope.commit().await.unwrap();
    let (some, second) = device.changes(&first).await;
    let gone = format!(
        "<d:href>{}</d:href><d:status>HTTP/1.1 404 Not Found</d:status>",
        href(cy)
    );
    assert!(some.contains(&gone) && some.contains(&href(bo)), "{some}");
    let answer = device.send("GET", &href(cy), &[], "").await;
    assert_eq!(answer.status(), 404);
    let card = "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:cy\r\nFN:Cy Orr\r\nEND:VCARD\r\n";
    let answer = device.send("PUT", &href(cy), &[], card).await;
    assert_eq!(answer.status(), 412);
    let mut scope = app.scope(&ada).await;
    merging::part_contact(&mut scope, cy).await.unwrap();
    scope.commit().await.unwrap();
    let (back, _) = device.changes(&second).await;
    assert!(back.contains(&href(cy)) && !back.contains("404"), "{back}");
}

#[tokio::test]
async fn a_limit_cuts_and_the_token_goes_on_from_there() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    for number in 0..5 {
        add(
            &ada,
            &format!("Number {number}"),
            &format!("n{number}@a.example"),
        )
        .await;
    }
    let device = Device::of(&app, &ada).await;
    let (mut token, mut seen, mut rounds) = (String::new(), 0, 0);
    loop {
        let body = format!(
            "<sync-collection xmlns=\"DAV:\"><sync-token>{token}</sync-token>\
             <limit><nresults>2</nresults></limit><prop><getetag/></prop></sync-collection>"
        );
        let text = device.text("REPORT", BOOK, &[], &body).await;
        seen += text.matches(".vcf").count();
        rounds += 1;
        let (_, rest) = text.split_once("<d:sync-token>").unwrap();
        token = rest.split_once('<').unwrap().0.to_owned();
        if !text.contains("507 Insufficient Storage") {
            break;
        }
    }
    assert_eq!((seen, rounds), (5, 3));
}

#[tokio::test]
async fn cards_are_found_by_address_and_by_what_they_say() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let (bo, cy) = (
        add(&ada, "Bo Lind", "bo@lind.example").await,
        add(&ada, "Cy Orr", "cy@orr.example").await,
    );
    let device = Device::of(&app, &ada).await;
    let space = "xmlns=\"DAV:\" xmlns:c=\"urn:ietf:params:xml:ns:carddav\"";
    let body = format!(
        "<c:addressbook-multiget {space}><prop><getetag/><c:address-data version=\"4.0\"/></prop>\
         <href>{}</href><href>http://elsewhere{}</href><href>{BOOK}none.vcf</href></c:addressbook-multiget>",
        href(bo),
        href(cy),
    );
    let text = device.text("REPORT", BOOK, &[], &body).await;
    assert_eq!(text.matches("VERSION:4.0").count(), 2, "{text}");
    assert!(
        text.contains("none.vcf</d:href><d:status>HTTP/1.1 404"),
        "{text}"
    );
    let body = format!(
        "<c:addressbook-query {space}><prop><getetag/></prop><c:filter><c:prop-filter name=\"EMAIL\">\
         <c:text-match>ORR.</c:text-match></c:prop-filter></c:filter></c:addressbook-query>"
    );
    let text = device.text("REPORT", BOOK, &[], &body).await;
    assert!(
        text.contains(&href(cy)) && !text.contains(&href(bo)),
        "{text}"
    );
}

#[tokio::test]
async fn tasks_and_birthdays_are_calendars_to_read() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let mut scope = app.scope(&ada).await;
    let input = TaskInput {
        title: "Call Bo".to_owned(),
        when: "2026-03-10 09:00".to_owned(),
        ..TaskInput::default()
    };
    let task = tasks::add_task(&mut scope, chrono_tz::UTC, input)
        .await
        .unwrap();
    let input = ContactInput {
        name: Some("Bo Lind".to_owned()),
        birthday: Some("1980-02-03".to_owned()),
        ..ContactInput::default()
    };
    contacts::create_contact(&mut scope, input).await.unwrap();
    scope.commit().await.unwrap();
    let device = Device::of(&app, &ada).await;
    let home = device
        .text("PROPFIND", "/dav/calendars/", &[("depth", "1")], "")
        .await;
    assert!(home.contains("/dav/calendars/tasks/") && home.contains("/dav/calendars/birthdays/"));
    let entry = format!("/dav/calendars/tasks/task-{task}.ics");
    let text = device.text("GET", &entry, &[], "").await;
    assert!(
        text.contains("BEGIN:VTODO")
            && text.contains("SUMMARY:Call Bo")
            && !text.contains("METHOD")
    );
    assert_eq!(device.status("PUT", &entry, &[], &text).await, 403);
    assert_eq!(device.status("DELETE", &entry, &[], "").await, 403);
    let query = |component: &str| {
        format!(
            "<c:calendar-query xmlns=\"DAV:\" xmlns:c=\"urn:ietf:params:xml:ns:caldav\"><prop><getetag/><c:calendar-data/></prop>\
             <c:filter><c:comp-filter name=\"VCALENDAR\"><c:comp-filter name=\"{component}\"/></c:comp-filter></c:filter></c:calendar-query>"
        )
    };
    let birthdays = "/dav/calendars/birthdays/";
    let found = device
        .text("REPORT", birthdays, &[], &query("VEVENT"))
        .await;
    assert!(found.contains("Birthday: Bo Lind"), "{found}");
    let found = device.text("REPORT", birthdays, &[], &query("VTODO")).await;
    assert!(!found.contains("Birthday"), "{found}");
}

const SYNC: &str = "
import json, os, subprocess, sys, tempfile
given = json.loads(sys.stdin.read())
folder = given['folder']
os.makedirs(folder, exist_ok=True)
config = os.path.join(folder, 'config')
def storage(name, **values):
    lines = ''.join(f'{key} = {json.dumps(value)}\\n' for key, value in values.items())
    return f'[storage {name}]\\n{lines}\\n'
account = dict(url=given['url'], username=given['email'], password=given['password'])
with open(config, 'w') as file:
    file.write('[general]\\nstatus_path = ' + json.dumps(os.path.join(folder, 'status')) + '\\n\\n')
    file.write('[pair people]\\na = \"people_here\"\\nb = \"people_there\"\\ncollections = [\"from b\"]\\nconflict_resolution = \"b wins\"\\n\\n')
    file.write(storage('people_here', type='filesystem', path=os.path.join(folder, 'people'), fileext='.vcf'))
    file.write(storage('people_there', type='carddav', **account))
    file.write('[pair times]\\na = \"times_here\"\\nb = \"times_there\"\\ncollections = [\"from b\"]\\n\\n')
    file.write(storage('times_here', type='filesystem', path=os.path.join(folder, 'times'), fileext='.ics'))
    file.write(storage('times_there', type='caldav', read_only=True, **given['span'], **account))
def run(*arguments, answers=''):
    command = [sys.executable, '-s', '-m', 'vdirsyncer', '-c', config, *arguments]
    done = subprocess.run(command, input=answers, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
if given['discover']:
    run('discover', answers='y\\n' * 20)
run('sync')
found = {}
for place, _, names in os.walk(folder):
    for name in names:
        if name.endswith(('.vcf', '.ics')):
            with open(os.path.join(place, name), encoding='utf-8', newline='') as file:
                found[os.path.relpath(os.path.join(place, name), folder)] = file.read()
print(json.dumps(found))
";

type Files = std::collections::BTreeMap<String, String>;

async fn synced(app: &TestApp, device: &Device, discover: bool) -> Files {
    synced_within(app, device, discover, serde_json::json!({})).await
}

async fn synced_within(
    app: &TestApp,
    device: &Device,
    discover: bool,
    span: serde_json::Value,
) -> Files {
    let given = serde_json::json!({
        "folder": app.folder().join("device"),
        "url": format!("http://{}/", app.address),
        "email": device.email,
        "password": device.password,
        "discover": discover,
        "span": span,
    });
    let found = readers().run(SYNC, &given.to_string()).await;
    serde_json::from_str(&found).unwrap()
}

fn with<'a>(files: &'a Files, text: &str) -> Vec<&'a String> {
    let found = files.iter().filter(|(_, content)| content.contains(text));
    found.map(|(name, _)| name).collect()
}

/// There and back with a client of others: it finds the server's address alone, gets, creates,
/// edits and deletes.
#[tokio::test]
async fn vdirsyncer_keeps_a_folder_and_the_workspace_the_same() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    app.import(
        &ada,
        &[
            Mail::new("1", 9, "ada@kith.example", "Bo Lind <bo@lind.example>"),
            Mail::new("2", 8, "Bo Lind <bo@lind.example>", "ada@kith.example").answers("1"),
        ],
    )
    .await;
    let cy = add(&ada, "Cy Orr", "cy@orr.example").await;
    let mut scope = app.scope(&ada).await;
    let input = TaskInput {
        title: "Call Bo".to_owned(),
        when: "2026-03-10 09:00".to_owned(),
        ..TaskInput::default()
    };
    tasks::add_task(&mut scope, chrono_tz::UTC, input)
        .await
        .unwrap();
    scope.commit().await.unwrap();
    let device = Device::of(&app, &ada).await;
    let files = synced(&app, &device, true).await;
    assert_eq!(with(&files, "FN:Bo Lind").len(), 1, "{files:#?}");
    assert_eq!(with(&files, "FN:Cy Orr").len(), 1);
    assert_eq!(with(&files, "SUMMARY:Call Bo").len(), 1);

    // The device writes a new one, edits one, and deletes one.
    let folder = app.folder().join("device");
    let bo = folder.join(with(&files, "FN:Bo Lind")[0]);
    let edited = files[with(&files, "FN:Bo Lind")[0]]
        .replace("\r\nEND:", "\r\nTITLE:Captain\r\nX-BOAT:Ida\r\nEND:");
    std::fs::write(&bo, edited).unwrap();
    std::fs::write(bo.with_file_name("device-1.vcf"), CARD).unwrap();
    std::fs::remove_file(folder.join(with(&files, "FN:Cy Orr")[0])).unwrap();
    synced(&app, &device, false).await;
    let program = app.program(&ada).await;
    let (_, found) = program.api("GET", "/contacts?sort=name", None).await;
    let people: Vec<_> = found["data"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| (row["name"].to_string(), row["title"].to_string()))
        .collect();
    assert_eq!(
        people,
        [
            ("\"Bo Lind\"".to_owned(), "\"Captain\"".to_owned()),
            ("\"Di Moe\"".to_owned(), "\"Baker\"".to_owned())
        ]
    );
    let mut scope = app.scope(&ada).await;
    assert!(
        contacts::contact(&mut scope, cy).await.is_err(),
        "in the trash"
    );
    contacts::restore_contact(&mut scope, cy).await.unwrap();
    scope.commit().await.unwrap();

    // And the workspace the other way round.
    let files = synced(&app, &device, false).await;
    assert_eq!(with(&files, "FN:Cy Orr").len(), 1, "{files:#?}");
    assert_eq!(with(&files, "X-BOAT:Ida").len(), 1);
    assert_eq!(with(&files, "X-PHONETIC-LAST-NAME:mo").len(), 1);
    let again = synced(&app, &device, false).await;
    assert_eq!(again, files, "it comes to rest");
}

/// Only what lies in the span that the client asks for.
#[tokio::test]
async fn vdirsyncer_asks_for_a_span_of_time() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let meeting = |uid: &str, day: &str, title: &str| {
        format!(
            "BEGIN:VEVENT\r\nUID:{uid}\r\nDTSTART:{day}T140000Z\r\nDTEND:{day}T150000Z\r\nSUMMARY:{title}\r\n\
             ORGANIZER:mailto:ada@kith.example\r\nATTENDEE;CN=Bo Lind:mailto:bo@lind.example\r\nEND:VEVENT\r\n"
        )
    };
    let file = format!(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{}{}{}END:VCALENDAR\r\n",
        meeting("1", "20260201", "Long ago"),
        meeting("2", "20260310", "Soon"),
        meeting("3", "20260601", "Later"),
    );
    app.import_file(&ada, "work.ics", file.as_bytes()).await;
    let mut scope = app.scope(&ada).await;
    for (title, when) in [
        ("Call Bo", "2026-03-09 09:00"),
        ("Call Cy", "2026-05-09 09:00"),
    ] {
        let input = TaskInput {
            title: title.to_owned(),
            when: when.to_owned(),
            ..TaskInput::default()
        };
        tasks::add_task(&mut scope, chrono_tz::UTC, input)
            .await
            .unwrap();
    }
    for (name, birthday) in [("Di Moe", "1980-03-12"), ("Ed Fox", "1980-07-12")] {
        let input = ContactInput {
            name: Some(name.to_owned()),
            birthday: Some(birthday.to_owned()),
            ..ContactInput::default()
        };
        contacts::create_contact(&mut scope, input).await.unwrap();
    }
    scope.commit().await.unwrap();
    let device = Device::of(&app, &ada).await;
    let span = serde_json::json!({
        "start_date": "datetime(2026, 3, 5)",
        "end_date": "datetime(2026, 3, 20)",
        "item_types": ["VEVENT", "VTODO"],
    });
    let files = synced_within(&app, &device, true, span).await;
    let times: Vec<_> = files.keys().filter(|name| name.ends_with(".ics")).collect();
    assert_eq!(times.len(), 3, "{files:#?}");
    for title in ["Soon", "Call Bo", "Birthday: Di Moe"] {
        assert_eq!(
            with(&files, &format!("SUMMARY:{title}")).len(),
            1,
            "{title}: {files:#?}"
        );
    }
    assert_eq!(with(&files, "With Bo Lind").len(), 1);
}
