//! One address, one key, one model: sending a request and telling what a refusal means.

use std::{net::IpAddr, time::Duration};

use futures::StreamExt;
use reqwest::{
    Client, ClientBuilder, Response, StatusCode, Url, dns::Resolve, header::HeaderMap,
    redirect::Policy,
};
use serde_json::Value;
use tokio::time::{Instant, timeout_at};

use crate::{error::Error, key::Key, retry::retry_after};

/// Bytes of an answer at most.
pub(crate) const LARGEST: usize = 8 << 20;
const LARGEST_REFUSAL: usize = 64 << 10;
/// Letters that are kept of a refusal's own words.
const LONGEST_WORDS: usize = 300;

#[derive(Clone, Debug)]
pub struct Connection {
    client: Client,
    base: Url,
    pub(crate) key: Option<Key>,
    pub(crate) model: String,
    /// For all of an answer; of a stream, until it begins.
    pub answer: Duration,
    /// Between two chunks of a stream.
    pub silence: Duration,
    /// For all of a stream.
    pub whole: Duration,
}

/// A client that follows no redirect, so that a key goes where it was meant to go.
pub fn client() -> Result<Client, Error> {
    build(builder())
}

/// The same, which finds the addresses of names by `names`.
pub fn client_resolving(names: impl Resolve + 'static) -> Result<Client, Error> {
    build(builder().dns_resolver(names))
}

fn builder() -> ClientBuilder {
    // Refused only where it was chosen before.
    let _chosen = rustls::crypto::ring::default_provider().install_default();
    Client::builder()
        .redirect(Policy::none())
        .referer(false)
        .no_proxy()
        .connect_timeout(Duration::from_secs(5))
}

fn build(builder: ClientBuilder) -> Result<Client, Error> {
    builder
        .build()
        .map_err(|_| Error::Unable("no connections can be made"))
}

impl Connection {
    /// `base` as its owner documents it, over http or https, without user, password or query.
    /// A key is not sent in the clear over the internet.
    pub fn new(client: Client, base: &str, key: Option<Key>, model: &str) -> Result<Self, Error> {
        let base = Url::parse(base.trim()).map_err(|_| Error::Unable("this is no address"))?;
        let is_plain = matches!(base.scheme(), "http" | "https")
            && base.has_host()
            && base.username().is_empty()
            && base.password().is_none()
            && base.query().is_none();
        if !is_plain {
            return Err(Error::Unable("this is no address of an API"));
        }
        if key.is_some() && base.scheme() == "http" && !is_near(&base) {
            return Err(Error::Unable("a key goes over https only"));
        }
        Ok(Self {
            client,
            base,
            key,
            model: model.trim().to_owned(),
            answer: Duration::from_secs(60),
            silence: Duration::from_secs(30),
            whole: Duration::from_secs(180),
        })
    }

    pub(crate) fn host(&self) -> &str {
        self.base.host_str().unwrap_or_default()
    }

    /// The base without these endings, each at most once, and without a slash.
    pub(crate) fn base_without(&self, endings: &[&str]) -> String {
        let mut base = self.base.as_str().trim_end_matches('/');
        for ending in endings {
            base = base.strip_suffix(ending).unwrap_or(base);
        }
        base.trim_end_matches('/').to_owned()
    }

    pub(crate) fn has_path(&self) -> bool {
        !self.base.path().trim_end_matches('/').is_empty()
    }

    /// An answer with a status of success, until `until`.
    pub(crate) async fn post(
        &self,
        url: &str,
        headers: HeaderMap,
        body: &Value,
        until: Instant,
    ) -> Result<Response, Error> {
        let sending = self.client.post(url).headers(headers).json(body).send();
        let response = timeout_at(until, sending)
            .await
            .map_err(|_| Error::Late)?
            .map_err(|error| of_transport(&error))?;
        if response.status().is_success() {
            return Ok(response);
        }
        let (status, headers) = (response.status(), response.headers().clone());
        let body = read(response, LARGEST_REFUSAL, until).await;
        let body = body
            .ok()
            .and_then(|body| serde_json::from_slice(&body).ok());
        Err(self.refusal(status, &headers, &body.unwrap_or_default()))
    }

    pub(crate) async fn post_for_json(
        &self,
        url: &str,
        headers: HeaderMap,
        body: &Value,
    ) -> Result<Value, Error> {
        let until = Instant::now() + self.answer;
        let response = self.post(url, headers, body, until).await?;
        let bytes = read(response, LARGEST, until).await?;
        serde_json::from_slice(&bytes).map_err(|_| Error::Strange("no JSON"))
    }

    fn refusal(&self, status: StatusCode, headers: &HeaderMap, body: &Value) -> Error {
        let told = Told::of(body);
        if told.is_out_of_credit() {
            return Error::Credit;
        }
        if told.is_of_length() {
            return Error::TooLong;
        }
        match status.as_u16() {
            401 | 403 => Error::Key,
            402 => Error::Credit,
            404 => Error::Model,
            413 => Error::TooLong,
            408 | 429 | 500.. => Error::Busy {
                retry_after: retry_after(headers),
            },
            300..=399 => Error::Strange("it leads elsewhere"),
            _ => Error::Request(self.words(&told)),
        }
    }

    /// What a stream says instead of an answer.
    pub(crate) fn refusal_in_stream(&self, body: &Value) -> Error {
        let told = Told::of(body);
        match told.kind {
            _ if told.is_out_of_credit() => Error::Credit,
            _ if told.is_of_length() => Error::TooLong,
            "authentication_error" | "permission_error" => Error::Key,
            "not_found_error" => Error::Model,
            "request_too_large" => Error::TooLong,
            "invalid_request_error" => Error::Request(self.words(&told)),
            _ => Error::Busy { retry_after: None },
        }
    }

    fn words(&self, told: &Told<'_>) -> String {
        let key = self.key.as_ref();
        let words = key.map_or_else(|| told.words.to_owned(), |key| key.hidden_in(told.words));
        let words: String = words
            .chars()
            .map(|letter| if letter.is_control() { ' ' } else { letter })
            .take(LONGEST_WORDS)
            .collect();
        words.trim().to_owned()
    }
}

/// A refusal in the shapes of Anthropic and OpenAI, of Ollama (`error` is a text), vLLM
/// (no `error` around it) and servers made with FastAPI (`detail`).
struct Told<'a> {
    words: &'a str,
    kind: &'a str,
    code: &'a str,
}

impl<'a> Told<'a> {
    fn of(body: &'a Value) -> Self {
        let error = body.get("error").filter(|error| !error.is_null());
        let inner = error.unwrap_or(body);
        let text = |name: &str| inner.get(name).and_then(Value::as_str);
        let words = text("message")
            .or_else(|| inner.as_str())
            .or_else(|| text("detail"));
        Self {
            words: words.unwrap_or_default(),
            kind: text("type").unwrap_or_default(),
            code: text("code").unwrap_or_default(),
        }
    }

    fn is_of_length(&self) -> bool {
        self.code == "context_length_exceeded"
            || self.kind == "exceed_context_size_error"
            || self.words.starts_with("prompt is too long")
    }

    fn is_out_of_credit(&self) -> bool {
        self.kind == "billing_error"
            || self.kind == "insufficient_quota"
            || self.code == "insufficient_quota"
            || self.words.contains("credit balance is too low")
    }
}

/// On this machine or in the house: a private address, or a name that the internet has not.
fn is_near(base: &Url) -> bool {
    let host = base.host_str().unwrap_or_default();
    match host.trim_matches(['[', ']']).parse() {
        Ok(IpAddr::V4(address)) => {
            address.is_loopback() || address.is_private() || address.is_link_local()
        }
        Ok(IpAddr::V6(address)) => {
            address.is_loopback() || address.is_unique_local() || address.is_unicast_link_local()
        }
        Err(_) => {
            let inner = [".local", ".lan", ".internal", ".home.arpa", ".localhost"];
            !host.contains('.') || inner.iter().any(|ending| host.ends_with(ending))
        }
    }
}

fn of_transport(error: &reqwest::Error) -> Error {
    match error {
        _ if error.is_connect() => Error::Away,
        _ if error.is_timeout() => Error::Late,
        _ => Error::Broken,
    }
}

async fn read(response: Response, largest: usize, until: Instant) -> Result<Vec<u8>, Error> {
    let mut chunks = response.bytes_stream();
    let mut bytes = Vec::new();
    while let Some(chunk) = timeout_at(until, chunks.next())
        .await
        .map_err(|_| Error::Late)?
    {
        let chunk = chunk.map_err(|_| Error::Broken)?;
        if bytes.len() + chunk.len() > largest {
            return Err(Error::Strange("it is too large"));
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}
