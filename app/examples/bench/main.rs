//! Measurements of the product: rates, ratios and sizes beside what they aim at.
//! `cargo xtask bench` gives each an empty database of its own by `DATABASE_URL`.

mod arrivals;
mod bulk;
mod contacts;
mod follow_ups;
mod idle;
mod import;
mod memory;
mod page;
mod population;
mod records;
mod scores;
mod search;
mod table;
mod timing;
mod world;

use std::path::Path;

use anyhow::{Result, bail};

/// The allocator of the product itself.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[tokio::main(worker_threads = 4)]
async fn main() -> Result<()> {
    app::tls::use_ring();
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["arrivals"] => arrivals::measure().await,
        ["bulk"] => bulk::measure().await,
        ["contacts"] => contacts::measure().await,
        ["follow-ups"] => follow_ups::measure().await,
        ["idle", kith] => idle::measure(Path::new(kith)).await,
        ["import"] => import::measure().await,
        ["mailbox", file, messages] => import::write_mailbox(Path::new(file), messages.parse()?),
        ["records"] => records::measure(100_000).await,
        ["records", rows] => records::measure(rows.parse()?).await,
        ["search"] => search::measure(300_000).await,
        ["search", messages] => search::measure(messages.parse()?).await,
        ["scores"] => scores::measure().await,
        _ => {
            bail!(
                "measures arrivals, bulk, contacts, follow-ups, idle KITH, import, records, scores or search"
            )
        }
    }
}
