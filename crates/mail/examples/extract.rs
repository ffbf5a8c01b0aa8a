//! Prints the record of each message in the given mailboxes, one JSON object a line.
//! `cargo run -p mail --example extract FILE…`

use std::path::Path;

use mail::{extract, source::Source};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    for path in std::env::args().skip(1) {
        for item in Source::open(Path::new(&path))? {
            match extract::read(&item?.message) {
                Ok(found) => println!("{}", serde_json::to_string(&found)?),
                Err(error) => eprintln!("{path}: {error}"),
            }
        }
    }
    Ok(())
}
