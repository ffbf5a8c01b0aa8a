//! The provider of a workspace as the product calls it: under the limit and the
//! budget of the workspace. Only public addresses are called, unless the operator allows others.

use std::{
    net::IpAddr,
    sync::{Arc, LazyLock},
};

use language::{
    Anthropic, Connection, Error as CallError, Guarded, Key, Limiter, Offline, OpenAi, Price,
    Prices, Provider, Retry, Rules, client, client_resolving,
};
use reqwest::Url;
use uuid::Uuid;

use super::{
    ledger::Ledger,
    store::{Kind, LanguageModel, language_model, purpose, sealed_key},
    trouble::Trouble,
};
use crate::{
    context::{Kith, Scope},
    error::Result,
    ids,
    public_names::{PublicNames, is_public},
    sealing::Seal,
};

/// One line a workspace, for all who call from this process; the ledger counts those of others.
static LIMITER: LazyLock<Arc<Limiter<Uuid>>> =
    LazyLock::new(|| Arc::new(Limiter::new(Limiter::<Uuid>::USUAL)));

/// Who writes, ready to be asked without a transaction.
pub enum Writer {
    /// As it was chosen.
    Offline,
    Model(Box<dyn Provider>),
    /// A model was chosen, and cannot be asked as things stand.
    Away(Trouble),
}

pub async fn writer(kith: &Kith, scope: &mut Scope) -> Result<Writer> {
    let chosen = language_model(scope).await?;
    if chosen.is_offline() {
        return Ok(Writer::Offline);
    }
    let key = match key(kith, scope).await? {
        KeptKey::Lost => return Ok(Writer::Away(Trouble::Key)),
        KeptKey::None => None,
        KeptKey::Opened(key) => Some(key),
    };
    let connection = connection(
        &chosen.base_url,
        key.as_deref(),
        &chosen.model,
        kith.settings.private_models,
    );
    let provider: Arc<dyn Provider> = match (chosen.kind, connection) {
        (_, Err(_)) => return Ok(Writer::Away(Trouble::Address)),
        (Kind::Anthropic, Ok(connection)) => Arc::new(Anthropic::new(connection)),
        (Kind::OpenAiCompatible, Ok(connection)) => Arc::new(OpenAi::new(connection)),
        (Kind::Offline, Ok(_)) => Arc::new(Offline),
    };
    let rules = Rules {
        workspace: scope.workspace,
        limiter: LIMITER.clone(),
        budget: Arc::new(Ledger::new(kith, scope)),
        prices: Arc::new(prices(&chosen)),
        retry: Retry::default(),
        chance: Arc::new(ids::chance),
    };
    Ok(Writer::Model(Box::new(Guarded::new(provider, rules))))
}

enum KeptKey {
    None,
    Opened(String),
    /// It was sealed under another key than lies in the data folder, as after a restore.
    Lost,
}

async fn key(kith: &Kith, scope: &mut Scope) -> Result<KeptKey> {
    let Some(sealed) = sealed_key(scope).await? else {
        return Ok(KeptKey::None);
    };
    let seal = Seal::of(&kith.settings.data_dir).ok();
    let opened = seal.and_then(|seal| seal.open(&sealed, &purpose(scope)));
    Ok(opened.map_or(KeptKey::Lost, KeptKey::Opened))
}

/// Whether a key is kept that cannot be opened here: it must be entered again.
pub async fn has_lost_key(kith: &Kith, scope: &mut Scope) -> Result<bool> {
    Ok(matches!(key(kith, scope).await?, KeptKey::Lost))
}

/// The workspace's own price before those that come along.
fn prices(chosen: &LanguageModel) -> Prices {
    let shipped = Prices::shipped();
    let (Some(read), Some(written)) = (chosen.price_read, chosen.price_written) else {
        return shipped;
    };
    let price = Price {
        input: read.unsigned_abs(),
        output: written.unsigned_abs(),
        ..Price::default()
    };
    shipped.with(chosen.kind.as_str(), &chosen.model, price)
}

/// Whether the list that comes along knows what this model costs.
pub(super) fn is_priced(chosen: &LanguageModel) -> bool {
    let price = prices(chosen).price(chosen.kind.as_str(), &chosen.model);
    chosen.is_offline() || price.is_some()
}

pub(super) fn connection(
    base: &str,
    key: Option<&str>,
    model: &str,
    may_be_private: bool,
) -> Result<Connection, CallError> {
    let client = if may_be_private {
        client()?
    } else if is_public_address(base) {
        client_resolving(PublicNames)?
    } else {
        return Err(CallError::Unable("this address is not public"));
    };
    Connection::new(client, base, key.map(Key::new), model)
}

/// By https, and no address of this machine or its network; a name is looked up when it is
/// called.
fn is_public_address(base: &str) -> bool {
    let Ok(url) = Url::parse(base) else {
        return false;
    };
    let host = url.host_str().unwrap_or_default();
    let is_open = match host.trim_matches(['[', ']']).parse::<IpAddr>() {
        Ok(address) => is_public(address),
        Err(_) => host.contains('.'),
    };
    url.scheme() == "https" && is_open
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_public_addresses_unless_the_operator_says_otherwise() {
        let is_allowed = |base: &str, private| connection(base, None, "m", private).is_ok();
        for base in [
            "https://api.anthropic.com",
            "https://api.openai.com/v1",
            "https://93.184.215.14/v1",
        ] {
            assert!(is_allowed(base, false) && is_allowed(base, true), "{base}");
        }
        for base in [
            "http://localhost:11434",
            "https://localhost/v1",
            "http://127.0.0.1:11434",
            "https://10.0.0.7/v1",
            "https://[::1]/v1",
            "https://169.254.169.254/latest",
            "http://llm.example/v1",
        ] {
            assert!(!is_allowed(base, false) && is_allowed(base, true), "{base}");
        }
        for base in [
            "",
            "ollama",
            "file:///etc/passwd",
            "https://me:secret@llm.example/",
        ] {
            assert!(
                !is_allowed(base, false) && !is_allowed(base, true),
                "{base}"
            );
        }
    }

    #[test]
    fn an_own_price_goes_first() {
        let mut chosen = LanguageModel {
            kind: Kind::OpenAiCompatible,
            model: "llama3.2".to_owned(),
            ..LanguageModel::default()
        };
        assert!(!is_priced(&chosen));
        (chosen.price_read, chosen.price_written) = (Some(0), Some(0));
        assert!(is_priced(&chosen));
        assert!(
            is_priced(&LanguageModel::default()),
            "offline costs nothing"
        );
    }
}
