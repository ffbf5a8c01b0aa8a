//! LISTEN once per process, then fan out to the open pages of this process.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use sqlx::{PgPool, postgres::PgListener};
use tokio::sync::broadcast;
use tokio_util::sync::{CancellationToken, WaitForCancellationFutureOwned};
use uuid::Uuid;

pub(super) const CHANNEL: &str = "kith";

/// What travels over NOTIFY: names only, the reader looks up the rest.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Notice {
    pub workspace: Uuid,
    pub kind: String,
    pub subject: Uuid,
}

#[derive(Clone)]
pub struct Hub {
    notices: broadcast::Sender<Notice>,
    closed: CancellationToken,
}

impl Default for Hub {
    fn default() -> Self {
        Self {
            notices: broadcast::channel(1024).0,
            closed: CancellationToken::new(),
        }
    }
}

impl Hub {
    pub fn subscribe(&self) -> broadcast::Receiver<Notice> {
        self.notices.subscribe()
    }

    /// Ends the streams of all open pages, so that the process can stop.
    pub fn close(&self) {
        self.closed.cancel();
    }

    pub fn closed(&self) -> WaitForCancellationFutureOwned {
        self.closed.clone().cancelled_owned()
    }

    /// Listens until the process ends; a lost connection is opened again.
    pub async fn listen(self, pool: PgPool) {
        loop {
            if let Err(cause) = self.relay(&pool).await {
                tracing::warn!(%cause, "the event listener lost its connection");
            }
            tokio::time::sleep(Duration::from_secs(1)).await;
        }
    }

    async fn relay(&self, pool: &PgPool) -> sqlx::Result<()> {
        let mut listener = PgListener::connect_with(pool).await?;
        listener.listen(CHANNEL).await?;
        loop {
            let notification = listener.recv().await?;
            if let Ok(notice) = serde_json::from_str(notification.payload()) {
                // Nobody listening is not a failure.
                let _ = self.notices.send(notice);
            }
        }
    }
}
