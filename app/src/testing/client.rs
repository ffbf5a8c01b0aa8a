//! A browser or a program, over real HTTP.

use std::net::SocketAddr;

use reqwest::{Response, header, redirect::Policy};
use serde_json::Value;

use crate::tls;

#[derive(Clone)]
pub struct Client {
    http: reqwest::Client,
    base: String,
    key: Option<String>,
}

impl Client {
    pub fn new(address: SocketAddr) -> Self {
        tls::use_ring();
        let http = reqwest::Client::builder()
            .cookie_store(true)
            .redirect(Policy::none())
            .build()
            .unwrap();
        Self {
            http,
            base: format!("http://{address}"),
            key: None,
        }
    }

    pub fn with_key(address: SocketAddr, key: &str) -> Self {
        Self {
            key: Some(key.to_owned()),
            ..Self::new(address)
        }
    }

    /// A request with the key, to be completed and sent.
    pub fn request(&self, method: &str, path: &str) -> reqwest::RequestBuilder {
        let method = method.parse().unwrap();
        let request = self.http.request(method, format!("{}{path}", self.base));
        match &self.key {
            Some(key) => request.bearer_auth(key),
            None => request,
        }
    }

    /// Opens a page as a browser does.
    pub async fn open(&self, path: &str) -> Response {
        self.request("GET", path)
            .header(header::ACCEPT, "text/html")
            .send()
            .await
            .unwrap()
    }

    /// The text of a page that must be there.
    pub async fn page(&self, path: &str) -> String {
        let answer = self.open(path).await;
        assert_eq!(answer.status(), 200, "{path}");
        answer.text().await.unwrap()
    }

    /// Sends a plain form, as from the page `/contacts`.
    pub async fn post_form(&self, path: &str, fields: &[(&str, &str)]) -> Response {
        self.request("POST", path)
            .header(header::ACCEPT, "text/html")
            .header(header::REFERER, format!("{}/contacts", self.base))
            .form(fields)
            .send()
            .await
            .unwrap()
    }

    /// Status and body of an API call.
    pub async fn api(&self, method: &str, path: &str, body: Option<Value>) -> (u16, Value) {
        let request = self.request(method, &format!("/api/v1{path}"));
        let request = match body {
            Some(body) => request.json(&body),
            None => request,
        };
        let answer = request.send().await.unwrap();
        (answer.status().as_u16(), answer.json().await.unwrap())
    }
}
