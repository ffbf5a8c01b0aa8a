//! The site: WebAssembly with its JavaScript, the stylesheet and the public files, as
//! the server sends them. Built assets carry a hash of their content in their name, and
//! `hash.txt` beside the server binary tells leptos which ones are the present ones.

mod assets;
mod css;
mod wasm;

use crate::fingerprint::files;
use crate::project::{Profile, Project};
use anyhow::{Context, Result};
use assets::Folder;
use std::fs;
use std::path::Path;

const FONT_PACKAGE: &str = "node_modules/@fontsource-variable/figtree/files";
const FONTS: [&str; 2] = [
    "figtree-latin-wght-normal.woff2",
    "figtree-latin-ext-wght-normal.woff2",
];

/// Builds what changed; files that are no longer wanted go.
pub fn build(project: &Project, profile: Profile) -> Result<()> {
    let modules = wasm::build(project, profile)?;
    let stylesheet = css::build(project, profile)?;
    let mut site = Folder::open(project.site(profile), profile)?;
    let hashes = publish_modules(&mut site, &modules)?;
    let css = site.add_hashed("pkg/kith", "css", &fs::read(stylesheet)?)?;
    publish_public_files(project, &mut site)?;
    site.sweep()?;
    let beside_server = project.server_folder(profile);
    fs::create_dir_all(&beside_server)?;
    fs::write(
        beside_server.join("hash.txt"),
        format!("{hashes}css: {css}\n"),
    )
    .context("could not write hash.txt")
}

/// The script names the WebAssembly file it belongs to, so its own hash covers both.
fn publish_modules(site: &mut Folder, modules: &Path) -> Result<String> {
    let wasm = site.add_hashed("pkg/kith", "wasm", &fs::read(modules.join(wasm::MODULE))?)?;
    let script = fs::read_to_string(modules.join(wasm::SCRIPT))?;
    let script = script.replace(wasm::MODULE, &format!("kith.{wasm}.wasm"));
    let js = site.add_hashed("pkg/kith", "js", script.as_bytes())?;
    for snippet in files(&modules.join("snippets"))? {
        let name = Path::new("pkg").join(snippet.strip_prefix(modules)?);
        site.add(&name, &fs::read(&snippet)?)?;
    }
    Ok(format!("js: {js}\nwasm: {wasm}\n"))
}

fn publish_public_files(project: &Project, site: &mut Folder) -> Result<()> {
    let public = project.root.join("public");
    for file in files(&public)? {
        site.add(file.strip_prefix(&public)?, &fs::read(&file)?)?;
    }
    for font in FONTS {
        let path = project.root.join(FONT_PACKAGE).join(font);
        let content = fs::read(&path).with_context(|| format!("no font {}", path.display()))?;
        site.add(&Path::new("fonts").join(font), &content)?;
    }
    Ok(())
}
