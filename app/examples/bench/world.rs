//! A Kith over the database that was given, with a data folder that goes away.

use std::{sync::Arc, time::Duration};

use anyhow::{Context, Result};
use app::{
    accounts::{self, NewUser},
    backups::Backups,
    companies::logos::Sites,
    context::{Clock, Kith, Settings, Viewer},
    events::Hub,
    schema,
};
use leptos::config::LeptosOptions;
use sqlx::{
    PgPool,
    postgres::{PgConnectOptions, PgPoolOptions},
};
use tempfile::TempDir;

use crate::memory;

pub const PASSWORD: &str = "correct horse battery";
/// As many as the product opens.
const CONNECTIONS: u32 = 12;

pub struct World {
    pub kith: Kith,
    /// The process of the database server.
    pub server: u32,
    _until_the_end: TempDir,
}

impl World {
    /// Begins on an empty database.
    pub async fn open() -> Result<Self> {
        Self::open_at("http://127.0.0.1").await
    }

    pub async fn open_at(base_url: &str) -> Result<Self> {
        let pool = connect().await?;
        schema::migrate(&pool).await?;
        let folder = tempfile::Builder::new().prefix("kith-bench-").tempdir()?;
        let settings = Settings {
            base_url: base_url.to_owned(),
            data_dir: folder.path().to_owned(),
            signup: None,
            behind_proxy: false,
            upload_limit: u64::MAX,
            backups: Backups {
                folder: folder.path().join("backups"),
                keep: 0,
                source: None,
            },
            mail: None,
            push_services: Sites::Public,
            sites: Sites::Public,
            private_models: false,
        };
        let leptos = LeptosOptions::builder()
            .output_name("kith")
            .site_root(folder.path().join("site").to_string_lossy().into_owned())
            .build();
        let server = server_of(&pool).await?;
        let kith = Kith {
            pool,
            clock: Clock::System,
            settings: Arc::new(settings),
            hub: Hub::default(),
            leptos,
        };
        Ok(Self {
            kith,
            server,
            _until_the_end: folder,
        })
    }

    /// A new member with a workspace of their own.
    pub async fn member(&self, email: &str, name: &str) -> Result<Viewer> {
        let new = NewUser {
            email: email.to_owned(),
            name: name.to_owned(),
            password: PASSWORD.to_owned(),
            invitation: None,
        };
        let (user, workspace) = accounts::register(&self.kith, new, true).await?;
        let viewer = accounts::viewer_of(&self.kith, user, workspace).await?;
        viewer.context("the new member is there")
    }
}

async fn connect() -> Result<PgPool> {
    let url = std::env::var("DATABASE_URL");
    let options: PgConnectOptions = url
        .context("DATABASE_URL names an empty database")?
        .parse()?;
    Ok(PgPoolOptions::new()
        .max_connections(CONNECTIONS)
        .acquire_timeout(Duration::from_secs(15))
        .connect_with(options)
        .await?)
}

async fn server_of(pool: &PgPool) -> Result<u32> {
    let backend: i32 = sqlx::query_scalar("select pg_backend_pid()")
        .fetch_one(pool)
        .await?;
    let server = memory::parent(backend.try_into()?);
    server.context("the database runs on this machine")
}
