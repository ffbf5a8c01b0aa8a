//! One push to one browser, by its service.

use std::{sync::Arc, time::Duration};

use reqwest::{
    Client, StatusCode, Url,
    header::{AUTHORIZATION, CONTENT_ENCODING, CONTENT_TYPE},
    redirect::Policy,
};

use super::{PushKey, Subscription, encrypt};
use crate::{
    companies::logos::Sites,
    context::Kith,
    error::{Result, internal},
    public_names::PublicNames,
    tls,
};

const PATIENCE: Duration = Duration::from_secs(15);
/// How long a service keeps it for a browser that is off.
const KEPT_SECONDS: &str = "86400";

/// What became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pushed {
    Sent,
    /// The browser is not there any more.
    Gone,
    /// It may go later.
    NotNow,
}

pub async fn push(
    kith: &Kith,
    key: &PushKey,
    subscription: &Subscription,
    text: &str,
) -> Result<Pushed> {
    let Ok(body) = encrypt(&subscription.keys(), text.as_bytes()) else {
        return Ok(Pushed::Gone);
    };
    let endpoint = Url::parse(&subscription.endpoint).map_err(|_| internal("no push address"))?;
    let audience = endpoint.origin().ascii_serialization();
    let authorization = key.authorization(&audience, &subject(kith), kith.clock.now())?;
    let sent = client(kith.settings.push_services)?
        .post(address(kith.settings.push_services, endpoint))
        .header("TTL", KEPT_SECONDS)
        .header("Urgency", "normal")
        .header(AUTHORIZATION, authorization)
        .header(CONTENT_ENCODING, "aes128gcm")
        .header(CONTENT_TYPE, "application/octet-stream")
        .body(body)
        .send()
        .await;
    Ok(match sent.map(|answer| answer.status()) {
        Ok(status) if status.is_success() => Pushed::Sent,
        Ok(StatusCode::NOT_FOUND | StatusCode::GONE) => Pushed::Gone,
        _ => Pushed::NotNow,
    })
}

/// Whom a service may ask about what is sent.
fn subject(kith: &Kith) -> String {
    let settings = &kith.settings;
    match &settings.mail {
        _ if settings.is_secure() => settings.base_url.clone(),
        Some(mail) => {
            let address = mail.from.rsplit('<').next().unwrap_or_default();
            format!("mailto:{}", address.trim_end_matches('>').trim())
        }
        None => "https://kith.invalid".to_owned(),
    }
}

fn client(services: Sites) -> Result<Client> {
    tls::use_ring();
    let builder = Client::builder()
        .timeout(PATIENCE)
        .connect_timeout(PATIENCE / 2)
        .no_proxy()
        .redirect(Policy::none());
    let builder = match services {
        Sites::Public => builder.https_only(true).dns_resolver(Arc::new(PublicNames)),
        Sites::At(_) => builder,
    };
    builder.build().map_err(internal)
}

/// All services at a stand-in, where there is one.
fn address(services: Sites, endpoint: Url) -> Url {
    let Sites::At(stand_in) = services else {
        return endpoint;
    };
    let there = format!("http://{stand_in}{}", endpoint.path());
    Url::parse(&there).unwrap_or(endpoint)
}
