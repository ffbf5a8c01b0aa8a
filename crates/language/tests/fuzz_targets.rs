//! The fuzz targets on their seeds and on bounded mutations of them.

#[path = "../fuzz/targets.rs"]
mod targets;

fn run(target: &str, check: fn(&[u8])) {
    fuzzing::run(env!("CARGO_MANIFEST_DIR"), target, 100, check);
}

#[test]
fn sse() {
    run("sse", targets::sse);
}

#[test]
fn check() {
    run("check", targets::check);
}

#[test]
fn prompt() {
    run("prompt", targets::prompt);
}
