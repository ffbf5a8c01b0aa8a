//! A second own address, offered after the import; a mailbox that is nobody's here.

use super::{upload::Intake, *};
use crate::workspaces::ContactRule;

const ME: &str = "Ada <ada@kith.example>";
const OLD: &str = "Ada <ada@old.example>";
const BO: &str = "Bo Lind <bo@lind.example>";
const CY: &str = "Cy Orr <cy@orr.example>";

/// Ada's account owns it clearly; some of it went by her old address.
fn two_addresses() -> Vec<Mail> {
    let ids = ["1", "2", "3", "4", "5", "6"];
    let di = "Di Ray <di@ray.example>";
    let sides = [
        (ME, BO),
        (BO, ME),
        (ME, BO),
        (OLD, CY),
        (CY, OLD),
        (di, OLD),
    ];
    ids.iter()
        .zip(sides)
        .map(|(id, (from, to))| Mail::new(id, 9, from, to))
        .collect()
}

async fn press(app: &TestApp, ada: &Viewer, import: Uuid, claim: &str) -> u16 {
    let browser = app.browser(ada).await;
    let id = import.to_string();
    let form = [
        ("id", id.as_str()),
        ("address", "ada@old.example"),
        ("claim", claim),
    ];
    let answer = browser
        .post_form("/do/app/imports/actions/claim_address", &form)
        .await;
    app.run_jobs().await;
    answer.status().as_u16()
}

async fn names(app: &TestApp, ada: &Viewer) -> Vec<String> {
    let mut scope = app.scope(ada).await;
    sqlx::query_scalar("select name from contacts order by name")
        .fetch_all(scope.db())
        .await
        .unwrap()
}

#[tokio::test]
async fn a_second_own_address_is_offered_on_the_page_and_taken_by_one_press() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let done = import_text(&app, &ada, &mailbox(&two_addresses())).await;
    assert_eq!((done.state.as_str(), done.stored), ("done", 6));
    let page = crate::routes::paths::import(done.import_id);
    let browser = app.browser(&ada).await;
    let offered = browser.page(&page).await;
    assert!(offered.contains("These may be yours too") && offered.contains("ada@old.example"));
    assert_eq!(names(&app, &ada).await, ["Bo Lind"]);
    assert_eq!(press(&app, &ada, done.import_id, "mine").await, 302);
    assert_eq!(names(&app, &ada).await, ["Bo Lind", "Cy Orr"]);
    assert!(!browser.page(&page).await.contains("These may be yours too"));
    let report = report(&app, &ada, done.import_id).await;
    assert_eq!(
        report.own_addresses,
        ["ada@kith.example", "ada@old.example"]
    );
}

#[tokio::test]
async fn an_offer_can_be_declined_and_every_answer_taken_back() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let done = import_text(&app, &ada, &mailbox(&two_addresses())).await;
    let unclaimed = async || {
        let report = report(&app, &ada, done.import_id).await;
        report.unclaimed().count()
    };
    for (claim, left) in [
        ("not_mine", 0),
        ("open", 1),
        ("mine", 0),
        ("open", 1),
        ("mine", 0),
        ("not_mine", 0),
    ] {
        assert_eq!(press(&app, &ada, done.import_id, claim).await, 302);
        assert_eq!(unclaimed().await, left, "{claim}");
    }
    assert_eq!(
        names(&app, &ada).await,
        ["Bo Lind", "Cy Orr"],
        "contacts stay"
    );
    let mut scope = app.scope(&ada).await;
    let own = crate::workspaces::own_addresses(&mut scope).await.unwrap();
    assert_eq!(own, ["ada@kith.example"]);
    let stranger = claim(&mut scope, done.import_id, "bo@lind.example", Claim::Mine).await;
    assert_eq!(stranger, Err(Error::NotFound), "was never proposed");
}

/// What Bo and Cy wrote each other.
fn of_others() -> Vec<Mail> {
    vec![
        Mail::new("1", 9, BO, CY),
        Mail::new("2", 8, CY, BO),
        Mail::new("3", 7, BO, CY),
        Mail::new("4", 6, "News <news@paper.example>", BO)
            .header("List-Unsubscribe: <https://paper.example/off>"),
    ]
}

async fn as_others(app: &TestApp, ada: &Viewer) -> ImportReport {
    let file = app.folder().join("others.mbox");
    std::fs::write(&file, mailbox(&of_others())).unwrap();
    let intake = Intake {
        ask: true,
        ..Intake::default()
    };
    let id = import_local(ada, &file, &intake).await.unwrap();
    app.run_jobs().await;
    assert_eq!(report(app, ada, id).await.state, "asking");
    let browser = app.browser(ada).await;
    let form = [("id", id.to_string())];
    let form: Vec<(&str, &str)> = form.iter().map(|(n, v)| (*n, v.as_str())).collect();
    let answer = browser
        .post_form("/do/app/imports/actions/answer_none", &form)
        .await;
    assert_eq!(answer.status(), 302);
    app.run_jobs().await;
    report(app, ada, id).await
}

/// Each message with its direction and what it counts as.
async fn messages(app: &TestApp, ada: &Viewer) -> Vec<String> {
    let mut scope = app.scope(ada).await;
    sqlx::query_scalar(
        "select concat_ws(' ', external_id, direction, standing) from interactions order by 1",
    )
    .fetch_all(scope.db())
    .await
    .unwrap()
}

#[tokio::test]
async fn a_mailbox_of_others_is_kept_and_counts_for_no_relationship() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let done = as_others(&app, &ada).await;
    assert_eq!((done.state.as_str(), done.stored), ("done", 3));
    assert!(done.of_others);
    assert_eq!(done.own_addresses, ["ada@kith.example"]);
    assert_eq!(names(&app, &ada).await, Vec::<String>::new());
    let kept = ["1", "2", "3"].map(|id| format!("{id}@test.example none others"));
    assert_eq!(messages(&app, &ada).await, kept);
    let page = app
        .browser(&ada)
        .await
        .page(&crate::routes::paths::import(done.import_id))
        .await;
    assert!(page.contains("counts for no relationship"));
}

#[tokio::test]
async fn everyone_means_those_who_wrote_in_it_without_any_strength() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let mut scope = app.scope(&ada).await;
    crate::workspaces::choose_contact_rule(&mut scope, ContactRule::Everyone)
        .await
        .unwrap();
    scope.commit().await.unwrap();
    as_others(&app, &ada).await;
    let mut scope = app.scope(&ada).await;
    let found: Vec<(String, f32, i32, i32)> = sqlx::query_as(
        "select name, score, inbound_count, outbound_count from contacts order by name",
    )
    .fetch_all(scope.db())
    .await
    .unwrap();
    let weightless = |name: &str| (name.to_owned(), 0.0, 0, 0);
    assert_eq!(found, [weightless("Bo Lind"), weightless("Cy Orr")]);
}

#[tokio::test]
async fn claiming_an_address_of_it_later_turns_its_mail_and_back() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let done = as_others(&app, &ada).await;
    let before = messages(&app, &ada).await;
    let mut scope = app.scope(&ada).await;
    claim(&mut scope, done.import_id, "bo@lind.example", Claim::Mine)
        .await
        .unwrap();
    scope.commit().await.unwrap();
    app.run_jobs().await;
    assert_eq!(
        messages(&app, &ada).await,
        [
            "1@test.example out contact",
            "2@test.example in contact",
            "3@test.example out contact"
        ]
    );
    assert_eq!(names(&app, &ada).await, ["Cy Orr"]);
    let mut scope = app.scope(&ada).await;
    claim(&mut scope, done.import_id, "bo@lind.example", Claim::Open)
        .await
        .unwrap();
    scope.commit().await.unwrap();
    app.run_jobs().await;
    assert_eq!(messages(&app, &ada).await, before);
}
