//! Records that are somebody else's: taken from a contact, kept away from it, brought back.

use super::*;
use crate::{
    context::Viewer,
    merging::records::{SourceRecord, part_record, parted_off, records_of, return_record},
};

const BO: &str = "Name,Email,Job Title\nBo Lind,bo@lind.example,Captain\n";
/// The same said anew.
const AGAIN: &str = "Name,Email,Phone\nBo Lind,bo@lind.example,+49 30 1234567\n";

/// Bo as mail knows him, and a table that says something under his address.
async fn bo(app: &TestApp) -> (Viewer, Uuid) {
    let ada = app.owner(ME).await;
    let mails = [
        Mail::new("m1", 9, ME, "Bo Lind <bo@lind.example>"),
        Mail::new("m2", 8, "Bo Lind <bo@lind.example>", ME),
    ];
    app.import(&ada, &mails).await;
    let mut scope = app.scope(&ada).await;
    let bo = called(&mut scope, "Bo Lind").await;
    assert_eq!(bo.len(), 1);
    (ada, bo[0])
}

async fn called(scope: &mut Scope, name: &str) -> Vec<Uuid> {
    sqlx::query_scalar("select id from contacts where name = $1 and deleted_at is null order by id")
        .bind(name)
        .fetch_all(scope.db())
        .await
        .unwrap()
}

async fn deliver(app: &TestApp, ada: &Viewer, table: &str) -> Uuid {
    app.import_file(ada, "people.csv", table.as_bytes()).await
}

async fn records(scope: &mut Scope, contact: Uuid) -> Vec<SourceRecord> {
    records_of(scope, contact, None, 50).await.unwrap()
}

async fn record(scope: &mut Scope, contact: Uuid, source: &str) -> Uuid {
    let all = records(scope, contact).await;
    let found = all.iter().find(|one| one.source == source);
    found.unwrap_or_else(|| panic!("{source}: {all:?}")).id
}

async fn title(scope: &mut Scope, contact: Uuid) -> Option<String> {
    contacts::contact(scope, contact).await.unwrap().title
}

async fn messages(scope: &mut Scope, contact: Uuid) -> usize {
    let all = timeline::interactions_of(scope, contact, None, 100).await;
    all.unwrap().len()
}

async fn phones(scope: &mut Scope, contact: Uuid) -> usize {
    let all = contacts::points(scope, contact).await.unwrap();
    let phones = all.iter();
    phones
        .filter(|point| point.kind == PointKind::Phone.as_str())
        .count()
}

fn both(one: Uuid, other: Uuid) -> Vec<Uuid> {
    vec![one.min(other), one.max(other)]
}

/// What was decided about a record, and whether by somebody.
async fn decisions(scope: &mut Scope, record: Uuid) -> Vec<(String, bool)> {
    sqlx::query_as(
        "select kind, actor_id is not null from identity_decisions
         where source_record_id = $1
         order by kind",
    )
    .bind(record)
    .fetch_all(scope.db())
    .await
    .unwrap()
}

#[tokio::test]
async fn what_an_exact_key_linked_is_taken_away_stays_away_and_comes_back() {
    let app = TestApp::start().await;
    let (ada, bo) = bo(&app).await;
    deliver(&app, &ada, BO).await;
    let mut scope = app.scope(&ada).await;
    assert_eq!(title(&mut scope, bo).await.as_deref(), Some("Captain"));
    let said = records(&mut scope, bo).await;
    assert_eq!(said.len(), 2);
    assert!(said.iter().all(|one| one.may_be_parted), "{said:?}");
    let table = record(&mut scope, bo, "csv").await;
    let taken = part_record(&mut scope, table, None).await.unwrap();
    assert_eq!(taken.from, bo);
    assert_eq!(title(&mut scope, bo).await, None);
    assert_eq!(
        title(&mut scope, taken.to).await.as_deref(),
        Some("Captain")
    );
    assert_eq!(emails(&mut scope, taken.to).await, ["bo@lind.example"]);
    assert_eq!(emails(&mut scope, bo).await, ["bo@lind.example"]);
    assert_eq!(messages(&mut scope, bo).await, 2);
    assert_eq!(messages(&mut scope, taken.to).await, 0);
    scope.commit().await.unwrap();
    // The same row, and the row with something else in it: a table has no ids.
    deliver(&app, &ada, BO).await;
    deliver(&app, &ada, AGAIN).await;
    let mut scope = app.scope(&ada).await;
    assert_eq!(called(&mut scope, "Bo Lind").await, both(bo, taken.to));
    assert_eq!(title(&mut scope, bo).await, None);
    assert_eq!(phones(&mut scope, bo).await, 0);
    assert_eq!(phones(&mut scope, taken.to).await, 1);
    let gone = parted_off(&mut scope, bo, 9).await.unwrap();
    assert_eq!((gone.len(), gone[0].holder), (1, taken.to));
    let there = records(&mut scope, taken.to).await;
    let back = there.iter().find(|one| one.id == table).unwrap();
    assert_eq!(back.parted_from, Some(bo));
    let back = return_record(&mut scope, table).await.unwrap();
    assert_eq!((back.from, back.to), (taken.to, bo));
    assert_eq!(called(&mut scope, "Bo Lind").await, [bo]);
    assert_eq!(title(&mut scope, bo).await.as_deref(), Some("Captain"));
    assert_eq!(phones(&mut scope, bo).await, 1, "what came meanwhile");
    assert_eq!(return_record(&mut scope, table).await, Err(Error::NotFound));
    let told = decisions(&mut scope, table).await;
    let by_hand = |kind: &str| (kind.to_owned(), true);
    let by_itself = ("link".to_owned(), false);
    assert_eq!(told, [by_itself, by_hand("reopen"), by_hand("split")]);
    scope.commit().await.unwrap();
    deliver(&app, &ada, &AGAIN.replace("1234567", "7654321")).await;
    let mut scope = app.scope(&ada).await;
    assert_eq!(called(&mut scope, "Bo Lind").await, [bo]);
    assert_eq!(phones(&mut scope, bo).await, 2);
}

#[tokio::test]
async fn it_is_remembered_when_the_record_went_with_its_import_and_comes_anew() {
    let app = TestApp::start().await;
    let (ada, bo) = bo(&app).await;
    let import = deliver(&app, &ada, BO).await;
    let mut scope = app.scope(&ada).await;
    let table = record(&mut scope, bo, "csv").await;
    part_record(&mut scope, table, None).await.unwrap();
    scope.commit().await.unwrap();
    app.undo_import(&ada, import).await;
    app.run_jobs().await;
    let mut scope = app.scope(&ada).await;
    assert_eq!(called(&mut scope, "Bo Lind").await, [bo]);
    drop(scope);
    deliver(&app, &ada, BO).await;
    let mut scope = app.scope(&ada).await;
    let mut others = called(&mut scope, "Bo Lind").await;
    others.retain(|id| *id != bo);
    assert_eq!(others.len(), 1, "neither by the address nor by likeness");
    assert_eq!(title(&mut scope, bo).await, None);
    let other = title(&mut scope, others[0]).await;
    assert_eq!(other.as_deref(), Some("Captain"));
}

#[tokio::test]
async fn mail_goes_to_whom_one_chooses_with_what_came_by_it() {
    let app = TestApp::start().await;
    let (ada, bo) = bo(&app).await;
    deliver(&app, &ada, BO).await;
    let mut scope = app.scope(&ada).await;
    let di = add(&mut scope, "Di Berg", "di@berg.example").await;
    timeline::add_note(&mut scope, bo, "Likes tea")
        .await
        .unwrap();
    let mail = record(&mut scope, bo, "mail").await;
    let taken = part_record(&mut scope, mail, Some(di)).await.unwrap();
    assert_eq!(taken.to, di);
    assert_eq!(messages(&mut scope, di).await, 2);
    assert_eq!(messages(&mut scope, bo).await, 1, "the note stays");
    let one = contacts::contact(&mut scope, di).await.unwrap();
    assert_eq!((one.inbound_count, one.outbound_count), (1, 1));
    scope.commit().await.unwrap();
    app.import(&ada, &[Mail::new("m3", 7, "Bo Lind <bo@lind.example>", ME)])
        .await;
    let mut scope = app.scope(&ada).await;
    assert_eq!(messages(&mut scope, di).await, 3);
    assert_eq!(called(&mut scope, "Bo Lind").await, [bo]);
    let changes = history::changes(&mut scope, bo, None, 9).await.unwrap();
    let told = changes.iter().find(|one| one.field == "parted_record");
    let told = told.unwrap().id;
    history::revert_change(&mut scope, bo, told).await.unwrap();
    assert_eq!(messages(&mut scope, bo).await, 4);
    assert_eq!(messages(&mut scope, di).await, 0);
    assert_eq!(emails(&mut scope, di).await, ["di@berg.example"]);
    let pairs: i64 = sqlx::query_scalar("select count(*) from identity_candidates")
        .fetch_one(scope.db())
        .await
        .unwrap();
    assert_eq!(pairs, 0, "nothing is said of the two any more");
}

#[tokio::test]
async fn with_whom_it_came_it_goes() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let table = "Name,Email\nRobert Lind,robert@home.example\n";
    app.import_file(&ada, "one.csv", table.as_bytes()).await;
    let mut scope = app.scope(&ada).await;
    let robert = called(&mut scope, "Robert Lind").await[0];
    let bo = add(&mut scope, "Bo Lind", "bo@lind.example").await;
    merge(&mut scope, bo, robert).await;
    let said = records(&mut scope, bo).await;
    let came = said.iter().find(|one| one.source == "csv").unwrap();
    assert_eq!(came.came_with.as_deref(), Some("Robert Lind"));
    let taken = part_record(&mut scope, came.id, None).await.unwrap();
    assert_eq!((taken.from, taken.to), (bo, robert));
    assert_eq!(emails(&mut scope, bo).await, ["bo@lind.example"]);
    assert_eq!(emails(&mut scope, robert).await, ["robert@home.example"]);
    return_record(&mut scope, came.id).await.unwrap();
    assert_eq!(emails(&mut scope, bo).await.len(), 2);
    part_contact(&mut scope, robert).await.unwrap();
    assert_eq!(emails(&mut scope, robert).await, ["robert@home.example"]);
}

#[tokio::test]
async fn a_contact_that_somebody_worked_with_is_joined_when_its_record_comes_back() {
    let app = TestApp::start().await;
    let (ada, bo) = bo(&app).await;
    deliver(&app, &ada, BO).await;
    let mut scope = app.scope(&ada).await;
    let table = record(&mut scope, bo, "csv").await;
    let taken = part_record(&mut scope, table, None).await.unwrap();
    timeline::add_note(&mut scope, taken.to, "Sings")
        .await
        .unwrap();
    return_record(&mut scope, table).await.unwrap();
    assert_eq!(called(&mut scope, "Bo Lind").await, [bo]);
    assert_eq!(messages(&mut scope, bo).await, 3);
    let joined = joined_to(&mut scope, bo).await.unwrap();
    assert_eq!(joined.len(), 1);
    part_contact(&mut scope, taken.to).await.unwrap();
    assert_eq!(messages(&mut scope, taken.to).await, 1);
}

#[tokio::test]
async fn what_is_all_that_is_known_and_what_was_written_by_hand_stays() {
    let app = TestApp::start().await;
    let (ada, bo) = bo(&app).await;
    let eve = app.owner("eve@other.example").await;
    let mut scope = app.scope(&ada).await;
    let mail = record(&mut scope, bo, "mail").await;
    assert_eq!(
        part_record(&mut scope, mail, None).await,
        Err(Error::Conflict)
    );
    assert!(!records(&mut scope, bo).await[0].may_be_parted);
    edit(&mut scope, bo, ContactField::Title, "Mate").await;
    let hand = record(&mut scope, bo, "edit").await;
    assert_eq!(
        part_record(&mut scope, hand, None).await,
        Err(Error::NotFound)
    );
    assert_eq!(
        part_record(&mut scope, mail, Some(bo)).await,
        Err(Error::invalid("to", FieldCode::Circular))
    );
    let mut other = app.scope(&eve).await;
    assert_eq!(
        part_record(&mut other, mail, None).await,
        Err(Error::NotFound)
    );
    assert_eq!(return_record(&mut scope, mail).await, Err(Error::NotFound));
    part_record(&mut scope, mail, None).await.unwrap();
}

#[tokio::test]
async fn in_the_browser_a_record_is_given_away_and_brought_back() {
    let app = TestApp::start().await;
    let (ada, bo) = bo(&app).await;
    deliver(&app, &ada, BO).await;
    let mut scope = app.scope(&ada).await;
    let di = add(&mut scope, "Di Berg", "di@berg.example").await;
    let table = record(&mut scope, bo, "csv").await;
    scope.commit().await.unwrap();
    let browser = app.browser(&ada).await;
    let contact = browser.page(&format!("/contacts/{bo}")).await;
    let place = format!("/contacts/{bo}/sources");
    assert!(contact.contains(&place), "{contact}");
    let page = browser.page(&place).await;
    for words in ["From a table", "it has the same address", "2 messages"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let asked = format!("{place}?record={table}");
    assert!(page.contains(&asked), "{page}");
    let page = browser.page(&asked).await;
    assert!(page.contains("Make it a contact of its own"), "{page}");
    let page = browser.page(&format!("{asked}&with=nobody+here")).await;
    assert!(page.contains("Nobody else here is called that."), "{page}");
    let page = browser.page(&format!("{asked}&with=berg")).await;
    assert!(page.contains("It is theirs"), "{page}");
    let part = "/do/app/merging/actions/part_record";
    let (record, to) = (table.to_string(), di.to_string());
    let answer = browser
        .post_form(part, &[("record", &record), ("to", &to)])
        .await;
    assert_eq!(
        answer.headers()["location"],
        format!("/contacts/{di}").as_str()
    );
    let page = browser.page(&format!("/contacts/{di}")).await;
    assert!(
        page.contains("Di Berg&#x27;s now.") || page.contains("Di Berg's now."),
        "{page}"
    );
    assert!(page.contains("Undo") && page.contains("Captain"), "{page}");
    let page = browser.page(&place).await;
    assert!(
        page.contains("Somebody else") && page.contains("Bring back"),
        "{page}"
    );
    let page = browser.page(&format!("/contacts/{bo}/history")).await;
    assert!(page.contains("Take back"), "{page}");
    let back = "/do/app/merging/actions/return_record";
    let answer = browser.post_form(back, &[("record", &record)]).await;
    assert_eq!(
        answer.headers()["location"],
        format!("/contacts/{bo}").as_str()
    );
    let page = browser.page(&format!("/contacts/{bo}/history")).await;
    assert!(page.contains("Came back"), "{page}");
}

#[tokio::test]
async fn a_program_lists_parts_and_returns() {
    let app = TestApp::start().await;
    let (ada, bo) = bo(&app).await;
    deliver(&app, &ada, BO).await;
    let program = app.program(&ada).await;
    let place = format!("/contacts/{bo}/sources");
    let (_, first) = program.api("GET", &format!("{place}?limit=1"), None).await;
    assert_eq!(first["data"].as_array().unwrap().len(), 1);
    let cursor = first["meta"]["next_cursor"].as_str().unwrap();
    let rest = format!("{place}?limit=1&cursor={cursor}");
    let (_, rest) = program.api("GET", &rest, None).await;
    assert_eq!(rest["meta"], json!({}));
    let both = [&first["data"][0], &rest["data"][0]];
    let table = both.iter().find(|one| one["source"] == "csv").unwrap();
    assert_eq!(table["linked_by"], "email");
    assert_eq!(table["reached_by"], json!(["bo@lind.example"]));
    let id = table["id"].as_str().unwrap();
    let part = format!("/sources/{id}/part");
    let (status, answer) = program.api("POST", &part, Some(json!({}))).await;
    assert_eq!((status, &answer["data"]["title"]), (200, &json!("Captain")));
    let (status, _) = program.api("POST", &part, Some(json!({}))).await;
    assert_eq!(status, 409, "nothing else is known of that one");
    let back = format!("/sources/{id}/return");
    let (status, answer) = program.api("POST", &back, None).await;
    assert_eq!((status, &answer["data"]["id"]), (200, &json!(bo)));
    let (status, _) = program.api("POST", &back, None).await;
    assert_eq!(status, 404);
}
