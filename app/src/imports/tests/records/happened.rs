//! Meetings and chats become what happened between people.

use super::*;

async fn timeline(app: &TestApp, viewer: &Viewer) -> Vec<Value> {
    let query = "select i.kind, i.direction, i.subject, i.body, i.recipients,
        (select jsonb_agg(jsonb_build_array(p.role, coalesce(c.name, r.external_id)) order by p.role, r.external_id)
         from participants p
         join source_records r on r.id = p.source_record_id
         left join identity_links l on l.source_record_id = r.id
         left join contacts c on c.id = l.contact_id
         where p.interaction_id = i.id) as people
        from interactions i order by i.occurred_at, i.body";
    rows(app, viewer, query).await
}

#[tokio::test]
async fn a_chat_between_two_knows_who_is_who() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let name = "WhatsApp Chat with Bo Reed.txt";
    let first = import_bytes(&app, &ada, name, &sample(name)).await;
    assert_eq!(
        (first.state.as_str(), first.stored, first.contacts_created),
        ("done", 3, 1),
        "{:?}",
        first.error
    );
    assert_eq!(first.listed, sum(&first));
    let said: Vec<Value> = timeline(&app, &ada)
        .await
        .into_iter()
        .map(|row| json!([row["kind"], row["direction"], row["people"]]))
        .collect();
    assert_eq!(
        said,
        [
            json!(["message", "in", [["from", "Bo Reed"]]]),
            json!(["message", "out", [["to", "Bo Reed"]]]),
            json!(["message", "in", [["from", "Bo Reed"]]]),
        ]
    );
    let counts = "select name, inbound_count, outbound_count from contacts";
    assert_eq!(
        rows(&app, &ada, counts).await,
        [json!({ "name": "Bo Reed", "inbound_count": 2, "outbound_count": 1 })]
    );
    let again = import_bytes(&app, &ada, name, &sample(name)).await;
    assert_eq!(
        (again.stored, again.known, again.contacts_created),
        (0, 3, 0)
    );
    for (id, left) in [(first.import_id, 3), (again.import_id, 0)] {
        let mut scope = app.scope(&ada).await;
        undo(&mut scope, id).await.unwrap();
        scope.commit().await.unwrap();
        app.run_jobs().await;
        assert_eq!(timeline(&app, &ada).await.len(), left);
    }
    assert_eq!(
        rows(&app, &ada, "select id from contacts").await,
        [] as [Value; 0]
    );
    assert_eq!(
        rows(&app, &ada, "select id from source_records").await,
        [] as [Value; 0]
    );
}

#[tokio::test]
async fn a_group_asks_who_the_member_is_and_remembers() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let group = |day: u32| {
        format!(
            "0{day}/01/24, 21:15 - Bo Reed: Hi\n0{day}/01/24, 21:16 - Quill: Hi all\n0{day}/01/24, 21:17 - Cy Orr: Hello\n"
        )
    };
    let file = app.folder().join("WhatsApp Chat - Hikers.txt");
    std::fs::write(&file, group(1)).unwrap();
    let asking = crate::imports::upload::Intake {
        ask: true,
        ..Default::default()
    };
    let id = import_local(&ada, &file, &asking).await.unwrap();
    app.run_jobs().await;
    let asked = report(&app, &ada, id).await;
    assert_eq!(asked.state, "asking");
    let proposed: Vec<&str> = asked
        .proposed_addresses
        .iter()
        .map(|found| found.address.as_str())
        .collect();
    assert_eq!(proposed, ["Bo Reed", "Cy Orr", "Quill"]);
    let page = app
        .browser(&ada)
        .await
        .page(&crate::routes::paths::import(id))
        .await;
    assert!(
        page.contains("Which of these are you?") && page.contains("Cy Orr"),
        "{page}"
    );
    let mut scope = app.scope(&ada).await;
    answer_addresses(&mut scope, id, &["Quill".to_owned()])
        .await
        .unwrap();
    scope.commit().await.unwrap();
    app.run_jobs().await;
    let done = report(&app, &ada, id).await;
    assert_eq!(
        (done.state.as_str(), done.stored, done.contacts_created),
        ("done", 3, 2)
    );
    let mine: Vec<Value> = timeline(&app, &ada)
        .await
        .into_iter()
        .filter(|row| row["direction"] == "out")
        .collect();
    assert_eq!(mine.len(), 1);
    assert_eq!(
        mine[0]["people"],
        json!([["to", "Bo Reed"], ["to", "Cy Orr"]])
    );
    std::fs::write(&file, group(2)).unwrap();
    let second = import_local(&ada, &file, &asking).await.unwrap();
    app.run_jobs().await;
    assert_eq!(report(&app, &ada, second).await.state, "done");
}

#[tokio::test]
async fn an_account_of_telegram_brings_contacts_and_chats_of_the_same_people() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let report = import_bytes(&app, &ada, "result.json", &sample("telegram-full.json")).await;
    assert_eq!(
        (report.state.as_str(), report.listed),
        ("done", sum(&report)),
        "{:?}",
        report.error
    );
    let people = people(&app, &ada).await;
    assert_eq!(people[0]["name"], "Bo Reed");
    let said = timeline(&app, &ada).await;
    assert_eq!(said[0]["people"], json!([["from", "Bo Reed"]]));
}

/// A calendar of Ada's: met, cancelled, declined, alone, to come.
fn calendar() -> String {
    let event = |id: &str, start: &str, rest: &str| {
        format!(
            "BEGIN:VEVENT\r\nUID:{id}\r\nDTSTART:{start}\r\nDTEND:{start}\r\nSUMMARY:{id}\r\nORGANIZER;CN=Ada Berg:mailto:ada@kith.example\r\nATTENDEE;PARTSTAT=ACCEPTED:mailto:ada@kith.example\r\n{rest}END:VEVENT\r\n"
        )
    };
    let bo = "ATTENDEE;CN=Bo Lind;PARTSTAT=ACCEPTED:mailto:bo@lind.example\r\n";
    let events = [
        event("met", "20260201T100000Z", bo),
        event(
            "cancelled",
            "20260202T100000Z",
            &format!("{bo}STATUS:CANCELLED\r\n"),
        ),
        event("alone", "20260203T100000Z", ""),
        event("to-come", "20260401T100000Z", bo),
        event(
            "weekly",
            "20260205T100000Z",
            &format!("{bo}RRULE:FREQ=WEEKLY;COUNT=3\r\n"),
        ),
    ];
    format!(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{}END:VCALENDAR\r\n",
        events.concat()
    )
}

#[tokio::test]
async fn meetings_count_for_those_who_were_there() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let report = import_bytes(&app, &ada, "ada.ics", calendar().as_bytes()).await;
    assert_eq!(
        (report.state.as_str(), report.stored),
        ("done", 5),
        "{:?}",
        report.error
    );
    assert_eq!(
        report.skipped,
        [("alone".to_owned(), 1), ("cancelled".to_owned(), 1)].into()
    );
    assert_eq!(report.listed, sum(&report));
    let met = timeline(&app, &ada).await;
    assert_eq!(
        met[0],
        json!({ "kind": "meeting", "direction": "none", "subject": "met", "body": "", "recipients": 1, "people": [["to", "Bo Lind"]] })
    );
    let last = "select name, last_contact_at from contacts";
    assert_eq!(
        rows(&app, &ada, last).await,
        [json!({ "name": "Bo Lind", "last_contact_at": "2026-02-19T10:00:00+00:00" })]
    );
    let again = import_bytes(&app, &ada, "ada.ics", calendar().as_bytes()).await;
    assert_eq!((again.stored, again.known), (0, 5));
    for id in [report.import_id, again.import_id] {
        let mut scope = app.scope(&ada).await;
        undo(&mut scope, id).await.unwrap();
        scope.commit().await.unwrap();
        app.run_jobs().await;
    }
    assert_eq!(
        rows(&app, &ada, "select id from contacts").await,
        [] as [Value; 0]
    );
    assert_eq!(
        rows(&app, &ada, "select id from interactions").await,
        [] as [Value; 0]
    );
}
