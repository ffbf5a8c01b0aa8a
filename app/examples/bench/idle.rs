//! What a `kith serve` that nobody uses takes: after a sign-up and one page.

use std::{
    net::TcpListener,
    path::Path,
    process::{Child, Command, Stdio},
    time::Duration,
};

use anyhow::{Context, Result, ensure};

use crate::{memory, page, table::Table, world::PASSWORD};

const AIM: f64 = 80.0;
/// Longer than anything that a request leaves behind.
const REST: Duration = Duration::from_secs(20);

pub async fn measure(kith: &Path) -> Result<()> {
    let data = tempfile::Builder::new().prefix("kith-bench-").tempdir()?;
    let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
    let mut child = Command::new(kith)
        .arg("serve")
        .arg("--data-dir")
        .arg(data.path())
        .env("KITH_ADDRESS", address.to_string())
        .env_remove("DATABASE_URL")
        .stdout(Stdio::null())
        .spawn()
        .context("starting kith")?;
    let outcome = use_and_weigh(child.id(), &format!("http://{address}")).await;
    end(&mut child)?;
    outcome
}

fn end(child: &mut Child) -> Result<()> {
    let asked = Command::new("kill").arg(child.id().to_string()).status()?;
    ensure!(asked.success(), "kith had ended before it was asked to");
    child.wait()?;
    Ok(())
}

async fn use_and_weigh(kith: u32, base_url: &str) -> Result<()> {
    let browser = page::browser()?;
    wait_until_ready(&browser, base_url).await?;
    let form = [
        ("name", "Ada Berg"),
        ("email", "ada@kith.example"),
        ("password", PASSWORD),
    ];
    page::post_form(&browser, base_url, "register", &form).await?;
    page::load(&browser, &format!("{base_url}/contacts"), "br").await?;
    tokio::time::sleep(REST).await;
    println!("Idle after a sign-up and one page (aim: kith under {AIM:.0} MB)");
    let mut table = Table::new(["process", "proportional MB", "resident MB"]);
    let server = memory::children(kith)?;
    let server = *server.first().context("kith keeps a database")?;
    table.row(vec![
        "kith".to_owned(),
        format!("{:.1}", memory::proportional(kith)?),
        format!("{:.1}", memory::resident(kith)?),
    ]);
    table.row(vec![
        "its PostgreSQL".to_owned(),
        format!("{:.1}", memory::family(server)?),
        String::new(),
    ]);
    table.print();
    Ok(())
}

async fn wait_until_ready(browser: &reqwest::Client, base_url: &str) -> Result<()> {
    for _ in 0..600 {
        let answer = browser.get(format!("{base_url}/readyz")).send().await;
        if answer.is_ok_and(|answer| answer.status().is_success()) {
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    anyhow::bail!("kith was not ready after a minute")
}
