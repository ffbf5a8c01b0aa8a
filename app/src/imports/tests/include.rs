//! What was skipped, imported nevertheless: exactly counted, and undone with the rest.

use super::*;

const ME: &str = "Ada <ada@kith.example>";

fn mails() -> Vec<Mail> {
    let bo = "Bo Lind <bo@lind.example>";
    let news = |id: &str, days| {
        Mail::new(id, days, "News <news@paper.example>", ME)
            .header("List-Unsubscribe: <https://paper.example/off>\nPrecedence: bulk")
    };
    let labelled = |id: &str, from: &str, to: &str, label: &str| {
        Mail::new(id, 5, from, to).header(&format!("X-Gmail-Labels: {label}"))
    };
    vec![
        Mail::new("1", 30, ME, bo),
        Mail::new("2", 29, bo, ME),
        news("3", 20),
        news("4", 19),
        labelled("5", "Cy <cy@orr.example>", ME, "Spam"),
        labelled("6", ME, "Di Ray <di@ray.example>", "Trash"),
        labelled("7", ME, "Ed Pe <ed@pe.example>", "Drafts"),
        Mail::new("8", 3, "Office <info@ray.example>", ME),
    ]
}

async fn take_in(app: &TestApp, ada: &Viewer, id: Uuid, reason: &str) -> ImportReport {
    let program = app.program(ada).await;
    let body = json!({ "reason": reason });
    let path = format!("/imports/{id}/include");
    let (status, body) = program.api("POST", &path, Some(body)).await;
    assert_eq!(status, 200, "{body}");
    app.run_jobs().await;
    report(app, ada, id).await
}

async fn rejected(app: &TestApp, ada: &Viewer, id: Uuid) -> Vec<String> {
    let query = RejectionQuery {
        limit: 50,
        ..RejectionQuery::default()
    };
    let rows = rejections(&mut app.scope(ada).await, id, &query).await;
    rows.unwrap().into_iter().map(|row| row.reason).collect()
}

async fn standings(app: &TestApp, ada: &Viewer) -> Vec<String> {
    let mut scope = app.scope(ada).await;
    sqlx::query_scalar(
        "select concat_ws(' ', split_part(external_id, '@', 1), direction, standing)
         from interactions order by 1",
    )
    .fetch_all(scope.db())
    .await
    .unwrap()
}

async fn contacts_of(app: &TestApp, ada: &Viewer) -> Vec<String> {
    let mut scope = app.scope(ada).await;
    sqlx::query_scalar("select name from contacts order by name")
        .fetch_all(scope.db())
        .await
        .unwrap()
}

#[tokio::test]
async fn each_reason_is_taken_in_and_the_account_stays_exact() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let id = app.import(&ada, &mails()).await;
    let first = report(&app, &ada, id).await;
    assert_eq!((first.listed, first.stored), (8, 2));
    let mut stored = 2;
    for (reason, count) in [("newsletter", 2), ("spam", 1), ("trash", 1), ("role", 1)] {
        assert_eq!(
            first.skipped.get(reason),
            Some(&count),
            "{:?}",
            first.skipped
        );
        let now = take_in(&app, &ada, id, reason).await;
        stored += count;
        assert_eq!((now.state.as_str(), now.listed), ("done", 8));
        assert_eq!((now.stored, sum(&now)), (stored, 8), "{reason}");
        assert_eq!(now.skipped.get(reason), None);
        let listed = usize::try_from(8 - stored).unwrap();
        assert_eq!(rejected(&app, &ada, id).await.len(), listed);
    }
    assert_eq!(rejected(&app, &ada, id).await, ["draft"]);
    assert_eq!(
        standings(&app, &ada).await,
        [
            "1 out contact",
            "2 in contact",
            "3 in automated",
            "4 in automated",
            "5 in contact",
            "6 out contact",
            "8 in automated"
        ]
    );
    assert_eq!(contacts_of(&app, &ada).await, ["Bo Lind", "Di Ray"]);
}

#[tokio::test]
async fn what_was_taken_in_goes_with_the_import_and_comes_again_with_it() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let id = app.import(&ada, &mails()).await;
    let taken = take_in(&app, &ada, id, "newsletter").await;
    let steer = async |verb: &str| {
        let mut scope = app.scope(&ada).await;
        match verb {
            "undo" => undo(&mut scope, id).await.unwrap(),
            _ => redo(&mut scope, id).await.unwrap(),
        }
        scope.commit().await.unwrap();
        app.run_jobs().await;
        report(&app, &ada, id).await
    };
    let undone = steer("undo").await;
    assert_eq!((undone.state.as_str(), undone.removed), ("undone", 4));
    assert_eq!(standings(&app, &ada).await, Vec::<String>::new());
    let again = steer("redo").await;
    assert_eq!((again.stored, &again.skipped), (4, &taken.skipped));
    assert_eq!(again.included, ["newsletter"]);
}

#[tokio::test]
async fn what_another_import_stored_meanwhile_is_known() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let id = app.import(&ada, &mails()).await;
    let other = app.import(&ada, &mails()).await;
    take_in(&app, &ada, id, "newsletter").await;
    let second = take_in(&app, &ada, other, "newsletter").await;
    assert_eq!((second.stored, second.known, sum(&second)), (0, 4, 8));
}

#[tokio::test]
async fn a_run_that_was_stopped_counts_nothing_twice() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let news = (0..1_300).map(|n| {
        Mail::new(&format!("n{n}"), n % 300, "News <news@paper.example>", ME)
            .header("List-Unsubscribe: <https://paper.example/off>")
    });
    let id = app.import(&ada, &news.collect::<Vec<_>>()).await;
    let mut scope = app.scope(&ada).await;
    include(&mut scope, id, "newsletter").await.unwrap();
    scope.commit().await.unwrap();
    for batches in 1..=2 {
        run_one_step(&app, &ada, id).await;
        let stopped = report(&app, &ada, id).await;
        assert_eq!((stopped.stored, sum(&stopped)), (batches * 500, 1_300));
    }
    app.run_jobs().await;
    let report = report(&app, &ada, id).await;
    assert_eq!(
        (report.listed, report.stored, sum(&report)),
        (1_300, 1_300, 1_300)
    );
    assert_eq!(report.skipped, Default::default());
}

#[tokio::test]
async fn drafts_and_what_failed_cannot_be_taken_in_and_the_page_says_why() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let id = app.import(&ada, &mails()).await;
    let mut scope = app.scope(&ada).await;
    for reason in ["draft", "no_sender", "list", "nonsense"] {
        let refused = include(&mut scope, id, reason).await;
        assert!(matches!(refused, Err(Error::Invalid(_))), "{reason}");
    }
    drop(scope);
    let browser = app.browser(&ada).await;
    let page = browser.page(&crate::routes::paths::rejected(id)).await;
    assert!(page.contains("Drafts are not imported: they were never sent"));
    assert_eq!(page.matches("include_skipped").count(), 4, "{page}");
}

#[tokio::test]
async fn what_a_member_writes_in_the_name_of_an_office_is_not_skipped() {
    let app = TestApp::start().await;
    let ada = app.owner("info@kith.example").await;
    let bo = "Bo Lind <bo@lind.example>";
    let office = "Kith Office <info@kith.example>";
    let mails = [Mail::new("1", 3, office, bo), Mail::new("2", 2, bo, office)];
    let id = app.import(&ada, &mails).await;
    let report = report(&app, &ada, id).await;
    assert_eq!((report.stored, report.contacts_created), (2, 1));
    assert_eq!(
        standings(&app, &ada).await,
        ["1 out contact", "2 in contact"]
    );
}
