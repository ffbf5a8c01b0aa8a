//! The fuzz targets on their seeds and on bounded mutations of them.

#[path = "../fuzz/targets.rs"]
mod targets;

fn run(target: &str, check: fn(&[u8])) {
    fuzzing::run(env!("CARGO_MANIFEST_DIR"), target, 300, check);
}

#[test]
fn address() {
    run("address", targets::address);
}

#[test]
fn date() {
    run("date", targets::date);
}

#[test]
fn encoded_word() {
    run("encoded_word", targets::encoded_word);
}

#[test]
fn html() {
    run("html", targets::html);
}

#[test]
fn threads() {
    run("threads", targets::threads);
}

#[test]
fn mbox() {
    run("mbox", targets::mbox);
}

#[test]
fn message() {
    run("message", targets::message);
}

#[test]
fn body() {
    run("body", targets::body);
}

#[test]
fn signature() {
    run("signature", targets::signature);
}

#[test]
fn names() {
    run("names", targets::names);
}

#[test]
fn source() {
    run("source", targets::source);
}
