//! The browser tests, on the product as it is shipped: a fresh `kith serve` on an empty
//! data folder, and Playwright with the Chromium of this machine.

use crate::build;
use crate::command::run;
use crate::project::Project;
use crate::setup::browser;
use crate::stage::Stage;
use anyhow::Result;

pub fn test(project: &Project) -> Result<()> {
    let binary = build::dist(project)?.join("kith");
    let chromium = browser::ensure(project)?;
    let stage = Stage::open(&binary, "serve")?;
    let mut playwright = project.npm_program("playwright");
    playwright
        .current_dir(project.root.join("end2end"))
        .arg("test")
        .env("KITH_BASE_URL", &stage.base_url)
        .env("KITH_DATA_DIR", stage.data.path())
        .env("KITH_BINARY", &binary);
    if let Some(chromium) = chromium {
        playwright.env("CHROMIUM_PATH", chromium);
    }
    let result = run(&mut playwright);
    stage.close()?;
    result
}
