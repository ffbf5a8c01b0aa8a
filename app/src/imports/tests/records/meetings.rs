//! Calendars that are exported again: meetings that moved, were renamed, called off, and who
//! takes part without an address.

use super::*;

/// An event of Ada's with Bo.
fn event(uid: &str, start: &str, rest: &str) -> String {
    format!(
        "BEGIN:VEVENT\r\nUID:{uid}\r\nDTSTART:{start}\r\nDTEND:{start}\r\nORGANIZER;CN=Ada Berg:mailto:ada@kith.example\r\nATTENDEE;CN=Bo Lind;PARTSTAT=ACCEPTED:mailto:bo@lind.example\r\n{}\r\nEND:VEVENT\r\n",
        rest.replace('\n', "\r\n")
    )
}

fn calendar(events: &[String]) -> Vec<u8> {
    format!(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{}END:VCALENDAR\r\n",
        events.concat()
    )
    .into_bytes()
}

/// When, what, and with whom.
async fn met(app: &TestApp, viewer: &Viewer) -> Vec<Value> {
    let query =
        "select to_char(i.occurred_at at time zone 'UTC', 'MM-DD HH24:MI') as at, i.subject,
        (select jsonb_agg(coalesce(c.name, r.external_id) order by coalesce(c.name, r.external_id))
         from participants p
         join source_records r on r.id = p.source_record_id
         left join identity_links l on l.source_record_id = r.id
         left join contacts c on c.id = l.contact_id
         where p.interaction_id = i.id) as who
        from interactions i where i.kind = 'meeting' order by i.occurred_at, i.subject";
    let found = rows(app, viewer, query).await.into_iter();
    found
        .map(|row| json!([row["at"], row["subject"], row["who"]]))
        .collect()
}

async fn last_contact(app: &TestApp, viewer: &Viewer) -> Vec<Value> {
    rows(
        app,
        viewer,
        "select name, last_contact_at from contacts order by name",
    )
    .await
}

fn first() -> Vec<u8> {
    let said = |words: &str| format!("SUMMARY:{words}\nSEQUENCE:0\nLAST-MODIFIED:20260101T080000Z");
    calendar(&[
        event("moves", "20260203T100000Z", &said("Tea")),
        event("renamed", "20260204T100000Z", &said("Talk")),
        event("called-off", "20260205T100000Z", &said("Lunch")),
    ])
}

fn second() -> Vec<u8> {
    let later = "LAST-MODIFIED:20260110T080000Z";
    let cy = "ATTENDEE;CN=Cy Orr:mailto:cy@orr.example";
    calendar(&[
        event(
            "called-off",
            "20260205T100000Z",
            &format!("SUMMARY:Lunch\nSTATUS:CANCELLED\nSEQUENCE:1\n{later}"),
        ),
        event(
            "renamed",
            "20260204T100000Z",
            &format!("SUMMARY:Long talk\n{later}"),
        ),
        event(
            "moves",
            "20260202T150000Z",
            &format!("SUMMARY:Tea\nSEQUENCE:2\n{cy}\n{later}"),
        ),
    ])
}

#[tokio::test]
async fn a_meeting_is_as_its_newest_version_says_whatever_came_first() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let older = import_bytes(&app, &ada, "a.ics", &first()).await;
    assert_eq!(older.stored, 3);
    let before = met(&app, &ada).await;
    assert_eq!(
        before,
        [
            json!(["02-03 10:00", "Tea", ["Bo Lind"]]),
            json!(["02-04 10:00", "Talk", ["Bo Lind"]]),
            json!(["02-05 10:00", "Lunch", ["Bo Lind"]]),
        ]
    );
    let newer = import_bytes(&app, &ada, "b.ics", &second()).await;
    assert_eq!(
        (newer.stored, newer.known, newer.listed),
        (2, 0, sum(&newer))
    );
    assert_eq!(newer.skipped, [("cancelled".to_owned(), 1)].into());
    let after = [
        json!(["02-02 15:00", "Tea", ["Bo Lind", "Cy Orr"]]),
        json!(["02-04 10:00", "Long talk", ["Bo Lind"]]),
    ];
    assert_eq!(met(&app, &ada).await, after);
    assert_eq!(
        last_contact(&app, &ada).await,
        [
            json!({ "name": "Bo Lind", "last_contact_at": "2026-02-04T10:00:00+00:00" }),
            json!({ "name": "Cy Orr", "last_contact_at": "2026-02-02T15:00:00+00:00" }),
        ]
    );
    app.undo_import(&ada, newer.import_id).await;
    assert_eq!(met(&app, &ada).await, before);
    assert_eq!(
        last_contact(&app, &ada).await,
        [json!({ "name": "Bo Lind", "last_contact_at": "2026-02-05T10:00:00+00:00" })]
    );
    app.undo_import(&ada, older.import_id).await;
    assert_eq!(met(&app, &ada).await, [] as [Value; 0]);
    for id in [newer.import_id, older.import_id] {
        let mut scope = app.scope(&ada).await;
        redo(&mut scope, id).await.unwrap();
        scope.commit().await.unwrap();
        app.run_jobs().await;
    }
    let late = report(&app, &ada, older.import_id).await;
    assert_eq!((late.stored, late.known, late.listed), (0, 3, 3));
    assert_eq!(met(&app, &ada).await, after, "the older file came last");
    app.undo_import(&ada, newer.import_id).await;
    assert_eq!(met(&app, &ada).await, before);
    let mut scope = app.scope(&ada).await;
    redo(&mut scope, newer.import_id).await.unwrap();
    scope.commit().await.unwrap();
    app.run_jobs().await;
    app.undo_import(&ada, older.import_id).await;
    assert_eq!(met(&app, &ada).await, after);
    app.undo_import(&ada, newer.import_id).await;
    for table in [
        "contacts",
        "interactions",
        "source_records",
        "meeting_statements",
    ] {
        let left = rows(&app, &ada, &format!("select 1 from {table}")).await;
        assert_eq!(left, [] as [Value; 0], "{table}");
    }
}

#[tokio::test]
async fn whose_only_meeting_was_called_off_met_nobody() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let one = |rest: &str| calendar(&[event("one", "20260203T100000Z", rest)]);
    import_bytes(&app, &ada, "a.ics", &one("SEQUENCE:0")).await;
    let off = import_bytes(&app, &ada, "b.ics", &one("SEQUENCE:1\nSTATUS:CANCELLED")).await;
    let bo = "select name, last_contact_at, score > 0 as is_near from contacts";
    assert_eq!(
        rows(&app, &ada, bo).await,
        [json!({ "name": "Bo Lind", "last_contact_at": null, "is_near": false })]
    );
    app.undo_import(&ada, off.import_id).await;
    assert_eq!(rows(&app, &ada, bo).await[0]["is_near"], true);
}

#[tokio::test]
async fn a_series_has_the_occurrences_of_its_newest_version() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let weekly = |start: &str, rest: &str| {
        let rest = format!("SUMMARY:Weekly\nRRULE:FREQ=WEEKLY;COUNT=3\n{rest}");
        event("weekly", start, &rest)
    };
    let times = async || -> Vec<Value> {
        let found = met(&app, &ada).await.into_iter();
        found.map(|one| one[0].clone()).collect()
    };
    let apart = event(
        "weekly",
        "20260213T160000Z",
        "SUMMARY:Weekly\nRECURRENCE-ID:20260212T100000Z\nLAST-MODIFIED:20260105T080000Z",
    );
    let plain = weekly("20260205T100000Z", "LAST-MODIFIED:20260101T080000Z");
    let original = import_bytes(&app, &ada, "a.ics", &calendar(std::slice::from_ref(&plain))).await;
    assert_eq!(times().await, ["02-05 10:00", "02-12 10:00", "02-19 10:00"]);
    import_bytes(&app, &ada, "b.ics", &calendar(&[plain, apart])).await;
    assert_eq!(times().await, ["02-05 10:00", "02-13 16:00", "02-19 10:00"]);
    let moved = weekly(
        "20260205T113000Z",
        "SEQUENCE:1\nLAST-MODIFIED:20260110T080000Z\nEXDATE:20260212T113000Z",
    );
    let moved = import_bytes(&app, &ada, "c.ics", &calendar(&[moved])).await;
    assert_eq!(times().await, ["02-05 11:30", "02-19 11:30"]);
    assert_eq!((moved.stored, moved.listed), (2, 2));
    app.undo_import(&ada, original.import_id).await;
    assert_eq!(times().await, ["02-05 11:30", "02-19 11:30"]);
    app.undo_import(&ada, moved.import_id).await;
    assert_eq!(times().await, ["02-05 10:00", "02-13 16:00", "02-19 10:00"]);
    let off = String::from_utf8(calendar(&[event(
        "weekly",
        "20260205T100000Z",
        "SEQUENCE:3\nLAST-MODIFIED:20260120T080000Z",
    )]))
    .unwrap()
    .replace("VERSION:2.0", "METHOD:CANCEL");
    import_bytes(&app, &ada, "off.ics", off.as_bytes()).await;
    assert_eq!(times().await, [] as [Value; 0]);
}

#[tokio::test]
async fn the_same_under_another_stamp_is_known() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let stamped = |stamp: &str| {
        calendar(&[event(
            "one",
            "20260203T100000Z",
            &format!("SUMMARY:Tea\nDTSTAMP:{stamp}"),
        )])
    };
    let first = import_bytes(&app, &ada, "a.ics", &stamped("20260210T000000Z")).await;
    let again = import_bytes(&app, &ada, "b.ics", &stamped("20260220T000000Z")).await;
    assert_eq!((again.stored, again.known), (0, 1));
    app.undo_import(&ada, first.import_id).await;
    assert_eq!(met(&app, &ada).await.len(), 1);
    app.undo_import(&ada, again.import_id).await;
    assert_eq!(met(&app, &ada).await, [] as [Value; 0]);
}

#[tokio::test]
async fn who_has_no_address_takes_part_by_name_or_number() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let meeting = "BEGIN:VEVENT\r\nUID:x\r\nDTSTART:20260203T100000Z\r\nSUMMARY:Walk\r\n\
        ORGANIZER;CN=Ada Quill:mailto:ada@kith.example\r\n\
        ATTENDEE;CN=Di Moe:invalid:nomail\r\n\
        ATTENDEE;CN=Ed Fox:tel:+49-30-1234567\r\n\
        ATTENDEE;CN=Room 5;CUTYPE=ROOM:invalid:nomail\r\n\
        ATTENDEE;CN=Gone Away;PARTSTAT=DECLINED:invalid:nomail\r\nEND:VEVENT\r\n";
    let file = calendar(&[meeting.to_owned()]);
    let report = import_bytes(&app, &ada, "walk.ics", &file).await;
    assert_eq!((report.stored, report.contacts_created), (1, 2));
    assert_eq!(
        met(&app, &ada).await,
        [json!(["02-03 10:00", "Walk", ["Di Moe", "Ed Fox"]])]
    );
    let people = people(&app, &ada).await;
    assert_eq!(people[1]["points"], json!(["+49301234567"]));
    let again = import_bytes(&app, &ada, "again.ics", &file).await;
    assert_eq!((again.known, again.contacts_created), (1, 0));
    for id in [report.import_id, again.import_id] {
        app.undo_import(&ada, id).await;
    }
    for table in ["contacts", "source_records"] {
        let left = rows(&app, &ada, &format!("select 1 from {table}")).await;
        assert_eq!(left, [] as [Value; 0], "{table}");
    }
}
