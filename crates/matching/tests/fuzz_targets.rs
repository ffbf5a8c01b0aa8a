//! The fuzz targets on their seeds and on bounded mutations of them.

#[path = "../fuzz/targets.rs"]
mod targets;

fn run(target: &str, check: fn(&[u8])) {
    fuzzing::run(env!("CARGO_MANIFEST_DIR"), target, 200, check);
}

#[test]
fn list() {
    run("list", targets::list);
}

#[test]
fn pair() {
    run("pair", targets::pair);
}
