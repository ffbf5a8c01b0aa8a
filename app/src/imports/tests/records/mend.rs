//! Rows that could not be used are mended in place.

use super::*;
use crate::routes::paths;

const TABLE: &str =
    "Name,Email,Phone\nBo Lind,bo@lind.example,\n\"Orr, Cy\",cy@orr.example,1,2\n,,\n";

#[tokio::test]
async fn a_broken_row_is_shown_and_mended() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let report = import_bytes(&app, &ada, "people.csv", TABLE.as_bytes()).await;
    assert_eq!((report.stored, report.listed, sum(&report)), (1, 3, 3));
    assert_eq!(report.failed.get("ragged"), Some(&1), "{:?}", report.failed);
    let broken: i64 =
        sqlx::query_scalar("select id from import_rejections where reason = 'ragged'")
            .fetch_one(app.scope(&ada).await.db())
            .await
            .unwrap();
    let browser = app.browser(&ada).await;
    let page = browser.page(&paths::rejected(report.import_id)).await;
    assert!(
        page.contains("4 fields where the header has 3") && page.contains("record 2"),
        "{page}"
    );
    let page = browser
        .page(&format!(
            "{}?mend={broken}",
            paths::rejected(report.import_id)
        ))
        .await;
    assert!(
        page.contains("value=\"Orr, Cy\"") && page.contains("Too much"),
        "{page}"
    );
    let mend = async |cells: [&str; 4]| {
        let (id, rejection) = (report.import_id.to_string(), broken.to_string());
        let fields = [
            ("id", id.as_str()),
            ("rejection", rejection.as_str()),
            ("cells[0]", cells[0]),
            ("cells[1]", cells[1]),
            ("cells[2]", cells[2]),
            ("cells[3]", cells[3]),
        ];
        browser
            .post_form("/do/app/imports/actions/mend_row", &fields)
            .await
    };
    mend(["Cy Orr", "cy@orr.example", "1", "2"]).await;
    assert_eq!(
        super::super::report(&app, &ada, report.import_id)
            .await
            .stored,
        1,
        "still too much"
    );
    mend(["Cy Orr", "cy@orr.example", "", ""]).await;
    let after = super::super::report(&app, &ada, report.import_id).await;
    assert_eq!(
        (after.stored, after.contacts_created, after.listed),
        (2, 2, sum(&after))
    );
    assert_eq!(after.failed.get("ragged"), None);
    let names: Vec<Value> = people(&app, &ada)
        .await
        .into_iter()
        .map(|row| row["name"].clone())
        .collect();
    assert_eq!(names, ["Bo Lind", "Cy Orr"]);
}
