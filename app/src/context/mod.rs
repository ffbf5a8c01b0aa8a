//! Who is asking, in which workspace, with which clock and transaction. Without a
//! scope opened here no row of any workspace is visible.

mod clock;
mod identify;
mod scope;
mod turns;
mod viewer;

use std::{path::PathBuf, sync::Arc};

use axum::extract::FromRef;
use leptos::config::LeptosOptions;
use sqlx::PgPool;

pub use clock::Clock;
pub use identify::{
    ClientAddress, Submission, client_address, identify, keep_submission, start_session,
};
pub use scope::Scope;
pub use turns::Turn;
pub use viewer::{Viewer, kith, session, viewer, viewer_who_may};

use crate::{
    accounts::SignupPolicy, backups::Backups, companies::logos::Sites, events::Hub,
    notifications::mail::MailSettings,
};

/// The parts that every request and every job share.
#[derive(Clone)]
pub struct Kith {
    pub pool: PgPool,
    pub clock: Clock,
    pub settings: Arc<Settings>,
    pub hub: Hub,
    pub leptos: LeptosOptions,
}

#[derive(Clone, Debug)]
pub struct Settings {
    /// Where browsers reach this Kith, without a slash at the end.
    pub base_url: String,
    pub data_dir: PathBuf,
    /// Overrides what the operator chose on the settings page.
    pub signup: Option<SignupPolicy>,
    /// Believe `X-Forwarded-For` of a proxy in front.
    pub behind_proxy: bool,
    /// The largest file that may be uploaded, in bytes.
    pub upload_limit: u64,
    pub backups: Backups,
    /// By which server mail goes out; none where none was named.
    pub mail: Option<MailSettings>,
    /// Where the push services of browsers are.
    pub push_services: Sites,
    /// Where the sites of companies are, for their logos.
    pub sites: Sites,
    /// Language models on this machine and in its network may be called.
    pub private_models: bool,
}

impl Settings {
    pub fn is_secure(&self) -> bool {
        self.base_url.starts_with("https://")
    }

    pub fn imports_folder(&self) -> PathBuf {
        self.data_dir.join("files").join("imports")
    }

    pub fn transfers_folder(&self) -> PathBuf {
        self.data_dir.join("files").join("transfers")
    }

    /// A whole workspace, on its way out or in.
    pub fn transfer_file(&self, transfer: uuid::Uuid) -> PathBuf {
        self.transfers_folder().join(format!("{transfer}.zip"))
    }

    pub fn import_file(&self, import: uuid::Uuid) -> PathBuf {
        self.imports_folder().join(import.to_string())
    }
}

impl FromRef<Kith> for LeptosOptions {
    fn from_ref(kith: &Kith) -> Self {
        kith.leptos.clone()
    }
}
