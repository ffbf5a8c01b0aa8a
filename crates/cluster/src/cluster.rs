//! The running cluster in the hands of its owner.

use std::fmt;
use std::process::Child;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::client::Client;
use crate::initialise::{SUPERUSER, ensure};
use crate::installation::Installation;
use crate::owner_lock::OwnerLock;
use crate::provision::{provision, verify};
use crate::secrets::Secrets;
use crate::{ClusterError, Programs, Settings, leftovers, server};

/// How long the server's log writer may take to end after it.
const LOG_WRITER: Duration = Duration::from_secs(5);

/// A server that this process started and will stop: by [`Cluster::stop`], or when dropped.
pub struct Cluster {
    installation: Installation,
    settings: Settings,
    secrets: Secrets,
    port: u16,
    url: String,
    server: Mutex<Child>,
    lock: OwnerLock,
}

impl Cluster {
    /// Initialises the folder if it is empty, recovers it if its last owner was killed, starts the
    /// server and provisions it. Returns when the role can log in.
    ///
    /// # Errors
    /// [`ClusterError::InUse`] while another process (or this one) owns the folder.
    pub fn start(programs: &Programs, settings: &Settings) -> Result<Cluster, ClusterError> {
        settings.check()?;
        let layout = Installation::layout(settings)?;
        let lock = OwnerLock::acquire(&layout)?;
        let installation = Installation::prepare(programs, settings, layout)?;
        leftovers::clear(&installation.layout)?;
        let secrets = ensure(&installation)?;
        let (server, port) = server::start_anywhere(&installation)?;
        let cluster = Cluster {
            url: url(settings, &secrets, port),
            installation,
            settings: settings.clone(),
            secrets,
            port,
            server: Mutex::new(server),
            lock,
        };
        cluster.provision()?;
        cluster.publish()?;
        Ok(cluster)
    }

    /// `postgres://role:password@127.0.0.1:port/database`, for the role that is no superuser. It
    /// stays the same until the cluster is stopped, also across [`Cluster::restart_if_dead`].
    pub fn url(&self) -> &str {
        &self.url
    }

    /// As [`Cluster::url`], for the superuser: for backups and restores, which row-level security
    /// must not narrow. The program's own work never uses it.
    pub fn superuser_url(&self) -> String {
        superuser_url(&self.settings, &self.secrets, self.port)
    }

    pub fn port(&self) -> u16 {
        self.port
    }

    /// The process id of the server.
    pub fn server_pid(&self) -> u32 {
        self.server().id()
    }

    /// Whether the server process lives. Its backends it restarts by itself.
    pub fn is_alive(&self) -> bool {
        matches!(self.server().try_wait(), Ok(None))
    }

    /// Brings a server that was killed back on the same port. True if that was needed.
    pub fn restart_if_dead(&mut self) -> Result<bool, ClusterError> {
        if self.is_alive() {
            return Ok(false);
        }
        leftovers::clear(&self.installation.layout)?;
        self.server = Mutex::new(server::start(&self.installation, self.port)?);
        self.provision()?;
        Ok(true)
    }

    /// Shuts the server down and waits for its end; then the folder is free for another owner.
    pub fn stop(self) -> Result<(), ClusterError> {
        self.shut_down(self.settings.patience)
    }

    fn shut_down(&self, patience: Duration) -> Result<(), ClusterError> {
        let _others_wait_until_the_lock_is_gone = self.lock.withdraw();
        server::stop(&mut self.server(), patience)?;
        let _else_the_next_start_ends_it =
            leftovers::all_gone_within(&self.installation.layout.data(), LOG_WRITER);
        Ok(())
    }

    fn provision(&self) -> Result<(), ClusterError> {
        let superuser = self.client(SUPERUSER, &self.secrets.superuser);
        provision(&superuser, &self.settings, &self.secrets.role)?;
        let role = self.client(&self.settings.role, &self.secrets.role);
        verify(&role, &self.settings)
    }

    fn publish(&self) -> Result<(), ClusterError> {
        let path = self.installation.layout.lock();
        self.lock
            .publish(self.port)
            .map_err(ClusterError::io("write", path))
    }

    fn client<'a>(&'a self, user: &'a str, password: &'a str) -> Client<'a> {
        Client {
            installation: &self.installation,
            port: self.port,
            user,
            password,
        }
    }

    fn server(&self) -> MutexGuard<'_, Child> {
        self.server.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The last resort; an error has nobody to go to, and the next start recovers from it.
impl Drop for Cluster {
    fn drop(&mut self) {
        let _recovered_from_later = self.shut_down(Duration::from_secs(10));
    }
}

impl fmt::Debug for Cluster {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let folder = self.installation.layout.root();
        formatter
            .debug_struct("Cluster")
            .field("folder", &folder)
            .finish_non_exhaustive()
    }
}

/// Names are checked and passwords hexadecimal: nothing needs to be escaped.
pub(crate) fn url(settings: &Settings, secrets: &Secrets, port: u16) -> String {
    let Settings { role, database, .. } = settings;
    let password = &secrets.role;
    format!("postgres://{role}:{password}@127.0.0.1:{port}/{database}?sslmode=disable")
}

/// As [`url`], for the superuser.
pub(crate) fn superuser_url(settings: &Settings, secrets: &Secrets, port: u16) -> String {
    let Settings { database, .. } = settings;
    let password = &secrets.superuser;
    format!("postgres://{SUPERUSER}:{password}@127.0.0.1:{port}/{database}?sslmode=disable")
}
