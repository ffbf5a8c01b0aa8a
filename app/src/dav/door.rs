//! Who asks: an address and an app password, by HTTP's own Basic scheme. Cookies and keys of
//! programs do not count here, so that no web page can ask in somebody's name.

use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use base64::{Engine, engine::general_purpose::STANDARD};

use super::passwords::viewer_of_password;
use crate::{
    context::{Kith, Viewer},
    forms::failure_response,
};

/// The member who asks with a device.
#[derive(Clone)]
pub struct Bearer(pub Viewer);

pub async fn only_with_password(
    State(kith): State<Kith>,
    mut request: Request,
    next: Next,
) -> Response {
    let Some((email, password)) = credentials(request.headers()) else {
        return ask();
    };
    match viewer_of_password(&kith, &email, &password).await {
        Ok(Some(viewer)) => {
            request.extensions_mut().insert(Bearer(viewer));
            next.run(request).await
        }
        Ok(None) => ask(),
        Err(error) => failure_response(&error),
    }
}

fn credentials(headers: &HeaderMap) -> Option<(String, String)> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, packed) = value.split_once(' ')?;
    let text = scheme
        .eq_ignore_ascii_case("basic")
        .then(|| STANDARD.decode(packed.trim()).ok())??;
    let text = String::from_utf8(text).ok()?;
    let (email, password) = text.split_once(':')?;
    Some((email.to_owned(), password.to_owned()))
}

fn ask() -> Response {
    let how = HeaderValue::from_static("Basic realm=\"Kith\", charset=\"UTF-8\"");
    let words =
        "Sign in with your e-mail address and an app password, which you make under Settings.\n";
    (
        StatusCode::UNAUTHORIZED,
        [(header::WWW_AUTHENTICATE, how)],
        words,
    )
        .into_response()
}
