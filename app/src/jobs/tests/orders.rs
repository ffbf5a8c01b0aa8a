//! Orders as they are stored.

use uuid::Uuid;

use crate::{
    jobs::{Order, enqueue},
    testing::TestApp,
};

const WORKSPACE: Uuid = Uuid::from_u128(1);
const IMPORT: Uuid = Uuid::from_u128(2);

fn every_order() -> [Order; 32] {
    [
        Order::BackUp,
        Order::ChangeMany {
            workspace: WORKSPACE,
            change: IMPORT,
            attempt: 3,
        },
        Order::ClassifyContacts {
            workspace: WORKSPACE,
            reading: IMPORT,
        },
        Order::CleanSessions,
        Order::CleanTransfers,
        Order::CleanUploads,
        Order::CorrectOwnAddresses {
            workspace: WORKSPACE,
        },
        Order::CountCompanies {
            workspace: WORKSPACE,
        },
        Order::DeliverNotifications,
        Order::DeliverReminders,
        Order::DiscoverTags {
            workspace: WORKSPACE,
            reading: IMPORT,
        },
        Order::EmptyTrash,
        Order::FindAllDoubles,
        Order::FindDoubles {
            workspace: WORKSPACE,
        },
        Order::FindLifeEvents {
            workspace: WORKSPACE,
        },
        Order::ImportMailbox {
            workspace: WORKSPACE,
            import: IMPORT,
            attempt: 3,
        },
        Order::IndexAll,
        Order::IndexMessages {
            workspace: WORKSPACE,
        },
        Order::MatchArrivals {
            workspace: WORKSPACE,
        },
        Order::PurgeTrash {
            workspace: WORKSPACE,
        },
        Order::RefreshScores {
            workspace: WORKSPACE,
        },
        Order::RefreshSuggestions {
            workspace: WORKSPACE,
        },
        Order::ResolveContacts {
            workspace: WORKSPACE,
        },
        Order::ScanContacts {
            workspace: WORKSPACE,
            scan: IMPORT,
        },
        Order::ScoreAll,
        Order::SeekLogos {
            workspace: WORKSPACE,
        },
        Order::SeekLogosAll,
        Order::SuggestAll,
        Order::TransferWorkspace {
            workspace: WORKSPACE,
            transfer: IMPORT,
        },
        Order::UndoBulkChange {
            workspace: WORKSPACE,
            change: IMPORT,
            attempt: 3,
        },
        Order::UndoImport {
            workspace: WORKSPACE,
            import: IMPORT,
            attempt: 3,
        },
        Order::WakeSnoozed {
            workspace: WORKSPACE,
        },
    ]
}

/// What lies in the queues of those who run an older version.
fn stored(order: &Order) -> &'static str {
    match order {
        Order::BackUp => r#"{"order":"back_up"}"#,
        Order::ChangeMany { .. } => {
            r#"{"order":"change_many","workspace":"00000000-0000-0000-0000-000000000001","change":"00000000-0000-0000-0000-000000000002","attempt":3}"#
        }
        Order::ClassifyContacts { .. } => {
            r#"{"order":"classify_contacts","workspace":"00000000-0000-0000-0000-000000000001","reading":"00000000-0000-0000-0000-000000000002"}"#
        }
        Order::DiscoverTags { .. } => {
            r#"{"order":"discover_tags","workspace":"00000000-0000-0000-0000-000000000001","reading":"00000000-0000-0000-0000-000000000002"}"#
        }
        Order::CleanSessions => r#"{"order":"clean_sessions"}"#,
        Order::CleanTransfers => r#"{"order":"clean_transfers"}"#,
        Order::CleanUploads => r#"{"order":"clean_uploads"}"#,
        Order::CorrectOwnAddresses { .. } => {
            r#"{"order":"correct_own_addresses","workspace":"00000000-0000-0000-0000-000000000001"}"#
        }
        Order::CountCompanies { .. } => {
            r#"{"order":"count_companies","workspace":"00000000-0000-0000-0000-000000000001"}"#
        }
        Order::WakeSnoozed { .. } => {
            r#"{"order":"wake_snoozed","workspace":"00000000-0000-0000-0000-000000000001"}"#
        }
        Order::DeliverNotifications => r#"{"order":"deliver_notifications"}"#,
        Order::DeliverReminders => r#"{"order":"deliver_reminders"}"#,
        Order::EmptyTrash => r#"{"order":"empty_trash"}"#,
        Order::PurgeTrash { .. } => {
            r#"{"order":"purge_trash","workspace":"00000000-0000-0000-0000-000000000001"}"#
        }
        Order::FindAllDoubles => r#"{"order":"find_all_doubles"}"#,
        Order::FindLifeEvents { .. } => {
            r#"{"order":"find_life_events","workspace":"00000000-0000-0000-0000-000000000001"}"#
        }
        Order::FindDoubles { .. } => {
            r#"{"order":"find_doubles","workspace":"00000000-0000-0000-0000-000000000001"}"#
        }
        Order::ImportMailbox { .. } => {
            r#"{"order":"import_mailbox","workspace":"00000000-0000-0000-0000-000000000001","import":"00000000-0000-0000-0000-000000000002","attempt":3}"#
        }
        Order::IndexAll => r#"{"order":"index_all"}"#,
        Order::IndexMessages { .. } => {
            r#"{"order":"index_messages","workspace":"00000000-0000-0000-0000-000000000001"}"#
        }
        Order::MatchArrivals { .. } => {
            r#"{"order":"match_arrivals","workspace":"00000000-0000-0000-0000-000000000001"}"#
        }
        Order::ScanContacts { .. } => {
            r#"{"order":"scan_contacts","workspace":"00000000-0000-0000-0000-000000000001","scan":"00000000-0000-0000-0000-000000000002"}"#
        }
        Order::RefreshScores { .. } => {
            r#"{"order":"refresh_scores","workspace":"00000000-0000-0000-0000-000000000001"}"#
        }
        Order::RefreshSuggestions { .. } => {
            r#"{"order":"refresh_suggestions","workspace":"00000000-0000-0000-0000-000000000001"}"#
        }
        Order::SeekLogos { .. } => {
            r#"{"order":"seek_logos","workspace":"00000000-0000-0000-0000-000000000001"}"#
        }
        Order::SeekLogosAll => r#"{"order":"seek_logos_all"}"#,
        Order::ResolveContacts { .. } => {
            r#"{"order":"resolve_contacts","workspace":"00000000-0000-0000-0000-000000000001"}"#
        }
        Order::ScoreAll => r#"{"order":"score_all"}"#,
        Order::SuggestAll => r#"{"order":"suggest_all"}"#,
        Order::TransferWorkspace { .. } => {
            r#"{"order":"transfer_workspace","workspace":"00000000-0000-0000-0000-000000000001","transfer":"00000000-0000-0000-0000-000000000002"}"#
        }
        Order::UndoBulkChange { .. } => {
            r#"{"order":"undo_bulk_change","workspace":"00000000-0000-0000-0000-000000000001","change":"00000000-0000-0000-0000-000000000002","attempt":3}"#
        }
        Order::UndoImport { .. } => {
            r#"{"order":"undo_import","workspace":"00000000-0000-0000-0000-000000000001","import":"00000000-0000-0000-0000-000000000002","attempt":3}"#
        }
    }
}

#[test]
fn every_order_that_was_ever_stored_still_decodes() {
    for order in every_order() {
        assert_eq!(
            serde_json::from_str::<Order>(stored(&order)).unwrap(),
            order
        );
        assert_eq!(serde_json::to_string(&order).unwrap(), stored(&order));
    }
}

#[test]
fn every_order_has_a_name_of_its_own_which_is_the_stored_one() {
    let mut names = every_order().map(|order| order.name()).to_vec();
    for order in every_order() {
        let json: serde_json::Value = serde_json::from_str(stored(&order)).unwrap();
        assert_eq!(json["order"], order.name());
    }
    names.dedup();
    assert!(names.is_sorted(), "{names:?}");
    assert_eq!(names.len(), every_order().len());
}

#[tokio::test]
async fn an_order_is_stored_with_the_transaction_that_wants_it() {
    let app = TestApp::start().await;
    for (commits, expected) in [(false, 0), (true, 1)] {
        let mut transaction = app.kith.pool.begin().await.unwrap();
        enqueue(&mut transaction, &Order::ScoreAll, None)
            .await
            .unwrap();
        if commits {
            transaction.commit().await.unwrap();
        } else {
            transaction.rollback().await.unwrap();
        }
        let count: i64 = sqlx::query_scalar(
            "select count(*) from apalis.jobs where status = 'Pending' and max_attempts = 4",
        )
        .fetch_one(&app.kith.pool)
        .await
        .unwrap();
        assert_eq!(count, expected);
    }
}

#[tokio::test]
async fn a_key_that_was_used_is_refused() {
    let app = TestApp::start().await;
    let mut db = app.kith.pool.acquire().await.unwrap();
    enqueue(&mut db, &Order::ScoreAll, Some("score once"))
        .await
        .unwrap();
    assert!(
        enqueue(&mut db, &Order::ScoreAll, Some("score once"))
            .await
            .is_err()
    );
    enqueue(&mut db, &Order::ScoreAll, Some("score twice"))
        .await
        .unwrap();
    enqueue(&mut db, &Order::ScoreAll, None).await.unwrap();
    enqueue(&mut db, &Order::ScoreAll, None).await.unwrap();
    let count: i64 = sqlx::query_scalar("select count(*) from apalis.jobs")
        .fetch_one(&mut *db)
        .await
        .unwrap();
    assert_eq!(count, 4);
}

#[tokio::test]
async fn an_order_for_all_orders_one_for_each_workspace() {
    let app = TestApp::start().await;
    let (ada, bo) = (
        app.owner("ada@kith.example").await,
        app.owner("bo@lind.example").await,
    );
    for order in [Order::ScoreAll, Order::SuggestAll] {
        order
            .run(&app.kith, &super::super::Stop::new())
            .await
            .unwrap();
    }
    let stored: Vec<Vec<u8>> = sqlx::query_scalar("select job from apalis.jobs")
        .fetch_all(&app.kith.pool)
        .await
        .unwrap();
    let orders: Vec<Order> = stored
        .iter()
        .map(|job| serde_json::from_slice(job).unwrap())
        .collect();
    assert_eq!(orders.len(), 4);
    for workspace in [ada.workspace, bo.workspace] {
        assert!(orders.contains(&Order::RefreshScores { workspace }));
        assert!(orders.contains(&Order::RefreshSuggestions { workspace }));
    }
}
