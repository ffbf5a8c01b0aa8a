//! Rows of tables have no ids: one that says something else about the same person is new, and
//! tells what changed.

use chrono::Duration;

use super::*;

const HEAD: &str = "Name,Email,Title,Company,Headline\n";

/// The tables, each imported so many days after the first.
async fn told(tables: &[(i64, &str)]) -> Vec<String> {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    for (number, (days, table)) in tables.iter().enumerate() {
        let then = Viewer {
            now: ada.now + Duration::days(*days),
            ..ada.clone()
        };
        app.import_file(&then, &format!("people{number}.csv"), table.as_bytes())
            .await;
        app.run_jobs().await;
    }
    let found = all(&mut app.scope(&ada).await).await;
    assert!(found.iter().all(|one| one.source == "record"), "{found:?}");
    found.into_iter().map(|one| one.summary).collect()
}

fn table(rows: &[&str]) -> String {
    format!("{HEAD}{}\n", rows.join("\n"))
}

const EDITOR: &str = "Jane Doe,jane@home.example,Editor,Acme GmbH,";
const ELSEWHERE: &str = "Jane Doe,jane@home.example,Editor,Globex Ltd,";
const BOSS: &str = "Jane Doe,jane@home.example,Head of Publishing,Acme GmbH,";

#[tokio::test]
async fn a_row_that_says_something_else_tells_what_changed() {
    for (before, now, expected) in [
        (EDITOR, ELSEWHERE, "Has a new job: Editor at Globex Ltd"),
        (EDITOR, BOSS, "Was promoted: Head of Publishing"),
        (
            "Jane Doe,jane@home.example,,,Sales Manager at Acme GmbH",
            "Jane Doe,jane@home.example,,,Sales Director at Globex Ltd",
            "Has a new job: Sales Director at Globex Ltd",
        ),
    ] {
        let found = told(&[(0, &table(&[before])), (40, &table(&[now]))]).await;
        assert_eq!(found, [expected], "{now}");
    }
}

#[tokio::test]
async fn what_is_no_news_is_not_told() {
    let other = "Bo Lind,bo@lind.example,Captain,Lind AB,";
    let as_it_was = table(&[EDITOR, other]);
    let both = table(&[EDITOR, ELSEWHERE]);
    let (as_it_was, both) = (as_it_was.as_str(), both.as_str());
    let with_another_column =
        "Name,Email,Company,Since\nJane Doe,jane@home.example,Globex Ltd,2020\n";
    let cases: [(&str, Vec<(i64, &str)>); 4] = [
        ("the same file twice", vec![(0, as_it_was), (40, as_it_was)]),
        ("two jobs at a time", vec![(0, as_it_was), (40, both)]),
        ("two jobs from the start", vec![(0, both), (40, as_it_was)]),
        (
            "another table",
            vec![(0, as_it_was), (40, with_another_column)],
        ),
    ];
    for (what, tables) in cases {
        assert_eq!(told(&tables).await, Vec::<String>::new(), "{what}");
    }
}

#[tokio::test]
async fn an_old_file_that_comes_again_tells_nothing_more() {
    let (old, new) = (table(&[EDITOR]), table(&[ELSEWHERE]));
    let found = told(&[(0, &old), (40, &new), (200, &old)]).await;
    assert_eq!(found, ["Has a new job: Editor at Globex Ltd"]);
}
