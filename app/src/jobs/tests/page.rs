//! The page of the queue: own orders only, failures with a way to try again.

use uuid::Uuid;

use super::{fail_all, put, state};
use crate::{
    jobs::{Order, store},
    testing::{Client, TestApp},
    workspaces::Role,
};

const RETRY: &str = "/do/app/jobs/actions/retry_job";

async fn retry(browser: &Client, id: &str) -> u16 {
    let call = browser.request("POST", RETRY).form(&[("id", id)]);
    call.send().await.unwrap().status().as_u16()
}

#[tokio::test]
async fn a_member_sees_the_orders_of_the_own_workspace_only() {
    let app = TestApp::start().await;
    let (ada, eve) = (
        app.owner("ada@kith.example").await,
        app.owner("eve@other.example").await,
    );
    put(
        &app.kith.pool,
        &Order::RefreshScores {
            workspace: ada.workspace,
        },
    )
    .await;
    put(
        &app.kith.pool,
        &Order::RefreshSuggestions {
            workspace: eve.workspace,
        },
    )
    .await;
    put(&app.kith.pool, &Order::CleanSessions).await;
    for (viewer, expected) in [(&ada, "refresh_scores"), (&eve, "refresh_suggestions")] {
        let mut scope = app.scope(viewer).await;
        let rows = store::list(&mut scope, None, 10).await.unwrap();
        assert_eq!(
            rows.iter()
                .map(|row| row.order.as_str())
                .collect::<Vec<_>>(),
            [expected]
        );
        assert!(
            store::list(&mut scope, Some("Failed"), 10)
                .await
                .unwrap()
                .is_empty()
        );
    }
    let page = app.browser(&ada).await.page("/jobs").await;
    assert!(page.contains("Weigh relationships") && !page.contains("Choose whom to write to"));
}

#[tokio::test]
async fn a_failed_order_is_put_back_into_the_queue() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let order = Order::RefreshScores {
        workspace: ada.workspace,
    };
    put(&app.kith.pool, &order).await;
    let browser = app.browser(&ada).await;
    assert!(
        !browser.page("/jobs").await.contains(RETRY),
        "it has not failed"
    );
    fail_all(&app.kith.pool).await;
    let page = browser.page("/jobs?status=Failed").await;
    let id = page
        .split(RETRY)
        .nth(1)
        .unwrap()
        .split("value=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    let answer = browser.post_form(RETRY, &[("id", id)]).await;
    assert_eq!(answer.headers()["location"], "/jobs");
    assert_eq!(
        state(&app.kith.pool, &order).await,
        ("Pending".to_owned(), 0)
    );
    assert_eq!(retry(&browser, id).await, 404, "it waits already");
    app.run_jobs().await;
    assert_eq!(state(&app.kith.pool, &order).await.0, "Done");
    assert_eq!(retry(&browser, id).await, 404, "it is done");
}

#[tokio::test]
async fn an_order_of_others_or_of_nobody_is_not_retried() {
    let app = TestApp::start().await;
    let (ada, eve) = (
        app.owner("ada@kith.example").await,
        app.owner("eve@other.example").await,
    );
    put(
        &app.kith.pool,
        &Order::RefreshScores {
            workspace: ada.workspace,
        },
    )
    .await;
    put(&app.kith.pool, &Order::CleanSessions).await;
    fail_all(&app.kith.pool).await;
    let ids: Vec<String> = sqlx::query_scalar("select id from apalis.jobs")
        .fetch_all(&app.kith.pool)
        .await
        .unwrap();
    let foreign = app.browser(&eve).await;
    for id in ids
        .iter()
        .map(String::as_str)
        .chain([Uuid::from_u128(1).to_string().as_str()])
    {
        assert_eq!(retry(&foreign, id).await, 404);
    }
    let reader = app
        .browser(&app.colleague(&ada, "v@kith.example", Role::Viewer).await)
        .await;
    assert!(!reader.page("/jobs").await.contains(RETRY));
    assert_eq!(retry(&reader, &ids[0]).await, 403);
}

#[tokio::test]
async fn the_page_says_whether_a_worker_is_alive() {
    let app = TestApp::start().await;
    let browser = app.browser(&app.owner("ada@kith.example").await).await;
    assert!(
        browser
            .page("/jobs")
            .await
            .contains("No worker has run yet")
    );
    for (seen, words) in [
        ("2026-03-02T09:29:55Z", "A worker is at work"),
        ("2026-03-02T09:20:00Z", "No worker is at work"),
    ] {
        sqlx::query(
            "insert into apalis.workers (id, worker_type, storage_name, layers, last_seen)
             values ('w', 'kith', '', '', $1::timestamptz)
             on conflict (id) do update set last_seen = excluded.last_seen",
        )
        .bind(seen.parse::<chrono::DateTime<chrono::Utc>>().unwrap())
        .execute(&app.kith.pool)
        .await
        .unwrap();
        assert!(browser.page("/jobs").await.contains(words), "{words}");
    }
}
