//! A table of contacts from the disk to suggestions, by the product's own run.

use std::{
    fs::File,
    io::{BufWriter, Write},
    path::Path,
    time::Instant,
};

use anyhow::{Result, ensure};
use app::{
    imports::{self, upload},
    jobs::Stop,
};

use crate::{import::observe, memory, table::Table, world::World};

const AIM: f64 = 5_000.0;

/// Everybody with an address of their own, a number, a place and a job at one of many
/// companies, as the exports of contact managers have them.
fn write_table(file: &Path, rows: usize) -> Result<()> {
    let mut out = BufWriter::new(File::create(file)?);
    writeln!(
        out,
        "Record ID,First Name,Last Name,Email,Phone Number,Job Title,Associated Company,City,Country/Region,Birthday,Lead Status,Last Modified Date"
    )?;
    for n in 0..rows {
        let company = n % (rows / 20).max(1);
        writeln!(
            out,
            "{n},Given{},Family{},given.family{n}@place{company}.example,+49 30 {:07},Engineer {},Place{company} GmbH,Berlin,Germany,19{:02}-0{}-1{},Open,2025-03-02 11:22",
            n % 997,
            n % 4_999,
            1_000_000 + n,
            n % 7,
            50 + n % 50,
            1 + n % 9,
            n % 9,
        )?;
    }
    Ok(out.flush()?)
}

pub async fn measure(rows: usize) -> Result<()> {
    let world = World::open().await?;
    let viewer = world.member("ada@kith.example", "Ada Berg").await?;
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("contacts.csv");
    write_table(&file, rows)?;
    let import = imports::import_local(&viewer, &file, &upload::Intake::default()).await?;
    memory::forget_peak()?;
    let watch = memory::Watch::start(world.server);
    let observer = tokio::spawn(observe(viewer.clone(), import));
    let start = Instant::now();
    imports::run(&world.kith, viewer.workspace, import, 1, &Stop::new()).await?;
    let seconds = start.elapsed().as_secs_f64();
    let (own_peak, database_peak) = (memory::own_peak()?, watch.peak());
    let stages = observer.await??;
    let report = imports::import(&mut viewer.begin().await?, import)
        .await?
        .report();
    ensure!(
        report.state == "done" && report.contacts_created == report.listed,
        "the import ended as {} with {} contacts",
        report.state,
        report.contacts_created
    );
    println!("A table of contacts, from bytes on disk to suggestions (aim: {AIM:.0} rows/s)");
    let mut table = Table::new([
        "rows",
        "MB",
        "seconds",
        "rows/s",
        "kith peak MB",
        "database peak MB",
    ]);
    table.row(vec![
        report.listed.to_string(),
        format!("{:.1}", std::fs::metadata(&file)?.len() as f64 / 1e6),
        format!("{seconds:.1}"),
        format!("{:.0}", f64::from(report.listed) / seconds),
        format!("{own_peak:.1}"),
        format!("{database_peak:.1}"),
    ]);
    table.print();
    let words: Vec<String> = stages
        .iter()
        .filter(|stage| stage.1 > 0.0)
        .map(|(name, time)| format!("{name} {time:.2} s"))
        .collect();
    println!("{}\n", words.join(", "));
    Ok(())
}
