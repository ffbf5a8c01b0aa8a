//! A backup is whole or not there, and old ones go after a new one came. Restoring one is
//! tested with the program itself, in `server/tests`.

use std::{
    fs::File,
    io::ErrorKind,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    sync::Arc,
};

use chrono::Duration;

use super::{Backups, Source, back_up, name_of, pack::pack, write::in_words};
use crate::{
    context::{Clock, Kith, Settings},
    jobs::{Problem, Stop},
    sealing::Seal,
    testing::{Mail, TestApp, now},
};

fn programs(_: Option<&Path>) -> anyhow::Result<PathBuf> {
    Ok(std::env::var_os("KITH_POSTGRES_BIN").unwrap().into())
}

/// With the superuser of the tests, some hours later.
async fn with_backups(app: &TestApp, keep: usize, hours: i64) -> Kith {
    let url = std::env::var("KITH_TEST_SUPERUSER_URL").unwrap();
    let name: String = sqlx::query_scalar("select current_database()::text")
        .fetch_one(&app.kith.pool)
        .await
        .unwrap();
    let (server, _) = url.rsplit_once('/').unwrap();
    let backups = Backups {
        folder: app.folder().join("backups"),
        keep,
        source: Some(Source {
            url: format!("{server}/{name}"),
            programs: None,
            find: programs,
        }),
    };
    Kith {
        clock: Clock::Fixed(now() + Duration::hours(hours)),
        settings: Arc::new(Settings {
            backups,
            ..Settings::clone(&app.kith.settings)
        }),
        ..app.kith.clone()
    }
}

fn listed(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

fn problem(outcome: anyhow::Result<()>) -> String {
    let error = outcome.unwrap_err();
    let problem = error.downcast_ref::<Problem>();
    problem.unwrap_or_else(|| panic!("{error:#}")).0.clone()
}

#[tokio::test]
async fn a_backup_holds_the_database_and_the_files_for_its_owner_only() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let mail = Mail::new("1", 9, "ada@kith.example", "Bo <bo@lind.example>");
    let import = app.import(&ada, &[mail]).await;
    let kith = with_backups(&app, 7, 0).await;
    back_up(&kith, &Stop::new()).await.unwrap();
    let folder = app.folder().join("backups");
    assert_eq!(listed(&folder), ["kith-2026-03-02-093000.kith"]);
    let file = folder.join(name_of(now()));
    let mode = file.metadata().unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    let mut archive = tar::Archive::new(File::open(&file).unwrap());
    let names: Vec<String> = archive
        .entries()
        .unwrap()
        .map(|entry| entry.unwrap().path().unwrap().display().to_string())
        .collect();
    assert_eq!(names[0], "database.dump");
    assert!(
        !names.contains(&"sealing.key".to_owned()),
        "nothing is sealed"
    );
    assert!(
        names.contains(&format!("files/imports/{import}")),
        "{names:?}"
    );
}

#[tokio::test]
async fn it_holds_the_key_to_what_is_sealed_in_it() {
    let app = TestApp::start().await;
    let sealed = Seal::of(app.folder()).unwrap().close("sk-1234", "a");
    let kith = with_backups(&app, 7, 0).await;
    back_up(&kith, &Stop::new()).await.unwrap();
    let file = app.folder().join("backups").join(name_of(now()));
    let elsewhere = tempfile::tempdir().unwrap();
    let mut archive = tar::Archive::new(File::open(&file).unwrap());
    for entry in archive.entries().unwrap() {
        let mut entry = entry.unwrap();
        if entry.path().unwrap() == Path::new("sealing.key") {
            assert_eq!(entry.header().mode().unwrap() & 0o777, 0o600);
            entry.unpack_in(elsewhere.path()).unwrap();
        }
    }
    let restored = Seal::of(elsewhere.path()).unwrap();
    let opened = restored.open(&sealed.unwrap(), "a");
    assert_eq!(opened.as_deref(), Some("sk-1234"));
}

#[tokio::test]
async fn the_newest_are_kept_and_foreign_files_stay() {
    let app = TestApp::start().await;
    let folder = app.folder().join("backups");
    std::fs::create_dir(&folder).unwrap();
    for name in [
        "kith-before-upgrade.kith",
        "notes.txt",
        "kith-2026-03-01-042300.unfinished",
        "kith-2026-03-01-042300.dump",
    ] {
        std::fs::write(folder.join(name), "x").unwrap();
    }
    for hours in [0, 24, 48] {
        let kith = with_backups(&app, 2, hours).await;
        back_up(&kith, &Stop::new()).await.unwrap();
    }
    assert_eq!(
        listed(&folder),
        [
            "kith-2026-03-03-093000.kith",
            "kith-2026-03-04-093000.kith",
            "kith-before-upgrade.kith",
            "notes.txt"
        ]
    );
}

#[tokio::test]
async fn a_backup_that_fails_leaves_the_old_ones_and_nothing_half_written() {
    let app = TestApp::start().await;
    let folder = app.folder().join("backups");
    back_up(&with_backups(&app, 1, 0).await, &Stop::new())
        .await
        .unwrap();
    let kith = with_backups(&app, 1, 24).await;
    let mut settings = Settings::clone(&kith.settings);
    let source = settings.backups.source.as_mut().unwrap();
    source.url = source.url.replace("kith_test_", "kith_gone_");
    let broken = Kith {
        settings: Arc::new(settings),
        ..kith.clone()
    };
    back_up(&broken, &Stop::new()).await.unwrap_err();
    let stopped = Stop::new();
    stopped.cancel();
    back_up(&kith, &stopped).await.unwrap_err();
    assert_eq!(listed(&folder), ["kith-2026-03-02-093000.kith"]);
}

#[tokio::test]
async fn what_stands_in_the_way_is_said_with_what_to_do() {
    let app = TestApp::start().await;
    let said = problem(back_up(&app.kith, &Stop::new()).await);
    assert!(said.contains("KITH_ADMIN_DATABASE_URL"), "{said}");
    std::fs::write(app.folder().join("backups"), "in the way").unwrap();
    let kith = with_backups(&app, 7, 0).await;
    let outcome = back_up(&kith, &Stop::new()).await;
    assert!(outcome.is_err());
}

#[tokio::test]
async fn none_is_made_where_none_are_kept() {
    let app = TestApp::start().await;
    let kith = with_backups(&app, 0, 0).await;
    back_up(&kith, &Stop::new()).await.unwrap();
    assert!(!app.folder().join("backups").exists());
}

#[test]
fn a_full_disk_is_told_as_one() {
    let folder = tempfile::tempdir().unwrap();
    let dump = folder.path().join("a.dump");
    std::fs::write(&dump, vec![1; 100_000]).unwrap();
    let full = File::options().write(true).open("/dev/full").unwrap();
    let error = pack(full, &dump, folder.path(), &Stop::new()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::StorageFull);
    let said = in_words(error, &dump);
    assert!(
        said.downcast_ref::<Problem>()
            .unwrap()
            .0
            .contains("disk is full")
    );
}
