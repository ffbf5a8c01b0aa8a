//! One new contact among many, and one new company: how long until it has been compared with
//! all of them and joined or left alone, as an order does it, and how long the form that makes
//! one asks.

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
const COMPANIES: i64 = 100_000;
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
    let (firms, came) = companies(&world, &viewer, &stop).await?;
    println!("One new contact among 100,000, ms; all compared with all: {whole:.1} s");
    println!("One new company among 100,000, ms; all compared with all: {firms:.1} s");
    let mut table = Table::new(["", "median", "p99"]);
    for (name, times) in [
        ("compared with all by its order", ordered),
        ("asked about before it is made", asked),
        ("a company, compared with all", came),
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

/// All with all, in seconds, and then one after the other that comes.
async fn companies(world: &World, viewer: &Viewer, stop: &Stop) -> Result<(f64, Times)> {
    let mut scope = viewer.begin().await?;
    sqlx::query(
        "insert into companies (id, workspace_id, name, domain, contact_count, created_at, updated_at)
         select
           md5('listed ' || n)::uuid,
           acting_workspace(),
           initcap(translate(substr(md5('one' || n), 1, 8), '0123456789', 'ghijklmnop')) || ' '
             || initcap(translate(substr(md5('two' || n), 1, 5), '0123456789', 'qrstuvwxyz')),
           'listed-' || n || '.example',
           1,
           now(),
           now()
         from generate_series(1, $1::bigint) as n",
    )
    .bind(COMPANIES)
    .execute(scope.db())
    .await?;
    scope.commit().await?;
    population::settle(&world.kith).await?;
    let whole = seconds(async {
        review::companies::find_alike(&world.kith, viewer.workspace, stop).await?;
        Ok(())
    });
    let whole = whole.await?;
    population::settle(&world.kith).await?;
    let mut ordered = Vec::with_capacity(COMING);
    for number in 0..COMING {
        let mut scope = viewer.begin().await?;
        let at = ContactInput {
            company: Some(format!("Zimmermann Werke {number}")),
            ..input(COMING + number)
        };
        create_contact(&mut scope, at).await?;
        scope.commit().await?;
        let start = Instant::now();
        review::companies::match_companies(&world.kith, viewer.workspace, stop).await?;
        ordered.push(start.elapsed());
    }
    Ok((whole, Times::taken(ordered)))
}

fn input(number: usize) -> ContactInput {
    ContactInput {
        name: Some(format!("Maria Zimmermann {number}")),
        emails: Some(vec![format!("maria.zimmermann{number}@post.example")]),
        ..ContactInput::default()
    }
}
