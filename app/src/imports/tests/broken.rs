//! Files that break off, lead out of themselves or are locked: what was read is kept, and
//! becomes people and scores; only what gave nothing has failed.

use super::*;

const ME: &str = "ada@kith.example";

fn mails(from: usize, to: usize) -> String {
    let mails: Vec<Mail> = (from..to)
        .map(|n| {
            Mail::new(
                &format!("m{n}"),
                n as i64 % 300,
                ME,
                "Bo Lind <bo@lind.example>",
            )
        })
        .collect();
    mailbox(&mails)
}

/// A tar whose second file leads out of it.
fn with_evil_end() -> Vec<u8> {
    let first = mails(0, 600);
    let place = 512 + first.len().next_multiple_of(512);
    let mut bytes = tar(&[("a.mbox", first), ("aa/evil.mbox", mails(600, 602))]);
    bytes[place..place + 2].copy_from_slice(b"..");
    let mut header = tar::Header::from_byte_slice(&bytes[place..place + 512]).clone();
    header.set_cksum();
    bytes[place..place + 512].copy_from_slice(header.as_bytes());
    bytes
}

async fn read_again(app: &TestApp, ada: &Viewer, id: Uuid) -> ImportReport {
    let mut scope = app.scope(ada).await;
    sqlx::query("update imports set state = 'queued', stage = 'reading' where id = $1")
        .bind(id)
        .execute(scope.db())
        .await
        .unwrap();
    scope.commit().await.unwrap();
    run(&app.kith, ada.workspace, id, 1, &Stop::new())
        .await
        .unwrap();
    report(app, ada, id).await
}

#[tokio::test]
async fn what_ends_an_archive_early_is_a_failed_item_and_the_rest_goes_on() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let done = import_bytes(&app, &ada, "evil.tar", &with_evil_end()).await;
    assert_eq!(
        (done.state.as_str(), done.stored, done.listed),
        ("done", 600, 601)
    );
    assert_eq!(done.failed, [("unsafe_path".to_owned(), 1)].into());
    assert_eq!((done.contacts_created, done.error.as_deref()), (1, None));
    let mut scope = app.scope(&ada).await;
    let score: f32 = sqlx::query_scalar("select score from contacts")
        .fetch_one(scope.db())
        .await
        .unwrap();
    assert!(score > 0.0);
    drop(scope);
    let again = read_again(&app, &ada, done.import_id).await;
    assert_eq!(
        (again.state, again.listed, again.failed),
        (done.state, done.listed, done.failed)
    );
}

#[tokio::test]
async fn a_file_that_is_gone_after_some_of_it_was_read_is_a_failed_item() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let done = import_text(&app, &ada, &mixed()).await;
    std::fs::remove_file(app.kith.settings.import_file(done.import_id)).unwrap();
    let again = read_again(&app, &ada, done.import_id).await;
    assert_eq!((again.state.as_str(), again.stored), ("done", done.stored));
    assert_eq!(again.failed.get("unreadable_file"), Some(&1));
    assert_eq!(again.listed, sum(&again));
}

/// A zip of one stored file, whose flags say what one likes.
fn zip(name: &str, flags: u16, content: &[u8]) -> Vec<u8> {
    let size = (content.len() as u32).to_le_bytes();
    let mut about = Vec::new();
    about.extend([20, 0]);
    about.extend(flags.to_le_bytes());
    // Stored, at no time, with a checksum that nobody gets to see.
    about.extend([0; 10]);
    about.extend([size, size].concat());
    about.extend((name.len() as u16).to_le_bytes());
    about.extend([0, 0]);
    let mut bytes = [b"PK\x03\x04".as_slice(), &about, name.as_bytes(), content].concat();
    let place = (bytes.len() as u32).to_le_bytes();
    let entry = [
        b"PK\x01\x02\x14\0".as_slice(),
        &about,
        &[0; 14],
        name.as_bytes(),
    ]
    .concat();
    let length = (entry.len() as u32).to_le_bytes();
    bytes.extend(entry);
    bytes.extend(b"PK\x05\x06\0\0\0\0\x01\0\x01\0");
    bytes.extend([length, place].concat());
    bytes.extend([0, 0]);
    bytes
}

#[tokio::test]
async fn a_locked_archive_says_that_it_is_locked() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let bytes = zip("All mail.mbox", 1, b"what nobody can read");
    let report = import_bytes(&app, &ada, "locked.zip", &bytes).await;
    assert_eq!(
        (report.state.as_str(), report.error.as_deref()),
        ("failed", Some("encrypted"))
    );
    assert_eq!(report.failed, [("encrypted".to_owned(), 1)].into());
}

#[tokio::test]
async fn a_damaged_file_may_have_a_path_of_any_length() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    // As no index could pack it.
    let path: String = (0..556)
        .map(|_| format!("{}/", crate::ids::short()))
        .collect();
    let path = &path[..5_000];
    let text = mails(600, 1_200);
    let mut bytes = tar(&[("a.mbox", mails(0, 600)), (path, text.clone())]);
    bytes.truncate(bytes.len() - text.len() / 2);
    let report = import_bytes(&app, &ada, "half.tar", &bytes).await;
    assert_eq!(report.state, "done", "{:?}", report.error);
    assert_eq!(report.failed, [("damaged_archive".to_owned(), 1)].into());
    assert_eq!(
        read_again(&app, &ada, report.import_id).await.listed,
        report.listed
    );
}
