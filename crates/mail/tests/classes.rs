//! The labelled messages are given their class at least as often as is promised: 98 of 100.

#[path = "../examples/support/classes.rs"]
mod classes;

use classes::{Confusion, Part};

#[test]
fn classes_are_right_as_often_as_promised() {
    let messages = classes::messages();
    assert!(messages.len() >= 400, "{} messages", messages.len());
    for part in [Part::Open, Part::HeldOut, Part::Blind] {
        let mut confusion = Confusion::default();
        messages
            .iter()
            .filter(|message| message.part == part)
            .for_each(|message| confusion.add(message));
        let (accuracy, misses) = (confusion.accuracy(), confusion.misses.join("\n"));
        assert!(
            accuracy >= 98.0,
            "{accuracy:.1} %\n{misses}\n{:?}",
            confusion.table
        );
    }
}
