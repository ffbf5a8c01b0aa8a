//! The list as a browser gets it: through the router, over HTTP, signed in.

use std::net::SocketAddr;

use anyhow::{Result, ensure};
use app::{context::Kith, http::router};
use reqwest::{Client, header, redirect::Policy};
use tokio::net::TcpListener;

use crate::{table::Table, timing::Times, world::PASSWORD};

pub struct Server {
    listener: TcpListener,
    pub base_url: String,
}

impl Server {
    pub async fn bind() -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let base_url = format!("http://{}", listener.local_addr()?);
        Ok(Self { listener, base_url })
    }

    pub async fn measure(self, kith: &Kith, email: &str) -> Result<()> {
        let app = router(kith.clone()).into_make_service_with_connect_info::<SocketAddr>();
        let base_url = self.base_url;
        let serving = tokio::spawn(async move { axum::serve(self.listener, app).await });
        let browser = sign_in(&base_url, email).await?;
        println!("The page over HTTP at 100,000 contacts, ms");
        let mut table = Table::new(["page", "median", "p99", "kB"]);
        for path in ["/contacts", "/contacts?sort=name", "/contacts?q=mari"] {
            for encoding in ["identity", "br"] {
                let address = format!("{base_url}{path}");
                let mut size = 0;
                let times = Times::of(async || {
                    size = load(&browser, &address, encoding).await?;
                    Ok(())
                })
                .await?;
                table.row(vec![
                    format!("{path} ({encoding})"),
                    format!("{:.1}", times.median()),
                    format!("{:.1}", times.p99()),
                    format!("{:.1}", size as f64 / 1000.0),
                ]);
            }
        }
        table.print();
        serving.abort();
        Ok(())
    }
}

pub fn browser() -> Result<Client> {
    Ok(Client::builder()
        .cookie_store(true)
        .redirect(Policy::none())
        .build()?)
}

async fn sign_in(base_url: &str, email: &str) -> Result<Client> {
    let browser = browser()?;
    let form = [("email", email), ("password", PASSWORD)];
    post_form(&browser, base_url, "login", &form).await?;
    Ok(browser)
}

/// Sends a form of the accounts feature as a browser without scripts does.
pub async fn post_form(
    browser: &Client,
    base_url: &str,
    action: &str,
    fields: &[(&str, &str)],
) -> Result<()> {
    let answer = browser
        .post(format!("{base_url}/do/app/accounts/actions/{action}"))
        .header(header::ACCEPT, "text/html")
        .header(header::REFERER, format!("{base_url}/{action}"))
        .form(fields)
        .send()
        .await?;
    let leads_on = answer.status().is_redirection() && answer.cookies().next().is_some();
    ensure!(leads_on, "{action} was answered with {}", answer.status());
    Ok(())
}

/// Opens a page and returns its size in bytes as it came.
pub async fn load(browser: &Client, address: &str, encoding: &str) -> Result<usize> {
    let answer = browser
        .get(address)
        .header(header::ACCEPT, "text/html")
        .header(header::ACCEPT_ENCODING, encoding)
        .send()
        .await?;
    ensure!(answer.status() == 200, "{address}: {}", answer.status());
    Ok(answer.bytes().await?.len())
}
