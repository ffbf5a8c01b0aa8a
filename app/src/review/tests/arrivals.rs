//! Who comes, and is somebody who is here.

use serde_json::Value;

use super::*;
use crate::testing::Mail;

const PHONE: &str = "+491701234567";

async fn here(app: &TestApp, ada: &Viewer) -> Vec<String> {
    let mut scope = app.scope(ada).await;
    sqlx::query_scalar("select name from contacts where deleted_at is null order by name")
        .fetch_all(scope.db())
        .await
        .unwrap()
}

/// One after the other, some time ago, each compared before the next comes.
async fn come(app: &TestApp, ada: &Viewer, people: &[(&str, &str, &str)]) -> Vec<Uuid> {
    let mut ids = Vec::new();
    for (minute, (name, email, phone)) in (0_i64..).zip(people) {
        let mut scope = app.scope(ada).await;
        scope.now += chrono::Duration::minutes(minute - 60);
        ids.push(add(&mut scope, name, email, phone).await);
        scope.commit().await.unwrap();
        app.run_jobs().await;
    }
    ids
}

const TWICE: [(&str, &str, &str); 2] = [
    ("Mike Turner", "mike.turner@gmail.com", PHONE),
    ("Michael Turner", "miketurner@gmail.com", PHONE),
];

#[tokio::test]
async fn who_is_certainly_here_is_joined_and_can_be_taken_back() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let ids = come(&app, &ada, &TWICE).await;
    assert_eq!(here(&app, &ada).await.len(), 1);
    let mut scope = app.scope(&ada).await;
    let said: (Uuid, Uuid, Value, f32, String, Option<Uuid>) = sqlx::query_as(
        "select contact_id, other_contact_id, evidence, probability, rule_version, actor_id
         from identity_decisions where kind = 'merge'",
    )
    .fetch_one(scope.db())
    .await
    .unwrap();
    assert_eq!((said.0, said.1, said.5), (ids[0], ids[1], None));
    assert!(said.3 >= 0.95 && said.4 == "matching-2", "{said:?}");
    assert!(!said.2.as_array().unwrap().is_empty(), "{said:?}");
    drop(scope);
    let browser = app.browser(&ada).await;
    let page = browser.page(&format!("/contacts/{}/history", ids[0])).await;
    assert!(page.contains("Kith, because it is certain"), "{page}");
    assert!(page.contains("Un-merge Michael Turner"), "{page}");
    let mut scope = app.scope(&ada).await;
    part_contact(&mut scope, ids[1]).await.unwrap();
    scope.commit().await.unwrap();
    app.run_jobs().await;
    scan(&app, &ada).await;
    app.run_jobs().await;
    assert_eq!(here(&app, &ada).await, ["Michael Turner", "Mike Turner"]);
    assert!(waiting(&app, &ada).await.is_empty());
}

#[tokio::test]
async fn who_comes_by_a_file_or_by_mail_is_compared_and_the_import_says_so() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    come(&app, &ada, &TWICE[..1]).await;
    let table = format!(
        "Name,Email,Phone\nMichael Turner,mt@initech.example,{PHONE}\nZoe Quist,zoe@quist.example,\n"
    );
    let file = app.import_file(&ada, "people.csv", table.as_bytes()).await;
    assert_eq!(
        here(&app, &ada).await.len(),
        2,
        "{:?}",
        here(&app, &ada).await
    );
    let browser = app.browser(&ada).await;
    let page = browser.page(&format!("/imports/{file}")).await;
    assert!(page.contains("Certainly somebody who was here"), "{page}");
    let mails = [
        Mail::new("1", 9, ME, "Mike Turner <miketurner@gmail.com>"),
        Mail::new("2", 8, "Mike Turner <miketurner@gmail.com>", ME),
    ];
    app.import(&ada, &mails).await;
    assert_eq!(
        here(&app, &ada).await.len(),
        2,
        "{:?}",
        here(&app, &ada).await
    );
    app.undo_import(&ada, file).await;
    assert_eq!(here(&app, &ada).await, ["Mike Turner"]);
    let mut scope = app.scope(&ada).await;
    let left: i64 = sqlx::query_scalar("select count(*) from contacts where import_id = $1")
        .bind(file)
        .fetch_one(scope.db())
        .await
        .unwrap();
    assert_eq!(left, 0, "nobody decided about whom the file brought");
}

#[tokio::test]
async fn the_doubtful_wait_for_an_answer() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let rare = ("Zbigniew Krzywonos", "", "");
    come(&app, &ada, &[rare, rare]).await;
    let pairs = waiting(&app, &ada).await;
    assert_eq!((here(&app, &ada).await.len(), pairs.len()), (2, 1));
    assert!((0.7..0.95).contains(&pairs[0].probability), "{pairs:?}");
}

#[tokio::test]
async fn two_birthdays_at_one_address_wait_for_an_answer() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    for (minute, birthday) in [(1, Some("1950-02-11")), (2, None), (3, Some("1981-09-30"))] {
        let mut scope = app.scope(&ada).await;
        scope.now += chrono::Duration::minutes(minute - 60);
        let input = ContactInput {
            name: Some("John Smith".to_owned()),
            emails: Some(vec!["smiths@web.de".to_owned()]),
            birthday: birthday.map(str::to_owned),
            ..ContactInput::default()
        };
        contacts::create_contact(&mut scope, input).await.unwrap();
        scope.commit().await.unwrap();
        app.run_jobs().await;
    }
    let pairs = waiting(&app, &ada).await;
    assert_eq!((here(&app, &ada).await.len(), pairs.len()), (2, 1));
    assert!((0.7..0.9).contains(&pairs[0].probability), "{pairs:?}");
    let said = pairs[0].sentences();
    let is_told = said
        .iter()
        .any(|one| one.contains("two different birthdays"));
    assert!(is_told, "{said:?}");
}

#[tokio::test]
async fn namesakes_and_colleagues_are_never_joined() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let office = "+493012345";
    let people = [
        ("Tom Lee", "tom@acme.example", office),
        ("Tim Lee", "tim@acme.example", office),
        ("Wei Zhang", "wei.zhang@acme.example", office),
        ("Wei Zhao", "wei.zhao@acme.example", office),
        ("Maria Rossi", "info@rossi.example", ""),
        ("Mario Rossi", "mario@rossi.example", ""),
        ("John Smith", "", ""),
        ("John Smith", "", ""),
        ("Alex", "alex@hooli.example", ""),
        ("Alex", "", ""),
    ];
    come(&app, &ada, &people).await;
    assert_eq!(here(&app, &ada).await.len(), people.len());
}

#[tokio::test]
async fn a_workspace_joins_nobody_if_it_does_not_want_to() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let mut scope = app.scope(&ada).await;
    choose_join_from(&mut scope, None).await.unwrap();
    scope.commit().await.unwrap();
    come(&app, &ada, &TWICE).await;
    assert_eq!(here(&app, &ada).await.len(), 2);
    let pairs = waiting(&app, &ada).await;
    assert!(pairs.len() == 1 && pairs[0].probability > 0.95, "{pairs:?}");
}

#[tokio::test]
async fn who_was_rejected_or_made_anyway_is_never_joined() {
    let app = TestApp::start().await;
    let (ada, mike, michael) = crowd(&app).await;
    app.run_jobs().await;
    let mut scope = app.scope(&ada).await;
    reject_pair(&mut scope, PEOPLE, mike, michael)
        .await
        .unwrap();
    choose_join_from(&mut scope, Some(0.9)).await.unwrap();
    let phone =
        crate::contacts::NewPoint::plain(crate::contacts::types::PointKind::Phone, "+491709999999");
    for id in [mike, michael] {
        contacts::add_point(&mut scope, id, phone.clone())
            .await
            .unwrap();
    }
    scope.commit().await.unwrap();
    app.run_jobs().await;
    assert_eq!(here(&app, &ada).await.len(), 5);
    let browser = app.browser(&ada).await;
    let fields = [
        ("name", "Zoe Quist"),
        ("email", "zoe@quist.example"),
        ("title", ""),
        ("company", ""),
        ("anyway", "true"),
    ];
    browser
        .post_form("/do/app/contacts/actions/create_contact", &fields)
        .await;
    app.run_jobs().await;
    assert_eq!(here(&app, &ada).await.len(), 6);
    assert!(waiting(&app, &ada).await.is_empty());
}

#[tokio::test]
async fn those_of_whom_two_are_not_one_are_all_left_to_a_person() {
    let app = TestApp::start().await;
    let (ada, mike, michael) = crowd(&app).await;
    app.run_jobs().await;
    let mut scope = app.scope(&ada).await;
    reject_pair(&mut scope, PEOPLE, mike, michael)
        .await
        .unwrap();
    choose_join_from(&mut scope, Some(0.95)).await.unwrap();
    add(&mut scope, "Mike Turner", "mike.turner@gmail.com", PHONE).await;
    scope.commit().await.unwrap();
    app.run_jobs().await;
    assert_eq!(here(&app, &ada).await.len(), 6, "nobody was joined");
    assert_eq!(waiting(&app, &ada).await.len(), 2);
}

#[tokio::test]
async fn an_order_is_there_once_and_what_says_nothing_new_is_not_compared() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let waiting = async || -> i64 {
        sqlx::query_scalar(
            "select count(*) from apalis.jobs
             where status = 'Pending' and convert_from(job, 'UTF8')::jsonb ->> 'order' = 'match_arrivals'",
        )
        .fetch_one(&app.kith.pool)
        .await
        .unwrap()
    };
    for (name, email, phone) in TWICE {
        let mut scope = app.scope(&ada).await;
        add(&mut scope, name, email, phone).await;
        scope.commit().await.unwrap();
        assert_eq!(waiting().await, 1);
    }
    app.run_jobs().await;
    assert_eq!((waiting().await, here(&app, &ada).await.len()), (0, 1));
    let marks = async || -> (i64, i64) {
        let mut scope = app.scope(&ada).await;
        sqlx::query_as("select count(*) filter (where waits), count(*) from contact_comparisons")
            .fetch_one(scope.db())
            .await
            .unwrap()
    };
    assert_eq!(marks().await.0, 0);
    let mut scope = app.scope(&ada).await;
    let id: Uuid = sqlx::query_scalar("select id from contacts where deleted_at is null")
        .fetch_one(scope.db())
        .await
        .unwrap();
    let title = crate::contacts::types::ContactField::Title;
    contacts::edit_contact(&mut scope, id, title, "Mate".to_owned())
        .await
        .unwrap();
    let noted = super::super::arrivals::marks(&mut scope).await.unwrap();
    assert!(noted.len() == 1 && !noted[0].is_changed);
    scope.commit().await.unwrap();
    app.run_jobs().await;
    assert_eq!(marks().await.0, 0);
}

#[tokio::test]
async fn who_returns_is_compared_with_those_who_came_meanwhile() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let ids = come(&app, &ada, &TWICE[..1]).await;
    let mut scope = app.scope(&ada).await;
    contacts::delete_contact(&mut scope, ids[0]).await.unwrap();
    scope.commit().await.unwrap();
    come(&app, &ada, &TWICE[1..]).await;
    assert_eq!(here(&app, &ada).await.len(), 1);
    let mut scope = app.scope(&ada).await;
    contacts::restore_contact(&mut scope, ids[0]).await.unwrap();
    scope.commit().await.unwrap();
    assert_eq!(here(&app, &ada).await.len(), 2);
    app.run_jobs().await;
    assert_eq!(here(&app, &ada).await.len(), 1);
}

/// A file of one stranger, read only half, as far as its row tells.
async fn half_read(app: &TestApp, ada: &Viewer) -> Uuid {
    let file = app
        .import_file(
            ada,
            "people.csv",
            b"Name,Email\nZoe Quist,zoe@quist.example\n",
        )
        .await;
    let mut scope = app.scope(ada).await;
    sqlx::query("update imports set state = 'running' where id = $1")
        .bind(file)
        .execute(scope.db())
        .await
        .unwrap();
    scope.commit().await.unwrap();
    file
}

#[tokio::test]
async fn who_waited_for_an_import_is_compared_when_it_is_stopped() {
    for way in ["cancel", "pause"] {
        let app = TestApp::start().await;
        let ada = app.owner(ME).await;
        let file = half_read(&app, &ada).await;
        come(&app, &ada, &TWICE).await;
        assert_eq!(here(&app, &ada).await.len(), 3, "the import runs");
        let mut scope = app.scope(&ada).await;
        match way {
            "cancel" => crate::imports::cancel(&mut scope, file).await.unwrap(),
            _ => crate::imports::pause(&mut scope, file).await.unwrap(),
        }
        scope.commit().await.unwrap();
        app.run_jobs().await;
        assert_eq!(here(&app, &ada).await.len(), 2, "{way}");
    }
}

#[tokio::test]
async fn who_waited_for_an_import_is_compared_when_it_fails() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let file = half_read(&app, &ada).await;
    come(&app, &ada, &TWICE).await;
    let attempt: i32 = {
        let mut scope = app.scope(&ada).await;
        sqlx::query_scalar("select attempt from imports where id = $1")
            .bind(file)
            .fetch_one(scope.db())
            .await
            .unwrap()
    };
    crate::imports::give_up(&app.kith, ada.workspace, file, attempt)
        .await
        .unwrap();
    app.run_jobs().await;
    assert_eq!(here(&app, &ada).await.len(), 2);
}

#[tokio::test]
async fn the_history_offers_no_way_back_to_whom_an_undo_took_away() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let ids = come(&app, &ada, &TWICE[..1]).await;
    let table = format!("Name,Email,Phone\nMichael Turner,mt@initech.example,{PHONE}\n");
    let file = app.import_file(&ada, "people.csv", table.as_bytes()).await;
    let browser = app.browser(&ada).await;
    let address = format!("/contacts/{}/history", ids[0]);
    let page = browser.page(&address).await;
    assert!(page.contains("Un-merge Michael Turner"), "{page}");
    app.undo_import(&ada, file).await;
    let page = browser.page(&address).await;
    assert!(
        page.contains("Joined with") && page.contains("not here any more"),
        "{page}"
    );
    assert!(!page.contains("Un-merge"), "{page}");
    let program = app.program(&ada).await;
    let (_, told) = program.api("GET", &address, None).await;
    let told = told["data"].as_array().unwrap();
    let join = told.iter().find(|one| one["field"] == "joined").unwrap();
    assert_eq!(join["may_be_reverted"], false, "{join}");
    let path = format!("{address}/{}/revert", join["id"]);
    assert_eq!(program.api("POST", &path, None).await.0, 409);
}

#[tokio::test]
async fn the_history_says_that_two_were_parted_since() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let ids = come(&app, &ada, &TWICE).await;
    let browser = app.browser(&ada).await;
    let mut scope = app.scope(&ada).await;
    part_contact(&mut scope, ids[1]).await.unwrap();
    scope.commit().await.unwrap();
    let page = browser.page(&format!("/contacts/{}/history", ids[0])).await;
    assert!(page.contains("parted since"), "{page}");
    assert!(!page.contains("Un-merge"), "{page}");
    assert!(page.contains("Bring back: Joined with"), "{page}");
}
