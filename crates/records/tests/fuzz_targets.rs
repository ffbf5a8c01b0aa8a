//! The fuzz targets on their seeds and on bounded mutations of them.

#[path = "../fuzz/targets.rs"]
mod targets;

fn run(target: &str, check: fn(&[u8])) {
    fuzzing::run(env!("CARGO_MANIFEST_DIR"), target, 300, check);
}

#[test]
fn delimited() {
    run("delimited", targets::delimited);
}

#[test]
fn vcard() {
    run("vcard", targets::vcard);
}

#[test]
fn ldif() {
    run("ldif", targets::ldif);
}

#[test]
fn icalendar() {
    run("icalendar", targets::icalendar);
}

#[test]
fn chat() {
    run("chat", targets::chat);
}

#[test]
fn monica() {
    run("monica", targets::monica);
}

#[test]
fn dates() {
    run("dates", targets::dates);
}

#[test]
fn archive() {
    run("archive", targets::archive);
}
