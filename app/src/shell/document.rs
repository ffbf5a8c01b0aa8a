//! The HTML document. Its policy names a fresh nonce; scripts are loaded only on
//! pages that hold an island.

use axum::http::{HeaderValue, header, request::Parts};
use leptos::{attr::custom::custom_attribute, nonce::use_nonce, prelude::*};
use leptos_axum::ResponseOptions;
use leptos_meta::{HashedStylesheet, MetaTags};

use crate::{
    context::Viewer,
    routes::{PAGES, PageRoutes},
};

const SPECULATION: &str = r#"{"prefetch":[{"where":{"and":[{"href_matches":"/*"},{"not":{"href_matches":"/imports/*"}},{"not":{"href_matches":"/api/*"}}]},"eagerness":"moderate"}]}"#;

/// Islands wake when the browser is idle; a busy one might never say that it is.
const IDLE_IN_TIME: &str = r#"if("requestIdleCallback"in window){const idle=window.requestIdleCallback;window.requestIdleCallback=(work,options)=>idle(work,{timeout:200,...options})}"#;

pub fn document(options: LeptosOptions) -> impl IntoView {
    set_policy();
    let viewer = use_context::<Parts>().and_then(|parts| parts.extensions.get::<Viewer>().cloned());
    let theme = viewer
        .as_ref()
        .map_or_else(|| "system".to_owned(), |viewer| viewer.theme.clone());
    let root_theme = theme.clone();
    let has_islands = viewer.is_some() && !is_public();
    view! {
        <!DOCTYPE html>
        <html lang="en" data-theme=root_theme>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover"/>
                <ThemeColor theme=theme/>
                <link rel="icon" href="/favicon.svg" type="image/svg+xml"/>
                <link
                    rel="preload"
                    r#as="font"
                    r#type="font/woff2"
                    crossorigin="anonymous"
                    href="/fonts/figtree-latin-wght-normal.woff2"
                />
                <HashedStylesheet options=options.clone()/>
                <script type="speculationrules" nonce=use_nonce()>{SPECULATION}</script>
                {has_islands.then(|| view! {
                    <script nonce=use_nonce()>{IDLE_IN_TIME}</script>
                    <AutoReload options=options.clone()/>
                    <HydrationScripts options=options islands=true/>
                    <script src="/news.js" defer=true nonce=use_nonce()></script>
                })}
                <MetaTags/>
            </head>
            <body>
                <PageRoutes/>
            </body>
        </html>
    }
}

#[component]
fn ThemeColor(theme: String) -> impl IntoView {
    let light = (theme != "dark").then(|| {
        let media = (theme == "system").then_some("(prefers-color-scheme: light)");
        view! { <meta name="theme-color" content="#f8f5f0" {..custom_attribute("media", media)}/> }
    });
    let dark = (theme != "light").then(|| {
        let media = (theme == "system").then_some("(prefers-color-scheme: dark)");
        view! { <meta name="theme-color" content="#0e1117" {..custom_attribute("media", media)}/> }
    });
    view! { {light} {dark} }
}

/// Pages that are the same for everybody and hold no island.
fn is_public() -> bool {
    let path = use_context::<Parts>()
        .map(|parts| parts.uri.path().to_owned())
        .unwrap_or_default();
    PAGES.contains(&(path.trim_end_matches('/'), false))
}

fn set_policy() {
    let nonce = use_nonce()
        .map(|nonce| nonce.to_string())
        .unwrap_or_default();
    let reload = if std::env::var_os("LEPTOS_WATCH").is_some() {
        " ws:"
    } else {
        ""
    };
    let policy = format!(
        "default-src 'none'; script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'; style-src 'self'; \
         img-src 'self' data:; font-src 'self'; connect-src 'self'{reload}; form-action 'self'; \
         base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'",
    );
    if let (Some(response), Ok(value)) = (
        use_context::<ResponseOptions>(),
        HeaderValue::from_str(&policy),
    ) {
        response.insert_header(header::CONTENT_SECURITY_POLICY, value);
        response.insert_header(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
}
