//! A secret that waits in the session for exactly one page.

use serde::{Deserialize, Serialize};

use crate::{context::session, error::Result};

const KEY: &str = "secret";

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Secret {
    pub kind: String,
    pub value: String,
}

pub async fn show_once(kind: &str, value: &str) -> Result<()> {
    let secret = Secret {
        kind: kind.to_owned(),
        value: value.to_owned(),
    };
    Ok(session()?.insert(KEY, secret).await?)
}

pub async fn take_secret() -> Result<Option<Secret>> {
    Ok(session()?.remove(KEY).await?)
}
