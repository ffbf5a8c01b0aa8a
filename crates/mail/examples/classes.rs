//! How many of the labelled messages are given their class, and what is taken for what.
//! `cargo run -p mail --example classes`

#[path = "support/classes.rs"]
mod classes;

use classes::Confusion;

const CLASSES: [&str; 5] = ["person", "list", "newsletter", "automated", "unreadable"];

fn main() {
    for (title, is_held_out) in [("two thirds", false), ("one third, held out", true)] {
        let mut confusion = Confusion::default();
        let messages = classes::messages();
        let chosen = messages
            .iter()
            .filter(|message| message.is_held_out == is_held_out);
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
