//! Work that failed for good is told of once, to whom it concerns, with what to do.

use std::time::Duration;

use uuid::Uuid;

use super::{kith_with, titles};
use crate::{
    context::{Kith, Viewer},
    jobs::{
        Order,
        schedule::{Outcome, note_run},
    },
    testing::TestApp,
    workspaces::Role,
};

/// As the worker leaves it after its last try.
async fn fail(kith: &Kith, order: &Order) {
    note(kith, order, Outcome::Failed).await;
    order.give_up(kith).await.unwrap();
}

async fn note(kith: &Kith, order: &Order, outcome: Outcome) {
    let run = (kith.clock.now(), Duration::from_secs(1));
    let cause = anyhow::anyhow!("bo@lind.example could not be read");
    let said = (outcome, Some(&cause));
    note_run(kith, order, run, said).await.unwrap();
}

async fn change_of(viewer: &Viewer) -> Uuid {
    let mut scope = viewer.begin().await.unwrap();
    let id = scope.id();
    sqlx::query(
        "insert into bulk_changes (id, workspace_id, user_id, action, state, total, created_at)
         values ($1, acting_workspace(), $2, '{}', 'running', 3, $3)",
    )
    .bind(id)
    .bind(viewer.user)
    .bind(scope.now)
    .execute(scope.db())
    .await
    .unwrap();
    scope.commit().await.unwrap();
    id
}

fn change(workspace: Uuid, change: Uuid, attempt: i32) -> Order {
    Order::ChangeMany {
        workspace,
        change,
        attempt,
    }
}

#[tokio::test]
async fn what_somebody_asked_for_is_told_to_them_once_a_try() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let colin = app
        .colleague(&ada, "colin@kith.example", Role::Member)
        .await;
    let id = change_of(&colin).await;
    for _ in 0..2 {
        fail(&app.kith, &change(ada.workspace, id, 1)).await;
    }
    let told = "A change of many contacts stopped";
    assert_eq!(titles(&colin).await, [told]);
    assert_eq!(titles(&ada).await, Vec::<String>::new());
    let page = app.browser(&colin).await.page("/notifications").await;
    assert!(
        page.contains(&format!("/contacts/bulk/changes/{id}"))
            && page.contains("Try those again")
            && !page.contains("bo@lind"),
        "{page}"
    );
    fail(&app.kith, &change(ada.workspace, id, 2)).await;
    assert_eq!(titles(&colin).await, [told, told]);
    let undo = Order::UndoBulkChange {
        workspace: ada.workspace,
        change: id,
        attempt: 3,
    };
    fail(&app.kith, &undo).await;
    assert_eq!(titles(&colin).await.len(), 3);
}

#[tokio::test]
async fn what_nobody_asked_for_or_who_left_is_told_to_owners() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let eve = app.owner("eve@other.example").await;
    let vi = app.colleague(&ada, "vi@kith.example", Role::Viewer).await;
    let workspace = ada.workspace;
    fail(&app.kith, &change(workspace, change_of(&vi).await, 1)).await;
    let nowhere = Uuid::nil();
    for order in [
        Order::ScanContacts {
            workspace,
            scan: nowhere,
        },
        Order::DiscoverTags {
            workspace,
            reading: nowhere,
        },
        Order::ClassifyContacts {
            workspace,
            reading: nowhere,
        },
        Order::TransferWorkspace {
            workspace,
            transfer: nowhere,
        },
        Order::MatchArrivals { workspace },
        Order::ResolveContacts { workspace },
        Order::CorrectOwnAddresses { workspace },
    ] {
        fail(&app.kith, &order).await;
    }
    assert_eq!(
        titles(&ada).await,
        [
            "A change of many contacts stopped",
            "An export or a load of the workspace failed",
            "Comparing all contacts stopped",
            "Contacts could not be made by the new rule",
            "Mail could not be turned by your own addresses",
            "New contacts could not be compared",
            "The language model stopped reading contacts",
            "The search for tags stopped",
        ]
    );
    assert_eq!(titles(&vi).await, Vec::<String>::new());
    assert_eq!(titles(&eve).await, Vec::<String>::new());
}

#[tokio::test]
async fn work_that_keeps_failing_is_told_once_until_it_succeeds() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let order = Order::MatchArrivals {
        workspace: ada.workspace,
    };
    for minutes in [0, 10, 20] {
        fail(&kith_with(&app, minutes, |_| {}), &order).await;
    }
    assert_eq!(titles(&ada).await.len(), 1);
    let later = kith_with(&app, 30, |_| {});
    note(&later, &order, Outcome::Retrying).await;
    fail(&kith_with(&app, 40, |_| {}), &order).await;
    assert_eq!(titles(&ada).await.len(), 1, "a try more is no success");
    note(&kith_with(&app, 50, |_| {}), &order, Outcome::Done).await;
    fail(&kith_with(&app, 60, |_| {}), &order).await;
    assert_eq!(titles(&ada).await.len(), 2);
}
