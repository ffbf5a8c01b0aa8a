//! Any mailbox goes in: archives, single messages, folders, and damaged ones.

use super::*;

const ME: &str = "ada@kith.example";
const BO: &str = "Bo Lind <bo@lind.example>";

fn mails(from: usize, to: usize) -> Vec<Mail> {
    (from..to)
        .map(|n| Mail::new(&format!("m{n}"), n as i64 % 300, ME, BO))
        .collect()
}

/// One message without the line that begins it in a mailbox.
fn eml(mail: Mail) -> String {
    let text = mailbox(&[mail]);
    text.split_once('\n').unwrap().1.to_owned()
}

fn several() -> Vec<(&'static str, String)> {
    let message = eml(Mail::new("single", 3, BO, ME));
    vec![
        ("Mail/Inbox", mailbox(&mails(0, 700))),
        ("Mail/Inbox.msf", "// not mail\n".to_owned()),
        ("Mail/Sent.mbox", mailbox(&mails(600, 1_300))),
        ("Mail/Trash", mailbox(&mails(2_000, 2_003))),
        ("cur/1700.eml", message.clone()),
        (
            "Messages/1.emlx",
            format!("{}\n{message}<?xml version=\"1.0\"?>", message.len()),
        ),
    ]
}

#[tokio::test]
async fn an_archive_of_everything_goes_in_whole() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let report = import_bytes(&app, &ada, "All.download", &tar(&several())).await;
    assert_eq!(report.state, "done", "{:?}", report.error);
    assert_eq!(
        (report.listed, report.stored, report.known),
        (1_405, 1_301, 101)
    );
    assert_eq!(report.skipped, [("trash".to_owned(), 3)].into());
    assert_eq!(report.listed, sum(&report));
    assert_eq!(report.bytes_done, report.bytes_total);
}

#[tokio::test]
async fn a_folder_is_packed_and_kept_as_one_file() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let folder = app.folder().join("Maildir");
    for (name, text) in several() {
        let path = folder.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    let id = import_local_file(&ada, &folder).await.unwrap();
    app.run_jobs().await;
    let report = report(&app, &ada, id).await;
    assert_eq!(
        (report.file_name.as_str(), report.stored, report.known),
        ("Maildir", 1_301, 101)
    );
    assert!(app.kith.settings.import_file(id).is_file());
}

#[tokio::test]
async fn a_run_stopped_in_an_archive_goes_on_in_the_same_file() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let file = app.folder().join("all.tar");
    std::fs::write(&file, tar(&several())).unwrap();
    let id = import_local_file(&ada, &file).await.unwrap();
    for batches in 1..=2 {
        run_one_step(&app, &ada, id).await;
        assert_eq!(report(&app, &ada, id).await.listed, batches * 500);
    }
    run(&app.kith, ada.workspace, id, 1, &Stop::new())
        .await
        .unwrap();
    let report = report(&app, &ada, id).await;
    assert_eq!(
        (report.listed, report.stored, report.known),
        (1_405, 1_301, 101)
    );
    assert_eq!(report.listed, sum(&report));
}

#[tokio::test]
async fn what_is_damaged_is_counted_once_and_the_rest_is_kept() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let files = [
        ("a.mbox", mailbox(&mails(0, 600))),
        ("b.mbox", mailbox(&mails(600, 1_200))),
    ];
    let mut bytes = tar(&files);
    bytes.truncate(bytes.len() - files[1].1.len() / 2);
    let file = app.folder().join("half.tar");
    std::fs::write(&file, &bytes).unwrap();
    let id = import_local_file(&ada, &file).await.unwrap();
    app.run_jobs().await;
    let first = report(&app, &ada, id).await;
    assert_eq!(first.state, "done");
    assert_eq!(first.failed, [("damaged_archive".to_owned(), 1)].into());
    assert_eq!(first.listed, sum(&first));
    assert!(first.stored > 600 && first.stored < 1_200);
    // Reading goes on behind the last message, and meets the same damage again.
    let mut scope = app.scope(&ada).await;
    sqlx::query("update imports set state = 'running', stage = 'reading' where id = $1")
        .bind(id)
        .execute(scope.db())
        .await
        .unwrap();
    scope.commit().await.unwrap();
    run(&app.kith, ada.workspace, id, 1, &Stop::new())
        .await
        .unwrap();
    let again = report(&app, &ada, id).await;
    assert_eq!(
        (again.listed, again.failed, again.stored),
        (first.listed, first.failed, first.stored)
    );
}

#[tokio::test]
async fn an_archive_that_leads_out_of_itself_is_refused_in_words() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let mut bytes = tar(&[("aa/evil.mbox", mailbox(&mails(0, 2)))]);
    bytes[..2].copy_from_slice(b"..");
    let header = tar::Header::from_byte_slice(&bytes[..512]).clone();
    let mut header = header;
    header.set_cksum();
    bytes[..512].copy_from_slice(header.as_bytes());
    let report = import_bytes(&app, &ada, "evil.tar", &bytes).await;
    assert_eq!(
        (report.state.as_str(), report.error.as_deref()),
        ("failed", Some("unsafe_path"))
    );
    assert_eq!(report.stored, 0);
}

#[tokio::test]
async fn a_run_stopped_behind_files_that_cannot_be_read_begins_at_the_first_message() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let file = app.folder().join("all.tar");
    std::fs::write(&file, tar(&[("a.mbox", mailbox(&mails(0, 3)))])).unwrap();
    let id = import_local_file(&ada, &file).await.unwrap();
    // As a first batch without a message leaves it.
    let mut scope = app.scope(&ada).await;
    sqlx::query("update imports set listed = 1, failed = '{\"damaged_archive\": 1}' where id = $1")
        .bind(id)
        .execute(scope.db())
        .await
        .unwrap();
    scope.commit().await.unwrap();
    app.run_jobs().await;
    let report = report(&app, &ada, id).await;
    assert_eq!((report.state.as_str(), report.stored), ("done", 3));
}
