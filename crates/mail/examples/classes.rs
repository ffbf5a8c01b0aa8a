//! How many of the labelled messages are given their class, and what is taken for what.
//! `cargo run -p mail --example classes`

#[path = "support/classes.rs"]
mod classes;

use classes::{Confusion, Part};

const CLASSES: [&str; 5] = ["person", "list", "newsletter", "automated", "unreadable"];

fn main() {
    for (title, part) in [
        ("two thirds", Part::Open),
        ("one third, held out", Part::HeldOut),
        ("blind", Part::Blind),
    ] {
        let mut confusion = Confusion::default();
        let messages = classes::messages();
        let chosen = messages.iter().filter(|message| message.part == part);
        let count = chosen.map(|message| confusion.add(message)).count();
        println!(
            "{title}: {count} messages, {:.1} % right",
            confusion.accuracy()
        );
        println!(
            "{:<12}{}",
            "is \\ taken as",
            CLASSES.map(|class| format!("{class:>12}")).concat()
        );
        for label in &CLASSES[..4] {
            let row = CLASSES.map(|given| {
                let count = confusion.table.get(&(*label, given)).copied();
                format!("{:>12}", count.unwrap_or_default())
            });
            println!("{label:<12} {}", row.concat());
        }
        confusion
            .misses
            .iter()
            .for_each(|miss| println!("  {miss}"));
        println!();
    }
}
