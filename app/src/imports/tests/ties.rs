//! The strongest ties on the page of an import: of those it brought something of.

use super::*;
use crate::routes::paths;

const TABLE: &[u8] = b"Name,Email\nDi Fox,di@fox.example\n";

#[tokio::test]
async fn they_are_those_of_this_import_or_none() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let bo = "Bo Lind <bo@lind.example>";
    let first = [
        Mail::new("1", 30, "ada@kith.example", bo),
        Mail::new("2", 29, bo, "ada@kith.example"),
    ];
    let first = app.import(&ada, &first).await;
    let cy = [Mail::new(
        "3",
        20,
        "ada@kith.example",
        "Cy Orr <cy@orr.example>",
    )];
    let second = app.import(&ada, &cy).await;
    let table = app.import_file(&ada, "people.csv", TABLE).await;
    let browser = app.browser(&ada).await;
    for (import, there, away) in [(first, "Bo Lind", "Cy Orr"), (second, "Cy Orr", "Bo Lind")] {
        let page = browser.page(&paths::import(import)).await;
        assert!(page.contains("Strongest ties of this import"), "{page}");
        assert!(page.contains(there) && !page.contains(away), "{page}");
    }
    let page = browser.page(&paths::import(table)).await;
    assert!(!page.contains("Strongest ties"), "{page}");
    assert!(
        page.contains("Account") && !page.contains("Bo Lind"),
        "{page}"
    );
}
