//! Fuzz targets in plain tests: on each seed of a crate, and on a bounded number of mutations
//! of them. Only tests depend on it.

mod change;

use std::path::Path;

use proptest::collection::vec;
use proptest::sample::select;
use proptest::test_runner::{Config, TestRunner};

/// Runs `check` on the seeds in `fuzz/seeds/TARGET` of the crate in this folder, and on `cases`
/// mutations of them. Panics where `check` does, or where there is no seed.
#[expect(clippy::unwrap_used, reason = "a test may panic")]
pub fn run(crate_folder: &str, target: &str, cases: u32, check: fn(&[u8])) {
    let seeds = seeds(&Path::new(crate_folder).join("fuzz/seeds").join(target));
    assert!(!seeds.is_empty());
    seeds.iter().for_each(|seed| check(seed));
    let inputs = (select(seeds), vec(change::any_change(), 1..12));
    let mut runner = TestRunner::new(Config {
        failure_persistence: None,
        ..Config::with_cases(cases)
    });
    runner
        .run(&inputs, |(seed, changes)| {
            check(&change::mutated(seed, &changes));
            Ok(())
        })
        .unwrap();
}

/// In the order of their names.
#[expect(clippy::unwrap_used, reason = "a test may panic")]
fn seeds(folder: &Path) -> Vec<Vec<u8>> {
    let files = std::fs::read_dir(folder).unwrap();
    let mut paths: Vec<_> = files.map(|file| file.unwrap().path()).collect();
    paths.sort();
    paths
        .iter()
        .map(|path| std::fs::read(path).unwrap())
        .collect()
}
