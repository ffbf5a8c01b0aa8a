//! From the command line and the environment to what the app is told.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use anyhow::{Context, Result};
use app::{
    backups::{Backups, Source},
    companies::logos::Sites,
    context::Settings,
    notifications::mail::MailSettings,
};
use leptos::config::{LeptosOptions, get_configuration};

use crate::cli::Global;

/// The data folder, created if it is not there.
pub fn data_dir(global: &Global) -> Result<PathBuf> {
    let folder = match &global.data_dir {
        Some(folder) => folder.clone(),
        None => directories::ProjectDirs::from("", "", "kith")
            .context("this account has no home folder: name a data folder by --data-dir or KITH_DATA_DIR")?
            .data_dir()
            .to_owned(),
    };
    create_private(&folder)
        .with_context(|| format!("creating the data folder {}", folder.display()))?;
    folder
        .canonicalize()
        .with_context(|| format!("opening the data folder {}", folder.display()))
}

/// People's letters are for the owner's eyes only. A folder that is there already
/// keeps the rights it has.
fn create_private(folder: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;

    std::fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)
}

pub fn settings(global: &Global, data_dir: PathBuf, source: Option<Source>) -> Arc<Settings> {
    let base_url = global
        .base_url
        .clone()
        .unwrap_or_else(|| format!("http://{}", global.address));
    let mail = global.smtp_url.clone().map(|url| MailSettings {
        url,
        from: global.mail_from.clone().unwrap_or_default(),
    });
    let backups = Backups {
        folder: global
            .backup_folder
            .clone()
            .unwrap_or_else(|| data_dir.join("backups")),
        keep: global.backup_keep,
        source,
    };
    Arc::new(Settings {
        base_url: base_url.trim_end_matches('/').to_owned(),
        data_dir,
        signup: global.signup,
        behind_proxy: global.behind_proxy,
        upload_limit: global.upload_limit_mb.saturating_mul(1_000_000),
        backups,
        mail,
        push_services: Sites::Public,
        sites: Sites::Public,
        private_models: global.private_models,
    })
}

/// Reads `Leptos.toml` beside the program, else in the current folder; a relative
/// site folder is one beside that file.
pub fn leptos_options(global: &Global) -> Result<LeptosOptions> {
    let program = std::env::current_exe().ok();
    let beside = program
        .as_deref()
        .and_then(Path::parent)
        .map(Path::to_owned);
    let folders = beside.into_iter().chain([PathBuf::from(".")]);
    let folder = folders
        .into_iter()
        .find(|folder| folder.join("Leptos.toml").is_file());
    let folder = folder.context("Leptos.toml is neither beside the program nor in this folder")?;
    let file = folder.join("Leptos.toml");
    let configuration = get_configuration(Some(&file.to_string_lossy()))
        .with_context(|| format!("reading {}", file.display()))?;
    let mut options = configuration.leptos_options;
    options.site_addr = global.address;
    let root = folder.join(options.site_root.as_ref());
    options.site_root = root.to_string_lossy().into();
    options.hash_files = options.hash_files && beside_program("hash.txt");
    Ok(options)
}

fn beside_program(name: &str) -> bool {
    let program = std::env::current_exe().ok();
    program
        .as_deref()
        .and_then(Path::parent)
        .is_some_and(|folder| folder.join(name).is_file())
}
