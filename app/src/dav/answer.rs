//! `207 Multi-Status`: what is known of each resource, and what is not.

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use quick_xml::escape::escape;

/// A property, by namespace and name.
pub type Name = (String, String);

#[derive(Default)]
pub struct MultiStatus(String);

impl MultiStatus {
    /// A resource with properties that it has, as their inner XML, and names of those that it has not.
    pub fn resource(&mut self, href: &str, known: &[(Name, String)], unknown: &[Name]) {
        self.0 += &format!("<d:response><d:href>{}</d:href>", escape(href));
        if !known.is_empty() || unknown.is_empty() {
            let inner: String = known
                .iter()
                .map(|(name, value)| element(name, value))
                .collect();
            self.propstat(&inner, "200 OK");
        }
        if !unknown.is_empty() {
            let inner: String = unknown.iter().map(|name| element(name, "")).collect();
            self.propstat(&inner, "404 Not Found");
        }
        self.0 += "</d:response>";
    }

    fn propstat(&mut self, inner: &str, status: &str) {
        self.0 += &format!(
            "<d:propstat><d:prop>{inner}</d:prop><d:status>HTTP/1.1 {status}</d:status></d:propstat>"
        );
    }

    pub fn status(&mut self, href: &str, status: &str) {
        self.0 += &format!(
            "<d:response><d:href>{}</d:href><d:status>HTTP/1.1 {status}</d:status></d:response>",
            escape(href)
        );
    }

    pub fn sync_token(&mut self, token: &str) {
        self.0 += &format!("<d:sync-token>{}</d:sync-token>", escape(token));
    }
}

impl IntoResponse for MultiStatus {
    fn into_response(self) -> Response {
        let body = format!(
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<d:multistatus xmlns:d=\"DAV:\">{}</d:multistatus>",
            self.0
        );
        (StatusCode::MULTI_STATUS, xml(), body).into_response()
    }
}

/// Refused because of a condition that the standard names.
pub fn condition(status: StatusCode, space: &str, name: &str) -> Response {
    let body = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<d:error xmlns:d=\"DAV:\"><{name} xmlns=\"{}\"/></d:error>",
        escape(space)
    );
    (status, xml(), body).into_response()
}

fn xml() -> [(header::HeaderName, HeaderValue); 1] {
    let kind = HeaderValue::from_static("application/xml; charset=utf-8");
    [(header::CONTENT_TYPE, kind)]
}

fn element((space, name): &Name, inner: &str) -> String {
    if space == "DAV:" {
        return format!("<d:{name}>{inner}</d:{name}>");
    }
    format!("<x:{name} xmlns:x=\"{}\">{inner}</x:{name}>", escape(space))
}

/// Text as it stands between tags.
pub fn text(value: &str) -> String {
    let is_allowed = |letter: &char| !letter.is_control() || matches!(letter, '\n' | '\r' | '\t');
    let plain: String = value.chars().filter(is_allowed).collect();
    escape(plain.as_str()).replace('\r', "&#13;")
}
