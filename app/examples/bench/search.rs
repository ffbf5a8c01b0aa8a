//! How long a search takes on the server, as one types, over people, companies, notes and
//! messages; and how fast messages are read for it.

use std::time::Instant;

use anyhow::Result;
use app::{context::Viewer, jobs::Stop, search};

use crate::{population, table::Table, timing::Times, world::World};

const PEOPLE: i64 = 100_000;
const EACH: i64 = 6;

/// Common and rare beginnings, whole words, names, slips, and nothing.
const TYPED: [&str; 14] = [
    "m",
    "ma",
    "mar",
    "maria",
    "zimmermann",
    "zimmremann",
    "maria sch",
    "ba",
    "bander",
    "bander kest",
    "sorking tattum",
    "minder stell vall",
    "lurmfo",
    "nothing at all",
];

pub async fn measure(messages: i64) -> Result<()> {
    let world = World::open().await?;
    let viewer = world.member("ada@kith.example", "Ada Berg").await?;
    population::add_people(&viewer, 1, PEOPLE + 1).await?;
    population::add_messages(&viewer, PEOPLE, messages).await?;
    let begin = Instant::now();
    search::index_messages(&world.kith, viewer.workspace, &Stop::new()).await?;
    let rate = messages as f64 / begin.elapsed().as_secs_f64();
    population::settle(&world.kith).await?;
    println!("{messages} messages read for search, {rate:.0} a second");
    println!("Search, ms of server time (aim: median under 50)");
    let mut table = Table::new(["typed", "median", "p99"]);
    for text in TYPED {
        let times = Times::of(async || find(&viewer, text).await).await?;
        table.row(vec![
            format!("“{text}”"),
            format!("{:.1}", times.median()),
            format!("{:.1}", times.p99()),
        ]);
    }
    table.print();
    Ok(())
}

async fn find(viewer: &Viewer, text: &str) -> Result<()> {
    let mut scope = viewer.begin().await?;
    search::search(&mut scope, text, EACH).await?;
    Ok(())
}
