//! Several imports at once.

use super::*;

/// Each mailbox shares half of its messages and people with the next, in another order.
fn overlapping(number: i64) -> Vec<u8> {
    let mut mails: Vec<Mail> = (number * 600..number * 600 + 1_200)
        .map(|n| {
            let person = format!("Person {} <p{}@place.example>", n % 97, n % 97);
            Mail::new(&format!("m{n}"), n % 300, "ada@kith.example", &person)
        })
        .collect();
    if number % 2 == 1 {
        mails.reverse();
    }
    mailbox(&mails).into_bytes()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 3)]
async fn three_imports_at_once_account_for_everything() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let mut runs = Vec::new();
    let mut ids = Vec::new();
    for number in 0..3 {
        let file = app.folder().join(format!("{number}.mbox"));
        std::fs::write(&file, overlapping(number)).unwrap();
        let id = import_local_file(&ada, &file).await.unwrap();
        ids.push(id);
        let (kith, workspace) = (app.kith.clone(), ada.workspace);
        runs.push(tokio::spawn(async move {
            run(&kith, workspace, id, 1, &Stop::new()).await
        }));
    }
    for run in runs {
        run.await.unwrap().unwrap();
    }
    let (mut stored, mut created) = (0, 0);
    for id in ids {
        let report = report(&app, &ada, id).await;
        assert_eq!((report.state.as_str(), report.listed), ("done", 1_200));
        assert_eq!(report.listed, sum(&report));
        stored += report.stored;
        created += report.contacts_created;
    }
    assert_eq!((stored, created), (2_400, 97));
    let mut scope = app.scope(&ada).await;
    let counts: (i64, i64, i64) = sqlx::query_as(
        "select (select count(*) from interactions), (select count(*) from participants),
                (select count(*) from contacts)",
    )
    .fetch_one(scope.db())
    .await
    .unwrap();
    assert_eq!(counts, (2_400, 2_400, 97));
}
