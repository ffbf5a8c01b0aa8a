//! The timeline of a company: all that happened with everybody there, each once.

use serde_json::json;

use super::*;
use crate::timeline::{self, Whose};

/// A meeting each week with both, and one with Bo alone.
const CALENDAR: &str = "BEGIN:VCALENDAR\r
VERSION:2.0\r
BEGIN:VEVENT\r
UID:weekly\r
DTSTART:20250303T090000Z\r
DTEND:20250303T093000Z\r
RRULE:FREQ=WEEKLY;COUNT=4\r
SUMMARY:Sync\r
ORGANIZER;CN=Ada Berg:mailto:ada@kith.example\r
ATTENDEE;PARTSTAT=ACCEPTED:mailto:ada@kith.example\r
ATTENDEE;CN=Bo Lind;PARTSTAT=ACCEPTED:mailto:bo@lind.example\r
ATTENDEE;CN=Cy Lind;PARTSTAT=ACCEPTED:mailto:cy@lind.example\r
END:VEVENT\r
BEGIN:VEVENT\r
UID:once\r
DTSTART:20250401T090000Z\r
DTEND:20250401T093000Z\r
SUMMARY:Lunch\r
ORGANIZER;CN=Ada Berg:mailto:ada@kith.example\r
ATTENDEE;PARTSTAT=ACCEPTED:mailto:ada@kith.example\r
ATTENDEE;CN=Bo Lind;PARTSTAT=ACCEPTED:mailto:bo@lind.example\r
END:VEVENT\r
END:VCALENDAR\r
";

#[tokio::test]
async fn it_holds_mail_meetings_and_notes_of_everybody_each_once() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let both = "Bo Lind <bo@lind.example>, Cy Lind <cy@lind.example>";
    let mails = [
        Mail::new("1", 300, ME, both).subject("To both"),
        Mail::new("2", 299, ME, "Bo Lind <bo@lind.example>").subject("To Bo"),
        Mail::new("3", 298, ME, "Zoe Zeta <zoe@zeta.example>").subject("To Zoe"),
    ];
    app.import(&ada, &mails).await;
    app.import_file(&ada, "ada.ics", CALENDAR.as_bytes()).await;
    let mut scope = app.scope(&ada).await;
    let all = list(&mut scope, &query("lind", CompanySort::Name))
        .await
        .unwrap();
    let lind = all[0].id;
    let cy = people(&mut scope, lind, 10).await.unwrap();
    let cy = cy.iter().find(|person| person.name == "Cy Lind").unwrap();
    timeline::add_note(&mut scope, cy.id, "Likes tea")
        .await
        .unwrap();
    let counts = timeline::counts_of(&mut scope, Whose::Company(lind))
        .await
        .unwrap();
    assert_eq!(json!(counts), json!({ "mail": 2, "meeting": 5, "note": 1 }));
    let threads = timeline::threads_of(&mut scope, Whose::Company(lind), None, None, 10)
        .await
        .unwrap();
    let sum: i64 = threads.iter().map(|thread| thread.count).sum();
    assert_eq!(
        (threads.len(), sum),
        (5, 8),
        "series and threads are folded"
    );
    scope.commit().await.unwrap();
    let browser = app.browser(&ada).await;
    let place = format!("/companies/{lind}");
    let html = browser.page(&place).await;
    for words in [
        "8 interactions",
        "every week, 4 times, last on 24 March 2025",
        "Lunch",
        "To both",
        "Likes tea",
        "show=meeting#timeline",
    ] {
        assert!(html.contains(words), "{words}: {html}");
    }
    assert!(!html.contains("To Zoe"), "{html}");
    let program = app.program(&ada).await;
    let (_, answer) = program.api("GET", &place, None).await;
    assert_eq!(answer["data"]["timeline"], json!(counts));
    let html = browser.page(&format!("{place}?show=meeting")).await;
    assert!(html.contains("Sync") && html.contains("8 interactions"));
    assert!(!html.contains("To both") && !html.contains("Likes tea"));
}

#[tokio::test]
async fn programs_page_through_it() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let both = "Bo Lind <bo@lind.example>, Cy Lind <cy@lind.example>";
    let mails: Vec<Mail> = (1..=5)
        .map(|day| Mail::new(&format!("m{day}"), day, ME, both))
        .collect();
    app.import(&ada, &mails).await;
    let mut scope = app.scope(&ada).await;
    let all = list(&mut scope, &query("lind", CompanySort::Name))
        .await
        .unwrap();
    let place = format!("/companies/{}/interactions", all[0].id);
    let program = app.program(&ada).await;
    let (mut seen, mut cursor) = (Vec::new(), String::new());
    loop {
        let path = format!("{place}?limit=2{cursor}");
        let (status, answer) = program.api("GET", &path, None).await;
        assert_eq!(status, 200, "{answer}");
        let rows = answer["data"].as_array().unwrap();
        seen.extend(rows.iter().map(|row| row["id"].clone()));
        match answer["meta"]["next_cursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => break,
        }
    }
    assert_eq!(seen.len(), 5);
    let gone = format!("/companies/{}/interactions", Uuid::nil());
    assert_eq!(program.api("GET", &gone, None).await.0, 404);
}
