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

/// Builds what changed and returns whether any published file is a new one.
pub fn build(project: &Project, profile: Profile) -> Result<bool> {
    let modules = wasm::build(project, profile)?;
    let stylesheet = css::build(project, profile)?;
    let site = project.site(profile);
    let mut packages = Folder::open(site.join("pkg"), profile)?;
    let hashes = publish_modules(&mut packages, &modules)?;
    let css = packages.add_hashed("kith", "css", &fs::read(stylesheet)?)?;
    packages.sweep()?;
    publish_public_files(project, profile)?;
    let listing = format!("{hashes}css: {css}\n");
    let path = project.server_folder(profile).join("hash.txt");
    if fs::read_to_string(&path).is_ok_and(|present| present == listing) {
        return Ok(false);
    }
    fs::create_dir_all(project.server_folder(profile))?;
    fs::write(&path, listing).with_context(|| format!("could not write {}", path.display()))?;
    Ok(true)
}

/// The script names the WebAssembly file it belongs to, so its own hash covers both.
fn publish_modules(packages: &mut Folder, modules: &Path) -> Result<String> {
    let wasm = packages.add_hashed("kith", "wasm", &fs::read(modules.join(wasm::MODULE))?)?;
    let script = fs::read_to_string(modules.join(wasm::SCRIPT))?;
    let script = script.replace(wasm::MODULE, &format!("kith.{wasm}.wasm"));
    let js = packages.add_hashed("kith", "js", script.as_bytes())?;
    for snippet in files(&modules.join("snippets"))? {
        packages.add(snippet.strip_prefix(modules)?, &fs::read(&snippet)?)?;
    }
    Ok(format!("js: {js}\nwasm: {wasm}\n"))
}

fn publish_public_files(project: &Project, profile: Profile) -> Result<()> {
    let mut site = Folder::open(project.site(profile), profile)?;
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
