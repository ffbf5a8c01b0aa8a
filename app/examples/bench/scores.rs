//! Scores and suggestions of a whole large workspace.

use anyhow::Result;
use app::{scoring, suggestions};

use crate::{population, table::Table, timing::seconds, world::World};

const PEOPLE: i64 = 100_000;
const INTERACTIONS: i64 = 1_000_000;

pub async fn measure() -> Result<()> {
    let world = World::open().await?;
    let viewer = world.member("ada@kith.example", "Ada Berg").await?;
    population::add_people(&viewer, 1, PEOPLE + 1).await?;
    population::add_interactions(&viewer, PEOPLE, INTERACTIONS).await?;
    population::settle(&world.kith).await?;
    println!("100,000 contacts with 1,000,000 interactions, seconds");
    let mut table = Table::new(["whole workspace", "first", "again", "aim"]);
    let (mut scored, mut suggested) = (Vec::new(), Vec::new());
    for _ in 0..2 {
        let work = scoring::refresh_workspace(&world.kith, viewer.workspace);
        scored.push(seconds(async { Ok(work.await?) }).await?);
        population::settle(&world.kith).await?;
        let work = suggestions::refresh_workspace(&world.kith, viewer.workspace);
        suggested.push(seconds(async { Ok(work.await?) }).await?);
    }
    for (name, times, aim) in [("scores", scored, "10"), ("suggestions", suggested, "")] {
        let times = times.iter().map(|seconds| format!("{seconds:.1}"));
        let cells = [name.to_owned()].into_iter().chain(times);
        table.row(cells.chain([aim.to_owned()]).collect());
    }
    table.print();
    Ok(())
}
