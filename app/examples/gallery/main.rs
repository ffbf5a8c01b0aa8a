//! Renders every component in its states, and five pages composed from them, into
//! a folder of static pages: `cargo run -p app --example gallery --features ssr -- FOLDER`.
//! The style sheet is expected at `FOLDER/pkg/kith.css`.

mod contact;
mod contacts;
mod import;
mod pieces;
mod public;
mod today;
mod world;

use std::path::PathBuf;

use leptos::prelude::*;

type Render = fn() -> AnyView;

fn main() -> std::io::Result<()> {
    let folder = PathBuf::from(
        std::env::args()
            .nth(1)
            .unwrap_or_else(|| "target/gallery".to_owned()),
    );
    std::fs::create_dir_all(&folder)?;
    let pages: [(&str, Render); 8] = [
        ("pieces", pieces::page),
        ("today", today::page),
        ("contacts", contacts::page),
        ("contacts-empty", contacts::empty_page),
        ("contact", contact::page),
        ("import", import::page),
        ("sign-in", public::sign_in),
        ("error", public::error),
    ];
    for (name, page) in pages {
        std::fs::write(folder.join(format!("{name}.html")), document(name, page))?;
    }
    Ok(())
}

fn document(title: &str, page: Render) -> String {
    let body = Owner::new().with(|| page().to_html());
    format!(
        "<!doctype html><html lang=\"en\" data-theme=\"system\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <title>{title} · Kith</title><link rel=\"stylesheet\" href=\"pkg/kith.css\"></head>\
         <body>{body}</body></html>"
    )
}
