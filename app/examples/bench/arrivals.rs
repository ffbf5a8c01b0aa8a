//! One new contact among many: how long until it has been compared with all of them and
//! joined or left alone, as an order does it, and how long the form that makes one asks.

use std::time::Instant;

use anyhow::Result;
use app::{
    contacts::{ContactInput, create_contact},
    context::Viewer,
    jobs::Stop,
    review,
};

use crate::{
    population,
    table::Table,
    timing::{Times, seconds},
    world::World,
};

const PEOPLE: i64 = 100_000;
/// So many come, one after the other.
const COMING: usize = 40;

pub async fn measure() -> Result<()> {
    let world = World::open().await?;
    let viewer = world.member("ada@kith.example", "Ada Berg").await?;
    population::add_people(&viewer, 1, PEOPLE + 1).await?;
    population::settle(&world.kith).await?;
    let stop = Stop::new();
    let whole =
        seconds(async { Ok(review::find_doubles(&world.kith, viewer.workspace, &stop).await?) });
    let whole = whole.await?;
    population::settle(&world.kith).await?;
    let mut ordered = Vec::with_capacity(COMING);
    for number in 0..COMING {
        come(&viewer, number).await?;
        let start = Instant::now();
        review::match_arrivals(&world.kith, viewer.workspace, &stop).await?;
        ordered.push(start.elapsed());
    }
    let ordered = Times::taken(ordered);
    let mut number = 0;
    let asked = Times::of(async || {
        number += 1;
        let mut scope = viewer.begin().await?;
        review::likely_same(&mut scope, &input(number)).await?;
        Ok(())
    });
    let asked = asked.await?;
    println!("One new contact among 100,000, ms; all compared with all: {whole:.1} s");
    let mut table = Table::new(["", "median", "p99"]);
    for (name, times) in [
        ("compared with all by its order", ordered),
        ("asked about before it is made", asked),
    ] {
        table.row(vec![
            name.to_owned(),
            format!("{:.1}", times.median()),
            format!("{:.1}", times.p99()),
        ]);
    }
    table.print();
    Ok(())
}

async fn come(viewer: &Viewer, number: usize) -> Result<()> {
    let mut scope = viewer.begin().await?;
    create_contact(&mut scope, input(number)).await?;
    Ok(scope.commit().await?)
}

fn input(number: usize) -> ContactInput {
    ContactInput {
        name: Some(format!("Maria Zimmermann {number}")),
        emails: Some(vec![format!("maria.zimmermann{number}@post.example")]),
        ..ContactInput::default()
    }
}
