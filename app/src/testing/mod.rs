//! The test world: a real database for each test, the real router on loopback, and
//! one small cast of members. Time stands still at [`now`].

mod client;
mod database;
mod jobs;
mod mailbox;
mod readers;
#[path = "../../../crates/language/tests/language/stand_in.rs"]
pub mod stand_in;
#[expect(
    dead_code,
    reason = "they are for the tests of `crates/language` as well"
)]
#[path = "../../../crates/language/tests/language/vendors.rs"]
pub mod vendors;
mod world;

use std::{net::SocketAddr, path::Path, sync::Arc};

use chrono::{DateTime, TimeZone, Utc};
use leptos::config::LeptosOptions;
use tempfile::TempDir;
use tokio::{net::TcpListener, task::AbortHandle};

pub use client::Client;
use database::Fresh;
pub use mailbox::{Mail, mailbox};
pub use readers::{Running, readers};
pub use world::World;

use crate::{
    accounts::{self, NewUser},
    api_keys,
    backups::Backups,
    companies::logos::Sites,
    context::{Clock, Kith, Scope, Settings, Viewer},
    events::Hub,
    http::router,
    imports::{import_local_file, undo},
    workspaces::{self, Role},
};

pub const PASSWORD: &str = "correct horse battery";

/// The instant at which every test happens.
pub fn now() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 3, 2, 9, 30, 0).single().unwrap()
}

/// A running Kith with an empty database of its own.
pub struct TestApp {
    pub kith: Kith,
    pub address: SocketAddr,
    folder: TempDir,
    _database: Fresh,
    tasks: [AbortHandle; 2],
}

/// The server has few connections: what a test is done with gives its own back.
impl Drop for TestApp {
    fn drop(&mut self) {
        for task in &self.tasks {
            task.abort();
        }
    }
}

impl TestApp {
    pub async fn start() -> Self {
        Self::start_with(|_| {}).await
    }

    /// Starts with settings other than the usual ones.
    pub async fn start_with(change: impl FnOnce(&mut Settings)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let mut settings = Settings {
            base_url: format!("http://{address}"),
            data_dir: folder.path().to_owned(),
            signup: None,
            behind_proxy: false,
            upload_limit: 50_000_000,
            backups: Backups {
                folder: folder.path().join("backups"),
                keep: 7,
                source: None,
            },
            mail: None,
            push_services: Sites::Public,
            sites: Sites::Public,
            private_models: true,
        };
        change(&mut settings);
        let leptos = LeptosOptions::builder()
            .output_name("kith")
            .site_root(folder.path().join("site").to_string_lossy().into_owned())
            .build();
        let database = database::fresh().await;
        let kith = Kith {
            pool: database.pool.clone(),
            clock: Clock::Fixed(now()),
            settings: Arc::new(settings),
            hub: Hub::default(),
            leptos,
        };
        let hub = tokio::spawn(kith.hub.clone().listen(kith.pool.clone()));
        let app = router(kith.clone()).into_make_service_with_connect_info::<SocketAddr>();
        let server = tokio::spawn(async move { axum::serve(listener, app).await.unwrap() });
        Self {
            kith,
            address,
            folder,
            _database: database,
            tasks: [hub.abort_handle(), server.abort_handle()],
        }
    }

    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub fn anonymous(&self) -> Client {
        Client::new(self.address)
    }

    /// A new account with its own workspace.
    pub async fn owner(&self, email: &str) -> Viewer {
        let new = NewUser {
            email: email.to_owned(),
            name: "Ada Berg".to_owned(),
            password: PASSWORD.to_owned(),
            invitation: None,
        };
        let (user, workspace) = accounts::register(&self.kith, new, true).await.unwrap();
        accounts::viewer_of(&self.kith, user, workspace)
            .await
            .unwrap()
            .unwrap()
    }

    /// A new account that joined the owner's workspace by invitation.
    pub async fn colleague(&self, owner: &Viewer, email: &str, role: Role) -> Viewer {
        let mut scope = owner.begin().await.unwrap();
        let token = workspaces::invite(&mut scope, email, role).await.unwrap();
        scope.commit().await.unwrap();
        let new = NewUser {
            email: email.to_owned(),
            name: "Colin Ray".to_owned(),
            password: PASSWORD.to_owned(),
            invitation: Some(token),
        };
        let (user, workspace) = accounts::register(&self.kith, new, true).await.unwrap();
        accounts::viewer_of(&self.kith, user, workspace)
            .await
            .unwrap()
            .unwrap()
    }

    /// A browser in which this account is signed in.
    pub async fn browser(&self, viewer: &Viewer) -> Client {
        let client = self.anonymous();
        let answer = client
            .post_form(
                "/do/app/accounts/actions/login",
                &[("email", &viewer.email), ("password", PASSWORD)],
            )
            .await;
        assert_eq!(answer.status(), 302, "signing in");
        assert_eq!(answer.headers()["location"], "/");
        client
    }

    /// A program with a key of this account.
    pub async fn program(&self, viewer: &Viewer) -> Client {
        let mut scope = viewer.begin().await.unwrap();
        let key = api_keys::create_key(&mut scope, "test").await.unwrap();
        scope.commit().await.unwrap();
        Client::with_key(self.address, &key)
    }

    pub async fn scope(&self, viewer: &Viewer) -> Scope {
        viewer.begin().await.unwrap()
    }

    /// Runs every order in the queue, and those that they order.
    pub async fn run_jobs(&self) {
        jobs::run_all(&self.kith).await;
    }

    /// Imports these messages to the end.
    pub async fn import(&self, viewer: &Viewer, mails: &[Mail]) -> uuid::Uuid {
        self.import_file(viewer, "mailbox.mbox", mailbox(mails).as_bytes())
            .await
    }

    /// Imports a file of this name to the end.
    pub async fn import_file(&self, viewer: &Viewer, name: &str, bytes: &[u8]) -> uuid::Uuid {
        let file = self.folder().join(name);
        std::fs::write(&file, bytes).unwrap();
        let id = import_local_file(viewer, &file).await.unwrap();
        self.run_jobs().await;
        id
    }

    pub async fn undo_import(&self, viewer: &Viewer, import: uuid::Uuid) {
        let mut scope = self.scope(viewer).await;
        undo(&mut scope, import).await.unwrap();
        scope.commit().await.unwrap();
        self.run_jobs().await;
    }
}
