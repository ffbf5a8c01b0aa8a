//! Reads a bare signature on standard input and prints what it says of the sender.
//! `cargo run -p mail --example signature "Jane Doe <jane@acme.com>" < block`

use std::io::Read;

use mail::message::Address;
use mail::signature;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let from = std::env::args()
        .nth(1)
        .and_then(|from| Address::parse(&from));
    let mut block = String::new();
    std::io::stdin().read_to_string(&mut block)?;
    let person = signature::read(&block, from.as_ref());
    println!("{}", serde_json::to_string_pretty(&person)?);
    Ok(())
}
