//! Uploads that are refused or break off leave nothing behind.

use std::{path::PathBuf, time::Duration};

use tokio::{io::AsyncWriteExt, net::TcpStream, time::sleep};

use super::*;
use crate::{api_keys, jobs::Order, testing::now};

#[tokio::test]
async fn a_file_over_the_limit_is_refused_and_leaves_nothing() {
    let app = TestApp::start_with(|settings| settings.upload_limit = 1_000).await;
    let ada = app.owner("ada@kith.example").await;
    let program = app.program(&ada).await;
    let answer = program
        .request("POST", "/api/v1/imports")
        .body(mixed())
        .send()
        .await
        .unwrap();
    assert_eq!(answer.status(), 422);
    let folder = app.folder().join("files/imports");
    assert_eq!(std::fs::read_dir(folder).unwrap().count(), 0);
    assert!(
        imports(&mut app.scope(&ada).await, None, 10)
            .await
            .unwrap()
            .is_empty()
    );
}

fn files(app: &TestApp) -> Vec<PathBuf> {
    let folder = app.folder().join("files/imports");
    let Ok(found) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    found.map(|entry| entry.unwrap().path()).collect()
}

async fn until_there_are(app: &TestApp, count: usize) {
    for _ in 0..600 {
        if files(app).len() == count {
            return;
        }
        sleep(Duration::from_millis(50)).await;
    }
    panic!("there are {:?}, not {count}", files(app));
}

/// A request that says it has more to come than it ever sends.
async fn breaks_off(app: &TestApp, key: &str, kind: &str, begins: &str) {
    let mut stream = TcpStream::connect(app.address).await.unwrap();
    let text = format!(
        "POST /api/v1/imports HTTP/1.1\r\nHost: {}\r\nAuthorization: Bearer {key}\r\n\
         Content-Type: {kind}\r\nContent-Length: 9000000\r\n\r\n{begins}{}",
        app.address,
        mixed(),
    );
    stream.write_all(text.as_bytes()).await.unwrap();
    until_there_are(app, 1).await;
    drop(stream);
    until_there_are(app, 0).await;
}

#[tokio::test]
async fn an_upload_that_breaks_off_leaves_nothing() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let mut scope = app.scope(&ada).await;
    let key = api_keys::create_key(&mut scope, "test").await.unwrap();
    scope.commit().await.unwrap();
    breaks_off(&app, &key, "application/mbox", "").await;
    let part = "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.mbox\"\r\n\r\n";
    breaks_off(&app, &key, "multipart/form-data; boundary=x", part).await;
}

#[tokio::test]
async fn files_of_no_import_are_removed_when_they_are_old() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let eve = app.owner("eve@kith.example").await;
    let kept = [
        import_text(&app, &ada, &mixed()).await.import_id,
        import_text(&app, &eve, &mixed()).await.import_id,
    ];
    let folder = app.folder().join("files/imports");
    let old = now() - chrono::Duration::days(2);
    let put = |name: &str, is_old: bool| {
        let file = std::fs::File::create(folder.join(name)).unwrap();
        if is_old {
            file.set_modified(old.into()).unwrap();
        }
    };
    for id in kept {
        let file = folder.join(id.to_string());
        let file = std::fs::File::options().append(true).open(file).unwrap();
        file.set_modified(old.into()).unwrap();
    }
    let (orphan, fresh) = (
        Uuid::from_u128(1).to_string(),
        Uuid::from_u128(2).to_string(),
    );
    put(&orphan, true);
    put(&fresh, false);
    put("notes.txt", true);
    Order::CleanUploads
        .run(&app.kith, &Stop::new())
        .await
        .unwrap();
    let names = |path: &PathBuf| path.file_name().unwrap().to_string_lossy().into_owned();
    let mut left: Vec<String> = files(&app).iter().map(names).collect();
    left.sort();
    let mut expected = vec![
        kept[0].to_string(),
        kept[1].to_string(),
        fresh,
        "notes.txt".to_owned(),
    ];
    expected.sort();
    assert_eq!(left, expected);
}

#[tokio::test]
async fn where_nothing_was_ever_uploaded_nothing_is_removed() {
    let app = TestApp::start().await;
    Order::CleanUploads
        .run(&app.kith, &Stop::new())
        .await
        .unwrap();
}
