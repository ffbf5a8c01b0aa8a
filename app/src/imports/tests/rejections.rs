//! What was not used, as a file.

use super::*;

#[tokio::test]
async fn what_was_not_used_can_be_downloaded() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let text = mixed().replace("Subject: Lunch\nX-Gmail", "Subject: =1+1\nX-Gmail");
    let report = import_text(&app, &ada, &text).await;
    let browser = app.browser(&ada).await;
    let answer = browser
        .open(&crate::routes::paths::rejections(report.import_id))
        .await;
    assert_eq!(answer.headers()["content-type"], "text/csv; charset=utf-8");
    let csv = answer.text().await.unwrap();
    assert_eq!(csv.lines().count(), 4, "{csv}");
    assert!(
        csv.contains("\"draft\",\"ada@kith.example\",\"'=1+1\""),
        "no formulas: {csv}"
    );
}

#[tokio::test]
async fn what_cannot_be_read_is_named_by_its_subject() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let lost = "From x\nSubject: Minutes\nDate: Wed, 1 Apr 2026 10:00:00 +0000\n\nNo sender.\n\n";
    let report = import_text(&app, &ada, &format!("{lost}{}", mixed())).await;
    let browser = app.browser(&ada).await;
    let path = crate::routes::paths::rejections(report.import_id);
    let csv = browser.open(&path).await.text().await.unwrap();
    assert!(csv.contains("\"no_sender\",\"\",\"Minutes\""), "{csv}");
}

#[tokio::test]
async fn the_file_comes_in_pieces_and_whole() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let id = import_text(&app, &ada, &mixed()).await.import_id;
    let mut scope = app.scope(&ada).await;
    sqlx::query(
        "insert into import_rejections (import_id, workspace_id, place, outcome, reason, subject)
         select $1, acting_workspace(), n, 'skipped', 'list', 'number ' || n || '.' from generate_series(1, 2500) as n",
    )
    .bind(id)
    .execute(scope.db())
    .await
    .unwrap();
    scope.commit().await.unwrap();
    let browser = app.browser(&ada).await;
    let answer = browser.open(&crate::routes::paths::rejections(id)).await;
    assert_eq!(answer.content_length(), None, "it is not made in memory");
    let csv = answer.text().await.unwrap();
    assert_eq!(csv.lines().count(), 1 + 3 + 2_500);
    for number in 1..=2_500 {
        assert!(csv.contains(&format!("\"number {number}.\"")), "{number}");
    }
}

#[tokio::test]
async fn nothing_is_told_of_an_import_that_is_not_there() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let browser = app.browser(&ada).await;
    let path = crate::routes::paths::rejections(Uuid::from_u128(7));
    assert_eq!(browser.open(&path).await.status(), 404);
}
